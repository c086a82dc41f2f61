"""Who is cited, and as what: persons and bodies with their roles, in the order of the record."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

import pymarc

from converters.writing.both import Both, Read, Wanted, clean, values
from converters.writing.scripts import LATIN, script

#: A name as CSL-JSON has it: ``{"family": …, "given": …}`` or ``{"literal": …}``.
type Name = dict[str, str]

#: Marks a romanised name whose family name comes first wherever it stands. Not part of CSL.
EASTERN: Final = "eastern"

_RELATORS: Final = "http://id.loc.gov/vocabulary/relators/"
#: What a part of the statement of responsibility says of those named in it.
_SAID: Final = (
    (
        re.compile(r"\b(transl\w*|tr\.|übers\w*|trad\w*|перев\w*)|译|譯", re.IGNORECASE),
        "translator",
    ),
    (
        re.compile(
            r"\b(ed\.|eds\.|edit\w*|comp\.|compil\w*|hrsg\w*|herausgegeben|под ред\w*|a cura)"
            r"|主编|主編|编$|編$|编辑|选编|zhu bian|bian$",
            re.IGNORECASE,
        ),
        "editor",
    ),
    (re.compile(r"\b(ill\.|illus\w*|drawings|photo\w*)|绘|插图", re.IGNORECASE), "illustrator"),
    (
        re.compile(r"\b(pref\w*|introd\w*|foreword|vorw\w*|with an?)\b|序|导言|审", re.IGNORECASE),
        "",
    ),
)
_TITLES: Final = re.compile(r"[\s,]+$")
_WORD: Final = re.compile(r"[\s.,;:()\[\]]+$")


@dataclass(frozen=True, slots=True)
class Cited:
    """One name and the variable of CSL it goes into; empty when its role is not cited."""

    variable: str
    name: Name
    corporate: bool


def cited(record: Read, wanted: Wanted) -> list[Cited]:
    """Everybody a citation can name; main entry first, then added entries as they stand."""
    statement = record.field("245")
    parts = _parts(values(statement.main, "c") if statement else [])
    other = _parts(values(statement.other, "c") if statement and statement.other else [])
    found: list[Cited] = []
    main = False
    for field in record.fields("100", "110", "111", "700", "710", "711"):
        if field.tag[0] == "7" and any(code == "t" for code, _ in field.main.subfields):
            continue  # the author of a work it contains, or is about
        name = name_of(field, wanted)
        if not name:
            continue
        main = main or field.tag[0] == "1"
        variable = _role(field)
        if variable is None and field.tag[0] == "1":
            variable = "author"
        if variable is None:
            variable = _by_statement(field, parts, other)
        if variable is None:
            variable = "" if main or field.tag[1] != "0" else "author"
        one = Cited(variable, name, field.tag[1] != "0")
        if one not in found:
            found.append(one)
    return found


def name_of(field: Both, wanted: Wanted) -> Name:
    """A heading as a name; empty when it has none."""
    half = field.half(wanted)
    if field.other is not None and "".join(values(half, "ab")).islower():
        half = field.half("own")  # pinyin by rule does not say where a family name ends
    if field.tag[1] != "0":
        bodies = [body.removesuffix(".") for body in values(half, "ab")]
        whole = ("" if script("".join(bodies)) == "hani" else ". ").join(bodies)
        return {"literal": whole} if whole else {}
    name = person(half)
    if wanted == "latin" and "given" in name and _eastern(field.half("own")):
        name[EASTERN] = "yes"
    return name


def _eastern(half: pymarc.Field) -> bool:
    """Whether a name of East Asia, by its own script; one with a dot in it is a foreigner's."""
    text = next(iter(values(half, "a")), "")
    return script(text) in ("hani", "kore", "jpan") and "·" not in text


def person(half: pymarc.Field) -> Name:
    """A person: family name before the comma (MARC 21, X00, first indicator 1)."""
    text = next(iter(values(half, "a")), "")
    if not text:
        return {}
    family, comma, given = text.replace("،", ",").partition(",")
    given = given.strip()
    if script(text) in ("hani", "kore", "jpan"):
        foreign = "·" in text or "." in text
        literal = (
            f"{given}·{family}" if comma and foreign else text.replace(",", "").replace(" ", "")
        )
        return {"literal": literal}
    inverted = half.indicators is not None and half.indicators[0] != "0"
    if comma and inverted:
        # An initial keeps its full stop: "Tabb, John B."
        raw = next(value for code, value in half.subfields if code == "a")
        raw = " ".join(raw.replace("،", ",").split()).rstrip(" ,")
        given = raw.partition(",")[2].strip()
        if given.endswith(".") and not re.search(r"(\b\w|[Jj]r|[Cc]h|[Tt]h)\.$", given):
            given = given[:-1]
        name = {"family": family.strip(), "given": given}
        return name if given else {"literal": family.strip()}
    added = next(iter(values(half, "c")), "")
    numeral = next(iter(values(half, "b")), "")
    named = " ".join(part for part in (text, numeral) if part)
    if added and not comma and script(named) == LATIN and added[:3].islower():
        named = f"{named} {added}"  # Alexander of Aphrodisias
    return {"literal": named}


def _role(field: Both) -> str | None:
    """The variable the field's own role words name; None when it has none that is known."""
    known = _variables()
    said = False
    for code, value in field.main.subfields:
        if (
            code == "4"
            or (code == "e" and field.tag[1:] != "11")
            or (code == "j" and field.tag[1:] == "11")
        ):
            said = True
            word = _WORD.sub("", value.removeprefix(_RELATORS)).strip().casefold()
            for one in (word, *re.split(r"\s*(?:,|and|und|et|&)\s*", word)):
                if one in known:
                    return known[one]
    return "" if said else None


def _parts(statements: list[str]) -> list[str]:
    return [part.strip() for text in statements for part in re.split(r"\s*[;；]\s*", text)]


def _by_statement(field: Both, parts: list[str], other: list[str]) -> str | None:
    """The role the statement of responsibility gives a name that has none of its own."""
    for half, said in ((field.main, parts), (field.other, other), (field.main, other)):
        if half is None:
            continue
        name = next(iter(values(half, "a")), "")
        key = (name.partition(",")[0] if script(name) == LATIN else name).casefold()
        key = key.replace(",", "").strip()
        if len(key) < 2:
            continue
        for place, part in enumerate(said):
            if key in part.casefold():
                for pattern, variable in _SAID:
                    if pattern.search(part):
                        return variable
                return "author" if place == 0 else ""
    return None


@cache
def _variables() -> dict[str, str]:
    text = (files("converters.citations") / "roles.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    return dict(rows[1:])


def spoken(names: list[Name]) -> Iterator[str]:
    """Names as one string each, as BibTeX and RIS want them: ``Family, Given``."""
    for name in names:
        if "literal" in name:
            yield clean(name["literal"])
        else:
            yield f"{name['family']}, {name['given']}"
