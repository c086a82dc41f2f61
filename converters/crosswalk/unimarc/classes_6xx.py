"""Places, dates and classes 617-626, 660-692: 662, 752; 043, 045; class numbers 050-084.

The edition of a scheme stands behind its code: ``$2clc/5``.
"""

from typing import Final

from converters.crosswalk.fields import Field, Subfields, Target
from converters.crosswalk.table import By, Left, Table, move
from converters.crosswalk.unimarc.codes import source_code

_PLACE: Final = "a b c d k>f m>g n>h o>g"


def write_event(source: Field, target: Target) -> None:
    """620 also says when: $e venue, $f $i dates, $g season, $h occasion → 518 $p $d $o."""
    codes = {"e": "p", "f": "d", "g": "d", "h": "o", "i": "d"}
    made = [(codes[code], text) for code, text in source.subfields if code in codes]
    target.add("518", "  ", made)


def write_provenance(source: Field, target: Target) -> None:
    """621 place and date of provenance → 561 $a, with $5."""
    text = ", ".join(source.all("abcdefghikmno"))
    target.add("561", "  ", [("a", text), *(("5", text) for text in source.all("5"))])


def edition_of(source: Field, scheme: str) -> str:
    """``$2``: the scheme, and its edition ($v) after a slash."""
    edition = source.get("v")
    return f"{scheme}/{edition}" if edition else scheme


def write_dewey(source: Field, target: Target) -> None:
    """676 → 082 0 $a, $b, $2 edition (and its language, $z)."""
    edition, language = source.get("v"), source.get("z")
    named = "/".join(part for part in (edition, language) if part)
    made = [(code, text) for code, text in source.subfields if code in "ab"]
    made += [("0", text) for text in source.all("3")]
    target.add("082", "04", [*made, ("2", named)] if made else [])


def write_other_class(source: Field, target: Target) -> None:
    """686 → 084 $a class, a subdivision ($c) after it, $b book number, $2 scheme/edition."""
    number = " ".join(source.all("ac"))
    scheme = source_code(source.get("2"))
    made: Subfields = [("a", number), *(("b", text) for text in source.all("b"))]
    made += [("0", text) for text in source.all("3")]
    named = edition_of(source, scheme) if scheme else source.get("v")
    target.add("084", "  ", [*made, ("2", named)] if number else [])


def class_of(scheme: str) -> By:
    """Class numbers of one scheme → 084 $a $b, $2 scheme/edition."""

    def write(source: Field, target: Target) -> None:
        book = " ".join(source.all("by"))
        named = edition_of(source, scheme)
        for number in source.all("a"):
            target.add("084", "  ", [("a", number), ("b", book), ("2", named)])

    write.__doc__ = (
        f"→ 084 $a class, $b book number, $2 {scheme}, and the edition ($v) after a slash."
    )
    return By(write, reads="abvy")


TABLE: Final[Table] = {
    "617": (
        move(
            "662",
            f"{_PLACE} 2 3>0",
            left={
                **dict.fromkeys("efghi", "venue, season and dates of a place used as subject"),
            },
        ),
    ),
    "620": (move("752", f"{_PLACE} 2 3>0"), By(write_event, reads="efghi")),
    "621": (
        By(
            write_provenance,
            {"2": "the system of the place name", "3": "the number of the place name"},
            reads="abcdefghikmno5",
        ),
    ),
    "626": (move("753", "a b c"),),
    "660": (move("043", "a b"),),
    "661": (move("045", "a", "0"),),
    "670": (Left("PRECIS strings, a system given up in 1997"),),
    "675": (move("080", "a v>2 3>0", left={"z": "the language of the edition of UDC"}),),
    "676": (By(write_dewey, reads="abvz3"),),
    "680": (move("050", "a b 3>0", second="4"),),
    "686": (By(write_other_class, reads="abcv23"),),
}
CHINESE: Final[Table] = {
    "690": (class_of("clc"),),
    "692": (class_of("lccas"),),
}
