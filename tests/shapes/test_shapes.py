"""Each rule of the shapes has one small record that breaks it, and it alone."""

from dataclasses import dataclass
from importlib.resources import files

import pyoxigraph as ox
import pytest
from pyshacl.entrypoints import meta_validate
from rdflib import RDF, SH, Graph

from shapes.namespaces import PREFIXES
from shapes.validate import shapes_graph, validate

BASE = "http://localhost:8000/"
HEAD = (
    f"@base <{BASE}bib/b1> .\n"
    "@prefix lang: <http://id.loc.gov/vocabulary/languages/> .\n"
    "@prefix country: <http://id.loc.gov/vocabulary/countries/> .\n"
    "@prefix relators: <http://id.loc.gov/vocabulary/relators/> .\n"
    "@prefix edtf: <http://id.loc.gov/datatypes/> .\n"
) + "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())

#: A record nobody could find fault with: a book, its copy, and the library that has it.
GOOD = """
<#Work> a bf:Work, bf:Text, bf:Monograph ;
    bf:title <#Title-w> ;
    bf:adminMetadata <#Admin> ;
    bf:content <http://id.loc.gov/vocabulary/contentTypes/txt> ;
    bf:language lang:chi, <#Language> ;
    bf:contribution <#Contribution> ;
    bf:subject <#Topic>, <#Hub>, <#TopicCode>, <http://id.loc.gov/authorities/subjects/sh85024301> ;
    bf:classification <#Class> ;
    bf:relation <#Relation> ;
    bf:hasInstance <#Instance> .
<#Title-w> a bf:Title ; bf:mainTitle "呐喊" .
<#Admin> a bf:AdminMetadata ; bf:identifiedBy <#Local> ;
    bf:date "2026-11-22T00:00:00"^^xsd:dateTime .
<#Local> a bf:Local ; rdf:value "PKU0001" .
<#Language> a bf:Language ; rdfs:label "Classical Chinese" .
<#Contribution> a bf:Contribution ; bf:agent <#Agent> ; bf:role relators:aut .
<#Agent> a bf:Agent, bf:Person ; rdfs:label "鲁迅, 1881-1936" .
<#Topic> a bf:Topic ; rdfs:label "Short stories, Chinese" .
<#TopicCode> a bf:Topic ; bf:code "L000" .
<#Class> a bf:ClassificationLcc ; bf:classificationPortion "PL2754.S5" .
<#Hub> a bf:Hub ; bf:title <#Title-h> .
<#Title-h> a bf:Title ; bf:mainTitle "狂人日记" .
<#Relation> a bf:Relation ; bf:associatedResource <#Series> .
<#Series> a bf:Series ; bf:title <#Title-s> .
<#Title-s> a bf:Title ; bf:mainTitle "新潮社文艺丛书" .
<#Instance> a bf:Instance ;
    bf:instanceOf <#Work> ; bf:hasItem <#Item> ;
    bf:title <#Title-w> ;
    bf:provisionActivity <#Publication> ; bf:publicationStatement "北京: 新潮社, 1923" ;
    bf:issuance <http://id.loc.gov/vocabulary/issuance/mono> ;
    bf:extent <#Extent> ;
    bf:media <http://id.loc.gov/vocabulary/mediaTypes/n> ;
    bf:carrier <http://id.loc.gov/vocabulary/carriers/nc> ;
    bf:identifiedBy <#Isbn13>, <#Isbn10>, <#IsbnX>, <#IsbnWrong>, <#Issn>, <#IssnX> .
<#Publication> a bf:ProvisionActivity, bf:Publication ; bf:place country:cc ;
    bf:date "1923"^^edtf:edtf ; bflc:simpleAgent "新潮社" .
<#Extent> a bf:Extent ; rdfs:label "271 页" .
<#Isbn13> a bf:Isbn ; rdf:value "9787020008735" .
<#Isbn10> a bf:Isbn ; rdf:value "0306406152" .
<#IsbnX> a bf:Isbn ; rdf:value "080442957X" .
<#IsbnWrong> a bf:Isbn ; rdf:value "978-7-02" ;
    bf:status <http://id.loc.gov/vocabulary/mstatus/cancinv> .
<#Issn> a bf:Issn ; rdf:value "0317-8471" .
<#IssnX> a bf:Issn ; rdf:value "2434-561X" .
<#Item> a bf:Item ; bf:itemOf <#Instance> ; bf:heldBy <../member/PKU#Library> ;
    bf:sublocation <#Place> ; bf:shelfMark <#Mark> ; bf:identifiedBy <#Barcode> ; bf:note <#Note> ;
    bf:enumerationAndChronology <#Volumes> ; bf:usageAndAccessPolicy <#Policy> ; bf:count "3" .
<#Volumes> a bf:Enumeration ; rdfs:label "v.1" .
<#Policy> a bf:UsePolicy ; rdfs:label "reference only" .
<#Place> a bf:Sublocation ; rdfs:label "古籍馆" .
<#Mark> a bf:ShelfMark ; rdfs:label "PL2754 .N35 1923" .
<#Barcode> a bf:Barcode ; rdf:value "20295403" .
<#Note> a bf:Note ; rdfs:label "扉页有题词" .
<../member/PKU#Library> a bf:Organization, bf:Agent ; bf:code "PKU" ;
    rdfs:label "北京大学图书馆"@zh-Hans, "Peking University Library"@en ;
    bf:place <../member/PKU#Place> .
<../member/PKU#Place> a bf:Place ; rdfs:label "北京"@zh-Hans .
"""


@dataclass(frozen=True)
class Case:
    """The good record less some statements (subject and property) and plus some others."""

    rule: str
    without: tuple[str, ...] = ()
    plus: str = ""
    also: str = ""  # what makes this case different from another of the same rule
    beside: frozenset[str] | set[str] = frozenset()  # milder rules it cannot but break as well

    def __str__(self) -> str:
        return f"{self.rule}{': ' if self.also else ''}{self.also}"


LIBRARY = "<../member/PKU#Library>"
CASES = [
    Case("Named", plus="<#Work> bf:note [ a bf:Note ; rdfs:label '初版' ] ."),
    # Work
    Case("Work-type", ("<#Work> rdf:type",)),
    Case("Work-title", ("<#Work> bf:title",)),
    Case(
        "Work-title",
        ("<#Work> bf:title",),
        "<#Work> bf:title <#Title-v> . <#Title-v> bf:mainTitle '' .",
        also="an empty one",
        beside={"Title-words"},
    ),
    Case("Work-adminMetadata", ("<#Work> bf:adminMetadata",), beside={"Work-controlNumber"}),
    Case("Work-controlNumber", ("<#Admin> bf:identifiedBy",)),
    Case("Work-content", ("<#Work> bf:content",)),
    Case("Work-language", ("<#Work> bf:language",)),
    Case("Work-languageCode", plus="<#Work> bf:language lang:ch ."),
    Case("Work-languageCode", ("<#Language> rdfs:label",), also="no words"),
    Case(
        "Work-hasInstance",
        ("<#Work> bf:hasInstance", "<#Instance> bf:instanceOf"),
        "<#Instance> bf:instanceOf <#Other> .",
    ),
    Case("Work-topic", ("<#Work> bf:subject", "<#Work> bf:classification")),
    Case("Work-topicLabel", ("<#Topic> rdfs:label",)),
    Case("Work-topicLabel", ("<#TopicCode> bf:code",), "<#TopicCode> bf:code '' .", also="empty"),
    Case("Work-contribution", ("<#Work> bf:contribution",)),
    Case("WorkAndInstance-inverse", plus="<#Work> bf:hasInstance <#Instance-2> ."),
    Case(
        "WorkAndInstance-inverse",
        plus="<#Instance-2> a bf:Instance ; bf:instanceOf <#Work> .",
        also="the other way",
    ),
    Case("RelatedWork-title", plus="<#Series-2> a bf:Series ."),
    Case("Title-mainTitle", plus="<#Work> bf:title <#Title-v> . <#Title-v> bf:subtitle '集' ."),
    Case("Title-words", plus="<#Title-w> bf:mainTitle ' '@zh-Latn ."),
    Case("Contribution-agent", ("<#Contribution> bf:agent",)),
    Case("Contribution-role", ("<#Contribution> bf:role",)),
    Case("Classification-number", ("<#Class> bf:classificationPortion",)),
    Case("Relation-resource", ("<#Relation> bf:associatedResource",)),
    Case("AdminMetadata-date", plus="<#Admin> bf:date '2026-13-45T00:00:00'^^xsd:dateTime ."),
    # Instance
    Case("Instance-type", ("<#Instance> rdf:type",)),
    Case("Instance-title", ("<#Instance> bf:title",)),
    Case(
        "Instance-provision",
        ("<#Instance> bf:provisionActivity", "<#Instance> bf:publicationStatement"),
        beside={"Instance-date"},
    ),
    Case("Instance-issuance", ("<#Instance> bf:issuance",)),
    Case("Instance-date", ("<#Instance> bf:publicationStatement", "<#Publication> bf:date")),
    Case("Instance-extent", ("<#Instance> bf:extent",)),
    Case("Instance-identifiedBy", ("<#Instance> bf:identifiedBy",)),
    Case("Instance-media", ("<#Instance> bf:media",)),
    Case("Instance-carrier", ("<#Instance> bf:carrier",)),
    Case("AnyInstance-instanceOf", plus="<#Instance-2> a bf:Instance ."),
    Case("AnyInstance-instanceOf", plus="<#Instance> bf:instanceOf <#Work-2> .", also="two Works"),
    Case(
        "ProvisionActivity-something",
        plus="<#Instance> bf:provisionActivity <#P> . <#P> a bf:Publication .",
    ),
    Case("ProvisionActivity-date", plus="<#Publication> bf:date '19  '^^edtf:edtf ."),
    Case(
        "ProvisionActivity-place",
        plus="<#Publication> bf:place <http://id.loc.gov/vocabulary/countries/xx%7C> .",
    ),
    Case("ProvisionActivity-place", plus="<#Publication> bf:place country: .", also="no code"),
    Case("Identifier-value", ("<#Local> rdf:value",), "<#Local> rdf:value ' ' ."),
    Case("Identifier-value", ("<#Barcode> rdf:value",), also="no value"),
    Case("Isbn-form", ("<#Isbn13> rdf:value",), "<#Isbn13> rdf:value '978-7-02-000873-5' ."),
    Case(
        "Isbn-form", ("<#Isbn13> rdf:value",), "<#Isbn13> rdf:value '97870200087' .", also="short"
    ),
    Case("Issn-form", ("<#Issn> rdf:value",), "<#Issn> rdf:value '03178471' ."),
    Case("Issn-form", ("<#IssnX> rdf:value",), "<#IssnX> rdf:value '2434-561x' .", also="small x"),
    Case("Isbn-checkDigit", ("<#Isbn13> rdf:value",), "<#Isbn13> rdf:value '9787020008736' ."),
    Case(
        "Isbn-checkDigit",
        ("<#Isbn10> rdf:value",),
        "<#Isbn10> rdf:value '0306406153' .",
        also="10 figures",
    ),
    Case("Isbn-checkDigit", ("<#IsbnX> rdf:value",), "<#IsbnX> rdf:value '030640615X' .", also="X"),
    Case("Issn-checkDigit", ("<#Issn> rdf:value",), "<#Issn> rdf:value '0317-8472' ."),
    Case("Issn-checkDigit", ("<#IssnX> rdf:value",), "<#IssnX> rdf:value '0317-847X' .", also="X"),
    # Item
    Case("Item-itemOf", plus="<#Item> bf:itemOf <#I2> . <#I2> bf:hasItem <#Item> ."),
    Case(
        "Item-book",
        plus="<#Item-2> a bf:Item ; bf:heldBy <../member/PKU#Library> ; bf:shelfMark <#Mark> .",
    ),
    Case("Item-inverse", ("<#Instance> bf:hasItem",)),
    Case("Item-heldBy", ("<#Item> bf:heldBy",)),
    Case("Item-heldByAddress", ("<#Item> bf:heldBy",), "<#Item> bf:heldBy 'PKU' ."),
    Case("Item-whereabouts", ("<#Item> bf:sublocation", "<#Item> bf:shelfMark")),
    Case("Item-note", ("<#Note> rdfs:label",), "<#Note> rdfs:label '' ."),
    Case("Item-policy", ("<#Policy> rdfs:label",), "<#Policy> rdfs:label '' ."),
    Case("Item-count", ("<#Item> bf:count",), "<#Item> bf:count 'several' ."),
    Case("Volumes-label", ("<#Volumes> rdfs:label",)),
    Case("ShelfMark-label", ("<#Mark> rdfs:label",)),
    Case("Sublocation-label", ("<#Place> rdfs:label",), "<#Place> rdfs:label ' ' ."),
    Case("Barcode-value", ("<#Barcode> rdf:value",), "<#Barcode> rdf:value '20295403 5408' ."),
    # Agent
    Case("Agent", ("<#Agent> rdfs:label",)),
    Case("AgentName-label", ("<#Agent> rdfs:label",), "<#Agent> rdfs:label ' ' ."),
    Case("AgentName-code", plus="<#Agent> bf:code '' ."),
    Case("AgentOfRecord", plus="<#Contribution> bf:agent <#Agent-2> ."),
    Case("Library-code", (f"{LIBRARY} bf:code",)),
    Case("Library-code", plus=f"{LIBRARY} bf:code 'BJU' .", also="two codes"),
    Case("Library-label", (f"{LIBRARY} rdfs:label",)),
    Case("Library-languages", plus=f"{LIBRARY} rdfs:label '北大图书馆'@zh-Hans ."),
    Case("Library-place", (f"{LIBRARY} bf:place",)),
]


def turtle(text: str) -> set[ox.Triple]:
    return {quad.triple for quad in ox.parse((HEAD + text).encode(), format=ox.RdfFormat.TURTLE)}


def broken(triples: set[ox.Triple]) -> set[str]:
    data = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
    return {finding.shape for finding in validate(data).findings}


def rules() -> set[str]:
    """Every shape of bibliographic records that has something to say to a cataloguer.

    Those of authorities and works have their cases in test_authority.py and test_hub.py.
    """
    shapes = shapes_graph()
    others = Graph()
    for name in ("authority.ttl", "hub.ttl"):
        others.parse(data=files("shapes").joinpath(name).read_bytes())
    said = {*shapes.subjects(SH.message)} - {*others.subjects(SH.message)}
    return {str(shape).rpartition(":")[2] for shape in said}


def test_a_good_record_breaks_no_rule() -> None:
    assert broken(turtle(GOOD)) == set()


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_record_that_breaks_a_rule_breaks_only_that_rule(case: Case) -> None:
    gone = {(t.subject, t.predicate) for s in case.without for t in turtle(f"{s} '' .")}
    good = turtle(GOOD)
    assert gone <= {(t.subject, t.predicate) for t in good}, "nothing to take away"
    kept = {t for t in good if (t.subject, t.predicate) not in gone}
    assert broken(kept | turtle(case.plus)) == {case.rule} | case.beside


def test_every_rule_has_a_record_that_breaks_it() -> None:
    assert {case.rule for case in CASES} == rules()
    assert len({str(case) for case in CASES}) == len(CASES) == 73


def test_every_rule_says_in_a_sentence_what_is_missing_and_how_grave_that_is() -> None:
    shapes = shapes_graph()
    for rule in shapes.subjects(SH.message):
        (message,) = shapes.objects(rule, SH.message)
        assert str(message).endswith("."), rule
        assert len(list(shapes.objects(rule, SH.severity))) == 1, rule
    unsaid = set(shapes.subjects(RDF.type, SH.PropertyShape)) - set(shapes.subjects(SH.message))
    assert unsaid == set()


def test_the_shapes_are_themselves_valid_shacl() -> None:
    # Our lists of paths nest deeper than pySHACL's own limit for it.
    conforms, _, text = meta_validate(shapes_graph(), inference="none", max_validation_depth=40)
    assert conforms, text
