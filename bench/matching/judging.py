"""What our own matcher says of each labelled pair, from end to end: keys first, then rules."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bench.matching.figures import Answer
from bench.matching.pairs import Pair, Reference
from catalogue.matching import likeness as editions
from catalogue.matching.verdict import Verdict
from catalogue.works import likeness as works
from converters.record import MarcRecord

#: Everything of one record that a pair of its kind is compared by.
type Compared = editions.Likeness | works.WorkLikeness | None


@dataclass(frozen=True, slots=True)
class Judged:
    """One pair, our answer, how sure it is (0 to 1), and the rules that held."""

    pair: Pair
    answer: Answer
    score: float
    evidence: str

    @property
    def error(self) -> str:
        """In what way the answer is wrong; empty where it is right, or nobody can tell."""
        if self.pair.verdict == "different" and self.answer == "same":
            return "joined"
        if self.pair.verdict == "same" and self.answer != "same":
            return {"ask": "asked", "no key": "no key"}.get(self.answer, "apart")
        return ""


def judged(pairs: Sequence[Pair], records: Mapping[Reference, MarcRecord]) -> list[Judged]:
    """Our answer on every pair whose two records are there."""
    seen: dict[tuple[bool, Reference], Compared] = {}
    return [
        _judged(pair, *(_likeness(pair, one, records[one], seen) for one in (pair.a, pair.b)))
        for pair in pairs
        if pair.a in records and pair.b in records
    ]


def _likeness(
    pair: Pair,
    reference: Reference,
    record: MarcRecord,
    seen: dict[tuple[bool, Reference], Compared],
) -> Compared:
    by = pair.kind == "work", reference
    if by not in seen:
        of: Callable[[MarcRecord], Compared] = works.work_likeness if by[0] else editions.likeness
        seen[by] = of(record)
    return seen[by]


def _judged(pair: Pair, a: Compared, b: Compared) -> Judged:
    if a is None or b is None or set(a.keys).isdisjoint(b.keys):
        return Judged(pair, "no key", 0.0, "")
    found = _compared(a, b)
    return Judged(pair, found.says, found.score, "; ".join(_told(found)))


def _compared(a: Compared, b: Compared) -> Verdict:
    if isinstance(a, works.WorkLikeness) and isinstance(b, works.WorkLikeness):
        return works.compare(a, b)
    if isinstance(a, editions.Likeness) and isinstance(b, editions.Likeness):
        return editions.compare(a, b)
    raise TypeError("a pair is compared as two editions or headings, or as two works")


def _told(verdict: Verdict) -> Iterator[str]:
    for one in verdict.evidence:
        yield f"{one.rule} {one.weight:+g} [{one.a} | {one.b}]"
