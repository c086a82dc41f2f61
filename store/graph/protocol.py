"""SPARQL 1.1 Protocol over HTTP: one request, made again where that may help, one whole answer."""

import threading
from collections.abc import Sequence
from time import monotonic, sleep
from typing import Final
from urllib.parse import unquote, urlsplit, urlunsplit

import requests
from urllib3.exceptions import HTTPError, ReadTimeoutError

from store.engines import Endpoint
from store.errors import StoreError, Unreachable
from store.graph.replies import Reply, failed, lost, shown, understood
from store.graph.signing import AsAsked

#: Pauses before a request is made again (seconds). Every request of ours may be: a query changes
#: nothing, and an update says what shall be there and what shall not.
PAUSES: Final = (0.1, 0.5)
#: Most of an answer that is kept in memory (bytes).
LARGEST: Final = 256 * 1024 * 1024
#: Longest wait for a connection (seconds); for an answer it is the endpoint's own setting.
CONNECT: Final = 10.0
_FOR_A_WHILE: Final = frozenset({429, 502, 503, 504})
_CHUNK: Final = 1 << 20
#: Virtuoso's headers of an answer with 200 that its own limits on rows and on time have cut.
_HELD_BACK: Final = ("X-SPARQL-MaxRows", "X-SQL-State")
_NO_ADDRESS: Final = (
    requests.exceptions.InvalidSchema,
    requests.exceptions.InvalidURL,
    requests.exceptions.MissingSchema,
)


class Connections:
    """The way to one endpoint, for any number of threads: each has a session of its own."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint
        self._account = endpoint.user, endpoint.password
        if not endpoint.user:
            written = urlsplit(endpoint.query)
            self._account = unquote(written.username or ""), unquote(written.password or "")
        self._own = threading.local()
        self._all: list[requests.Session] = []
        self._lock = threading.Lock()

    def query(self, form: Sequence[tuple[str, str]], accept: str) -> Reply:
        """Asks; see :meth:`_send` for what it raises."""
        return self._send(self._endpoint.query, "CATENA_GRAPH", form, accept)

    def update(self, text: str) -> Reply:
        """Changes; see :meth:`_send` for what it raises."""
        form = [("update", text)]
        return self._send(self._endpoint.update, "CATENA_GRAPH_UPDATE", form, "*/*")

    def close(self) -> None:
        """Closes every thread's connections."""
        with self._lock:
            for session in self._all:
                session.close()
            self._all.clear()

    def failure(self, reply: Reply, updating: bool = False) -> StoreError:
        """What to raise for an answer that is not `taken`."""
        return failed(reply, shown(self._endpoint.update if updating else self._endpoint.query))

    def _send(
        self, address: str, setting: str, form: Sequence[tuple[str, str]], accept: str
    ) -> Reply:
        """A whole answer of a SPARQL endpoint, be it yes or no.

        Raises :class:`Unreachable` when there is none, :class:`StoreError` when something else
        than a SPARQL endpoint answers, or one that wants another account.
        """
        where = shown(address)
        for pause in (*PAUSES, None):
            try:
                reply = self._once(address, form, accept)
            except _NO_ADDRESS:
                raise StoreError(
                    f"“{where}” is no address of a SPARQL endpoint. Correct {setting}."
                ) from None
            except requests.Timeout:
                raise Unreachable(
                    f"The graph's server at {where} did not answer within "
                    f"{self._endpoint.seconds:g} seconds. Try again later, or raise "
                    "CATENA_GRAPH_SECONDS."
                ) from None
            except requests.RequestException as error:
                if pause is None:
                    raise Unreachable(lost(error, where, setting)) from None
            else:
                if reply.status not in _FOR_A_WHILE:
                    return understood(reply, where, setting)
                if pause is None:
                    raise Unreachable(
                        f"The graph's server at {where} is not ready ({reply.status}). Try again "
                        "later."
                    )
            sleep(pause)
        raise AssertionError(where)  # the last pause is None, which ends the loop

    def _once(self, address: str, form: Sequence[tuple[str, str]], accept: str) -> Reply:
        # Form-encoded, which every server takes; Virtuoso 7 hangs on a bare query as the body.
        until = monotonic() + self._endpoint.seconds
        patience = (min(CONNECT, self._endpoint.seconds), self._endpoint.seconds)
        with self._session().post(
            _without_account(address),
            data=list(form),
            headers={"Accept": accept},
            timeout=patience,
            stream=True,
            allow_redirects=False,
        ) as answer:
            body = bytearray()
            try:
                # Whatever has come: a server that sends a byte now and then must not hold us.
                while chunk := answer.raw.read1(_CHUNK, decode_content=True):
                    body += chunk
                    if monotonic() > until:
                        raise requests.Timeout
                    if len(body) > LARGEST:
                        raise StoreError(
                            f"The answer of the graph's server at {shown(address)} is larger than "
                            f"{LARGEST >> 20} MiB. Add a LIMIT to the query."
                        )
            except ReadTimeoutError:
                raise requests.Timeout from None
            except HTTPError as error:
                raise requests.exceptions.ChunkedEncodingError(error) from None
            headers = answer.headers
            return Reply(
                answer.status_code,
                headers.get("Content-Type", "").partition(";")[0].strip().lower(),
                bytes(body),
                "Content-Length" in headers or "chunked" in headers.get("Transfer-Encoding", ""),
                any(name in headers for name in _HELD_BACK),
            )

    def _session(self) -> requests.Session:
        session: requests.Session | None = getattr(self._own, "session", None)
        if session is None:
            session = requests.Session()
            if self._account[0]:
                session.auth = AsAsked(*self._account)
            self._own.session = session
            with self._lock:
                self._all.append(session)
        return session


def _without_account(address: str) -> str:
    parts = urlsplit(address)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
