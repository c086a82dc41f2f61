"""Fields of ISO 2709 whose marks and directory disagree, brought together by what each measures."""

from collections.abc import Iterator, Sequence
from typing import Final

from converters.record import Unreadable

#: How many pieces stray marks may have cut a field into, or how many fields may have run together.
_FAR: Final = 8
#: Beyond these, nobody could say that what is found is what was meant.
_MOST_FIELDS: Final = 1000
_MOST_APART: Final = 24

#: So many entries and so many pieces further, what the step costs, and the contents it gives.
type _Step = tuple[int, int, int, list[bytes]]


def aligned(entries: Sequence[bytes], pieces: Sequence[bytes]) -> list[bytes]:
    """One content for each entry of the directory, out of the pieces that the marks leave.

    Pieces as long together as one entry says were cut by stray marks; one piece as long as several
    entries lacks the marks between them; any other piece is one entry's, whatever it measures.
    The way with the fewest differences is taken. Raises :class:`Unreadable` where there is none,
    or where most of the lengths are wrong, for then nobody can tell which tag is whose.
    """
    lengths = [int(entry[3:7]) if entry[3:7].isdigit() else 0 for entry in entries]
    apart = abs(len(pieces) - len(lengths))
    if len(lengths) <= _MOST_FIELDS and apart <= _MOST_APART:
        cost, contents = _cheapest(lengths, pieces, apart + _FAR)
        if contents is not None and cost <= len(lengths) // 2 + 1:
            return contents
    raise Unreadable(
        f"its directory lists {len(entries)} fields and {len(pieces)} are there, "
        "so tags cannot be told"
    )


def _cheapest(
    lengths: Sequence[int], pieces: Sequence[bytes], band: int
) -> tuple[int, list[bytes] | None]:
    """The cheapest way through entries and pieces side by side, never ``band`` apart."""
    best: dict[tuple[int, int], tuple[int, tuple[int, int], list[bytes]]] = {}
    best[0, 0] = 0, (0, 0), []
    for entry in range(len(lengths)):
        for piece in range(max(0, entry - band), min(len(pieces), entry + band + 1)):
            here = best.get((entry, piece))
            if here is None:
                continue
            for entries, taken, cost, contents in _steps(lengths, pieces, entry, piece):
                place = entry + entries, piece + taken
                known = best.get(place)
                if known is None or here[0] + cost < known[0]:
                    best[place] = here[0] + cost, (entry, piece), contents
    place = len(lengths), len(pieces)
    if place not in best:
        return 0, None
    total = best[place][0]
    found: list[list[bytes]] = []
    while place != (0, 0):
        _, place, contents = best[place]
        found.append(contents)
    return total, [content for contents in reversed(found) for content in contents]


def _steps(
    lengths: Sequence[int], pieces: Sequence[bytes], entry: int, piece: int
) -> Iterator[_Step]:
    length, data = lengths[entry], pieces[piece]
    size = len(data) + 1
    yield 1, 1, 0 if size == length else 1, [data]
    for count in range(2, min(_FAR, len(pieces) - piece) + 1):
        if size >= length:
            break
        size += len(pieces[piece + count - 1]) + 1
        if size == length:
            yield 1, count, 1, [b"\x1e".join(pieces[piece : piece + count])]
    whole = length
    for count in range(2, min(_FAR, len(lengths) - entry) + 1):
        if whole > len(data) + _FAR:
            break
        whole += lengths[entry + count - 1]
        # Each missing mark left a byte in its place, or none.
        for lost in (0, count - 1):
            if whole - lost == len(data) + 1:
                yield count, 1, 1, _cut(lengths[entry : entry + count], data, 1 if lost else 0)


def _cut(lengths: Sequence[int], piece: bytes, lost: int) -> list[bytes]:
    contents = []
    at = 0
    for length in lengths:
        contents.append(piece[at : at + length - 1])
        at += length - lost
    return contents
