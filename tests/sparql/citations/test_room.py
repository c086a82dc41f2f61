"""The public button fills no disk, and whom it refuses it tells what to do."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sparql.citations.room import Allowance, Taken, refusal, taken
from store.graph.generations import Generation, Generations

NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)
ALLOWED = Allowance(a_day=1000, of_a_day=2, generations=3, share=0.25, free=5000)
PLENTY = 1_000_000


def made(hours: int) -> Generation:
    at = NOW - timedelta(hours=hours)
    name = f"{at:%Y%m%dT%H%M%S}.000Z-{1000 - hours}-0123abcd"
    return Generation(at, 1000 - hours, "0123abcd", Path(name))


TODAYS = made(0)


def status(
    already: Taken, generation: Generation = TODAYS, size: int = 10, free: int = PLENTY
) -> int:
    refused = refusal(ALLOWED, already, generation, size, free)
    return refused.status if refused else 200


def test_with_room_it_is_taken() -> None:
    assert status(Taken(0, 0, (), 0)) == 200


def test_a_disk_that_is_nearly_full_is_left_alone() -> None:
    assert status(Taken(0, 0, (), 0), free=5009) == 507
    assert status(Taken(0, 0, (), 0), free=5010) == 200


def test_cited_results_and_generations_have_a_quarter_of_the_room_there_would_be() -> None:
    assert status(Taken(0, 100_000, (), 200_000)) == 200
    assert status(Taken(0, 100_000, (), 234_000)) == 507


def test_after_a_days_measure_one_is_sent_to_the_next() -> None:
    assert status(Taken(990, 990, (), 0)) == 200
    assert status(Taken(991, 991, (), 0)) == 503


def test_of_one_day_so_many_generations_are_cited_and_then_the_last_of_them() -> None:
    cited = (made(3), made(2))
    assert status(Taken(0, 0, cited[:1], 0)) == 200
    assert status(Taken(0, 0, cited, 0)) == 507
    assert status(Taken(0, 0, cited, 0), made(2)) == 200, "one that is cited already"
    refused = refusal(ALLOWED, Taken(0, 0, cited, 0), made(0), 10, PLENTY)
    assert refused is not None
    assert f"generation={made(2).folder.name}" in refused.detail
    assert status(Taken(0, 0, cited, 0), made(30)) == 200, "one of another day"


def test_there_is_a_most_of_all() -> None:
    cited = (made(100), made(50), made(30))
    assert status(Taken(0, 0, cited, 0)) == 507
    assert status(Taken(0, 0, cited, 0), made(50)) == 200


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A graph that shares one file with each of two generations, of which one is cited."""
    generations = Generations(tmp_path / "generations")
    (tmp_path / "graph").mkdir()
    (tmp_path / "graph" / "1.sst").write_bytes(bytes(100))
    for hours, own in ((5, 40), (1, 7)):
        folder = tmp_path / "generations" / made(hours).folder
        folder.mkdir(parents=True)
        (folder / "1.sst").hardlink_to(tmp_path / "graph" / "1.sst")
        (folder / "2.sst").write_bytes(bytes(own))
    generations.cite(generations.all()[0])
    return tmp_path


def test_what_a_cited_generation_holds_alone_is_what_the_graph_has_no_more(home: Path) -> None:
    generations = Generations(home / "generations")
    found = taken(home / "none", home / "graph", generations, NOW)
    assert (found.alone, len(found.cited)) == (40, 1)
    (home / "graph" / "1.sst").unlink()  # the live graph has been compacted
    assert taken(home / "none", home / "graph", generations, NOW).alone == 140


def test_the_results_of_a_day_are_those_written_in_24_hours(home: Path) -> None:
    results = home / "citations" / "results"
    results.mkdir(parents=True)
    for name, size, hours in (("a", 10, 1), ("b", 20, 23), ("c", 40, 25)):
        (results / name).write_bytes(bytes(size))
        then = (NOW - timedelta(hours=hours)).timestamp()
        os.utime(results / name, (then, then))
    found = taken(results, home / "graph", Generations(home / "generations"), NOW)
    assert (found.today, found.results) == (30, 70)
