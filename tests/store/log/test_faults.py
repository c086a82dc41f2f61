"""What goes wrong under the log is said in a sentence, with nothing half written."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

import psycopg
import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import IntegrityError, OperationalError

from store.errors import StoreBusy, StoreError, Unreachable
from store.log.faults import meaning
from store.log.reading import RecordLog
from store.log.transactions import writing
from store.log.writer import Entry, LogWriter
from tests.servers.postgresql import PostgreSQL
from tests.store.conftest import AT, entry
from tests.store.log.conftest import Place

type Put = Callable[..., list[Entry]]


def no_more_pages(connection: sqlite3.Connection, _: object) -> None:
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count={pages + 2}")


@pytest.fixture
def full(place: Place) -> Iterator[RecordLog]:
    """The log on a disk with room for a page or two; and room again at the end."""
    log = place.open()
    if place.url:
        # What the server says when a file cannot grow, at the last table written.
        with writing(log.database) as connection:
            connection.execute(
                text(
                    "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                    "RAISE 'could not extend file: No space left' USING ERRCODE = 'disk_full'; "
                    "END $$"
                )
            )
            connection.execute(
                text(
                    "CREATE TRIGGER full_disk BEFORE INSERT ON shared EXECUTE FUNCTION full_disk()"
                )
            )
        yield log
        return
    log.database.dispose()
    event.listen(log.database, "connect", no_more_pages)
    yield log


def test_a_full_disk_is_told_of_and_nothing_of_the_batch_is_kept(
    full: RecordLog, place: Place
) -> None:
    texts = Random(1).randbytes(60_000).hex(), "short"  # noise, which no packing makes small
    entries = [entry(number, each, languages="chi") for number, each in enumerate(texts, start=1)]
    writer = LogWriter(full)
    with pytest.raises(StoreError, match=r"disk of the record log .* is full.*make room") as caught:
        writer.append(entries, AT, "t", "t")
    assert not isinstance(caught.value, Unreachable | StoreBusy)
    assert (full.head, full.counts(), full.sources("PKU", "bib", ["c1"])) == (0, {}, {})
    if place.url:
        with writing(full.database) as connection:
            connection.execute(text("DROP TRIGGER full_disk ON shared"))
    else:
        full.database.dispose()
        event.remove(full.database, "connect", no_more_pages)
    assert writer.append(entries, AT, "t", "t") == []
    assert full.head == 2


def test_a_damaged_file_is_told_of(tmp_path: Path, put: Put, place: Place, log: RecordLog) -> None:
    if place.url:
        pytest.skip("PostgreSQL looks after its own files")
    put(*(entry(number, "text" * 500) for number in range(1, 60)))
    with closing(sqlite3.connect(place.file)) as other:
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    log.database.dispose()
    content = bytearray(place.file.read_bytes())
    content[8192:-8192] = b"\xff" * (len(content) - 16384)
    place.file.write_bytes(content)
    with pytest.raises(StoreError, match=r"log\.sqlite is damaged.*Restore it from a backup"):
        log.changes()


@pytest.mark.parametrize("name", ["member", "control", "reason"])
def test_a_text_postgresql_cannot_keep_is_told_of(
    server: PostgreSQL, empty_log: str, tmp_path: Path, name: str
) -> None:
    place = Place(tmp_path / "none", server.database(empty_log))
    log = place.open()
    spoiled: Any = {name: "a\0b"}
    sent = entry(1, "a")
    with pytest.raises(StoreError, match="PostgreSQL cannot keep this"):
        LogWriter(log).append([type(sent)(**{**_fields(sent), **spoiled})], AT, "t", "t")
    assert log.head == 0
    place.close()


def _fields(sent: Entry) -> dict[str, Any]:
    return {name: getattr(sent, name) for name in Entry.__slots__}


def test_a_connection_the_server_ends_between_two_questions_is_not_noticed(
    server: PostgreSQL, empty_log: str, tmp_path: Path
) -> None:
    place = Place(tmp_path / "none", server.database(empty_log))
    log = place.open()
    assert log.head == 0
    server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname LIKE 'd%'")
    assert log.head == 0
    place.close()


def _sqlite(code: int) -> sqlite3.Error:
    error = sqlite3.OperationalError("told by SQLite")
    error.sqlite_errorcode = code
    return error


MEANT = [
    (_sqlite(sqlite3.SQLITE_BUSY_SNAPSHOT), StoreBusy, "try again"),
    (_sqlite(sqlite3.SQLITE_IOERR_WRITE), StoreError, "may be full, or it is failing"),
    (_sqlite(sqlite3.SQLITE_READONLY), StoreError, "who may write"),
    (psycopg.errors.AdminShutdown("x"), Unreachable, "Try again"),
    (psycopg.errors.TooManyConnections("x"), Unreachable, "no means left"),
    (psycopg.errors.DiskFull("x"), StoreError, "make room"),
    (psycopg.errors.InsufficientPrivilege("x"), StoreError, "who may write"),
    (psycopg.errors.ReadOnlySqlTransaction("x"), Unreachable, "standby"),
    (psycopg.OperationalError("server closed the connection"), Unreachable, "server is up"),
]


@pytest.mark.parametrize(("cause", "kind", "sentence"), MEANT)
def test_what_an_engine_says_is_told_with_what_to_do(
    cause: Exception, kind: type[StoreError], sentence: str
) -> None:
    told = meaning(OperationalError("SELECT", {}, cause), "the log")
    assert type(told) is kind
    assert sentence in str(told)
    assert "the log" in str(told)


def test_a_mistake_of_ours_is_not_dressed_up() -> None:
    error = IntegrityError("INSERT", {}, psycopg.errors.UniqueViolation("x"))
    assert meaning(error, "the log") is None
