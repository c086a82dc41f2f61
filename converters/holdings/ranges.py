"""Barcodes written as a range: ``20295403-5408`` are six of them.

A range is opened only when both ends are sound and what lies between can be counted; anything else
stays the text it is. How ranges are written, a profile says (docs/profiles.md).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Final

#: More than this many copies in one range is a typing error, not a purchase.
MOST: Final = 1_000
#: No barcode is this long; what is longer is not looked at.
LONGEST: Final = 100
_END: Final = re.compile(r"(?P<before>[^0-9]*(?:[0-9]+[^0-9]+)*)(?P<digits>[0-9]+)")


@dataclass(frozen=True, slots=True)
class Ranges:
    """How a library writes many barcodes at once.

    ``dashes`` stand between first and last, ``short`` says that the last may leave out what it has
    in common with the first, ``between`` stands between single barcodes.
    """

    dashes: tuple[str, ...] = ()
    short: bool = True
    between: tuple[str, ...] = ()

    def opened(self, text: str) -> tuple[list[str], list[str]]:
        """All barcodes in a text, and those pieces that look like a range and cannot be opened."""
        barcodes: list[str] = []
        doubtful: list[str] = []
        for piece in self._pieces(text):
            ends = self._ends(piece)
            found = _counted(*ends, short=self.short) if ends else None
            barcodes += found or [piece]
            if ends and not found:
                doubtful.append(piece)
        return barcodes, doubtful

    def _pieces(self, text: str) -> Iterator[str]:
        pieces = [text]
        for mark in self.between:
            pieces = list(chain.from_iterable(piece.split(mark) for piece in pieces))
        return (piece.strip() for piece in pieces if piece.strip())

    def _ends(self, piece: str) -> tuple[str, str] | None:
        """What stands on both sides of a dash that stands there once; None for no range."""
        if len(piece) > LONGEST:
            return None
        for dash in self.dashes:
            first, found, last = piece.partition(dash)
            if found and first.strip() and last.strip() and dash not in last:
                return first.strip(), last.strip()
        return None


#: Every text is one barcode.
NO_RANGES: Final = Ranges()


def _counted(first: str, last: str, *, short: bool) -> list[str] | None:
    """Every barcode from the first to the last; None when the ends do not fit each other."""
    start, end = _END.fullmatch(first), _END.fullmatch(last)
    if not start or not end or end["before"] not in ("", start["before"]):
        return None
    low, high = start["digits"], end["digits"]
    if short and not end["before"] and len(high) < len(low):
        high = low[: -len(high)] + high
    padded = low.startswith("0") or high.startswith("0")
    if (padded and len(low) != len(high)) or (not short and end["before"] != start["before"]):
        return None
    if not 1 < int(high) - int(low) + 1 <= MOST:
        return None
    numbers = range(int(low), int(high) + 1)
    return [f"{start['before']}{number:0{len(low)}}" for number in numbers]
