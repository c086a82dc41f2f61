"""Which subfields a crosswalk's rules read, and why the others stay in the log."""

from collections.abc import Mapping

from converters.crosswalk.fields import Field, Record
from converters.crosswalk.table import By, Crossed, Left, Move, Table
from converters.crosswalk.unimarc import reasons


def reads(table: Table) -> Mapping[str, frozenset[str]]:
    """For each tag the subfields its rules read or leave; none for a field left as a whole."""
    read: dict[str, frozenset[str]] = {}
    for tag, parts in table.items():
        codes: set[str] = set()
        for part in parts:
            match part:
                case Move():
                    codes |= {*part.codes, *part.left}
                case By():
                    codes |= {*part.reads, *part.left}
                case Left():
                    continue
        if codes:
            read[tag] = frozenset(codes)
    return read


def accounted(source: Record, crossed: Crossed, read: Mapping[str, frozenset[str]]) -> Crossed:
    """The record with a reason for each subfield no rule reads, beside those rules gave."""
    left = dict(crossed.left)
    for one in source.fields:
        for half in (one, one.other):
            if half is not None and half.tag in read:
                _account(half, read[half.tag], left)
    return Crossed(crossed.marc, crossed.origins, crossed.noted, left)


def _account(source: Field, codes: frozenset[str], left: dict[tuple[int, int], str]) -> None:
    for (code, value), place in zip(source.subfields, source.places, strict=True):
        if (source.place, place) not in left and (code not in codes or not value.strip()):
            left[source.place, place] = reasons.UNDEFINED if value.strip() else reasons.EMPTY
