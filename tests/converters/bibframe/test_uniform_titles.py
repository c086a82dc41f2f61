"""Uniform titles: the hub a work is an expression of, and hubs of related works."""

from collections.abc import Callable

import pytest

type Lines = Callable[..., set[str]]
CHINESE = f"008 760101{'|' * 9}cc {'|' * 17}chi||"


def works(lines: set[str], predicate: str) -> list[str]:
    """The objects the Work has of a property."""
    start = f"{predicate} "
    return [s.removeprefix(start) for s in lines.nested("#Work") if s.startswith(start)]


def test_a_uniform_title_is_the_title_of_a_hub(lines: Lines) -> None:
    assert works(lines("130 0# $aBeowulf."), "bf:expressionOf") == [
        (
            '[bf:title [bf:mainTitle "Beowulf"; rdf:type bf:Title]; '
            'bflc:marcKey "1300 $aBeowulf."; rdf:type bf:Hub]'
        )
    ]


def test_the_parts_of_a_music_title_are_told_apart(lines: Lines) -> None:
    said = lines("130 0# $aSonatas,$mpiano,$nop. 1,$rC major;$oarr.$f1801.$lGerman.$s2nd version")
    (hub,) = works(said, "bf:expressionOf")
    for part in (
        'bf:language [rdf:type bf:Language; rdfs:label "German"]',
        'bf:musicMedium [rdf:type bf:MusicMedium; rdfs:label "piano"]',
        'bf:keyMode [rdf:type bf:KeyMode; rdfs:label "C major"]',
        'bf:partNumber "op. 1"',
        'bf:originDate "1801"',
        'bf:version "2nd version"',
        "rdf:type bf:Arrangement",
    ):
        assert part in hub


def test_the_date_of_a_treaty_is_its_legal_date(lines: Lines) -> None:
    (hub,) = works(lines("130 0# $aTreaty of Utrecht$d(1713)"), "bf:expressionOf")
    assert 'bf:legalDate "1713"' in hub


@pytest.mark.parametrize("field", ["130 4# $aThe Bible", "240 14 $aThe Bible"])
def test_characters_not_sorted_by_are_told(lines: Lines, field: str) -> None:
    (hub,) = works(lines(field), "bf:expressionOf")
    assert 'bflc:nonSortNum "4"' in hub


def test_the_hub_of_a_240_is_by_the_creator_too(lines: Lines) -> None:
    said = lines("100 1# $aGoethe.", "240 10 $aFaust.$lEnglish")
    (hub,) = works(said, "bf:expressionOf")
    assert 'rdfs:label "Goethe"' in hub
    assert "bf:PrimaryContribution" in hub
    assert 'bflc:marcKey "1001 $aGoethe.$tFaust.$lEnglish"' in hub
    assert len(works(said, "bf:contribution")) == 1


def test_a_hub_with_an_address_has_it_for_its_name(lines: Lines) -> None:
    said = lines("240 10 $aFaust$0(uri)http://example.org/faust$0http://example.org/other")
    assert "#Work bf:expressionOf http://example.org/faust" in said
    assert (
        "http://example.org/faust madsrdf:isIdentifiedByAuthority http://example.org/other" in said
    )


def test_a_title_in_two_scripts_is_one_hub(lines: Lines) -> None:
    said = lines(CHINESE, "130 0# $6880-01$aLun yu", "880 0# $6130-01/Hani$a論語")
    (hub,) = works(said, "bf:expressionOf")
    assert 'bf:mainTitle "Lun yu"@zh-latn; bf:mainTitle "論語"@zh-hani' in hub
    assert 'bflc:marcKey "8800 $a論語"@zh-hani' in hub


def test_in_a_record_of_a_hub_the_work_has_the_title_itself(lines: Lines) -> None:
    said = lines("130 0# $aBeowulf.$lEnglish", leader="00000nqm a2200000 i 4500")
    assert works(said, "bf:expressionOf") == []
    assert works(said, "bf:title") == ['[bf:mainTitle "Beowulf. English"; rdf:type bf:Title]']
    assert works(said, "bf:language") == ['[rdf:type bf:Language; rdfs:label "English"]']


def test_the_377_of_a_hub_stands_for_the_language_in_its_title(lines: Lines) -> None:
    hub = "00000nqm a2200000 i 4500"
    said = lines("130 0# $aBeowulf.$lEnglish", "377 ## $aeng", leader=hub)
    assert '[rdf:type bf:Language; rdfs:label "English"]' not in works(said, "bf:language")


@pytest.mark.parametrize(
    ("field", "related", "others"),
    [
        ("730 02 $aBeowulf", "relationship/part", 0),
        ("730 02 $iContainer of (work):$aBeowulf", "relationship/part", 0),
        ("730 02 $iBased on$aBeowulf", "relationship/relatedwork", 1),
        ("730 0# $iis translation of$aBeowulf", "relationship/translationof", 0),
        ("730 04 $aBeowulf", "hasVariantEntry", 0),
        ("730 0# $aBeowulf", "relationship/relatedwork", 0),
    ],
)
def test_second_indicator_and_i_tell_how_a_title_is_related(
    lines: Lines, field: str, related: str, others: int
) -> None:
    (relation,) = works(lines(field), "bf:relation")
    assert related in relation
    assert relation.count("bf:Relationship") == others


def test_the_issn_of_a_related_title_identifies_it(lines: Lines) -> None:
    (relation,) = works(lines("730 0# $aNature$x0028-0836."), "bf:relation")
    assert 'bf:identifiedBy [rdf:type bf:Issn; rdf:value "0028-0836"]' in relation
