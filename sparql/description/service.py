"""The query service as it describes itself (SPARQL 1.1 Service Description)."""

from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from shapes.namespaces import DCTERMS, RDF, RDFS, VOID
from sparql.description.vocabulary import FORMAT_IRIS, GEOSPARQL, SD, SIMPLE, SPARQL_12
from sparql.description.void import dataset_iri, document_iri
from sparql.description.writing import count, said
from sparql.service.formats import RESULTS, TRIPLES, canonical

#: Of every format a query is answered in.
RESULT_FORMATS: Final = tuple(
    FORMAT_IRIS[media_type] for media_type in (*canonical(RESULTS), *canonical(TRIPLES))
)
_LANGUAGES: Final = ("SPARQL10Query", "SPARQL11Query")


def description(
    base: str, statements: int, *, federated: bool = False, oxigraph: bool = True
) -> list[Triple]:
    """The service at ``base``, and its one graph with so many statements, which VoID tells more of.

    ``federated``: whether SERVICE is followed, to any address at all. ``oxigraph``: whether the
    engine is ours, which reads the syntax of SPARQL 1.2 and knows functions of GeoSPARQL.
    """
    service = NamedNode(f"{base}sparql#service")
    dataset = NamedNode(f"{base}sparql#dataset")
    graph = NamedNode(dataset_iri(base))
    triples = said(
        service,
        (f"{RDF}type", NamedNode(f"{SD}Service")),
        (f"{DCTERMS}title", Literal("SPARQL queries over Catena 联目", language="en")),
        (f"{SD}endpoint", NamedNode(f"{base}sparql")),
        *((f"{SD}supportedLanguage", NamedNode(f"{SD}{name}")) for name in _LANGUAGES),
        (f"{SD}defaultEntailmentRegime", NamedNode(SIMPLE)),
        *((f"{SD}resultFormat", NamedNode(iri)) for iri in RESULT_FORMATS),
        (f"{SD}defaultDataset", dataset),
        (f"{RDFS}seeAlso", NamedNode(document_iri(base))),
    )
    if federated:
        triples += said(service, (f"{SD}feature", NamedNode(f"{SD}BasicFederatedQuery")))
    if oxigraph:
        triples += said(service, (f"{SD}languageExtension", NamedNode(SPARQL_12)))
        for function in map(NamedNode, GEOSPARQL):
            triples += said(service, (f"{SD}extensionFunction", function))
            triples += said(function, (f"{RDF}type", NamedNode(f"{SD}Function")))
    return [
        *triples,
        *said(dataset, (f"{RDF}type", NamedNode(f"{SD}Dataset")), (f"{SD}defaultGraph", graph)),
        *said(
            graph,
            (f"{RDF}type", NamedNode(f"{SD}Graph")),
            (f"{RDF}type", NamedNode(f"{VOID}Dataset")),
            (f"{VOID}triples", count(statements)),
            (f"{VOID}sparqlEndpoint", NamedNode(f"{base}sparql")),
        ),
    ]
