"""The terms of SPARQL 1.1 Service Description (§3) that Catena uses."""

from typing import Final

SD: Final = "http://www.w3.org/ns/sparql-service-description#"
#: Simple entailment: the statements as they are, nothing inferred.
SIMPLE: Final = "http://www.w3.org/ns/entailment/Simple"
#: The language in the making whose syntax Oxigraph reads besides; its own draft of the service
#: description has changed the name for it twice, so it is told as an extension.
SPARQL_12: Final = "https://www.w3.org/TR/sparql12-query/"

#: The registered IRI of each format (https://www.w3.org/ns/formats/), by its media type. Oxigraph
#: has them too, but another for JSON-LD than the registry.
FORMAT_IRIS: Final[dict[str, str]] = {
    media_type: f"http://www.w3.org/ns/formats/{name}"
    for media_type, name in {
        "application/sparql-results+json": "SPARQL_Results_JSON",
        "application/sparql-results+xml": "SPARQL_Results_XML",
        "text/csv": "SPARQL_Results_CSV",
        "text/tab-separated-values": "SPARQL_Results_TSV",
        "text/turtle": "Turtle",
        "application/n-triples": "N-Triples",
        "application/rdf+xml": "RDF_XML",
        "application/ld+json": "JSON-LD",
    }.items()
}

#: What Oxigraph knows of GeoSPARQL 1.1 (§9.4): how two simple features lie to each other.
GEOSPARQL: Final = tuple(
    f"http://www.opengis.net/def/function/geosparql/sf{name}"
    for name in (
        *("Equals", "Disjoint", "Intersects", "Touches"),
        *("Crosses", "Within", "Contains", "Overlaps"),
    )
)
