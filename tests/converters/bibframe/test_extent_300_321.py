"""Extent, duration and frequency: what 300, 306, 310 and 321 say."""

from collections.abc import Callable

import pytest

type Said = Callable[..., set[str]]


def test_extent_volumes_dimensions_and_illustrations_are_told_apart(said: Said) -> None:
    assert said("300 ## $axii, 340 p. :$bill., maps ;$c28 cm.") == {
        "#Instance bf:extent #Extent",
        "#Extent rdf:type bf:Extent",
        '#Extent rdfs:label "xii, 340 p."',
        "#Extent bf:note #Note",
        "#Note rdf:type bf:Note",
        "#Note rdf:type http://id.loc.gov/vocabulary/mnotetype/physical",
        '#Note rdfs:label "ill., maps"',
        '#Instance bf:dimensions "28 cm"',
    }


def test_several_extents_of_one_field_are_one_extent(said: Said) -> None:
    labels = {line for line in said("300 ## $a1 score ;$a4 parts$fboxes") if "label" in line}
    assert labels == {'#Extent rdfs:label "1 score ; 4 parts boxes"'}


def test_an_extent_keeps_its_full_stop_and_dimensions_do_not(said: Said) -> None:
    made = said("300 ## $a12 leaves. ;$c28 cm.")
    assert '#Extent rdfs:label "12 leaves."' in made
    assert '#Instance bf:dimensions "28 cm"' in made


def test_accompanying_material_is_a_note_of_the_instance(said: Said) -> None:
    assert said("300 ## $e1 atlas +") == {
        "#Instance bf:note #Note",
        "#Note rdf:type bf:Note",
        "#Note rdf:type http://id.loc.gov/vocabulary/mnotetype/accmat",
        '#Note rdfs:label "1 atlas"',
    }


def test_an_extent_tells_which_part_it_is_of(said: Said) -> None:
    part = '#AppliesTo rdfs:label "disc 1"'
    assert part in said("300 ## $3disc 1:$a1 film")
    whole = said("300 ## $3all$a1 film")
    assert '#Extent rdfs:label "1 film"' in whole
    assert not any("appliesTo" in line for line in whole)


def test_a_split_instance_s_extent_tells_of_no_part(said: Said) -> None:
    split = said("958 ## $aSplitMARC", "300 ## $3disc 1:$a1 film")
    assert '#Extent rdfs:label "1 film"' in split
    assert not any("appliesTo" in line for line in split)


def test_extent_in_another_script_has_its_language(said: Said) -> None:
    russian = "008 760101|||||||||ru |||||||||||||||||rus||"
    assert '#Extent rdfs:label "12 с"@ru' in said(russian, "880 ## $6300-00/(N$a12 с ;")


def test_six_digits_are_a_duration(said: Said) -> None:
    assert said("306 ## $a014530") == {
        '#Instance bf:duration "PT01H45M30S"^^<http://www.w3.org/2001/XMLSchema#duration>'
    }


def test_a_duration_of_other_length_stays_text(said: Said) -> None:
    assert said("306 ## $a45 min.") == {'#Instance bf:duration "45 min."'}


@pytest.mark.parametrize(("tag", "status"), [("310", "current"), ("321", "former")])
def test_frequency_is_current_or_former(said: Said, tag: str, status: str) -> None:
    iri = f"http://id.loc.gov/vocabulary/mstatus/{status}"
    assert said(f"{tag} ## $aMonthly,$b1990-1995") == {
        "#Instance bf:frequency #Frequency",
        "#Frequency rdf:type bf:Frequency",
        '#Frequency rdfs:label "Monthly"',
        '#Frequency bf:date "1990-1995"',
        f"#Frequency bf:status {iri}",
        f"{iri} rdf:type bf:Status",
        f'{iri} rdfs:label "{status}"',
    }


def test_a_frequency_with_an_address_is_that_thing(said: Said) -> None:
    iri = "http://id.loc.gov/vocabulary/frequencies/mon"
    assert f"#Instance bf:frequency {iri}" in said(f"310 ## $aMonthly$0{iri}$2marcfrequency")
