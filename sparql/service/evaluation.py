"""One query against one graph: parsed, refused or run, and written in the format asked for."""

import io
from abc import abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final, Protocol

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
)

from sparql.federation.rewriting import rewritten, told
from sparql.service import guard
from sparql.service.answers import Answer, Failure, Limits, QueryRequest, failed, stays
from sparql.service.chance import by_chance
from sparql.service.formats import RESULTS, SHORT, TRIPLES, best, canonical
from store import StoreError, Unreachable

#: What the engine says of a function it does not have, when it comes to call it.
_UNKNOWN: Final = "is not supported"
#: Bytes that are passed on together.
PORTION: Final = 64 * 1024

type Result = QuerySolutions | QueryBoolean | QueryTriples


class Source(Protocol):
    """What can be queried: `pyoxigraph.Store` and `store.Graph` both are."""

    def query(self, query: str, /) -> Result: ...


class DatasetSource(Source, Protocol):
    """A source whose dataset the request may choose, as the SPARQL protocol allows."""

    def query(
        self,
        query: str,
        /,
        *,
        default_graph: list[NamedNode | BlankNode | DefaultGraph] | None = None,
        named_graphs: list[NamedNode | BlankNode] | None = None,
    ) -> Result: ...


class AnswerTooLarge(OSError):
    """The answer outgrew its limit while it was being written."""


class Sink(io.RawIOBase):
    """Where a result is written to, up to a number of bytes; then it raises AnswerTooLarge.

    ``begin`` tells its media type and by what chance it came about, before the first byte.
    """

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._limit = limit
        self._written = 0

    @abstractmethod
    def begin(self, media_type: str, chance: str) -> None:
        """A result of this media type follows."""

    @abstractmethod
    def take(self, data: bytes) -> None:
        """What there is to do with the next bytes."""

    def writable(self) -> bool:
        return True

    def write(self, data: bytes, /) -> int:  # type: ignore[override]
        full = self._written > self._limit
        self._written += len(data)
        if not full and self._written > self._limit:
            raise AnswerTooLarge  # once: a buffer that is thrown away empties itself here
        if not full:
            self.take(bytes(data))
        return len(data)


@dataclass(frozen=True, slots=True)
class Calls:
    """Where a query's calls of SERVICE lead: a relay's address for it, and what it may ask."""

    relay: str
    allowed: tuple[str, ...]


def evaluate(
    source: DatasetSource, request: QueryRequest, sink: Sink, calls: Calls | None = None
) -> Failure | None:
    """Runs a query and writes its result; everything that can go wrong becomes a failure."""
    limits = request.limits or Limits()
    text = request.text
    refused = guard.refusal(text) if calls is None else None
    if calls is not None:
        led = rewritten(text, calls.relay, calls.allowed)
        text, refused = (led, None) if isinstance(led, str) else (text, led)
    if refused is not None:
        return refused
    try:
        result = _run(source, request, text)
        return _write(result, request, sink)
    except SyntaxError as error:
        return guard.wrong(request.text, error)
    except AnswerTooLarge:
        return _too_large(limits.answer)
    except StoreError as error:
        status = 503 if isinstance(error, Unreachable) else 500
        return Failure(status, "The graph cannot be asked just now", str(error), retry=10)
    except (OSError, ValueError, RuntimeError) as error:
        of_call = told(str(error), calls.relay, calls.allowed) if calls else None
        return of_call or _stopped(error)


def _stopped(error: Exception) -> Failure:
    if _UNKNOWN in str(error):
        return Failure(
            400,
            "The query calls an unknown function",
            f"{error}. Use the functions of SPARQL, or those the service description lists.",
        )
    return Failure(
        500,
        "The query could not be evaluated",
        f"The engine stopped: {error}. Simplify the query, or report it with its text.",
    )


def _run(source: DatasetSource, request: QueryRequest, text: str) -> Result:
    if not request.default_graphs and not request.named_graphs:
        return source.query(text)
    try:
        default: list[NamedNode | BlankNode | DefaultGraph] = [
            NamedNode(iri) for iri in request.default_graphs
        ]
        named: list[NamedNode | BlankNode] = [NamedNode(iri) for iri in request.named_graphs]
    except ValueError as error:
        message = f"error at 1:1: a graph parameter is no absolute IRI ({error})"
        raise SyntaxError(message) from error
    return source.query(text, default_graph=default, named_graphs=named)


def _write(result: Result, request: QueryRequest, sink: Sink) -> Failure | None:
    wish = SHORT.get(request.media_type, request.media_type) or request.accept
    raw: io.RawIOBase = sink
    buffer = io.BufferedWriter(raw, PORTION)
    if isinstance(result, QueryTriples):
        media_type = best(wish, list(TRIPLES))
        if media_type is None:
            return _not_offered(wish, TRIPLES)
        sink.begin(media_type, by_chance(request.text))
        result.serialize(buffer, TRIPLES[media_type])
    else:
        media_type = best(wish, list(RESULTS))
        if media_type is None:
            return _not_offered(wish, RESULTS)
        sink.begin(media_type, by_chance(request.text))
        result.serialize(buffer, RESULTS[media_type])
    buffer.flush()
    return None


def _not_offered(
    wish: str, offered: Mapping[str, QueryResultsFormat] | Mapping[str, RdfFormat]
) -> Failure:
    return Failure(
        406,
        "This format is not offered",
        f"The request accepts only {wish!r}; this kind of query is answered in "
        f"{', '.join(canonical(offered))}. Name one of them in Accept.",
    )


def _too_large(limit: int) -> Failure:
    return Failure(
        413,
        "The answer is too large",
        f"The answer is larger than {_size(limit)}, the most this service sends at once. "
        "Add a LIMIT, or ask for fewer columns; whole data sets are in the dumps.",
    )


def _size(number: int) -> str:
    for unit, size in (("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10)):
        if number >= size and number % size == 0:
            return f"{number // size} {unit}"
    return f"{number:,} bytes"


class _Whole(Sink):
    """An answer in memory."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self.media_type = self.chance = ""
        self.body = bytearray()

    def begin(self, media_type: str, chance: str) -> None:
        self.media_type, self.chance = media_type, chance

    def take(self, data: bytes) -> None:
        self.body += data


class InProcess:
    """The query service without processes of its own: for tests and the command line.

    It knows no time limit: a running Oxigraph query cannot be stopped but by ending its process.
    """

    def __init__(self, source: DatasetSource, limits: Limits | None = None) -> None:
        self._source = source
        self._limits = limits or Limits()

    #: It answers from what is there now.
    newest = ""

    def answer(
        self,
        request: QueryRequest,
        gone: Callable[[], bool] = stays,  # noqa: ARG002 - it cannot stop
    ) -> Answer:
        limits = request.limits or self._limits
        sink = _Whole(limits.answer)
        failure = evaluate(self._source, replace(request, limits=limits), sink)
        if failure:
            return failed(failure)
        return Answer(200, bytes(sink.body), sink.media_type, chance=sink.chance)
