"""A case: two records side by side, with what the rules found and what people decided."""

from collections.abc import Set as AbstractSet

from catalogue.joining.assigning import order
from catalogue.review.lines import said
from catalogue.review.reasons import reasons
from catalogue.review.side_by_side import lines
from catalogue.review.sides import Sides
from catalogue.review.values import Case, Side
from store.log.doubts import Place, best, waiting
from store.log.likenesses import Decision, Edge, decided, edges
from store.log.reading import RecordLog


def case(log: RecordLog, one: str, other: str) -> Case | None:
    """The case of two records, by path, whichever comes first; None unless both are live."""
    sides = Sides(log)
    known = sides.of({one, other})
    if len(known) < 2:
        return None
    first, second = (known[path] for path in sorted(known, key=order))
    kind = first.path.partition("/")[0]
    edge = _edge(log, first, second)
    return Case(
        kind,
        first,
        second,
        edge.says if edge else "",
        edge.score if edge else 0.0,
        reasons(kind, edge.evidence, turned=_turned(edge, first)) if edge else (),
        tuple(lines(said(sides.marc[first.path], kind), said(sides.marc[second.path], kind))),
        decision_between(log, kind, first, second),
        _place(log, edge.says, first, second) if edge else None,
    )


def decision_between(log: RecordLog, kind: str, one: Side, other: Side) -> Decision | None:
    """The newest decision in force between the sources of two records."""
    ours, theirs = ({source.name for source in side.sources} for side in (one, other))
    found = decided(log, kind, ours)
    between = [
        each for (a, b), each in found.items() if {a, b} & ours and {a, b} & theirs and a != b
    ]
    return max(between, key=lambda each: each.id, default=None)


def _edge(log: RecordLog, one: Side, other: Side) -> Edge | None:
    """What the rules say of two records: of all pairs of their sources, where they are surest."""
    ours, theirs = _likenesses(one), _likenesses(other)
    between = [
        edge
        for edge in edges(log, ours, evidence=True)
        if (edge.a in ours and edge.b in theirs) or (edge.b in ours and edge.a in theirs)
    ]
    return max(between, key=_sure, default=None)


def _place(log: RecordLog, says: str, one: Side, other: Side) -> Place | None:
    """Where the case stands in the list of what waits, if it does."""
    if says not in ("ask", "same"):
        return None
    ours, theirs = _likenesses(one), _likenesses(other)
    found = waiting(log, "ask" if says == "ask" else "same", ours)
    return best(found, ours, theirs)


def _sure(edge: Edge) -> tuple[bool, float, int, int]:
    return edge.says != "different", edge.score, edge.a, edge.b


def _likenesses(side: Side) -> AbstractSet[int]:
    return {source.likeness for source in side.sources if source.likeness is not None}


def _turned(edge: Edge, first: Side) -> bool:
    """Whether the evidence speaks of the second record first."""
    return edge.a not in _likenesses(first)
