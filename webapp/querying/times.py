"""Which moment of the catalogue a query is about: `asOf=`, `generation=`, Memento (RFC 7089).

`/sparql` with a query is an original resource and its own TimeGate, without a redirect (RFC 7089
§4.1.2): the answer says which generation it is of, and where that one stays.
"""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

from flask import Response, request
from werkzeug.http import http_date

from sparql.moments import NO_GENERATIONS, as_of, called, moment
from sparql.service.answers import Failure
from store.graph.embedded import EmbeddedGraph
from store.graph.generations import Generations, described
from webapp.errors import Problem
from webapp.site import site

#: The type of a TimeMap.
LINKS: Final = "application/link-format"
#: The dates of HTTP have no fractions: the moment is the end of their second.
_SECOND: Final = timedelta(microseconds=999_999)
#: Longer addresses are left out of the headers, which servers and clients limit (bytes).
_LONGEST: Final = 2000
_ABOUT_TIME: Final = ("asOf", "generation")
_QUERY: Final = "application/sparql-query"


def chosen() -> str:
    """The name of the generation this request asks for; empty for the newest.

    ``asOf`` is an xsd:dateTime with its time zone, or a date, which is the end of that day (in
    UTC, when it has no zone); ``generation`` a name. Without either, ``Accept-Datetime``. What was
    published last by then is taken. Raises :class:`Problem`: 400 for what is no time, 404 for an
    ``asOf`` before the first that is kept, 410 for a generation that is gone, 501 where none are
    kept.
    """
    request.get_data()  # before werkzeug reads a form by itself, and its bytes are gone
    wished = [(name, each) for name in _ABOUT_TIME for each in request.values.getlist(name)]
    wished = [(name, each.strip()) for name, each in wished if each.strip()]
    if len(wished) > 1:
        raise Problem(
            400,
            "More than one time",
            "The request says more than once which generation it is about. Give asOf or "
            "generation, one time.",
        )
    if not wished:
        return _negotiated()
    name, value = wished[0]
    kept = kept_here()
    if kept is None:
        raise problem(NO_GENERATIONS)
    try:
        found = called(kept, value) if name == "generation" else as_of(kept, moment(value))
    except ValueError as error:
        raise Problem(400, "This is no time", f"asOf: {error}") from None
    if isinstance(found, Failure):
        raise problem(found)
    return found.folder.name


def stamp(response: Response, generation: str) -> Response:
    """Says of an answer which generation it is of, when that was, and where it stays.

    Nothing for an answer of an engine that has none.
    """
    response.vary.add("Accept-Datetime")
    known = described(Path(generation)) if generation else None
    if known is None:
        return response
    made = http_date(known.at)
    response.headers["Catena-Generation"] = generation
    response.headers["Memento-Datetime"] = made
    original = sparql_address(asked())
    memento = sparql_address([*asked(), ("generation", generation)])
    links = [f'<{timemap(asked())}>; rel="timemap"; type="{LINKS}"']
    if len(memento) <= _LONGEST:
        links.insert(0, f'<{original}>; rel="original timegate"')
        links.append(f'<{memento}>; rel="memento"; datetime="{made}"')
        response.headers["Content-Location"] = memento
    for link in links:
        response.headers.add("Link", link)
    return response


def sparql_address(pairs: list[tuple[str, str]]) -> str:
    """The address of the query service with these parameters, on this host."""
    return f"{request.script_root}/sparql" + (f"?{urlencode(pairs)}" if pairs else "")


def _negotiated() -> str:
    """By ``Accept-Datetime``; the first and the last that are kept stand for what is beyond."""
    header = request.headers.get("Accept-Datetime", "")
    if not header:
        return ""
    try:
        # Only the form of RFC 7089 §2.1.1, which is in GMT.
        if not header.strip().endswith("GMT"):
            raise ValueError
        wanted = parsedate_to_datetime(header).astimezone(UTC)
    except (ValueError, OverflowError):
        raise Problem(
            400,
            "This is no time",
            f"Accept-Datetime says {header[:80]!r}. Write it like "
            f"“{http_date(datetime(2027, 3, 1, tzinfo=UTC))}”, or leave it out.",
        ) from None
    kept = kept_here()
    found = kept.all() if kept else []
    if not found:
        return ""  # as one who does not know the header; no Memento-Datetime is said either
    before = [one for one in found if one.at <= wanted + _SECOND]
    return (before or found[:1])[-1].folder.name


def kept_here() -> Generations | None:
    """The generations of this catalogue; None where the graph's engine has none."""
    store = site().store
    return store.generations if isinstance(store.graph, EmbeddedGraph) else None


def problem(failure: Failure) -> Problem:
    """To be raised."""
    return Problem(failure.status, failure.title, failure.detail)


def asked() -> list[tuple[str, str]]:
    """The parameters of this query, as an address would give them, but for what is about time."""
    pairs = [*request.args.items(multi=True), *request.form.items(multi=True)]
    if request.method == "POST" and request.mimetype == _QUERY:
        pairs.append(("query", request.get_data().decode("utf-8", "replace")))
    return [(name, value) for name, value in pairs if name not in _ABOUT_TIME]


def timemap(pairs: list[tuple[str, str]]) -> str:
    """The address of the TimeMap of a query with these parameters; of all, where it is too long."""
    here = f"{request.script_root}/generations"
    pairs = [(name, value) for name, value in pairs if name != "format"]
    full = f"{here}?{urlencode(pairs)}" if pairs else here
    return full if len(full) <= _LONGEST else here
