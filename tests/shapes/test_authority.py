"""The shapes of authorities: each rule has a record that breaks it, and real records break none."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pymarc
import pyoxigraph as ox
import pytest
from rdflib import SH, Graph

import samples
from converters.authorities import describe
from converters.crosswalk.unimarc.authorities import to_marc21_authority
from converters.engine import Converted
from shapes import validate as shapes_of
from shapes.namespaces import PREFIXES
from tests.converters.authorities.conftest import FOLDER, records_of

FILE = "authority.ttl"
BASE = "http://localhost:8000/"
GENERATED = "2026-01-01T00:00:00Z"
HEAD = f"@base <{BASE}auth/a1> .\n@prefix edtf: <http://id.loc.gov/datatypes/> .\n" + "".join(
    f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items()
)
#: An authority nobody could find fault with.
GOOD = """
<#Agent> a bf:Agent, bf:Person, madsrdf:PersonalName, madsrdf:Authority ;
    rdfs:label "鲁迅"@zh-hani, "Lu, Xun"@zh-latn ;
    madsrdf:authoritativeLabel "鲁迅"@zh-hani, "Lu, Xun"@zh-latn ;
    bflc:marcKey "1000 $a鲁迅" ;
    madsrdf:elementList <#List-1> ;
    madsrdf:birthDate "1881"^^edtf:edtf ;
    madsrdf:hasVariant <#PersonalName-1> ;
    madsrdf:hasReciprocalAuthority <#PersonalName-2> ;
    madsrdf:hasSource <#Source-1> ;
    bf:adminMetadata <#AdminMetadata-1> .
<#AdminMetadata-1> a bf:AdminMetadata ; bf:identifiedBy <#Local-1> .
<#Local-1> a bf:Local ; rdf:value "THUA000202" .
<#PersonalName-1> a madsrdf:Variant ; madsrdf:variantLabel "周树人"@zh-hani .
<#PersonalName-2> a madsrdf:Authority ; madsrdf:authoritativeLabel "许广平"@zh-hani .
<#Source-1> a madsrdf:Source ; madsrdf:citationSource "鲁迅全集" .
"""


@dataclass(frozen=True, slots=True)
class Case:
    """A rule, and the record that breaks it: statements taken away and put in."""

    rule: str
    without: tuple[str, ...] = ()
    plus: str = ""

    def __str__(self) -> str:
        return self.rule


CASES = [
    Case("Authority-label", ("<#Agent> madsrdf:authoritativeLabel",)),
    Case("Authority-name", ("<#Agent> rdfs:label",), "<#Agent> bf:code 'x' ."),
    Case("Authority-languages", plus="<#Agent> madsrdf:authoritativeLabel '迅'@zh-hani ."),
    Case("Authority-mads", plus="<#Agent> a madsrdf:Topic ."),
    Case("Authority-thing", ("<#Agent> rdf:type",), "<#Agent> a madsrdf:PersonalName ."),
    Case("Authority-key", ("<#Agent> bflc:marcKey",)),
    Case("Authority-structure", ("<#Agent> madsrdf:elementList",)),
    Case("Authority-adminMetadata", ("<#Agent> bf:adminMetadata",)),
    Case("Authority-controlNumber", ("<#AdminMetadata-1> bf:identifiedBy",)),
    Case("Authority-birth", plus="<#Agent> madsrdf:deathDate '1936?' ."),
    Case("Authority-source", ("<#Agent> madsrdf:hasSource",)),
    Case("Variant-label", ("<#PersonalName-1> madsrdf:variantLabel",)),
    Case("Related", ("<#PersonalName-2> madsrdf:authoritativeLabel",)),
    Case("AuthoritySource-cited", ("<#Source-1> madsrdf:citationSource",)),
]
#: What is broken with it: without administrative metadata there is no number either.
BESIDE = {"Authority-adminMetadata": {"Authority-controlNumber"}}


@pytest.fixture(autouse=True, scope="module")
def _with_authorities() -> Iterator[None]:
    """The shapes with those of authorities among them."""
    patch = pytest.MonkeyPatch()
    patch.setattr(shapes_of, "FILES", tuple(dict.fromkeys((*shapes_of.FILES, FILE))))
    shapes_of.shapes_graph.cache_clear()
    yield
    patch.undo()
    shapes_of.shapes_graph.cache_clear()


def turtle(text: str) -> set[ox.Triple]:
    return {quad.triple for quad in ox.parse((HEAD + text).encode(), format=ox.RdfFormat.TURTLE)}


def broken(triples: set[ox.Triple]) -> set[str]:
    data = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
    return {finding.shape for finding in shapes_of.validate(data).findings}


def test_a_good_authority_breaks_no_rule() -> None:
    assert broken(turtle(GOOD)) == set()


@pytest.mark.parametrize("case", CASES, ids=str)
def test_an_authority_that_breaks_a_rule_breaks_only_that_rule(case: Case) -> None:
    gone = {(t.subject, t.predicate) for s in case.without for t in turtle(f"{s} '' .")}
    good = turtle(GOOD)
    assert gone <= {(t.subject, t.predicate) for t in good}, "nothing to take away"
    kept = {t for t in good if (t.subject, t.predicate) not in gone}
    assert broken(kept | turtle(case.plus)) == {case.rule} | BESIDE.get(case.rule, set())


def test_every_rule_of_authorities_has_a_record_that_breaks_it() -> None:
    graph = Graph()
    graph.parse(shapes_of.__file__.replace("validate.py", FILE), format="turtle")
    rules = {str(shape).rpartition(":")[2] for shape in graph.subjects(SH.message)}
    assert {case.rule for case in CASES} == rules


def found(records: list[pymarc.Record]) -> Counter[tuple[str, str]]:
    """The gravity and rule of every finding on these records."""
    triples = b""
    for number, marc in enumerate(records):
        outcome = describe(marc, f"{BASE}auth/a{number}", GENERATED)
        if isinstance(outcome, Converted):
            triples += outcome.triples
    report = shapes_of.validate(triples)
    return Counter((finding.severity, finding.shape) for finding in report.findings)


def test_the_demo_authorities_break_no_rule() -> None:
    folder = samples.FOLDER / "authorities"
    cnmarc = [
        to_marc21_authority(marc, "cnmarc").marc
        for marc in records_of(folder / "cnmarc" / "THU.xml")
    ]
    findings = found([*records_of(folder / "marc21" / "PKU.xml"), *cnmarc])
    assert {severity for severity, _ in findings} <= {"info"}


def test_real_authorities_break_no_rule() -> None:
    if not (FOLDER / "marc21-auth").is_dir():
        pytest.skip("the shared authority records are not beside the checkout")
    records = [
        marc
        for file in sorted((FOLDER / "marc21-auth").iterdir())
        for marc in list(records_of(file))[::25]
    ]
    assert len(records) > 80
    assert {severity for severity, _ in found(records)} <= {"info"}
