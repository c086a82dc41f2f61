"""Label, numbers and codes, 001-065 → leader, 001, 008, 024, 035, 046, 377."""

import re
from typing import Final

from converters.crosswalk.fields import Field, Record, Target
from converters.crosswalk.intermarc.links_3xx import AGENCY
from converters.crosswalk.table import By, Left, Table

_STATUS: Final = {"c": "c", "d": "d", "n": "n"}
#: Label/06: validated; what a programme made from a bibliographic record (3, 4, 6) is provisional.
_VALIDATED: Final = frozenset("01")
_DATE: Final = re.compile(r"(\d{2}[\d.]{2})(?:\d{2}(?:\d{2})?)?", re.ASCII)
_ARK: Final = re.compile(r"ark:/12148/cb\w{9}", re.ASCII)


def write_leader(source: Record, target: Target) -> None:
    """Leader: an authority, in Unicode; complete where it was validated."""
    label = source.leader.ljust(24)
    level = "n" if label[6] in _VALIDATED else "o"
    target.leader = f"00000{_STATUS.get(label[5], 'n')}z  a2200000{level}  4500"


def write_fixed(source: Record, target: Target) -> None:
    """008 and 005, from 008/00-11 (made, changed) and the label; 040, the library itself; dates of
    a work, 008/28-37 and 38-47, → 046 $k $l; its language, 008/14-16, → 377.
    """
    coded = _coded(source)
    date = coded[:6] if coded[:6].isdecimal() else "      "
    fixed = list(f"{date}||||||||||||          ||||||    ||".ljust(40))
    fixed[9], fixed[31], fixed[32] = "a", "a", "n"
    fixed[33] = "a" if source.leader[6:7] in _VALIDATED else "c"
    target.control("008", "".join(fixed))
    if changed := _changed(coded[6:12]):
        target.control("005", changed)
    target.add("040", "  ", [("a", AGENCY), ("b", "fre"), ("c", AGENCY)])
    if source.first("141", "142", "143", "144", "145") is None:
        return
    dates = [("k", _date(coded[28:38])), ("l", _date(coded[38:48]))]
    target.add("046", "  ", [(code, text) for code, text in dates if text])
    language = coded[14:17]
    if language.isascii() and language.isalpha() and language not in {"und", "mul", "zxx"}:
        target.add("377", "  ", [("a", language)])


def _coded(source: Record) -> str:
    """008 as it was: some exports break it into lines."""
    field = source.first("008")
    return (field.data or "").strip("\r\n") if field is not None else ""


def _changed(text: str) -> str:
    """The day of the last change; two digits below 65 are of this century."""
    if not (text.isascii() and text.isdecimal() and len(text) == 6):
        return ""
    return f"{'20' if text[:2] < '65' else '19'}{text}000000.0"


def _date(text: str) -> str:
    match = _DATE.match(text.strip())
    return match[0].replace(".", "u") if match else ""


def write_number(source: Field, target: Target) -> None:
    """001 as it is."""
    target.control("001", (source.data or "").strip())


def write_address(source: Field, target: Target) -> None:
    """003 the record's address → 024, as an ark where it has one."""
    text = (source.data or "").strip()
    ark = _ARK.search(text)
    if ark:
        target.add("024", "7 ", [("a", ark[0]), ("2", "ark")])
    elif text:
        target.add("024", "7 ", [("a", text), ("2", "uri")])


def write_languages(source: Field, target: Target) -> None:
    """041 $a languages → 377 $a each."""
    target.add("377", "  ", [("a", text.lower()) for text in source.all("a")])


def write_isni(source: Field, target: Target) -> None:
    """016, 030 an ISNI or another international number → 024."""
    for text in source.all("a"):
        number = text.removeprefix("ISNI").replace(" ", "")
        kind = "isni" if len(number) == 16 and number[:15].isdecimal() else "local"
        target.add("024", "7 ", [("a", number if kind == "isni" else text), ("2", kind)])


def write_merged(source: Field, target: Target) -> None:
    """907, 917 numbers of records that were merged into this → 035 $z."""
    origin = source.get("o")
    for text in source.all("a"):
        target.add("035", "  ", [("z", f"({origin}){text}" if origin else text)])


def read_elsewhere(source: Field, target: Target) -> None:
    """008: read for the fixed field."""


_TYPES: Final = "codes for the kind of work, of INTERMARC's own lists"
_KEPT: Final = "tells how the record is kept at its source"

TABLE: Final[Table] = {
    "001": (By(write_number),),
    "003": (By(write_address),),
    "008": (By(read_elsewhere),),
    "016": (By(write_isni, reads="a"),),
    "041": (By(write_languages, reads="a"),),
    **dict.fromkeys(
        ("031", "032", "038", "040", "043", "060", "061", "062", "063", "064", "065"),
        (Left(_TYPES),),
    ),
    "202": (Left(_KEPT),),
    **dict.fromkeys(("907", "917"), (By(write_merged, {"b": "who merged them"}, "ao"),)),
    "996": (Left(_KEPT),),
}
