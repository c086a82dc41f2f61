"""A cited result stays what it is, whatever becomes of the catalogue; what cannot is refused."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from sparql.citations.citation import Citation
from sparql.citations.keeping import Citations
from sparql.citations.making import Citing, Verdict
from sparql.citations.room import Allowance
from sparql.moments import NO_GENERATIONS
from sparql.service.answers import Answer, Cut, Failure, QueryRequest, QueryService, failed
from sparql.service.turns import Room
from sparql.service.workers import WorkerPool
from store import Store, open_store
from store.graph.embedded import EmbeddedGraph
from store.graph.generations import Generations
from store.manifest import GRAPH
from tests.sparql.citations.answering import FromGenerations, Saying
from tests.store.conftest import AT, BASE, entry

JSON, TSV = "application/sparql-results+json", "text/tab-separated-values"
ALL = "SELECT ?s ?x { ?s <urn:says> ?x }"
#: None says in which order its rows come.
QUESTIONS = (
    (ALL, JSON),
    (ALL, TSV),
    ("SELECT ?x (COUNT(?s) AS ?n) { ?s <urn:says> ?x } GROUP BY ?x", "text/csv"),
    ("SELECT DISTINCT ?p ?l { ?s ?p ?l . ?t <urn:says> ?l }", "application/sparql-results+xml"),
    ("SELECT * { ?s <urn:says> ?x OPTIONAL { ?t <urn:says> ?x FILTER(?t > ?s) } } LIMIT 99", TSV),
    ("SELECT (AVG(?n) AS ?a) { { SELECT (COUNT(?s) AS ?n) { ?s ?p ?x } GROUP BY ?x } }", JSON),
    ("SELECT ?y { ?s (<urn:says>|<urn:label>)+ ?y }", TSV),
    ("SELECT (GROUP_CONCAT(?x) AS ?all) { ?s <urn:says> ?x }", TSV),
    ("CONSTRUCT { ?x2 <urn:said> ?x } { ?s <urn:says> ?x BIND(IRI(?x) AS ?x2) }", "text/turtle"),
    ("DESCRIBE ?s { ?s <urn:says> 'text 7' }", "application/n-triples"),
)

type Cite = Callable[..., Citation | Failure]


def put(store: Store, numbers: range, words: str) -> None:
    entries = [entry(n, f"{words} {n}", f"{words} {n % 7}", languages="chi") for n in numbers]
    store.writer.append(entries, AT, "tester", "test")
    for _ in store.catch_up():
        pass


def citing(home: Path, queries: QueryService, allowed: Allowance | None = None) -> Citing:
    generations = Generations(home / "generations")
    plenty = Allowance(free=0, share=1.0)
    return Citing(queries, generations, Citations(home), home / GRAPH, BASE, allowed or plenty)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published generation of twenty records, the store closed."""
    home = tmp_path_factory.mktemp("home")
    with open_store(home, BASE) as store:
        put(store, range(1, 21), "text")
        store.publish()
    return home


@pytest.fixture
def service(home: Path) -> FromGenerations:
    newest = Generations(home / "generations").newest()
    assert newest is not None
    return FromGenerations(home / "generations", newest.folder.name)


def test_a_cited_result_is_the_same_after_a_thousand_updates_and_a_restart(tmp_path: Path) -> None:
    cited: list[tuple[Citation, bytes]] = []
    with open_store(tmp_path, BASE) as store:
        put(store, range(1, 201), "text")
        with closing(WorkerPool(store.publish(), Room(quick=1, slow=0))) as pool:
            for query, media_type in QUESTIONS:
                made = citing(tmp_path, pool).cite(QueryRequest(query, media_type=media_type))
                assert isinstance(made, Citation), made
                answer = pool.answer(QueryRequest(query, media_type=media_type))
                assert answer.media_type == made.media_type
                cited.append((made, answer.whole()))
        for begin in range(1, 1001, 250):
            put(store, range(begin, begin + 250), "changed")
        store.publish()
        graph = store.graph
        assert isinstance(graph, EmbeddedGraph)
        graph.optimise()
        store.generations.prune(every=True)
    with (
        open_store(tmp_path, BASE) as store,
        closing(WorkerPool(store.publish(), Room(quick=1, slow=0))) as pool,
    ):
        assert store.graph.checkpoint == 1200
        again = citing(tmp_path, pool)
        for made, result in cited:
            verdict = again.verify(made)
            assert isinstance(verdict, Verdict), verdict
            assert (verdict.result, verdict.sha256) == ("identical", made.sha256), made.query
            kept = again.citations.get(made.id)
            assert kept == made
            assert again.citations.result(made) == result, "the kept bytes"
            asked = QueryRequest(made.query, media_type=made.media_type)
            then = pool.answer(replace(asked, generation=made.generation)).whole()
            assert then == result, "the bytes of the same generation"
        assert pool.answer(QueryRequest(ALL, media_type=JSON)).whole() != cited[0][1]


def test_to_cite_the_same_twice_gives_the_same_address(
    home: Path, service: FromGenerations
) -> None:
    cite = citing(home, service).cite
    one = cite(QueryRequest(ALL, media_type=JSON))
    named = cite(QueryRequest(ALL, accept="*/*", generation=service.newest))
    other = cite(QueryRequest(ALL, media_type=TSV))
    assert isinstance(one, Citation)
    assert one == named, "of the newest, by name or not, in the format it comes in by itself"
    assert isinstance(other, Citation)
    assert other.id != one.id
    assert (one.rows, one.change, one.base) == (34, 20, BASE)
    assert one.address == f"{BASE}cite/{one.id}"


def test_what_is_cited_keeps_its_generation_for_ever(tmp_path: Path) -> None:
    with open_store(tmp_path, BASE) as store:
        put(store, range(1, 3), "a")
        first = store.publish().name
        put(store, range(3, 5), "a")
        store.publish()
        service = FromGenerations(tmp_path / "generations")
        made = citing(tmp_path, service).cite(QueryRequest(ALL, generation=first))
        assert isinstance(made, Citation), made
        put(store, range(5, 7), "a")
        store.publish()
        store.generations.prune(every=True)
        left = [one.folder.name for one in store.generations.all()]
        assert (left[0], len(left)) == (first, 2)


def test_a_result_is_asked_for_twice_the_second_time_past_what_is_kept(
    home: Path, service: FromGenerations
) -> None:
    citing(home, service).cite(QueryRequest("SELECT ?s { ?s ?p 'text 3' }", media_type=JSON))
    assert [request.fresh for request in service.asked] == [False, True]


def test_two_results_of_one_generation_are_refused(home: Path) -> None:
    service = Saying([Answer(200, b"?x\n1\n2\n", TSV), Answer(200, b"?x\n2\n1\n", TSV)])
    refused = citing(home, service).cite(QueryRequest("SELECT ?x {}"))
    assert isinstance(refused, Failure)
    assert refused.status == 422
    assert "ORDER BY" in refused.detail


def test_new_blank_nodes_are_no_result_to_cite(home: Path, service: FromGenerations) -> None:
    query = "CONSTRUCT { [] <urn:said> ?x } { ?s <urn:says> ?x }"
    refused = citing(home, service).cite(QueryRequest(query))
    assert isinstance(refused, Failure)
    assert refused.status == 422
    assert "blank nodes" in refused.detail


@pytest.mark.parametrize("word", ["RAND", "UUID", "NOW", "BNODE"])
def test_what_calls_for_chance_is_refused_by_name(
    home: Path, service: FromGenerations, word: str
) -> None:
    refused = citing(home, service).cite(QueryRequest(f"SELECT ({word}() AS ?x) {{}}"))
    assert isinstance(refused, Failure)
    assert (refused.status, word in refused.detail) == (422, True)


@pytest.mark.parametrize(
    ("generation", "status"), [("20200101T000000.000Z-1-0123abcd", 410), ("../graph", 404)]
)
def test_of_a_generation_that_is_gone_nothing_is_cited(
    home: Path, service: FromGenerations, generation: str, status: int
) -> None:
    refused = citing(home, service).cite(QueryRequest(ALL, generation=generation))
    assert isinstance(refused, Failure)
    assert refused.status == status


def test_where_nothing_is_published_nothing_is_cited(tmp_path: Path) -> None:
    service = Saying([Answer(200, b"", TSV)])
    assert citing(tmp_path, service).cite(QueryRequest(ALL)) == NO_GENERATIONS


class Breaking(Iterator[bytes]):
    """The rest of an answer that breaks off, and knows whether it was closed."""

    def __init__(self, chunks: list[bytes]) -> None:
        self.chunks, self.closed = chunks, False

    def __next__(self) -> bytes:
        if self.chunks:
            return self.chunks.pop()
        raise Cut(Failure(504, "Stopped", "The query was stopped after 30 seconds."))

    def close(self) -> None:
        self.closed = True


def test_a_result_that_breaks_off_is_not_cited(home: Path) -> None:
    rest = Breaking([b"2\n"])
    refused = citing(home, Saying([Answer(200, b"?x\n1\n", TSV, rest=rest)])).cite(
        QueryRequest(ALL)
    )
    assert isinstance(refused, Failure)
    assert (refused.status, refused.detail) == (504, "The query was stopped after 30 seconds.")
    assert rest.closed


def test_a_result_that_is_too_large_is_not_read_to_its_end(home: Path) -> None:
    rest = Breaking([bytes(600), bytes(600), bytes(600)])
    allowed = Allowance(result=1000, free=0, share=1.0)
    service = Saying([Answer(200, b"?x\n", TSV, rest=rest)])
    refused = citing(home, service, allowed).cite(QueryRequest("SELECT ?large {}"))
    assert isinstance(refused, Failure)
    assert refused.status == 413
    assert (rest.closed, len(rest.chunks)) == (True, 1)


def test_without_room_nothing_is_kept(home: Path, service: FromGenerations) -> None:
    query = QueryRequest("SELECT ?s { ?s ?p 'text 5' }")
    refused = citing(home, service, Allowance(free=1 << 60)).cite(query)
    assert isinstance(refused, Failure)
    assert refused.status == 507
    again = citing(home, service).cite(query)
    assert isinstance(again, Citation)


def test_why_a_query_fails_is_passed_on(home: Path) -> None:
    failure = Failure(400, "The query is not valid SPARQL", "Line 1", 1, 1)
    assert citing(home, Saying([failed(failure)])).cite(QueryRequest("SELECT")) == failure


def test_a_verdict_tells_another_order_from_other_rows(home: Path) -> None:
    result = Answer(200, b"?x\n1\n2\n", TSV)
    made = citing(home, Saying([result])).cite(QueryRequest("SELECT ?verdict {}"))
    assert isinstance(made, Citation)
    for body, expected in (
        (b"?x\n1\n2\n", "identical"),
        (b"?x\n2\n1\n", "reordered"),
        (b"?x\n1\n3\n", "different"),
        (b"?x\n1\n", "different"),
    ):
        service = Saying([Answer(200, body, TSV)])
        verdict = citing(home, service).verify(made)
        assert isinstance(verdict, Verdict)
        assert (verdict.result, verdict.same) == (expected, expected == "identical")
        assert service.asked[0].fresh
        assert service.asked[0].generation == made.generation
    gone = replace(made, generation="20200101T000000.000Z-1-0123abcd")
    refused = citing(home, Saying([result])).verify(gone)
    assert isinstance(refused, Failure)
    assert refused.status == 410
