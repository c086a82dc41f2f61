"""Which subfields a crosswalk's rules read, and why the others stay in the log."""

from collections.abc import Callable, Mapping

from converters.crosswalk.fields import Field, Record
from converters.crosswalk.table import By, Crossed, Left, Move, Table
from converters.crosswalk.unimarc import reasons

#: For each tag the subfields its rules read or leave; ``None`` for a field left as a whole.
type Reads = Mapping[str, frozenset[str] | None]


def reads(table: Table) -> Reads:
    """What the rules of a table read."""
    read: dict[str, frozenset[str] | None] = {}
    for tag, parts in table.items():
        codes: set[str] = set()
        whole = False
        for part in parts:
            match part:
                case Move():
                    codes |= {*part.codes, *part.left}
                case By():
                    codes |= {*part.reads, *part.left}
                case Left():
                    whole = True
        read[tag] = None if whole else frozenset(codes)
    return read


def accounted(
    source: Record, crossed: Crossed, read: Reads, once: Callable[[str], str] = lambda _: ""
) -> Crossed:
    """The record with a reason for each subfield no rule reads, beside those rules gave.

    ``once`` gives for a tag the subfields only the first value of which is read.
    """
    left = dict(crossed.left)
    for one in source.fields:
        for half in (one, one.other):
            if half is not None and (codes := read.get(half.tag)) is not None:
                _account(half, codes, once(half.tag), left)
    return Crossed(crossed.marc, crossed.noted, left)


def _account(
    source: Field, codes: frozenset[str], once: str, left: dict[tuple[int, int], str]
) -> None:
    seen = ""
    for (code, value), place in zip(source.subfields, source.places, strict=True):
        if code in codes and code not in once and value[:1] > " ":
            continue
        if (source.place, place) in left:
            continue
        if not value.strip():
            left[source.place, place] = reasons.EMPTY
        elif code in once and code in codes:
            if code in seen:
                left[source.place, place] = reasons.REPEATED
            else:
                seen += code
        elif code not in codes:
            linking = code in "678"
            left[source.place, place] = reasons.LINKING if linking else reasons.UNDEFINED
