"""All decisions with what the rules know of them, as rows: to measure and improve the rules by."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import batched
from typing import Any, Final

from catalogue.joining.arrivals import compared
from catalogue.joining.works import compared as compared_as_works
from catalogue.matching.likeness import VERSION
from catalogue.review.outcomes import outcomes
from catalogue.review.questions import question
from catalogue.works.likeness import VERSION as WORKS_VERSION
from store.log.doubts import decisions
from store.log.likenesses import Decision, Edge, Kept, edges, kept
from store.log.reading import RecordLog
from store.log.whereabouts import WORK

_PORTION: Final = 200
#: The columns of a table of decisions, in their order.
COLUMNS: Final = (
    *("id", "kind", "a", "b", "says", "by", "at", "reason", "standing"),
    *("rules_say", "score", "evidence", "compared_a", "compared_b", "rules_version"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """A decision, and what the rules say of the two as they are now; ``a`` and ``b`` are sources.

    Another catalogue has other paths, so records are named by a source of each.
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
            WORKS_VERSION if of.kind == WORK else VERSION,
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
    of: dict[tuple[str, str], int | None] = {}
    called: dict[tuple[str, str], str] = {}
    for kind in {each.kind for each in portion}:
        asked = question(log, kind)
        names = {name for each in portion if each.kind == kind for name in (each.a, each.b)}
        of |= {(kind, name): id_ for name, (_, id_) in asked.found(names).items()}
        called |= {(kind, name): told for name, told in asked.abroad(names).items()}
    ids = {id_ for id_ in of.values() if id_ is not None}
    known = kept(log, ids)
    there = {(edge.a, edge.b): edge for edge in edges(log, ids, evidence=True)}
    for outcome in outcomes(log, portion):
        made = outcome.decision
        ends = [(made.kind, name) for name in (made.a, made.b)]
        one, other = (known.get(of.get(end) or 0) for end in ends)
        a, b = (called.get(end, end[1]) for end in ends)
        decision = replace(made, a=a, b=b)
        if one is None or other is None:
            yield Row(decision, outcome.standing, "", 0.0, (), ("", ""))
            continue
        says, score, evidence = _verdict(made.kind, one, other, there)
        texts = one.traits.decode(), other.traits.decode()
        yield Row(decision, outcome.standing, says, score, tuple(evidence), texts)


def _verdict(
    kind: str, one: Kept, other: Kept, there: Mapping[tuple[int, int], Edge]
) -> tuple[str, float, Iterable[Mapping[str, Any]]]:
    """What the rules say of two, the evidence of the first first."""
    edge = there.get((min(one.id, other.id), max(one.id, other.id)))
    if edge is None:
        verdict = (compared_as_works if kind == WORK else compared)(one, other)
        told = [{"rule": e.rule, "weight": e.weight, "a": e.a, "b": e.b} for e in verdict.evidence]
        return verdict.says, round(verdict.score, 4), told
    evidence = json.loads(edge.evidence)
    if edge.a != one.id:
        evidence = [each | {"a": each["b"], "b": each["a"]} for each in evidence]
    return edge.says, edge.score, evidence
