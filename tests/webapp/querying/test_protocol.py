"""Requests to `/sparql` as the SPARQL 1.1 Protocol knows them, and those that are none."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from flask import Flask

from sparql.service.answers import QueryRequest
from webapp.errors import Problem
from webapp.querying import protocol

ASK = "ASK { ?书 ?p ?o }"
SELECT = "SELECT * { ?s ?p ?o }"
CONSTRUCT = "PREFIX select: <http://e/> CONSTRUCT WHERE { ?s ?p ?o }"
GRAPHS = [("default-graph-uri", "http://e/1"), ("named-graph-uri", "http://e/2")]
#: As a server gives it on when a client does not encode its address (PEP 3333).
RAW = f"query={ASK}&{urlencode(GRAPHS)}".encode().decode("latin-1")
BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8"

type Ask = Callable[..., QueryRequest | None]


@pytest.fixture
def ask() -> Ask:
    """What a request with these parts is understood as."""
    app = Flask(__name__)

    def asked(**parts: Any) -> QueryRequest | None:
        with app.test_request_context("/sparql", **parts):
            return protocol.asked()

    return asked


def post(body: str | bytes, media_type: str, **parts: Any) -> dict[str, Any]:
    return {"method": "POST", "data": body, "content_type": media_type, **parts}


@pytest.mark.parametrize(
    "parts",
    [
        {"query_string": [("query", ASK), *GRAPHS]},
        {"query_string": [("query", ASK), *GRAPHS], "method": "HEAD"},
        {"environ_overrides": {"QUERY_STRING": RAW}},
        post(urlencode([("query", ASK), *GRAPHS]), protocol.FORM),
        post(urlencode([("query", ASK)]), protocol.FORM, query_string=GRAPHS),
        post(urlencode([("query", ASK), *GRAPHS]), f"{protocol.FORM}; charset=UTF-8"),
        post(ASK, protocol.QUERY, query_string=GRAPHS),
        post(ASK, f'{protocol.QUERY}; charset="utf-8"', query_string=GRAPHS),
        post(f"\ufeff{ASK}", protocol.QUERY, query_string=GRAPHS),
    ],
)
def test_every_way_to_send_a_query_says_the_same(ask: Ask, parts: dict[str, Any]) -> None:
    asked = ask(**parts)
    assert asked is not None
    assert asked.text == ASK
    assert (asked.default_graphs, asked.named_graphs) == (("http://e/1",), ("http://e/2",))


def test_graphs_come_in_their_order_and_as_often_as_they_are_named(ask: Ask) -> None:
    graphs = [("default-graph-uri", f"http://e/{number}") for number in (2, 1, 2)]
    asked = ask(query_string=[("query", ASK), *graphs])
    assert asked is not None
    assert asked.default_graphs == ("http://e/2", "http://e/1", "http://e/2")
    assert asked.named_graphs == ()


@pytest.mark.parametrize(
    ("parts", "status"),
    [
        ({"query_string": [("query", ASK), ("query", ASK)]}, 400),
        (post(urlencode({"query": ASK}), protocol.FORM, query_string={"query": ASK}), 400),
        (post(ASK, protocol.QUERY, query_string={"query": ASK}), 400),
        (post("", protocol.QUERY), 400),
        (post(" \n", protocol.QUERY), 400),
        (post("query=", protocol.FORM), 400),
        (post("other=1", protocol.FORM), 400),
        (post(b"\xb2\xe9", protocol.QUERY), 400),
        (post(f"query={quote('查', encoding='gb18030')}", protocol.FORM), 400),
        ({"query_string": f"query={quote('查', encoding='gb18030')}"}, 400),
        ({"query_string": [("query", ASK), ("format", "exe")]}, 400),
        ({"query_string": "&".join(["named-graph-uri=a:b"] * 1001)}, 400),
        (post(ASK.encode("utf-16"), f"{protocol.QUERY}; charset=utf-16"), 415),
        (post(f"query={quote('查', encoding='gbk')}", f"{protocol.FORM}; charset=gbk"), 415),
        (post(ASK, "text/plain"), 415),
        (post(ASK, ""), 415),
        (post("--b--", "multipart/form-data; boundary=b"), 415),
        (post("CLEAR ALL", protocol.UPDATE), 403),
        (post(b"\xff", f"{protocol.UPDATE}; charset=utf-16"), 403),
        (post("update=CLEAR+ALL", protocol.FORM), 403),
        (post(ASK, protocol.QUERY, query_string={"update": "CLEAR ALL"}), 403),
        ({"query_string": {"update": "CLEAR ALL"}}, 403),
    ],
)
def test_what_is_no_query_is_refused_with_its_status(
    ask: Ask, parts: dict[str, Any], status: int
) -> None:
    with pytest.raises(Problem) as refused:
        ask(**parts)
    assert refused.value.status == status
    assert refused.value.detail.endswith(".")


@pytest.mark.parametrize("address", ["", "query=", "query=%20%0A", "example=subjects"])
def test_a_get_without_a_query_is_for_the_page_or_the_description(ask: Ask, address: str) -> None:
    assert ask(query_string=address) is None


def test_a_form_without_a_query_that_a_person_sends_shows_the_page(ask: Ask) -> None:
    headers = {"Accept": BROWSER}
    assert ask(**post("query=", protocol.FORM, headers=headers)) is None


@pytest.mark.parametrize(
    ("name", "of_rows", "of_a_graph"),
    [
        ("json", "application/sparql-results+json", "application/ld+json"),
        ("xml", "application/sparql-results+xml", "application/rdf+xml"),
        ("csv", "text/csv", "text/csv"),
        ("ttl", "text/turtle", "text/turtle"),
        ("turtle", "text/turtle", "text/turtle"),
        ("rdf+xml", "application/sparql-results+xml", "application/rdf+xml"),
        ("application/n-triples", "application/n-triples", "application/n-triples"),
        ("html", "", ""),
        ("", "", ""),
    ],
)
def test_a_short_name_means_the_format_this_result_has(
    ask: Ask, name: str, of_rows: str, of_a_graph: str
) -> None:
    for text, media_type in ((SELECT, of_rows), (ASK, of_rows), (CONSTRUCT, of_a_graph)):
        asked = ask(query_string={"query": text, "format": name})
        assert asked is not None
        assert asked.media_type == media_type


@pytest.mark.parametrize(
    ("accept", "name", "page"),
    [
        (BROWSER, "", True),
        (BROWSER, "csv", False),
        ("*/*", "", False),
        ("", "", False),
        ("text/turtle", "html", True),
        ("text/html;q=0.5, text/turtle", "", False),
    ],
)
def test_a_page_is_for_who_prefers_one(accept: str, name: str, *, page: bool) -> None:
    app = Flask(__name__)
    for parts in (
        {"query_string": {"query": ASK, "format": name}},
        post(urlencode({"query": ASK, "format": name}), protocol.FORM),
    ):
        with app.test_request_context("/sparql", headers={"Accept": accept}, **parts):
            assert protocol.wants_page() is page
            asked = protocol.asked()  # the body of the form is still there
            assert asked is not None
            assert asked.text == ASK


def test_who_asks_and_that_it_is_to_be_fresh_are_known(ask: Ask) -> None:
    near = {"REMOTE_ADDR": "192.0.2.7"}  # of the documentation's network
    plain = ask(query_string={"query": ASK}, environ_base=near)
    fresh = ask(query_string={"query": ASK}, headers={"Cache-Control": "no-cache"})
    assert plain is not None
    assert fresh is not None
    assert (plain.client, plain.fresh, fresh.fresh) == ("192.0.2.7", False, True)
