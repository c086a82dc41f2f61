"""The relay: where the calls of SERVICE lead, on this machine, and who asks the endpoints for them.

Oxigraph has an HTTP client of its own, which connects to whatever it is told to. So a query is
told this relay's address, with a word in it that nobody can guess; the relay knows which
endpoint is meant, asks it, and passes its result on.
"""

from collections.abc import Callable, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from secrets import token_hex
from socketserver import TCPServer
from ssl import SSLContext
from threading import BoundedSemaphore, Lock, Thread
from time import monotonic
from types import TracebackType
from typing import Any, Final, Self

from sparql.federation.addresses import Address, is_public
from sparql.federation.asking import Manner, Unanswered, trusting
from sparql.federation.visits import Visit

#: What all the calls of one query may fetch together (bytes).
SIZE: Final = 16 << 20
#: Connections at the same time; each query process has one.
_CONNECTIONS: Final = 64
#: A call's own text (bytes); a query is no longer than this.
_LONGEST: Final = 1 << 20
#: How long a request may take to come in over this machine's own network (seconds).
_PATIENCE: Final = 10.0

#: How soon it notices that it shall end (seconds).
_TICK: Final = 0.1


class Relay:
    """Listens on this machine's loopback address for as long as a block runs.

    ``allowed``: normal addresses (:func:`~sparql.federation.addresses.services`), the only ones
    that are ever asked. ``size``: what one query may fetch (bytes). ``reachable`` and ``trust``
    are for tests, whose endpoints are on this machine; no setting leads to them.
    """

    def __init__(
        self,
        allowed: Sequence[str],
        *,
        size: int = SIZE,
        agent: str = "Catena",
        reachable: Callable[[Address], bool] = is_public,
        trust: SSLContext | None = None,
    ) -> None:
        self.allowed = tuple(allowed)
        self._size = size
        self._manner = Manner(reachable, agent, trust or trusting())
        self._visits: dict[str, Visit] = {}
        self._lock = Lock()
        self._server = _Server(self)
        self._thread = Thread(
            target=self._server.serve_forever, args=(_TICK,), name="relay", daemon=True
        )

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
        with self._lock:
            visits = list(self._visits.values())
            self._visits.clear()
        for visit in visits:
            visit.close()

    @property
    def port(self) -> int:
        """The TCP port it listens at: the only one a query's process needs."""
        return int(self._server.server_address[1])

    def visit(self, seconds: float) -> Visit:
        """Leave for one query, which ends by itself after so many seconds."""
        now = monotonic()
        token = token_hex(24)
        address = f"http://127.0.0.1:{self.port}/{token}"
        visit = Visit(address, self.allowed, now + seconds, self._size, self._manner)
        with self._lock:
            gone = [key for key, other in self._visits.items() if other.until < now]
            over = [self._visits.pop(key) for key in gone]
            self._visits[token] = visit
        for other in over:
            other.close()
        return visit

    def end(self, visit: Visit) -> None:
        """The query has ended: its address leads nowhere any more."""
        with self._lock:
            self._visits.pop(visit.address.rpartition("/")[2], None)
        visit.close()

    def found(self, path: str) -> tuple[Visit, int] | None:
        """Whose call it is, and which endpoint it means, by the path of a request."""
        token, _, number = path.removeprefix("/").partition("/")
        with self._lock:
            visit = self._visits.get(token)
        if visit is None or not (number.isascii() and number.isdigit()):
            return None
        return (visit, int(number)) if int(number) < len(visit.allowed) else None


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, relay: Relay) -> None:
        self.relay = relay
        self._places = BoundedSemaphore(_CONNECTIONS)
        super().__init__(("127.0.0.1", 0), _Handler)

    def server_bind(self) -> None:
        TCPServer.server_bind(self)  # HTTPServer's own asks the name service who we are
        self.server_name, self.server_port = "127.0.0.1", self.socket.getsockname()[1]

    def process_request(self, request: Any, client_address: Any) -> None:
        if self._places.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._places.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A process that is ended in the middle of its call is nothing to tell."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = _PATIENCE
    server: _Server

    def do_POST(self) -> None:
        """A call, as Oxigraph sends it: the query as the body (SPARQL 1.1 Protocol §2.1.3)."""
        self.close_connection = True
        found = self.server.relay.found(self.path)
        length = self.headers.get("Content-Length", "")
        if found is None or not (length.isascii() and length.isdigit()):
            self._send(404, "text/plain", b"Nobody is here.")
            return
        if int(length) > _LONGEST:
            self._send(413, "text/plain", b"What SERVICE asks is too long. Ask for less at once.")
            return
        visit, number = found
        try:
            rows = visit.ask(number, self.rfile.read(int(length)).decode())
        except Unanswered as error:
            self._send(502, "text/plain; charset=utf-8", str(error).encode())
        except UnicodeDecodeError:
            self._send(400, "text/plain", b"The query is not in UTF-8.")
        else:
            self._send(200, rows.media_type, rows.body)

    def _send(self, status: int, media_type: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *_: object) -> None:  # noqa: A002 - its name there
        """What strangers ask is written down nowhere."""
