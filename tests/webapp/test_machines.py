"""What machines are told of the catalogue over HTTP is what is in its graph."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pyoxigraph import RdfFormat, parse

from store import Store
from webapp import machines
from webapp.errors import Problem
from webapp.site import EXTENSION, Site

VOID = "http://rdfs.org/ns/void#"
SD = "http://www.w3.org/ns/sparql-service-description#"
DATASET = "http://catena.example/.well-known/void#dataset"


def said(body: bytes) -> list[tuple[str, str, str]]:
    """Subject, predicate and object of every statement, without their signs."""
    return [
        (str(quad.subject.value), quad.predicate.value, str(getattr(quad.object, "value", "")))
        for quad in parse(body, RdfFormat.TURTLE)
    ]


@pytest.fixture
def void(client: FlaskClient) -> list[tuple[str, str, str]]:
    return said(client.get("/.well-known/void").data)


def parts(void: list[tuple[str, str, str]], what: str, counted: str) -> dict[str, int]:
    names = {s: o for s, p, o in void if p == VOID + what}
    numbers = {s: int(o) for s, p, o in void if p == VOID + counted}
    return {name: numbers[part] for part, name in names.items()}


@pytest.mark.parametrize(
    ("what", "counted", "pattern"),
    [
        ("class", "entities", "?thing a ?part"),
        ("property", "triples", "?thing ?part ?value"),
    ],
)
def test_what_is_told_is_what_the_graph_holds(
    void: list[tuple[str, str, str]], store: Store, what: str, counted: str, pattern: str
) -> None:
    query = f"SELECT ?part (COUNT(*) AS ?number) WHERE {{ {pattern} }} GROUP BY ?part"
    asked: Any = store.graph.query(query)
    held = {row["part"].value: int(row["number"].value) for row in asked}
    assert len(held) > 40
    assert parts(void, what, counted) == held


def test_the_whole_is_told_as_the_graph_holds_it(
    void: list[tuple[str, str, str]], store: Store
) -> None:
    whole = {p.removeprefix(VOID): o for s, p, o in void if s == DATASET}
    assert int(whole["triples"]) == len(store.graph)
    assert int(whole["documents"]) == len([*store.log.live()])
    modified = next(o for s, p, o in void if p.endswith("terms/modified"))
    assert modified == store.log.changes(store.log.head - 1, 1)[0].at.isoformat().replace(
        "+00:00", "Z"
    )


def test_links_to_others_are_told_by_space(void: list[tuple[str, str, str]]) -> None:
    spaces = {o for _, p, o in void if p == f"{VOID}uriSpace"}
    assert {"http://id.loc.gov/vocabulary/", "http://catena.example/"} < spaces
    linksets = {s for s, _, o in void if o == f"{VOID}Linkset"}
    assert linksets == {o for s, p, o in void if (s, p) == (DATASET, f"{VOID}subset")}
    assert len(linksets) > 10


def test_an_example_leads_to_its_document(
    void: list[tuple[str, str, str]], client: FlaskClient
) -> None:
    examples = [o for _, p, o in void if p == f"{VOID}exampleResource"]
    assert len(examples) == 2
    for iri in examples:
        path = iri.removeprefix("http://catena.example").partition("#")[0]
        assert iri.encode() in client.get(f"{path}.nt").data


def test_classes_and_properties_are_ready_for_a_page(app: Flask) -> None:
    here: Site = app.extensions[EXTENSION]
    for rows, name in ((here.classes(), "class"), (here.properties(), "property")):
        assert {tuple(row) for row in rows} == {(name, "things")}
        numbers = [int(row["things"]) for row in rows]
        assert numbers == sorted(numbers, reverse=True)
        assert len(numbers) > 40


@pytest.fixture
def described(app: Flask) -> Callable[..., Any]:
    def answer(accept: str = "", etag: str = "", *, federated: bool = False) -> Any:
        headers = {"Accept": accept, "If-None-Match": etag}
        with app.test_request_context("/sparql", headers=headers):
            return machines.service_description(federated=federated)

    return answer


def test_the_service_describes_itself_as_rdf(described: Callable[..., Any], store: Store) -> None:
    answer = described()
    assert (answer.status_code, answer.mimetype) == (200, "text/turtle")
    assert "Accept" in answer.vary
    statements = said(answer.data)
    endpoints = [o for _, p, o in statements if p == f"{SD}endpoint"]
    assert endpoints == ["http://catena.example/sparql"]
    counted = [o for s, p, o in statements if (s, p) == (DATASET, f"{VOID}triples")]
    assert counted == [str(len(store.graph))]
    assert b"BasicFederatedQuery" not in answer.data
    assert b"BasicFederatedQuery" in described(federated=True).data


def test_a_description_that_is_known_is_not_sent_again(described: Callable[..., Any]) -> None:
    answer = described("application/n-triples")
    again = described("application/n-triples", answer.headers["ETag"])
    assert again.status_code == 304
    assert described("text/turtle", answer.headers["ETag"]).status_code == 200


def test_a_description_in_no_format_there_is_says_which_there_are(
    described: Callable[..., Any], client: FlaskClient
) -> None:
    with pytest.raises(Problem) as raised:
        described("image/png")
    assert raised.value.status == 406
    answer = client.get("/.well-known/void", headers={"Accept": "image/png"})
    assert answer.status_code == 406
    assert "text/turtle" in answer.get_json()["detail"]


@pytest.mark.parametrize(
    ("accept", "wanted"),
    [("", True), ("*/*", True), ("text/html,*/*;q=0.8", False), ("text/turtle", True)],
)
def test_a_browser_gets_the_page_and_a_program_the_description(
    app: Flask, accept: str, wanted: bool
) -> None:
    with app.test_request_context("/sparql", headers={"Accept": accept}):
        assert machines.wants_description() is wanted
