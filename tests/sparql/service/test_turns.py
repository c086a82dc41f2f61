"""Places are given to clients in turn, and slow queries leave the quick ones their room."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Event, Lock
from time import monotonic, sleep

import pytest

from sparql.service.answers import stays
from sparql.service.turns import REMEMBERED, Busy, Left, Room, Turn, Turns


def test_no_more_run_at_once_than_there_are_places() -> None:
    turns, lock = Turns(Room(quick=3)), Lock()
    running, most = 0, 0

    def query(number: int) -> None:
        nonlocal running, most
        turn = turns.take(f"client {number % 5}", 10, stays)
        with lock:
            running += 1
            most = max(most, running)
        sleep(0.002)
        with lock:
            running -= 1
        turn.release()

    with ThreadPoolExecutor(20) as threads:
        list(threads.map(query, range(100)))
    assert (running, most) == (0, 3)


def test_a_client_with_one_query_does_not_wait_for_all_of_anothers() -> None:
    turns = Turns(Room(quick=1))
    held = turns.take("many", 1, stays)
    order: list[str] = []

    def query(client: str) -> None:
        turn = turns.take(client, 10, stays)
        order.append(client)
        turn.release()

    with ThreadPoolExecutor(8) as threads:
        for client in ("many", "many", "many", "one"):
            threads.submit(query, client)
            sleep(0.03)
        held.release()
    assert order.index("one") <= 1
    assert Counter(order) == {"many": 3, "one": 1}


def test_who_has_no_turn_in_time_is_told_so() -> None:
    turns = Turns(Room(quick=1))
    held = turns.take("a", 1, stays)
    with pytest.raises(Busy):
        turns.take("b", 0.05, stays)
    held.release()
    turns.take("b", 0.05, stays).release()


def test_a_client_may_have_only_so_many_waiting_and_others_still_may() -> None:
    turns = Turns(Room(quick=1, each=2))
    held = turns.take("a", 1, stays)
    leaving = Event()
    with ThreadPoolExecutor(3) as threads:
        waiting = [threads.submit(turns.take, "a", 5, leaving.is_set) for _ in range(2)]
        sleep(0.1)
        with pytest.raises(Busy):
            turns.take("a", 5, stays)
        other = threads.submit(turns.take, "b", 5, stays)
        sleep(0.1)
        leaving.set()
        assert [type(each.exception()) for each in waiting] == [Left, Left]
        held.release()
        other.result().release()


def test_a_slow_query_makes_room_once_and_gives_back_its_own() -> None:
    turns = Turns(Room(quick=1, slow=1))
    slow = turns.take("a", 1, stays)
    assert slow.slow()
    assert slow.slow()
    quick = turns.take("b", 0.05, stays)
    assert not quick.slow()  # there is no more room for slow ones
    slow.release()
    slow.release()
    assert quick.slow()
    again = turns.take("c", 0.05, stays)
    with pytest.raises(Busy):
        turns.take("d", 0.05, stays)
    again.release()
    quick.release()


def test_a_client_whose_query_was_slow_leaves_the_last_quick_place_to_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    turns = Turns(Room(quick=2, slow=2))

    def slow() -> Turn:
        turn = turns.take("bomber", 1, stays)
        turn.slow()
        return turn

    held = [slow(), slow(), turns.take("bomber", 1, stays)]
    with pytest.raises(Busy):
        turns.take("bomber", 0.05, stays)
    turns.take("reader", 0.05, stays).release()
    for turn in held:
        turn.release()
    one = turns.take("bomber", 0.05, stays)
    with pytest.raises(Busy):
        turns.take("bomber", 0.05, stays)
    later = monotonic() + REMEMBERED
    monkeypatch.setattr("sparql.service.turns.monotonic", lambda: later)
    turns.take("bomber", 1, stays).release()
    one.release()


def test_many_who_ask_slow_ones_leave_a_quick_place_together() -> None:
    turns = Turns(Room(quick=2, slow=1))
    held = [turns.take("a", 1, stays)]
    assert held[0].slow()
    held.append(turns.take("b", 1, stays))
    assert not held[1].slow()
    with pytest.raises(Busy):
        turns.take("a", 0.05, stays)
    turns.take("reader", 0.05, stays).release()
    for turn in held:
        turn.release()
