"""Notes 300-371, each to the MARC 21 note that means it, or to 500."""

from typing import Final

from converters.crosswalk.fields import Field, Subfields, Target
from converters.crosswalk.table import By, Table, move
from converters.crosswalk.unimarc import reasons


def write_contents(source: Field, target: Target) -> None:
    """327 contents → 505 $a, entries after each other with a dash; incomplete and partial kept.

    Levels ($b-$i) stand in the order they came, pages ($p) in brackets.
    """
    complete = {"0": "1", "1": "0", "2": "2"}.get(source.first, "0")
    entries: list[list[str]] = []
    for code, value in source.subfields:
        text = value.strip()
        if not text or code not in _CONTENTS:
            continue
        if code in "pz" and entries:
            entries[-1].append(f"({text})" if code == "p" else text)
        elif code != "u":
            entries.append([text])
    made: Subfields = [("a", " -- ".join(" ".join(entry) for entry in entries))]
    target.add("505", f"{complete} ", [*made, *(("u", text) for text in source.all("u"))])


_CONTENTS: Final = "abcdefghipuz"


def write_award(source: Field, target: Target) -> None:
    """334 award → 586 $a: the note, or name, year and country."""
    target.add("586", "  ", [("a", ", ".join(source.all("abcd")))])


def write_copy_note(tag: str) -> By:
    """316, 317: a note on one copy, with its institution ($5)."""

    def write(source: Field, target: Target) -> None:
        made = [(code, value) for code, value in source.subfields if code in "au5"]
        target.add(tag, "  ", made)

    write.__doc__ = f"A note on the copy → {tag} $a, $u address, $5 institution."
    return By(write, reads="au5")


def write_frequency(source: Field, target: Target) -> None:
    """326 frequency → 310 the first or the one without an end, 321 former ones; $b dates."""
    dates = source.get("b")
    former = bool(dates) and not dates.rstrip(" .").endswith("-") and "-" in dates
    target.add("321" if former else "310", "  ", _frequency(source))


def _frequency(source: Field) -> Subfields:
    return [(code, value) for code, value in source.subfields if code in "ab"]


_PLAIN: Final = (
    *("300", "301", "303", "304", "305", "306", "307", "308", "310", "312", "313", "314", "315"),
    *("319", "335", "391", "393", "394"),
)
TABLE: Final[Table] = {
    **dict.fromkeys(_PLAIN, (move("500", "a b>a u>a", left={"5": reasons.INSTITUTION}),)),
    "302": (move("546", "a"),),
    "311": (move("580", "a"),),
    "316": (write_copy_note("562"),),
    "317": (write_copy_note("561"),),
    "318": (move("583", "a b c d e f h i j k l n o p>x r>z u 5"),),
    "320": (move("504", "a u>a"),),
    "321": (move("510", "a b c u x", left={"5": reasons.INSTITUTION}),),
    "322": (move("508", "a"),),
    "323": (move("511", "a", "0"),),
    "324": (move("534", "a>n"),),
    "325": (move("533", "a u>n"),),
    "326": (By(write_frequency, reads="ab"),),
    "327": (By(write_contents, reads=_CONTENTS),),
    "328": (move("502", "a b c>g d e>c t>g z>g u>g"),),
    "330": (move("520", "a u"),),
    "332": (move("524", "a"),),
    "333": (move("521", "a"),),
    "334": (By(write_award, {"u": "an address of the award"}, reads="abcd"),),
    "336": (move("516", "a"),),
    "337": (move("538", "a u"),),
    "338": (move("536", "a b>a c>e d>f f>g g>h", left={"e": "the jurisdiction of the project"}),),
    "345": (move("037", "b>a a>b c>f d>c u>n"),),
    "346": (move("584", "a b 5"),),
    "360": (move("500", "a b>a", left={"u": "an address in a note on coins"}),),
    "371": (move("506", "a b>c c>e d u", left={"8": "tells which materials the terms are for"}),),
}
