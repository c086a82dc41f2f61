"""For machines: is the service alive, what is in the data set, and what can be asked of it?"""

from collections.abc import Iterable
from contextlib import suppress
from typing import Final

from flask import Response, jsonify, request
from pyoxigraph import Triple

from shapes.iris import thing
from sparql.description import service
from sparql.description import void as dataset
from sparql.description.void import Catalogue
from sparql.description.writing import FORMATS, PAGE, chosen, written
from store import Unreachable
from store.graph.embedded import EmbeddedGraph
from webapp.addresses import KINDS
from webapp.errors import Problem
from webapp.site import Site, site

#: What the documents of a kind are about, where all are about the same.
_THINGS: Final = {"bib": "Instance", "member": "Library"}


def healthz() -> Response:
    """Alive, and as of which change; answers without counting anything.

    ``graph`` is null while the graph's server is away: pages are shown, SPARQL is not answered.
    """
    here = site()
    graph = None
    with suppress(Unreachable):
        graph = here.store.graph.checkpoint
    status = "ok" if graph is not None else "graph away"
    response = jsonify(status=status, head=here.store.log.head, graph=graph)
    response.headers["Cache-Control"] = "no-store"
    return response


def void() -> Response:
    """The description of the data set (https://www.w3.org/TR/void/)."""
    here = site()
    media_type = chosen(request.headers.get("Accept", ""))
    if media_type == PAGE:  # a browser has no page to show; it can show this
        media_type = next(iter(FORMATS))
    return _response(dataset.void(_catalogue(here), here.counts()), media_type)


def wants_description() -> bool:
    """Whether a request without a query is for the service description, not for the page."""
    return chosen(request.headers.get("Accept", "")) != PAGE


def service_description(*, federated: bool = False) -> Response:
    """The description of the service, for ``/sparql`` without a query.

    ``federated``: whether there is an address SERVICE may ask.
    """
    here = site()
    triples = service.description(
        here.store.base,
        here.counts().statements,
        federated=federated,
        oxigraph=isinstance(here.store.graph, EmbeddedGraph),
    )
    return _response(triples, chosen(request.headers.get("Accept", "")))


def _response(triples: Iterable[Triple], media_type: str | None) -> Response:
    if media_type is None:
        raise Problem(
            406,
            "Not available in this form",
            f"This description comes in {', '.join(FORMATS)}. Name one of them in Accept.",
        )
    response = Response(written(triples, media_type), mimetype=media_type)
    response.vary.add("Accept")
    response.headers["Cache-Control"] = "no-cache"
    response.add_etag()
    response.make_conditional(request)
    return response


def _catalogue(here: Site) -> Catalogue:
    """What is told besides the counts, as of the same change."""
    log = here.store.log
    _, counted = here.index().state
    last = log.changes(counted - 1, 1) if counted else []
    return Catalogue(
        here.store.base,
        KINDS,
        last[0].at if last else None,
        [
            thing(here.store.base, record.path, fragment)
            for kind, fragment in _THINGS.items()
            for record in log.latest(1, kind)
        ],
        here.settings.licence,
    )
