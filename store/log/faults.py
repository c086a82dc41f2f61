"""What the database's errors mean, in sentences that say what to do."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from sqlalchemy import URL, Engine
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoneFree

from store.errors import StoreBusy, StoreError, Unreachable

#: Seconds a writer waits while another is writing.
PATIENCE: Final = 60.0

_BUSY: Final = (
    "Another program has been writing to the record log {log} for {patience:.0f} seconds. "
    "Nothing was written; try again, or see which program that is."
)
_FULL: Final = (
    "The disk of the record log {log} is full. Nothing of this step was written: make room, "
    "then do it again."
)
_FORBIDDEN: Final = "The record log {log} cannot be written: {told}. See who may write there."

#: By SQLite's primary result code.
_SQLITE: Final[Mapping[int, tuple[type[StoreError], str]]] = {
    sqlite3.SQLITE_BUSY: (StoreBusy, _BUSY),
    sqlite3.SQLITE_LOCKED: (StoreBusy, _BUSY),
    sqlite3.SQLITE_FULL: (StoreError, _FULL),
    sqlite3.SQLITE_READONLY: (StoreError, _FORBIDDEN),
    sqlite3.SQLITE_PERM: (StoreError, _FORBIDDEN),
    sqlite3.SQLITE_CANTOPEN: (
        StoreError,
        (
            "The record log {log} cannot be opened: {told}. See whether its folder is there, and "
            "who may read and write it."
        ),
    ),
    sqlite3.SQLITE_IOERR: (
        StoreError,
        (
            "The disk of the record log {log} does not take or give what it should: {told}. "
            "It may be full, or it is failing."
        ),
    ),
    sqlite3.SQLITE_CORRUPT: (
        StoreError,
        "The record log {log} is damaged: {told}. Restore it from a backup.",
    ),
}

#: By SQLSTATE, or its first two characters (PostgreSQL, appendix A).
_POSTGRESQL: Final[Mapping[str, tuple[type[StoreError], str]]] = {
    "08": (
        Unreachable,
        (
            "The record log {log} cannot be reached: {told}. Try again when the server is up; see "
            "whether CATENA_LOG is its address."
        ),
    ),
    "22": (
        StoreError,
        "PostgreSQL cannot keep this in the record log {log}: {told}. Mend the record.",
    ),
    "25006": (
        Unreachable,
        "The record log {log} takes no writing now: {told}. Is this a standby server?",
    ),
    "25P03": (
        Unreachable,
        "The server of the record log {log} gave up waiting for us: {told}. Try again.",
    ),
    "28": (
        StoreError,
        "The record log {log} does not let us in: {told}. Set user and password in CATENA_LOG.",
    ),
    "3D000": (
        StoreError,
        "There is no such database: {told}. Make it (createdb), or set CATENA_LOG to another.",
    ),
    "42501": (StoreError, _FORBIDDEN),
    "53": (Unreachable, "The server of the record log {log} has no means left: {told}. Try later."),
    "53100": (StoreError, _FULL),
    "55P03": (StoreBusy, _BUSY),
    "57": (
        Unreachable,
        "The server of the record log {log} is stopping or starting: {told}. Try again soon.",
    ),
}
#: What a refused connection says (libpq gives no SQLSTATE for it, only the server's words, which
#: may be in another language: then the log is only unreachable, with those words).
_REFUSED: Final[Mapping[str, str]] = {
    "password authentication failed": "28",
    "no password supplied": "28",
    "no pg_hba.conf entry": "28",
    "authentication failed": "28",
    'role "': "28",
    'database "': "3D000",
}


def shown(url: URL) -> str:
    """A log's address fit for a message: never with its password."""
    if url.get_backend_name() == "sqlite":
        return url.database or ""
    user = f"{url.username}@" if url.username else ""
    port = f":{url.port}" if url.port else ""
    return f"postgresql://{user}{url.host or ''}{port}/{url.database or ''}"


def busy(log: str) -> StoreBusy:
    """Another writer does not end."""
    return StoreBusy(_BUSY.format(log=log, patience=PATIENCE))


@contextmanager
def told(database: Engine) -> Iterator[None]:
    """Raises the errors of the block that have a meaning as :class:`StoreError`; others as is."""
    try:
        yield
    except NoneFree:
        raise Unreachable(
            f"The record log {shown(database.url)} has no connection free. Try again soon."
        ) from None
    except DBAPIError as error:
        meant = meaning(error, shown(database.url))
        if meant is None:
            raise
        raise meant from error


def meaning(error: DBAPIError, log: str) -> StoreError | None:
    """The sentence for an error; None where it has none, which is then a mistake of ours."""
    cause = error.orig
    said = " ".join(str(cause).split()).rstrip(".")
    if isinstance(cause, sqlite3.Error):
        code = getattr(cause, "sqlite_errorcode", sqlite3.SQLITE_OK)
        found = _SQLITE.get(code & 0xFF)
    else:
        found = _of_postgresql(error, said)
    if found is None:
        return None
    kind, sentence = found
    return kind(sentence.format(log=log, told=said, patience=PATIENCE))


def _of_postgresql(error: DBAPIError, said: str) -> tuple[type[StoreError], str] | None:
    state = getattr(error.orig, "sqlstate", None)
    if state is None and "connection failed" in said:
        state = next((code for words, code in _REFUSED.items() if words in said), "08")
    elif state is None and "NUL (0x00)" in said:
        state = "22021"
    elif state is None and isinstance(error, OperationalError | InterfaceError):
        state = "08"
    if state is None:
        return None
    return _POSTGRESQL.get(state) or _POSTGRESQL.get(state[:2])
