"""An answer of the query service as an HTTP response: headers first, and bytes as they come."""

from collections.abc import Iterator
from dataclasses import replace
from hashlib import blake2b
from typing import Any, Final

from flask import Response, request

from sparql.service.answers import Answer, Cut, Failure, QueryRequest, fingerprint
from sparql.service.formats import RESULTS, SHORT, TRIPLES, best
from sparql.service.kept import repeatable
from webapp import errors
from webapp.errors import Problem
from webapp.querying import asking, times
from webapp.querying.protocol import gives_graph
from webapp.site import site

#: Answers in the middle of which a client of HTTP/1.0 could not tell an end from a break.
_WITHOUT_CHUNKS: Final = "HTTP/1.0"
#: Digits of a validator.
_MARK: Final = 24
_YEAR: Final = 365 * 24 * 60 * 60
_SUFFIXES: Final = {media_type: name for name, media_type in SHORT.items()}


class Streamed(Iterator[bytes]):
    """The bytes of an answer as they come; raises :class:`Cut` where it breaks off.

    The server then closes the connection without the last chunk (RFC 9112 §8), so no client takes
    the beginning for the whole. Closing it ends the query.
    """

    def __init__(self, answer: Answer) -> None:
        self._answer = answer
        self._chunks = answer.chunks()

    def __next__(self) -> bytes:
        return next(self._chunks)

    def close(self) -> None:
        self._answer.close()


def answered(asked: QueryRequest) -> Response:
    """Runs a query, or says that the client has its answer already (304), which runs nothing.

    The validator is weak: the same query on the same generation has the same result, whose rows
    may come in another order where the query asks for none.
    """
    here = site()
    lasting = asked.generation != "" and request.args.get("generation") == asked.generation
    asked = replace(
        asked,
        generation=asked.generation or here.queries.newest,
        media_type=asked.media_type or _negotiated(asked),
    )
    mark = _mark(asked) if asked.generation and asked.media_type else ""
    response = times.stamp(Response(), asked.generation)
    response.vary.update(("Accept", "Accept-Encoding"))
    response.headers["Cache-Control"] = "no-cache"
    if mark and repeatable(asked.text):
        _validate(response, mark, lasting=lasting)
        if not asked.fresh and response.make_conditional(request).status_code != 200:
            return response
    answer = asking.answer(asked, "protocol")
    if answer.failure is not None:
        return failed(answer.failure)
    try:
        _fill(response, answer)
    except Cut as cut:
        return failed(cut.failure)
    _describe(response, answer)
    if answer.chance:
        response.headers.pop("ETag", None)
        response.headers["Cache-Control"] = "no-cache"
    elif mark or answer.rest is None:
        _validate(response, mark or fingerprint(answer.body)[:_MARK], lasting=lasting)
        if answer.rest is None and not asked.fresh:
            response.make_conditional(request)
    return response


def failed(failure: Failure) -> Response:
    """The sentence why there is no result, with its place in the text and when to come again."""
    more: dict[str, Any] = {}
    if failure.line is not None:
        more = {"line": failure.line, "column": failure.column}
    response = errors.answer(Problem(failure.status, failure.title, failure.detail, more=more))
    if failure.retry is not None:
        response.headers["Retry-After"] = str(failure.retry)
    return response


def _negotiated(asked: QueryRequest) -> str:
    """The format of the answer, known before there is one; nothing where none is acceptable."""
    return best(asked.accept, list(TRIPLES if gives_graph(asked.text) else RESULTS)) or ""


def _validate(response: Response, mark: str, *, lasting: bool) -> None:
    """How to know the answer again; one whose address names its generation is the same for ever."""
    response.set_etag(mark, weak=True)
    if lasting:
        response.headers["Cache-Control"] = f"public, max-age={_YEAR}, immutable"


def _mark(asked: QueryRequest) -> str:
    # As lists, so that no text can pass for another's text and graphs.
    parts = (
        asked.text,
        list(asked.default_graphs),
        list(asked.named_graphs),
        asked.generation,
        asked.media_type,
        site().settings.release,
    )
    return blake2b(repr(parts).encode("utf-8", "surrogatepass"), digest_size=_MARK // 2).hexdigest()


def _describe(response: Response, answer: Answer) -> None:
    response.content_type = _with_charset(answer.media_type)
    response.headers["Catena-Cached"] = "yes" if answer.kept else "no"
    if request.values.get("format"):
        suffix = _SUFFIXES.get(answer.media_type, "txt")
        name = f"catena-{answer.generation or 'result'}.{suffix}"
        response.headers["Content-Disposition"] = f'inline; filename="{name}"'


def _fill(response: Response, answer: Answer) -> None:
    """With its body: whole where it is whole, and to a client that could not see a break.

    Raises :class:`Cut` when that one has no end.
    """
    if answer.rest is None:
        response.set_data(answer.body)
    elif request.method == "HEAD":
        answer.close()
        response.response = Streamed(replace(answer, body=b"", rest=None))
    elif request.environ.get("SERVER_PROTOCOL") == _WITHOUT_CHUNKS:
        try:
            response.set_data(answer.whole())
        finally:
            answer.close()
    else:
        response.response = Streamed(answer)
    if response.is_streamed:
        response.headers.pop("Content-Length", None)


def _with_charset(media_type: str) -> str:
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
