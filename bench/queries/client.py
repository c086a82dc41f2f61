"""Asks a SPARQL endpoint over one connection that is kept."""

import re
import time
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from typing import Final, Self
from urllib.parse import urlencode

RESULTS: Final = "application/sparql-results+json"
TRIPLES: Final = "application/n-triples"
_GRAPH: Final = re.compile(r"^\s*(?:CONSTRUCT|DESCRIBE)\b", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Answered:
    """Status (0: no answer), the bytes, and the seconds until the last of them."""

    status: int
    body: bytes
    media_type: str
    seconds: float
    whole: bool  # or the connection broke before its end
    kept: bool  # the service had it already


@dataclass(frozen=True, slots=True)
class Way:
    """Where queries are asked, and how: what is compared."""

    name: str
    port: int
    path: str
    headers: dict[str, str] = field(default_factory=dict)
    parameters: dict[str, str] = field(default_factory=dict)


class Client:
    """One client of one way; a context. ``address`` is its own, by which servers tell it."""

    def __init__(self, way: Way, patience: float, address: str = "127.0.0.1") -> None:
        self._way = way
        self._patience = patience
        self._address = address
        self._connection = self._fresh()

    def _fresh(self) -> HTTPConnection:
        return HTTPConnection(
            "127.0.0.1",
            self._way.port,
            timeout=self._patience,
            source_address=(self._address, 0),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def ask(self, text: str) -> Answered:
        """Asks by a form, which every server takes, and reads the answer to its end."""
        body = urlencode({"query": text} | self._way.parameters).encode()
        accept = TRIPLES if _GRAPH.search(text) else RESULTS  # Virtuoso takes the first it can
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": accept}
        status, kind, kept = 0, "", False
        began = time.perf_counter()
        try:
            self._connection.request("POST", self._way.path, body, headers | self._way.headers)
            answer = self._connection.getresponse()
            status, kind = answer.status, answer.headers.get_content_type()
            kept = answer.headers.get("Catena-Cached") == "yes"
            read = answer.read()
            return Answered(status, read, kind, time.perf_counter() - began, whole=True, kept=kept)
        except (OSError, HTTPException):
            took = time.perf_counter() - began
            with suppress(OSError):
                self._connection.close()
            self._connection = self._fresh()
            return Answered(status, b"", kind, took, whole=False, kept=kept)
