"""Where the log is: a SQLite file, or a PostgreSQL database by its SQLAlchemy URL."""

import sqlite3
from pathlib import Path
from time import monotonic, sleep
from typing import Any, Final

from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from store.errors import StoreError
from store.log.faults import PATIENCE

#: Seconds, and libpq's own names: a server that is not there is told soon, one that went away too.
_POSTGRESQL: Final = {
    "connect_timeout": 10,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 60_000,  # milliseconds
    "application_name": "catena",
}
_EXAMPLE: Final = "postgresql+psycopg://user:password@host/database"


def engine(file: Path, url: str) -> Engine:
    """The engine for this URL, for this SQLite file if there is none; nothing is opened yet.

    Raises :class:`StoreError` for a URL that is none, of another database, or without its driver.
    No message shows any part of a URL that cannot be read: it may be the password.
    """
    address = _address(file, url)
    if address.get_backend_name() == "sqlite":
        database = create_engine(address, hide_parameters=True)
        event.listen(database, "connect", _pragmas)
        return database
    terms = {name: value for name, value in _POSTGRESQL.items() if name not in address.query}
    try:
        return create_engine(address, connect_args=terms, pool_pre_ping=True, hide_parameters=True)
    except (ImportError, NoSuchModuleError):
        raise StoreError(
            "CATENA_LOG names a PostgreSQL database, and the Python package psycopg is not "
            "installed. Install it: pip install 'psycopg[binary]'."
        ) from None


def _address(file: Path, url: str) -> URL:
    if not url:
        return URL.create("sqlite", database=str(file))
    try:
        address = make_url(url)
    except (ArgumentError, ValueError):
        raise _unreadable() from None
    backend = address.get_backend_name()
    if backend in {"postgresql", "postgres"} and address.database and "@" not in _rest(address):
        return address.set(drivername="postgresql+psycopg")
    if backend == "sqlite" and address.database:
        return address.set(drivername="sqlite")
    if backend in {"postgresql", "postgres", "sqlite"}:
        raise _unreadable()
    raise StoreError(
        "CATENA_LOG is the address of a database that the record log cannot be kept in. "
        f"Set it to {_EXAMPLE}, or leave it out for SQLite in CATENA_HOME."
    )


def _rest(address: URL) -> str:
    """Host and database: where the end of a password goes that has an @ or a / in it."""
    return f"{address.host or ''}{address.database or ''}"


def _unreadable() -> StoreError:
    return StoreError(
        f"CATENA_LOG is no address of a database. Write it as {_EXAMPLE}, with each of "
        "@ : / ? # % in the password as %40 %3A %2F %3F %23 %25."
    )


_WAL: Final = "journal_mode=WAL"
_AGAIN: Final = 0.02


def _pragmas(connection: Any, _: object) -> None:
    # The driver begins no transaction by itself: store.log.transactions does, with the right lock.
    connection.isolation_level = None
    for pragma in (
        # First, for the switch to the write-ahead log waits for others too.
        f"busy_timeout={int(PATIENCE * 1000)}",
        # Counts before the first table is made. Two records and more on a page instead of one and
        # a gap: 6 % less disk than with 4096; with 16384 an update takes twice the time.
        "page_size=8192",
        # Readers never wait for the writer.
        _WAL,
        # A commit survives a power cut, which the graph's checkpoint relies on.
        "synchronous=FULL",
        # Pages: an index page that ten batches touch is written back once.
        "wal_autocheckpoint=4000",
        # KiB, taken when needed: the upper pages of the indexes of ten million records.
        "cache_size=-32768",
        "foreign_keys=ON",
    ):
        _insist(connection, pragma)


def _insist(connection: Any, pragma: str) -> None:
    """Says it again to a file that is in use: where two switch to the write-ahead log at the same
    moment, SQLite sees that they wait for each other, and refuses one at once.
    """
    until = monotonic() + PATIENCE
    while True:
        try:
            connection.execute(f"PRAGMA {pragma}")
        except sqlite3.OperationalError as error:
            busy = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
            if pragma != _WAL or not busy or monotonic() > until:
                raise
            sleep(_AGAIN)
        else:
            return
