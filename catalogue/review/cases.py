"""A case: two records side by side, with what the rules found and what people decided."""

from catalogue.joining.assigning import order
from catalogue.review.lines import said
from catalogue.review.questions import Question, Thing, question
from catalogue.review.reasons import reasons
from catalogue.review.side_by_side import lines
from catalogue.review.sides import Sides
from catalogue.review.values import Case, Reason
from store.log.doubts import Place, best, waiting
from store.log.likenesses import Decision, Edge, edges
from store.log.reading import RecordLog


def case(log: RecordLog, one: str, other: str, kind: str = "") -> Case | None:
    """The case of two records, by path, whichever comes first; None unless both are live.

    ``kind`` is what is asked of them: ``work``, or by itself whether they are one record.
    """
    asked = question(log, kind or one.partition("/")[0])
    if any(path.partition("/")[0] != asked.records for path in (one, other)):
        return None
    sides = Sides(log)
    known = sides.of({one, other})
    things = asked.things([*known])
    if len(known) < 2 or len(things) < 2:
        return None
    first, second = (asked.side(known[path]) for path in sorted(known, key=order))
    ours, theirs = things[first.path], things[second.path]
    edge = _edge(log, ours, theirs)
    said_ = (said(sides.marc[side.path], asked.kind) for side in (first, second))
    return Case(
        asked.kind,
        first,
        second,
        edge.says if edge else "",
        edge.score if edge else 0.0,
        _reasons(asked, edge, ours),
        tuple(lines(*said_)),
        decision_between(asked, ours, theirs),
        _place(log, edge.says, ours, theirs) if edge else None,
        ours.group if ours.group == theirs.group else "",
    )


def decision_between(asked: Question, one: Thing, other: Thing) -> Decision | None:
    """The newest decision in force between two things, or between what they belong to."""
    inside = one.group == other.group
    ours, theirs = (each.own if inside else each.names for each in (one, other))
    found = asked.decided(ours)
    between = [
        each for (a, b), each in found.items() if {a, b} & ours and {a, b} & theirs and a != b
    ]
    return max(between, key=lambda each: each.id, default=None)


def _edge(log: RecordLog, one: Thing, other: Thing) -> Edge | None:
    """What the rules say of two records: of all pairs they are compared by, where surest."""
    ours, theirs = one.likeness, other.likeness
    between = [
        edge
        for edge in edges(log, ours, evidence=True)
        if (edge.a in ours and edge.b in theirs) or (edge.b in ours and edge.a in theirs)
    ]
    return max(between, key=_sure, default=None)


def _reasons(asked: Question, edge: Edge | None, one: Thing) -> tuple[Reason, ...]:
    """Why; the evidence may speak of the second record first."""
    if edge is None:
        return ()
    return reasons(asked.kind, edge.evidence, turned=edge.a not in one.likeness)


def _place(log: RecordLog, says: str, one: Thing, other: Thing) -> Place | None:
    """Where the case stands in the list of what waits, if it does."""
    if says not in ("ask", "same"):
        return None
    fewer = min(one.likenesses, other.likenesses, key=len)
    found = waiting(log, "ask" if says == "ask" else "same", fewer)
    return best(found, one.likenesses, other.likenesses)


def _sure(edge: Edge) -> tuple[bool, float, int, int]:
    return edge.says != "different", edge.score, edge.a, edge.b
