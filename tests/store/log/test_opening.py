"""A log is made once, opened by its own Catena, and whatever is wrong is said in a sentence."""

import sqlite3
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import Barrier
from urllib.parse import quote

import pytest

from store.errors import OtherBase, StoreError, Unreachable
from store.log.database import open_log
from store.log.history import statements_at, versions
from store.log.reading import RecordLog
from store.log.transactions import writing
from store.log.writer import LogWriter
from store.statements import pack
from tests.servers.postgresql import PASSWORD, PostgreSQL
from tests.store.conftest import AT, BASE, entry
from tests.store.log.conftest import Place

#: The tables of schema 2, as the Catena that had them made them.
SCHEMA_2 = Path(__file__).parent / "schema_2.sql"


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_programs_that_make_a_log_at_once_have_one_log(
    engine: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    url = "" if engine == "sqlite" else request.getfixturevalue("server").database()
    together = Barrier(4)

    def identity(_: int) -> str:
        together.wait(10)
        log = open_log(tmp_path / "log.sqlite", BASE, url)
        found = log.identity
        log.database.dispose()
        return found

    with ThreadPoolExecutor(4) as threads:
        identities = set(threads.map(identity, range(4)))
    assert len(identities) == 1
    assert len(identities.pop()) == 32


def test_two_logs_are_never_taken_for_each_other(tmp_path: Path) -> None:
    logs = [open_log(tmp_path / name, BASE) for name in ("a", "b")]
    assert logs[0].identity != logs[1].identity
    for log in logs:
        log.database.dispose()


def test_another_base_iri_is_refused_with_both_named(place: Place) -> None:
    place.open()
    with pytest.raises(OtherBase, match=r"http://localhost:8000/; CATENA_BASE_IRI is http://x/"):
        open_log(place.file, "http://x/", place.url)
    place.open()


def test_a_log_of_another_schema_is_refused(place: Place) -> None:
    log = place.open()
    with writing(log.database) as connection:
        connection.exec_driver_sql("UPDATE meta SET value = '99' WHERE key = 'schema'")
    with pytest.raises(StoreError, match="schema 99; this Catena writes 4"):
        place.open()


def test_opening_a_log_does_not_wait_for_who_writes_it(place: Place) -> None:
    with writing(place.open().database):
        assert place.open().head == 0


def test_a_file_that_is_no_log_is_left_alone_and_named(tmp_path: Path) -> None:
    thesis = b"not a database, but somebody's thesis" * 100
    (tmp_path / "log.sqlite").write_bytes(thesis)
    with pytest.raises(StoreError, match=r"log\.sqlite is no record log\. Move it away"):
        open_log(tmp_path / "log.sqlite", BASE)
    assert (tmp_path / "log.sqlite").read_bytes() == thesis


def test_somebody_elses_database_gets_no_tables_of_ours(tmp_path: Path) -> None:
    file = tmp_path / "log.sqlite"
    with closing(sqlite3.connect(file)) as theirs:
        theirs.execute("CREATE TABLE thesis (text)")
    with pytest.raises(StoreError, match=r"is no record log"):
        open_log(file, BASE)
    with closing(sqlite3.connect(file)) as theirs:
        assert theirs.execute("SELECT name FROM sqlite_master").fetchall() == [("thesis",)]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"nowhere/log\.sqlite cannot be opened.* folder is there"):
        open_log(tmp_path / "nowhere" / "log.sqlite", BASE)


WRONG = {
    "password": ("{user}:wr%40ng@127.0.0.1:{port}/postgres", StoreError, "Set user and password"),
    "user": ("nobody:{word}@127.0.0.1:{port}/postgres", StoreError, "Set user and password"),
    "no password": ("{user}@127.0.0.1:{port}/postgres", StoreError, "Set user and password"),
    "database": ("{user}:{word}@127.0.0.1:{port}/none", StoreError, r"createdb"),
    "port": ("{user}:{word}@127.0.0.1:1/postgres", Unreachable, "Try again when the server is up"),
    "host": ("{user}:{word}@host.invalid/postgres", Unreachable, "whether CATENA_LOG is its"),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_server_that_cannot_be_used_is_told_of_without_the_password(
    what: str, server: PostgreSQL, tmp_path: Path
) -> None:
    address, error, sentence = WRONG[what]
    rest = address.format(user="catena", word=quote(PASSWORD, safe=""), port=server.port)
    with pytest.raises(StoreError, match=sentence) as caught:
        open_log(tmp_path / "none", BASE, f"postgresql+psycopg://{rest}")
    assert type(caught.value) is error
    told = f"{caught.value}{caught.value.__cause__}"
    assert "wr@ng" not in told
    assert "s3cret" not in told
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://catena:s3cret@other@host/log",
        "postgresql://catena:s3cret@host:s3cret/log",
        "postgresql://catena:s3cret@host",
        "catena:s3cret@host/log",
        "sqlite://",
        "mysql://catena:s3cret@host/log",
        "s3cret",
    ],
)
def test_an_address_that_is_none_is_not_shown(url: str, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"postgresql\+psycopg://user:password@host") as caught:
        open_log(tmp_path / "none", BASE, url)
    assert "s3" not in str(caught.value)


def test_a_log_in_a_sqlite_file_elsewhere_is_taken(tmp_path: Path) -> None:
    log = open_log(tmp_path / "none", BASE, f"sqlite:///{tmp_path}/here")
    assert log.head == 0
    assert (tmp_path / "here").exists()
    log.database.dispose()


def test_without_its_driver_postgresql_is_not_tried(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(StoreError, match=r"pip install 'psycopg\[binary\]'"):
        open_log(tmp_path / "none", BASE, "postgresql://catena@host/log")


class TestALogOfSchema2:
    """Made by hand: records updated, deleted, sent again after that, and one of a later number."""

    @pytest.fixture
    def log(self, place: Place) -> RecordLog:
        return place.open()

    @pytest.fixture
    def place(self, tmp_path: Path) -> Place:
        file = tmp_path / "log.sqlite"
        says = {number: entry(number, "now").triples for number in (1, 2, 3, 7)}
        with closing(sqlite3.connect(file)) as made:
            made.executescript(SCHEMA_2.read_text())
            made.executemany("INSERT INTO meta VALUES (?, ?)", [("schema", "2"), ("base", BASE)])
            made.executemany(
                "INSERT INTO contribution VALUES"
                " (?, 'PKU', ?, 'bib', ?, 'marc21', 'utf-8', 'iso2709', ?, ?, 'old', 'load')",
                [
                    (1, "c1", 1, pack(b"a"), AT),
                    (2, "c1", 2, pack(b"b"), AT),
                    (3, "c2", 1, pack(b"c"), AT),
                    (4, "c2", 2, pack(b"d"), AT),
                    (5, "c7", 1, pack(b"e"), AT),
                    (6, "c3", 1, pack(b"f"), AT),
                    (7, "c3", 2, pack(b"g"), AT),
                    (8, "c3", 3, pack(b"h"), AT),
                ],
            )
            made.executemany(
                "INSERT INTO record VALUES (?, 'bib', ?, ?, ?, ?, 'test', ?, ?, ?, NULL, '')",
                [
                    ("bib/b1", 1, 2, "live", 2, pack(says[1]), AT, AT),
                    ("bib/b2", 2, 2, "deleted", 4, pack(b""), AT, AT),
                    ("bib/b3", 3, 3, "live", 8, pack(says[3]), AT, AT),
                    ("bib/b7", 7, 1, "live", 5, pack(says[7]), AT, AT),
                ],
            )
            made.executemany(
                "INSERT INTO source VALUES ('PKU', 'bib', ?, ?, ?, ?)",
                [
                    ("c1", "bib/b1", 2, b"b"),
                    ("c2", "bib/b2", 2, b"d"),
                    ("c3", "bib/b3", 3, b"h"),
                    ("c7", "bib/b7", 1, b"e"),
                ],
            )
            gone = entry(1, "then").triples.rstrip(b"\n")
            made.executemany(
                "INSERT INTO change VALUES (?, ?, ?, ?, ?, ?, '', ?)",
                [
                    (1, "bib/b1", 1, "create", 1, AT, pack(b"")),
                    (2, "bib/b1", 2, "update", 2, AT, pack(gone)),
                    (3, "bib/b2", 1, "create", 3, AT, pack(b"")),
                    (4, "bib/b2", 2, "delete", 4, AT, pack(says[2].rstrip(b"\n"))),
                    (5, "bib/b7", 1, "create", 5, AT, pack(b"")),
                    (6, "bib/b3", 1, "create", 6, AT, pack(b"")),
                    (7, "bib/b3", 2, "delete", 7, AT, pack(gone)),
                    (8, "bib/b3", 3, "update", 8, AT, pack(b"")),
                ],
            )
            made.commit()
        return Place(file, "")

    @pytest.fixture(autouse=True)
    def _closed(self, place: Place) -> object:
        yield
        place.close()

    def test_is_brought_to_schema_4_where_it_is(self, place: Place, log: RecordLog) -> None:
        assert len(log.identity) == 32
        assert place.open().identity == log.identity
        assert log.counts() == {"bib": 3}
        assert [record.path for record in log.latest(3)] == ["bib/b7", "bib/b3", "bib/b1"]
        assert [change.seq for change in log.changes()] == [*range(1, 9)]
        assert log.triples("bib/b1") == entry(1, "now").triples

    def test_goes_on_where_it_was(self, log: RecordLog) -> None:
        writer = LogWriter(log)
        assert writer.reserve("bib", 2) == range(8, 10)
        assert writer.append([replace(entry(1, "new"), expects=b"b")], AT, "t", "t") == []
        assert (log.head, log.changes(8)[0].version) == (9, 3)
        assert statements_at(log, "bib/b1", 2) == entry(1, "now").triples
        assert writer.restore("bib/b1", 2, AT, "t", "as before") == 4

    def test_tells_which_versions_were_not_kept(self, log: RecordLog) -> None:
        with pytest.raises(StoreError, match="version 1 of bib/b1 said was not kept"):
            statements_at(log, "bib/b1", 1)
        assert [each.added for each in versions(log, "bib/b1")] == [None, None]

    def test_still_knows_what_a_deleted_record_said(self, log: RecordLog) -> None:
        assert statements_at(log, "bib/b2", 1) == entry(2, "now").triples
        assert [each.added for each in versions(log, "bib/b2")] == [0, 1]
        assert LogWriter(log).restore("bib/b2", 1, AT, "t", "by mistake") == 3

    def test_knows_that_a_record_sent_again_had_said_nothing(self, log: RecordLog) -> None:
        assert statements_at(log, "bib/b3", 2) == b""
        assert statements_at(log, "bib/b3", 1) == entry(1, "then").triples
        assert [each.added for each in versions(log, "bib/b3")] == [1, 0, 1]

    def test_of_another_base_is_left_as_it_is(self, place: Place) -> None:
        with pytest.raises(OtherBase):
            open_log(place.file, "http://x/")
        with closing(sqlite3.connect(place.file)) as made:
            assert made.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone() == ("2",)
