"""Issuance, content, media and carrier by RDA's codes and terms: what 334-338 say."""

from collections.abc import Callable

import pytest

type Said = Callable[..., set[str]]


RDA = "http://id.loc.gov/vocabulary"


@pytest.mark.parametrize(
    ("field", "subject", "predicate", "iri"),
    [
        ("334 ## $aserial$bserl", "#Instance", "bf:issuance", f"{RDA}/issuance/serl"),
        ("336 ## $astill image$bsti", "#Work", "bf:content", f"{RDA}/contentTypes/sti"),
        ("337 ## $aunmediated$bn", "#Instance", "bf:media", f"{RDA}/mediaTypes/n"),
        ("338 ## $avolume$bnc", "#Instance", "bf:carrier", f"{RDA}/carriers/nc"),
    ],
)
def test_a_code_is_the_thing_of_its_vocabulary(
    said: Said, field: str, subject: str, predicate: str, iri: str
) -> None:
    assert f"{subject} {predicate} {iri}" in said(field)


def test_a_code_has_the_term_before_it_and_the_vocabulary(said: Said) -> None:
    carrier = f"{RDA}/carriers/nc"
    source = f"{RDA}/genreFormSchemes/rdacarrier"
    assert said("338 ## $aBand$bnc$2rdacarrier") == {
        f"#Instance bf:carrier {carrier}",
        f"{carrier} rdf:type bf:Carrier",
        f'{carrier} rdfs:label "Band"',
        f"{carrier} bf:source {source}",
        f"{source} rdf:type bf:Source",
    }


def test_a_term_without_code_is_found_by_its_label(said: Said) -> None:
    assert f"#Instance bf:carrier {RDA}/carriers/sd" in said("338 ## $aaudio disc$2rdacarrier")


def test_a_term_no_vocabulary_has_keeps_its_label_but_not_its_source(said: Said) -> None:
    assert said("338 ## $a册$2rdacarrier") == {
        "#Instance bf:carrier #Carrier",
        "#Carrier rdf:type bf:Carrier",
        '#Carrier rdfs:label "册"',
    }


def test_a_term_that_ends_its_field_is_not_said(said: Said) -> None:
    carrier = f"{RDA}/carriers/nc"
    assert said("338 ## $bnc$aaudio disc") == {
        f"#Instance bf:carrier {carrier}",
        f"{carrier} rdf:type bf:Carrier",
    }


def test_an_address_other_than_the_code_s_is_of_a_related_authority(said: Said) -> None:
    carrier = f"{RDA}/carriers/nc"
    other = "http://rdaregistry.info/termList/RDACarrierType/1049"
    related = f"{carrier} madsrdf:hasRelatedAuthority {other}"
    assert related in said(f"338 ## $avolume$bnc$0(uri){other}")
    same = said(f"338 ## $avolume$bnc$0{carrier}")
    assert not any("hasRelatedAuthority" in line for line in same)


def test_a_carrier_tells_its_part_but_not_in_a_split_record(said: Said) -> None:
    field = "338 ## $3DVD$avideodisc$bvd"
    part = '#AppliesTo rdfs:label "DVD"'
    assert part in said(field)
    assert part not in said("958 ## $aSplitMARC", field)
