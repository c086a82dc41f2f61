"""In front of another engine the service is the same: its limits hold whatever that engine does."""

import json
from collections.abc import Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from time import monotonic

import pytest

from sparql.service.answers import Limits, QueryRequest
from sparql.service.kept import KeptAnswers
from sparql.service.turns import Room
from sparql.service.workers import WorkerPool
from store import Endpoint

QUERY = "SELECT ?o { <http://e/s> <http://e/p> ?o }"
ROW = {"o": {"type": "literal", "value": "呐喊"}}
RESULT = json.dumps({"head": {"vars": ["o"]}, "results": {"bindings": [ROW]}}).encode()


class Server(ThreadingHTTPServer):
    """An endpoint that answers, or lets one wait until it is closed."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked = 0
        self.slow = False
        self.closing = Event()

    @property
    def endpoint(self) -> Endpoint:
        address = f"http://127.0.0.1:{self.server_port}/sparql"
        return Endpoint(address, address)


class Handler(BaseHTTPRequestHandler):
    server: Server  # type: ignore[assignment]

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked += 1
        if self.server.slow:
            self.server.closing.wait(20)
        self.send_response(200)
        self.send_header("Content-Type", "application/sparql-results+json")
        self.send_header("Content-Length", str(len(RESULT)))
        self.end_headers()
        self.wfile.write(RESULT)

    def log_message(self, format: str, *args: object) -> None: ...  # noqa: A002


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield server
        server.closing.set()
        server.shutdown()


@pytest.fixture
def pool(server: Server) -> Iterator[WorkerPool]:
    with closing(WorkerPool(server.endpoint, Room(1, 1), Limits(seconds=1))) as pool:
        yield pool


def test_its_answer_comes_in_the_form_asked_for(pool: WorkerPool) -> None:
    answer = pool.answer(QueryRequest(QUERY, "text/csv"))
    assert (answer.status, answer.body.decode()) == (200, "o\r\n呐喊\r\n")
    assert (answer.generation, pool.newest) == ("", "")


def test_nothing_is_kept_for_it_may_change_unseen(server: Server, pool: WorkerPool) -> None:
    kept = KeptAnswers(pool, 1 << 20)
    assert [kept.answer(QueryRequest(QUERY)).kept for _ in range(2)] == [False, False]
    assert server.asked == 2


def test_a_slow_engine_is_not_waited_for_longer_than_a_query_may_take(
    server: Server, pool: WorkerPool
) -> None:
    server.slow = True
    began = monotonic()
    assert pool.answer(QueryRequest(QUERY)).status == 504
    assert monotonic() - began < 2
    server.slow = False
    assert pool.answer(QueryRequest(QUERY)).status == 200


def test_an_engine_that_is_away_is_said_so(server: Server, pool: WorkerPool) -> None:
    server.shutdown()
    server.server_close()
    answer = pool.answer(QueryRequest(QUERY))
    assert answer.failure is not None
    assert (answer.status, answer.failure.retry) == (503, 10)
    assert "cannot be reached" in answer.failure.detail or "Try again" in answer.failure.detail


def test_an_older_state_cannot_be_asked_of_it(pool: WorkerPool) -> None:
    asked = QueryRequest(QUERY, generation="20261122T080000.000Z-7-5f0c9a1b")
    assert pool.answer(asked).status == 404


@pytest.mark.parametrize(
    "text", ["DELETE WHERE { ?s ?p ?o }", "SELECT * { SERVICE <http://e/> {} }"]
)
def test_updates_and_calls_never_reach_it(server: Server, pool: WorkerPool, text: str) -> None:
    assert pool.answer(QueryRequest(text)).status == 403
    assert server.asked == 0
