"""The record log, which is the truth: contributions, records and changes, in one SQL database.

Everything else (graph, and later search, harvest, dumps) is a reader of it with a checkpoint of
its own (docs/decisions/0001). This module reads; :mod:`store.writer` writes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, Literal

from sqlalchemy import Column, Connection, Engine, Table, create_engine, event, func, select
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from store import statements, tables
from store.errors import OtherBase, StoreError

type Status = Literal["live", "deleted", "merged"]
type Action = Literal["create", "update", "delete", "merge"]


@dataclass(frozen=True, slots=True)
class Record:
    """The shared thing with a path and so an IRI; ``survivor`` is a path, when it was merged."""

    path: str
    kind: str
    version: int
    status: Status
    contribution: int | None
    created: datetime
    modified: datetime
    survivor: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one library sent, as it sent it."""

    id: int
    member: str
    control: str
    kind: str
    dialect: str
    charset: str
    format: str
    version: int
    raw: bytes
    received: datetime
    by: str
    channel: str


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one record; ``removed`` is the statements it took away, as N-Triples."""

    seq: int
    path: str
    version: int
    action: Action
    at: datetime
    reason: str
    removed: bytes


@dataclass(frozen=True, slots=True)
class Source:
    """What the log knows of a library's control number: the record it feeds, and what came last."""

    path: str
    version: int
    digest: bytes


_RECORD: Final = [
    tables.record.c[name]
    for name in (
        *("path", "kind", "version", "status", "contribution"),
        *("created", "modified", "survivor", "reason"),
    )
]


class RecordLog:
    """Reading the log. Safe to use from several threads."""

    def __init__(self, database: Engine, base: str) -> None:
        self.database = database
        self.base = base

    @property
    def head(self) -> int:
        """The number of the newest change; 0 when there is none."""
        with self.database.connect() as connection:
            return head(connection)

    def record(self, path: str) -> Record | None:
        """The record with this path, live or not; None when there never was one."""
        query = select(*_RECORD).where(tables.record.c.path == path)
        with self.database.connect() as connection:
            row = connection.execute(query).one_or_none()
        return _record(row) if row else None

    def contribution(self, id: int) -> Contribution:  # noqa: A002
        """One contribution; ``KeyError`` for a number the log has not given."""
        table = tables.contribution
        with self.database.connect() as connection:
            row = connection.execute(select(table).where(table.c.id == id)).one_or_none()
        if row is None:
            raise KeyError(id)
        fields = dict(row._mapping)
        fields["raw"] = statements.unpack(fields["raw"])
        fields["received"] = datetime.fromisoformat(fields["received"])
        return Contribution(**fields)

    def triples(self, path: str) -> bytes:
        """What a record says now: sorted N-Triples; empty when it is deleted or merged."""
        query = select(tables.record.c.triples).where(tables.record.c.path == path)
        with self.database.connect() as connection:
            packed = connection.execute(query).scalar_one()
        return statements.unpack(packed)

    def counts(self) -> dict[str, int]:
        """Live records by kind."""
        table = tables.record
        query = (
            select(table.c.kind, func.count())
            .where(table.c.status == "live")
            .group_by(table.c.kind)
        )
        with self.database.connect() as connection:
            return {row[0]: row[1] for row in connection.execute(query)}

    def latest(self, limit: int, kind: str = "bib") -> list[Record]:
        """Live records of a kind, the most recently modified first."""
        table = tables.record
        query = (
            select(*_RECORD)
            .where(table.c.kind == kind, table.c.status == "live")
            .order_by(table.c.modified.desc(), table.c.number.desc())
            .limit(limit)
        )
        with self.database.connect() as connection:
            return [_record(row) for row in connection.execute(query)]

    def changes(self, after: int = 0, limit: int = 100) -> list[Change]:
        """The changes that follow number ``after``, in order."""
        table = tables.change
        query = (
            select(*_columns(table, "seq", "path", "version", "action", "at", "reason", "removed"))
            .where(table.c.seq > after)
            .order_by(table.c.seq)
            .limit(limit)
        )
        with self.database.connect() as connection:
            return [
                Change(
                    row.seq,
                    row.path,
                    row.version,
                    row.action,
                    datetime.fromisoformat(row.at),
                    row.reason,
                    statements.unpack(row.removed),
                )
                for row in connection.execute(query)
            ]

    def saying(self, paths: Sequence[str]) -> dict[str, bytes]:
        """What each of these records says now (see :meth:`triples`)."""
        table = tables.record
        query = select(table.c.path, table.c.triples).where(table.c.path.in_(paths))
        with self.database.connect() as connection:
            return {path: statements.unpack(packed) for path, packed in connection.execute(query)}

    def live(self, kind: str | None = None) -> Iterator[tuple[Record, bytes]]:
        """Every live record with what it says, by path; read in portions, so memory stays flat."""
        table = tables.record
        last = ""
        while True:
            query = (
                select(*_RECORD, table.c.triples)
                .where(table.c.path > last, table.c.status == "live")
                .order_by(table.c.path)
                .limit(500)
            )
            if kind:
                query = query.where(table.c.kind == kind)
            with self.database.connect() as connection:
                rows = connection.execute(query).all()
            if not rows:
                return
            for row in rows:
                yield _record(row[:-1]), statements.unpack(row[-1])
            last = rows[-1].path

    def still_shared(self, removed: set[bytes]) -> set[bytes]:
        """Those of these shared statements that some live record still makes."""
        keys = {statements.key(line): line for line in removed}
        table = tables.shared
        found: set[bytes] = set()
        with self.database.connect() as connection:
            for portion in _portions(list(keys), 500):
                query = select(table.c.statement).where(table.c.statement.in_(portion))
                found.update(keys[bytes(row[0])] for row in connection.execute(query))
        return found

    def sources(self, member: str, kind: str, controls: Sequence[str]) -> dict[str, Source]:
        """What is known of these control numbers of a member."""
        table = tables.source
        query = select(*_columns(table, "control", "path", "version", "digest")).where(
            table.c.member == member, table.c.kind == kind, table.c.control.in_(controls)
        )
        with self.database.connect() as connection:
            return {row[0]: Source(*row[1:]) for row in connection.execute(query)}

    def next_number(self, kind: str) -> int:
        """The first number no record of this kind has had."""
        query = select(func.max(tables.record.c.number)).where(tables.record.c.kind == kind)
        with self.database.connect() as connection:
            return (connection.execute(query).scalar_one() or 0) + 1


def head(connection: Connection) -> int:
    """The number of the newest change, inside a transaction."""
    newest: int | None = connection.execute(select(func.max(tables.change.c.seq))).scalar_one()
    return newest or 0


def now() -> str:
    """This moment as the log writes it: ISO 8601, UTC, in seconds."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def open_log(file: Path, base: str) -> RecordLog:
    """The log in a SQLite file, made when it is not there.

    Raises :class:`StoreError` for a file that is no log of this version or has another base IRI.
    """
    database = create_engine(f"sqlite:///{file}")
    event.listen(database, "connect", _pragmas)
    try:
        tables.metadata.create_all(database)
        with database.begin() as connection:
            known = {row.key: row.value for row in connection.execute(select(tables.meta))}
            if not known:
                rows = [
                    {"key": "schema", "value": str(tables.SCHEMA)},
                    {"key": "base", "value": base},
                ]
                connection.execute(tables.meta.insert(), rows)
                known = {"schema": str(tables.SCHEMA), "base": base}
    except OperationalError as error:
        raise StoreError(f"The record log {file} cannot be opened: {error.orig}.") from None
    except SQLAlchemyError:
        raise StoreError(
            f"{file} is no record log. Move it away, or set CATENA_HOME to another folder."
        ) from None
    if known.get("schema") != str(tables.SCHEMA):
        raise StoreError(
            f"{file} is a log of schema {known.get('schema')}; this Catena writes {tables.SCHEMA}. "
            "Export it with the version that made it, and load it here."
        )
    if known["base"] != base:
        raise OtherBase(
            f"This store was made with the base IRI {known['base']}; CATENA_BASE_IRI is {base}. "
            f"Set CATENA_BASE_IRI={known['base']}, or give CATENA_HOME another folder."
        )
    return RecordLog(database, base)


def _pragmas(connection: Any, _: object) -> None:
    # Write-ahead log: readers never wait for the writer. FULL: a commit survives a power cut, which
    # the graph's checkpoint relies on.
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=10000"):
        connection.execute(f"PRAGMA {pragma}")


def _record(row: Sequence[Any]) -> Record:
    path, kind, version, status, contribution, created, modified, survivor, reason = row
    return Record(
        path,
        kind,
        version,
        status,
        contribution,
        datetime.fromisoformat(created),
        datetime.fromisoformat(modified),
        survivor,
        reason,
    )


def _columns(table: Table, *names: str) -> list[Column[Any]]:
    return [table.c[name] for name in names]


def _portions[T](items: list[T], size: int) -> Iterator[list[T]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]
