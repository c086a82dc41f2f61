"""Notes with a shape of their own: theses, contents, summaries, audiences, languages …"""

from collections.abc import Callable
from functools import partial

import pytest

type Said = Callable[..., set[str]]

TYPES = "http://id.loc.gov/vocabulary/mnotetype"
STATUS = "http://id.loc.gov/vocabulary/mstatus"
RUSSIAN = f"008 760101{'|' * 9}ru {'|' * 17}rus||"


@pytest.fixture
def said(said: Said) -> Said:
    """What fields add to a record in Russian."""
    return partial(said, beside=(RUSSIAN,))


def test_a_thesis_has_a_degree_an_institution_a_year_and_a_number(said: Said) -> None:
    assert said("502 ## $bPh. D.$cUniversity of X,$d1999.$gIn part.$oU-7;") == {
        "#Work bf:dissertation #Dissertation",
        "#Dissertation rdf:type bf:Dissertation",
        '#Dissertation bf:degree "Ph. D."',
        "#Dissertation bf:grantingInstitution #Agent",
        "#Agent rdf:type bf:Agent",
        '#Agent rdfs:label "University of X"',
        '#Dissertation bf:date "1999"',
        "#Dissertation bf:note #Note",
        "#Note rdf:type bf:Note",
        '#Note rdfs:label "In part"',
        "#Dissertation bf:identifiedBy #DissertationIdentifier",
        "#DissertationIdentifier rdf:type bf:DissertationIdentifier",
        '#DissertationIdentifier rdf:value "U-7"',
    }


def test_a_thesis_in_two_scripts_is_one_thesis(said: Said) -> None:
    statements = said(
        "502 ## $6880-01$aTezis.$cMGU,$d1999.", "880 ## $6502-01/(N$aТезис.$cМГУ,$dв 1999."
    )
    assert {
        '#Dissertation rdfs:label "Tezis."@ru-latn',
        '#Dissertation rdfs:label "Тезис."@ru',
        '#Agent rdfs:label "MGU"@ru-latn',
        '#Agent rdfs:label "МГУ"@ru',
        '#Dissertation bf:date "1999"',
        '#Dissertation bf:date "в 1999"@ru',
    } <= statements


def test_a_bibliography_is_noted_of_the_instance_with_its_count(said: Said) -> None:
    assert said("504 ## $aBibliography: p. 9.$b12.") == {
        "#Instance bf:note #Note",
        "#Note rdf:type bf:Note",
        f"#Note rdf:type {TYPES}/biblio",
        '#Note rdfs:label "Bibliography: p. 9."',
        '#Note bf:count "12"',
    }


def test_contents_are_one_text_and_say_when_they_are_not_all(said: Said) -> None:
    assert said("505 20 $tA /$rB --$tC.$uhttp://toc.example/1$uhttp://toc.example/2") == {
        "#Work bf:tableOfContents #TableOfContents",
        "#TableOfContents rdf:type bf:TableOfContents",
        '#TableOfContents rdfs:label "A / B -- C."',
        "#TableOfContents bf:electronicLocator http://toc.example/1",
        f"#TableOfContents bf:status {STATUS}/part",
        f"{STATUS}/part rdf:type bf:Status",
        f'{STATUS}/part rdfs:label "Partial"',
    }
    assert f"#TableOfContents bf:status {STATUS}/incmp" in said("505 1# $aA.")
    assert not any("bf:status" in line for line in said("505 0# $aA."))


def test_a_cast_is_introduced_as_one(said: Said) -> None:
    cast = said("511 1# $aA, B.", "511 0# $aC, D.", "508 ## $aE, F.")
    assert {
        '#Note rdfs:label "Cast: A, B."',
        '#Note rdfs:label "C, D."',
        '#Note rdfs:label "E, F."',
        f"#Note rdf:type {TYPES}/participants",
        f"#Note rdf:type {TYPES}/credits",
    } <= cast


def test_a_recording_says_when_and_where_it_was_made(said: Said) -> None:
    assert {
        '#Capture bf:date "1999"',
        "#Capture bf:place #Place",
        '#Place rdfs:label "Oslo"',
        '#Note rdfs:label "Recorded"',
        '#AppliesTo rdfs:label "Side 1"',
    } <= said("518 ## $3Side 1:$oRecorded$d1999,$pOslo.")


def test_a_summary_takes_the_text_of_its_880_too(said: Said) -> None:
    assert said("520 ## $6880-01$aObzor$bpolnyi.", "880 ## $6520-01/(N$aОбзор$bполный.") == {
        "#Work bf:summary #Summary",
        "#Summary rdf:type bf:Summary",
        '#Summary rdfs:label "Obzor polnyi."@ru-latn',
        '#Summary rdfs:label "Обзор полный."@ru',
    }


def test_an_audience_says_by_what_it_is_measured_and_by_whom(said: Said) -> None:
    assert said("521 0# $a3.1$a4.2.$bA Press.") == {
        "#Work bf:intendedAudience #IntendedAudience",
        "#IntendedAudience rdf:type bf:IntendedAudience",
        '#IntendedAudience rdfs:label "3.1; 4.2."',
        "#IntendedAudience bf:note #Note",
        "#Note rdf:type bf:Note",
        '#Note rdfs:label "reading grade level"',
        "#IntendedAudience bf:source #Source",
        "#Source rdf:type bf:Source",
        '#Source rdfs:label "A Press."',
    }


def test_how_to_cite_has_its_scheme(said: Said) -> None:
    scheme = "http://id.loc.gov/vocabulary/citationschemes/mla"
    assert {
        '#Note rdfs:label "Cite as: A."',
        f"#Note bf:source {scheme}",
        f'{scheme} bf:code "mla"',
    } <= said("524 ## $aCite as: A.$2mla")


def test_a_language_note_keeps_its_full_stop_and_a_script_does_not(said: Said) -> None:
    assert {
        '#Note rdfs:label "In Russian."',
        f"#Note rdf:type {TYPES}/lang",
        "#Work bf:notation #Notation",
        '#Notation rdfs:label "Cyrillic"',
    } <= said("546 ## $aIn Russian.;$bCyrillic.")


def test_systems_coverage_supplements_and_awards(said: Said) -> None:
    assert {
        '#SystemRequirement rdfs:label "PC."',
        '#GeographicCoverage rdfs:label "Oslo."',
        "#Work bf:note #Note",
        f"#Note rdf:type {TYPES}/suppl",
        '#Note rdfs:label "With a map."',
        f"#Note rdf:type {TYPES}/award",
        '#ContentAccessibility rdfs:label "Captions."',
    } <= said(
        "538 ## $aPC.",
        "522 ## $aOslo.",
        "525 ## $aWith a map.",
        "586 ## $aA.",
        "532 1# $aCaptions.",
    )


def test_data_not_found_is_of_another_kind_than_their_source(said: Said) -> None:
    found, missing = said("587 ## $aA Book.$bp. 3."), said("587 0# $aA Book.")
    assert {
        f"#Note rdf:type {TYPES}/datasource",
        '#Note bf:preferredCitation "A Book"',
        '#Note rdfs:label "p. 3."',
    } <= found
    assert f"#Note rdf:type {TYPES}/datanf" in missing
