"""A thread brings projections up to the log, goes on after a fault, and says what stopped it."""

import threading
from collections.abc import Callable, Sequence
from time import monotonic, sleep

import pytest

from store import Store, Unreachable
from store.log.reading import RecordLog
from store.log.records import Change
from store.log.writer import Entry
from store.projections import Comparison, following
from store.projections.following import Follower

AT = "2026-01-01T00:00:00Z"

type Make = Callable[..., Entry]


class Remembering:
    """A projection that remembers what it was shown, and fails as often as it is told to."""

    name = "remembering"

    def __init__(self, failures: int = 0, portion: int = 3) -> None:
        self.checkpoint = 0
        self.portion = portion
        self.log = ""
        self.seen: list[list[int]] = []
        self.begun = 0
        self.failures = failures

    def begin(self, log: str) -> None:
        self.log, self.checkpoint, self.begun = log, 0, self.begun + 1
        self.seen.clear()

    def follow(self, log: RecordLog, changes: Sequence[Change]) -> None:
        if self.failures:
            self.failures -= 1
            raise Unreachable("The engine is down. Try again.")
        self.seen.append([change.seq for change in changes])
        self.checkpoint = changes[-1].seq

    def check(self, log: RecordLog, *, deep: bool = False) -> Comparison:
        return Comparison(self.name, "changes", 0, 0, 0, 0, 0, 0)

    def close(self) -> None: ...


def until(true: Callable[[], bool]) -> None:
    deadline = monotonic() + 10
    while not true():
        assert monotonic() < deadline
        sleep(0.01)


def test_what_another_process_appends_is_followed_without_being_told(
    store: Store, entry: Make
) -> None:
    projection = Remembering()
    with Follower(store.log, [projection]):
        store.writer.append([entry(1, "a"), entry(2, "b")], AT, "t", "t")
        until(lambda: projection.checkpoint == 2)
    assert [seq for seen in projection.seen for seq in seen] == [1, 2]


def test_small_portions_wait_for_company_until_the_end(store: Store, entry: Make) -> None:
    projection = Remembering()
    store.writer.append([entry(1, "a")], AT, "t", "t")
    with Follower(store.log, [projection]) as follower:
        until(lambda: projection.checkpoint == 1)
        follower.finish()
    store.writer.append([entry(2, "a")], AT, "t", "t")
    with Follower(store.log, [projection], gathering=True) as follower:
        follower.wake()
        sleep(0.1)
        assert projection.checkpoint == 1
        follower.finish()
    assert projection.seen == [[1], [2]]


def test_a_writer_that_is_too_far_ahead_waits(store: Store, entry: Make) -> None:
    projection = Remembering()
    store.writer.append([entry(number, "a") for number in range(1, 8)], AT, "t", "t")
    with Follower(store.log, [projection], gathering=True) as follower:
        follower.hold()
        assert projection.seen[:2] == [[1, 2, 3], [4, 5, 6]]
        assert projection.checkpoint == 6
    with (
        Follower(store.log, [Remembering(failures=1)]) as follower,
        pytest.raises(Unreachable, match="engine is down"),
    ):
        follower.hold()


def test_a_patient_follower_goes_on_when_the_engine_is_back_and_says_the_sentence_once(
    store: Store, entry: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "AGAIN", 0.01)
    told: list[str] = []
    projection = Remembering(failures=3)
    store.writer.append([entry(1, "a")], AT, "t", "t")
    with Follower(store.log, [projection], patient=True, told=told.append):
        until(lambda: projection.checkpoint == 1)
    assert told == ["The engine is down. Try again."]


def test_one_that_is_not_patient_says_what_stopped_it(store: Store, entry: Make) -> None:
    store.writer.append([entry(1, "a")], AT, "t", "t")
    with (
        Follower(store.log, [Remembering(failures=1)]) as follower,
        pytest.raises(Unreachable, match="engine is down"),
    ):
        follower.finish()


def test_a_projection_of_another_log_begins_again(store: Store, entry: Make) -> None:
    store.writer.append([entry(1, "a")], AT, "t", "t")
    projection = Remembering()
    projection.log, projection.checkpoint = "another", 77
    with Follower(store.log, [projection]) as follower:
        follower.finish()
    assert (projection.begun, projection.log, projection.seen) == (1, store.log.identity, [[1]])


def test_word_is_given_once_a_second_at_most_and_at_rest(store: Store, entry: Make) -> None:
    projection = Remembering()
    words: list[int] = []
    rest = threading.Event()

    def moved() -> None:
        words.append(projection.checkpoint)
        if projection.checkpoint == 20:
            rest.set()

    with Follower(store.log, [projection], moved=moved, spacing=0.3):
        for number in range(1, 21):
            store.writer.append([entry(number, "a")], AT, "t", "t")
            sleep(0.02)
        assert rest.wait(10)
    assert len(words) < 10
