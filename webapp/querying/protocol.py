"""A request to `/sparql` as a query (SPARQL 1.1 Protocol §2.1), or the sentence why it is none."""

from typing import Final
from urllib.parse import parse_qsl

from flask import request
from werkzeug.datastructures import MultiDict

from sparql.service.answers import QueryRequest
from sparql.service.formats import SHORT, best
from sparql.service.guard import READ_ONLY
from store.graph.query_text import form
from webapp.errors import Problem
from webapp.querying import keys, times

QUERY: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"
FORM: Final = "application/x-www-form-urlencoded"
#: The name of the page among the formats.
PAGE: Final = "html"
#: Short names that mean a serialization, as clients send them: `SPARQLWrapper` asks for `xml` of
#: whatever query it has. By the kind of result: rows or a yes, then statements.
_NAMES: Final[dict[str, tuple[str, str]]] = {
    "json": (SHORT["json"], SHORT["jsonld"]),
    "xml": (SHORT["xml"], SHORT["rdf"]),
    "rdf+xml": (SHORT["xml"], SHORT["rdf"]),
    "turtle": (SHORT["ttl"], SHORT["ttl"]),
    "json-ld": (SHORT["jsonld"], SHORT["jsonld"]),
}
_WITH_GRAPH: Final = frozenset({"CONSTRUCT", "DESCRIBE"})
#: Names of the one encoding the protocol knows, and of a part of it.
_UTF8: Final = frozenset({"", "utf-8", "utf8", "us-ascii"})
_FIELDS: Final = 1000


def asked() -> QueryRequest | None:
    """The query of this request; None when a GET brings none.

    Raises :class:`Problem`: 400 for what is no single query in UTF-8, 403 for an update (the
    service knows what is asked and refuses it: RFC 9110 §15.5.4; 405 or 415 would say that another
    method or type may do), 415 for a body of another type.
    """
    in_address = _parameters(request.query_string, "The address")
    in_body, texts = _body()
    if request.mimetype == UPDATE or "update" in in_address or "update" in in_body:
        raise Problem(READ_ONLY.status, READ_ONLY.title, READ_ONLY.detail)
    texts += in_body.getlist("query") + in_address.getlist("query")
    if len(texts) > 1:
        raise Problem(
            400,
            "More than one query",
            f"A request carries one query; this one has {len(texts)}, counted over its address "
            "and its body. Send them one by one.",
        )
    if not texts or not texts[0].strip():
        if request.method == "POST" and not wants_page():
            raise Problem(
                400,
                "No query",
                f"The request carries no query. Send it as “query” of a form, or as a body of "
                f"the type {QUERY}.",
            )
        return None
    name = in_body.get("format") or in_address.get("format") or ""
    return QueryRequest(
        texts[0],
        request.headers.get("Accept", ""),
        named(name, texts[0]),
        _graphs("default-graph-uri", in_body, in_address),
        _graphs("named-graph-uri", in_body, in_address),
        times.chosen(),
        keys.client(),
        fresh=bool(request.cache_control.no_cache),
    )


def named(name: str, text: str) -> str:
    """The media type that `format=` asks for, given the query; nothing for the page or no name.

    Raises :class:`Problem` (400) for a name that is none.
    """
    if name in ("", PAGE):
        return ""
    if name in _NAMES:
        return _NAMES[name][gives_graph(text)]
    if name in SHORT:
        return SHORT[name]
    if "/" in name:
        return name
    raise Problem(
        400,
        "No such format",
        f"The formats are {PAGE}, {', '.join(SHORT)}, or a media type. Choose one of them.",
    )


def gives_graph(text: str) -> bool:
    """Whether the result of this query is a graph, and not rows or a yes or no."""
    return form(text) in _WITH_GRAPH


def wants_page() -> bool:
    """Whether a person asks, who is shown a page: by `format=html`, else by what is accepted."""
    request.get_data()  # kept; once werkzeug has read a form by itself, its bytes are gone
    name = request.args.get("format") or request.form.get("format") or ""
    if name:
        return name == PAGE
    offered = ["application/sparql-results+json", "text/turtle", "text/html"]
    return best(request.headers.get("Accept", ""), offered) == "text/html"


def _body() -> tuple[MultiDict[str, str], list[str]]:
    """What the body of a POST says: the fields of a form, or a query by itself."""
    nothing: MultiDict[str, str] = MultiDict()
    if request.method != "POST" or request.mimetype == UPDATE:
        return nothing, []
    if request.mimetype not in (QUERY, FORM):
        raise Problem(
            415,
            "Unknown kind of request",
            f"A POST to this service has the type {QUERY} or {FORM}; this one says "
            f"{request.mimetype or 'nothing'}. Say it in Content-Type.",
        )
    charset = request.mimetype_params.get("charset", "").strip("\"' ").lower()
    if charset not in _UTF8:
        raise Problem(
            415,
            "The query is not in UTF-8",
            f"The request says that it is written in {charset}. Queries are read in UTF-8 only: "
            "convert it, and leave the charset out.",
        )
    body = request.get_data()
    if request.mimetype == FORM:
        return _parameters(body, "The form"), []
    return nothing, [_utf8(body, "The query").removeprefix("\ufeff")]


def _parameters(encoded: bytes, where: str) -> MultiDict[str, str]:
    """Fields of a form (WHATWG URL §5.1); werkzeug's own reading lets wrong bytes pass."""
    text = _utf8(encoded, where)
    try:
        pairs = parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_FIELDS)
    except UnicodeDecodeError as error:
        raise _not_utf8(where, error) from None
    except ValueError:
        raise Problem(
            400, "Too many fields", f"{where} has more than {_FIELDS:,} fields. Send fewer."
        ) from None
    return MultiDict(pairs)


def _utf8(written: bytes, where: str) -> str:
    try:
        return written.decode()
    except UnicodeDecodeError as error:
        raise _not_utf8(where, error) from None


def _not_utf8(where: str, error: UnicodeDecodeError) -> Problem:
    return Problem(
        400,
        "The query is not in UTF-8",
        f"{where} has bytes that are not UTF-8, the first at byte {error.start} of its part "
        f"({error.reason}). Convert the query to UTF-8 and send it again.",
    )


def _graphs(
    name: str, in_body: MultiDict[str, str], in_address: MultiDict[str, str]
) -> tuple[str, ...]:
    """The graphs a parameter names; beside a body of the type of a query it is in the address."""
    return tuple(in_body.getlist(name) + in_address.getlist(name))
