"""What goes into the query service and what comes out: requests, answers and failures as values."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Final, Protocol

PLAIN: Final = "text/plain; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may take: seconds, bytes of memory, bytes of its answer."""

    seconds: float = 30.0
    memory: int = 2 * 1024**3
    answer: int = 64 * 1024**2


@dataclass(frozen=True, slots=True)
class QueryRequest:
    """One query as it came over the SPARQL protocol (or from the command line)."""

    text: str
    accept: str = ""
    media_type: str = ""  # asked for by name; wins over `accept`
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    generation: str = ""  # the name of a kept one; empty: the newest
    client: str = ""  # whose turn it takes; never written down
    limits: Limits | None = None  # of who holds a key; None: the public's
    fresh: bool = False  # run it, even where its answer is kept


@dataclass(frozen=True, slots=True)
class Failure:
    """Why there is no result: an HTTP status, a title, and what to do about it."""

    status: int
    title: str
    detail: str
    line: int | None = None
    column: int | None = None
    retry: int | None = None  # seconds after which it may go better


class Cut(Exception):
    """An answer that had begun could not be finished; the text says why, as `failure` does."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.detail)
        self.failure = failure


class Rest(Iterator[bytes], Protocol):
    """What follows the beginning of an answer; raises :class:`Cut` where it breaks off.

    Closing it ends the query, if it still runs. It must be closed, or read to its end.
    """

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Answer:
    """A result, or the sentence why there is none (then `failure` is set).

    `body` is all of it, or its beginning when there is a `rest`.
    """

    status: int
    body: bytes
    media_type: str
    failure: Failure | None = None
    rest: Rest | None = None
    generation: str = ""  # the name of the one it was made from; empty where there are none
    kept: bool = False  # it was made before, for somebody else
    chance: str = ""  # the function (`RAND`, `NOW` …) by which it may be another next time

    def chunks(self) -> Iterator[bytes]:
        """The bytes as they come; raises :class:`Cut`."""
        yield self.body
        if self.rest is not None:
            yield from self.rest

    def whole(self) -> bytes:
        """All the bytes; raises :class:`Cut`."""
        return b"".join(self.chunks())

    def close(self) -> None:
        """Gives back what still works for this answer."""
        if self.rest is not None:
            self.rest.close()


def failed(failure: Failure) -> Answer:
    return Answer(failure.status, f"{failure.detail}\n".encode(), PLAIN, failure)


def fingerprint(body: bytes) -> str:
    """How a result is told from another: its SHA-256, in hexadecimal."""
    return sha256(body).hexdigest()


def stays() -> bool:
    """Nobody goes away."""
    return False


class QueryService(Protocol):
    """Whoever answers public queries.

    A query is text from a stranger: it may be wrong, endless or enormous. An implementation
    answers every one with a value, never with an exception, and may be called from many threads.
    `gone` is asked now and then: once it is true nobody waits for the answer any more.
    """

    @property
    def newest(self) -> str:
        """The name of the generation new queries see; empty on an engine that has none."""

    def answer(self, request: QueryRequest, gone: Callable[[], bool] = stays) -> Answer: ...
