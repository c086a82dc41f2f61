"""`/cite`: a result kept for ever, with words for a paper, its bytes, and their proof."""

from base64 import b64encode
from dataclasses import asdict
from typing import Final

from flask import Response, json, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.http import http_date

from sparql.citations import wording
from sparql.citations.citation import Citation
from sparql.citations.keeping import Citations
from sparql.citations.making import Citing, Verdict
from sparql.moments import NO_GENERATIONS
from sparql.service.answers import Failure, QueryRequest
from sparql.service.formats import SHORT, best
from store.manifest import GRAPH
from webapp.errors import Problem
from webapp.querying import asking, keys, protocol, responses, times
from webapp.site import site

#: The forms of a citation, by the name in ``format=``; the first is the one for no wish.
FORMS: Final = {
    "json": "application/json",
    "html": "text/html",
    "bib": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
    "csl": "application/vnd.citationstyles.csl+json",
}
_WRITERS: Final = {"bib": wording.bibtex, "ris": wording.ris, "csl": wording.csl}
_SUFFIXES: Final = {media_type: name for name, media_type in SHORT.items()}
_FOR_EVER: Final = "public, max-age=31536000, immutable, no-transform"


def cite() -> ResponseReturnValue:
    """`POST /cite`: keeps the answer to a query with its generation; 303 to its address.

    A form as `/sparql` takes it: ``query``, ``format``, ``generation`` or ``asOf``, and the graphs.
    """
    generation = times.chosen()
    text = request.form.get("query", "")
    if not text.strip():
        raise Problem(
            400, "No query", "The form carries no query. Send it as “query”, with its generation."
        )
    name = request.form.get("format", "")
    written = protocol.named(name, text) or SHORT["ttl" if protocol.gives_graph(text) else "json"]
    asked = QueryRequest(
        text,
        media_type=written,
        default_graphs=tuple(request.form.getlist("default-graph-uri")),
        named_graphs=tuple(request.form.getlist("named-graph-uri")),
        generation=generation,
        client=keys.client(),
    )
    made = _citing().cite(asked, asking.gone())
    if isinstance(made, Failure):
        return responses.failed(made)
    return redirect(url_for("citing.citation", name=made.id), 303)


def citation(name: str) -> ResponseReturnValue:
    """`GET /cite/<id>`: what was cited, in one of :data:`FORMS`."""
    found = _found(name)
    form = _form(FORMS)
    if form == "html":
        return _page(found, None)
    if form == "json":
        response = _json(_described(found))
    else:
        response = Response(_WRITERS[form](found), mimetype=FORMS[form])
        response.headers["Content-Disposition"] = f'inline; filename="catena-{name}.{form}"'
    return _linked(response, found)


def result(name: str) -> Response:
    """`GET /cite/<id>/result`: the bytes that were cited, under their hash (RFC 9530)."""
    found = _found(name)
    response = Response(_citations().result(found), content_type=_with_charset(found.media_type))
    digest = b64encode(bytes.fromhex(found.sha256)).decode()
    suffix = _SUFFIXES.get(found.media_type, "txt")
    # A coding would make another representation, of another digest: hence no-transform.
    response.headers["Cache-Control"] = _FOR_EVER
    response.headers["Repr-Digest"] = f"sha-256=:{digest}:"
    response.headers["Memento-Datetime"] = http_date(found.moment)
    response.headers["Catena-Generation"] = found.generation
    response.headers["Content-Disposition"] = f'inline; filename="catena-{name}.{suffix}"'
    response.headers.add("Link", f'<{url_for("citing.citation", name=name)}>; rel="describedby"')
    response.headers.add("Link", f'<{found.address}>; rel="cite-as"')
    response.set_etag(found.sha256)
    response.make_conditional(request)
    return response


def verify(name: str) -> ResponseReturnValue:
    """`POST /cite/<id>/verify`: runs the query again, and says whether the result is the same."""
    found = _found(name)
    form = _form({"json": FORMS["json"], "html": FORMS["html"]})
    verdict = _citing().verify(found, asking.gone(), keys.client())
    if isinstance(verdict, Failure):
        return responses.failed(verdict)
    if form == "html":
        return _page(found, verdict)
    said = asdict(verdict) | {"same": verdict.same, "cited": found.sha256}
    response = _json(said | {"generation": found.generation})
    response.headers["Cache-Control"] = "no-store"
    return response


def _page(found: Citation, verdict: Verdict | None) -> Response:
    page = render_template(
        "cite.html",
        citation=found,
        english=wording.english(found),
        chinese=wording.chinese(found),
        again=_again(found),
        verdict=verdict,
    )
    return _linked(Response(page), found)


def _linked(response: Response, found: Citation) -> Response:
    response.vary.add("Accept")
    response.headers["Cache-Control"] = "no-cache"
    response.headers.add("Link", f'<{found.address}>; rel="cite-as"')
    response.headers.add("Link", f'<{url_for("citing.result", name=found.id)}>; rel="item"')
    return response


def _described(found: Citation) -> dict[str, object]:
    return asdict(found) | {
        "address": found.address,
        "result": url_for("citing.result", name=found.id),
        "again": _again(found),
        "verify": url_for("citing.verify", name=found.id),
        "text": {"en": wording.english(found), "zh": wording.chinese(found)},
    }


def _again(found: Citation) -> str:
    """The same query on the same generation, at the query service."""
    pairs = [("query", found.query), ("format", found.media_type)]
    pairs += [("default-graph-uri", graph) for graph in found.default_graphs]
    pairs += [("named-graph-uri", graph) for graph in found.named_graphs]
    return times.sparql_address([*pairs, ("generation", found.generation)])


def _form(offered: dict[str, str]) -> str:
    """The name of the form asked for. Raises :class:`Problem` (406) for any other."""
    name = request.args.get("format", "")
    if name in offered:
        return name
    accepted = best(request.headers.get("Accept", ""), list(offered.values()))
    if name or accepted is None:
        raise Problem(
            406,
            "Not available in this form",
            f"This comes in {', '.join(offered.values())}. Name one of them in Accept, or as "
            f"format={', format='.join(offered)}.",
        )
    return next(key for key, media_type in offered.items() if media_type == accepted)


def _found(name: str) -> Citation:
    found = _citations().get(name)
    if found is None:
        raise Problem(
            404,
            "No such citation",
            f"Nothing was cited here as {name[:80]!r}. Compare the address with the one in the "
            "paper, letter by letter.",
        )
    return found


def _citations() -> Citations:
    return Citations(site().store.home)


def _citing() -> Citing:
    here = site()
    kept = times.kept_here()
    if kept is None:
        raise times.problem(NO_GENERATIONS)
    home = here.store.home
    return Citing(here.queries, kept, Citations(home), home / GRAPH, here.store.base)


def _json(said: dict[str, object]) -> Response:
    body = json.dumps(said, ensure_ascii=False, indent=2) + "\n"
    return Response(body, mimetype="application/json")


def _with_charset(media_type: str) -> str:
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
