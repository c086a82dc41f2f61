"""Answers as they go over the wire: whole, as a stream that may break, and not at all (304)."""

import gzip
import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from threading import Event
from time import monotonic, sleep
from urllib.parse import quote

import pytest
import requests
from flask import Flask, Response
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from sparql.lookup import LookupIndex
from sparql.service.answers import Answer, Cut, Failure, QueryRequest, failed, stays
from store import open_store
from tests.conformance.serving import served
from webapp.application import create_app
from webapp.querying import protocol, responses, times
from webapp.site import EXTENSION, WebSettings

GENERATION = "20261122T164512.123Z-1234-5f0c9a1b"
NEXT = "20261122T174512.123Z-1240-5f0c9a1b"
SELECT = "SELECT * { ?s ?p ?o }"
CSV = "text/csv"
PART = b"a,b\r\n" * 20_000


class Rest(Iterator[bytes]):
    """So many parts, then the end or a break."""

    def __init__(self, parts: int, *, cut: bool = False, pause: float = 0) -> None:
        self.left = parts
        self._cut = cut
        self._pause = pause
        self.closed = Event()

    def __next__(self) -> bytes:
        sleep(self._pause)
        if self.left:
            self.left -= 1
            return PART
        if self._cut:
            raise Cut(Failure(504, "Stopped", "The query was stopped after 30 seconds."))
        raise StopIteration

    def close(self) -> None:
        self.closed.set()


class Scripted:
    """A query service that gives one answer, and remembers what it was asked."""

    def __init__(self) -> None:
        self.newest = GENERATION
        self.asked: list[QueryRequest] = []
        self.reply = Answer(200, PART, CSV)
        self.until_gone = False
        self.noticed = Event()

    def answer(self, request: QueryRequest, gone: Callable[[], bool] = stays) -> Answer:
        self.asked.append(request)
        until = monotonic() + 10
        while self.until_gone and monotonic() < until:
            if gone():
                self.noticed.set()
                break
            sleep(0.02)
        if self.reply.failure is not None:
            return self.reply
        return replace(self.reply, generation=request.generation)


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    folder = tmp_path_factory.mktemp("home") / "var"
    with open_store(folder, "http://catena.example/", openers=(LookupIndex,)) as store:
        app = create_app(WebSettings(release="1"), store, Scripted())

        def asked() -> Response:
            query = protocol.asked()
            assert query is not None
            return responses.answered(query)

        app.add_url_rule("/asked", view_func=asked, methods=["GET", "POST"])
        yield app


@pytest.fixture
def service(app: Flask) -> Scripted:
    scripted = Scripted()
    app.extensions[EXTENSION].queries = scripted
    return scripted


@pytest.fixture
def client(app: Flask, service: Scripted) -> FlaskClient:
    return app.test_client()


@pytest.fixture(scope="module")
def server(app: Flask) -> Iterator[str]:
    with served(app) as address:
        yield address


def get(client: FlaskClient, query: str = SELECT, **headers: str) -> TestResponse:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.get("/asked", query_string={"query": query}, headers=named)


def test_an_answer_says_what_it_is_and_how_to_keep_it(client: FlaskClient) -> None:
    answer = get(client, Accept=CSV)
    assert (answer.status_code, answer.data) == (200, PART)
    headers = answer.headers
    assert headers["Content-Type"] == "text/csv; charset=utf-8"
    assert headers["Content-Length"] == str(len(PART))
    assert headers["Cache-Control"] == "no-cache"
    assert headers["Catena-Generation"] == GENERATION
    assert headers["Catena-Cached"] == "no"
    assert headers["Memento-Datetime"] == "Sun, 22 Nov 2026 16:45:12 GMT"
    assert answer.vary.as_set() == {"accept", "accept-encoding", "accept-datetime"}
    assert headers["ETag"].startswith('W/"')
    assert "Content-Disposition" not in headers


def test_who_has_the_answer_already_costs_no_query(client: FlaskClient, service: Scripted) -> None:
    mark = get(client, Accept=CSV).headers["ETag"]
    again = get(client, Accept=CSV, If_None_Match=mark)
    assert (again.status_code, again.data, len(service.asked)) == (304, b"", 1)
    assert again.headers["ETag"] == mark
    assert "accept-encoding" in again.vary.as_set()
    packed = get(client, Accept=CSV, If_None_Match=mark, Accept_Encoding="gzip")
    assert (packed.status_code, len(service.asked)) == (304, 1)


def test_another_format_generation_or_wish_to_be_fresh_runs_the_query(
    client: FlaskClient, service: Scripted
) -> None:
    mark = get(client, Accept=CSV).headers["ETag"]
    others = [
        get(client, Accept="text/tab-separated-values", If_None_Match=mark),
        get(client, f"{SELECT} ", Accept=CSV, If_None_Match=mark),
        get(client, Accept=CSV, If_None_Match=mark, Cache_Control="no-cache"),
    ]
    service.newest = NEXT
    others.append(get(client, Accept=CSV, If_None_Match=mark))
    assert [other.status_code for other in others] == [200] * 4
    assert [asked.fresh for asked in service.asked] == [False, False, False, True, False]


def test_the_graphs_of_a_query_belong_to_its_validator(client: FlaskClient) -> None:
    marks = {
        client.get("/asked", query_string=[("query", SELECT), *graphs]).headers["ETag"]
        for graphs in (
            [],
            [("default-graph-uri", "http://e/1")],
            [("named-graph-uri", "http://e/1")],
            [("default-graph-uri", "http://e/1"), ("default-graph-uri", "http://e/2")],
            [("default-graph-uri", "http://e/2"), ("default-graph-uri", "http://e/1")],
        )
    }
    assert len(marks) == 5


def test_what_is_another_each_time_has_no_validator(
    client: FlaskClient, service: Scripted, monkeypatch: pytest.MonkeyPatch
) -> None:
    service.reply = Answer(200, PART, CSV, chance="RAND")
    monkeypatch.setattr(times, "chosen", lambda: GENERATION)
    for text in ("SELECT (RAND() AS ?r) {}", SELECT):
        answer = client.get("/asked", query_string={"query": text, "generation": GENERATION})
        assert "ETag" not in answer.headers
        assert answer.headers["Cache-Control"] == "no-cache"


def test_a_word_that_only_looks_like_chance_has_a_validator_after_the_query(
    client: FlaskClient, service: Scripted
) -> None:
    text = 'SELECT * { ?s ?p "now" }'
    mark = get(client, text).headers["ETag"]
    again = get(client, text, If_None_Match=mark)
    assert (again.status_code, again.data, len(service.asked)) == (304, b"", 2)


def test_an_answer_of_a_generation_that_is_named_is_kept_for_long(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(times, "chosen", lambda: GENERATION)
    named = client.get("/asked", query_string={"query": SELECT, "generation": GENERATION})
    assert "immutable" in named.headers["Cache-Control"]
    by_time = client.get("/asked", query_string={"query": SELECT, "asOf": "2026-11-22"})
    assert by_time.headers["Cache-Control"] == "no-cache"


def test_a_query_runs_on_the_generation_its_validator_was_made_from(
    client: FlaskClient, service: Scripted
) -> None:
    get(client, Accept="text/turtle;q=0.1, text/csv;q=0.2")
    assert (service.asked[0].generation, service.asked[0].media_type) == (GENERATION, CSV)


def test_an_engine_without_generations_has_a_validator_of_the_bytes(
    client: FlaskClient, service: Scripted
) -> None:
    service.newest = ""
    first = get(client)
    again = get(client, If_None_Match=first.headers["ETag"])
    assert (again.status_code, again.data, len(service.asked)) == (304, b"", 2)
    assert "Catena-Generation" not in first.headers
    service.reply = Answer(200, PART + PART, CSV)
    assert get(client, If_None_Match=first.headers["ETag"]).status_code == 200


def test_a_format_that_was_named_comes_as_a_file(client: FlaskClient) -> None:
    answer = client.get("/asked", query_string={"query": SELECT, "format": "csv"})
    name = f"catena-{GENERATION}.csv"
    assert answer.headers["Content-Disposition"] == f'inline; filename="{name}"'


def test_a_failure_tells_where_and_when_to_come_again(
    client: FlaskClient, service: Scripted
) -> None:
    service.reply = failed(Failure(503, "Busy", "All are at work. Try again.", retry=7))
    busy = get(client)
    assert (busy.status_code, busy.headers["Retry-After"]) == (503, "7")
    service.reply = failed(Failure(400, "Wrong", "Not SPARQL.", 3, 14))
    wrong = get(client)
    assert wrong.status_code == 400
    problem = wrong.get_json(force=True)
    assert (problem["line"], problem["column"], problem["detail"]) == (3, 14, "Not SPARQL.")
    assert "ETag" not in wrong.headers
    assert "Retry-After" not in wrong.headers


@pytest.mark.parametrize("streamed", [False, True])
def test_head_is_get_without_a_body(
    client: FlaskClient, service: Scripted, *, streamed: bool
) -> None:
    rest = Rest(3)
    service.reply = Answer(200, PART, CSV, rest=rest if streamed else None)
    full = client.get("/asked", query_string={"query": SELECT})
    head = client.head("/asked", query_string={"query": SELECT})
    assert head.data == b""
    told, due = dict(head.headers), dict(full.headers)
    told.pop("Date")
    due.pop("Date")
    assert told == due
    assert rest.closed.is_set() is streamed


def test_a_stream_arrives_whole_and_gives_its_process_back(server: str, service: Scripted) -> None:
    rest = Rest(40)
    service.reply = Answer(200, PART, CSV, rest=rest)
    answer = requests.get(f"{server}/asked", {"query": SELECT}, timeout=10)
    assert answer.content == PART * 41
    assert rest.closed.wait(5)


@pytest.mark.parametrize("coding", ["identity", "gzip", "zstd"])
def test_no_client_takes_a_broken_answer_for_a_whole_one(
    server: str, service: Scripted, coding: str
) -> None:
    rest = Rest(40, cut=True)
    service.reply = Answer(200, PART, CSV, rest=rest)
    headers = {"Accept-Encoding": coding}
    with pytest.raises(requests.exceptions.ChunkedEncodingError):
        requests.get(f"{server}/asked", {"query": SELECT}, headers=headers, timeout=10)
    assert rest.closed.wait(5)


@pytest.mark.parametrize("more", [[], ["--compressed"]])
def test_curl_says_that_a_broken_answer_is_not_whole(
    server: str, service: Scripted, more: list[str]
) -> None:
    curl = shutil.which("curl")
    if curl is None:
        pytest.skip("curl is not installed.")
    service.reply = Answer(200, PART, CSV, rest=Rest(40, cut=True))
    command = [curl, "--silent", *more, f"{server}/asked?query={quote(SELECT)}"]
    assert subprocess.run(command, capture_output=True, check=False, timeout=20).returncode == 18


@pytest.mark.parametrize("cut", [False, True])
def test_a_client_of_http_1_0_gets_all_or_a_sentence(
    server: str, service: Scripted, *, cut: bool
) -> None:
    """It has no chunks: an end and a break would look the same to it."""
    rest = Rest(40, cut=cut)
    service.reply = Answer(200, PART, CSV, rest=rest)
    host, port = server.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), 10) as line:
        line.sendall(f"GET /asked?query={quote(SELECT)} HTTP/1.0\r\n\r\n".encode())
        with line.makefile("rb") as told:
            head, _, body = told.read().partition(b"\r\n\r\n")
    assert head.split()[1] == (b"504" if cut else b"200")
    assert f"Content-Length: {len(body)}".encode() in head
    assert (body == PART * 41) is not cut
    assert rest.closed.wait(5)


def test_who_goes_away_while_the_query_runs_is_noticed(server: str, service: Scripted) -> None:
    service.until_gone = True
    host, port = server.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), 10) as line:
        line.sendall(f"GET /asked?query={quote(SELECT)} HTTP/1.1\r\nHost: e\r\n\r\n".encode())
        while not service.asked:
            sleep(0.01)
        assert not service.noticed.is_set()
    assert service.noticed.wait(3)


def test_who_goes_away_in_the_middle_gives_the_process_back(server: str, service: Scripted) -> None:
    rest = Rest(100_000, pause=0.001)
    service.reply = Answer(200, PART, CSV, rest=rest)
    with requests.get(
        f"{server}/asked",
        {"query": SELECT},
        headers={"Accept-Encoding": "identity"},
        stream=True,
        timeout=10,
    ) as answer:
        assert next(answer.iter_content(1000)).startswith(b"a,b")
    assert rest.closed.wait(5)
    assert rest.left > 0


def test_a_large_answer_comes_compressed_to_who_accepts_it(server: str, service: Scripted) -> None:
    service.reply = Answer(200, PART, CSV, rest=Rest(10))
    answer = requests.get(
        f"{server}/asked",
        {"query": SELECT},
        headers={"Accept-Encoding": "gzip"},
        stream=True,
        timeout=10,
    )
    packed = answer.raw.read(decode_content=False)
    assert answer.headers["Transfer-Encoding"] == "chunked"
    assert len(packed) < len(PART)
    assert gzip.decompress(packed) == PART * 11
