"""The service describes itself as the W3C's three tests of service descriptions ask."""

from collections import Counter
from itertools import pairwise

import pytest
from pyoxigraph import QuerySolutions, Store, parse
from rdflib import Graph, URIRef
from rdflib.namespace import RDF, RDFS, VOID

from sparql.description.service import RESULT_FORMATS, description
from sparql.description.vocabulary import GEOSPARQL, SD
from sparql.description.writing import FORMATS, written

BASE = "http://catena.example/"
SERVICE = URIRef(f"{BASE}sparql#service")
#: Properties of the schema by what they are said of and what they lead to
#: (SPARQL 1.1 Service Description §3.4; "" where no class of the schema is named).
SCHEMA = {
    "endpoint": ("Service", ""),
    "feature": ("Service", "Feature"),
    "defaultEntailmentRegime": ("Service", "EntailmentRegime"),
    "supportedLanguage": ("Service", "Language"),
    "languageExtension": ("Service", "Feature"),
    "extensionFunction": ("Service", "Function"),
    "resultFormat": ("Service", ""),
    "defaultDataset": ("Service", "Dataset"),
    "defaultGraph": ("Dataset", "Graph"),
}
#: The things the schema itself names, by their class (§3.3).
NAMED = {
    "SPARQL10Query": "Language",
    "SPARQL11Query": "Language",
    "SPARQL11Update": "Language",
    "DereferencesURIs": "Feature",
    "UnionDefaultGraph": "Feature",
    "RequiresDataset": "Feature",
    "EmptyGraphs": "Feature",
    "BasicFederatedQuery": "Feature",
}
CLASSES = ("Service", "Dataset", "Graph", "Function")


def described(*, federated: bool = False, oxigraph: bool = True) -> Graph:
    triples = description(BASE, 1234, federated=federated, oxigraph=oxigraph)
    return Graph().parse(data=written(triples, "text/turtle").decode(), format="turtle")


@pytest.mark.parametrize("media_type", FORMATS)
def test_it_comes_as_rdf(media_type: str) -> None:
    triples = description(BASE, 1234)
    read = parse(written(triples, media_type), FORMATS[media_type])
    assert {quad.triple for quad in read} == set(triples)


def test_it_says_which_endpoint_it_is_about() -> None:
    assert [*described().subject_objects(URIRef(f"{SD}endpoint"))] == [
        (SERVICE, URIRef(f"{BASE}sparql"))
    ]


@pytest.mark.parametrize("federated", [False, True])
@pytest.mark.parametrize("oxigraph", [False, True])
def test_it_conforms_to_the_schema(federated: bool, oxigraph: bool) -> None:
    graph = described(federated=federated, oxigraph=oxigraph)
    types = {
        (subject, str(kind).removeprefix(SD))
        for subject, kind in graph.subject_objects(RDF.type)
        if str(kind).startswith(SD)
    }
    assert {kind for _, kind in types} == {*CLASSES[:3], *CLASSES[3:][:oxigraph]}
    checked = 0
    for subject, predicate, value in graph:
        if not str(predicate).startswith(SD):
            continue
        domain, range_ = SCHEMA[str(predicate).removeprefix(SD)]
        assert (subject, domain) in types
        if str(value).startswith(SD):
            assert NAMED[str(value).removeprefix(SD)] == range_
        elif range_ in CLASSES:
            assert (value, range_) in types
        checked += 1
    assert checked > 12
    for name in ("endpoint", "defaultDataset"):  # inverse functional
        values = Counter(graph.objects(None, URIRef(f"{SD}{name}")))
        assert set(values.values()) == {1}


def test_every_format_of_a_result_is_told_by_its_registered_iri() -> None:
    told = {str(each) for each in described().objects(SERVICE, URIRef(f"{SD}resultFormat"))}
    assert told == {
        f"http://www.w3.org/ns/formats/{name}"
        for name in (
            *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV"),
            *("SPARQL_Results_TSV", "Turtle", "N-Triples", "RDF_XML", "JSON-LD"),
        )
    }
    assert len(RESULT_FORMATS) == len(told)


def test_federation_is_told_only_where_it_is_allowed() -> None:
    feature = URIRef(f"{SD}feature")
    assert [*described().objects(SERVICE, feature)] == []
    allowed = described(federated=True).objects(SERVICE, feature)
    assert [*allowed] == [URIRef(f"{SD}BasicFederatedQuery")]


@pytest.mark.parametrize("name", ["languageExtension", "extensionFunction"])
def test_what_only_oxigraph_knows_is_told_of_no_other_engine(name: str) -> None:
    assert [*described().objects(SERVICE, URIRef(f"{SD}{name}"))]
    assert not [*described(oxigraph=False).objects(SERVICE, URIRef(f"{SD}{name}"))]


def test_oxigraph_knows_what_is_told_of_it() -> None:
    geo = "http://www.opengis.net/ont/geosparql#wktLiteral"
    for function in GEOSPARQL:
        point = f"'POINT(0 0)'^^<{geo}>"
        assert any(
            row["it"] for row in rows(f"SELECT (<{function}>({point}, {point}) AS ?it) {{}}")
        )
    assert any(row["it"] for row in rows("SELECT * { BIND(<<( <e:a> <e:b> <e:c> )>> AS ?it) }"))


def rows(query: str) -> QuerySolutions:
    found = Store().query(query)
    assert isinstance(found, QuerySolutions)
    return found


def test_the_way_leads_to_the_description_of_the_data() -> None:
    graph = described()
    steps = [SERVICE, URIRef(f"{BASE}sparql#dataset"), URIRef(f"{BASE}.well-known/void#dataset")]
    assert all((a, None, b) in graph for a, b in pairwise(steps))
    assert str(graph.value(steps[-1], VOID.triples)) == "1234"
    assert graph.value(SERVICE, RDFS.seeAlso) == URIRef(f"{BASE}.well-known/void")
