"""The application behind a real waitress on a free port, and a graph that a test may exchange."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

from flask import Flask
from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples, Store
from waitress import wasyncore
from waitress.server import create_server

from sparql.lookup import LookupIndex
from sparql.service.evaluation import InProcess
from store import open_store
from webapp.application import create_app
from webapp.site import WebSettings

BASE = "http://catena.example/"


class Exchanged:
    """What queries are put to: the graph of the test that runs."""

    def __init__(self) -> None:
        self.store = Store()

    def query(self, query: str, /, **named: Any) -> QuerySolutions | QueryBoolean | QueryTriples:
        return self.store.query(query, **named)


@contextmanager
def application(folder: Path, graph: Exchanged) -> Iterator[Flask]:
    """The site over an empty catalogue, whose queries go to this graph."""
    with open_store(folder / "var", BASE, openers=(LookupIndex,)) as store:
        yield create_app(WebSettings(release="1"), store, InProcess(graph))


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """The address at which waitress serves it, set up as `catena serve` does."""
    server: Any = create_server(
        app, host="127.0.0.1", port=0, threads=4, channel_request_lookahead=1
    )
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        # In the server's own thread: its loop ends when it has nothing left to look at.
        server.trigger.pull_trigger(lambda: wasyncore.close_all(server._map, ignore_all=True))
        thread.join(20)
        server.task_dispatcher.shutdown()
        assert not thread.is_alive()
