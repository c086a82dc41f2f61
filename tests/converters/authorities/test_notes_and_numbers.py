"""Notes and sources, 64X-68X; numbers and the IRIs they stand for; codes; who made the record."""

from collections.abc import Callable

import pytest

from converters.authorities.iris import address, checked, iri_of

type Said = Callable[..., set[str]]

IRIS = {
    ("viaf", "102333412"): "http://viaf.org/viaf/102333412",
    ("isni", "0000 0001 2144 1970"): "https://isni.org/isni/0000000121441970",
    ("isni", "0000000121441971"): "",
    ("orcid", "0000-0002-1825-0097"): "https://orcid.org/0000-0002-1825-0097",
    ("orcid", "0000-0002-1825-0098"): "",
    ("wikidata", "Q42"): "http://www.wikidata.org/entity/Q42",
    ("wikidata", "42"): "",
    ("gnd", "118540238"): "https://d-nb.info/gnd/118540238",
    ("lccn", "n  78095332 "): "http://id.loc.gov/authorities/names/n78095332",
    ("DLC", "sh 85014644"): "http://id.loc.gov/authorities/subjects/sh85014644",
    ("OCoLC", "fst01204289"): "http://id.worldcat.org/fast/1204289",
    ("OCoLC", "oca00230409"): "",
    ("nobody", "1"): "",
}


@pytest.mark.parametrize("number", IRIS)
def test_a_number_is_an_iri_only_in_the_form_of_its_source(number: tuple[str, str]) -> None:
    assert iri_of(*number) == IRIS[number]


def test_a_check_digit_is_checked() -> None:
    assert checked("0000000121441970")
    assert not checked("0000000121441979")


@pytest.mark.parametrize(
    "zero",
    ["(uri)http://viaf.org/viaf/1", "https://viaf.org/viaf/1", "http://viaf.org/viaf/1", "(VIAF)1"],
)
def test_an_address_is_the_same_however_it_is_written(zero: str) -> None:
    assert address(zero) == "http://viaf.org/viaf/1"


def test_024_is_an_identifier_and_where_its_form_is_right_an_iri(added: Said) -> None:
    assert {
        "#Agent bf:identifiedBy #Isni",
        "#Agent madsrdf:hasExactExternalAuthority https://isni.org/isni/0000000121441970",
    } <= added("024 7# $a0000 0001 2144 1970$2isni")
    assert not [
        line for line in added("024 7# $anobody$2isni") if "hasExactExternalAuthority" in line
    ]
    assert "http://id.loc.gov/vocabulary/mstatus/cancinv rdf:type bf:Status" in added(
        "024 7# $z102333412$2viaf"
    )


def test_010_and_035_identify_too(added: Said) -> None:
    made = added("010 ## $an  78095332 $zsh 85120820 ", "035 ## $a(DE-588)118540238")
    assert {
        "#Agent bf:identifiedBy #Lccn",
        "#Agent madsrdf:hasExactExternalAuthority http://id.loc.gov/authorities/names/n78095332",
        "#Agent madsrdf:hasExactExternalAuthority https://d-nb.info/gnd/118540238",
    } <= made


def test_a_source_says_what_was_found_or_that_nothing_was(added: Said) -> None:
    made = added("670 ## $aHamlet, 1604:$bt.p.$uhttp://h.example/", "675 ## $aWho's who$aDNB")
    assert {
        '#Source madsrdf:citationSource "Hamlet, 1604:"',
        '#Source madsrdf:citationNote "t.p."',
        "#Source madsrdf:citationSource http://h.example/",
        '#Source madsrdf:citationStatus "found"',
        '#Source madsrdf:citationSource "DNB"',
        '#Source madsrdf:citationStatus "notfound"',
    } <= made


NOTES = {
    "667 ## $aNot evaluated.": 'madsrdf:editorialNote "Not evaluated."',
    "680 ## $iUse for$akites": 'madsrdf:scopeNote "Use for kites"',
    "681 ## $iNote under$akites": 'madsrdf:exampleNote "Note under kites"',
    "682 ## $iReplaced by$agliders": 'madsrdf:changeNote "Replaced by gliders"',
    "688 ## $aSplit in 1990.": 'madsrdf:historyNote "Split in 1990."',
    "677 ## $aA toy.": 'madsrdf:definitionNote "A toy."',
    "360 ## $isubdivision$aKites$iunder": 'madsrdf:editorialNote "subdivision Kites under"',
    "663 ## $aSee also:$bTwain": 'madsrdf:note "See also: Twain"',
    "665 ## $aRenamed in 1912.": 'madsrdf:historyNote "Renamed in 1912."',
    "643 ## $aLeipzig$bInsel": 'bf:provisionActivityStatement "Leipzig Insel"',
}


@pytest.mark.parametrize("note", NOTES)
def test_a_note_says_what_kind_of_note_it_is(note: str, added: Said) -> None:
    assert f"#Agent {NOTES[note]}" in added(note)


def test_a_life_is_a_biographical_note(added: Said) -> None:
    assert {
        '#Note rdfs:label "An English poet."',
        "#Note rdf:type http://id.loc.gov/vocabulary/mnotetype/biogdata",
    } <= added("678 0# $aAn English poet.")


def test_what_a_library_does_with_a_series_says_which_library(added: Said) -> None:
    assert {
        '#Note rdfs:label "analyzed in full"',
        "#Note bflc:applicableInstitution http://id.loc.gov/vocabulary/organizations/icrlf",
    } <= added("644 ## $af$5ICrlF")


def test_a_class_number_may_be_a_range_for_one_aspect(added: Said) -> None:
    assert {
        '#ClassificationLcc bf:classificationPortion "PR2750-PR3112"',
        '#Note rdfs:label "Drama"',
        "#ClassificationLcc bf:assigner http://id.loc.gov/vocabulary/organizations/dlc",
    } <= added("053 #0 $aPR2750$bPR3112$cDrama")


REFERENCES = "references not necessarily consistent with the heading"
CODES = {
    "n| azannaabn          |n aaa      ": set(),
    "n| dzannaabn          |n aaa      ": {"established as a subdivision"},
    "n| azannaabn          |b aaa      ": {
        "references not necessarily consistent with the heading"
    },
    "n| azannbabn          |n aaa      ": {"not for use as a main or added entry"},
    "n| azannaabn          |n abc      ": {"undifferentiated personal name", "provisional heading"},
}


@pytest.mark.parametrize("codes", CODES)
def test_008_tells_of_what_is_not_usual(codes: str, said: Said) -> None:
    made = said(f"008 200101{codes}", "100 1# $aDoe, Jane")
    notes = {line.split('"')[1] for line in made if line.startswith("#Note rdfs:label")}
    assert notes == CODES[codes]


def test_an_undifferentiated_name_is_in_the_collection_of_those(said: Said) -> None:
    collection = "http://id.loc.gov/authorities/names/collection_NamesUndifferentiated"
    made = said("008 200101n| azannaabn          |n aba      ", "100 1# $aDoe, Jane")
    assert f"#Agent madsrdf:isMemberOfMADSCollection {collection}" in made


def test_a_subject_is_of_the_system_008_names(said: Said) -> None:
    made = said("008 200101i| anannbabn          |a ana      ", "150 ## $aKites")
    assert "#Topic madsrdf:isMemberOfMADSScheme http://id.loc.gov/authorities/subjects" in made
    named = said("008 200101i| anznnbabn          |a ana      ", "040 ## $fcct", "150 ## $a风筝")
    assert (
        "#Topic madsrdf:isMemberOfMADSScheme http://id.loc.gov/vocabulary/subjectSchemes/cct"
        in named
    )


def test_the_administrative_metadata_say_who_and_when(said: Said) -> None:
    made = said(
        "001 x1",
        "003 PKU",
        "005 20240312093000.0",
        "008 831215n| azannaabn          |n aaa      ",
        "040 ## $aDLC$dPKU",
        "100 1# $aDoe, Jane",
        leader="00000cz  a2200000n  4500",
    )
    assert {
        '#AdminMetadata bf:date "1983-12-15T00:00:00"^^<http://www.w3.org/2001/XMLSchema#dateTime>',
        '#AdminMetadata bf:date "2024-03-12T09:30:00"^^<http://www.w3.org/2001/XMLSchema#dateTime>',
        '#Agent bf:code "PKU"',
        '#Local rdf:value "x1"',
        "#Local bf:assigner #Agent",
        '#GenerationProcess rdfs:label "catena authorities 1"',
    } <= made


def test_a_class_number_without_a_number_says_nothing_and_costs_nothing(said: Said) -> None:
    lines = said("100 1# $aLu, Xun", "065 ## $2gnd", "053 #0 $5DLC")
    assert not [line for line in lines if "bf:classification" in line]
