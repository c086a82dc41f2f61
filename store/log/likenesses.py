"""What the log knows of how records are alike: what they are compared by, and what was decided."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from json import dumps, loads
from typing import Any, Final, Literal

from sqlalchemy import ColumnElement, Select, func, select

from store import statements
from store.log import tables
from store.log.reading import RecordLog
from store.log.rows import columns, rows_at

type Says = Literal["same", "different", "ask"]
type Decided = Literal["same", "different", "open"]


@dataclass(frozen=True, slots=True)
class Kept:
    """What records are compared by, by its number (see :data:`store.log.tables.likeness`).

    ``keys`` are the numbers of its keys, ``traits`` whatever the rules of matching keep.
    """

    id: int
    kind: str
    alone: bool
    traits: bytes
    keys: tuple[str, ...]

    @property
    def body(self) -> bytes:
        """Traits and keys as the log keeps them."""
        return statements.pack(dumps([self.traits.decode(), self.keys]).encode())


@dataclass(frozen=True, slots=True)
class Sourced:
    """A source that has not withdrawn its record: the record it feeds, and what it is compared by.

    ``came`` are the paths it fed before it was merged, the oldest first; ``contribution`` is the
    number of what it sent last.
    """

    member: str
    kind: str
    control: str
    path: str
    came: tuple[str, ...]
    contribution: int
    likeness: int | None

    @property
    def name(self) -> str:
        """What decisions call it: ``PKU:ocm0001``."""
        return named(self.member, self.control)


@dataclass(frozen=True, slots=True)
class Edge:
    """What was decided of two likenesses, ``a`` < ``b``; ``evidence`` is JSON."""

    a: int
    b: int
    says: Says
    score: float
    evidence: bytes = b""


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody decided of two things; ``open`` takes an earlier decision back."""

    id: int
    kind: str
    a: str
    b: str
    says: Decided
    by: str
    at: str
    reason: str


@dataclass(frozen=True, slots=True)
class Moment:
    """How far contributions and decisions had come when somebody looked."""

    contribution: int
    decision: int


def named(member: str, control: str) -> str:
    """The name of a source; no code of a member has a colon."""
    return f"{member}:{control}"


def split_name(name: str) -> tuple[str, str]:
    """Member and control number of the source of this name."""
    member, _, control = name.partition(":")
    return member, control


def moment(log: RecordLog) -> Moment:
    """How far the log is; whoever plans by what it says finds out by it that it has moved on."""
    with log.asking() as connection:
        return Moment(*connection.execute(MOMENT).one())


MOMENT: Final = select(
    select(func.coalesce(func.max(tables.contribution.c.id), 0)).scalar_subquery(),
    select(func.coalesce(func.max(tables.decision.c.id), 0)).scalar_subquery(),
)


def kept(log: RecordLog, ids: Collection[int]) -> dict[int, Kept]:
    """The likenesses of these numbers that the log has."""
    table = tables.likeness
    found: dict[int, Kept] = {}
    for row in rows_in(log, select(table), table.c.id, ids):
        traits, keys = loads(statements.unpack(row.body))
        found[row.id] = Kept(row.id, row.kind, bool(row.alone), traits.encode(), tuple(keys))
    return found


def sharing(log: RecordLog, keys: Collection[int]) -> dict[int, set[int]]:
    """The likenesses found under each of these keys."""
    table = tables.likeness_key
    found: dict[int, set[int]] = {}
    for key, likeness in rows_in(log, select(table), table.c.key, keys):
        found.setdefault(key, set()).add(likeness)
    return found


def edges(log: RecordLog, ids: Collection[int], *, evidence: bool = False) -> set[Edge]:
    """What was decided of these likenesses and any other, without the evidence unless asked."""
    table = tables.verdict
    names = ("a", "b", "says", "score", *(["evidence"] if evidence else []))
    query = select(*columns(table, *names))
    return {
        Edge(row.a, row.b, row.says, row.score, statements.unpack(row[4]) if evidence else b"")
        for column in (table.c.a, table.c.b)
        for row in rows_in(log, query, column, ids)
    }


def feeding(
    log: RecordLog,
    *,
    likenesses: Collection[int] = (),
    paths: Collection[str] = (),
    named: Iterable[tuple[str, str, str]] = (),
) -> set[Sourced]:
    """The sources that are compared by these, feed these records, or have these names.

    A name is member, control number and kind. Those that have withdrawn their record are not among
    them, nor are the union's own.
    """
    table = tables.source
    live = _SOURCED.where(table.c.withdrawn == 0, SENT)
    rows = [
        *rows_in(log, live, table.c.likeness, likenesses),
        *rows_in(log, live, table.c.path, paths),
    ]
    controls: dict[tuple[str, str], set[str]] = {}
    for member, control, kind in named:
        controls.setdefault((member, kind), set()).add(control)
    for (member, kind), wanted in controls.items():
        theirs = live.where(table.c.member == member, table.c.kind == kind)
        rows += rows_in(log, theirs, table.c.control, wanted)
    return {
        Sourced(
            row.member,
            row.kind,
            row.control,
            row.path,
            tuple(row.came.split()),
            row.contribution,
            row.likeness,
        )
        for row in rows
    }


#: The member whose contributions are the shared records that the union has composed, each under
#: its path as control number; it may send others.
OWN: Final = "catena"
#: A source is one that somebody sends, and not the union's own composition.
SENT: Final = (tables.source.c.member != OWN) | (tables.source.c.control != tables.source.c.path)
_SOURCED: Final = select(
    *columns(tables.source, "member", "kind", "control", "path", "came"),
    *columns(tables.source, "contribution", "likeness"),
)


def decided(log: RecordLog, kind: str, names: Collection[str]) -> dict[tuple[str, str], Decision]:
    """The decisions in force about these things, by the two names in order."""
    table = tables.decision
    of = select(table).where(table.c.kind == kind)
    rows = [row for column in (table.c.a, table.c.b) for row in rows_in(log, of, column, names)]
    return in_force(Decision(*row) for row in rows)


def in_force(decisions: Iterable[Decision]) -> dict[tuple[str, str], Decision]:
    """Of decisions of one kind the newest of each two that is not taken back, by their names."""
    found: dict[tuple[str, str], Decision] = {}
    for each in sorted(decisions, key=lambda each: each.id):
        found[min(each.a, each.b), max(each.a, each.b)] = each
    return {pair: decision for pair, decision in found.items() if decision.says != "open"}


def rows_in(
    log: RecordLog, query: Select[Any], column: ColumnElement[Any], values: Iterable[Any]
) -> Iterator[Any]:
    """The rows whose column has one of the values."""
    wanted = {*values}
    if wanted:
        with log.asking() as connection:
            yield from rows_at(connection, query, column, wanted)
