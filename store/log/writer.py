"""Writing the log: a batch is one transaction under the writers' lock, all of it or nothing."""

from collections.abc import Sequence

from sqlalchemy import Connection, select

from store.errors import StoreError
from store.log import tables
from store.log.batch import Batch
from store.log.entries import ANYTHING, Entry, Expectation, Remade
from store.log.history import said_at
from store.log.likenesses import Moment
from store.log.packing import Packed, packed
from store.log.reading import RecordLog
from store.log.transactions import Resuming, insert
from store.log.uniting import Occasion, Union, write
from store.statements import unpack

__all__ = ["ANYTHING", "Entry", "Expectation", "LogWriter", "Packed", "Remade", "packed"]


class LogWriter:
    """A writer of the log. Any process may have one; each call waits for its turn.

    Every call raises :class:`store.errors.StoreBusy` when another writer does not end, and
    :class:`store.errors.Unreachable` when the server stays away; nothing was written then. A
    server that comes back within half a minute is not noticed.
    """

    def __init__(self, log: RecordLog) -> None:
        self._log = log
        self._transactions = Resuming(log.database)

    def reserve(self, kind: str, count: int) -> range:
        """Numbers for new paths of a kind that nobody has had or will be given; they may stay free.

        ``ValueError`` for a count below 1.
        """
        if count < 1:
            raise ValueError(count)
        table = tables.counter

        def work(connection: Connection) -> range:
            row = {"kind": kind, "next": 1 + count, "live": 0}
            added = insert(connection, table)
            further = added.on_conflict_do_update(
                index_elements=["kind"], set_={"next": table.c.next + count}
            )
            connection.execute(further, [row])
            query = select(table.c.next).where(table.c.kind == kind)
            end: int = connection.execute(query).scalar_one()
            return range(end - count, end)

        return self._transactions.write(work)

    def append(self, entries: Sequence[Entry], at: str, by: str, channel: str) -> list[Entry]:
        """Takes in a batch: contributions, the records they make, a change for each.

        Returns the entries that were overtaken (:attr:`Entry.expects`), of which nothing was
        written: they must be planned again.
        """
        base = self._log.base
        ready = [
            (entry, entry.packed or packed(entry.triples, entry.raw, base, entry.path))
            for entry in entries
        ]

        def work(connection: Connection) -> list[Entry]:
            batch = Batch(connection, base, at)
            batch.recall_sources((entry.member, entry.kind, entry.control) for entry in entries)
            batch.recall_records(entry.path for entry in entries)
            late = [
                entry for entry, made in ready if not batch.contribute(entry, made, by, channel)
            ]
            batch.finish()
            return late

        return self._transactions.write(work) if entries else []

    def remake(self, made: Sequence[Remade], at: str, reason: str) -> int:
        """Takes in records converted again; returns how many say something else than before.

        The others are only noted as made by this engine: no version, no change. Those that are not
        live any more, or are fed by another contribution now, stay as they are.
        """
        base = self._log.base
        ready = [(each, packed(each.triples, b"", base, each.path)) for each in made]

        def work(connection: Connection) -> int:
            batch = Batch(connection, base, at)
            batch.recall_records(each.path for each in made)
            changed = sum(batch.remake(each, said, reason) for each, said in ready)
            batch.finish()
            return changed

        return self._transactions.write(work) if made else 0

    def describe_member(self, member: str, profile: str, at: str) -> int:
        """Keeps how a member writes its records (TOML), as a new version if it is new.

        The records the member has sent are then no longer made by what is in force: they are noted
        so, to be made again. Returns how many they are.
        """
        table, record, source = tables.profile, tables.record, tables.source
        theirs = table.c.member == member
        newest = select(table.c.version, table.c.text).where(theirs)
        sent = select(source.c.path).where(source.c.member == member)
        stale = record.update().where(record.c.path.in_(sent), record.c.status == "live")

        def work(connection: Connection) -> int:
            last = connection.execute(newest.order_by(table.c.version.desc()).limit(1)).first()
            if last and last.text == profile:
                return 0
            version = last.version + 1 if last else 1
            row = {"member": member, "version": version, "text": profile, "at": at}
            connection.execute(table.insert(), [row])
            return connection.execute(stale.values(engine="")).rowcount

        return self._transactions.write(work)

    def unite(self, union: Union, occasion: Occasion, then: Moment) -> bool:
        """Writes all that one decision about sources changes, or nothing.

        False, and nothing is written, when contributions or decisions have come since ``then``: it
        must be planned again.
        """

        def work(connection: Connection) -> bool:
            return write(connection, self._log.base, union, occasion, then)

        return self._transactions.write(work)

    def restore(self, path: str, version: int, at: str, by: str, reason: str) -> int:
        """Makes a record say again what its ``version`` said, as a new version, which is returned.

        A deleted record is live again. The new version's contribution is that version's;
        the record counts as made by the engine it was made by last, so that a restored version
        stays until the rules change. Nothing is done for what the record says already.

        ``KeyError`` for a record or version that never was, :class:`store.errors.StoreError` for
        one that said nothing, or was not kept, and for a record that is merged.
        """

        def work(connection: Connection) -> int:
            batch = Batch(connection, self._log.base, at)
            batch.recall_records([path])
            row = batch.record(path)
            then = said_at(connection, path, version)
            if row["status"] == "merged":
                raise StoreError(
                    f"{path} was merged into {row['survivor']}, which says what its libraries say "
                    "now. To take it out again, take the decision back (`catena review`)."
                )
            now = (row["status"], row["contribution"], unpack(row["triples"]))
            if now == ("live", then.contribution, then.statements):
                return int(row["version"])
            new = {
                "status": "live",
                "survivor": None,
                "contribution": then.contribution,
                "reason": reason,
            }
            ready = packed(then.statements, b"", self._log.base, path)
            batch.change(row, new, ready, "update", by=by)
            batch.finish()
            return int(row["version"])

        return self._transactions.write(work)
