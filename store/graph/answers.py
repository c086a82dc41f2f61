"""A server's answer as Oxigraph's own results, once it has proved to be whole and well formed."""

from collections.abc import Mapping
from typing import Final

from pyoxigraph import (
    Literal,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    parse_query_results,
)

from store.graph.replies import Reply
from store.graph.stand_ins import restored

_RESULTS: Final[Mapping[str, QueryResultsFormat]] = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "application/xml": QueryResultsFormat.XML,
}
_TRIPLES: Final[Mapping[str, RdfFormat]] = {
    "application/n-triples": RdfFormat.N_TRIPLES,
    "text/plain": RdfFormat.N_TRIPLES,
    "text/turtle": RdfFormat.TURTLE,
    "application/rdf+xml": RdfFormat.RDF_XML,
}
#: What is asked for: what a server writes best first, and what most of them can.
ROWS: Final = "application/sparql-results+json, application/sparql-results+xml;q=0.5"
GRAPH: Final = "application/n-triples, text/turtle;q=0.5, application/rdf+xml;q=0.4"
_ALL: Final = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
_YES: Final = b'{"head": {}, "boolean": true}'
_NO: Final = b'{"head": {}, "boolean": false}'
#: Formats that show by themselves whether their end is there.
_CLOSED: Final = frozenset({RdfFormat.RDF_XML})


class Broken(ValueError):
    """The answer is not what its media type says, or not all of it is there."""


def rows(reply: Reply) -> QuerySolutions | QueryBoolean:
    """The answer to SELECT. Raises :class:`Broken`."""
    format_ = _RESULTS.get(reply.media_type)
    if format_ is None:
        raise Broken(reply.media_type or "no media type")
    try:
        # Solutions are parsed as they are walked through. Writing them goes through all of them,
        # without the interpreter's lock. They have no name here: in the traceback of an error they
        # could end up in another thread, where pyoxigraph does not let them be freed.
        whole = parse_query_results(restored(reply.body, reply.media_type), format_).serialize(
            format=QueryResultsFormat.JSON
        )
        return parse_query_results(whole or b"", QueryResultsFormat.JSON)
    except (SyntaxError, ValueError, OSError) as error:
        raise Broken(str(error)) from None


def truth(reply: Reply) -> QueryBoolean:
    """The answer to ASK. Raises :class:`Broken`.

    Virtuoso 7 may answer with a table, of no row for no and of a 1 for yes.
    """
    results = rows(reply)
    if isinstance(results, QueryBoolean):
        return results
    said = next((isinstance(row[0], Literal) and row[0].value != "0" for row in results), False)
    answer = parse_query_results(_YES if said else _NO, QueryResultsFormat.JSON)
    assert isinstance(answer, QueryBoolean)  # noqa: S101 - it is one of ours
    return answer


def triples(reply: Reply) -> Store:
    """The answer to CONSTRUCT or DESCRIBE, in a store of its own. Raises :class:`Broken`."""
    format_ = _TRIPLES.get(reply.media_type)
    if format_ is None:
        raise Broken(reply.media_type or "no media type")
    if not reply.framed and format_ not in _CLOSED:
        raise Broken("its length is not announced")
    found = Store()
    try:
        found.load(restored(reply.body, reply.media_type), format_, lenient=True)
    except (SyntaxError, ValueError, OSError) as error:
        raise Broken(str(error)) from None
    return found


def constructed(reply: Reply) -> QueryTriples:
    """The answer to CONSTRUCT or DESCRIBE. Raises :class:`Broken`."""
    results = triples(reply).query(_ALL)
    assert isinstance(results, QueryTriples)  # noqa: S101 - a CONSTRUCT
    return results
