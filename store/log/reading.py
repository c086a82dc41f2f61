"""The record log, which is the truth: contributions, records and changes, in one SQL database.

Everything else (graph, and later search, harvest, dumps) is a reader of it with a checkpoint of
its own (docs/decisions/0001). This module reads; :mod:`store.log.writer` writes.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import UTC, datetime
from itertools import batched
from typing import Any, Final

from sqlalchemy import Connection, Engine, Row, Select, exists, func, select

from store import statements
from store.log import tables
from store.log.records import Awaited, Change, Contribution, Making, Record, Source
from store.log.rows import PORTION, RECORD, columns, head
from store.log.rows import record as as_record
from store.log.transactions import reading, snapshot

_CHANGE: Final = ("seq", "path", "version", "action", "at", "reason", "removed", "other")
_LIVE: Final = tables.record.c.status == "live"


class RecordLog:
    """Reading the log. Safe to use from several threads."""

    def __init__(self, database: Engine, base: str, frozen: Connection | None = None) -> None:
        self.database = database
        self.base = base
        self._frozen = frozen

    @contextmanager
    def snapshot(self) -> Iterator["RecordLog"]:
        """The log as of one moment, however much is written meanwhile; for one thread."""
        with snapshot(self.database) as connection:
            connection.execute(select(tables.meta.c.key).limit(1)).all()
            yield RecordLog(self.database, self.base, connection)

    def asking(self) -> AbstractContextManager[Connection]:
        """A connection to ask with: as of the moment of a :meth:`snapshot`, or of now."""
        return nullcontext(self._frozen) if self._frozen else reading(self.database)

    @property
    def identity(self) -> str:
        """Which log this is: given when it is made, and anew when a backup takes its place."""
        query = select(tables.meta.c.value).where(tables.meta.c.key == "log")
        with self.asking() as connection:
            found: str = connection.execute(query).scalar_one()
        return found

    @property
    def head(self) -> int:
        """The number of the newest change; 0 when there is none."""
        with self.asking() as connection:
            return head(connection)

    def record(self, path: str) -> Record | None:
        """The record with this path, live or not; None when there never was one."""
        query = select(*RECORD).where(tables.record.c.path == path)
        with self.asking() as connection:
            row = connection.execute(query).one_or_none()
        return as_record(row) if row else None

    def contribution(self, id: int) -> Contribution:  # noqa: A002
        """One contribution; ``KeyError`` for a number the log has not given."""
        return self.contributions([id])[id]

    def contributions(self, ids: Collection[int]) -> dict[int, Contribution]:
        """Contributions by their numbers; ``KeyError`` for one the log has not given."""
        table = tables.contribution
        found: dict[int, Contribution] = {}
        with self.asking() as connection:
            for portion in batched(sorted(ids), PORTION):
                for row in connection.execute(select(table).where(table.c.id.in_(portion))):
                    fields = dict(row._mapping)
                    fields["raw"] = statements.unpack(fields["raw"])
                    fields["received"] = datetime.fromisoformat(fields["received"])
                    found[row.id] = Contribution(**fields)
        if missing := set(ids).difference(found):
            raise KeyError(*missing)
        return found

    def triples(self, path: str) -> bytes:
        """What a record says now: sorted N-Triples; empty when it is deleted or merged."""
        query = select(tables.record.c.triples).where(tables.record.c.path == path)
        with self.asking() as connection:
            packed = connection.execute(query).scalar_one()
        return statements.unpack(packed)

    def counts(self) -> dict[str, int]:
        """Live records by kind."""
        table = tables.counter
        query = select(table.c.kind, table.c.live).where(table.c.live > 0).order_by(table.c.kind)
        with self.asking() as connection:
            return {row[0]: row[1] for row in connection.execute(query)}

    def latest(self, limit: int, kind: str = "bib") -> list[Record]:
        """Live records of a kind, the most recently modified first."""
        table = tables.record
        query = (
            select(*RECORD)
            .where(table.c.kind == kind, table.c.status == "live")
            .order_by(table.c.modified.desc(), table.c.number.desc())
            .limit(limit)
        )
        with self.asking() as connection:
            return [as_record(row) for row in connection.execute(query)]

    def changes(self, after: int = 0, limit: int = 100) -> list[Change]:
        """The changes that follow number ``after``, in order."""
        table = tables.change
        query = (
            select(*columns(table, *_CHANGE))
            .where(table.c.seq > after)
            .order_by(table.c.seq)
            .limit(limit)
        )
        with self.asking() as connection:
            return [
                Change(
                    row.seq,
                    row.path,
                    row.version,
                    row.action,
                    datetime.fromisoformat(row.at),
                    row.reason,
                    statements.unpack(row.removed),
                    row.other,
                )
                for row in connection.execute(query)
            ]

    def saying(self, paths: Sequence[str]) -> dict[str, bytes]:
        """What each of these records says now (see :meth:`triples`)."""
        table = tables.record
        found: dict[str, bytes] = {}
        with self.asking() as connection:
            for portion in batched(paths, PORTION):
                query = select(table.c.path, table.c.triples).where(table.c.path.in_(portion))
                for path, packed in connection.execute(query):
                    found[path] = statements.unpack(packed)
        return found

    def live(self, kind: str | None = None) -> Iterator[tuple[Record, bytes]]:
        """Every live record with what it says: by path, those of one kind by number.

        Read in portions, so memory stays flat.
        """
        wanted = select(*RECORD, tables.record.c.triples)
        portions = self._of_kind(kind, wanted) if kind else self._by_path(wanted)
        for rows in portions:
            for row in rows:
                yield as_record(row[: len(RECORD)]), statements.unpack(row.triples)

    def made_by_others(self, engine: str, kind: str = "bib") -> Iterator[list[Making]]:
        """The live records another engine, or another version of it, made; in portions."""
        table = tables.record
        names = ("path", "contribution", "modified", "engine")
        wanted = select(*columns(table, *names)).where(table.c.engine != engine)
        for rows in self._of_kind(kind, wanted):
            yield [Making(*row[: len(names)]) for row in rows]

    def _of_kind(self, kind: str, wanted: Select[Any]) -> Iterator[Sequence[Row[Any]]]:
        """Live records of a kind by number, then those that have none; in portions.

        Not by path: SQLite would find them by kind and sort all of them for each portion.
        """
        table = tables.record
        numbered = wanted.add_columns(table.c.number).where(table.c.kind == kind, _LIVE)
        last = 0
        while True:
            after = numbered.where(table.c.number > last).order_by(table.c.number)
            with self.asking() as connection:
                rows = connection.execute(after.limit(PORTION)).all()
            if not rows:
                break
            yield rows
            last = rows[-1].number
        others = wanted.where(table.c.kind == kind, table.c.number.is_(None))
        yield from self._by_path(others)

    def _by_path(self, wanted: Select[Any]) -> Iterator[Sequence[Row[Any]]]:
        """Live records by path, in portions."""
        table = tables.record
        last = ""
        while True:
            after = wanted.where(table.c.path > last, _LIVE).order_by(table.c.path)
            with self.asking() as connection:
                rows = connection.execute(after.limit(PORTION)).all()
            if not rows:
                return
            yield rows
            last = rows[-1].path

    def still_shared(self, removed: set[bytes]) -> set[bytes]:
        """Those of these shared statements that some live record still makes."""
        keys = {statements.key(line): line for line in removed}
        table = tables.shared
        found: set[bytes] = set()
        with self.asking() as connection:
            for portion in batched(keys, PORTION):
                query = select(table.c.statement).where(table.c.statement.in_(portion))
                found.update(keys[bytes(row[0])] for row in connection.execute(query))
        return found

    def shared(self) -> int:
        """How many statements about nodes outside a record live records make, each counted once."""
        query = select(func.count()).select_from(tables.shared)
        with self.asking() as connection:
            found: int = connection.execute(query).scalar_one()
        return found

    def sources(self, member: str, kind: str, controls: Sequence[str]) -> dict[str, Source]:
        """What is known of these control numbers of a member."""
        table = tables.source
        first = ("control", "path", "version", "digest", "contribution", "likeness")
        names = (*first, "withdrawn", "came")
        theirs = select(*columns(table, *names)).where(
            table.c.member == member, table.c.kind == kind
        )
        found: dict[str, Source] = {}
        with self.asking() as connection:
            for portion in batched(controls, PORTION):
                for row in connection.execute(theirs.where(table.c.control.in_(portion))):
                    found[row.control] = Source(
                        row.path,
                        row.version,
                        row.digest,
                        row.contribution,
                        row.likeness,
                        bool(row.withdrawn),
                        tuple(row.came.split()),
                    )
        return found

    def profile(self, member: str) -> str | None:
        """How a member writes its records (TOML): the profile in force, if it has one."""
        table = tables.profile
        query = (
            select(table.c.text)
            .where(table.c.member == member)
            .order_by(table.c.version.desc())
            .limit(1)
        )
        with self.asking() as connection:
            return connection.execute(query).scalar_one_or_none()

    def awaits(self) -> bool:
        """Whether any holdings wait for their book."""
        with self.database.connect() as connection:
            return connection.execute(select(tables.waiting.c.path).limit(1)).first() is not None

    def waiting(self) -> Iterator[dict[str, list[Awaited]]]:
        """The holdings whose book was not there, by path, with what they wait for; in portions.

        Not those that wait for control numbers nobody has sent yet.
        """
        table, source = tables.waiting, tables.source
        sent = exists().where(
            source.c.member == table.c.member,
            source.c.kind == "bib",
            source.c.control == table.c.value,
        )
        last = ""
        while True:
            paths = (
                select(table.c.path)
                .distinct()
                .where(table.c.path > last, (table.c.scheme != "control") | sent)
                .order_by(table.c.path)
            )
            query = (
                select(table).where(table.c.path.in_(paths.limit(PORTION))).order_by(table.c.path)
            )
            found: dict[str, list[Awaited]] = {}
            with self.asking() as connection:
                for row in connection.execute(query):
                    awaited = Awaited(row.member, row.scheme, row.value)
                    found.setdefault(row.path, []).append(awaited)
            if not found:
                return
            yield found
            last = max(found)

    def makings(self, paths: Sequence[str]) -> list[Making]:
        """How the triples of these live records came about, in the order of their paths."""
        table = tables.record
        every = (
            select(*columns(table, "path", "contribution", "modified", "engine"))
            .where(table.c.status == "live")
            .order_by(table.c.path)
        )
        with self.asking() as connection:
            return [
                Making(*row)
                for portion in batched(sorted(paths), PORTION)
                for row in connection.execute(every.where(table.c.path.in_(portion)))
            ]


def now() -> str:
    """This moment as the log writes it: ISO 8601, UTC, in seconds."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
