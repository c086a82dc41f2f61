"""The graph is exactly what the live records say, after any history and any interruption."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import QuerySolutions
from pyoxigraph import Store as Oxigraph

from store import Store, open_store
from store.log.writer import Entry
from store.projections import following as following_module
from store.projections import graph as projection_module
from store.projections.comparing import compare

BASE = "http://localhost:8000/"
AT = "2026-01-01T00:00:00Z"
SAYS = "SELECT ?x WHERE {{ <{0}> ?p ?x }} ORDER BY ?x"
LANGUAGE = "http://id.loc.gov/vocabulary/languages/"

type Make = Callable[..., Entry]
type Put = Callable[..., None]


def said(store: Store, subject: str) -> list[str]:
    answer = store.graph.query(SAYS.format(subject))
    assert isinstance(answer, QuerySolutions)
    return [row["x"].value for row in answer]


def test_replacing_a_record_removes_exactly_the_triples_only_it_made(
    store: Store, put: Put, entry: Make
) -> None:
    put(entry(1, "kept", "gone", languages="chi eng"), entry(2, "kept", languages="chi"))
    put(entry(1, "kept", "new"))
    assert said(store, f"{BASE}bib/b1#Work") == ["kept", "new"]
    assert said(store, f"{BASE}bib/b2#Work") == ["kept"]
    assert said(store, f"{LANGUAGE}chi") == ["chi"], "record 2 still says so"
    assert said(store, f"{LANGUAGE}eng") == [], "only record 1 said so"
    assert compare(store.log, store.graph).equal


def test_a_shared_statement_goes_with_the_last_record_that_makes_it(
    store: Store, put: Put, entry: Make
) -> None:
    put(entry(1, languages="chi"), entry(2, languages="chi"))
    put(entry(1, delete=True))
    assert said(store, f"{LANGUAGE}chi") == ["chi"]
    put(entry(2, delete=True))
    assert said(store, f"{LANGUAGE}chi") == []
    assert len(store.graph) == 0


def test_deleting_takes_everything_back_and_sending_again_brings_it_again(
    store: Store, put: Put, entry: Make
) -> None:
    put(entry(1, "a", languages="chi"))
    before = store.graph.dump()
    put(entry(1, delete=True))
    assert store.graph.dump() == b""
    put(entry(1, "a", languages="chi"))
    assert sorted(store.graph.dump().splitlines()) == sorted(before.splitlines())


def test_a_graph_left_behind_catches_up_at_the_next_start(tmp_path: Path, entry: Make) -> None:
    with open_store(tmp_path, BASE) as store:
        store.writer.append([entry(1, "a"), entry(2, "b")], AT, "t", "t")
        store.writer.append([entry(1, "c")], AT, "t", "t")
        # The process ends here: the log has three changes, the graph none.
    with open_store(tmp_path, BASE) as store:
        assert store.graph.checkpoint == 3
        assert said(store, f"{BASE}bib/b1#Work") == ["c"]
        assert compare(store.log, store.graph).equal


def test_applying_a_portion_twice_changes_nothing(store: Store, put: Put, entry: Make) -> None:
    put(entry(1, "a", "b"), entry(2, "a"))
    put(entry(1, "b", "c"))
    before = sorted(store.graph.dump().splitlines())
    store.graph.apply(set(), set(), 0)
    for _ in store.catch_up():
        pass
    assert sorted(store.graph.dump().splitlines()) == before


def test_queries_do_not_see_the_checkpoint(store: Store, put: Put, entry: Make) -> None:
    put(entry(1, "a"))
    answer = store.graph.query("SELECT * WHERE { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }")
    assert isinstance(answer, QuerySolutions)
    assert len(list(answer)) == 1
    assert len(store.graph) == 1


def test_the_comparison_sees_what_is_missing_and_what_is_too_much(
    store: Store, put: Put, entry: Make
) -> None:
    put(entry(1, "a", "b"))
    store.graph.apply({f'<{BASE}bib/b1#Work> <urn:says> "a" .'.encode()}, set(), 1)
    store.graph.apply(set(), {b'<urn:alien> <urn:says> "x" .'}, 1)
    found = compare(store.log, store.graph)
    assert (found.missing, found.surplus, found.equal) == (1, 1, False)
    assert any("urn:alien" in example for example in found.examples)
    assert any("bib/b1" in example for example in found.examples)


def test_a_generation_does_not_change_when_the_graph_does(
    store: Store, put: Put, entry: Make
) -> None:
    put(entry(1, "a"))
    generation = store.publish()
    assert store.publish() == generation
    put(entry(1, "b"))
    frozen = Oxigraph.read_only(str(generation))
    assert [quad.object.value for quad in frozen.quads_for_pattern(None, None, None)][:1] == ["a"]
    del frozen
    assert store.publish() != generation


def test_a_damaged_graph_is_found_at_the_start_said_so_and_made_again(
    tmp_path: Path, entry: Make
) -> None:
    with open_store(tmp_path, BASE) as store:
        store.writer.append([entry(1, "a")], AT, "t", "t")
        for _ in store.catch_up():
            pass
    for file in (tmp_path / "graph").glob("MANIFEST-*"):
        file.write_bytes(b"damaged")
    with open_store(tmp_path, BASE) as store:
        assert any("is made again from the record log" in sentence for sentence in store.told)
        assert said(store, f"{BASE}bib/b1#Work") == ["a"]
    with open_store(tmp_path, BASE) as store:
        assert store.told == []


def test_the_larger_the_graph_the_more_it_takes_in_together(store: Store) -> None:
    projection = projection_module.GraphProjection(store.graph)
    portions = []
    for checkpoint in (0, 8_000, 10_000, 99_000, 1_000_000):
        store.graph.apply(set(), set(), checkpoint)
        portions.append(projection.portion)
    assert portions == [2_000, 2_000, 2_500, 24_750, 25_000]


ACTION = st.tuples(
    st.integers(1, 3),
    st.lists(st.sampled_from("abcd"), max_size=3),
    st.lists(st.sampled_from(["chi", "eng", "fre"]), max_size=2),
    st.booleans(),
)


@pytest.mark.parametrize("bulk", [1, 10_000], ids=["bulk loader", "one update"])
@settings(max_examples=12)
@given(history=st.lists(st.lists(ACTION, max_size=4), min_size=1, max_size=5))
def test_after_any_history_the_graph_is_what_the_live_records_say(
    bulk: int,
    history: list[list[tuple[int, list[str], list[str], bool]]],
    entry: Make,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(projection_module, "BULK", bulk)
        with open_store(tmp_path_factory.mktemp("history"), BASE) as store:
            for batch in history:
                entries = [
                    entry(number, *texts, languages=" ".join(codes), delete=gone)
                    for number, texts, codes, gone in batch
                ]
                if entries:
                    store.writer.append(entries, AT, "t", "t")
                for _ in store.catch_up():
                    pass
            expected = {line for _, triples in store.log.live() for line in triples.splitlines()}
            assert set(store.graph.dump().splitlines()) == expected
            assert compare(store.log, store.graph).equal


def test_a_graph_that_has_not_heard_of_the_newest_change_is_behind_though_it_says_the_same(
    store: Store, put: Put, entry: Make
) -> None:
    put(entry(1, "a"))
    store.writer.append([entry(1, "a")], AT, "t", "t")
    found = compare(store.log, store.graph)
    assert (found.missing, found.surplus, found.behind, found.equal) == (0, 0, 1, False)


def test_a_stop_between_two_portions_loses_neither(
    store: Store, entry: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following_module, "PORTION", 1)
    store.writer.append([entry(1, "a"), entry(2, "b"), entry(3, "c")], AT, "t", "t")
    assert next(store.catch_up()) == store.graph.checkpoint == 1
    assert list(store.catch_up()) == [2, 3]
    assert compare(store.log, store.graph).equal
