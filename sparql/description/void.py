"""The data set as it describes itself: what is in it, counted (https://www.w3.org/TR/void/)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b
from itertools import chain
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from shapes.namespaces import DCTERMS, FOAF, PREFIXES, RDF, VOID, XSD
from sparql.description.vocabulary import FORMAT_IRIS
from sparql.description.writing import FORMATS, count, said
from sparql.lookup import Counts, Link

#: The most classes, and the most properties, that are told one by one.
PARTS: Final = 1000
#: Characters of a base IRI that mean something else in a regular expression.
_SPECIAL: Final = re.compile(r"[.+*()$]")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What the counts do not say: kinds are the first step of an IRI after the base, as ``bib``;
    examples, licence and publisher are IRIs, the last two empty where nobody has told.
    """

    base: str
    kinds: Sequence[str]
    modified: datetime | None = None
    examples: Sequence[str] = ()
    licence: str = ""
    publisher: str = ""


def document_iri(base: str) -> str:
    """The IRI of the description."""
    return f"{base}.well-known/void"


def dataset_iri(base: str) -> str:
    """The IRI of what is described, the statements of the default graph."""
    return f"{document_iri(base)}#dataset"


def void(catalogue: Catalogue, counts: Counts) -> list[Triple]:
    """The description, of the catalogue as it was counted.

    Distinct subjects and objects are not told: they are not counted change by change, and a number
    that is not so is worse than none.
    """
    return [
        *_document(catalogue),
        *_whole(catalogue, counts),
        *_partitions(catalogue.base, counts),
        *_linksets(catalogue.base, counts.links),
    ]


def _document(catalogue: Catalogue) -> list[Triple]:
    document = NamedNode(document_iri(catalogue.base))
    return said(
        document,
        (f"{RDF}type", NamedNode(f"{VOID}DatasetDescription")),
        (f"{FOAF}primaryTopic", NamedNode(dataset_iri(catalogue.base))),
    )


def _whole(catalogue: Catalogue, counts: Counts) -> list[Triple]:
    base = catalogue.base
    dataset = NamedNode(dataset_iri(base))
    escaped = _SPECIAL.sub(lambda found: f"\\{found[0]}", base)
    pattern = f"^{escaped}({'|'.join(catalogue.kinds)})/[^/#]+"
    triples = said(
        dataset,
        (f"{RDF}type", NamedNode(f"{VOID}Dataset")),
        (f"{DCTERMS}title", Literal("Catena 联目: an open union catalogue", language="en")),
        (f"{FOAF}homepage", NamedNode(base)),
        (f"{VOID}uriSpace", Literal(base)),
        (f"{VOID}uriRegexPattern", Literal(pattern)),
        (f"{VOID}sparqlEndpoint", NamedNode(f"{base}sparql")),
        (f"{VOID}triples", count(counts.statements)),
        (f"{VOID}classes", count(len(counts.classes))),
        (f"{VOID}properties", count(len(counts.properties))),
        (f"{VOID}documents", count(sum(counts.kinds.values()))),
        *((f"{VOID}vocabulary", NamedNode(iri)) for iri in _vocabularies(counts)),
        *((f"{VOID}feature", NamedNode(FORMAT_IRIS[each])) for each in FORMATS),
        *((f"{VOID}exampleResource", NamedNode(iri)) for iri in catalogue.examples),
    )
    if catalogue.modified is not None:
        at = catalogue.modified.astimezone(UTC).isoformat().replace("+00:00", "Z")
        literal = Literal(at, datatype=NamedNode(f"{XSD}dateTime"))
        triples += said(dataset, (f"{DCTERMS}modified", literal))
    if catalogue.licence:
        triples += said(dataset, (f"{DCTERMS}license", NamedNode(catalogue.licence)))
    if catalogue.publisher:
        triples += said(dataset, (f"{DCTERMS}publisher", NamedNode(catalogue.publisher)))
    return triples


def _vocabularies(counts: Counts) -> list[str]:
    """Those Catena speaks that a class or a property is taken from."""
    used = [iri for iri, _ in chain(counts.classes, counts.properties)]
    return [name for name in PREFIXES.values() if any(iri.startswith(name) for iri in used)]


def _partitions(base: str, counts: Counts) -> Iterator[Triple]:
    dataset = NamedNode(dataset_iri(base))
    for iri, things in counts.classes[:PARTS]:
        part = _part(base, "class", iri)
        yield from said(dataset, (f"{VOID}classPartition", part))
        yield from said(part, (f"{VOID}class", NamedNode(iri)), (f"{VOID}entities", count(things)))
    for iri, statements in counts.properties[:PARTS]:
        part = _part(base, "property", iri)
        yield from said(dataset, (f"{VOID}propertyPartition", part))
        yield from said(
            part, (f"{VOID}property", NamedNode(iri)), (f"{VOID}triples", count(statements))
        )


def _linksets(base: str, links: Sequence[Link]) -> Iterator[Triple]:
    """Each predicate that leads out of the catalogue, by whose things it leads to."""
    dataset = NamedNode(dataset_iri(base))
    for space in dict.fromkeys(link.space for link in links):
        yield from said(
            _part(base, "space", space),
            (f"{RDF}type", NamedNode(f"{VOID}Dataset")),
            (f"{VOID}uriSpace", Literal(space)),
        )
    for link in links:
        part = _part(base, "links", link.property, link.space)
        yield from said(dataset, (f"{VOID}subset", part))
        yield from said(
            part,
            (f"{RDF}type", NamedNode(f"{VOID}Linkset")),
            (f"{VOID}linkPredicate", NamedNode(link.property)),
            (f"{VOID}subjectsTarget", dataset),
            (f"{VOID}objectsTarget", _part(base, "space", link.space)),
            (f"{VOID}triples", count(link.statements)),
        )


def _part(base: str, kind: str, *of: str) -> NamedNode:
    """The IRI of a part, which stays the same while there is such a part."""
    name = blake2b("\n".join(of).encode(), digest_size=6).hexdigest()
    return NamedNode(f"{document_iri(base)}#{kind}-{name}")
