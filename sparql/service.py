"""One query against one graph: parsed, refused or run, and written in the format asked for."""

import io
from collections.abc import Mapping
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

from sparql import guard
from sparql.answers import Answer, Failure, QueryRequest, failed
from sparql.formats import RESULTS, SHORT, TRIPLES, best, canonical
from store import StoreError, Unreachable

ANSWER_LIMIT: Final = 64 * 1024 * 1024

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
    """The answer outgrew the limit while it was being written."""


class _Bounded(io.BytesIO):
    """A buffer that refuses to grow past its limit, so that one answer cannot fill the memory."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._limit = limit

    def write(self, data: bytes, /) -> int:  # type: ignore[override]
        if self.tell() + len(data) > self._limit:
            raise AnswerTooLarge
        return super().write(data)


def answer(source: DatasetSource, request: QueryRequest, limit: int = ANSWER_LIMIT) -> Answer:
    """Runs a query and writes its result; everything that can go wrong becomes a failed answer."""
    refused = guard.refusal(request.text)
    if refused is not None:
        return failed(refused)
    try:
        result = _run(source, request)
        return _written(result, request, limit)
    except SyntaxError as error:
        return failed(guard.wrong(request.text, error))
    except AnswerTooLarge:
        return failed(_too_large(limit))
    except StoreError as error:
        status = 503 if isinstance(error, Unreachable) else 500
        return failed(Failure(status, "The graph cannot be asked just now", str(error)))
    except (OSError, ValueError, RuntimeError) as error:
        return failed(
            Failure(
                500,
                "The query could not be evaluated",
                f"The engine stopped: {error}. Simplify the query, or report it with its text.",
            )
        )


def _run(source: DatasetSource, request: QueryRequest) -> Result:
    if not request.default_graphs and not request.named_graphs:
        return source.query(request.text)
    try:
        default: list[NamedNode | BlankNode | DefaultGraph] = [
            NamedNode(iri) for iri in request.default_graphs
        ]
        named: list[NamedNode | BlankNode] = [NamedNode(iri) for iri in request.named_graphs]
    except ValueError as error:
        message = f"error at 1:1: a graph parameter is no absolute IRI ({error})"
        raise SyntaxError(message) from error
    return source.query(request.text, default_graph=default, named_graphs=named)


def _written(result: Result, request: QueryRequest, limit: int) -> Answer:
    wish = SHORT.get(request.media_type, request.media_type) or request.accept
    buffer = _Bounded(limit)
    if isinstance(result, QueryTriples):
        media_type = best(wish, list(TRIPLES))
        if media_type is None:
            return failed(_not_offered(wish, TRIPLES))
        result.serialize(buffer, TRIPLES[media_type])
    else:
        media_type = best(wish, list(RESULTS))
        if media_type is None:
            return failed(_not_offered(wish, RESULTS))
        result.serialize(buffer, RESULTS[media_type])
    return Answer(200, buffer.getvalue(), media_type)


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


class InProcess:
    """The query service without processes of its own: for tests and the command line.

    It knows no time limit: a running Oxigraph query cannot be stopped but by ending its process.
    """

    def __init__(self, source: DatasetSource, limit: int = ANSWER_LIMIT) -> None:
        self._source = source
        self._limit = limit

    def answer(self, request: QueryRequest) -> Answer:
        return answer(self._source, request, self._limit)
