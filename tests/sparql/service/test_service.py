"""One query against one graph: formats, wrong queries, refusals."""

import pytest
from pyoxigraph import RdfFormat, Store

from sparql.service.answers import Limits, QueryRequest
from sparql.service.evaluation import InProcess
from sparql.service.formats import best

SELECT = "SELECT ?title { ?node <http://id.loc.gov/ontologies/bibframe/mainTitle> ?title }"
CONSTRUCT = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"

ASKED = [
    (SELECT, "", JSON, b'"vars":["title"]'),
    (SELECT, "*/*", JSON, "呐喊".encode()),
    (SELECT, XML, XML, b"<sparql"),
    (SELECT, "text/csv", "text/csv", b"title\r\n"),
    (SELECT, "text/tab-separated-values", "text/tab-separated-values", b"?title\n"),
    (SELECT, "application/json", "application/json", b'"bindings"'),
    (SELECT, "text/html, text/csv;q=0.2", "text/csv", b"title"),
    (SELECT, f"text/csv;q=0.5, {XML};q=0.6", XML, b"<sparql"),
    (SELECT, f"{JSON};q=0, */*", XML, b"<sparql"),
    ("ASK {}", XML, XML, b"<boolean>true</boolean>"),
    ("ASK {}", "text/csv", "text/csv", b"true"),
    (CONSTRUCT, "", "text/turtle", b"mainTitle"),
    (CONSTRUCT, "application/n-triples", "application/n-triples", b" .\n"),
    (CONSTRUCT, "application/rdf+xml", "application/rdf+xml", b"rdf:RDF"),
    (CONSTRUCT, "application/ld+json", "application/ld+json", b"@value"),
    ("DESCRIBE <http://localhost:8000/bib/b1#Work>", "text/*", "text/turtle", b"bibframe/Work"),
]


def test_the_table_of_formats_is_whole() -> None:
    assert len(ASKED) == 16


@pytest.mark.parametrize(("query", "accept", "media_type", "part"), ASKED)
def test_a_result_comes_in_the_form_asked_for(
    service: InProcess, query: str, accept: str, media_type: str, part: bytes
) -> None:
    answer = service.answer(QueryRequest(query, accept))
    assert (answer.status, answer.media_type, answer.failure) == (200, media_type, None)
    assert part in answer.body


def test_a_form_asked_for_by_name_wins_over_accept(service: InProcess) -> None:
    assert service.answer(QueryRequest(SELECT, "text/csv", "xml")).media_type == XML


def test_a_form_not_offered_is_refused_with_those_that_are(service: InProcess) -> None:
    answer = service.answer(QueryRequest(SELECT, "image/png"))
    assert answer.status == 406
    assert JSON in answer.body.decode()
    assert "text/turtle" in service.answer(QueryRequest(CONSTRUCT, "text/csv")).body.decode()


@pytest.mark.parametrize(
    ("query", "line", "column"),
    [("SELECT * WHERE {\n  ?s ?p\n}", 3, 2), ("SELEC", 1, 6), ("ASK {\n ?x foo:bar 1 }", 2, 12)],
)
def test_a_wrong_query_is_answered_with_its_place(
    service: InProcess, query: str, line: int, column: int
) -> None:
    answer = service.answer(QueryRequest(query))
    assert answer.failure is not None
    assert (answer.status, answer.failure.line, answer.failure.column) == (400, line, column)
    assert f"Line {line}, column {column}" in answer.failure.detail


def test_a_prefix_not_declared_is_called_that(service: InProcess) -> None:
    answer = service.answer(QueryRequest("ASK { ?x foo:bar 1 }"))
    assert "prefix is not declared" in answer.body.decode()


def test_a_function_nobody_has_is_the_querys_fault(service: InProcess) -> None:
    answer = service.answer(QueryRequest("SELECT (<http://e/f>(1) AS ?x) {}"))
    assert answer.status == 400
    assert "http://e/f" in answer.body.decode()


def test_a_graph_the_catalogue_does_not_have_is_empty(service: InProcess) -> None:
    asked = QueryRequest("ASK { ?s ?p ?o }", default_graphs=("http://e/other",))
    assert b"false" in service.answer(asked).body
    wrong = service.answer(QueryRequest("ASK {}", default_graphs=("not an IRI",)))
    assert wrong.status == 400
    assert "absolute IRI" in wrong.body.decode()


def test_an_answer_larger_than_the_limit_is_not_sent() -> None:
    store = Store()
    store.load("".join(f'<e:{n}> <e:p> "{n}" .\n' for n in range(500)), RdfFormat.TURTLE)
    answer = InProcess(store, Limits(answer=10 * 1024)).answer(
        QueryRequest("SELECT * { ?s ?p ?o }")
    )
    assert answer.status == 413
    assert "10 KiB" in answer.body.decode()
    assert InProcess(store).answer(QueryRequest("SELECT * { ?s ?p ?o }")).status == 200


def test_the_most_specific_range_decides() -> None:
    assert best("text/turtle;q=0, */*", ["text/turtle", "text/csv"]) == "text/csv"
    assert best("text/*;q=0.3, text/csv", ["text/turtle", "text/csv"]) == "text/csv"
    assert best("", ["text/turtle"]) == "text/turtle"
    assert best("image/png", ["text/turtle"]) is None


def test_a_profile_or_a_charset_does_not_hide_the_form() -> None:
    offered = ["text/turtle", "application/ld+json"]
    profile = 'application/ld+json;profile="http://www.w3.org/ns/json-ld#compacted"'
    assert best(profile, offered) == "application/ld+json"
    assert best(f"text/turtle;q=0.5, {profile};q=0.8", offered) == "application/ld+json"
    assert best("text/turtle;charset=utf-8", offered) == "text/turtle"
    assert best(f"{profile};q=0, */*;q=0.1", offered) == "text/turtle"


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("SELCT ?x { ?x ?y ?z }", "a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE"),
        ("PREFIX a: <b:>\nFIND ?x", "a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE"),
        ("SELECT (COUNT(?x) AS ?n) ?y { ?x ?p ?y }", "says: The SELECT contains a variable"),
        ("PREFIX a <b:> ASK {}", "expected"),
        ("# only a remark", "a query begins with SELECT"),
    ],
)
def test_a_wrong_query_is_told_what_is_wrong_with_it(
    service: InProcess, query: str, sentence: str
) -> None:
    answer = service.answer(QueryRequest(query))
    assert answer.status == 400
    assert sentence in answer.body.decode()
