"""Writing the log: a batch of entries is one transaction, all of it or nothing."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select
from sqlalchemy.dialects import postgresql, sqlite

from store import statements
from store.log import tables
from store.log.reading import RecordLog, head
from store.log.records import Action, Awaited
from store.statements import pack, unpack


@dataclass(frozen=True, slots=True)
class Entry:
    """One contribution on its way in, and what the record it feeds says with it.

    ``triples`` empty and ``action`` ``delete`` for a withdrawal. ``number`` is that of a new
    record's path, where its path has one. ``awaits`` are the ways to the book of holdings that
    came before it.
    """

    member: str
    control: str
    kind: str
    dialect: str
    charset: str
    format: str
    raw: bytes
    digest: bytes
    path: str
    number: int | None
    triples: bytes
    engine: str
    delete: bool = False
    reason: str = ""
    awaits: tuple[Awaited, ...] = ()


@dataclass(frozen=True, slots=True)
class Remade:
    """What a record says when its contribution is converted again, and by which engine."""

    path: str
    triples: bytes
    engine: str
    awaits: tuple[Awaited, ...] = ()


class LogWriter:
    """The one writer. Not for several threads."""

    def __init__(self, log: RecordLog) -> None:
        self._log = log

    def append(self, entries: Sequence[Entry], at: str, by: str, channel: str) -> None:
        """Takes in a batch: contributions, the records they make, a change for each."""
        with self._log.database.begin() as connection:
            batch = _Batch(connection, self._log.base, at)
            batch.recall([entry.path for entry in entries])
            for entry in entries:
                batch.contribute(entry, by, channel)
            batch.finish()

    def remake(self, made: Sequence[Remade], at: str, reason: str) -> int:
        """Takes in records converted again; returns how many say something else than before.

        The others are only noted as made by this engine: no version, no change.
        """
        with self._log.database.begin() as connection:
            batch = _Batch(connection, self._log.base, at)
            batch.recall([each.path for each in made])
            changed = sum(batch.remake(each, reason) for each in made)
            batch.finish()
            return changed

    def describe_member(self, member: str, profile: str, at: str) -> int:
        """Keeps how a member writes its records (TOML), as a new version if it is new.

        The records the member has sent are then no longer made by what is in force: they are noted
        so, to be made again. Returns how many they are.
        """
        known = self._log.profile(member)
        if known == profile:
            return 0
        table, record, source = tables.profile, tables.record, tables.source
        newest = select(func.max(table.c.version)).where(table.c.member == member)
        theirs = select(source.c.path).where(source.c.member == member)
        stale = record.update().where(record.c.path.in_(theirs), record.c.status == "live")
        with self._log.database.begin() as connection:
            version = connection.execute(newest).scalar_one() or 0
            row = {"member": member, "version": version + 1, "text": profile, "at": at}
            connection.execute(table.insert(), [row])
            return connection.execute(stale.values(engine="")).rowcount

    def merge(self, path: str, survivor: str, at: str, reason: str) -> None:
        """Makes a record a pointer to its survivor: it says nothing any more, its IRI redirects."""
        with self._log.database.begin() as connection:
            batch = _Batch(connection, self._log.base, at)
            batch.merge(path, survivor, reason)
            batch.finish()


class _Batch:
    """Rows to be written and statements to be counted, gathered, then written at once."""

    def __init__(self, connection: Connection, base: str, at: str) -> None:
        self._connection = connection
        self._base = base
        self._at = at
        self._seq = head(connection)
        newest = connection.execute(select(func.max(tables.contribution.c.id))).scalar_one()
        self._contribution = newest or 0
        self._records: dict[str, dict[str, Any]] = {}
        self._versions: dict[tuple[str, str, str], int] = {}
        self._rows: dict[str, list[dict[str, Any]]] = {"contribution": [], "change": []}
        self._sources: dict[tuple[str, str, str], dict[str, Any]] = {}
        self._touched: set[str] = set()
        self._shared: Counter[bytes] = Counter()
        self._engines: dict[str, list[str]] = {}
        self._waiting: dict[str, tuple[Awaited, ...]] = {}

    def recall(self, paths: Sequence[str]) -> None:
        """Reads the rows of the records the batch will touch, and of what feeds them."""
        self._load(paths)
        table = tables.source
        query = select(table).where(table.c.path.in_(paths))
        for row in self._connection.execute(query):
            self._versions[row.member, row.kind, row.control] = row.version

    def _load(self, paths: Sequence[str]) -> None:
        query = select(tables.record).where(tables.record.c.path.in_(paths))
        for row in self._connection.execute(query):
            self._records[row.path] = dict(row._mapping)

    def contribute(self, entry: Entry, by: str, channel: str) -> None:
        """One contribution, and what it makes of its record."""
        source = (entry.member, entry.kind, entry.control)
        version = self._versions[source] = self._versions.get(source, 0) + 1
        self._contribution += 1
        same = {
            "member": entry.member,
            "kind": entry.kind,
            "control": entry.control,
            "version": version,
        }
        self._rows["contribution"].append(
            same
            | {
                "id": self._contribution,
                "dialect": entry.dialect,
                "charset": entry.charset,
                "format": entry.format,
                "raw": pack(entry.raw),
                "received": self._at,
                "by": by,
                "channel": channel,
            }
        )
        self._sources[source] = same | {"path": entry.path, "digest": entry.digest}
        new = {
            "status": "deleted" if entry.delete else "live",
            "contribution": self._contribution,
            "engine": entry.engine,
            "survivor": None,
            "reason": entry.reason,
        }
        created = {"path": entry.path, "kind": entry.kind, "number": entry.number}
        action: Action = "delete" if entry.delete else "update"
        if entry.kind == "holding":
            self._waiting[entry.path] = entry.awaits
        self._change(created, new, entry.triples, action)

    def remake(self, made: Remade, reason: str) -> bool:
        """Whether the record says something else now; it is changed if so."""
        row = self._records[made.path]
        if row["kind"] == "holding":
            self._waiting[made.path] = made.awaits
        before = unpack(row["triples"])
        if statements.canonical(made.triples) == before:
            self._engines.setdefault(made.engine, []).append(made.path)
            return False
        new = {"engine": made.engine, "reason": reason}
        self._change({"path": made.path}, new, made.triples, "update")
        return True

    def merge(self, path: str, survivor: str, reason: str) -> None:
        """The record becomes a pointer."""
        self._load([path])
        new = {"status": "merged", "survivor": survivor, "reason": reason}
        self._change({"path": path}, new, b"", "merge")

    def _change(
        self, created: dict[str, Any], new: dict[str, Any], triples: bytes, action: Action
    ) -> None:
        path = created["path"]
        row = self._records.get(path)
        if row is None:
            action = "create"
            row = self._records[path] = created | {
                "version": 0,
                "created": self._at,
                "triples": pack(b""),
            }
        before = unpack(row["triples"]).splitlines()
        written = statements.canonical(triples)
        after = written.splitlines()
        self._count(path, before, after)
        removed = sorted({*before}.difference(after)) if before else []
        row |= new | {
            "version": row["version"] + 1,
            "modified": self._at,
            "triples": pack(written),
        }
        self._touched.add(path)
        self._seq += 1
        self._rows["change"].append(
            {
                "seq": self._seq,
                "path": path,
                "version": row["version"],
                "action": action,
                "contribution": row["contribution"],
                "at": self._at,
                "reason": row["reason"],
                "removed": pack(b"\n".join(removed)),
            }
        )

    def _count(self, path: str, before: list[bytes], after: list[bytes]) -> None:
        """Keeps count of how many records make each statement about the world outside."""
        was = statements.shared(before, self._base, path)
        is_ = statements.shared(after, self._base, path)
        self._shared.update(is_ - was)
        self._shared.subtract(was - is_)

    def finish(self) -> None:
        """Writes what was gathered."""
        if rows := self._rows["contribution"]:
            self._connection.execute(tables.contribution.insert(), rows)
        touched = [self._records[path] for path in sorted(self._touched)]
        self._upsert("record", ["path"], touched)
        self._upsert("source", ["member", "kind", "control"], list(self._sources.values()))
        if rows := self._rows["change"]:
            self._connection.execute(tables.change.insert(), rows)
        self._wait()
        record = tables.record
        for engine, paths in self._engines.items():
            same = record.update().where(record.c.path.in_(paths))
            self._connection.execute(same.values(engine=engine))
        counted: list[dict[str, Any]] = [
            {"statement": statements.key(line), "records": by}
            for line, by in sorted(self._shared.items())
            if by
        ]
        if counted:
            table = tables.shared
            insert = self._insert(table)
            total = table.c.records + insert.excluded.records
            self._connection.execute(
                insert.on_conflict_do_update(index_elements=["statement"], set_={"records": total}),
                counted,
            )
            if any(row["records"] < 0 for row in counted):
                self._connection.execute(table.delete().where(table.c.records <= 0))

    def _wait(self) -> None:
        """Notes which holdings wait for their books, and which wait no more."""
        if not self._waiting:
            return
        table = tables.waiting
        self._connection.execute(table.delete().where(table.c.path.in_(self._waiting)))
        rows = [
            {"path": path, "member": each.member, "scheme": each.scheme, "value": each.value}
            for path, ways in self._waiting.items()
            for each in dict.fromkeys(ways)
        ]
        if rows:
            self._connection.execute(table.insert(), rows)

    def _upsert(self, name: str, keys: list[str], rows: list[dict[str, Any]]) -> None:
        if not rows:
            return
        table = tables.metadata.tables[name]
        insert = self._insert(table)
        others = {column: insert.excluded[column] for column in rows[0] if column not in keys}
        self._connection.execute(
            insert.on_conflict_do_update(index_elements=keys, set_=others), rows
        )

    def _insert(self, table: Any) -> Any:
        dialect = self._connection.dialect.name
        return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)
