"""A server that is down, slow, broken or something else: said plainly, and made good afterwards."""

import dataclasses
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from time import sleep

import pytest

from store.engines import Endpoint
from store.errors import StoreError, Unreachable
from store.graph import endpoint as endpoint_module
from store.graph import protocol
from store.graph.endpoint import EndpointGraph
from store.graph.portions import Portions
from store.graph.replies import Reply
from tests.servers import oxigraph_server as oxigraph
from tests.servers.processes import free_port

JSON = "application/sparql-results+json"
ONE = b'{"head":{"vars":["n"]},"results":{"bindings":[{"n":{"type":"literal","value":"1"}}]}}'
SECRET = "geheim-密"

type Answering = Callable[[BaseHTTPRequestHandler, int], None]


def answered(
    handler: BaseHTTPRequestHandler, status: int, media_type: str, body: bytes, **headers: str
) -> None:
    handler.send_response(status)
    for name, value in {"Content_Length": str(len(body)), **headers}.items():
        if value:
            handler.send_header(name.replace("_", "-"), value)
    handler.send_header("Content-Type", media_type)
    handler.end_headers()
    handler.wfile.write(body)


@contextmanager
def fake(
    answering: Answering, protocol_version: str = "HTTP/1.1", *, seconds: float = 10.0
) -> Iterator[EndpointGraph]:
    """The graph behind a server of ours; `answering` gets how many requests came before."""
    asked = [0]

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            asked[0] += 1
            answering(self, asked[0] - 1)

        def log_message(self, *_: object) -> None:
            pass

    Handler.protocol_version = protocol_version
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    at = f"http://127.0.0.1:{server.server_port}/sparql"
    graph = EndpointGraph(Endpoint(at, at, "urn:g", "catena", SECRET, seconds))
    try:
        yield graph
    finally:
        graph.close()
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protocol, "PAUSES", (0.01, 0.01))


def cut(handler: BaseHTTPRequestHandler, _: int) -> None:
    answered(handler, 200, JSON, ONE[:-20], Content_Length=str(len(ONE)))
    handler.close_connection = True


def cut_unnoticed(handler: BaseHTTPRequestHandler, _: int) -> None:
    answered(handler, 200, JSON, ONE[:-20], Content_Length="")
    handler.close_connection = True


def sleeping(handler: BaseHTTPRequestHandler, _: int) -> None:
    handler.connection.settimeout(5)
    handler.connection.recv(1)  # returns when the other side gives up


def dripping(handler: BaseHTTPRequestHandler, _: int) -> None:
    answered(handler, 200, JSON, ONE[:10], Content_Length=str(len(ONE)))
    sleeping(handler, 0)
    handler.close_connection = True


def trickling(handler: BaseHTTPRequestHandler, _: int) -> None:
    """A byte now and then, so that no silence is long."""
    answered(handler, 200, JSON, b"", Content_Length=str(len(ONE)))
    with suppress(OSError):
        for byte in ONE:
            handler.wfile.write(bytes([byte]))
            sleep(0.1)
    handler.close_connection = True


def held_back(handler: BaseHTTPRequestHandler, _: int) -> None:
    """As Virtuoso with ResultSetMaxRows."""
    answered(handler, 200, JSON, ONE, X_SPARQL_MaxRows="1")


def status(code: int, body: bytes = b"out of memory", media_type: str = "text/plain") -> Answering:
    return lambda handler, _: answered(handler, code, media_type, body)


@pytest.mark.parametrize(
    ("answering", "kind", "sentence"),
    [
        (cut, Unreachable, "broke off in the middle"),
        (cut_unnoticed, Unreachable, "not whole"),
        (sleeping, Unreachable, "within 0.5 seconds.*CATENA_GRAPH_SECONDS"),
        (dripping, Unreachable, "within 0.5 seconds.*CATENA_GRAPH_SECONDS"),
        (trickling, Unreachable, "within 0.5 seconds.*CATENA_GRAPH_SECONDS"),
        (held_back, StoreError, "holds back.*ResultSetMaxRows"),
        (status(500), Unreachable, "500: out of memory"),
        (status(503), Unreachable, "not ready"),
        (status(200, b"<html>Welcome</html>", "text/html"), StoreError, "not a SPARQL"),
        (status(404), StoreError, "not a SPARQL endpoint"),
        (status(302), StoreError, "not a SPARQL endpoint"),
        (status(200, b"1", "text/csv"), Unreachable, "text/csv"),
        (status(200, b"{}", JSON), Unreachable, "not well formed"),
        (status(401), StoreError, "CATENA_GRAPH_USER and CATENA_GRAPH_PASSWORD"),
        (status(403), StoreError, "CATENA_GRAPH_USER and CATENA_GRAPH_PASSWORD"),
    ],
)  # fmt: skip
def test_a_failure_is_a_sentence_that_says_what_to_do(
    answering: Answering, kind: type[StoreError], sentence: str
) -> None:
    with fake(answering, seconds=0.5) as graph:
        with pytest.raises(StoreError, match=sentence) as failed:
            len(graph)
        assert type(failed.value) is kind
        assert "127.0.0.1" in str(failed.value)
        assert SECRET not in str(failed.value)


def test_constructed_statements_without_an_announced_length_may_be_cut_and_are_not_believed() -> (
    None
):
    def unframed(handler: BaseHTTPRequestHandler, _: int) -> None:
        body = b"<urn:a> <urn:b> <urn:c> .\n"
        answered(handler, 200, "application/n-triples", body, Content_Length="")

    with (
        fake(unframed, "HTTP/1.0") as graph,
        pytest.raises(Unreachable, match="length is not announced"),
    ):
        graph.query("CONSTRUCT WHERE { ?s ?p ?o }")


@pytest.mark.parametrize("first", [cut, status(503), status(429)])
def test_what_goes_wrong_once_is_tried_again(first: Answering) -> None:
    def then_well(handler: BaseHTTPRequestHandler, before: int) -> None:
        (first if before == 0 else status(200, ONE, JSON))(handler, before)

    with fake(then_well) as graph:
        assert len(graph) == 1


def test_an_answer_too_large_for_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protocol, "LARGEST", 50)
    with (
        fake(status(200, ONE, JSON)) as graph,
        pytest.raises(StoreError, match=r"larger than.*Add a LIMIT"),
    ):
        len(graph)


@pytest.mark.parametrize(
    ("challenge", "begins"),
    [
        ('Basic realm="x"', "Basic "),
        ('Digest realm="x", nonce="1", qop="auth", algorithm="MD5"', "Digest "),
    ],
)
def test_the_password_goes_out_only_when_it_is_asked_for(challenge: str, begins: str) -> None:
    sent: list[str] = []

    def asking(handler: BaseHTTPRequestHandler, _: int) -> None:
        sent.append(handler.headers.get("Authorization", ""))
        if sent[-1]:
            answered(handler, 200, JSON, ONE)
        else:
            answered(handler, 401, "text/plain", b"", WWW_Authenticate=challenge)

    with fake(asking) as graph:
        assert len(graph) == 1
        assert len(graph) == 1
    assert sent[0] == ""
    assert [said.startswith(begins) for said in sent[1:]] == [True, True], "asked for only once"


def test_an_update_refused_for_its_size_is_sent_in_halves_and_the_size_remembered() -> None:
    sizes: list[int] = []

    def small_only(handler: BaseHTTPRequestHandler, _: int) -> None:
        answered(handler, 200, "text/plain", b"")

    with fake(small_only) as graph:
        graph._updates.portions = Portions(64)
        real = graph._connections.update

        def limited(text: str) -> Reply:
            size = text.count("<urn:s>")
            sizes.append(size)
            if size > 20:
                return Reply(400, "text/plain", b"too long", framed=True)
            return real(text)

        graph._connections.update = limited  # type: ignore[method-assign]
        graph.load([b"".join(b'<urn:s> <urn:p> "%d" .\n' % n for n in range(128))], 1)
    assert sizes[:7] == [64, 32, 16, 16, 32, 16, 16]
    assert sizes[7:11] == [16, 16, 16, 16]


def test_a_statement_no_server_takes_is_named() -> None:
    def strict(handler: BaseHTTPRequestHandler, _: int) -> None:
        answered(handler, 400, "text/plain", b"bad IRI")

    with (
        fake(strict) as graph,
        pytest.raises(StoreError, match=r"400: bad IRI.*<urn:odd>") as failed,
    ):
        graph.apply(set(), {b"<urn:odd> <urn:p> <urn:o> ."}, 1)
    assert not isinstance(failed.value, Unreachable), "trying again would not help"


def test_nobody_there_is_said_with_the_setting_to_correct() -> None:
    at = f"http://catena:{SECRET}@127.0.0.1:{free_port()}"
    graph = EndpointGraph(Endpoint(f"{at}/query?key={SECRET}", f"{at}/update", "urn:g"))
    with pytest.raises(Unreachable, match=r"cannot be reached.*CATENA_GRAPH") as failed:
        len(graph)
    assert SECRET not in str(failed.value)
    with pytest.raises(Unreachable, match="CATENA_GRAPH_UPDATE") as failed:
        graph.apply(set(), {b"<urn:s> <urn:p> <urn:o> ."}, 1)
    assert SECRET not in str(failed.value)


@pytest.mark.parametrize("address", ["", "localhost", "ftp://localhost/", "http://"])
def test_an_address_that_is_none_is_said_to_be(address: str) -> None:
    with pytest.raises(StoreError, match=r"no address of a SPARQL endpoint.*CATENA_GRAPH"):
        len(EndpointGraph(Endpoint(address, address)))


def test_a_wrong_password_is_told_by_the_names_of_the_settings(virtuoso_endpoint: Endpoint) -> None:
    wrong = EndpointGraph(dataclasses.replace(virtuoso_endpoint, password=SECRET))
    with pytest.raises(StoreError, match="CATENA_GRAPH_PASSWORD") as failed:
        len(wrong)
    assert SECRET not in str(failed.value)


@pytest.fixture
def server() -> Iterator[oxigraph.OxigraphServer]:
    if not oxigraph.program():
        pytest.skip("the oxigraph server is not installed")
    with oxigraph.oxigraph_server() as running:
        yield running


def test_a_suspended_server_is_too_slow_and_answers_again_afterwards(
    server: oxigraph.OxigraphServer,
) -> None:
    graph = EndpointGraph(server.endpoint(seconds=0.4))
    graph.begin("a")
    server.send(signal.SIGSTOP)
    try:
        with pytest.raises(Unreachable, match=r"within 0\.4 seconds"):
            len(graph)
        with pytest.raises(Unreachable, match=r"within 0\.4 seconds"):
            graph.apply(set(), {b"<urn:s> <urn:p> <urn:o> ."}, 1)
    finally:
        server.send(signal.SIGCONT)
    graph.apply(set(), {b"<urn:s> <urn:p> <urn:o> ."}, 1)
    assert (len(graph), graph.checkpoint) == (1, 1)


def test_a_server_killed_in_the_middle_of_writing_ends_with_the_same_graph(
    server: oxigraph.OxigraphServer,
) -> None:
    old = {f'<urn:s{n}> <urn:p> "old" .'.encode() for n in range(300)}
    new = {f'<urn:s{n}> <urn:p> "new" .'.encode() for n in range(300)}
    graph = EndpointGraph(server.endpoint())
    graph.begin("a")
    graph.apply(set(), old, 1)
    graph._updates.portions = Portions(50)
    real = graph._connections.update
    sent = [0]

    def killing(text: str) -> Reply:
        sent[0] += 1
        if sent[0] == 9:  # six portions were taken away, two added
            server.send(signal.SIGKILL)
        return real(text)

    graph._connections.update = killing  # type: ignore[method-assign]
    with pytest.raises(Unreachable):
        graph.apply(old, new, 2)
    server.start()
    assert graph.checkpoint == 1, "so the change is made again"
    assert 0 < len(graph) < 300
    graph.apply(old, new, 2)
    assert (len(graph), graph.checkpoint, graph.missing(new)) == (300, 2, set())


def test_a_server_started_again_between_two_requests_is_not_noticed(
    server: oxigraph.OxigraphServer,
) -> None:
    graph = EndpointGraph(server.endpoint())
    graph.begin("a")
    graph.apply(set(), {b"<urn:s> <urn:p> <urn:o> ."}, 1)
    server.send(signal.SIGTERM)
    server.start()
    assert len(graph) == 1


def test_emptying_in_parts_leaves_nothing(
    oxigraph_endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(endpoint_module, "EMPTIED", 7)
    graph = EndpointGraph(dataclasses.replace(oxigraph_endpoint, name="urn:emptied"))
    graph.begin("a")
    graph.apply(set(), {f"<urn:s{n}> <urn:p> <urn:o> .".encode() for n in range(20)}, 1)
    graph.begin("b")
    assert len(graph) == 0
