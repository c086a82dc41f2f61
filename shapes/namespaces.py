"""The vocabularies Catena speaks, each namespace written down once."""

from typing import Final

BF: Final = "http://id.loc.gov/ontologies/bibframe/"
BFLC: Final = "http://id.loc.gov/ontologies/bflc/"
MADSRDF: Final = "http://www.loc.gov/mads/rdf/v1#"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
VOID: Final = "http://rdfs.org/ns/void#"
DCTERMS: Final = "http://purl.org/dc/terms/"
FOAF: Final = "http://xmlns.com/foaf/0.1/"

#: How results and pages abbreviate IRIs; the order is the order they are declared in.
PREFIXES: Final[dict[str, str]] = {
    "bf": BF,
    "bflc": BFLC,
    "madsrdf": MADSRDF,
    "rdf": RDF,
    "rdfs": RDFS,
    "xsd": XSD,
    "void": VOID,
    "dcterms": DCTERMS,
    "foaf": FOAF,
}


def compact(iri: str) -> str:
    """``bf:Work`` for ``http://id.loc.gov/ontologies/bibframe/Work``; else the IRI unchanged.

    Only a local name that is plain letters, digits, ``_`` and ``-`` is abbreviated, so that the
    result is always a prefixed name Turtle and SPARQL accept.
    """
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            local = iri[len(namespace) :]
            if local and local.replace("_", "a").replace("-", "a").isalnum() and local.isascii():
                return f"{prefix}:{local}"
    return iri
