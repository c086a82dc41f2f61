"""The look-up's SQLite file: its tables, its connections, and what its errors mean."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock
from typing import Final

from store.errors import Damaged, DiskFull, StoreBusy, StoreError

#: Raised when the tables change, or what folding, terms or facts make of a record: a file of
#: another version is made again.
VERSION: Final = "4"
#: Files up to this size are read whole when they are opened, to see that they are sound (bytes).
READ_WHOLE: Final = 256_000_000
_WAIT: Final = 30.0
#: Errors that a full disk may cause, and how little room (bytes) says that it did.
_ROOM: Final = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN)
_LITTLE: Final = 1_000_000
_BROKEN: Final = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT)
_SHAPE: Final = (sqlite3.SQLITE_ERROR, sqlite3.SQLITE_MISMATCH, sqlite3.SQLITE_CONSTRAINT)

#: ``entry``: what a record is found by, a line for each text. ``begins``: the beginning of each
#: line, in order. ``words``: terms (:mod:`sparql.lookup.terms`) of the columns of ``entry``, under
#: its numbers. ``counted``: what each live record adds to the counts, packed. ``tally``: the
#: counts. ``foreign``: statements about other documents' things, by how many records make them, and
#: the numbers of the counts each ``adds`` one to, packed. ``held``: copies by library (the number
#: of its tally) and edition.
TABLES: Final = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE entry (
  id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, titles TEXT NOT NULL, names TEXT NOT NULL,
  agents TEXT NOT NULL, works TEXT NOT NULL, subjects TEXT NOT NULL, numbers TEXT NOT NULL
);
CREATE TABLE begins (
  field INTEGER NOT NULL, text TEXT NOT NULL, entry INTEGER NOT NULL,
  PRIMARY KEY (field, text, entry)
) WITHOUT ROWID;
CREATE TABLE number (
  number TEXT NOT NULL, entry INTEGER NOT NULL, PRIMARY KEY (number, entry)
) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5 (
  titles, names, agents, works, subjects,
  content='', detail=column, columnsize=0, tokenize="ascii tokenchars '+#_'"
);
CREATE VIRTUAL TABLE term USING fts5vocab (words, instance);
CREATE TABLE counted (path TEXT PRIMARY KEY, facts BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE tally (
  id INTEGER PRIMARY KEY, aspect TEXT NOT NULL, value TEXT NOT NULL, count INTEGER NOT NULL,
  UNIQUE (aspect, value)
);
CREATE TABLE "foreign" (
  id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, records INTEGER NOT NULL, adds BLOB NOT NULL
);
CREATE TABLE held (
  library INTEGER NOT NULL, edition INTEGER NOT NULL, items INTEGER NOT NULL,
  PRIMARY KEY (library, edition)
) WITHOUT ROWID;
"""
#: Emptied by :meth:`sparql.lookup.LookupIndex.begin`.
EMPTIED: Final = ("entry", "begins", "number", "counted", "tally", '"foreign"', "held", "meta")


class Database:
    """Connections to one file: one that writes, and as many that read as there are readers.

    Raises :class:`Damaged` for a file that is none of ours or cannot be read. Safe to use from
    several threads; readers, in this process and in others, never wait for the writer.
    """

    def __init__(self, file: Path, *, anew: bool = False) -> None:
        self.file = file
        self._lock = Lock()
        self._idle: list[sqlite3.Connection] = []
        self._closed = False
        if anew:
            for suffix in ("", "-wal", "-shm"):
                file.with_name(file.name + suffix).unlink(missing_ok=True)
        with self._told(opening=True):
            self._writer = self._connection()
            try:
                self._prepare()
            except BaseException:
                self._writer.close()
                raise

    def _prepare(self) -> None:
        writer = self._writer
        writer.execute("PRAGMA journal_mode=WAL")
        # The checkpoint is written with its effect: what a power cut takes is followed again.
        writer.execute("PRAGMA synchronous=NORMAL")
        writer.execute("PRAGMA cache_size=-65536")
        writer.execute("PRAGMA wal_autocheckpoint=8000")
        empty = "SELECT count(*) = 0 FROM sqlite_schema"
        if writer.execute(empty).fetchone()[0]:
            with self.writing():
                if writer.execute(empty).fetchone()[0]:  # and no other process was quicker
                    self._make()
        found = writer.execute("SELECT value FROM meta WHERE key = 'version'").fetchone()
        if found != (VERSION,):
            raise Damaged(f"The look-up's index {self.file} was made by another version of Catena.")
        if self.file.stat().st_size <= READ_WHOLE:
            self.read_whole(writer)
        writer.execute("SELECT 1 FROM words WHERE words MATCH '\"a\"' LIMIT 1").fetchall()

    def _make(self) -> None:
        for statement in TABLES.split(";"):
            self._writer.execute(statement)
        # Terms gathered in memory before they are written out as a segment (bytes).
        self._writer.execute("INSERT INTO words (words, rank) VALUES ('hashsize', 16777216)")
        self._writer.execute("INSERT INTO meta VALUES ('version', ?)", (VERSION,))

    def read_whole(self, connection: sqlite3.Connection) -> None:
        """Reads every page of the file; raises :class:`Damaged` for one that is not sound."""
        said = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        if said != "ok":
            raise self._damaged(said)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection that sees the file as of one moment."""
        with self._lock:
            connection = self._idle.pop() if self._idle else None
        with self._told():
            connection = connection or self._connection()
            try:
                connection.execute("BEGIN")
                yield connection
            finally:
                with suppress(sqlite3.Error):
                    connection.execute("ROLLBACK")
                with self._lock:
                    if self._closed:
                        connection.close()
                    else:
                        self._idle.append(connection)

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it or, when the block raises, nothing. For one thread alone."""
        with self._told():
            self._writer.execute("BEGIN IMMEDIATE")
            try:
                yield self._writer
                self._writer.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    self._writer.execute("ROLLBACK")
                raise

    def close(self) -> None:
        """Lets go of the file; connections in use are closed when they are given back."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for connection in (*idle, self._writer):
            connection.close()

    def _connection(self) -> sqlite3.Connection:
        # Handed from thread to thread, never used by two at once.
        return sqlite3.connect(
            self.file, timeout=_WAIT, isolation_level=None, check_same_thread=False
        )

    @contextmanager
    def _told(self, *, opening: bool = False) -> Iterator[None]:
        """SQLite's errors in our sentences."""
        try:
            yield
        except sqlite3.DatabaseError as error:
            code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
            if code in _BROKEN or (opening and code in _SHAPE):
                raise self._damaged(str(error)) from None
            if code == sqlite3.SQLITE_BUSY:
                raise StoreBusy(
                    f"Another process has been writing to {self.file} for {_WAIT:.0f} seconds. "
                    "Try again when it has finished."
                ) from None
            if code == sqlite3.SQLITE_FULL or (code in _ROOM and self._full()):
                raise DiskFull(
                    f"The disk of the look-up's index {self.file} is full. What is in the log is "
                    "safe; make room, and the index follows."
                ) from None
            if code in _ROOM:
                raise StoreError(
                    f"The look-up's index {self.file} cannot be written or read ({error}). See "
                    "that the disk has room and the folder may be used; nothing is lost."
                ) from None
            raise

    def _full(self) -> bool:
        return shutil.disk_usage(self.file.parent).free < _LITTLE

    def _damaged(self, reason: str) -> Damaged:
        return Damaged(f"The look-up's index {self.file} is damaged ({reason}).")
