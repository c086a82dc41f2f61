"""Several writers of one log: they take turns, see each other, and outlive the server."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from itertools import pairwise
from multiprocessing import get_context
from multiprocessing.connection import Connection as Pipe
from pathlib import Path
from time import sleep

import pytest
from sqlalchemy import Connection, Engine, func, select

from store.errors import StoreBusy, Unreachable
from store.log import addresses, faults, tables, transactions, turns
from store.log.reading import RecordLog
from store.log.transactions import writing
from store.log.writer import Entry, LogWriter
from tests.servers.postgresql import PostgreSQL
from tests.store.conftest import AT, entry
from tests.store.log.appending import TOGETHER, append_batches, append_when_told
from tests.store.log.conftest import Place

type Put = Callable[..., list[Entry]]


@pytest.fixture(scope="module")
def another() -> Iterator[Pipe]:
    """The pipe to another process, which appends when it is told to."""
    spawn = get_context("spawn")
    ours, theirs = spawn.Pipe()
    process = spawn.Process(target=append_when_told, args=(theirs,), daemon=True)
    process.start()
    theirs.close()
    try:
        assert ours.recv() == "ready"
        yield ours
        ours.send(None)
        process.join(30)
    finally:
        process.kill()
        process.join()
        process.close()
        ours.close()


def test_two_processes_that_append_at_once_leave_no_gap_and_no_batch_torn(
    place: Place, log: RecordLog, writer: LogWriter, another: Pipe
) -> None:
    another.send((place.file, place.url, "PKU"))
    assert another.recv() == "open"
    ours = append_batches(writer, "ZJU")
    theirs = another.recv()
    changes = log.changes(0, 10_000)
    batches = [*ours, *theirs]
    assert [change.seq for change in changes] == list(range(1, len(batches) * TOGETHER + 1))
    order = [change.path for change in changes]
    starts = [order.index(batch[0]) for batch in batches]
    for start, batch in zip(starts, batches, strict=True):
        assert order[start : start + TOGETHER] == batch
    said = [log.triples(path) for path in order]
    assert sum(b'"PKU"' in each for each in said) == len(theirs) * TOGETHER
    # They took turns: neither wrote all it had before the other could write at all.
    begun, ended = starts[:: len(ours)][:2], (starts[len(ours) - 1], starts[-1])
    assert max(begun) < min(ended)
    assert min(len(ours), len(theirs)) > 0.2 * max(len(ours), len(theirs))


def sent(number: int, text: str) -> Entry:
    """A contribution with a digest of its own."""
    return replace(entry(number, text), digest=text.encode())


def test_an_entry_planned_before_another_writer_had_its_source_is_given_back(
    place: Place, put: Put, log: RecordLog
) -> None:
    put(sent(1, "first"))
    other = LogWriter(place.open())
    planned = replace(sent(1, "mine"), expects=sent(1, "first").digest)
    other.append([sent(1, "theirs")], AT, "t", "t")
    new = replace(sent(2, "mine"), expects=None)
    assert put(planned, new) == [planned]
    assert b'"theirs"' in log.triples("bib/b1")
    assert log.head == 3
    again = replace(planned, expects=sent(1, "theirs").digest)
    assert put(again) == []
    assert b'"mine"' in log.triples("bib/b1")


def test_a_control_number_two_writers_see_for_the_first_time_gets_one_record(
    place: Place, put: Put, log: RecordLog
) -> None:
    other = LogWriter(place.open())
    theirs, mine = (replace(sent(n, "a"), control="same", expects=None) for n in (1, 2))
    assert other.append([theirs], AT, "t", "t") == []
    assert put(mine) == [mine]
    assert log.record("bib/b2") is None
    assert log.contribution(1).version == 1
    elsewhere = replace(mine, expects=theirs.digest)
    assert put(elsewhere) == [elsewhere], "the source feeds another path"


def test_a_control_number_may_come_again_in_one_batch_expecting_the_entry_before_it(
    put: Put, log: RecordLog
) -> None:
    first = replace(sent(1, "a"), expects=None)
    second = replace(sent(1, "b"), expects=first.digest)
    assert put(first, second) == []
    assert log.sources("PKU", "bib", ["c1"])["c1"].version == 2
    third = replace(sent(1, "c"), expects=b"what nobody sent")
    fourth = replace(sent(1, "d"), expects=third.digest)
    assert put(third, fourth) == [third, fourth]


def test_a_number_is_reserved_once_whoever_asks(place: Place, put: Put, log: RecordLog) -> None:
    put(entry(41, "a"))
    writers = [LogWriter(place.open()) for _ in range(3)]

    def reserve(writer: LogWriter) -> list[int]:
        return [number for _ in range(4) for number in writer.reserve("bib", 3)]

    with ThreadPoolExecutor(3) as threads:
        numbers = sorted(number for each in threads.map(reserve, writers) for number in each)
    assert numbers == list(range(42, 42 + 36))
    assert writers[0].reserve("bib", 1) == range(78, 79)
    assert writers[0].reserve("auth", 1) == range(1, 2)
    with pytest.raises(ValueError, match="0"):
        writers[0].reserve("bib", 0)


def test_a_writer_waits_for_the_other_and_readers_do_not(
    place: Place, put: Put, log: RecordLog
) -> None:
    put(entry(1, "a"))
    with ThreadPoolExecutor(1) as thread:
        with writing(place.open().database):
            waiting = thread.submit(put, entry(2, "b"))
            sleep(0.2)
            assert not waiting.done()
            assert (log.head, log.counts()) == (1, {"bib": 1})
        assert waiting.result(10) == []
    assert log.head == 2


def test_a_writer_that_does_not_end_is_told_of_and_nothing_is_written(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (addresses, faults, transactions, turns):
        monkeypatch.setattr(module, "PATIENCE", 0.1)
    log = place.open()
    writer = LogWriter(log)
    with writing(place.open().database):
        for write in (
            lambda: writer.append([entry(1, "a")], AT, "t", "t"),
            lambda: writer.reserve("bib", 1),
            lambda: writer.describe_member("PKU", "x = 1", AT),
        ):
            with pytest.raises(StoreBusy, match=r"Another program .* Nothing was written; try"):
                write()
        assert log.head == 0
    assert writer.append([entry(1, "a")], AT, "t", "t") == []
    assert log.head == 1


class TestAServerThatGoesAway:
    """Of PostgreSQL alone: SQLite has no server."""

    @pytest.fixture
    def place(self, tmp_path: Path, server: PostgreSQL, empty_log: str) -> Iterator[Place]:
        place = Place(tmp_path / "none", server.database(empty_log))
        yield place
        place.close()

    @pytest.mark.parametrize("committed", [True, False])
    def test_a_commit_nobody_answered_is_done_once(
        self,
        log: RecordLog,
        put: Put,
        writer: LogWriter,
        monkeypatch: pytest.MonkeyPatch,
        committed: bool,
    ) -> None:
        original, cut = transactions.writing, iter([True])

        @contextmanager
        def cut_once(database: Engine) -> Iterator[Connection]:
            with original(database) as connection:
                yield connection
                if not committed and next(cut, False):
                    raise Unreachable("cut before the commit")
            if committed and next(cut, False):
                raise Unreachable("cut after the commit, before the answer")

        put(entry(1, "a"))
        monkeypatch.setattr(transactions, "writing", cut_once)
        assert put(entry(2, "a"), entry(2, "b")) == []
        assert next(cut, None) is None
        assert [(c.seq, c.path, c.version) for c in log.changes()][1:] == [
            (2, "bib/b2", 1),
            (3, "bib/b2", 2),
        ]
        assert writer.reserve("bib", 2) == range(3, 5)

    def test_writing_goes_on_after_the_server_crashed_and_nothing_is_there_twice(
        self, server: PostgreSQL, log: RecordLog, writer: LogWriter
    ) -> None:
        known: list[str] = []

        def append() -> None:
            for _ in range(40):
                numbers = writer.reserve("bib", TOGETHER)
                entries = [replace(entry(n, "a"), expects=None) for n in numbers]
                assert writer.append(entries, AT, "t", "t") == []
                known.extend(each.path for each in entries)

        with ThreadPoolExecutor(1) as thread:
            appending = thread.submit(append)
            for _ in range(2):
                before = len(known)
                while len(known) < before + 4 * TOGETHER:
                    sleep(0.005)
                server.stop(immediately=True)
                with pytest.raises(Unreachable, match="Try again"):
                    assert log.head
                server.start()
            appending.result(60)
        changes = log.changes(0, 1000)
        assert [change.path for change in changes] == known
        assert all(b.seq == a.seq + 1 for a, b in pairwise(changes))
        with log.database.connect() as connection:
            count = connection.execute(select(func.count()).select_from(tables.contribution))
            assert count.scalar_one() == len(known) == 40 * TOGETHER

    def test_a_server_that_stays_away_is_told_of_without_the_password(
        self, server: PostgreSQL, place: Place, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(transactions, "PERSISTENCE", 0.3)
        name = place.url.partition("@/")[2].partition("?")[0]
        place.url = server.address(name)
        log = place.open()
        writer = LogWriter(log)
        server.stop(immediately=True)
        try:
            with pytest.raises(Unreachable, match="Try again when the server is up") as caught:
                writer.append([entry(1, "a")], AT, "t", "t")
            assert "s3cret" not in str(caught.value)
            assert "log" not in str(caught.value.__cause__).partition("@")[0]
        finally:
            server.start()
        assert writer.append([entry(1, "a")], AT, "t", "t") == []
        assert log.head == 1
