"""What a query can be answered in, and which of those an Accept header asks for."""

from collections.abc import Mapping, Sequence
from typing import Final

from pyoxigraph import QueryResultsFormat, RdfFormat
from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header

#: SELECT and ASK, the first being the one given to a client without a wish. The generic names
#: at the end are what many scripts ask for; they get the same bytes under the name they know.
RESULTS: Final[dict[str, QueryResultsFormat]] = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "text/csv": QueryResultsFormat.CSV,
    "text/tab-separated-values": QueryResultsFormat.TSV,
    "application/json": QueryResultsFormat.JSON,
    "application/xml": QueryResultsFormat.XML,
    "text/xml": QueryResultsFormat.XML,
}

#: CONSTRUCT and DESCRIBE.
TRIPLES: Final[dict[str, RdfFormat]] = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/ld+json": RdfFormat.JSON_LD,
    "text/plain": RdfFormat.N_TRIPLES,
    "application/json": RdfFormat.JSON_LD,
    "application/xml": RdfFormat.RDF_XML,
}

#: Short names for `?format=`, so that a link can ask for a format.
SHORT: Final[dict[str, str]] = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
    "jsonld": "application/ld+json",
}


def best(accept: str, offered: Sequence[str]) -> str | None:
    """The offered media type this Accept header likes most; of equals, the one offered first.

    The most specific range decides (RFC 9110 §12.5.1): `text/turtle;q=0, */*` excludes Turtle.
    werkzeug's own `best_match` would let the wildcard bring it back. Parameters do not: what is
    sent as `application/ld+json` also serves who asks for one of its profiles.
    """
    if not accept.strip():
        return offered[0]
    asked = parse_accept_header(accept, MIMEAccept)
    ranges = MIMEAccept([(range_.partition(";")[0].strip(), quality) for range_, quality in asked])
    wished = max(offered, key=ranges.quality)  # max keeps the first of equals
    return wished if ranges.quality(wished) > 0 else None


def canonical(offered: Mapping[str, object]) -> list[str]:
    """The media types to list for a reader: each serialization once, under its proper name."""
    seen: dict[object, str] = {}
    for media_type, serialization in offered.items():
        seen.setdefault(serialization, media_type)
    return list(seen.values())
