"""Backups: whole or not there, of one moment, proved before they are put back."""

import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from multiprocessing import get_context
from multiprocessing.connection import Connection as Pipe
from pathlib import Path
from typing import Final

import pytest

from store import OtherBase, RecordLog, StoreBusy, StoreError, open_store
from store.backup import back_up
from store.lock import Lock
from store.log import copying
from store.log.database import open_log
from store.log.writer import LogWriter
from store.manifest import Backup, digest, manifest
from store.projections.comparing import compare
from store.restoring import Restored, fits, proved, restore
from tests.store.appending_for_ever import append_for_ever
from tests.store.conftest import AT, BASE, entry


def nothing(*_: object) -> None:
    pass


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def log(home: Path) -> Iterator[RecordLog]:
    """Three changes, and something refused."""
    (home / "refused").mkdir(parents=True)
    (home / "refused" / "a.mrc").write_bytes(b"not good")
    log = open_log(home / "log.sqlite", BASE)
    LogWriter(log).append([entry(1, "a", languages="chi"), entry(2, "b")], AT, "t", "t")
    LogWriter(log).append([entry(1, "c", languages="chi")], AT, "t", "t")
    yield log
    log.database.dispose()


def backed_up(log: RecordLog, home: Path, folder: Path, *, graph: bool = False) -> Backup:
    return back_up(log, home, folder, release="1", graph=graph, reached=nothing)


def put_back(folder: Path, home: Path, log: RecordLog, *, over: bool = False) -> Restored:
    backup = proved(folder, nothing)
    return restore(folder, backup, home, log, over=over, graph=True, release="1", reached=nothing)


@pytest.fixture
def folder(log: RecordLog, home: Path, tmp_path: Path) -> Path:
    backed_up(log, home, tmp_path / "backup")
    return tmp_path / "backup"


@pytest.fixture
def other(tmp_path: Path) -> Iterator[RecordLog]:
    (tmp_path / "other").mkdir()
    log = open_log(tmp_path / "other" / "log.sqlite", BASE)
    yield log
    log.database.dispose()


def test_a_backup_says_what_is_in_it_and_what_each_file_is(folder: Path, log: RecordLog) -> None:
    told = json.loads((folder / "backup.json").read_text())
    assert (told["base"], told["log"], told["head"]) == (BASE, log.identity, 3)
    assert (told["records"], told["engine"], told["catena"]) == ({"bib": 2}, "sqlite", "1")
    assert set(told["files"]) == {"log.sqlite", "refused/a.mrc"}
    assert told["files"]["refused/a.mrc"]["bytes"] == len(b"not good")
    assert proved(folder, nothing) == manifest(folder)


def test_a_backup_that_fails_is_not_there(log: RecordLog, home: Path, tmp_path: Path) -> None:
    def fail(*_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        back_up(log, home, tmp_path / "b", release="1", graph=False, reached=fail)
    assert [file.name for file in tmp_path.iterdir()] == ["home"]


def test_what_a_killed_backup_left_does_not_stop_the_next(
    log: RecordLog, home: Path, tmp_path: Path
) -> None:
    (tmp_path / "b.part" / "graph").mkdir(parents=True)
    (tmp_path / "b.part" / "graph" / "1.sst").touch()
    backed_up(log, home, tmp_path / "b")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["b", "home"]
    assert proved(tmp_path / "b", nothing).head == 3


def test_a_folder_that_holds_something_is_not_written_to(
    log: RecordLog, home: Path, folder: Path, tmp_path: Path
) -> None:
    before = digest(folder / "backup.json")
    for taken in (folder, folder / "backup.json"):
        with pytest.raises(StoreError, match="there already"):
            backed_up(log, home, taken)
    assert digest(folder / "backup.json") == before
    (tmp_path / "empty").mkdir()
    backed_up(log, home, tmp_path / "empty")


def test_two_backups_into_one_folder_do_not_mix(log: RecordLog, home: Path, tmp_path: Path) -> None:
    def second(*_: int) -> None:
        with pytest.raises(StoreError, match="Another process"):
            backed_up(log, home, tmp_path / "b")

    back_up(log, home, tmp_path / "b", release="1", graph=False, reached=second)
    assert proved(tmp_path / "b", nothing).head == 3


def alter(folder: Path, name: str) -> None:
    with (folder / name).open("r+b") as file:
        file.seek(-1, 2)
        last = file.read(1)
        file.seek(-1, 2)
        file.write(bytes([last[0] ^ 1]))


def rewrite(folder: Path, statement: str) -> None:
    """Alters the log of a backup, and the list of its files with it."""
    with closing(sqlite3.connect(folder / "log.sqlite")) as copy, copy:
        copy.execute(statement)
    told = json.loads((folder / "backup.json").read_text())
    file = digest(folder / "log.sqlite")
    told["files"]["log.sqlite"] = {"bytes": file.bytes, "sha256": file.sha256}
    (folder / "backup.json").write_text(json.dumps(told))


#: What may have become of a backup, and what is then said.
HARMS: Final[list[tuple[Callable[[Path], object], str]]] = [
    (lambda folder: alter(folder, "log.sqlite"), "hash is another"),
    (lambda folder: alter(folder, "refused/a.mrc"), "hash is another"),
    (lambda folder: (folder / "refused/a.mrc").unlink(), "a.mrc is missing"),
    (lambda folder: (folder / "log.sqlite-journal").touch(), "is not of this backup"),
    (lambda folder: (folder / "refused/link").symlink_to("/etc/hostname"), "no plain file"),
    (lambda folder: (folder / "backup.json").unlink(), "is no backup"),
    (lambda folder: (folder / "backup.json").write_text("{}"), "of format None"),
    (lambda folder: (folder / "backup.json").write_text("[1"), "cannot be read"),
    (lambda folder: (folder / "backup.json").write_text('{"format": 1}'), "cannot be read"),
    (lambda folder: rewrite(folder, "DELETE FROM change WHERE seq = 2"), "not whole"),
    (lambda folder: rewrite(folder, "UPDATE meta SET value = 'x'"), "no record log"),
    (
        lambda folder: rewrite(folder, "UPDATE meta SET value = '2' WHERE key = 'schema'"),
        "schema 2",
    ),
    (
        lambda folder: rewrite(folder, "UPDATE meta SET value = 'http://a/' WHERE key = 'base'"),
        "of another backup",
    ),
]


def test_a_backup_that_is_not_as_it_was_written_is_not_put_back(
    folder: Path, tmp_path: Path, other: RecordLog
) -> None:
    for number, (harm, sentence) in enumerate(HARMS):
        harmed = tmp_path / f"harmed{number}"
        shutil.copytree(folder, harmed)
        harm(harmed)
        with pytest.raises(StoreError, match=sentence):
            put_back(harmed, tmp_path / "other", other)
    assert (len(HARMS), other.head) == (13, 0)
    put_back(folder, tmp_path / "other", other)


def test_a_backup_of_other_iris_is_refused(folder: Path) -> None:
    with pytest.raises(OtherBase, match=f"Set CATENA_BASE_IRI={BASE}"):
        fits(manifest(folder), "http://another.example/", folder)


def test_what_was_refused_comes_back_too(folder: Path, tmp_path: Path, other: RecordLog) -> None:
    put_back(folder, tmp_path / "other", other)
    assert (tmp_path / "other" / "refused" / "a.mrc").read_bytes() == b"not good"
    assert other.triples("bib/b1").count(b'"c"') == 1


def test_a_restored_log_is_another_log(folder: Path, tmp_path: Path, other: RecordLog) -> None:
    """What follows the first one must not take it for the same: they part from here."""
    before = other.identity
    put_back(folder, tmp_path / "other", other)
    assert len({before, manifest(folder).log, other.identity}) == 3


def test_a_log_with_records_is_replaced_only_when_told_to_and_is_kept(
    folder: Path, tmp_path: Path, other: RecordLog
) -> None:
    LogWriter(other).append([entry(5, "precious")], AT, "t", "t")
    with pytest.raises(StoreError, match="--replace"):
        put_back(folder, tmp_path / "other", other)
    assert other.triples("bib/b5")
    done = put_back(folder, tmp_path / "other", other, over=True)
    assert other.record("bib/b5") is None
    assert done.replaced is not None
    assert done.replaced.parent == tmp_path / "other"
    put_back(done.replaced, tmp_path / "other", other, over=True)
    assert b"precious" in other.triples("bib/b5")
    assert other.record("bib/b1") is None


def test_a_log_that_got_records_at_the_last_moment_is_not_replaced(
    folder: Path, tmp_path: Path, other: RecordLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    def late(home: Path) -> Lock:
        LogWriter(other).append([entry(5, "precious")], AT, "t", "t")
        return Lock(home)

    monkeypatch.setattr("store.restoring.Lock", late)
    with pytest.raises(StoreError, match="--replace"):
        put_back(folder, tmp_path / "other", other)
    assert b"precious" in other.triples("bib/b5")


def test_a_graph_in_the_backup_need_not_be_made_again(
    home: Path, log: RecordLog, tmp_path: Path, other: RecordLog
) -> None:
    with open_store(home, BASE) as store:
        store.publish()
    LogWriter(log).append([entry(3, "d")], AT, "t", "t")  # after the graph was published
    backup = backed_up(log, home, tmp_path / "b", graph=True)
    assert (backup.graph, backup.head) == (3, 4)
    assert put_back(tmp_path / "b", tmp_path / "other", other).graph
    with open_store(tmp_path / "other", BASE) as store:
        assert store.told == []
        assert compare(store.log, store.graph).equal
    assert proved(tmp_path / "b", nothing) == backup


def test_the_graph_of_a_log_that_is_served_is_left_to_the_server(
    home: Path, log: RecordLog, tmp_path: Path
) -> None:
    with open_store(home, BASE) as store:
        store.publish()
        backed_up(log, home, tmp_path / "b", graph=True)
        assert not put_back(tmp_path / "b", home, log, over=True).graph
        for _ in store.catch_up():
            pass
        assert store.graph.log == log.identity
        assert compare(store.log, store.graph).equal


def test_no_graph_of_another_log_is_taken_along(
    home: Path, log: RecordLog, folder: Path, tmp_path: Path
) -> None:
    with open_store(home, BASE) as store:
        store.publish()
    put_back(folder, home, log, over=True)
    assert backed_up(log, home, tmp_path / "b", graph=True).graph is None


@pytest.fixture
def another(home: Path, log: RecordLog) -> Iterator[Pipe]:
    """The pipe to another process, which appends until it is killed."""
    spawn = get_context("spawn")
    theirs, ours = spawn.Pipe()
    process = spawn.Process(target=append_for_ever, args=(theirs, home), daemon=True)
    process.start()
    theirs.close()
    try:
        yield ours
    finally:
        process.kill()
        process.join()
        process.close()
        ours.close()


def test_a_backup_beside_a_process_that_writes_holds_what_was_acknowledged_and_no_half_batch(
    *,
    home: Path,
    log: RecordLog,
    another: Pipe,
    tmp_path: Path,
    other: RecordLog,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(copying, "PAGES", 2)
    acknowledged = another.recv()
    heads = []

    def reached(*_: int) -> None:  # each step waits for the other process to write
        heads.append(another.recv())

    folder = tmp_path / "b"
    backup = back_up(log, home, folder, release="1", graph=False, reached=reached)
    assert len(heads) > 3
    assert acknowledged <= backup.head <= heads[0]
    assert (backup.head - 3) % 2 == 0
    put_back(folder, tmp_path / "other", other)
    with open_store(tmp_path / "other", BASE) as store:
        assert compare(store.log, store.graph).equal
        changes = store.log.changes(0, 10_000)
    assert changes == log.changes(0, backup.head)


def test_a_log_that_another_keeps_locked_is_told_to_be_busy(
    folder: Path, home: Path, log: RecordLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.log.turns.PATIENCE", 0.05)
    monkeypatch.setattr("store.log.faults.PATIENCE", 0)
    with closing(sqlite3.connect(home / "log.sqlite", isolation_level=None)) as locking:
        locking.execute("BEGIN IMMEDIATE")
        quick = open_log(home / "log.sqlite", BASE)
        with quick.database.connect() as connection:
            connection.exec_driver_sql("PRAGMA busy_timeout=20")
        with pytest.raises(StoreBusy):
            put_back(folder, home, quick, over=True)
        quick.database.dispose()
    assert log.head == 3
