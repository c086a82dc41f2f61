"""Rows in aligned columns for a terminal, where a Han character is two columns wide."""

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

#: No column is wider than this; what is longer ends in an ellipsis.
WIDEST: Final = 30


def aligned(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """The lines of a table; a column in which nothing stands is left out."""
    used = [place for place in range(len(headings)) if any(row[place] for row in rows)]
    cells = [[_cut(row[place]) for place in used] for row in (headings, *rows)]
    widths = [max(_width(row[place]) for row in cells) for place in range(len(used))]
    for row in cells:
        padded = (
            cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)
        )
        yield "  ".join(padded).rstrip()


def _cut(text: str) -> str:
    if len(text) <= WIDEST and _width(text) <= WIDEST:
        return text
    kept, width = "", 0
    for character in text[:WIDEST]:
        width += _width(character)
        if width >= WIDEST:
            break
        kept += character
    return kept + "…"


def _width(text: str) -> int:
    """Columns of a terminal (Unicode Standard Annex #11): wide and full width are two."""
    return sum(
        0
        if unicodedata.combining(character)
        else 2
        if unicodedata.east_asian_width(character) in "WF"
        else 1
        for character in text
    )
