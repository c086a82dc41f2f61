"""`/sparql` as a whole: whoever asks, in whatever way, is answered the same and changes nothing."""

import pytest
from flask.testing import FlaskClient

from sparql.examples import examples

ASK = "ASK { ?s ?p ?o }"
JSON = "application/sparql-results+json"
HTML = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


def test_the_three_ways_of_the_protocol_give_the_same(client: FlaskClient) -> None:
    answers = [
        client.get("/sparql", query_string={"query": ASK}),
        client.post("/sparql", data={"query": ASK}),
        client.post("/sparql", data=ASK, content_type="application/sparql-query"),
        client.post("/sparql", data=ASK, content_type="application/sparql-query; charset=utf-8"),
    ]
    assert {(answer.status_code, answer.mimetype) for answer in answers} == {(200, JSON)}
    assert [answer.get_json(force=True)["boolean"] for answer in answers] == [True] * 4


def test_who_finds_nothing_is_reminded_of_language_tags(client: FlaskClient) -> None:
    query = 'SELECT ?s { ?s ?p "三国演义" }'
    page = client.get("/sparql", query_string={"query": query, "format": "html"}, headers=HTML)
    assert "0 rows" in page.get_data(as_text=True)
    assert "carry a language tag" in page.get_data(as_text=True)


def test_a_graph_is_shown_as_turtle(client: FlaskClient) -> None:
    query = next(each.text for each in examples("works") if "CONSTRUCT" in each.text)
    page = client.get("/sparql", query_string={"query": query, "format": "html"}, headers=HTML)
    text = page.get_data(as_text=True)
    assert "@prefix dcterms:" in text
    assert "dcterms:title" in text
    assert "This is its beginning" not in text


def test_the_page_of_a_large_graph_shows_its_beginning(client: FlaskClient) -> None:
    query = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 2001"
    page = client.get("/sparql", query_string={"query": query, "format": "html"}, headers=HTML)
    text = page.get_data(as_text=True)
    assert "2,000 statements" in text
    assert "This is its beginning" in text


@pytest.mark.parametrize("headers", [{}, HTML])
def test_a_wrong_query_is_answered_with_its_place(
    client: FlaskClient, headers: dict[str, str]
) -> None:
    wrong = "SELECT * WHERE {\n ?x foo:bar 1 }"
    answer = client.get("/sparql", query_string={"query": wrong}, headers=headers)
    assert answer.status_code == 400
    assert "Line 2, column 12" in answer.get_data(as_text=True)
    if not headers:
        problem = answer.get_json(force=True)
        assert (problem["line"], problem["column"]) == (2, 12)


UPDATE = "DELETE WHERE { ?s ?p ?o }"


@pytest.mark.parametrize(
    ("data", "content_type"),
    [
        ({"update": UPDATE}, None),
        (UPDATE, "application/sparql-update"),
        ({"query": UPDATE}, None),
        (UPDATE, "application/sparql-query"),
    ],
)
def test_an_update_is_refused_and_nothing_is_lost(
    client: FlaskClient, data: object, content_type: str | None
) -> None:
    count = {"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "format": "csv"}
    before = client.get("/sparql", query_string=count).data
    assert before != b"n\r\n0\r\n"
    answer = client.post("/sparql", data=data, content_type=content_type)
    assert answer.status_code == 403
    assert "read-only" in answer.get_json(force=True)["title"]
    assert client.get("/sparql", query_string={"update": UPDATE}).status_code == 403
    assert client.get("/sparql", query_string=count).data == before


def test_other_servers_are_not_called(client: FlaskClient) -> None:
    query = "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"
    answer = client.get("/sparql", query_string={"query": query})
    assert (answer.status_code, answer.get_json(force=True)["title"]) == (
        403,
        "SERVICE is not allowed",
    )


def test_requests_that_are_no_query_are_told_why(client: FlaskClient) -> None:
    post = client.post
    assert post("/sparql", data="x", content_type="text/plain").status_code == 415
    assert post("/sparql", data={"query": ""}).status_code == 400
    assert post("/sparql", data=b"\xff", content_type="application/sparql-query").status_code == 400
    assert client.get("/sparql?query=ASK{}&query=ASK{}").status_code == 400
    big = "#" * 2_000_000
    assert post("/sparql", data=big, content_type="application/sparql-query").status_code == 413
    refused = client.get("/sparql", query_string={"query": ASK}, headers={"Accept": "image/png"})
    assert refused.status_code == 406
    assert JSON in refused.get_json(force=True)["detail"]


def test_a_data_set_of_the_protocol_is_respected(client: FlaskClient) -> None:
    elsewhere = {"query": ASK, "default-graph-uri": "http://e/none"}
    assert client.get("/sparql", query_string=elsewhere).get_json(force=True)["boolean"] is False
