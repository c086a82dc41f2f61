"""`/generations`: what is kept of the past, as a TimeMap (RFC 7089 §5) and as a page."""

from typing import Final

from flask import Response, json, render_template, request
from werkzeug.http import http_date

from sparql.moments import NO_GENERATIONS, stamped
from sparql.service.formats import best
from store.graph.generations import Generation, Generations
from webapp.errors import Problem
from webapp.querying.times import LINKS, asked, kept_here, problem, sparql_address, timemap
from webapp.site import site

_OFFERED: Final = (LINKS, "application/json", "text/html")
_NAMES: Final = {"link": LINKS, "json": "application/json", "html": "text/html"}


def generations() -> Response:
    """Every generation that is kept, by ``Accept`` or ``format=`` as one of :data:`_NAMES`.

    The parameters of a query may be given as to `/sparql`: then it is the TimeMap of that query,
    and the addresses are where it is asked of each generation.
    """
    kept = kept_here()
    if kept is None:
        raise problem(NO_GENERATIONS)
    name = request.args.get("format", "")
    accepted = best(request.headers.get("Accept", ""), _OFFERED)
    media_type = _NAMES.get(name) if name else accepted
    if media_type is None:
        raise Problem(
            406,
            "Not available in this form",
            f"The list of generations comes in {', '.join(_OFFERED)}. Name one of them in Accept, "
            f"or as format={', format='.join(_NAMES)}.",
        )
    found = kept.all()
    if media_type == LINKS:
        body = _link_format(found)
    elif media_type == "text/html":
        body = render_template(
            "generations.html",
            generations=[(one, kept.cited(one), _address(one)) for one in reversed(found)],
            query=request.args.get("query", ""),
            sparql=sparql_address([]),
        )
    else:
        body = json.dumps(_said(kept, found), ensure_ascii=False, indent=2) + "\n"
    response = Response(body, mimetype=media_type)
    response.vary.add("Accept")
    response.headers["Cache-Control"] = "no-cache"
    return response


def _of_query() -> list[tuple[str, str]]:
    return [(name, value) for name, value in asked() if name != "format"]


def _address(generation: Generation) -> str:
    """Where the query is asked of one generation; without a query, the page to write one."""
    return sparql_address([*_of_query(), ("generation", generation.folder.name)])


def _link_format(found: list[Generation]) -> str:
    """RFC 6690, as RFC 7089 §5 uses it, the oldest first; addresses are whole, by the base IRI."""
    base = site().store.base.rstrip("/")
    span = ""
    if found:
        span = f'; from="{http_date(found[0].at)}"; until="{http_date(found[-1].at)}"'
    lines = [
        f'<{base}{sparql_address(_of_query())}>; rel="original timegate"',
        f'<{base}{timemap(_of_query())}>; rel="self"; type="{LINKS}"{span}',
    ]
    for place, one in enumerate(found):
        ends = "first " * (place == 0) + "last " * (place == len(found) - 1)
        lines.append(
            f'<{base}{_address(one)}>; rel="{ends}memento"; datetime="{http_date(one.at)}"'
        )
    return ",\n".join(lines) + "\n"


def _said(kept: Generations, found: list[Generation]) -> dict[str, object]:
    return {
        "original": sparql_address(_of_query()),
        "generations": [
            {
                "name": one.folder.name,
                "time": stamped(one.at),
                "change": one.change,
                "cited": kept.cited(one),
                "address": _address(one),
            }
            for one in reversed(found)
        ],
    }
