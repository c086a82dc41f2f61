"""All decisions with what the rules know of them, as rows: to measure and improve the rules by."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import batched
from typing import Any, Final

from catalogue.joining.arrivals import compared
from catalogue.matching.likeness import VERSION
from catalogue.review.outcomes import outcomes
from store.log.doubts import decisions
from store.log.likenesses import Decision, Edge, Kept, edges, feeding, kept, split_name
from store.log.reading import RecordLog

_PORTION: Final = 200
#: The columns of a table of decisions, in their order.
COLUMNS: Final = (
    *("id", "kind", "a", "b", "says", "by", "at", "reason", "standing"),
    *("rules_say", "score", "evidence", "compared_a", "compared_b", "rules_version"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """A decision, and what the rules say of the two sources as they are now.

    ``standing``: whether it is in force. ``evidence`` are the rules that held, ``compared`` what
    either is compared by; empty where a source is not there (any more).
    """

    decision: Decision
    standing: bool
    says: str
    score: float
    evidence: tuple[Mapping[str, Any], ...]
    compared: tuple[str, str]

    def as_dict(self) -> dict[str, Any]:
        """For JSON, by the names of :data:`COLUMNS`."""
        of = self.decision
        values = (
            *(of.id, of.kind, of.a, of.b, of.says, of.by, of.at, of.reason, self.standing),
            *(self.says, self.score, [*self.evidence]),
            *(json.loads(each) if each else None for each in self.compared),
            VERSION,
        )
        return dict(zip(COLUMNS, values, strict=True))

    def cells(self) -> list[str]:
        """For a table."""
        told = self.as_dict()
        told["standing"] = "yes" if self.standing else "no"
        for name in ("evidence", "compared_a", "compared_b"):
            told[name] = json.dumps(told[name], ensure_ascii=False) if told[name] else ""
        return [str(value) for value in told.values()]


def rows(log: RecordLog) -> Iterator[Row]:
    """Every decision there is, the oldest first."""
    with log.snapshot() as then:
        for portion in batched(reversed(decisions(then)), _PORTION):
            yield from _rows(then, portion)


def _rows(log: RecordLog, portion: Sequence[Decision]) -> Iterator[Row]:
    wanted = [(*split_name(name), each.kind) for each in portion for name in (each.a, each.b)]
    of = {
        (source.kind, source.name): source.likeness
        for source in feeding(log, named=wanted)
        if source.likeness is not None
    }
    known = kept(log, {*of.values()})
    there = {(edge.a, edge.b): edge for edge in edges(log, {*of.values()}, evidence=True)}
    for outcome in outcomes(log, portion):
        decision = outcome.decision
        one, other = (known.get(of.get((decision.kind, n), 0)) for n in (decision.a, decision.b))
        if one is None or other is None:
            yield Row(decision, outcome.standing, "", 0.0, (), ("", ""))
            continue
        says, score, evidence = _verdict(one, other, there)
        texts = one.traits.decode(), other.traits.decode()
        yield Row(decision, outcome.standing, says, score, tuple(evidence), texts)


def _verdict(
    one: Kept, other: Kept, there: Mapping[tuple[int, int], Edge]
) -> tuple[str, float, Iterable[Mapping[str, Any]]]:
    """What the rules say of two, the evidence of the first first."""
    edge = there.get((min(one.id, other.id), max(one.id, other.id)))
    if edge is None:
        verdict = compared(one, other)
        told = [{"rule": e.rule, "weight": e.weight, "a": e.a, "b": e.b} for e in verdict.evidence]
        return verdict.says, round(verdict.score, 4), told
    evidence = json.loads(edge.evidence)
    if edge.a != one.id:
        evidence = [each | {"a": each["b"], "b": each["a"]} for each in evidence]
    return edge.says, edge.score, evidence
