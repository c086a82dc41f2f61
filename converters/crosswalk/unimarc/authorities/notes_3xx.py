"""Notes and references in words, 300-356, and places and dates, 640 → 663-680."""

from typing import Final

from converters.crosswalk.fields import Field, Target
from converters.crosswalk.table import By, Table, move
from converters.crosswalk.unimarc.marks import unmarked


def write_note(source: Field, target: Target) -> None:
    """300, 330, 333, 334, 356 → 680 $i: all its text."""
    target.add("680", "  ", [("i", unmarked(text)) for text in source.all(_LETTERS)])


def write_life(source: Field, target: Target) -> None:
    """340, 341, 640 life and activity → 678 $a: all its text."""
    if text := " ".join(source.all(_LETTERS)):
        target.add("678", "  ", [("a", unmarked(text))])


_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"

TABLE: Final[Table] = {
    **dict.fromkeys(("300", "330", "333", "334", "356"), (By(write_note, reads=_LETTERS),)),
    "305": (move("663", "a b"),),
    "310": (move("664", "a b"),),
    "320": (move("666", "a"),),
    **dict.fromkeys(("340", "341", "640"), (By(write_life, reads=_LETTERS),)),
}
