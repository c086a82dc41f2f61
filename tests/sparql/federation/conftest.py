"""Endpoints of this machine, good and bad, a relay that may ask them, and one that notes calls."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from sparql.federation import Relay

JSON = "application/sparql-results+json"
XML = "application/sparql-results+xml"
ROWS = json.dumps(
    {
        "head": {"vars": ["s", "name"]},
        "results": {
            "bindings": [
                {
                    "s": {"type": "uri", "value": "http://e/1"},
                    "name": {"type": "literal", "value": "鲁迅", "xml:lang": "zh"},
                },
                {
                    "s": {"type": "uri", "value": "http://e/2"},
                    "name": {"type": "literal", "value": "Lu Xun"},
                },
            ]
        },
    }
).encode()
IN_XML = b"""<?xml version="1.0"?><sparql xmlns="http://www.w3.org/2005/sparql-results#">
<head><variable name="s"/></head><results><result><binding name="s"><uri>http://e/1</uri></binding>
</result></results></sparql>"""

#: By path: status, media type, body, further headers.
ANSWERS: dict[str, tuple[int, str, bytes, dict[str, str]]] = {
    "/rows": (200, f"{JSON}; charset=utf-8", ROWS, {}),
    "/other": (200, JSON, ROWS, {}),
    "/plain-json": (200, "application/json", ROWS, {}),
    "/xml": (200, "text/xml", IN_XML, {}),
    "/broken": (500, "text/plain", b"the disk\n is full", {}),
    "/page": (200, "text/html", b"<html>Maintenance</html>", {}),
    "/sorry": (503, "text/html", b"<html>Maintenance</html>", {}),
    "/wrong": (400, "text/plain", b"syntax error", {}),
    "/moved": (301, "text/plain", b"", {"Location": "http://127.0.0.1:9/secret"}),
    "/half": (200, JSON, ROWS[:-40], {}),
    "/cut": (200, JSON, ROWS, {"Content-Length": str(len(ROWS) + 10)}),
    "/limited": (200, JSON, ROWS, {"X-SPARQL-MaxRows": "2"}),
    "/zipped": (200, JSON, ROWS, {"Content-Encoding": "gzip"}),
    "/large": (200, JSON, b'{"head":{"vars":[]},' + b" " * (3 << 20) + b"}", {}),
}


class Endpoint(BaseHTTPRequestHandler):
    """Answers by its path, and keeps what it was asked."""

    asked: list[tuple[str, str, dict[str, str], str]]
    released: threading.Event

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self._answer("POST", body)

    def do_GET(self) -> None:
        self._answer("GET", "")

    def _answer(self, method: str, body: str) -> None:
        path = urlsplit(self.path).path
        form = self.headers.get("Content-Type") == "application/x-www-form-urlencoded"
        query = parse_qs(body)["query"][0] if form else body
        query = query or parse_qs(urlsplit(self.path).query).get("query", [""])[0]
        self.asked.append((method, path, dict(self.headers.items()), query))
        if path == "/slow":
            self.released.wait(20)
        if path == "/drops":
            self._drop_by_drop()
            return
        if (path == "/no-form" and form) or (path == "/only-get" and method == "POST"):
            self.send_error(415 if path == "/no-form" else 405)
            return
        status, media_type, said, more = ANSWERS.get(path, ANSWERS["/rows"])
        self.send_response(status)
        for name, value in ({"Content-Length": str(len(said))} | more).items():
            self.send_header(name, value)
        self.send_header("Content-Type", media_type)
        self.send_header("Set-Cookie", "who=you")
        self.end_headers()
        self.wfile.write(said)

    def _drop_by_drop(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        while not self.released.wait(0.05):
            self.wfile.write(b"X-More: x\r\n")

    def log_message(self, *_: Any) -> None:  # type: ignore[override]
        pass


class Outside:
    """A server that plays an endpoint outside."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, dict[str, str], str]] = []
        self.released = threading.Event()
        handler = type("Here", (Endpoint,), {"asked": self.asked, "released": self.released})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.handle_error = lambda *_: None  # type: ignore[method-assign, assignment]
        self._thread = threading.Thread(target=self._server.serve_forever)
        self._thread.start()
        self.port = self._server.server_address[1]

    def at(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def close(self) -> None:
        self.released.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


PATHS = [*ANSWERS, "/slow", "/drops", "/no-form", "/only-get"]


@pytest.fixture(scope="session")
def outside() -> Iterator[Outside]:
    outside = Outside()
    yield outside
    outside.close()


@pytest.fixture(scope="session")
def relay(outside: Outside) -> Iterator[Relay]:
    """A relay that asks endpoints of this machine, which no setting makes it do."""
    allowed = [outside.at(path) for path in PATHS]
    with Relay(
        allowed, size=2 << 20, agent="Catena tests", reachable=lambda each: each.is_loopback
    ) as relay:
        yield relay
