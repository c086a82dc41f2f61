"""Notes 600-631, 662 → 667 670 675 680; classes 624 → 065; publications 609 → 680."""

from typing import Final

from converters.crosswalk.fields import Field, Target
from converters.crosswalk.intermarc.headings_1xx import filed
from converters.crosswalk.table import By, Left, Table


def write_note(source: Field, target: Target) -> None:
    """600, 603, 630, 631 → 680 $i each."""
    for text in source.all("a"):
        target.add("680", "  ", [("i", filed(text))])


def write_publication(source: Field, target: Target) -> None:
    """609 a publication: place, publisher, title, date → 680 $i, in one."""
    if text := ", ".join(filed(value) for value in source.all("tapde")):
        target.add("680", "  ", [("i", text)])


def write_found(source: Field, target: Target) -> None:
    """610 sources with information → 670 $a each, the $u and date ($d) after it with it."""
    groups: list[list[tuple[str, str]]] = []
    for code, value in source.subfields:
        text = filed(value)
        if not text:
            continue
        if code == "a" or not groups:
            groups.append([])
        if code == "a":
            groups[-1].append(("a", text))
        elif code == "d":
            groups[-1].append(("b", f"({text})"))
        elif code == "u":
            groups[-1].append(("u", text))
    for group in groups:
        target.add("670", "  ", group)


def write_not_found(source: Field, target: Target) -> None:
    """612 sources without information → 675 $a each, the address in $u with them."""
    made = [
        ("u" if code == "u" else "a", filed(v)) for code, v in source.subfields if code in "adu"
    ]
    target.add("675", "  ", made)


def write_class(source: Field, target: Target) -> None:
    """624 class number of the national library's frame → 065 $a each."""
    for text in source.all("a"):
        target.add("065", "  ", [("a", text), ("2", "local")])


def write_cataloguers(source: Field, target: Target) -> None:
    """662 a cataloguer's note → 667 $a."""
    if text := " ".join(filed(value) for value in source.all("ab")):
        target.add("667", "  ", [("a", text)])


_UNKNOWN: Final = "a link that was not resolved when the record was loaded at its source"

TABLE: Final[Table] = {
    **dict.fromkeys(("600", "603", "630", "631"), (By(write_note, reads="a"),)),
    "609": (
        By(write_publication, {"r": "a code for the kind of publication", "9": "a code"}, "adept"),
    ),
    "610": (By(write_found, reads="adu"),),
    "612": (By(write_not_found, reads="adu"),),
    "624": (By(write_class, reads="a"),),
    "662": (By(write_cataloguers, {"u": "who wrote the note"}, "ab"),),
    "699": (Left(_UNKNOWN),),
}
