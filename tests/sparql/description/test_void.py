"""The data set describes itself in the terms of VoID, and every number is one that was counted."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from pyoxigraph import parse
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, FOAF, RDF, VOID, XSD
from rdflib.term import Node

from sparql.description.void import PARTS, Catalogue, void
from sparql.description.writing import FORMATS, chosen, written
from sparql.lookup import Counts, Link

BASE = "http://catena.example/union+1/"
BF = "http://id.loc.gov/ontologies/bibframe/"
DATASET = URIRef(f"{BASE}.well-known/void#dataset")
LICENCE = "http://creativecommons.org/publicdomain/zero/1.0/"
PUBLISHER = "http://catena.example/about#us"
CATALOGUE = Catalogue(
    BASE,
    ("bib", "auth"),
    datetime(2026, 11, 22, 16, 45, 12, tzinfo=timezone(timedelta(hours=8))),
    (f"{BASE}bib/b1#Instance",),
    LICENCE,
    PUBLISHER,
)
COUNTS = Counts(
    {"bib": 3, "auth": 1},
    12,
    0,
    [],
    {},
    [(f"{BF}Work", 3), (f"{BF}Instance", 2)],
    [(str(RDF.type), 5), (f"{BF}language", 4), (f"{BF}agent", 3)],
    [
        Link(f"{BF}language", "http://id.loc.gov/vocabulary/", 4),
        Link(f"{BF}agent", "http://id.loc.gov/authorities/", 2),
        Link(f"{BF}agent", "http://id.loc.gov/vocabulary/", 1),
    ],
)


def described(catalogue: Catalogue = CATALOGUE, counts: Counts = COUNTS) -> Graph:
    text = written(void(catalogue, counts), "application/n-triples")
    return Graph().parse(data=text.decode(), format="nt")


def number(graph: Graph, subject: Node, name: URIRef) -> int:
    value = graph.value(subject, name, any=False)
    assert isinstance(value, Literal)
    assert value.datatype == XSD.integer
    return int(value)


def test_the_whole_is_counted() -> None:
    graph = described()
    assert graph.value(URIRef(f"{BASE}.well-known/void"), FOAF.primaryTopic) == DATASET
    counted = {"triples": 12, "classes": 2, "properties": 3, "documents": 4}
    assert {name: number(graph, DATASET, VOID[name]) for name in counted} == counted
    assert not [*graph.triples((DATASET, VOID.distinctSubjects, None))]


def test_each_class_and_each_property_is_a_part() -> None:
    graph = described()
    classes = {
        str(graph.value(part, VOID["class"])): number(graph, part, VOID.entities)
        for part in graph.objects(DATASET, VOID.classPartition)
    }
    assert classes == dict(COUNTS.classes)
    properties = {
        str(graph.value(part, VOID.property)): number(graph, part, VOID.triples)
        for part in graph.objects(DATASET, VOID.propertyPartition)
    }
    assert properties == dict(COUNTS.properties)
    assert sum(properties.values()) == number(graph, DATASET, VOID.triples)


def test_links_lead_from_the_catalogue_to_a_space_of_iris() -> None:
    graph = described()
    found = set()
    for part in graph.objects(DATASET, VOID.subset):
        assert graph.value(part, RDF.type) == VOID.Linkset
        assert graph.value(part, VOID.subjectsTarget, any=False) == DATASET
        target = graph.value(part, VOID.objectsTarget, any=False)
        assert graph.value(target, RDF.type) == VOID.Dataset
        predicate = str(graph.value(part, VOID.linkPredicate, any=False))
        space = str(graph.value(target, VOID.uriSpace, any=False))
        found.add(Link(predicate, space, number(graph, part, VOID.triples)))
    assert found == set(COUNTS.links)


def test_a_part_keeps_its_iri_while_the_order_changes() -> None:
    def parts(counts: Counts) -> set[object]:
        return {s for s in described(CATALOGUE, counts).subjects() if "#" in str(s)}

    turned = replace(
        COUNTS,
        classes=COUNTS.classes[::-1],
        properties=COUNTS.properties[::-1],
        links=COUNTS.links[::-1],
    )
    assert parts(turned) == parts(COUNTS)


def test_of_very_many_parts_the_largest_are_told_and_all_are_counted() -> None:
    classes = [(f"http://e/C{n}", 9999 - n) for n in range(PARTS + 10)]
    graph = described(CATALOGUE, replace(COUNTS, classes=classes))
    assert number(graph, DATASET, VOID.classes) == PARTS + 10
    told = [*graph.objects(None, VOID["class"])]
    assert len(told) == PARTS
    assert URIRef("http://e/C0") in told


def test_whose_it_is_and_when_it_changed_is_told_where_it_is_known() -> None:
    graph = described()
    changed = Literal("2026-11-22T08:45:12Z", datatype=XSD.dateTime)
    assert graph.value(DATASET, DCTERMS.modified) == changed
    assert graph.value(DATASET, DCTERMS.license) == URIRef(LICENCE)
    assert graph.value(DATASET, DCTERMS.publisher) == URIRef(PUBLISHER)
    bare = described(Catalogue(BASE, ("bib",)))
    for name in (DCTERMS.modified, DCTERMS.license, DCTERMS.publisher, VOID.dataDump):
        assert bare.value(DATASET, name) is None


def test_the_iris_of_the_catalogue_match_its_pattern() -> None:
    graph = described()
    pattern = str(graph.value(DATASET, VOID.uriRegexPattern))
    query = "ASK { FILTER(REGEX(?iri, ?pattern)) }"

    def matches(iri: str) -> bool:
        bound = {"iri": Literal(iri), "pattern": Literal(pattern)}
        return bool(Graph().query(query, initBindings=bound).askAnswer)

    assert str(graph.value(DATASET, VOID.uriSpace)) == BASE
    assert matches(f"{BASE}bib/b1#Work")
    assert matches(f"{BASE}auth/a1")
    assert not matches(f"{BASE}static/catena.css")
    assert not matches(f"{BASE.replace('+', '')}bib/b1")
    assert not matches(f"http://e/?{BASE}bib/b1")


def test_vocabularies_are_those_that_are_used() -> None:
    used = set(described().objects(DATASET, VOID.vocabulary))
    assert used == {URIRef(BF), URIRef(str(RDF))}


@pytest.mark.parametrize("media_type", FORMATS)
def test_every_format_says_the_same(media_type: str) -> None:
    triples = void(CATALOGUE, COUNTS)
    read = parse(written(triples, media_type), FORMATS[media_type])
    assert {quad.triple for quad in read} == set(triples)


def test_an_empty_catalogue_is_described_too() -> None:
    graph = described(Catalogue(BASE, ("bib",)), Counts({}, 0, 0, [], {}, [], [], []))
    assert number(graph, DATASET, VOID.triples) == 0


@pytest.mark.parametrize(
    ("accept", "wanted"),
    [
        ("", "text/turtle"),
        ("*/*", "text/turtle"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
        ("application/rdf+xml;q=0.5, application/ld+json", "application/ld+json"),
        ("text/html;q=0.1, application/n-triples", "application/n-triples"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("image/png", None),
    ],
)
def test_the_format_is_the_one_asked_for(accept: str, wanted: str | None) -> None:
    assert chosen(accept) == wanted
