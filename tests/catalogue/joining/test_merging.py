"""What is merged can be taken apart again, and is as it was: records, paths, works and graph."""

from pathlib import Path
from random import Random

import pytest

from catalogue.matching.verdict import Says
from store import Store
from store.graph.embedded import EmbeddedGraph
from store.log.history import versions
from store.log.verifying import verify
from tests.catalogue.joining.conftest import Small

VERDICTS: dict[frozenset[str], tuple[Says, float]] = {
    frozenset("ab"): ("same", 0.9),
    frozenset("cd"): ("different", 0.1),
}


def dumped(store: Store) -> bytes:
    for _ in store.catch_up():
        pass
    assert isinstance(store.graph, EmbeddedGraph)
    return b"\n".join(sorted(store.graph.dump().splitlines()))


@pytest.fixture
def small(store: Store) -> Small:
    made = Small(store, VERDICTS)
    made.take(A="a", B="b", C="c", D="d", E="e", F="e")
    assert sorted(made.groups().values()) == ["AB", "C", "D", "EF"]
    return made


def test_a_merged_records_path_leads_to_the_survivor_and_comes_back(small: Small) -> None:
    before = small.says()
    small.decide("A", "C", "same")
    merged = small.store.log.record("bib/b3")
    assert merged is not None
    assert (merged.status, merged.survivor) == ("merged", "bib/b1")
    assert small.known("C") == "bib/b1"
    small.decide("A", "C", "open")
    assert small.says() == before
    assert small.known("C") == "bib/b3"
    actions = [each.action for each in versions(small.store.log, "bib/b3")]
    assert actions == ["split", "merge", "create"]


def test_the_change_log_tells_where_it_went_and_where_it_came_from(small: Small) -> None:
    head = small.store.log.head
    small.decide("A", "C", "same")
    small.decide("A", "C", "open")
    told = [(each.path, each.action, each.other) for each in small.store.log.changes(head)]
    assert ("bib/b3", "merge", "bib/b1") in told
    assert ("bib/b3", "split", "bib/b1") in told


def test_what_people_keep_apart_stays_apart_until_they_take_it_back(small: Small) -> None:
    before = small.says()
    small.decide("A", "B", "different")
    assert sorted(small.groups().values()) == ["A", "B", "C", "D", "EF"]
    small.take(B="b")
    assert small.known("A") != small.known("B")
    small.decide("A", "B", "open")
    assert small.says() == before


def test_even_equal_descriptions_can_be_kept_apart(small: Small) -> None:
    small.decide("E", "F", "different")
    assert small.known("E") != small.known("F")
    small.take(E="e")
    assert small.known("E") != small.known("F")


def test_people_stand_above_the_rules(small: Small) -> None:
    small.decide("C", "D", "same")
    assert small.known("C") == small.known("D")


def test_merged_and_taken_apart_a_hundred_times_everything_is_as_it_was(small: Small) -> None:
    rng = Random(3)
    before, graph = small.says(), dumped(small.store)
    for _ in range(25):
        pairs = [tuple(rng.sample("ABCDEF", 2)) for _ in range(rng.randint(1, 4))]
        for a, b in pairs:
            small.decide(a, b, "same")
        for a, b in rng.sample(pairs, len(pairs)):
            small.decide(a, b, "open")
        assert small.says() == before
        assert dumped(small.store) == graph
    assert [*verify(small.store.log)] == []


def test_one_that_withdraws_from_a_shared_record_leaves_it_to_the_others(small: Small) -> None:
    small.take(A=None)
    assert small.groups()["bib/b1"] == "B"
    small.take(B=None)
    ended = small.store.log.record("bib/b1")
    assert ended is not None
    assert (ended.status, ended.reason) == ("deleted", "withdrawn")
    small.take(A="a")
    assert small.groups()["bib/b1"] == "A"


def test_nothing_is_half_written_when_another_was_quicker(small: Small, tmp_path: Path) -> None:
    arrival = small.arrival("A", "c")
    small.take(A="d")
    done = small.uniting().take([arrival])
    assert (done.taken, done.overtaken) == ([], [arrival])
    assert small.says()["bib/b1"].count(b"title") == 1
