"""One question to an endpoint outside: to the very address that was checked, and bounded."""

import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse
from ipaddress import ip_address
from socket import (
    AF_UNSPEC,
    SHUT_RDWR,
    SOCK_STREAM,
    create_connection,
    gaierror,
    getaddrinfo,
    socket,
)
from threading import Lock, Timer
from time import monotonic
from typing import Final
from urllib.parse import quote, urlencode, urlsplit

from requests.utils import DEFAULT_CA_BUNDLE_PATH

from sparql.federation.addresses import Address, host_and_port

JSON: Final = "application/sparql-results+json"
XML: Final = "application/sparql-results+xml"
_ACCEPT: Final = f"{JSON}, {XML};q=0.9"
#: What servers call them, and how a whole one begins and ends.
_FORMATS: Final[dict[str, tuple[str, bytes, bytes]]] = {
    JSON: (JSON, b"{", b"}"),
    "application/json": (JSON, b"{", b"}"),
    XML: (XML, b"<", b">"),
    "application/xml": (XML, b"<", b">"),
    "text/xml": (XML, b"<", b">"),
}
_BY_ITSELF: Final = "Ask it by itself to see what it does not take"
#: Longest a connection may take to come about (seconds).
_CONNECT: Final = 10.0
_PORTION: Final = 64 * 1024
#: Most of a server's own words that are repeated (characters).
_WORDS: Final = 300


class Unanswered(Exception):
    """There is no result; the text says whom was asked, why not, and what to do."""


@dataclass(frozen=True, slots=True)
class Rows:
    """A result as it came."""

    media_type: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Manner:
    """How endpoints are asked: which addresses may be, and under what name."""

    reachable: Callable[[Address], bool]
    agent: str
    trust: ssl.SSLContext


def trusting(file: str = DEFAULT_CA_BUNDLE_PATH) -> ssl.SSLContext:
    """Trust in the authorities of the system and of a file; the usual ones, if none is named."""
    context = ssl.create_default_context()
    context.load_verify_locations(file)
    return context


class Question:
    """A query on its way to an endpoint (a normal address); may be stopped from another thread.

    Standard library only, on purpose: no pool, no proxy, no redirect, no cookie, no `.netrc`, and
    a socket that is ours, so that what was checked is what is asked.
    """

    def __init__(self, endpoint: str, query: str, until: float, manner: Manner) -> None:
        self._endpoint = endpoint
        self._query = query
        self._until = until  # of the monotonic clock
        self._manner = manner
        self._lock = Lock()
        self._socket: socket | None = None
        self._stopped = False

    def stop(self) -> None:
        """Ends it at once, whatever it waits for."""
        with self._lock:
            self._stopped = True
            if self._socket is not None:
                _shut(self._socket)

    def answer(self, most: int) -> Rows:
        """The result, of at most so many bytes. Raises :class:`Unanswered`."""
        # A time-out of a socket is one of a single read: this ends those who send drop by drop.
        timer = Timer(max(0.0, self._until - monotonic()), self.stop)
        timer.daemon = True
        timer.start()
        try:
            return self._asked(most)
        except gaierror:
            raise self._unanswered("has a name that leads to no address") from None
        except ssl.SSLCertVerificationError as error:
            why = error.verify_message.rstrip(".")
            raise self._unanswered(f"shows a certificate that is not trusted: {why}") from None
        except (OSError, HTTPException, ValueError) as error:
            if self._stopped or isinstance(error, TimeoutError):
                raise self._unanswered(
                    "did not answer in time", "Ask it for less, or try again later"
                ) from None
            why = " ".join(str(error).split())[:_WORDS] or type(error).__name__
            raise self._unanswered(f"cannot be reached, or broke off ({why})") from None
        finally:
            timer.cancel()
            self._end()

    def _asked(self, most: int) -> Rows:
        for form in (_as_form, _as_body, _as_parameter):
            connection = self._connected()
            method, address, headers, body = form(self._endpoint, self._query)
            headers |= {
                "Host": urlsplit(self._endpoint).netloc,
                "Accept": _ACCEPT,
                "Accept-Encoding": "identity",
                "User-Agent": self._manner.agent,
                "Connection": "close",
            }
            connection.request(method, address, body, headers)
            response = connection.getresponse()
            self._go_on()
            # The first is what every server takes, and Virtuoso 7 hangs on the second; those who
            # do not take it say so by one of these.
            if response.status not in (405, 415):
                return self._read(response, most)
            self._end()
        return self._read(response, most)

    def _connected(self) -> HTTPConnection:
        """A connection to one of the addresses its name leads to, all of which must be public."""
        host, port = host_and_port(self._endpoint)
        found = getaddrinfo(host, port, AF_UNSPEC, SOCK_STREAM)
        numbers = list(dict.fromkeys(str(each[4][0]) for each in found))
        if not all(self._manner.reachable(ip_address(number)) for number in numbers):
            raise self._unanswered(
                "leads to an address of this machine or of a private network, which no query may "
                "ask",
                "Whoever runs this service can take it off the list",
            )
        opened = self._opened(numbers, port)
        if urlsplit(self._endpoint).scheme == "https":
            opened = self._manner.trust.wrap_socket(
                opened, server_hostname=host, do_handshake_on_connect=False
            )
        with self._lock:
            self._socket = opened
        opened.settimeout(max(0.01, self._until - monotonic()))
        self._go_on()
        if isinstance(opened, ssl.SSLSocket):
            opened.do_handshake()
        connection = HTTPConnection(host, port)
        connection.sock = opened
        return connection

    def _opened(self, numbers: list[str], port: int) -> socket:
        error: OSError = TimeoutError()
        for number in numbers:
            self._go_on()
            left = max(0.01, self._until - monotonic())
            try:
                return create_connection((number, port), min(_CONNECT, left))
            except OSError as refused:
                error = refused
        raise error

    def _read(self, response: HTTPResponse, most: int) -> Rows:
        status = response.status
        if 300 <= status < 400:
            there = " ".join(response.headers.get("Location", "").split())[:_WORDS]
            raise self._unanswered(
                f"answered {status} and sends to {there or 'another address'}",
                "Only addresses on the list are asked: use that one, if it is there",
            )
        media_type = response.headers.get_content_type()
        if status != 200:
            what = "Try again later, or without it" if status >= 500 else _BY_ITSELF
            raise self._unanswered(f"answered {status}{_words(response, media_type)}", what)
        if media_type not in _FORMATS:
            raise self._unanswered(
                f"answered with {media_type}, which is no SPARQL result",
                "It may be no endpoint, or have failed without saying so",
            )
        if response.headers.get("Content-Encoding", "identity").lower() != "identity":
            raise self._unanswered("answered in an encoding that was not asked for")
        if "X-SPARQL-MaxRows" in response.headers:
            raise self._unanswered(
                "holds back a part of its rows, by a limit of its own",
                "Ask it for less, so that what it sends is all",
            )
        body = bytearray()
        while portion := response.read1(_PORTION):
            body += portion
            if len(body) > most:
                raise self._unanswered(
                    f"sent more than the {most >> 20} MiB a query may fetch",
                    "Ask it for less: name more of its patterns' parts, or put a LIMIT inside",
                )
        self._go_on()
        name, begins, ends = _FORMATS[media_type]
        text = body.strip()
        if response.length or not (text.startswith(begins) and text.endswith(ends)):
            raise self._unanswered("broke off in the middle of its answer")
        return Rows(name, bytes(body))

    def _go_on(self) -> None:
        # What is shut in the middle looks like an end, even among the headers.
        if self._stopped:
            raise TimeoutError

    def _end(self) -> None:
        with self._lock:
            opened, self._socket = self._socket, None
        if opened is not None:
            with suppress(OSError):
                opened.close()

    def _unanswered(self, why: str, what: str = "Try again later, or without it") -> Unanswered:
        return Unanswered(f"SERVICE <{self._endpoint}> {why}. {what}.")


type _Form = tuple[str, str, dict[str, str], bytes | None]


def _path(endpoint: str) -> str:
    parts = urlsplit(endpoint)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _as_form(endpoint: str, query: str) -> _Form:
    """SPARQL 1.1 Protocol §2.1.2."""
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    return "POST", _path(endpoint), headers, urlencode({"query": query}).encode()


def _as_body(endpoint: str, query: str) -> _Form:
    """§2.1.3."""
    headers = {"Content-Type": "application/sparql-query"}
    return "POST", _path(endpoint), headers, query.encode()


def _as_parameter(endpoint: str, query: str) -> _Form:
    """§2.1.1."""
    path = _path(endpoint)
    return "GET", f"{path}{'&' if '?' in path else '?'}query={quote(query, safe='')}", {}, None


def _words(response: HTTPResponse, media_type: str) -> str:
    """What a server says about its failure, unless it is a page."""
    if media_type not in ("text/plain", "application/problem+json", "application/json"):
        return f" ({response.reason})" if response.reason else ""
    with suppress(OSError, HTTPException):
        text = " ".join(response.read1(_PORTION).decode(errors="replace").split())
        return f" ({text[:_WORDS]})" if text else ""
    return ""


def _shut(opened: socket) -> None:
    # Of the plain class: a TLS socket's own forgets its keys under the feet of who reads.
    with suppress(OSError):
        socket.shutdown(opened, SHUT_RDWR)
