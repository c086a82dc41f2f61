"""What of a record is compared with others, and the decision on two that share a key."""

from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import Final

import pymarc

from catalogue.matching import editions, headings
from catalogue.matching.verdict import Evidence, Says, Verdict
from converters.conversion import NoRules, pivoted
from converters.record import Kind, MarcRecord

__all__ = ["VERSION", "Evidence", "Likeness", "Says", "Verdict", "compare", "likeness"]

#: Raised when traits, keys or rules change: what is kept of them is then made again.
VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class Likeness:
    """What is compared of one record: ``traits`` as canonical JSON in UTF-8, ``keys`` sorted.

    Records that share a key are candidates. ``alone``: so little is said that even a record with
    equal traits may be another thing.
    """

    kind: Kind
    traits: bytes
    keys: tuple[str, ...]
    alone: bool

    @property
    def digest(self) -> bytes:
        """16 bytes that are equal when all that is compared is."""
        return blake2b(self.kind.encode() + b"\x00" + self.traits, digest_size=16).digest()


def likeness(record: MarcRecord, marc: pymarc.Record | None = None) -> Likeness | None:
    """What is compared of a record in any dialect; None for holdings and what has no rules.

    ``marc`` is the record as MARC 21, if it has been made already.
    """
    if record.kind == "holding":
        return None
    try:
        marc = marc or pivoted(record).marc
    except NoRules:
        return None
    if record.kind == "auth":
        heading = headings.traits(marc)
        alone = headings.compared(heading, heading).says != "same"
        return Likeness("auth", headings.packed(heading), headings.keys(heading), alone)
    edition = editions.traits(marc)
    return Likeness(
        "bib", editions.packed(edition), editions.keys(edition), editions.alone(edition)
    )


def compare(a: Likeness, b: Likeness) -> Verdict:
    """The decision on two records, the same whichever comes first but for a and b in evidence."""
    if a.kind != b.kind:
        return Verdict("different", 0.0, (Evidence("kind", 0.0, a.kind, b.kind),))
    if a.traits > b.traits:
        return _swapped(compare(b, a))
    if a.kind == "auth":
        return headings.compared(headings.unpacked(a.traits), headings.unpacked(b.traits))
    return editions.compared(_edition(a.traits), _edition(b.traits))


def _swapped(verdict: Verdict) -> Verdict:
    evidence = tuple(Evidence(e.rule, e.weight, e.b, e.a) for e in verdict.evidence)
    return Verdict(verdict.says, verdict.score, evidence)


#: A record is compared with many, one after the other.
_edition = lru_cache(maxsize=512)(editions.unpacked)
