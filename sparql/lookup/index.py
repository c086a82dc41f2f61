"""The look-up's index as a reader of the log: kept in one SQLite file, change by change."""

import sqlite3
from collections.abc import Sequence
from itertools import batched
from pathlib import Path
from typing import Final

from sparql.lookup import finding
from sparql.lookup.checking import Check
from sparql.lookup.counts import Counts, counts
from sparql.lookup.database import EMPTIED, VERSION, Database
from sparql.lookup.finding import Found
from sparql.lookup.writing import Portion
from store.log.reading import RecordLog
from store.log.records import Change
from store.projections import Comparison

FILE: Final = "lookup.sqlite"
#: Records whose statements are read from the log together.
READ: Final = 500
#: Changes that had best come together: one transaction.
PORTION: Final = 5_000


class LookupIndex:
    """A :class:`store.projections.Projection` that finds records and counts them.

    It may be open in many processes; one follows the log, all may look up. ``anew`` throws away
    what is in the folder. Raises :class:`store.errors.Damaged` for a file that cannot be used and
    is to be made again from the log, and :class:`store.errors.StoreError` for a full disk.
    """

    name: Final = "lookup"
    portion: Final = PORTION

    def __init__(self, home: Path, anew: bool = False) -> None:
        self._database = Database(home / FILE, anew=anew)

    @property
    def checkpoint(self) -> int:
        """The last change it has followed."""
        with self._database.reading() as connection:
            return reached(connection)

    @property
    def state(self) -> tuple[str, int]:
        """Log and checkpoint as of one moment: while they are the same, so is every answer."""
        with self._database.reading() as connection:
            return _meta(connection, "log"), reached(connection)

    @property
    def log(self) -> str:
        """The identity of the log it follows; empty before :meth:`begin`."""
        with self._database.reading() as connection:
            return _meta(connection, "log")

    def begin(self, log: str) -> None:
        """Emptied, it follows this log from its first change."""
        with self._database.writing() as connection:
            for table in EMPTIED:
                connection.execute(f"DELETE FROM {table}")  # noqa: S608 - of ours
            connection.execute("INSERT INTO words (words) VALUES ('delete-all')")
            rows = [("version", VERSION), ("log", log), ("checkpoint", "0")]
            connection.executemany("INSERT INTO meta VALUES (?, ?)", rows)

    def follow(self, log: RecordLog, changes: Sequence[Change]) -> None:
        """Takes in what the records of these changes say now, with the checkpoint or not at all."""
        if not changes:
            return
        with self._database.writing() as connection:
            if not changes[0].seq <= reached(connection) + 1 <= changes[-1].seq:
                return  # another process has been here: these are not what comes next
            portion = Portion(connection, log.base)
            for paths in batched(dict.fromkeys(change.path for change in changes), READ):
                portion.take(log.saying(paths))
            portion.finish()
            step = "INSERT OR REPLACE INTO meta VALUES ('checkpoint', ?)"
            connection.execute(step, (str(changes[-1].seq),))

    def check(self, log: RecordLog, *, deep: bool = False) -> Comparison:
        """Every live record's rows as they would be made now; ``deep``: the full-text index too.

        Raises :class:`store.errors.Damaged` for a file that cannot be read through.
        """
        with self._database.reading() as connection:
            if deep:
                self._database.read_whole(connection)
            return Check(connection, log, deep=deep).run(self.name, reached(connection))

    def look_up(self, typed: str, field: str = "any") -> Found:
        """The records found by what was typed; ``KeyError`` for no :data:`finding.FIELDS`."""
        look = finding.FIELDS[field]
        with self._database.reading() as connection:
            return look(connection, typed)

    def headings(self, typed: str, field: str = "any") -> Found:
        """The authorities one of whose forms has all these words, in a look-up by this field."""
        with self._database.reading() as connection:
            return finding.headings(connection, typed, field)

    def counts(self) -> Counts:
        """How much there is, as of the checkpoint."""
        with self._database.reading() as connection:
            return counts(connection)

    def close(self) -> None:
        """Lets go of the file."""
        self._database.close()


def reached(connection: sqlite3.Connection) -> int:
    """The last change that has been followed."""
    return int(_meta(connection, "checkpoint") or 0)


def _meta(connection: sqlite3.Connection, key: str) -> str:
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return str(row[0]) if row else ""
