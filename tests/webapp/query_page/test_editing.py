"""What the editor is told while somebody writes, without a query being run."""

import time
from typing import Any

import pytest
from flask.testing import FlaskClient

from webapp.query_page.editing import complaint


def opinion(client: FlaskClient, query: str) -> dict[str, Any]:
    answer = client.post("/sparql/opinion", json={"query": query})
    assert answer.status_code == 200
    found: dict[str, Any] = answer.get_json()
    return found


def test_classes_and_properties_come_with_how_often_they_are_used(client: FlaskClient) -> None:
    found = client.get("/sparql/terms").get_json()
    assert found["prefixes"]["bf"] == "http://id.loc.gov/ontologies/bibframe/"
    work = next(each for each in found["classes"] if each["term"] == "bf:Work")
    assert work["iri"] == "http://id.loc.gov/ontologies/bibframe/Work"
    assert work["things"] > 90
    title = next(each for each in found["properties"] if each["term"] == "bf:title")
    assert title["things"] >= work["things"]


def test_the_terms_are_not_sent_twice(client: FlaskClient) -> None:
    mark = client.get("/sparql/terms").headers["ETag"]
    assert client.get("/sparql/terms", headers={"If-None-Match": mark}).status_code == 304


def test_what_is_wrong_is_told_with_its_line_and_column(client: FlaskClient) -> None:
    error = opinion(client, "SELECT * WHERE {\n ?x foo:bar 1 }")["error"]
    assert (error["line"], error["column"]) == (2, 12)
    assert "PREFIX" in error["sentence"]


def test_what_is_doubtful_is_told_when_nothing_is_wrong(client: FlaskClient) -> None:
    cross = "SELECT * {\n ?a <urn:p> ?b .\n ?c <urn:q> ?d }"
    found = opinion(client, cross)
    assert found["error"] is None
    assert "Nothing joins" in found["advice"][0]["sentence"]
    assert opinion(client, cross + "}")["advice"] == []


def test_an_update_is_no_query(client: FlaskClient) -> None:
    assert "read-only" not in opinion(client, "ASK {}")
    assert "not executed" in opinion(client, "DELETE WHERE { ?s ?p ?o }")["error"]["sentence"]


def test_nothing_written_is_nothing_wrong(client: FlaskClient) -> None:
    assert opinion(client, "  ") == {"error": None, "advice": []}


VALUES = " ".join(f"VALUES ?v{n} {{ {'1 ' * 200} }}" for n in range(6))


@pytest.mark.parametrize(
    "query",
    [
        f"ASK {{ {VALUES} FILTER(?v0 = 2) }}",
        f"SELECT (COUNT(*) AS ?n) {{ {VALUES} }}",
        f"SELECT * {{ {VALUES} }} ORDER BY ?v0",
        f"ASK {{ FILTER({'(' * 5000}1{')' * 5000}) }}",
        f"ASK {{ FILTER({'!' * 15000}true) }}",
        f"ASK {{ FILTER({'! ' * 9000}true) }}",
        f"SELECT * {{ ?s {'^' * 9000}<urn:p> ?o }}",
        f"SELECT * {'{' * 9000}",
        f"SELECT (1{'+1' * 8000} AS ?n) {{}}",
    ],
    ids=range(9),
)
def test_looking_at_a_query_takes_no_time_whatever_it_says(client: FlaskClient, query: str) -> None:
    """It is parsed and never evaluated; what is too deep for the parser is not parsed."""
    before = time.monotonic()
    opinion(client, query)
    assert time.monotonic() - before < 2


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        (b"x", "text/plain", 415),
        (b"x", "application/json", 400),
        (b"[]", "application/json", 400),
        (b'{"query": 1}', "application/json", 400),
        (b'{"query": "\xff"}', "application/json", 400),
        (b'{"query": "' + b"x" * 20_001 + b'"}', "application/json", 413),
    ],
)
def test_what_is_no_query_in_json_is_refused(
    client: FlaskClient, body: bytes, content_type: str, status: int
) -> None:
    assert (
        client.post("/sparql/opinion", data=body, content_type=content_type).status_code == status
    )


def test_a_complaint_is_none_for_every_kind_of_query() -> None:
    for text in ("ASK {}", "SELECT * {}", "CONSTRUCT WHERE { ?s ?p ?o }", "DESCRIBE <urn:x>"):
        assert complaint(text) is None
