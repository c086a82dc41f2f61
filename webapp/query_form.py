"""`/sparql`: the SPARQL protocol for programs, and a form with worked examples for people."""

from typing import Any, Final

from flask import Response, json, render_template, request
from flask.typing import ResponseReturnValue

from sparql.service.answers import Answer, QueryRequest
from sparql.service.formats import SHORT, best
from sparql.service.guard import READ_ONLY
from sparql.questions import examples
from webapp.errors import Problem
from webapp.results import Graph, Table, graph, table
from webapp.site import site

_QUERY: Final = "application/sparql-query"
_UPDATE: Final = "application/sparql-update"
_FORM: Final = "application/x-www-form-urlencoded"
#: What the form asks the query service for, to show it as a page.
_FOR_A_PAGE: Final = "application/sparql-results+json, text/turtle;q=0.9"


def sparql() -> ResponseReturnValue:
    """Answers a query; shows the form when there is none, or when a page was asked for."""
    asked = _asked()
    if asked is None:
        return _page(_example(), None)
    if asked.media_type in ("", "html") and _wants_page():
        shown = QueryRequest(asked.text, _FOR_A_PAGE, "", asked.default_graphs, asked.named_graphs)
        return _page(asked.text, site().queries.answer(shown))
    answer = site().queries.answer(asked)
    if answer.failure is not None:
        raise _problem(answer)
    response = Response(answer.chunks(), content_type=_with_charset(answer.media_type))
    response.call_on_close(answer.close)
    response.vary.add("Accept")
    response.headers["Cache-Control"] = "no-cache"
    return response


def _asked() -> QueryRequest | None:
    """The query of this request (SPARQL 1.1 Protocol §2.1); None when there is none."""
    media_type = request.mimetype
    if request.method == "POST" and media_type == _QUERY:
        values = request.args
        texts = [_utf8(request.get_data())]
    elif request.method == "POST" and media_type in (_UPDATE, _FORM):
        values = request.form if media_type == _FORM else request.args
        texts = values.getlist("query")
    elif request.method == "POST":
        raise Problem(
            415,
            "Unknown kind of request",
            f"A POST to this service has the type {_QUERY} or {_FORM}; this one says "
            f"{media_type or 'nothing'}.",
        )
    else:
        values, texts = request.args, request.args.getlist("query")
    if media_type == _UPDATE or "update" in values:
        raise Problem(READ_ONLY.status, READ_ONLY.title, READ_ONLY.detail)
    if len(texts) > 1:
        raise Problem(400, "More than one query", "A request carries one query; this has several.")
    if not texts or not texts[0].strip():
        if request.method == "POST" and not _wants_page():
            raise Problem(400, "No query", "The request carries no query. Send one as “query”.")
        return None
    return QueryRequest(
        texts[0],
        request.headers.get("Accept", ""),
        values.get("format", ""),
        tuple(values.getlist("default-graph-uri")),
        tuple(values.getlist("named-graph-uri")),
    )


def _utf8(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise Problem(
            400, "The query is not in UTF-8", f"Send the query in UTF-8 ({error.reason})."
        ) from None


def _wants_page() -> bool:
    if request.values.get("format", "") == "html":
        return True
    offered = ["application/sparql-results+json", "text/turtle", "text/html"]
    return best(request.headers.get("Accept", ""), offered) == "text/html"


def _example() -> str:
    """The example a link asks for; the first one otherwise."""
    known = examples()
    name = request.args.get("example", "")
    if name and name not in known:
        raise Problem(404, "No such example", f"The examples are {', '.join(known)}.")
    return (known[name] if name else next(iter(known.values()))).text


def _page(text: str, answer: Answer | None) -> ResponseReturnValue:
    results: Table | None = None
    drawn: Graph | None = None
    if answer is not None and answer.failure is None:
        if answer.media_type == "text/turtle":
            drawn = graph(answer.whole())
        else:
            results = table(json.loads(answer.whole()), site().store.base)
    page = render_template(
        "sparql.html",
        text=text,
        answer=answer,
        results=results,
        graph=drawn,
        examples=examples(),
        formats=[name for name in SHORT if (name in _GRAPH_FORMATS) == bool(drawn)],
        seconds=site().settings.seconds,
    )
    response = Response(page, status=answer.status if answer else 200)
    response.vary.add("Accept")
    response.headers["Cache-Control"] = "no-cache"
    return response


_GRAPH_FORMATS: Final = ("ttl", "nt", "rdf", "jsonld")


def _problem(answer: Answer) -> Problem:
    failure = answer.failure
    assert failure is not None  # noqa: S101 - for the type checker; the caller asked
    more: dict[str, Any] = {}
    if failure.line is not None:
        more = {"line": failure.line, "column": failure.column}
    return Problem(failure.status, failure.title, failure.detail, more=more)


def _with_charset(media_type: str) -> str:
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
