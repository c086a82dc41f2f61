"""Responsibility 700-742: 700, 710 and 720 are main entries (1XX), all others added ones (7XX).

CNMARC knows no main entry: it writes 701 and 711 for all who are equally responsible.
"""

from typing import Final

from converters.crosswalk.fields import Field, Subfields, Target
from converters.crosswalk.table import By, Table
from converters.crosswalk.unimarc import headings, names, reasons
from converters.crosswalk.unimarc.facts import PRIMARY, main_entry


def _is_main_entry(source: Field, target: Target) -> bool:
    """Whether it is the first of the primary fields; MARC 21 has one 1XX."""
    if source.tag not in PRIMARY:
        return False
    entry = main_entry(target.source)
    return entry is not None and (source is entry or source is entry.other)


def write_person(source: Field, target: Target) -> None:
    """700 → 100; 701, 702 → 700. $a name ($a $b), $b numeration, $c titles, $q fuller form, $d
    dates, $u affiliation, $e role as written, $4 role, $0 number, $1 ISNI.
    """
    tag = "100" if _is_main_entry(source, target) else "700"
    _write(tag, names.personal_indicator(source), names.personal(source), source, target)


def write_body(source: Field, target: Target) -> None:
    """710 → 110, 711 and 712 → 710; a meeting (first indicator 1) → 111, 711."""
    meeting = names.is_meeting(source)
    tag = "11" if meeting else "10"
    made = names.corporate(source, meeting=meeting)
    first = names.corporate_indicator(source)
    whole = ("1" if _is_main_entry(source, target) else "7") + tag
    _write(whole, first, made, source, target)


def write_family(source: Field, target: Target) -> None:
    """720 → 100 3; 721, 722 → 700 3."""
    tag = "100" if _is_main_entry(source, target) else "700"
    _write(tag, "3", names.family(source), source, target)


def _write(tag: str, first: str, made: Subfields, source: Field, target: Target) -> None:
    named = [each for each in made if each[1].strip()]
    if not named:
        return
    meeting = tag.endswith("11")
    whole = [*named, *names.control(source, meeting=meeting)]
    is_person = tag.endswith("00")
    marked = headings.person(whole) if is_person else headings.body(whole, meeting=meeting)
    target.add(tag, f"{first} ", marked)


def write_owner(source: Field, target: Target) -> None:
    """703, 713, 723 provenance → 700, 710, 700 3 with $4, former owner where none is said."""
    kind = source.tag[1]
    if kind == "0":
        tag, first, made = "700", names.personal_indicator(source), names.personal(source)
    elif kind == "1":
        tag, first = "710", names.corporate_indicator(source)
        made = names.corporate(source, meeting=False)
    else:
        tag, first, made = "700", "3", names.family(source)
    end = names.control(source)
    if not any(code == "4" for code, _ in end):
        end.append(("4", "fmo"))
    whole = [*made, *end]
    marked = headings.body(whole, meeting=False) if kind == "1" else headings.person(whole)
    target.add(tag, f"{first} ", marked)


def write_trademark(source: Field, target: Target) -> None:
    """716 trademark → 720 $a, qualification and dates in brackets."""
    around = [f"({text.strip('()')})" for text in source.all("cf")]
    name = " ".join([*source.all("a"), *around])
    numbers = [("0", text) for text in source.all("3")]
    target.add("720", "  ", [("a", name), ("e", "trademark"), *numbers])


def write_uncontrolled(source: Field, target: Target) -> None:
    """730 name not under control → 720 $a $e $4."""
    roles = names.control(source)
    target.add("720", "  ", [("a", " ".join(source.all("a"))), *roles])


def write_legal(source: Field, target: Target) -> None:
    """740-742 conventional heading of laws and religious texts → 710 1 $a $b $k form $t title."""
    codes = {
        "a": "a",
        "b": "b",
        "c": "g",
        "e": "g",
        "f": "d",
        "i": "p",
        "l": "k",
        "n": "g",
        "t": "t",
    }
    made = [(codes[code], text) for code, text in source.subfields if code in codes]
    made += [("0", text) for text in source.all("3")]
    target.add("710", "1 ", made)


_PERSON: Final = "abcdfgkopr2345"
_BODY: Final = "abcdefghopr2345"
_FAMILY: Final = "acdfor2345"
_LEFT: Final = {"8": reasons.LINKING}
TABLE: Final[Table] = {
    **dict.fromkeys(("700", "701", "702"), (By(write_person, _LEFT, reads=_PERSON),)),
    **dict.fromkeys(("710", "711", "712"), (By(write_body, _LEFT, reads=_BODY),)),
    **dict.fromkeys(("720", "721", "722"), (By(write_family, _LEFT, reads=_FAMILY),)),
    "703": (By(write_owner, _LEFT, reads=_PERSON),),
    "713": (By(write_owner, _LEFT, reads=_BODY),),
    "723": (By(write_owner, _LEFT, reads=_FAMILY),),
    "716": (By(write_trademark, reads="acf3"),),
    "730": (By(write_uncontrolled, reads="a4"),),
    **dict.fromkeys(("740", "741", "742"), (By(write_legal, reads="abcefilnt3"),)),
}
