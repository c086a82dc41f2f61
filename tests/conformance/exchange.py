"""One request of the protocol's tests over the wire, and whether the answer is the right one."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import requests
from pyoxigraph import NamedNode, QueryBoolean, RdfFormat, Store, parse_query_results

from sparql.service.formats import RESULTS, TRIPLES

FILE = Path(__file__).with_name("protocol.toml")
TESTS: dict[str, Any] = tomllib.loads(FILE.read_text(encoding="utf-8"))
GRAPHS: dict[str, str] = TESTS.pop("graphs")
#: What no test of the suite asks for in Accept is what every client takes.
KINDS = {
    "boolean": ("application/sparql-results+xml", "application/sparql-results+json"),
    "tabular": tuple(RESULTS),
    "RDF": tuple(TRIPLES),
}


def filled() -> Store:
    """The three graphs the tests choose from."""
    store = Store()
    for name, turtle in GRAPHS.items():
        store.load(turtle, format=RdfFormat.TURTLE, to_graph=NamedNode(name))
    return store


def complaint(session: requests.Session, endpoint: str, test: Mapping[str, Any]) -> str:
    """What is wrong with the answer, by the suite; nothing when it passes."""
    answer = sent(session, endpoint, test)
    if answer.status_code // 100 != int(test["status"][0]):
        return f"status {answer.status_code} where {test['status']} is due"
    kind = test.get("result")
    media_type = answer.headers["Content-Type"].partition(";")[0]
    if kind and media_type not in KINDS[kind]:
        return f"{media_type} for a result that is {kind}"
    if "boolean" in test:
        result = parse_query_results(answer.content, format=RESULTS[media_type])
        if not isinstance(result, QueryBoolean) or bool(result) != test["boolean"]:
            return f"not {test['boolean']}"
    return ""


def sent(session: requests.Session, endpoint: str, test: Mapping[str, Any]) -> requests.Response:
    """The answer to the request of a test, with exactly its headers and its bytes."""
    address = endpoint + (f"?{test['address']}" if "address" in test else "")
    body = test.get("body", "").encode(test.get("encoding", "utf-8"))
    headers = {"Content-Type": test["type"]} if "type" in test else {}
    return session.request(test["method"], address, data=body, headers=headers, timeout=20)
