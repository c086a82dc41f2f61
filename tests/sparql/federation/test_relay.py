"""The relay asks the endpoint that is meant, bounded, and says what went wrong; nobody else may."""

import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest
import requests
from pyoxigraph import QuerySolutions, Store

from sparql.federation import Relay, asking, rewritten, services, told
from sparql.federation.addresses import is_public
from sparql.federation.asking import trusting
from sparql.federation.visits import CALLS
from tests.servers import oxigraph_server
from tests.sparql.federation.conftest import Outside
from tests.sparql.listening import Listener


def asked(relay: Relay, query: str, store: Store | None = None, seconds: float = 10) -> Any:
    """What a query process does with a query: its rows, or the sentence why there are none."""
    visit = relay.visit(seconds)
    try:
        text = rewritten(query, visit.address, visit.allowed)
        assert isinstance(text, str), text
        try:
            found = (store or Store()).query(text)
            assert isinstance(found, QuerySolutions)
            return sorted(str(row[0]) for row in found)
        except (OSError, RuntimeError) as error:
            failure = told(str(error), visit.address, visit.allowed)
            assert failure is not None, error  # noqa: PT017 - it need not be raised
            assert (failure.status, failure.title) == (502, "Another server did not answer")
            assert visit.address not in failure.detail
            return failure.detail
    finally:
        relay.end(visit)


def call(address: str, silent: str = "") -> str:
    return f"SELECT ?s {{ SERVICE {silent} <{address}> {{ ?s <http://e/name> ?name }} }}"


BOTH = ["<http://e/1>", "<http://e/2>"]


@pytest.mark.parametrize(
    ("path", "rows"),
    [
        ("/rows", BOTH),
        ("/plain-json", BOTH),
        ("/xml", BOTH[:1]),
        ("/no-form", BOTH),
        ("/only-get", BOTH),
    ],
)
def test_an_allowed_endpoint_is_asked(
    relay: Relay, outside: Outside, path: str, rows: list[str]
) -> None:
    assert asked(relay, call(outside.at(path))) == rows


def test_the_result_is_joined_with_our_own(relay: Relay, outside: Outside) -> None:
    store = Store()
    store.update(
        "INSERT DATA { <http://e/2> <http://e/held> 'PKU' . <http://e/3> <http://e/held> 'FUL' }"
    )
    query = (
        f"SELECT ?where {{ ?s <http://e/held> ?where SERVICE <{outside.at('/rows')}> "
        "{ ?s <http://e/name> ?name FILTER(LANG(?name) = '') } }"
    )
    assert asked(relay, query, store) == ['"PKU"']


def test_the_endpoint_is_asked_as_it_likes_best_and_told_nothing_about_the_asker(
    relay: Relay, outside: Outside
) -> None:
    outside.asked.clear()
    asked(relay, call(outside.at("/rows")))
    ((method, path, headers, query),) = outside.asked
    assert (method, path) == ("POST", "/rows")
    assert headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert headers["Host"] == f"127.0.0.1:{outside.port}"
    assert headers["User-Agent"] == "Catena tests"
    assert headers.keys() == {
        *("Host", "Accept", "Accept-Encoding", "User-Agent", "Connection"),
        *("Content-Type", "Content-Length"),
    }
    assert "http://e/name" in query
    assert Store().query(query) is not None


FAILURES = [
    ("/broken", "answered 500 (the disk is full). Try again later"),
    ("/sorry", "answered 503 (Service Unavailable). Try again later"),
    ("/wrong", "answered 400 (syntax error). Ask it by itself"),
    ("/page", "answered with text/html, which is no SPARQL result"),
    ("/moved", "answered 301 and sends to http://127.0.0.1:9/secret. Only addresses on the list"),
    ("/half", "broke off in the middle of its answer"),
    ("/cut", "broke off in the middle of its answer"),
    ("/limited", "holds back a part of its rows"),
    ("/zipped", "answered in an encoding that was not asked for"),
    ("/large", "sent more than the 2 MiB a query may fetch"),
]


@pytest.mark.parametrize(("path", "sentence"), FAILURES)
def test_what_goes_wrong_there_is_said_here(
    relay: Relay, outside: Outside, path: str, sentence: str
) -> None:
    said = asked(relay, call(outside.at(path)))
    assert said.startswith(f"SERVICE <{outside.at(path)}> {sentence}")


@pytest.mark.parametrize("path", [path for path, _ in FAILURES])
def test_silent_means_as_if_the_call_were_not_there(
    relay: Relay, outside: Outside, path: str
) -> None:
    query = f"SELECT ?s {{ VALUES ?s {{ 1 }} SERVICE SILENT <{outside.at(path)}> {{ ?s ?p ?o }} }}"
    assert asked(relay, query) == ['"1"^^<http://www.w3.org/2001/XMLSchema#integer>']


@pytest.mark.parametrize("path", ["/slow", "/drops"])
def test_an_endpoint_that_does_not_come_to_an_end_is_left(
    relay: Relay, outside: Outside, path: str
) -> None:
    began = monotonic()
    said = asked(relay, call(outside.at(path)), seconds=0.3)
    assert said.startswith(f"SERVICE <{outside.at(path)}> did not answer in time.")
    assert monotonic() - began < 3


def test_a_query_that_is_ended_asks_no_longer(relay: Relay, outside: Outside) -> None:
    visit = relay.visit(30)
    outside.asked.clear()
    thread = threading.Thread(
        target=posted, args=(visit.address + "/" + number(relay, "/slow"), [])
    )
    thread.start()
    while not outside.asked:
        sleep(0.01)
    began = monotonic()
    relay.end(visit)
    thread.join()
    assert monotonic() - began < 3


def number(relay: Relay, path: str) -> str:
    return str(next(n for n, each in enumerate(relay.allowed) if each.endswith(path)))


def posted(address: str, answers: list[tuple[int, str]], body: str = "ASK {}", **more: str) -> None:
    """What another program of this machine may try."""
    host, _, path = address.removeprefix("http://").partition("/")
    connection = HTTPConnection(host)
    connection.request("POST", f"/{path}", body, more)
    response = connection.getresponse()
    answers.append((response.status, response.read().decode()))
    connection.close()


def test_only_who_was_told_the_address_is_served(relay: Relay, outside: Outside) -> None:
    visit = relay.visit(10)
    outside.asked.clear()
    answers: list[tuple[int, str]] = []
    base, _, token = visit.address.rpartition("/")
    at = f"/{number(relay, '/rows')}"
    for path in (
        *("/", at, f"/{token}", f"/{token}/", f"/{token}/999", f"/{token}/-1", f"/{token}/1/2"),
        *(
            f"/{token}x{at}",
            f"/{token[:-1]}{at}",
            f"/{token}/١",
            f"/x/{token}{at}".replace("١", "1"),
        ),
    ):
        posted(base + path.encode("ascii", "replace").decode(), answers)
    relay.end(visit)
    posted(f"{visit.address}{at}", answers)  # its query is over
    posted(f"{visit.address}{at}", answers, **{"Content-Length": "x"})
    assert {status for status, _ in answers} == {404}
    assert outside.asked == []


def test_a_relay_listens_on_this_machine_only(relay: Relay) -> None:
    assert relay.visit(1).address.startswith("http://127.0.0.1:")
    tokens = {relay.visit(0.01).address for _ in range(9)}
    assert len(tokens) == 9
    with pytest.raises(OSError, match=r"."):
        socket.create_connection(("127.0.0.2", relay.port), 1).close()


def test_a_call_that_is_too_long_is_not_passed_on(relay: Relay, outside: Outside) -> None:
    visit = relay.visit(10)
    answers: list[tuple[int, str]] = []
    posted(f"{visit.address}/0", answers, "", **{"Content-Length": str(9 << 20)})
    relay.end(visit)
    assert answers == [(413, "What SERVICE asks is too long. Ask for less at once.")]


def test_the_same_question_is_asked_once_in_a_query(relay: Relay, outside: Outside) -> None:
    outside.asked.clear()
    at = outside.at("/rows")
    pattern = "{ ?s <http://e/name> ?name }"
    query = f"SELECT ?s {{ SERVICE <{at}> {pattern} SERVICE <{at}> {pattern} }}"
    assert asked(relay, query) == BOTH
    assert len(outside.asked) == 1


def test_a_query_may_not_ask_without_end(relay: Relay, outside: Outside) -> None:
    visit = relay.visit(10)
    outside.asked.clear()
    answers: list[tuple[int, str]] = []
    for n in range(CALLS + 2):
        posted(f"{visit.address}/0", answers, f"ASK {{ <e:{n}> ?p ?o }}")
    relay.end(visit)
    assert len(outside.asked) == CALLS
    assert [status for status, _ in answers[-2:]] == [502, 502]
    assert "asked too often" in answers[-1][1]


def test_a_call_inside_a_call_is_left_to_the_endpoint(relay: Relay, outside: Outside) -> None:
    outside.asked.clear()
    inner = f"SERVICE <{outside.at('/other')}> {{ ?s <http://e/p> 1 }}"
    query = (
        f"SELECT ?s {{ SERVICE <{outside.at('/rows')}> {{ ?s <http://e/name> ?name {inner} }} }}"
    )
    assert asked(relay, query) == BOTH
    ((_, path, _, sent),) = outside.asked
    assert path == "/rows"
    assert f"SERVICE <{outside.at('/other')}>" in sent
    assert str(relay.port) not in sent


PRIVATE = ["127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "::ffff:10.0.0.1", "64:ff9b::7f00:1"]


def test_a_name_that_leads_to_a_private_address_is_not_asked(
    listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = int(listener.address.rstrip("/").rpartition(":")[2])
    allowed = services(f"http://rebound.example:{port}/")
    with Relay(allowed) as relay:
        for number in PRIVATE:
            leads = [(0, 0, 0, "", ("8.8.8.8", port)), (0, 0, 0, "", (number, port, 0, 0))]
            monkeypatch.setattr(asking, "getaddrinfo", lambda *_, found=leads: found)
            said = asked(relay, call(allowed[0]))
            assert "leads to an address of this machine or of a private network" in said
    assert not listener.called()


def test_what_was_checked_is_what_is_asked(
    outside: Outside, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that leads elsewhere from one moment to the next (DNS rebinding) gains nothing."""
    wrong = int(listener.address.rstrip("/").rpartition(":")[2])
    leads = iter([outside.port, wrong, wrong])

    def rebinding(*_: object, **__: object) -> list[Any]:
        next(leads)
        return [(0, 0, 0, "", ("127.0.0.1", outside.port))]

    monkeypatch.setattr(asking, "getaddrinfo", rebinding)
    at = f"http://rebound.example:{outside.port}/rows"
    with Relay([at], reachable=lambda each: each.is_loopback) as relay:
        assert asked(relay, call(at)) == BOTH
    assert next(leads) == wrong  # the name was asked for once
    assert outside.asked[-1][2]["Host"] == f"rebound.example:{outside.port}"


def test_a_name_that_leads_nowhere_or_here_is_said_so(listener: Listener) -> None:
    port = listener.address.rstrip("/").rpartition(":")[2]
    hosts = ["nowhere.invalid", f"{'x' * 70}.example", "2130706433", "0x7f.1", "localhost"]
    allowed = [f"http://{host}:{port}/" for host in hosts]
    with Relay(allowed) as relay:
        for address in allowed:
            said = asked(relay, call(address))
            assert any(part in said for part in ("no address", "private network", "reached"))
    assert not listener.called()


def test_without_being_told_otherwise_only_public_addresses_are_asked(outside: Outside) -> None:
    outside.asked.clear()
    with Relay([outside.at("/rows")]) as relay:
        assert "private network" in asked(relay, call(outside.at("/rows")))
    assert outside.asked == []
    assert Relay.__init__.__kwdefaults__ is not None
    assert Relay.__init__.__kwdefaults__["reachable"] is is_public


def test_a_closed_port_is_said_so(relay: Relay) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    at = f"http://127.0.0.1:{port}/"
    with Relay([at], reachable=lambda each: each.is_loopback) as other:
        said = asked(other, call(at))
    assert said.startswith(f"SERVICE <{at}> cannot be reached, or broke off (")


@pytest.fixture(scope="module")
def secure(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, Path]]:
    """A server with a certificate for `query.example`, and that certificate."""
    folder = tmp_path_factory.mktemp("certificate")
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    command = [
        *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"),
        *("-nodes", "-days", "2", "-subj", "/CN=query.example"),
        *("-addext", "subjectAltName=DNS:query.example", "-keyout", key, "-out", certificate),
    ]
    try:
        subprocess.run(command, check=True, capture_output=True)
    except FileNotFoundError:
        pytest.skip("openssl is not there: apt-get install openssl")
    outside = Outside()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server = outside._server
    server.socket = context.wrap_socket(server.socket, server_side=True)
    yield outside.port, certificate
    outside.close()


@pytest.mark.parametrize(
    ("host", "trusted", "sentence"),
    [
        ("query.example", True, ""),
        ("query.example", False, "certificate that is not trusted"),
        ("other.example", True, "certificate that is not trusted"),
    ],
)
def test_a_certificate_must_be_the_names(
    secure: tuple[int, Path],
    monkeypatch: pytest.MonkeyPatch,
    host: str,
    trusted: bool,
    sentence: str,
) -> None:
    port, certificate = secure
    monkeypatch.setattr(asking, "getaddrinfo", lambda *_: [(0, 0, 0, "", ("127.0.0.1", port))])
    at = f"https://{host}:{port}/rows"
    trust = trusting(str(certificate)) if trusted else None
    with Relay([at], reachable=lambda each: each.is_loopback, trust=trust) as relay:
        said = asked(relay, call(at))
    assert sentence in said if sentence else said == BOTH


def test_a_real_server_is_asked() -> None:
    if oxigraph_server.program() is None:
        pytest.skip("The oxigraph server is not there: pip install oxigraph")
    with oxigraph_server.oxigraph_server() as server:
        endpoint = server.endpoint()
        said = "INSERT DATA { <http://e/1> <http://e/name> '鲁迅'@zh , <http://e/it\\u00e9> }"
        requests.post(endpoint.update, data={"update": said}, timeout=10).raise_for_status()
        query = (
            f"SELECT ?name {{ SERVICE <{endpoint.query}> {{ SELECT ?name (COUNT(*) AS ?n) {{ "
            "?s <http://e/name> ?name OPTIONAL { ?name ?p ?q } } GROUP BY ?name LIMIT 5 } }"
        )
        with Relay([endpoint.query], reachable=lambda each: each.is_loopback) as relay:
            assert asked(relay, query) == ['"鲁迅"@zh', "<http://e/ité>"]
