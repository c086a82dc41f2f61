"""A site over three generations of a small catalogue, made at times that are known."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from flask import Flask

from sparql.lookup import LookupIndex
from sparql.service.answers import QueryService
from store import Store, open_store
from store.graph.embedded import EmbeddedGraph
from tests.sparql.citations.answering import FromGenerations
from tests.store.conftest import AT, entry
from webapp.application import create_app
from webapp.site import WebSettings

BASE: Final = "http://catena.example/"
TIMES: Final = ("20270101T000000.000Z", "20270301T120000.900Z", "20270301T180000.000Z")
SAYS: Final = "SELECT ?x { ?s <urn:says> ?x } ORDER BY ?x"


@contextmanager
def past(home: Path) -> Iterator[tuple[Flask, list[str]]]:
    """The site, and the names of the generations, of one, two and three records."""
    with open_store(home, BASE, openers=(LookupIndex,)) as store:
        names = [_published(store, number, at) for number, at in enumerate(TIMES, start=1)]
        queries = FromGenerations(home / "generations", names[-1])
        yield site_over(store, queries), names


def site_over(store: Store, queries: QueryService) -> Flask:
    """The site."""
    app = create_app(WebSettings(release="1"), store, queries)
    app.testing = True
    return app


def _published(store: Store, number: int, at: str) -> str:
    store.writer.append([entry(number, "abc"[number - 1])], AT, "tester", "test")
    for _ in store.catch_up():
        pass
    assert isinstance(store.graph, EmbeddedGraph)
    made = store.generations.publish(store.graph)
    name = f"{at}-{made.change}-{made.log}"
    made.folder.rename(made.folder.with_name(name))
    return name
