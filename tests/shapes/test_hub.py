"""The shapes of works: each rule has a hub that breaks it, and those the union makes break none."""

import pyoxigraph as ox
import pytest
from rdflib import SH, Graph

from shapes import validate as shapes_of
from tests.shapes.test_authority import Case

BASE = "http://localhost:8000/"
HEAD = f"""@base <{BASE}hub/w3> .
@prefix bf: <http://id.loc.gov/ontologies/bibframe/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""
#: A work nobody could find fault with.
GOOD = """
<#Hub> a bf:Hub ; rdfs:label "Lu, Xun. Na han" ; bf:title <#Title-1> ;
    bf:contribution <#Contribution-1> ;
    bf:language <http://id.loc.gov/vocabulary/languages/chi> ;
    bf:hasExpression </bib/b1#Work>, </bib/b2#Work> ; bf:note <#Note-1> .
<#Title-1> a bf:Title ; bf:mainTitle "呐喊" .
<#Contribution-1> a bf:Contribution, bf:PrimaryContribution ; bf:agent <#Agent-1> .
<#Agent-1> a bf:Agent, bf:Person ; rdfs:label "鲁迅" .
<#Note-1> a bf:Note ; bf:noteType "reason" ; rdfs:label "creator, title" ;
    dcterms:references </bib/b1#Work>, </bib/b2#Work> .
</bib/b1#Work> bf:expressionOf <#Hub> .
</bib/b2#Work> bf:expressionOf <#Hub> .
"""
CASES = [
    Case("Hub-type", ("<#Hub> a",), "<#Hub> a bf:Work ."),
    Case("Hub-label", ("<#Hub> rdfs:label",)),
    Case("Hub-editions", ("<#Hub> bf:hasExpression",), "<#Hub> bf:hasExpression </bib/b1#Work> ."),
    Case("Hub-edition", plus="<#Hub> bf:hasExpression </auth/a1#Work> ."),
    Case(
        "Hub-creator",
        plus="<#Hub> bf:contribution <#C-2> . <#C-2> a bf:Contribution ; bf:agent <#Agent-1> .",
    ),
    Case("Hub-creatorName", ("<#Agent-1> rdfs:label",)),
    Case(
        "Hub-language",
        plus="<#Hub> bf:language <http://id.loc.gov/vocabulary/languages/eng> .",
    ),
    Case("Hub-reason", ("<#Note-1> dcterms:references",)),
]
#: What is broken with it: nobody has no name.
BESIDE = {"Hub-creatorName": {"Agent"}}


def turtle(text: str) -> set[ox.Triple]:
    return {quad.triple for quad in ox.parse((HEAD + text).encode(), format=ox.RdfFormat.TURTLE)}


def broken(triples: set[ox.Triple]) -> set[str]:
    data = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
    return {finding.shape for finding in shapes_of.validate(data).findings}


def test_a_good_work_breaks_no_rule() -> None:
    assert broken(turtle(GOOD)) == set()


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_work_that_breaks_a_rule_breaks_only_that_rule(case: Case) -> None:
    gone = {(t.subject, t.predicate) for s in case.without for t in turtle(f"{s} bf:x .")}
    good = turtle(GOOD)
    assert gone <= {(t.subject, t.predicate) for t in good}, "nothing to take away"
    kept = {t for t in good if (t.subject, t.predicate) not in gone}
    assert broken(kept | turtle(case.plus)) == {case.rule} | BESIDE.get(case.rule, set())


def test_every_rule_of_works_has_a_hub_that_breaks_it() -> None:
    graph = Graph()
    graph.parse(shapes_of.__file__.replace("validate.py", "hub.ttl"), format="turtle")
    rules = {str(shape).rpartition(":")[2] for shape in graph.subjects(SH.message)}
    assert {case.rule for case in CASES} == rules


def test_the_uniform_title_of_a_record_need_not_be_a_work_of_the_union() -> None:
    said = turtle(
        "<bib/b1#Hub-1> a bf:Hub ; bf:title <bib/b1#Title-1> . "
        '<bib/b1#Title-1> a bf:Title ; bf:mainTitle "Na han" .'
    )
    assert broken(said) == set()
