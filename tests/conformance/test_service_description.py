"""The W3C's three tests of the SPARQL 1.1 Service Description, which it has in words only."""

import pytest
import requests
from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.term import Node

from tests.conformance.serving import BASE

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
#: Properties of the vocabulary with the class their values are of (Service Description §3.4).
RANGES: dict[Node, URIRef] = {
    SD.defaultDataset: SD.Dataset,
    SD.availableGraphs: SD.GraphCollection,
    SD.defaultGraph: SD.Graph,
    SD.namedGraph: SD.NamedGraph,
    SD.graph: SD.Graph,
    SD.extensionFunction: SD.Function,
    SD.extensionAggregate: SD.Aggregate,
    SD.languageExtension: SD.Feature,
}
FEATURES = {
    SD.DereferencesURIs,
    SD.UnionDefaultGraph,
    SD.RequiresDataset,
    SD.EmptyGraphs,
    SD.BasicFederatedQuery,
}
LANGUAGES = {SD.SPARQL10Query, SD.SPARQL11Query, SD.SPARQL11Update}


@pytest.fixture(scope="module")
def answer(server: str, session: requests.Session) -> requests.Response:
    return session.get(f"{server}/sparql", headers={"Accept": "text/turtle"}, timeout=20)


@pytest.fixture(scope="module")
def described(answer: requests.Response) -> Graph:
    return Graph().parse(data=answer.content, format="turtle")


def services(described: Graph) -> list[Node]:
    return list(described.subjects(RDF.type, SD.Service))


@pytest.mark.parametrize(
    ("accept", "media_type", "name"),
    [
        ("text/turtle", "text/turtle", "turtle"),
        ("application/rdf+xml", "application/rdf+xml", "xml"),
        ("*/*", "text/turtle", "turtle"),
    ],
)
def test_a_get_without_a_query_returns_rdf(
    server: str, session: requests.Session, accept: str, media_type: str, name: str
) -> None:
    told = session.get(f"{server}/sparql", headers={"Accept": accept}, timeout=20)
    assert told.status_code == 200
    assert told.headers["Content-Type"].partition(";")[0] == media_type
    assert len(Graph().parse(data=told.content, format=name)) > 3


def test_the_description_names_the_endpoint_it_was_got_from(described: Graph) -> None:
    endpoints = {
        value for one in services(described) for value in described.objects(one, SD.endpoint)
    }
    assert endpoints == {URIRef(f"{BASE}sparql")}


def test_the_description_is_as_its_vocabulary_says(described: Graph) -> None:
    [service] = services(described)
    assert set(described.objects(service, SD.supportedLanguage)) & LANGUAGES
    assert SD.SPARQL11Update not in set(described.objects(service, SD.supportedLanguage))
    for subject, predicate, value in described:
        due = RANGES.get(predicate)
        if due is not None and not isinstance(value, URIRef):
            assert (value, RDF.type, due) in described, (subject, predicate)
    assert set(described.objects(service, SD.feature)) <= FEATURES
