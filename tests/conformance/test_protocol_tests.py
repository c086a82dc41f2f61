"""The W3C's tests of the SPARQL 1.1 Protocol, sent to the whole application over HTTP."""

from collections import Counter

import pytest
import requests

from tests.conformance.exchange import GRAPHS, TESTS, complaint, filled, sent
from tests.conformance.serving import Exchanged


def test_all_34_tests_of_the_suite_are_here() -> None:
    halves = Counter((test["part"], test["status"]) for test in TESTS.values())
    assert halves == {
        ("query", "2xx"): 13,
        ("query", "4xx"): 7,
        ("update", "2xx"): 7,
        ("update", "4xx"): 7,
    }


@pytest.mark.parametrize("name", [name for name in TESTS if TESTS[name]["part"] == "query"])
def test_the_query_half_passes(
    session: requests.Session, server: str, graph: Exchanged, name: str
) -> None:
    graph.store = filled()
    assert complaint(session, f"{server}/sparql", TESTS[name]) == ""


@pytest.mark.parametrize("name", [name for name in TESTS if "ours" in TESTS[name]])
def test_what_is_refused_is_refused_with_its_status(
    session: requests.Session, server: str, graph: Exchanged, name: str
) -> None:
    graph.store = filled()
    answer = sent(session, f"{server}/sparql", TESTS[name])
    assert answer.status_code == TESTS[name]["ours"]
    assert answer.json()["detail"]
    assert len(graph.store) == len(GRAPHS)
