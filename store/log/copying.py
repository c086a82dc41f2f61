"""The log copied out of its engine, as of one moment, into a SQLite file: the heart of a backup.

Writers go on meanwhile: the copy is made inside one read transaction (docs/decisions/0022).
"""

import errno
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import Engine, create_engine, func, select, text
from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError

from store.errors import StoreError
from store.log import tables
from store.log.faults import told
from store.log.reading import RecordLog
from store.log.transactions import snapshot

#: Pages of a SQLite file, and rows of a table, copied at a time.
PAGES: Final = 2_000
ROWS: Final = 1_000
#: The tables, each after those it points to.
ORDER: Final = tuple(tables.metadata.sorted_tables)

#: Told how much is done, of how much; the unit is the engine's own.
type Reached = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Contents:
    """What a copy of a log holds; ``records`` are the live ones, by kind."""

    schema: int
    base: str
    log: str
    head: int
    records: dict[str, int]


def copy_out(log: RecordLog, file: Path, reached: Reached) -> None:
    """Writes the log as it is now into a SQLite file that is not there yet; it ends on the disk.

    What is committed while it runs is not in it. Raises :class:`StoreError` when the log cannot be
    read to its end, ``OSError`` for a disk that is full.
    """
    with spoken(log.database, "copied"), _room(file):
        if log.database.dialect.name == "sqlite":
            _from_sqlite(str(log.database.url.database), file, reached)
        else:
            _from_tables(log.database, file, reached)


@contextmanager
def _room(file: Path) -> Iterator[None]:
    """Only the copy is written to, so a full disk is its own and not the log's."""
    try:
        yield
    except (sqlite3.OperationalError, OperationalError) as error:
        cause = getattr(error, "orig", error)
        if getattr(cause, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(file)) from None
        raise


def _from_sqlite(source: str, file: Path, reached: Reached) -> None:
    with opened(Path(source)) as log, closing(sqlite3.connect(file)) as copy:
        # A reader's transaction, or each commit of another process would make the copy begin again
        # and it might never end.
        log.execute("BEGIN")
        log.execute("SELECT count(*) FROM meta").fetchone()
        log.backup(copy, pages=PAGES, progress=lambda _, left, total: reached(total - left, total))
        # One plain file, that can be read where nothing may be written.
        copy.execute("PRAGMA journal_mode=DELETE")


def _from_tables(database: Engine, file: Path, reached: Reached) -> None:
    copy = create_engine(f"sqlite:///{file}", hide_parameters=True)
    done = 0
    try:
        with copy.begin() as into, snapshot(database) as connection:
            tables.metadata.create_all(into)
            # Before the first look, which is when the moment of the copy is fixed: a restore that
            # came between would put other tables in their place.
            names = ", ".join(table.name for table in ORDER)
            connection.execute(text(f"LOCK TABLE {names} IN ACCESS SHARE MODE"))
            counts = [select(func.count()).select_from(each) for each in ORDER]
            total = sum(connection.execute(each).scalar_one() for each in counts)
            connection.execution_options(yield_per=ROWS)
            for table in ORDER:
                insert = str(table.insert().compile(copy))
                for portion in connection.execute(select(table)).partitions():
                    into.exec_driver_sql(insert, [tuple(row) for row in portion])
                    done += len(portion)
                    reached(done, total)
    finally:
        copy.dispose()


@contextmanager
def spoken(database: Engine, done: str) -> Iterator[None]:
    """Raises the errors of the block as :class:`StoreError`, those of the bare driver too."""
    driver = database.dialect.loaded_dbapi
    try:
        with told(database):
            try:
                yield
            except driver.Error as error:
                raise DBAPIError.instance(None, None, error, driver.Error) from error
    except (SQLAlchemyError, sqlite3.Error) as error:
        said = str(getattr(error, "orig", None) or error).splitlines()[0]
        raise StoreError(
            f"The record log could not be {done} ({said}). It is as it was, and nothing half done "
            "is left."
        ) from None


@contextmanager
def opened(file: Path) -> Iterator[sqlite3.Connection]:
    """A SQLite file, only to be read."""
    address = f"{file.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(address, uri=True, isolation_level=None)) as connection:
        yield connection


def contents(file: Path) -> Contents:
    """What a copy holds. Raises :class:`StoreError` for one that is no whole log.

    Changes are numbered from 1 without gaps, or some are lost.
    """
    try:
        with opened(file) as copy:
            meta = dict(copy.execute("SELECT key, value FROM meta"))
            numbers = copy.execute("SELECT count(*), min(seq), max(seq) FROM change")
            count, first, head = numbers.fetchone()
            records = dict(
                copy.execute(
                    "SELECT kind, count(*) FROM record WHERE status = 'live' "
                    "GROUP BY kind ORDER BY kind"
                )
            )
        found = Contents(int(meta["schema"]), meta["base"], meta.get("log", ""), head or 0, records)
    except (sqlite3.Error, KeyError, ValueError) as error:
        raise StoreError(f"{file} is no record log ({error}). Use another backup.") from None
    if count and (first, head) != (1, count):
        raise StoreError(
            f"{file} is not whole: {count:,} changes are numbered {first:,} to {head:,}. "
            "Use another backup."
        )
    return found
