"""What others say of the same pairs of editions: methods that are public, beside ours."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import pymarc

from bench.matching import cascade, dp2_key
from bench.matching.pairs import Pair, Reference
from converters.conversion import NoRules, pivoted
from converters.record import MarcRecord
from shapes.standard_numbers import corrected, digits, ways


@dataclass(frozen=True, slots=True)
class Peer[T: Hashable]:
    """A method: what it takes out of a MARC 21 record, and when two of these are one book."""

    name: str
    taken: Callable[[pymarc.Record], T]
    joined: Callable[[T, T], bool]

    def answers(
        self, pairs: Iterable[Pair], records: Mapping[Reference, pymarc.Record]
    ) -> list[bool]:
        """Whether it joins each pair."""
        taken: dict[Reference, T] = {}
        for pair in pairs:
            for one in (pair.a, pair.b):
                if one not in taken:
                    taken[one] = self.taken(records[one])
        return [self.joined(taken[pair.a], taken[pair.b]) for pair in pairs]


def isbns(record: pymarc.Record) -> frozenset[str]:
    """The ISBNs of 020 $a that can be right, in 13 digits."""
    numbers = (
        digits(text.split("(", 1)[0])
        for field in record.get_fields("020")
        for text in field.get_subfields("a")
    )
    right = (one for one in numbers if len(one) in (10, 13) and not corrected(one))
    return frozenset(max(ways(one), key=len) for one in right)


def _equal(a: str, b: str) -> bool:
    return a == b != ""


def _common(a: frozenset[str], b: frozenset[str]) -> bool:
    return not a.isdisjoint(b)


DP2: Final = Peer("dp2's exact key", dp2_key.key, _equal)
CASCADE: Final = Peer("the cascade of twelve rules", cascade.elements, cascade.is_double)
ISBN: Final = Peer("an equal ISBN", isbns, _common)


def pivots(
    records: Mapping[Reference, MarcRecord], wanted: Iterable[Pair]
) -> dict[Reference, pymarc.Record]:
    """Each record of these pairs as MARC 21, an empty one where Catena has no rules for it."""
    found: dict[Reference, pymarc.Record] = {}
    for pair in wanted:
        for one in (pair.a, pair.b):
            if one not in found:
                found[one] = _pivot(records[one])
    return found


def _pivot(record: MarcRecord) -> pymarc.Record:
    try:
        return pivoted(record).marc
    except NoRules:
        return pymarc.Record()
