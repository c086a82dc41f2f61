"""Label and coded data: leader, 100-160 → leader, 008, 034, 043, 040 (in part), 375, 377."""

from typing import Final

from converters.crosswalk.fields import Field, Record, Target
from converters.crosswalk.table import By, Left, Table, move
from converters.crosswalk.unimarc.codes import POSITIONS
from converters.crosswalk.unimarc.leader import FILL

_STATUS: Final = {"c": "c", "d": "d", "n": "n"}
#: Label/06: an authority entry, a reference entry, a general explanatory entry → 008/09.
_KINDS: Final = {"x": "a", "y": "c", "z": "b"}
_ESTABLISHED: Final = {"a": "a", "c": "c"}
#: 106/0: also, not, or only for use as a subject → 008/14 (main and added entry), 008/15 (subject).
_USES: Final = {"0": ("a", "a"), "1": ("a", "b"), "2": ("b", "a")}
_GENDERS: Final = {"a": "female", "b": "male", "c": "transgender"}
_DIFFERENTIATED: Final = {"a": "a", "b": "b"}
_GOVERNMENTS: Final = POSITIONS["100/20 government"]
_SUBJECTS: Final = ("250", "280", "215")


def write_leader(source: Record, target: Target) -> None:
    """Leader: an authority (z) in Unicode; status; complete (n) or not (o)."""
    label = source.leader.ljust(24).translate(FILL)
    level = "o" if label[17] == "3" else "n"
    target.leader = f"00000{_STATUS.get(label[5], 'n')}z  a2200000{level}  4500"


def write_fixed(source: Record, target: Target) -> None:
    """008, from the label, 100 (date, status), 106, 120, 150; what no code says is “|”."""
    coded = source.get("100", "a").translate(FILL)
    date = coded[2:8] if coded[:8].isdecimal() and coded[:8].isascii() else "      "
    fixed = list(f"{date}||||||||||||          ||||||    ||".ljust(40))
    fixed[9] = _KINDS.get(source.leader[6:7], "a")
    fixed[10] = "z" if source.get("152", "a") else "|"
    subject = source.first(*_SUBJECTS) is not None
    fixed[11] = "z" if source.get("152", "b") else "|" if subject else "n"
    fixed[14], fixed[15] = _USES.get(source.get("106", "a")[:1], ("|", "|"))
    fixed[28] = _GOVERNMENTS.get(source.get("150", "a")[:1].lower(), "|")[:1]
    fixed[31] = "a"
    fixed[32] = _DIFFERENTIATED.get(source.get("120", "a")[1:2], "n")
    fixed[33] = _ESTABLISHED.get(coded[8:9], "|")
    target.control("008", "".join(fixed))


def write_person(source: Record, target: Target) -> None:
    """120/0 → 375 $a: female, male; what is unknown or does not apply says nothing."""
    if gender := _GENDERS.get(source.get("120", "a")[:1]):
        target.add("375", "  ", [("a", gender)])


def write_languages(source: Field, target: Target) -> None:
    """101 $a languages of the person, body or work → 377 $a each."""
    target.add("377", "  ", [("a", text.lower()) for text in source.all("a")])


def write_country(source: Field, target: Target) -> None:
    """102 $a country (ISO 3166) → 043 $c; $b region → 043 $b."""
    made = [("c", text.upper()) for text in source.all("a") if text.strip("#-x ")]
    target.add("043", "  ", [*made, *(("b", text) for text in source.all("b"))])


def write_coordinates(source: Field, target: Target) -> None:
    """123 $d $e $f $g coordinates → 034."""
    target.add("034", "  ", [(code, text) for code, text in source.subfields if code in "defg"])


def read_elsewhere(source: Field, target: Target) -> None:
    """100, 106, 120, 150, 152: read for 008, 040 and 375."""


_PARTLY: Final = "coded for UNIMARC's own lists; MARC 21 has no place for these codes"

TABLE: Final[Table] = {
    "100": (By(read_elsewhere, reads="a"),),
    "101": (By(write_languages, reads="a"),),
    "102": (By(write_country, reads="ab"),),
    "106": (By(read_elsewhere, reads="a"),),
    "120": (By(read_elsewhere, reads="a"),),
    "123": (By(write_coordinates, dict.fromkeys("achijkmnpqrs", _PARTLY)),),
    "150": (By(read_elsewhere, reads="a"),),
    "152": (By(read_elsewhere, reads="ab"),),
    "160": (move("043", "a"),),
    **dict.fromkeys(("122", "125", "127", "128", "131", "140", "145", "154"), (Left(_PARTLY),)),
}
