"""Every address of the site, and what every answer carries."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

ADDRESSES = {
    "/": "home.home",
    "/lookup": "home.lookup",
    "/sparql": "query_page.sparql",
    "/sparql/terms": "query_page.terms",
    "/sparql/opinion": "query_page.opinion",
    "/generations": "timemap.generations",
    "/cite": "citing.cite",
    "/cite/3f9c": "citing.citation",
    "/cite/3f9c/result": "citing.result",
    "/cite/3f9c/verify": "citing.verify",
    "/jobs": "jobs.jobs",
    "/jobs/j1": "jobs.job",
    "/jobs/j1/result": "jobs.result",
    "/statistics": "statistics.statistics",
    "/bib/b1": "documents.document",
    "/member/PKU": "documents.document",
    "/bib/b1.html": "documents.representation",
    "/bib/b1.marcxml": "documents.representation",
    "/member/PKU.ttl": "documents.representation",
    "/bib/ocm.1": "documents.document",
    "/bib/b1/history": "history.history",
    "/member/PKU/history.json": "history.representation",
    "/hub/w1": "documents.document",
    "/bib/b1/sent/17": "sent.contribution",
    "/bib/b1/sent/17.raw": "sent.representation",
    "/review/": "review.queue",
    "/review/alarms": "review.alarms",
    "/review/next": "review.later",
    "/review/key": "review.key",
    "/review/rules": "review.rules",
    "/review/decisions": "review.decisions",
    "/review/decisions.tsv": "review.exported",
    "/review/decisions/17": "review.taken_back",
    "/review/bib/b1/b2": "review.case",
    "/healthz": "machines.healthz",
    "/.well-known/void": "machines.void",
    "/static/catena.css": "static",
}
#: Those that have no GET.
POSTED = {"/sparql/opinion", "/cite", "/cite/3f9c/verify", "/review/decisions/17"}


@pytest.mark.parametrize(("address", "endpoint"), ADDRESSES.items())
def test_an_address_leads_to_its_view(app: Flask, address: str, endpoint: str) -> None:
    method = "POST" if address in POSTED else "GET"
    found, _ = app.url_map.bind("localhost").match(address, method)
    assert found == endpoint


def test_every_view_has_an_address_in_the_table(app: Flask) -> None:
    assert {rule.endpoint for rule in app.url_map.iter_rules()} == set(ADDRESSES.values())


def test_the_home_page_says_what_is_inside(client: FlaskClient) -> None:
    page = client.get("/").get_data(as_text=True)
    for part in ("records", "copies", "北京大学图书馆", "Newest records", "中文", "SPARQL"):
        assert part in page


@pytest.mark.parametrize("address", ["/", "/bib/b1", "/bib/b1.ttl", "/nowhere", "/sparql"])
def test_every_answer_is_fenced_and_readable_from_anywhere(
    client: FlaskClient, address: str
) -> None:
    headers = client.get(address).headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("address", ["/", "/bib/b1", "/lookup?q=a", "/sparql?example=subjects"])
def test_no_page_brings_a_script_or_a_style_of_its_own(client: FlaskClient, address: str) -> None:
    page = client.get(address, headers={"Accept": "text/html"}).get_data(as_text=True)
    assert "<!doctype html>" in page
    assert re.findall(r"<script(?! type=\"module\" src=\"/static/built/)", page) == []
    assert "style=" not in page
    assert "http://catena.example/bib/b1.ttl" not in page  # links stay on the host that serves


def test_the_service_tells_its_health(client: FlaskClient) -> None:
    health = client.get("/healthz").get_json()
    assert health["status"] == "ok"
    assert health["head"] == health["graph"] > 100
    assert set(health) == {"status", "head", "graph"}  # nothing that has to be counted


@pytest.mark.parametrize(
    ("accept", "media_type", "part"),
    [
        ("", "text/turtle", b"void:Dataset"),
        ("text/html,*/*;q=0.1", "text/turtle", b"void:sparqlEndpoint"),
        ("application/ld+json", "application/ld+json", b"rdfs.org/ns/void#Dataset"),
        ("application/rdf+xml", "application/rdf+xml", b"classPartition"),
        ("application/n-triples", "application/n-triples", b"void#triples"),
    ],
)
def test_the_data_set_describes_itself(
    client: FlaskClient, accept: str, media_type: str, part: bytes
) -> None:
    answer = client.get("/.well-known/void", headers={"Accept": accept})
    assert (answer.status_code, answer.mimetype) == (200, media_type)
    assert part in answer.data
    assert b"license" not in answer.data
    again = client.get(
        "/.well-known/void", headers={"Accept": accept, "If-None-Match": answer.headers["ETag"]}
    )
    assert (again.status_code, again.data) == (304, b"")


def test_a_wrong_method_is_told_which_are_right(client: FlaskClient) -> None:
    answer = client.post("/lookup")
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]
    assert answer.mimetype == "application/problem+json"
    assert client.open("/sparql", method="OPTIONS").status_code == 200


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("", "application/problem+json"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "text/html"),
        ("text/plain", "text/plain"),
        ("application/json", "application/json"),
        ("image/png", "application/problem+json"),
    ],
)
def test_an_error_comes_in_the_form_the_reader_takes(
    client: FlaskClient, accept: str, media_type: str
) -> None:
    """A problem document has type, title, status, detail and instance (RFC 9457)."""
    answer = client.get("/nowhere", headers={"Accept": accept})
    assert (answer.status_code, answer.mimetype) == (404, media_type)
    if "json" in media_type:
        problem = answer.get_json(force=True)
        assert set(problem) == {"type", "title", "status", "detail", "instance"}
        assert (problem["status"], problem["instance"]) == (404, "/nowhere")
