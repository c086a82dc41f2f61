"""What waits for a person: pairs the rules leave in doubt, or cannot join, and their worth."""

from collections.abc import Collection, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Literal, NamedTuple

from sqlalchemy import func, select

from store.log import tables
from store.log.likenesses import Decision
from store.log.reading import RecordLog
from store.log.rows import columns, rows_at

#: ``ask``: the rules leave it to a person. ``same``: they join it, but the groups forbid it.
type Doubtful = Literal["ask", "same"]


class Place(NamedTuple):
    """Where a reader of the list stopped: a list goes on behind it."""

    worth: float
    a: int
    b: int


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two likenesses, ``a`` <= ``b``, of different records, or of works of their own, undecided.

    ``worth`` is ``score`` times the libraries of both records together.
    """

    kind: str
    a: int
    b: int
    score: float
    worth: float

    @property
    def place(self) -> Place:
        """Where it stands in the list."""
        return Place(self.worth, self.a, self.b)


def doubts(
    log: RecordLog,
    says: Doubtful,
    *,
    kind: str = "",
    limit: int = 100,
    after: Place | None = None,
) -> list[Doubt]:
    """What waits, the most valuable first; of one kind, if it is named."""
    verdict, likeness = tables.verdict, tables.likeness
    query = (
        select(likeness.c.kind, *columns(verdict, "a", "b", "score", "worth"))
        .join(likeness, likeness.c.id == verdict.c.a)
        .where(verdict.c.says == says, verdict.c.worth.is_not(None))
        .order_by(verdict.c.worth.desc(), verdict.c.a.desc(), verdict.c.b.desc())
        .limit(limit)
    )
    if kind:
        query = query.where(likeness.c.kind == kind)
    if after:
        earlier = (verdict.c.a > after.a) | ((verdict.c.a == after.a) & (verdict.c.b >= after.b))
        query = query.where(
            verdict.c.worth <= after.worth, ~((verdict.c.worth == after.worth) & earlier)
        )
    with log.asking() as connection:
        return [Doubt(*row) for row in connection.execute(query)]


def waiting(log: RecordLog, says: Doubtful, likenesses: Collection[int]) -> list[Doubt]:
    """What waits of these likenesses and any other."""
    verdict, likeness = tables.verdict, tables.likeness
    # Asked what it says and whether it waits in so many words, SQLite would read all that waits.
    query = (
        select(likeness.c.kind, *columns(verdict, "a", "b", "score", "worth", "says"))
        .join(likeness, likeness.c.id == verdict.c.a)
        .where(func.coalesce(verdict.c.worth, -1) >= 0)
    )
    with log.asking() as connection:
        rows = {
            (row.a, row.b): row
            for column in (verdict.c.a, verdict.c.b)
            for row in rows_at(connection, query, column, likenesses)
            if row.says == says
        }
    return [Doubt(*row[:5]) for _, row in sorted(rows.items())]


def best(found: Iterable[Doubt], ours: AbstractSet[int], theirs: AbstractSet[int]) -> Place | None:
    """The first place of two records, by their likenesses, that share several doubts."""
    places = (
        each.place
        for each in found
        if (each.a in ours and each.b in theirs) or (each.b in ours and each.a in theirs)
    )
    return max(places, default=None)


def counted(log: RecordLog, says: Doubtful) -> int:
    """How many pairs of likenesses wait, of all kinds."""
    verdict = tables.verdict
    query = select(func.count()).where(verdict.c.says == says, verdict.c.worth.is_not(None))
    with log.asking() as connection:
        found: int = connection.execute(query).scalar_one()
    return found


def decisions(log: RecordLog, *, before: int = 0, limit: int = 0) -> list[Decision]:
    """What people decided, the newest first: those before a number, not more than ``limit``."""
    table = tables.decision
    query = select(table).order_by(table.c.id.desc())
    if before:
        query = query.where(table.c.id < before)
    if limit:
        query = query.limit(limit)
    with log.asking() as connection:
        return [Decision(*row) for row in connection.execute(query)]


def decision(log: RecordLog, number: int) -> Decision | None:
    """The decision of this number."""
    with log.asking() as connection:
        query = select(tables.decision).where(tables.decision.c.id == number)
        row = connection.execute(query).one_or_none()
    return Decision(*row) if row else None


def about(log: RecordLog, kind: str, names: Collection[str]) -> list[Decision]:
    """All that people decided about these things, the oldest first, in force or not."""
    table = tables.decision
    query = select(table).where(table.c.kind == kind)
    with log.asking() as connection:
        rows = {
            row.id: row
            for column in (table.c.a, table.c.b)
            for row in rows_at(connection, query, column, names)
        }
    return [Decision(*row) for _, row in sorted(rows.items())]


def anything(log: RecordLog, kind: str) -> bool:
    """Whether anybody ever decided about things of this kind."""
    table = tables.decision
    with log.asking() as connection:
        query = select(table.c.id).where(table.c.kind == kind).limit(1)
        return connection.execute(query).first() is not None
