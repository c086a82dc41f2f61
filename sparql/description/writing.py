"""Descriptions in the RDF formats they come in, and which of them an Accept header asks for."""

from collections.abc import Iterable
from itertools import chain
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from shapes.namespaces import PREFIXES, XSD
from sparql.description.vocabulary import SD
from sparql.service.formats import best

#: The first is given to a client without a wish.
FORMATS: Final[dict[str, RdfFormat]] = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/ld+json": RdfFormat.JSON_LD,
}
PAGE: Final = "text/html"
_PREFIXES: Final = {**PREFIXES, "sd": SD}

type Term = NamedNode | BlankNode | Literal


def chosen(accept: str) -> str | None:
    """The format this Accept header likes most, :data:`PAGE` being one; None for no such format."""
    return best(accept, (*FORMATS, PAGE))


def written(triples: Iterable[Triple], media_type: str) -> bytes:
    """The triples in one of :data:`FORMATS`, thing by thing; ``KeyError`` for any other."""
    things: dict[object, list[Triple]] = {}
    for triple in triples:
        things.setdefault(triple.subject, []).append(triple)
    format_ = FORMATS[media_type]
    prefixes = None if format_ == RdfFormat.N_TRIPLES else _PREFIXES
    return serialize(chain.from_iterable(things.values()), format=format_, prefixes=prefixes) or b""


def said(subject: NamedNode, *pairs: tuple[str, Term]) -> list[Triple]:
    """What is said of one thing: pairs of predicate and object."""
    return [Triple(subject, NamedNode(predicate), value) for predicate, value in pairs]


def count(number: int) -> Literal:
    """A number as an ``xsd:integer``."""
    return Literal(str(number), datatype=NamedNode(f"{XSD}integer"))
