"""What goes into the query service and what comes out: requests, answers and failures as values."""

from dataclasses import dataclass
from typing import Final, Protocol

PLAIN: Final = "text/plain; charset=utf-8"


@dataclass(frozen=True, slots=True)
class QueryRequest:
    """One query as it came over the SPARQL protocol (or from the command line)."""

    text: str
    accept: str = ""
    media_type: str = ""  # asked for by name; wins over `accept`
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """Why there is no result: an HTTP status, a title, and what to do about it."""

    status: int
    title: str
    detail: str
    line: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The bytes of a result, or of the sentence why there is none (then `failure` is set)."""

    status: int
    body: bytes
    media_type: str
    failure: Failure | None = None


def failed(failure: Failure) -> Answer:
    return Answer(failure.status, f"{failure.detail}\n".encode(), PLAIN, failure)


class QueryService(Protocol):
    """Whoever answers public queries.

    A query is text from a stranger: it may be wrong, endless or enormous. An implementation
    answers every one with a value, never with an exception, and may be called from many threads.
    """

    def answer(self, request: QueryRequest) -> Answer: ...
