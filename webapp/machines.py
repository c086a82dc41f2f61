"""For machines: is the service alive, and what is in the data set (VoID)?"""

from contextlib import suppress
from typing import Final

from flask import Response, jsonify, request
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from shapes.namespaces import BF, DCTERMS, FOAF, PREFIXES, RDF, VOID, XSD
from sparql.service.formats import best
from store import Unreachable
from webapp.errors import Problem
from webapp.site import Site, site

_FORMATS: Final[dict[str, RdfFormat]] = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/ld+json": RdfFormat.JSON_LD,
}
#: The formats of W3C's registry that the SPARQL service and the documents come in.
_FEATURES: Final = ("Turtle", "N-Triples", "RDF_XML", "JSON-LD")


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
    media_type = best(request.headers.get("Accept", ""), (*_FORMATS, "text/html"))
    if media_type is None:
        raise Problem(
            406,
            "Not available in this form",
            f"VoID comes in {', '.join(_FORMATS)}. Name one of them in Accept.",
        )
    if media_type == "text/html":  # a browser has no page to show; it can show this
        media_type = "text/turtle"
    response = Response(mimetype=media_type)
    response.vary.add("Accept")
    response.set_etag(f"void-{here.store.log.head}-{here.settings.release}-{media_type}")
    response.headers["Cache-Control"] = "no-cache"
    if response.make_conditional(request).status_code != 304:
        prefixes = PREFIXES if _FORMATS[media_type] != RdfFormat.N_TRIPLES else None
        written = serialize(_dataset(here), format=_FORMATS[media_type], prefixes=prefixes)
        response.set_data(written or b"")
    return response


def _dataset(here: Site) -> list[Triple]:
    base = here.store.base
    dataset = NamedNode(f"{base}.well-known/void#dataset")
    integer = NamedNode(f"{XSD}integer")
    said: list[tuple[str, NamedNode | BlankNode | Literal]] = [
        (f"{RDF}type", NamedNode(f"{VOID}Dataset")),
        (f"{DCTERMS}title", Literal("Catena 联目: an open union catalogue", language="en")),
        (f"{FOAF}homepage", NamedNode(base)),
        (f"{VOID}uriSpace", Literal(base)),
        (f"{VOID}sparqlEndpoint", NamedNode(f"{base}sparql")),
        (f"{VOID}vocabulary", NamedNode(BF)),
        (f"{VOID}triples", Literal(str(here.inventory().triples), datatype=integer)),
    ]
    said += [
        (f"{VOID}feature", NamedNode(f"http://www.w3.org/ns/formats/{name}")) for name in _FEATURES
    ]
    said += [
        (f"{VOID}exampleResource", NamedNode(f"{base}{record.path}#Instance"))
        for record in here.store.log.latest(1)
    ]
    if here.settings.licence:
        said.append((f"{DCTERMS}license", NamedNode(here.settings.licence)))
    triples = [Triple(dataset, NamedNode(predicate), value) for predicate, value in said]
    for number, row in enumerate(here.classes(), start=1):
        part = NamedNode(f"{base}.well-known/void#class-{number}")
        triples += [
            Triple(dataset, NamedNode(f"{VOID}classPartition"), part),
            Triple(part, NamedNode(f"{VOID}class"), NamedNode(row["class"])),
            Triple(part, NamedNode(f"{VOID}entities"), Literal(row["things"], datatype=integer)),
        ]
    return triples
