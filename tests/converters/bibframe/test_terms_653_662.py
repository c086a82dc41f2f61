"""Uncontrolled terms, occupations and places in a hierarchy as subjects."""

from collections.abc import Callable

import pytest

type Lines = Callable[..., set[str]]


def works(lines: set[str], predicate: str) -> list[str]:
    """The objects the Work has of a property."""
    start = f"{predicate} "
    return [s.removeprefix(start) for s in lines.nested("#Work") if s.startswith(start)]


@pytest.mark.parametrize(
    ("indicator", "predicate", "class_"),
    [
        ("#", "bf:subject", "bf:Topic"),
        ("0", "bf:subject", "bf:Topic"),
        ("1", "bf:subject", "bf:Person"),
        ("2", "bf:subject", "bf:Organization"),
        ("3", "bf:subject", "bf:Meeting"),
        ("4", "bf:subject", "bf:Temporal"),
        ("5", "bf:subject", "bf:Place"),
        ("6", "bf:genreForm", "bf:GenreForm"),
    ],
)
def test_the_second_indicator_tells_what_an_uncontrolled_term_is(
    lines: Lines, indicator: str, predicate: str, class_: str
) -> None:
    assert works(lines(f"653 #{indicator} $aNuclear energy."), predicate) == [
        f'[rdf:type {class_}; rdf:type bflc:Uncontrolled; rdfs:label "Nuclear energy"]'
    ]


def test_each_term_of_a_653_is_a_subject(lines: Lines) -> None:
    assert len(works(lines("653 ## $afuel cells$amolten carbonate"), "bf:subject")) == 2


def test_terms_with_an_address_are_the_thing_it_names(lines: Lines) -> None:
    said = lines("653 ## $afuel cells$0http://example.org/fuel")
    assert "#Work bf:subject http://example.org/fuel" in said


def test_an_occupation_is_a_heading_of_components(lines: Lines) -> None:
    (subject,) = works(
        lines("656 #7 $aMigrant laborers$kSchool district records$2lcsh"), "bf:subject"
    )
    assert 'rdfs:label "Migrant laborers"]' in subject
    assert 'rdf:first [rdf:type madsrdf:Occupation; rdfs:label "Migrant laborers"]' in subject
    assert 'rdf:first [rdf:type madsrdf:GenreForm; rdfs:label "School district records"]' in subject
    assert 'bf:source [bf:code "lcsh"; rdf:type bf:Source]' in subject


def test_a_place_in_a_hierarchy_goes_from_the_large_to_the_small(lines: Lines) -> None:
    (place,) = works(lines("662 ## $aUnited States$bTexas$dLaredo.$2tgn"), "bf:subject")
    assert 'rdfs:label "United States--Texas--Laredo."' in place
    assert "rdf:type bf:Place; rdf:type madsrdf:HierarchicalGeographic" in place
    parts = [place.index(f"madsrdf:{part}; rdfs:label") for part in ("Country", "State", "City")]
    assert parts == sorted(parts)
    assert "bf:source http://id.loc.gov/vocabulary/subjectSchemes/tgn" in place


def test_a_place_outside_the_earth_is_one(lines: Lines) -> None:
    (place,) = works(lines("662 ## $hMars"), "bf:subject")
    assert 'rdf:type madsrdf:ExtraterrestrialArea; rdfs:label "Mars"' in place
