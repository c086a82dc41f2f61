"""A copy of the log, and a copy put in its place, on each engine and from one to the other."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import count
from multiprocessing import get_context
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest

from store.errors import StoreError
from store.log import copying
from store.log.compacting import compact, size
from store.log.copying import contents, copy_out
from store.log.database import open_log
from store.log.likenesses import Decision, Edge, Kept, moment
from store.log.reading import RecordLog
from store.log.records import Awaited
from store.log.replacing import replace
from store.log.uniting import Grouped, Occasion, Union
from store.log.writer import Entry, LogWriter
from tests.servers.postgresql import PostgreSQL
from tests.store.conftest import AT, BASE, entry
from tests.store.log.conftest import Place
from tests.store.log.replacing_slowly import replace_and_hang
from tests.store.merging import merge

type Put = Callable[..., list[Entry]]


def nothing(*_: object) -> None:
    pass


def lively(log: RecordLog) -> None:
    """A log in which every table has rows, and every kind of change happened."""
    writer = LogWriter(log)
    writer.append([entry(n, f"说 {n}", languages="chi eng") for n in range(1, 6)], AT, "a", "t")
    writer.append([entry(1, "else", languages="fre")], AT, "b", "t")
    writer.append([entry(2, delete=True)], AT, "a", "t")
    merge(log, "bib/b3", "bib/b4", AT, "the same")
    waits = entry(7, "copies")
    held = Entry(
        **{name: getattr(waits, name) for name in Entry.__slots__}
        | {
            "kind": "holding",
            "path": "holding/h1",
            "number": 1,
            "awaits": (Awaited("PKU", "isbn", "978"),),
        }
    )
    writer.append([held], AT, "a", "t")
    compared = Union(
        born=[Kept(1, "bib", False, b"{}", ("isbn:1",)), Kept(2, "bib", True, b"[]", ())],
        edges=[Edge(1, 2, "ask", 0.5, b"[]")],
        decisions=[Decision(0, "bib", "PKU:b1", "PKU:b2", "same", "a", AT, "read")],
        editions=[Grouped("bib/b1", 1, None, "")],
    )
    assert writer.unite(compared, Occasion(AT, "a", "t"), moment(log))
    writer.describe_member("PKU", "[[copies]]\n", AT)
    writer.reserve("auth", 10)


def rows(file: Path) -> dict[str, list[Any]]:
    with closing(sqlite3.connect(file)) as copy:
        return {
            table.name: sorted(copy.execute(f"SELECT * FROM {table.name}"), key=repr)
            for table in copying.ORDER
        }


@pytest.fixture
def elsewhere(tmp_path: Path, server: PostgreSQL, empty_log: str) -> Iterator[dict[str, RecordLog]]:
    """An empty log on each engine."""
    logs = {
        "sqlite": open_log(tmp_path / "elsewhere.sqlite", BASE),
        "postgresql": open_log(tmp_path / "none", BASE, server.database(empty_log)),
    }
    yield logs
    for log in logs.values():
        log.database.dispose()


def test_a_copy_that_goes_to_the_other_engine_and_back_has_the_same_rows(
    log: RecordLog, elsewhere: dict[str, RecordLog], tmp_path: Path
) -> None:
    lively(log)
    copies = [tmp_path / f"{number}.sqlite" for number in range(3)]
    copy_out(log, copies[0], nothing)
    for name, copy, after in (
        ("postgresql", copies[0], copies[1]),
        ("sqlite", copies[1], copies[2]),
    ):
        replace(elsewhere[name], copy, f"of {name}", nothing, nothing)
        copy_out(elsewhere[name], after, nothing)
    first, *others = [rows(copy) for copy in copies]
    empty = {"receipt"} if log.database.dialect.name == "sqlite" else set()
    assert {name for name, said in first.items() if not said} == empty
    identities = [dict(said.pop("meta")).pop("log") for said in (first, *others)]
    assert identities == [log.identity, "of postgresql", "of sqlite"]
    assert others == [first, first]


def test_a_copy_ends_as_of_its_beginning_though_others_never_stop_writing(
    log: RecordLog, place: Place, put: Put, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each step of it is followed by a change of another: SQLite would begin again each time."""
    monkeypatch.setattr(copying, "PAGES", 4)
    monkeypatch.setattr(copying, "ROWS", 4)
    put(*(entry(number, "x" * 500) for number in range(1, 20)))
    another, numbers = LogWriter(place.open()), count(100)

    def write(done: int, total: int) -> None:
        number = next(numbers)
        assert number < 300, "it does not end"
        another.append([entry(number, "y")], AT, "t", "t")

    copy_out(log, tmp_path / "copy", write)
    assert contents(tmp_path / "copy").head == 19
    assert log.head > 19 + 3


def test_a_copy_is_one_file_that_tells_what_it_holds(log: RecordLog, tmp_path: Path) -> None:
    lively(log)
    copy_out(log, tmp_path / "copy", nothing)
    assert [file.name for file in tmp_path.glob("copy*")] == ["copy"]
    # No write-ahead log, for which its folder must be writable (SQLite's file format, 1.3).
    assert (tmp_path / "copy").read_bytes()[18:20] == b"\x01\x01"
    held = contents(tmp_path / "copy")
    assert (held.base, held.log, held.head) == (BASE, log.identity, log.head)
    assert held.records == log.counts() == {"bib": 3, "holding": 1}


@pytest.mark.parametrize("lost", [1, 4, 9])
def test_a_copy_that_lacks_a_change_is_not_whole(lost: int, tmp_path: Path) -> None:
    log = open_log(tmp_path / "log.sqlite", BASE)
    lively(log)
    copy_out(log, tmp_path / "copy", nothing)
    log.database.dispose()
    assert contents(tmp_path / "copy").head == 9
    with closing(sqlite3.connect(tmp_path / "copy")) as copy, copy:
        copy.execute("DELETE FROM change WHERE seq = ?", (lost,))
        if lost == 9:  # the last may be missing unseen, but not another one's number be too high
            copy.execute("UPDATE change SET seq = 10 WHERE seq = 8")
    with pytest.raises(StoreError, match="not whole"):
        contents(tmp_path / "copy")


def test_numbers_go_on_from_whichever_log_had_come_farther(
    log: RecordLog, writer: LogWriter, tmp_path: Path
) -> None:
    lively(log)
    copy_out(log, tmp_path / "copy", nothing)
    writer.reserve("bib", 1000)
    writer.reserve("member", 5)
    farther = writer.reserve("bib", 1).stop
    replace(log, tmp_path / "copy", "new", nothing, nothing)
    assert writer.reserve("bib", 1).start == farther
    assert writer.reserve("auth", 1).start == 11
    assert writer.reserve("member", 1).start == 6
    assert log.counts() == {"bib": 3, "holding": 1}


def test_readers_go_on_with_the_old_log_until_the_new_one_is_there_and_writers_wait(
    log: RecordLog, place: Place, put: Put, tmp_path: Path
) -> None:
    put(entry(1, "old"))
    copy_out(log, tmp_path / "copy", nothing)
    put(entry(2, "newer"), entry(3, "newer"))
    reader, another, written = place.open(), LogWriter(place.open()), Event()
    old = log.identity

    def write() -> None:
        another.append([entry(4, "late")], AT, "t", "t")
        written.set()

    thread = Thread(target=write)
    seen = []

    def reached(*_: int) -> None:
        seen.append((reader.identity, reader.head))
        assert not written.wait(0.02)

    def before() -> None:
        thread.start()
        assert not written.wait(0.1)

    replace(log, tmp_path / "copy", "new", before, reached)
    thread.join(10)
    assert seen
    assert {*seen} == {(old, 3)}
    assert written.is_set()
    assert (reader.identity, reader.head) == ("new", 2)
    assert [change.path for change in reader.changes()] == ["bib/b1", "bib/b4"]


def test_what_goes_wrong_half_way_leaves_the_old_log(
    log: RecordLog, put: Put, tmp_path: Path
) -> None:
    put(entry(1, "copied"))
    copy_out(log, tmp_path / "copy", nothing)
    with closing(sqlite3.connect(tmp_path / "copy")) as copy, copy:
        copy.execute("ALTER TABLE waiting RENAME TO nowhere")
    put(entry(2, "old"))
    before = log.identity
    with pytest.raises(StoreError, match="could not be replaced"):
        replace(log, tmp_path / "copy", "new", nothing, nothing)
    assert (log.identity, log.head) == (before, 2)
    put(entry(3, "goes on"))
    assert log.head == 3


def test_killed_before_its_last_step_a_restore_leaves_the_old_log(
    log: RecordLog, place: Place, put: Put, tmp_path: Path
) -> None:
    put(entry(1, "copied"))
    copy_out(log, tmp_path / "copy", nothing)
    put(entry(2, "old"))
    before = log.identity
    spawn = get_context("spawn")
    ours, theirs = spawn.Pipe()
    told = (theirs, place.file, place.url, tmp_path / "copy")
    process = spawn.Process(target=replace_and_hang, args=told, daemon=True)
    process.start()
    theirs.close()
    try:
        assert ours.recv() == "all written"
        assert (log.identity, log.head) == (before, 2)
    finally:
        process.kill()
        process.join()
        process.close()
        ours.close()
    assert (log.identity, log.head) == (before, 2)
    put(entry(3, "goes on"))
    assert [change.seq for change in log.changes()] == [1, 2, 3]
    replace(log, tmp_path / "copy", "new", nothing, nothing)
    assert (log.identity, log.head) == ("new", 1)


def test_compacting_gives_room_back_and_alters_nothing(
    log: RecordLog, put: Put, tmp_path: Path
) -> None:
    put(*(entry(number, "x" * 2_000) for number in range(1, 60)))
    copy_out(log, tmp_path / "before", nothing)
    put(*(entry(number, f"y{number}") for number in range(1, 60)))
    replace(log, tmp_path / "before", log.identity, nothing, nothing)
    was = size(log)
    compact(log)
    assert size(log) > 0
    if log.database.dialect.name == "sqlite":
        assert size(log) < was
    copy_out(log, tmp_path / "after", nothing)
    assert rows(tmp_path / "after") == rows(tmp_path / "before") | {
        name: said
        for name, said in rows(tmp_path / "after").items()
        if name in ("counter", "receipt")
    }
