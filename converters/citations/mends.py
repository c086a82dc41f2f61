"""What citeproc-py 0.11 gets wrong, and how it is put right: in the style, the data or the line.

Each was found by reading citations beside the manuals of the styles; ``docs/decisions/0015`` lists
them. When the processor learns one of these, its mend finds nothing to do.
"""

import copy
import re
from typing import Any, Final

from lxml import etree

from converters.citations.names import EASTERN
from converters.writing.asked import Style

_CSL: Final = "{http://purl.org/net/xbiblio/csl}"
_GB: Final = ("gb-t-7714", "gb-t-7714-author-date")
_NAMES: Final = frozenset({"author", "editor", "translator", "illustrator", "composer", "director"})


def style(root: etree._Element, locale: str, *, online: bool) -> None:
    """The style's own text, so that the processor does what the style means."""
    _initials(root)
    _substitutes(root)
    _type_marks(root, online=online)
    _no_second_time(root)
    if locale.startswith("zh"):
        for number in root.iter(f"{_CSL}number"):
            if number.get("variable") == "edition" and number.get("form") == "ordinal":
                number.set("form", "numeric")  # 3版, not 3rd 版
                parent = number.getparent()
                if parent is not None and parent.get("delimiter") == " ":
                    parent.set("delimiter", "")


def _initials(root: etree._Element) -> None:
    """``initialize="false"`` is not known, and every given name was cut to its initials."""
    mark = root.attrib.pop("initialize-with", None)
    for name in root.iter(f"{_CSL}name"):
        if name.get("initialize") == "false":
            name.attrib.pop("initialize-with", None)
        elif mark is not None and name.get("initialize-with") is None:
            name.set("initialize-with", mark)


def _substitutes(root: etree._Element) -> None:
    """Names that stand for others are written like them (CSL 1.0.2, Substitute); they were not."""
    for names in root.iter(f"{_CSL}names"):
        substitute = names.find(f"{_CSL}substitute")
        for other in substitute.iter(f"{_CSL}names") if substitute is not None else ():
            if len(other) == 0:
                for part in names:
                    if part.tag != f"{_CSL}substitute":
                        other.append(copy.deepcopy(part))


def _type_marks(root: etree._Element, *, online: bool) -> None:
    """GB/T 7714's ``[M]`` and ``[M/OL]``: the group was left out whole, because of a part of it
    that could have called a variable and did not (CSL 1.0.2, Group)."""
    for group in root.iter(f"{_CSL}group"):
        macros = {text.get("macro"): text for text in group.findall(f"{_CSL}text")}
        if "type-id" in macros and "medium-id" in macros:
            group.remove(macros["medium-id"])
            if online:
                etree.SubElement(group, f"{_CSL}text").set("value", "OL")


def _no_second_time(root: etree._Element) -> None:
    """An editor who stands for a missing author is not named again (CSL 1.0.2, Substitute)."""
    stand_in = {
        variable
        for substitute in root.iter(f"{_CSL}substitute")
        for names in substitute.iter(f"{_CSL}names")
        for variable in (names.get("variable") or "").split()
    }
    for names in list(root.iter(f"{_CSL}names")):
        variables = (names.get("variable") or "").split()
        if not stand_in & set(variables) & {"editor", "translator"} or "author" in variables:
            continue
        above = [element.tag for element in names.iterancestors()]
        if f"{_CSL}substitute" in above or names.find(f"{_CSL}substitute") is not None:
            continue
        parent = names.getparent()
        if parent is None:
            continue
        choose = etree.Element(f"{_CSL}choose")
        condition = etree.SubElement(choose, f"{_CSL}if")
        condition.set("variable", "author" if "editor" in variables else "author editor")
        condition.set("match", "any")
        parent.replace(names, choose)
        condition.append(names)


def before(item: dict[str, Any], style: Style) -> dict[str, Any]:
    """The data, without what the processor writes wrong."""
    told = dict(item)
    if style in _GB:
        for variable in _NAMES & told.keys():
            told[variable] = [_named(name) for name in told[variable]]
        return told
    if style == "apa":
        for variable in _NAMES & told.keys():
            told[variable] = [_capitals(name) for name in told[variable]]
    for variable in _NAMES & told.keys():
        inverted = variable == "author" or "author" not in told
        told[variable] = [
            _family_first(name, inverted=(inverted and place == 0) or style == "apa")
            for place, name in enumerate(told[variable])
        ]
    if told["type"] == "periodical":
        told["type"] = "book"  # a serial as a whole; Chicago's branch for it wrote nonsense
    volumes = str(told.get("number-of-volumes", ""))
    if volumes.isdigit():  # the label of this number is not written
        apa = style == "apa"
        told["number-of-volumes"] = f"Vols. 1–{volumes}" if apa else f"{volumes} vols."
    return told


def after(line: str, item: dict[str, Any], style: Style) -> str:
    """The line as the manual of the style has it."""
    line = " ".join(line.split())
    line = re.sub(r"\s+([.,;])", r"\1", line)
    line = re.sub(r"(?<!\.)\.\.(?!\.)", ".", line)
    line = re.sub(r"\b([dlDL]['’])\.? (?=\w)", r"\1", line)
    line = _said_once(line, str(item["title"]))
    match style:
        case "gb-t-7714" | "gb-t-7714-author-date":
            line = re.sub(r"(?<=\d)–(?=\d)", "-", line.removeprefix("[1]"))
        case "apa":
            line = re.sub(r"(?<=[(,])( ?)(trans|ed|eds|illus)\.(?=[);])", _capital, line)
            if str(item.get("language", "")).startswith("en"):
                line = re.sub(r"(?<=: )[a-z]", lambda m: m[0].upper(), line)
        case "mla":
            line = re.sub(r"(?<=, )(Translated|Edited|Illustrated) by", _small, line)
    return _open_end(line, item, style)


def _named(name: dict[str, str]) -> dict[str, str]:
    """A name GB/T 7714 can cut to initials; one in a script without capitals is given whole."""
    given = name.get("given", "")
    if not given:
        return name
    if given.lower() == given.upper():
        return {"literal": f"{name['family']} {given}"}
    return _capitals(name)


def _family_first(name: dict[str, str], *, inverted: bool) -> dict[str, str]:
    """``Fan Ye`` where a western name would be ``Gregory Rabassa``."""
    told = {part: value for part, value in name.items() if part != EASTERN}
    if inverted or EASTERN not in name:
        return told
    return {"literal": f"{name['family']} {name['given']}"}


def _capitals(name: dict[str, str]) -> dict[str, str]:
    """``Chŏng-nae`` with a second capital, or its second initial would be the whole syllable."""
    if "given" not in name:
        return name
    return {**name, "given": re.sub(r"(?<=-)\w", lambda m: m[0].upper(), name["given"])}


def _said_once(line: str, title: str) -> str:
    """A title that stands for the author is not repeated (CSL 1.0.2, Substitute)."""
    first = line.casefold().find(title.casefold())
    second = line.casefold().find(title.casefold(), first + len(title)) if first == 0 else -1
    if second < 0 or not title or len(line.casefold()) != len(line):
        return line
    rest = line[second + len(title) :]
    if rest and not rest.startswith((".", " (")):
        return line  # "Nature. Nature Publishing": somebody else of that name
    while rest.startswith(" ("):  # an edition that came along
        rest = rest.partition(")")[2]
    rest = rest.lstrip(".").lstrip()
    return f"{line[:second].rstrip()} {rest}"


def _open_end(line: str, item: dict[str, Any], style: Style) -> str:
    """The year of a serial that still appears: ``1979-``, in the West with a dash."""
    literal = str(item.get("issued", {}).get("literal", ""))
    if not re.fullmatch(r"\d{4}-", literal):
        return line
    dash = "-" if style in _GB else "–"
    return re.sub(rf"(?<!\d){literal[:4]}(?![\d–-])", literal[:4] + dash, line)


def _capital(match: re.Match[str]) -> str:
    return f"{match[1]}{match[2].capitalize()}."


def _small(match: re.Match[str]) -> str:
    return match[0].lower()
