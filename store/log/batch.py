"""One transaction of the log: rows gathered from what comes in, then written at once."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from itertools import batched
from typing import Any, Final

from sqlalchemy import Connection, case, func, select

from store import statements
from store.log import tables
from store.log.entries import ANYTHING, Entry, Remade
from store.log.packing import Packed, shared_keys
from store.log.records import Action, Awaited
from store.log.rows import PORTION, head
from store.log.transactions import insert

#: Member, kind and control number.
type Source_ = tuple[str, str, str]
type _Row = dict[str, Any]

#: What a record that is new, deleted or merged says, packed.
_UNSAID: Final = statements.NOTHING


class Batch:
    """Rows to be written and statements to be counted; inside the writers' lock."""

    def __init__(self, connection: Connection, base: str, at: str) -> None:
        self._connection = connection
        self._base = base
        self._at = at
        self._seq = head(connection)
        newest = connection.execute(select(func.max(tables.contribution.c.id))).scalar_one()
        self._contribution = newest or 0
        self._records: dict[str, _Row] = {}
        self._known: dict[Source_, _Row] = {}
        self._contributions: list[_Row] = []
        self._changes: list[_Row] = []
        self._sources: dict[Source_, _Row] = {}
        self._created: dict[str, _Row] = {}
        self._updated: dict[str, _Row] = {}
        self._shared: Counter[bytes] = Counter()
        self._live: Counter[str] = Counter()
        self._numbers: dict[str, int] = {}
        self._engines: defaultdict[str, list[str]] = defaultdict(list)
        self._waiting: dict[str, tuple[Awaited, ...]] = {}

    def recall_sources(self, sources: Iterable[Source_]) -> None:
        """Reads what is known of these (member, kind, control)."""
        controls: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        for member, kind, control in sources:
            controls[member, kind].add(control)
        table = tables.source
        for (member, kind), wanted in controls.items():
            theirs = select(table).where(table.c.member == member, table.c.kind == kind)
            for portion in batched(sorted(wanted), PORTION):
                query = theirs.where(table.c.control.in_(portion))
                for row in self._connection.execute(query):
                    self._known[member, kind, row.control] = dict(row._mapping)

    def recall_records(self, paths: Iterable[str]) -> None:
        """Reads the rows of the records that will be touched."""
        table = tables.record
        for portion in batched(sorted({*paths}), PORTION):
            for row in self._connection.execute(select(table).where(table.c.path.in_(portion))):
                self._records[row.path] = dict(row._mapping)

    def record(self, path: str) -> _Row:
        """The row of a record that was recalled; ``KeyError`` if there never was one."""
        return self._records[path]

    def contribute(self, entry: Entry, ready: Packed, by: str, channel: str) -> bool:
        """One contribution, and what it makes of its record; False when it was overtaken."""
        source = (entry.member, entry.kind, entry.control)
        known = self._known.get(source)
        if _overtaken(entry, known):
            return False
        self.sent(entry, ready.raw, by, channel)
        if entry.kind == "holding":
            self.wait(entry.path, entry.awaits)
        new = {
            "status": "deleted" if entry.delete else "live",
            "contribution": self._contribution,
            "engine": entry.engine,
            "survivor": None,
            "reason": entry.reason,
        }
        created = {"path": entry.path, "kind": entry.kind, "number": entry.number}
        self.change(created, new, ready, "delete" if entry.delete else "update")
        return True

    def sent(
        self,
        entry: Entry,
        raw: bytes,
        by: str,
        channel: str,
        *,
        likeness: int | None = None,
        came: Sequence[str] = (),
    ) -> int:
        """A contribution and the source it is the newest of; returns its number. ``raw`` packed."""
        source = (entry.member, entry.kind, entry.control)
        known = self._known.get(source)
        self._contribution += 1
        same = {
            "member": entry.member,
            "kind": entry.kind,
            "control": entry.control,
            "version": known["version"] + 1 if known else 1,
        }
        self._contributions.append(
            same
            | {
                "id": self._contribution,
                "dialect": entry.dialect,
                "charset": entry.charset,
                "format": entry.format,
                "raw": raw,
                "received": self._at,
                "by": by,
                "channel": channel,
            }
        )
        fed = same | {
            "path": entry.path,
            "digest": entry.digest,
            "contribution": self._contribution,
            "withdrawn": int(entry.delete),
            "likeness": likeness,
            "came": " ".join(came),
        }
        self._known[source] = self._sources[source] = fed
        return self._contribution

    def move(self, source: Source_, path: str, likeness: int | None, came: Sequence[str]) -> None:
        """A source that was recalled feeds this record from now on, and came by these."""
        row = {**self._known[source], "path": path, "likeness": likeness, "came": " ".join(came)}
        self._known[source] = self._sources[source] = row

    def remake(self, made: Remade, ready: Packed, reason: str) -> bool:
        """Whether the record says something else now; it is changed if so."""
        row = self._records[made.path]
        if row["status"] != "live" or made.contribution not in {None, row["contribution"]}:
            return False
        if row["kind"] == "holding":
            self.wait(made.path, made.awaits)
        if statements.unpack(ready.triples) == statements.unpack(row["triples"]):
            self._engines[made.engine].append(made.path)
            return False
        self.change({"path": made.path}, {"engine": made.engine, "reason": reason}, ready, "update")
        return True

    def newest(self, source: Source_) -> int:
        """The number of what a source that was recalled sent last."""
        number: int = self._known[source]["contribution"]
        return number

    def says(self, path: str, ready: Packed, contribution: int | None) -> bool:
        """Whether a record that was recalled says just this already, made of this contribution."""
        row = self._records.get(path)
        return (
            row is not None
            and row["status"] == "live"
            and row["contribution"] == contribution
            and statements.unpack(row["triples"]) == statements.unpack(ready.triples)
        )

    def change(
        self,
        created: _Row,
        new: _Row,
        ready: Packed,
        action: Action,
        *,
        by: str | None = None,
        other: str | None = None,
    ) -> None:
        """The record with the path of ``created`` becomes ``new``, and says what is ``ready``."""
        path = created["path"]
        row = self._records.get(path)
        if row is None:
            row = created | {"version": 0, "status": "", "created": self._at, "triples": _UNSAID}
            self._records[path] = self._created[path] = row
            if number := created["number"]:
                kind = created["kind"]
                self._numbers[kind] = max(self._numbers.get(kind, 0), number + 1)
        elif path not in self._created:
            self._updated[path] = row
        if row["status"] != "live" and action == "update":
            action = "create"
        removed, added = self._difference(path, row["triples"], ready)
        self._live[row["kind"]] += (new.get("status", row["status"]) == "live") - (
            row["status"] == "live"
        )
        row |= new
        row["version"] += 1
        row["modified"] = self._at
        row["triples"] = ready.triples
        self._seq += 1
        self._changes.append(
            {
                "seq": self._seq,
                "path": path,
                "version": row["version"],
                "action": action,
                "contribution": row["contribution"],
                "at": self._at,
                "reason": row["reason"],
                "removed": removed,
                "added": added if action == "update" else None,
                "by": by,
                "other": other,
            }
        )

    def _difference(self, path: str, packed: bytes, ready: Packed) -> tuple[bytes, bytes]:
        """What goes and what comes, packed; keeps count of who makes each shared statement."""
        if packed == _UNSAID:
            self._shared.update(ready.shared)
            return _UNSAID, ready.triples
        before = statements.unpack(packed).splitlines()
        after = statements.unpack(ready.triples).splitlines()
        was = shared_keys(before, self._base, path)
        self._shared.update(ready.shared - was)
        self._shared.subtract(was - ready.shared)
        removed = sorted({*before}.difference(after))
        added = sorted({*after}.difference(before))
        return statements.pack(b"\n".join(removed)), statements.pack(b"\n".join(added))

    def wait(self, path: str, ways: tuple[Awaited, ...]) -> None:
        """These holdings wait for their book, known in these ways; for nothing more if none."""
        if ways or path in self._records:
            self._waiting[path] = ways

    def finish(self) -> None:
        """Writes what was gathered."""
        self._insert("contribution", self._contributions)
        self._insert("record", _by_path(self._created))
        self._upsert("record", ["path"], _by_path(self._updated))
        self._upsert("source", ["member", "kind", "control"], list(self._sources.values()))
        self._insert("change", self._changes)
        self._note_waiting()
        record = tables.record
        for engine, paths in self._engines.items():
            for portion in batched(paths, PORTION):
                same = record.update().where(record.c.path.in_(portion))
                self._connection.execute(same.values(engine=engine))
        self._count_shared()
        self._count_records()

    def _count_shared(self) -> None:
        counted: list[_Row] = [
            {"statement": key, "records": by} for key, by in sorted(self._shared.items()) if by
        ]
        if not counted:
            return
        table = tables.shared
        added = insert(self._connection, table)
        total = table.c.records + added.excluded.records
        self._connection.execute(
            added.on_conflict_do_update(index_elements=["statement"], set_={"records": total}),
            counted,
        )
        gone = [row["statement"] for row in counted if row["records"] < 0]
        for portion in batched(gone, PORTION):
            nobody = table.delete().where(table.c.statement.in_(portion), table.c.records <= 0)
            self._connection.execute(nobody)

    def _count_records(self) -> None:
        """Live records of each kind, and the numbers their paths have had."""
        rows = [
            {"kind": kind, "next": self._numbers.get(kind, 1), "live": self._live[kind]}
            for kind in sorted({*self._live, *self._numbers})
            if self._live[kind] or kind in self._numbers
        ]
        if not rows:
            return
        table = tables.counter
        added = insert(self._connection, table)
        later = case((added.excluded.next > table.c.next, added.excluded.next), else_=table.c.next)
        news = {"next": later, "live": table.c.live + added.excluded.live}
        self._connection.execute(
            added.on_conflict_do_update(index_elements=["kind"], set_=news), rows
        )

    def _note_waiting(self) -> None:
        """Notes which holdings wait for their books, and which wait no more."""
        table = tables.waiting
        for portion in batched(sorted(self._waiting), PORTION):
            self._connection.execute(table.delete().where(table.c.path.in_(portion)))
        rows = [
            {"path": path, "member": each.member, "scheme": each.scheme, "value": each.value}
            for path, ways in self._waiting.items()
            for each in dict.fromkeys(ways)
        ]
        self._insert("waiting", rows)

    def _insert(self, name: str, rows: Sequence[_Row]) -> None:
        if rows:
            self._connection.execute(tables.metadata.tables[name].insert(), rows)

    def _upsert(self, name: str, keys: Collection[str], rows: Sequence[_Row]) -> None:
        if not rows:
            return
        added = insert(self._connection, tables.metadata.tables[name])
        others = {column: added.excluded[column] for column in rows[0] if column not in keys}
        self._connection.execute(
            added.on_conflict_do_update(index_elements=keys, set_=others), rows
        )


def _overtaken(entry: Entry, known: _Row | None) -> bool:
    """Whether another writer has had the entry's source since the entry was planned."""
    if entry.expects is ANYTHING:
        return False
    if known is None:
        return entry.expects is not None
    return bool(known["digest"] != entry.expects or known["path"] != entry.path)


def _by_path(rows: dict[str, _Row]) -> list[_Row]:
    return [rows[path] for path in sorted(rows)]
