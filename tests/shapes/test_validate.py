"""The report of a check: what it counts, how it reads, and that it does not depend on batches."""

import json
import logging
from pathlib import Path

import pyoxigraph as ox
import pytest

from converters import MarcRecord, read
from converters.engine import Converted, Job
from converters.lc import Stylesheet
from shapes.report import Report
from shapes.validate import BATCH, NotRdf, validate

BASE = "http://localhost:8000/"
SAMPLES = Path(__file__).parents[2] / "samples"

SERIES = """
@prefix bf: <http://id.loc.gov/ontologies/bibframe/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
<bib/b1#Series> a bf:Series .
<bib/b2#Series> a bf:Series .
<bib/b3#Series> a bf:Series .
<bib/b4#Series> a bf:Series .
<bib/b4#Isbn> a bf:Isbn ; rdf:value "7-02-000873-9" .
<bib/b4#Isbn-2> a bf:Isbn ; rdf:value "9787020008736" .
<member/PKU#Library> a bf:Organization, bf:Agent ; bf:code "PKU" ;
    <http://www.w3.org/2000/01/rdf-schema#label> "北京大学图书馆"@zh-Hans .
"""

GOLDEN = """\
Checked: 0 Works, 0 Instances, 0 Items, 1 Agent.
Found: 1 violation, 5 warnings, 1 suggestion.

VIOLATION × 1 (Isbn-form)
  An ISBN has 10 or 13 characters and no hyphens; a wrong one goes to $z \
(MARC 020 $a; CNMARC 010 $a).
    http://localhost:8000/bib/b4#Isbn rdf:value = '7-02-000873-9'

WARNING × 4 (RelatedWork-title)
  A series or related work has a title \
(MARC 130, 240, 490, 700-730 $t, 800-830; CNMARC 225, 4XX, 500).
    http://localhost:8000/bib/b1#Series bf:title/bf:mainTitle
    http://localhost:8000/bib/b2#Series bf:title/bf:mainTitle
    … and 2 more

WARNING × 1 (Isbn-checkDigit)
  The last figure of an ISBN fits the others: this one has a typing error, or goes to $z as \
printed wrong (MARC 020 $a; CNMARC 010 $a).
    http://localhost:8000/bib/b4#Isbn-2 rdf:value = '9787020008736'

SUGGESTION × 1 (Library-place)
  A member library says where it is (bf:place in its member document).
    http://localhost:8000/member/PKU#Library bf:place

The records lack some of what every record must have.
"""


def series() -> Report:
    return validate(SERIES.encode(), format="turtle", base=BASE)


def test_the_report_reads_by_rule_gravest_first_with_the_first_examples() -> None:
    assert series().text(examples=2) == GOLDEN


def test_the_report_for_machines_holds_every_finding() -> None:
    report = json.loads(json.dumps(series().as_dict()))
    assert report["conforms"] is False
    assert report["checked"] == {"Work": 0, "Instance": 0, "Item": 0, "Agent": 1}
    assert report["found"] == {"violation": 1, "warning": 5, "info": 1}
    assert len(report["findings"]) == 7
    assert report["findings"][-2] == {
        "severity": "warning",
        "focus": f"{BASE}bib/b4#Isbn-2",
        "path": "rdf:value",
        "value": "9787020008736",
        "message": "The last figure of an ISBN fits the others: this one has a typing error, "
        "or goes to $z as printed wrong (MARC 020 $a; CNMARC 010 $a).",
        "shape": "Isbn-checkDigit",
    }


def test_warnings_do_not_keep_a_record_out() -> None:
    report = validate(
        b"<http://a/bib/b1#S> a <http://id.loc.gov/ontologies/bibframe/Series> .", format="turtle"
    )
    assert (report.count("warning"), report.conforms) == (1, True)


def test_a_file_without_records_is_not_called_good() -> None:
    assert "nothing to check" in validate(b"").text()


def test_reports_of_parts_add_up() -> None:
    half = series()
    assert (half + Report()).as_dict() == half.as_dict()
    both = half + half
    assert both.checked["Agent"] == 2
    assert both.findings == half.findings, "the same finding is said once"


def test_batches_change_nothing() -> None:
    """An authority's IRI that two records name has a node in each: nothing may be parted."""
    bf, rdf = (
        "http://id.loc.gov/ontologies/bibframe/",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    )
    gnd = "https://d-nb.info/gnd/118575120"
    lines = [f"<{gnd}> <{rdf}type> <{bf}Agent> ."]
    for n in range(2 * BATCH + 1):
        document = f"{BASE}bib/b{n}"
        lines += [
            f"<{document}#C> <{rdf}type> <{bf}Contribution> .",
            f"<{document}#C> <{bf}role> <http://id.loc.gov/vocabulary/relators/aut> .",
            f"<{document}#C> <{bf}agent> <{gnd}> .",
            f"<{gnd}> <{bf}identifiedBy> <{document}#I> .",
            f'<{document}#I> <{rdf}value> "118575120" .',
        ]
    assert validate("\n".join(lines).encode()).findings == []
    lines.pop()
    (finding,) = validate("\n".join(lines).encode()).findings
    assert (finding.shape, finding.focus) == ("Identifier-value", f"{BASE}bib/b{2 * BATCH}#I")


def test_outside_nodes_nobody_speaks_of_are_checked_too() -> None:
    hub = b"<http://id.loc.gov/resources/hubs/1> a <http://id.loc.gov/ontologies/bibframe/Hub> ."
    assert [finding.shape for finding in validate(hub, format="turtle").findings] == [
        "RelatedWork-title"
    ]


def test_a_date_that_is_none_is_a_finding_and_not_a_traceback(
    caplog: pytest.LogCaptureFixture,
) -> None:
    data = b"""@prefix bf: <http://id.loc.gov/ontologies/bibframe/> .
        <http://a/bib/b1#A> a bf:AdminMetadata ;
            bf:date "2026-13-45T00:00:00"^^<http://www.w3.org/2001/XMLSchema#dateTime> ."""
    with caplog.at_level(logging.DEBUG):
        (finding,) = validate(data, format="turtle").findings
    assert (finding.shape, finding.value) == ("AdminMetadata-date", "2026-13-45T00:00:00")
    assert caplog.records == []


@pytest.mark.parametrize("format", ["ntriples", "turtle", "jsonld", "rdfxml"])
def test_the_same_statements_give_the_same_report_in_every_format(
    format: str,  # noqa: A002
    tmp_path: Path,
) -> None:
    formats = {
        "ntriples": ox.RdfFormat.N_TRIPLES,
        "turtle": ox.RdfFormat.TURTLE,
        "jsonld": ox.RdfFormat.JSON_LD,
        "rdfxml": ox.RdfFormat.RDF_XML,
    }
    triples = ox.parse(SERIES.encode(), format=ox.RdfFormat.TURTLE, base_iri=BASE)
    file = tmp_path / "data"
    file.write_bytes(ox.serialize((quad.triple for quad in triples), format=formats[format]))
    assert validate(file, format=format).as_dict() == series().as_dict()


def test_what_is_no_rdf_is_refused_with_the_place_and_what_to_do() -> None:
    with pytest.raises(NotRdf, match=r"not ntriples .*line 1.*: mend it, or name its format"):
        validate(b"<a> <b> .")
    with pytest.raises(NotRdf, match="cannot check 'marc': give one of ntriples, turtle"):
        validate(b"", format="marc")
    with pytest.raises(NotRdf, match="statements about statements cannot be checked"):
        validate(b"<http://a> <http://b> <<( <http://a> <http://b> <http://c> )>> .")


def test_the_sample_records_have_all_that_every_record_must_have() -> None:
    records = [
        record for file in sorted((SAMPLES / "marc21").glob("*.xml")) for record in read(file)
    ]
    jobs = [
        Job(record, f"{BASE}bib/b{n}")
        for n, record in enumerate(records, 1)
        if isinstance(record, MarcRecord)
    ]
    outcomes = Stylesheet().convert(jobs, "2026-11-22T00:00:00Z")
    data = b"".join(outcome.triples for outcome in outcomes if isinstance(outcome, Converted))
    report = validate(data)
    assert len(jobs) == len(records) >= 90
    assert report.checked["Work"] >= len(records)
    assert report.count("violation") + report.count("warning") == 0, report.text()


def test_the_sample_members_are_described_in_full() -> None:
    report = validate(SAMPLES / "members.ttl", format="turtle", base=BASE)
    assert report.checked["Agent"] == 12
    assert report.findings == []
