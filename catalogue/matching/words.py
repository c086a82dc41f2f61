"""The word lists of matching: tables a cataloguer can read and correct, folded when loaded."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Final

from shapes.folding import fold

_PACKAGE: Final = "catalogue.matching"


def rows(table: str) -> Iterator[tuple[str, ...]]:
    """The lines of ``<table>.tsv`` below its heading, without the comments (``#``)."""
    text = files(_PACKAGE).joinpath(f"{table}.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    for line in lines[1:]:
        yield tuple(line.split("\t"))


@cache
def listed(table: str) -> frozenset[str]:
    """The folded words or phrases of a table: of each line the last column, parted by ``;``."""
    return frozenset(fold(word) for row in rows(table) for word in row[-1].split(";")) - {""}


@cache
def meanings(table: str) -> Mapping[str, str]:
    """Word, folded, to what its line begins with: ``{"second": "2", "zweite": "2"}``."""
    found: dict[str, str] = {}
    for meaning, *_, words in rows(table):
        found.update((fold(word), meaning) for word in words.split(";") if fold(word))
    return found
