"""The same catalogue on every pair of engines: nobody can tell which, but by where it runs."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from importlib.resources import files
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from pyoxigraph import (
    Literal,
    NamedNode,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Variable,
)
from pyoxigraph import Store as Oxigraph

import samples
from catalogue.books import find
from sparql.questions import question
from sparql.service.answers import QueryRequest
from sparql.service.evaluation import InProcess
from sparql.service.turns import Room
from sparql.service.workers import WorkerPool
from store import Graph, Store
from store.log.records import Awaited
from store.projections.following import catch_up
from tests.acceptance.conftest import AT, BASE, UPDATED, Place, sent_again
from tests.store.merging import merge
from webapp.application import create_app
from webapp.site import WebSettings

SAMPLED = re.compile(r"SAMPLE\([^)]*\) AS \?(\w+)")
LIMIT = re.compile(r"LIMIT \d+")
#: Questions over everything, which the look-up's tests ask too.
ORACLE = Path(__file__).parents[1] / "sparql" / "lookup" / "oracle"
#: The questions there are, by the names of their files, but for those whose answer is an engine's
#: own: which order a GROUP_CONCAT has, what a DESCRIBE brings; and an ASK has no rows.
QUERIES = Path(str(files("sparql").joinpath("queries")))
ASKED = {
    str(file.relative_to(QUERIES).with_suffix(""))
    for file in QUERIES.rglob("*.rq")
    if not re.search(r"GROUP_CONCAT|^(?:ASK|DESCRIBE)", file.read_text("utf-8"), re.MULTILINE)
}
ISBNS = """PREFIX bf: <http://id.loc.gov/ontologies/bibframe/>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
SELECT ?text WHERE { ?number a bf:Isbn ; rdf:value ?text . ?book bf:identifiedBy ?number }"""
PKU = NamedNode(f"{BASE}member/PKU#Library")


@pytest.fixture
def store(place: Place) -> Iterator[Store]:
    with place.open() as store:
        yield store


@pytest.fixture
def expected(store: Store) -> Oxigraph:
    """What the live records say, in a graph of its own."""
    graph = Oxigraph()
    for _, triples in store.log.live():
        graph.load(triples, RdfFormat.N_TRIPLES)
    return graph


def answered(graph: Graph | Oxigraph, text: str, **bound: NamedNode | Literal) -> Counter[str]:
    """The rows or statements, without what an engine may choose freely among equals."""
    free = SAMPLED.findall(text)
    result = graph.query(
        LIMIT.sub("", text), substitutions={Variable(name): term for name, term in bound.items()}
    )
    if isinstance(result, QueryTriples):
        return Counter(str(triple) for triple in result)
    assert isinstance(result, QuerySolutions)
    rows = json.loads(result.serialize(format=QueryResultsFormat.JSON) or b"")["results"]
    return Counter(
        str(sorted((name, term["value"]) for name, term in row.items() if name not in free))
        for row in rows["bindings"]
    )


def assert_equal(store: Store) -> None:
    lines = {line for _, triples in store.log.live() for line in triples.splitlines()}
    assert store.graph.missing(lines) == set()
    assert len(store.graph) == len(lines)


def test_the_graph_is_what_the_log_says_after_loading_deleting_and_merging(
    store: Store, expected: Oxigraph
) -> None:
    for projection in store.projections.values():
        found = projection.check(store.log, deep=True)
        assert found.equal, found
    assert len(store.graph) == len(expected) > 20_000
    assert store.graph.checkpoint == store.log.head


@pytest.mark.parametrize("name", sorted(ASKED))
def test_our_questions_have_the_same_answers(store: Store, expected: Oxigraph, name: str) -> None:
    text = question(name).text
    rows = answered(store.graph, text)
    assert rows
    assert rows == answered(expected, text)


@pytest.mark.parametrize(
    ("name", "bound"),
    [
        ("held-by", {"library": PKU}),
        ("held-by", {"library": PKU, "after": Literal(f"{BASE}bib/b2")}),
        ("held-by", {"library": PKU, "after": Literal("")}),
        ("holdings-of", {"instance": NamedNode(f"{BASE}bib/b1#Instance")}),
        ("labels", {"thing": PKU}),
    ],
)
def test_our_questions_about_one_thing_have_the_same_answers(
    store: Store, expected: Oxigraph, name: str, bound: dict[str, NamedNode | Literal]
) -> None:
    text = question(name).text
    rows = answered(store.graph, text, **bound)
    assert rows
    assert rows == answered(expected, text, **bound)


def test_a_book_is_found_by_its_number(store: Store, expected: Oxigraph) -> None:
    text = files("catalogue").joinpath("queries/by-number.rq").read_text("utf-8")
    kind = NamedNode("http://id.loc.gov/ontologies/bibframe/Isbn")
    rows = expected.query(ISBNS)
    assert isinstance(rows, QuerySolutions)
    isbns = [row["text"].value for row in rows]
    assert isbns
    for isbn in isbns[:5]:
        bound = {"class": kind, "value": Literal(isbn)}
        assert answered(store.graph, text, **bound) == answered(expected, text, **bound)
    assert any(find(store, [Awaited("PKU", "isbn", isbn)]) for isbn in isbns)


@pytest.fixture
def client(store: Store, place: Place) -> Iterator[FlaskClient]:
    """The site, its queries answered in processes of their own, as `catena serve` has it."""
    with closing(WorkerPool(place.engines.graph or store.publish(), Room(1, 0))) as queries:
        app = create_app(WebSettings(release="1"), store, queries)
        app.testing = True
        yield app.test_client()


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/", 200),
        ("/bib/b1", 200),
        ("/bib/b1.ttl", 200),
        ("/bib/b1.mrc", 200),
        ("/bib/b3", 410),
        ("/bib/b4", 301),
        ("/auth/a1", 200),
        ("/member/PKU", 200),
        ("/lookup?q=lu+xun", 200),
        ("/.well-known/void", 200),
        ("/healthz", 200),
        ("/sparql?query=SELECT+*+%7B", 400),
        ("/sparql?query=ASK+%7B+SERVICE+%3Curn:x%3E+%7B%7D+%7D", 403),
    ],
)
def test_pages_are_served(client: FlaskClient, address: str, status: int) -> None:
    assert client.get(address).status_code == status


def test_the_query_service_answers_over_http(client: FlaskClient, expected: Oxigraph) -> None:
    text = (ORACLE / "items.rq").read_text("utf-8")
    got = client.get("/sparql", query_string={"query": text, "format": "json"})
    assert got.status_code == 200
    wanted = InProcess(expected).answer(QueryRequest(text, media_type="json"))
    assert json.loads(got.data) == json.loads(wanted.body)
    text = question("examples/works/7-a-small-description").text
    triples = client.get("/sparql", query_string={"query": text, "format": "nt"})
    assert triples.status_code == 200
    assert len(triples.data.splitlines()) > 10


def test_an_update_is_seen_and_what_was_said_before_is_gone(store: Store, place: Place) -> None:
    def title(text: str) -> str:
        start = text.index('tag="245"')
        begin = text.index('code="a">', start) + len('code="a">')
        return text[:begin] + UPDATED + text[text.index("<", begin) :]

    before = store.graph.checkpoint
    sent_again(store, "bib/b3", title, place)
    for _ in store.catch_up():
        pass
    assert store.graph.checkpoint > before
    asked = (
        f"SELECT ?text WHERE {{ <{BASE}bib/b3#Instance> ?p ?title . ?title ?q ?text "
        f'FILTER(STRSTARTS(STR(?text), "{UPDATED}")) }}'
    )
    assert answered(store.graph, asked)


def test_loading_the_same_file_again_changes_nothing(store: Store, place: Place) -> None:
    before = store.log.head, len(store.graph)
    assert place.load(store, samples.marc21_files()[-1]) == 0
    assert (store.log.head, len(store.graph)) == before


def test_a_graph_that_was_stopped_catches_up_when_the_store_is_opened_again(place: Place) -> None:
    with place.open() as store:
        merge(store.log, "bib/b7", "bib/b8", AT, "the same edition twice")
        assert store.graph.checkpoint < store.log.head
    with place.open() as store:
        assert store.graph.checkpoint == store.log.head
        assert_equal(store)


def test_a_graph_thrown_away_is_made_again_from_the_log(place: Place) -> None:
    with place.open("graph") as store:
        assert len(store.graph) == 0
        for projection in store.projections.values():
            for _ in catch_up(store.log, projection):
                pass
        assert_equal(store)
