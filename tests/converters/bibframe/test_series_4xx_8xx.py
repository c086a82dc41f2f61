"""Series: those transcribed in 440 and 490, those traced in 8XX; and 510's indexes."""

from collections.abc import Callable

import pytest

type Lines = Callable[..., set[str]]
RUSSIAN = f"008 760101{'|' * 9}ru {'|' * 17}rus||"
MSTATUS = "http://id.loc.gov/vocabulary/mstatus/"
SERIES = "; bf:relationship http://id.loc.gov/vocabulary/relationship/series"


def series(lines: set[str]) -> list[str]:
    """What a record says of series, without what is alike in all."""
    said = [each for each in lines.nested("#Work") if SERIES in each]
    bare = [each.removeprefix("bf:relation [").replace(SERIES, "") for each in said]
    return [each.removesuffix("; rdf:type bf:Relation]") for each in bare]


def test_a_series_is_as_transcribed_its_number_is_the_relations(lines: Lines) -> None:
    assert series(lines("490 0# $aOxford world's classics,$x1234-5678 ;$v3.")) == [
        (
            'bf:associatedResource [bf:identifiedBy [rdf:type bf:Issn; rdf:value "1234-5678"]; '
            f"bf:status {MSTATUS}t; "
            'bf:title [bf:mainTitle "Oxford world\'s classics"; rdf:type bf:Title]; '
            'rdf:type bf:Series]; bf:seriesEnumeration "3"'
        )
    ]


def test_a_traced_series_says_so(lines: Lines) -> None:
    said = lines("490 1# $aA")
    assert f'{MSTATUS}tr rdfs:label "traced"' in said
    assert f"bf:status {MSTATUS}tr" in series(said)[0]
    assert f"bf:status {MSTATUS}tr" not in series(lines("490 0# $aA"))[0]


def test_parallel_titles_and_subseries_are_series_of_their_own(lines: Lines) -> None:
    said = series(lines("490 0# $aKunst heute =$aArt today ;$vBd. 2$aSmall books"))
    assert len(said) == 3
    assert [('"Bd. 2"' in each, '"Art today"' in each) for each in said].count((True, True)) == 1


def test_a_title_takes_the_part_that_follows_it(lines: Lines) -> None:
    (said,) = series(lines("440 #0 $aActa.$nB,$pMedicina ;$v4"))
    assert (
        'bf:title [bf:mainTitle "Acta"; bf:partName "Medicina"; bf:partNumber "B"; '
        "rdf:type bf:Title]" in said
    )


def test_wrong_and_canceled_numbers_of_a_series_are_told_apart(lines: Lines) -> None:
    said = lines("490 0# $aA$y1111-1111$z2222-2222")
    for status, number in (("incorrect", "1111-1111"), ("cancinv", "2222-2222")):
        assert (
            f"bf:identifiedBy [bf:status {MSTATUS}{status}; rdf:type bf:Issn; "
            f'rdf:value "{number}"]' in series(said)[0]
        )
    assert f'{MSTATUS}cancinv rdfs:label "canceled"' in said


def test_the_call_number_and_the_volumes_of_a_series_are_the_relations(lines: Lines) -> None:
    (said,) = series(lines("490 0# $3v. 1-5:$aA$lQA1"))
    assert 'bflc:appliesTo [rdf:type bflc:AppliesTo; rdfs:label "v. 1-5"]' in said
    assert (
        "bf:classification [bf:assigner http://id.loc.gov/vocabulary/organizations/dlc; "
        'bf:classificationPortion "QA1"; rdf:type bf:ClassificationLcc]' in said
    )


def test_a_series_in_two_scripts_is_one_series(lines: Lines) -> None:
    (said,) = series(
        lines(RUSSIAN, "490 0# $6880-03$aZhizn ;$vvyp. 5", "880 0# $6490-03/(N$aЖизнь ;$vвып. 5")
    )
    assert 'bf:mainTitle "Zhizn"@ru-latn; bf:mainTitle "Жизнь"@ru' in said
    assert 'bf:seriesEnumeration "vyp. 5"@ru-latn; bf:seriesEnumeration "вып. 5"@ru' in said


@pytest.mark.parametrize("number", ["00", "07"])
def test_a_series_in_another_script_alone_counts(lines: Lines, number: str) -> None:
    assert len(series(lines(RUSSIAN, f"880 0# $6490-{number}/(N$aЖизнь"))) == 1


def test_a_traced_series_is_a_hub_its_number_kept_as_written(lines: Lines) -> None:
    hub = "http://id.loc.gov/resources/hubs/1"
    said = lines(f"830 #0 $aStudies ;$v3.$x1234-5678$w(DLC)   85012345$1{hub}")
    assert series(said) == [f'bf:associatedResource {hub}; bf:seriesEnumeration "3."']
    about = said.nested(hub)
    assert {"rdf:type bf:Hub", "rdf:type bf:Series"} <= set(about)
    assert 'bf:title [bf:mainTitle "Studies"; rdf:type bf:Title]' in about
    assert 'bf:identifiedBy [rdf:type bf:Issn; rdf:value "1234-5678"]' in about
    assert (
        "bf:identifiedBy [bf:assigner http://id.loc.gov/vocabulary/organizations/dlc; "
        'rdf:type bf:Lccn; rdf:value "   85012345"]' in about
    )


def test_a_persons_series_is_by_the_person(lines: Lines) -> None:
    (said,) = series(lines("800 1# $aBalzac, Honoré de.$tComédie humaine ;$v3"))
    assert "bf:contribution [bf:agent [" in said
    assert 'rdfs:label "Balzac, Honoré de"' in said
    assert 'bf:title [bf:mainTitle "Comédie humaine"; rdf:type bf:Title]' in said


def test_an_index_covers_the_work_a_reference_is_a_note_of_the_instance(lines: Lines) -> None:
    said = lines("510 0# $aIndex medicus,$b1975-$x0019-3879", "510 4# $aSTC$c7214.5")
    assert (
        "bf:relation [bf:associatedResource ["
        'bf:identifiedBy [rdf:type bf:Issn; rdf:value "0019-3879"]; '
        "bf:note [rdf:type bf:Note; rdf:type http://id.loc.gov/vocabulary/mnotetype/coverage; "
        'rdfs:label "1975-"]; bf:title [bf:mainTitle "Index medicus"; rdf:type bf:Title]; '
        "rdf:type bf:Work]; bf:relationship http://id.loc.gov/vocabulary/relationship/indexedin; "
        "rdf:type bf:Relation]" in said.nested("#Work")
    )
    assert (
        'bf:note [bflc:citation "7214.5"; rdf:type bf:Note; '
        "rdf:type http://id.loc.gov/vocabulary/mnotetype/refcitation; "
        'rdfs:label "STC"]' in said.nested("#Instance")
    )


def test_a_510_without_its_first_indicator_says_nothing(lines: Lines) -> None:
    assert lines("510 ## $aSTC") == lines("999 ## $aSTC")
