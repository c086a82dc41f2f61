"""Holdings into the log by the thousand: only what was never there, row by row of every table.

What a source sends for the first time needs no look at what it said before. The rows are those
:class:`store.log.batch.Batch` would write, given to the driver as they are: a tenth of the time.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import batched
from typing import Any, Final

from sqlalchemy import Connection, Table, case, func, select

from store import statements
from store.log import tables
from store.log.reading import RecordLog
from store.log.records import Awaited
from store.log.rows import PORTION, head
from store.log.transactions import Resuming

KIND: Final = "holding"


@dataclass(frozen=True, slots=True)
class Held:
    """A document of holdings on its way in; ``raw`` and ``triples`` are packed.

    ``shared`` are the keys of its statements about things of other documents; ``awaits`` the ways
    to its book while that is not there.
    """

    control: str
    number: int
    path: str
    format: str
    dialect: str
    charset: str
    raw: bytes
    digest: bytes
    triples: bytes
    shared: tuple[bytes, ...]
    awaits: tuple[Awaited, ...]


@dataclass(frozen=True, slots=True)
class Appended:
    """The numbers of the first and the last change, and what another writer was quicker to send."""

    first: int
    last: int
    late: tuple[Held, ...]


class HeldWriter:
    """Appends new holdings of one member; errors as of :class:`store.log.writer.LogWriter`."""

    def __init__(self, log: RecordLog, member: str, engine: str, by: str, channel: str) -> None:
        self._transactions = Resuming(log.database)
        self._member = member
        self._engine = engine
        self._by = by
        self._channel = channel

    def append(self, new: Sequence[Held], at: str) -> Appended:
        """Takes in holdings whose sources sent nothing before: all of them, or none.

        Of those whose source has sent something meanwhile nothing is written (``late``).
        """

        def work(connection: Connection) -> Appended:
            known = self._sent(connection, [held.control for held in new])
            late = tuple(held for held in new if held.control in known)
            first = head(connection) + 1
            taken = [held for held in new if held.control not in known] if late else new
            if taken:
                self._write(connection, taken, first, at)
            return Appended(first, first + len(taken) - 1, late)

        return self._transactions.write(work)

    def _sent(self, connection: Connection, controls: Sequence[str]) -> set[str]:
        table = tables.source
        theirs = select(table.c.control).where(table.c.member == self._member, table.c.kind == KIND)
        found: set[str] = set()
        for portion in batched(controls, PORTION):
            found.update(connection.scalars(theirs.where(table.c.control.in_(portion))))
        return found

    def _write(self, connection: Connection, new: Sequence[Held], first: int, at: str) -> None:
        member, engine, by, channel = self._member, self._engine, self._by, self._channel
        newest = connection.execute(select(func.max(tables.contribution.c.id))).scalar_one()
        id_ = (newest or 0) + 1
        _insert(
            connection,
            tables.contribution,
            (
                *("id", "member", "control", "kind", "version", "dialect", "charset"),
                *("format", "raw", "received", "by", "channel"),
            ),
            [
                (
                    *(id_ + n, member, held.control, KIND, 1, held.dialect, held.charset),
                    *(held.format, held.raw, at, by, channel),
                )
                for n, held in enumerate(new)
            ],
        )
        _insert(
            connection,
            tables.record,
            (
                *("path", "kind", "number", "version", "status", "contribution"),
                *("engine", "triples", "created", "modified", "reason"),
            ),
            [
                (
                    *(held.path, KIND, held.number, 1, "live", id_ + n),
                    *(engine, held.triples, at, at, ""),
                )
                for n, held in enumerate(new)
            ],
        )
        _insert(
            connection,
            tables.source,
            (
                *("member", "kind", "control", "path", "version"),
                *("digest", "contribution", "withdrawn"),
            ),
            [
                (member, KIND, held.control, held.path, 1, held.digest, id_ + n, 0)
                for n, held in enumerate(new)
            ],
        )
        _insert(
            connection,
            tables.change,
            ("seq", "path", "version", "action", "contribution", "at", "reason", "removed"),
            [
                (first + n, held.path, 1, "create", id_ + n, at, "", statements.NOTHING)
                for n, held in enumerate(new)
            ],
        )
        _insert(
            connection,
            tables.waiting,
            ("path", "member", "scheme", "value"),
            [
                (held.path, each.member, each.scheme, each.value)
                for held in new
                for each in dict.fromkeys(held.awaits)
            ],
        )
        shared = Counter(key for held in new for key in held.shared)
        _add(connection, tables.shared, "statement", "records", sorted(shared.items()))
        _count(connection, len(new), max(held.number for held in new) + 1)


def _insert(
    connection: Connection, table: Table, names: Sequence[str], rows: Sequence[tuple[Any, ...]]
) -> None:
    """Rows given to the driver as they are: SQLAlchemy's own way takes three times as long."""
    if rows:
        connection.exec_driver_sql(_statement(connection, table, names), list(rows))


def _statement(connection: Connection, table: Table, names: Sequence[str]) -> str:
    mark = "?" if connection.dialect.name == "sqlite" else "%s"
    columns = ", ".join(f'"{table.c[name].name}"' for name in names)
    return f"INSERT INTO {table.name} ({columns}) VALUES ({', '.join([mark] * len(names))})"  # noqa: S608 - names of our tables


def _add(
    connection: Connection, table: Table, key: str, counted: str, rows: Sequence[tuple[Any, ...]]
) -> None:
    """Adds to counts, of which some may not be there yet."""
    if rows:
        adding = (
            f"{_statement(connection, table, (key, counted))} ON CONFLICT ({key}) DO UPDATE "
            f"SET {counted} = {table.name}.{counted} + excluded.{counted}"
        )
        connection.exec_driver_sql(adding, list(rows))


def _count(connection: Connection, live: int, following: int) -> None:
    table = tables.counter
    kind = table.c.kind == KIND
    after = case((table.c.next > following, table.c.next), else_=following)
    more = table.update().where(kind).values(live=table.c.live + live, next=after)
    if not connection.execute(more).rowcount:
        row = {"kind": KIND, "next": following, "live": live}
        connection.execute(table.insert(), [row])
