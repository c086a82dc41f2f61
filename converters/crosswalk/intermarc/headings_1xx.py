"""Headings 100-145 and variants 400-460: a name, a title, or both together, → 1XX and 4XX.

A title record has the names of its authors beside the title (100 or 110, and 141-145). Retained
titles are repeated, one for each language; ``$w`` says in its places 6-8 which (``fre``).
"""

from typing import Final

from converters.bibframe.languages import SHORT
from converters.crosswalk.fields import Field, Record, Subfields, Target
from converters.crosswalk.scripts import has_other_script
from converters.crosswalk.table import By, Table

#: ``$w`` of a heading: 10 characters.
_LANGUAGE: Final = slice(6, 9)
_TITLES: Final = ("141", "142", "143", "144", "145")
_NAMES: Final = ("100", "110")
_OTHERS: Final = ("166", "167", "161", "163", "165")
#: Subfields of a title → 130.
_TITLE: Final = {
    "a": "a",
    "b": "n",
    "c": "n",
    "d": "f",
    "h": "n",
    "i": "p",
    "j": "r",
    "k": "k",
    "l": "l",
    "m": "m",
    "n": "n",
    "o": "g",
    "p": "n",
    "q": "s",
    "s": "p",
    "t": "g",
    "u": "g",
}
LEFT: Final = {
    "3": "the number of another record, which that record has",
    "1": "the ISNI of the author, which the author's own record has",
    "w": "codes of INTERMARC; script and language show in the text",
}
#: The subfields that are read of persons, bodies, titles and subjects.
PERSON: Final = "adehmu"
BODY: Final = "abcde"
TITLE: Final = "".join([*_TITLE, "ef"])
SUBJECT: Final = "axyz"
#: A heading that is only the author of the title.
AUTHOR: Final = "aut"


def filed(value: str) -> str:
    """The text without the bar that says where filing begins."""
    return value.replace("|", "").strip()


def personal(source: Field) -> Subfields:
    """$a, $m → $a; $h numeration (else $u) → $b; $e qualifier → $c; $d dates → $d."""
    rest = filed(source.get("m"))
    name = filed(source.get("a"))
    made: Subfields = [("a", f"{name}, {rest}" if rest else name)]
    if numeration := source.get("h") or source.get("u"):
        made.append(("b", numeration))
    made += [("c", filed(text)) for text in source.all("e")]
    return [*made, *(("d", text) for text in source.all("d"))]


def corporate(source: Field) -> Subfields:
    """$a name, with its qualifiers $c $e in brackets; $b subordinate body; $d dates → $d."""
    made: Subfields = []
    for code, value in source.subfields:
        text = filed(value)
        if code in "ce" and made and made[-1][0] in "ab":
            made[-1] = (made[-1][0], f"{made[-1][1]} ({text})")
        elif code in "abd" and text:
            made.append((code, text))
    return made


def title(source: Field) -> Subfields:
    """A title with its parts; what distinguishes it ($e $f) in round brackets after it."""
    made = [(_TITLE[code], filed(value)) for code, value in source.subfields if code in _TITLE]
    qualifiers = " ; ".join(filed(text) for text in source.all("ef"))
    if made and qualifiers:
        made[0] = (made[0][0], f"{made[0][1]} ({qualifiers})")
    return made


def name_of(source: Field) -> tuple[str, str, Subfields]:
    """Last two digits of the tag, indicators and subfields of a name."""
    if source.tag[1:] == "10":
        return "10", "2 ", corporate(source)
    family = source.second == "5"
    return "00", "3 " if family else "1 " if source.get("m") else "0 ", personal(source)


def together(
    name: Field | None, of_work: Field, title_subfields: Subfields
) -> tuple[str, str, Subfields]:
    """A name and a title as one heading; a title alone, with what is not filed and its language."""
    if name is None:
        skipped = of_work.get("a").find("|")
        language = SHORT.get(_language(of_work))
        tagged = [("7", f"(bcp47){language}")] if language else []
        return "30", f" {skipped if 0 < skipped < 10 else 0}", [*title_subfields, *tagged]
    suffix, indicators, subfields = name_of(name)
    after = [("t" if code == "a" else code, text) for code, text in title_subfields]
    return suffix, indicators, [*subfields, *after]


def write_heading(source: Record, target: Target) -> None:
    """100, 110, 141-145: the first name with the title in French, else the first title → 1XX; a
    retained title in another language, or script, is a variant (4XX).
    A second name of a title → 500, author.
    """
    names = list(source.all(*_NAMES))
    titles = list(source.all(*_TITLES))
    first = names[0] if names else None
    if not titles:
        for at, each in enumerate(names or source.all(*_OTHERS)):
            suffix, indicators, subfields = _alone(each)
            target.add(f"{4 if at else 1}{suffix}", indicators, subfields)
        return
    main = next((each for each in titles if _language(each) == "fre"), titles[0])
    for each in (main, *(other for other in titles if other is not main)):
        suffix, indicators, subfields = together(first, each, title(each))
        target.add(f"{1 if each is main else 4}{suffix}", indicators, subfields)
    for author in names[1:]:
        suffix, indicators, subfields = name_of(author)
        target.add(f"5{suffix}", indicators, [("w", "r"), *subfields, ("4", AUTHOR)])


def _alone(source: Field) -> tuple[str, str, Subfields]:
    """A heading that is no title: a person, a body, or a subject of RAMEAU."""
    if source.tag in _NAMES:
        return name_of(source)
    divided = [
        (code, filed(value)) for code, value in source.subfields if code in "axyz" and value.strip()
    ]
    return ("51" if source.tag == "167" else "50"), "  ", divided


def _language(source: Field) -> str:
    return source.get("w").ljust(10)[_LANGUAGE]


def write_variant(source: Field, target: Target) -> None:
    """400, 410 names → 400, 410; 441-445 titles → 400, 410, 430, with the name of the heading;
    460 a name with a title → 400; 461-468 subjects → 450, 451.
    """
    leave_filing(source, target)
    names = target.source.first(*_NAMES)
    if source.tag in {"441", "442", "443", "444", "445", "464", "465"}:
        suffix, indicators, subfields = together(names, source, title(source))
    elif source.tag in {"400", "410", "460", "461"}:
        suffix, indicators, subfields = _with_title(source)
    else:
        suffix, indicators, subfields = ("51" if source.tag == "467" else "50"), "  ", []
        subfields += [(code, filed(v)) for code, v in source.subfields if code in "axyz"]
    if any(text for _, text in subfields):
        target.add(f"4{suffix}", indicators, subfields)


def _with_title(source: Field) -> tuple[str, str, Subfields]:
    body = source.tag in {"410", "461"}
    name = corporate(source) if body else personal(source)
    after = [("t", filed(text)) for text in source.all("t")]
    if not body and not has_other_script(source.get("a")):
        return "00", "1 " if source.get("m") else "0 ", [*name, *after]
    return ("10", "2 ", [*name, *after]) if body else ("00", "1 ", [*name, *after])


def leave_filing(source: Field, target: Target) -> None:
    """$u, the numeral to file by, where $h has the one to read."""
    if "h" in source:
        target.leave(source, "u", "the numeral to file by; the one to read is in $h")


def read_whole(source: Field, target: Target) -> None:
    """Read with the other headings."""
    leave_filing(source, target)
    if source.tag in _OTHERS and target.source.first(*_NAMES, *_TITLES) is not None:
        target.leave(source, None, "a subject heading beside the heading of a name or title")


TABLE: Final[Table] = {
    "100": (By(read_whole, LEFT, PERSON),),
    "110": (By(read_whole, LEFT, BODY),),
    **dict.fromkeys(_TITLES, (By(read_whole, LEFT, TITLE),)),
    **dict.fromkeys(_OTHERS, (By(read_whole, LEFT, SUBJECT),)),
    **dict.fromkeys(("400", "460"), (By(write_variant, LEFT, f"{PERSON}t"),)),
    **dict.fromkeys(("410", "461"), (By(write_variant, LEFT, f"{BODY}t"),)),
    **dict.fromkeys(
        ("441", "442", "443", "444", "445", "464", "465"), (By(write_variant, LEFT, TITLE),)
    ),
    **dict.fromkeys(("463", "466", "467", "468"), (By(write_variant, LEFT, SUBJECT),)),
}
