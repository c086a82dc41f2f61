"""While the server of the graph is away, what the log and the look-up know is still shown."""

from collections.abc import Callable, Iterator
from unittest.mock import patch

import pytest
from flask.testing import FlaskClient

from store import Store, Unreachable
from store.graph.embedded import EmbeddedGraph


@pytest.fixture(autouse=True)
def _unplugged() -> Iterator[None]:
    gone = Unreachable("The graph at http://graph.example/ cannot be reached. Try again.")
    with (
        patch.object(EmbeddedGraph, "query", side_effect=gone),
        patch.object(EmbeddedGraph, "_mark", side_effect=gone),
    ):
        yield


def test_a_record_is_shown_with_its_own_copies_and_says_what_is_missing(
    client: FlaskClient, bib: Callable[[str], str]
) -> None:
    page = client.get(bib("Hong lou meng"))
    assert page.status_code == 200
    assert "the graph is away" in page.text
    assert "Hong lou meng" in page.text
    assert "No member library has reported a copy." not in page.text


def test_data_and_look_up_need_no_graph(client: FlaskClient, bib: Callable[[str], str]) -> None:
    assert client.get(f"{bib('Hong lou meng')}.ttl").status_code == 200
    assert client.get("/lookup?q=hong+lou+meng").status_code == 200
    assert client.get("/").status_code == 200


def test_a_library_is_shown_without_what_it_holds(client: FlaskClient) -> None:
    page = client.get("/member/PKU")
    assert (page.status_code, "the graph is away" in page.text) == (200, True)


def test_health_says_so(client: FlaskClient, store: Store) -> None:
    told = client.get("/healthz").get_json()
    assert told == {"status": "graph away", "head": store.log.head, "graph": None}


def test_a_query_is_answered_with_503_and_the_reason(client: FlaskClient) -> None:
    answer = client.get("/sparql?query=ASK%7B?s+?p+?o%7D", headers={"Accept": "application/json"})
    assert answer.status_code == 503
    assert "cannot be reached" in answer.text
