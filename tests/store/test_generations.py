"""Copies of the graph that never change: which are kept, and that none goes while it is read."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store import Store
from store.graph.embedded import EmbeddedGraph
from store.graph.generations import Generation, Generations, kept, pinned
from store.log.writer import Entry

NOW = datetime(2027, 3, 1, 12, 30, tzinfo=UTC)
SAYS = "SELECT ?x WHERE { ?s <urn:says> ?x }"

type Make = Callable[..., Entry]
type Put = Callable[..., None]


def made(**ago: float) -> Generation:
    at = NOW - timedelta(**ago)
    return Generation(at, int(at.timestamp()), "0123abcd", Path(at.isoformat()))


def test_all_of_the_last_hour_one_an_hour_of_the_day_one_a_day_of_the_month_are_kept() -> None:
    minutes = [made(minutes=minute) for minute in range(60)]
    hours = [made(hours=hour, minutes=minute) for hour in range(2, 24) for minute in (0, 10)]
    days = [made(days=day, hours=hour) for day in range(2, 31) for hour in (0, 5)]
    older = [made(days=40), made(days=400)]
    keeping = kept([*minutes, *hours, *days, *older], NOW)
    assert keeping.issuperset(minutes)
    assert sum(generation in keeping for generation in hours) == 22
    assert sum(generation in keeping for generation in days) == 29
    assert not keeping.intersection(older)


@given(st.lists(st.integers(0, 90 * 86_400), min_size=1, unique=True), st.integers(1, 90 * 86_400))
def test_what_is_not_kept_today_is_not_missed_tomorrow(ages: list[int], later: int) -> None:
    """Pruning often keeps what pruning once would have kept."""
    every = [made(seconds=age) for age in ages]
    then = NOW + timedelta(seconds=later)
    assert kept(kept(every, NOW), then) == kept(every, then)
    assert max(every) in kept(every, then)


@pytest.fixture
def generations(store: Store, put: Put, entry: Make) -> Generations:
    """Three of them, of one, two and three records."""
    for number in (1, 2, 3):
        put(entry(number, "abc"[number - 1]))
        store.generations.publish(store.graph)  # type: ignore[arg-type]
    assert [one.change for one in store.generations.all()] == [1, 2, 3]
    return store.generations


def test_a_generation_answers_as_on_the_day_it_was_made(generations: Generations) -> None:
    said = [
        sorted(row["x"].value for row in EmbeddedGraph(one.folder, read_only=True).query(SAYS))
        for one in generations.all()
    ]
    assert said == [["a"], ["a", "b"], ["a", "b", "c"]]


def test_old_ones_go_but_for_those_somebody_cites_or_reads(generations: Generations) -> None:
    cited, read, newest = generations.all()
    generations.cite(cited)
    with pinned(read.folder):
        assert generations.prune(every=True) == []
    assert generations.prune(every=True) == [read]
    assert generations.all() == [cited, newest]
    assert generations.cited(cited)


def test_what_is_gone_cannot_be_pinned(generations: Generations) -> None:
    gone = generations.all()[0]
    generations.prune(every=True)
    with pytest.raises(FileNotFoundError), pinned(gone.folder):
        pass


def test_what_a_killed_process_left_is_swept_away(generations: Generations) -> None:
    folder = generations.all()[0].folder.parent
    (folder / "20270301T000000.000Z-9-0123abcd.making").mkdir()
    (folder / "20270301T000000.000Z-8-0123abcd.going").mkdir()
    generations.prune()
    assert all(one.name[-7:] not in {".making", "d.going"} for one in folder.iterdir())
    assert len(generations.all()) == 3


def test_a_graph_that_has_not_moved_is_not_published_twice(store: Store, put: Put) -> None:
    first = store.publish()
    assert store.publish() == first
