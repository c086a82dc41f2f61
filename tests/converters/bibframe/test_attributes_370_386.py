"""Places, languages, forms, keys and groups of people: what 370-386 say."""

from collections.abc import Callable

import pytest

type Said = Callable[..., set[str]]


LOC = "http://id.loc.gov"


def test_places_of_origin_are_countries_and_others(said: Said) -> None:
    assert said("370 ## $cFrance,$gParis.$fNice") == {
        "#Work bf:originPlace #Place",
        "#Place rdf:type bf:Place",
        '#Place rdfs:label "France"',
        '#Place rdfs:label "Paris"',
    }


def test_a_place_is_the_thing_of_its_own_address_and_scheme(said: Said) -> None:
    iri, scheme = f"{LOC}/authorities/names/n79021164", f"{LOC}/vocabulary/subjectSchemes/naf"
    made = said(f"370 ## $gParis$0{iri}$2naf$cFrance")
    assert f"#Work bf:originPlace {iri}" in made
    assert f"{iri} bf:source {scheme}" in made
    assert not any(line.startswith("#Place bf:source") for line in made)


def test_a_language_is_of_marc_s_list_where_the_indicator_is_blank(said: Said) -> None:
    iri = f"{LOC}/vocabulary/languages/chi"
    assert said("377 ## $achi") == {f"#Work bf:language {iri}", f"{iri} rdf:type bf:Language"}


def test_a_language_of_another_list_names_the_list(said: Said) -> None:
    assert said("377 #7 $aaju$2iso639-3") == {
        "#Work bf:language #Language",
        "#Language rdf:type bf:Language",
        '#Language rdf:value "aju"',
        "#Language bf:source #Source",
        "#Source rdf:type bf:Source",
        '#Source bf:code "iso639-3"',
    }


def test_a_language_in_words_has_a_label(said: Said) -> None:
    assert '#Language rdfs:label "Hakka"' in said("377 ## $lHakka.")


def test_the_form_of_a_work_is_of_a_scheme(said: Said) -> None:
    scheme = f"{LOC}/vocabulary/genreFormSchemes/lcgft"
    made = said("380 ## $aFilm$0(DE-588)4017102-4$2lcgft")
    assert "#Work bf:genreForm #GenreForm" in made
    assert '#Identifier rdf:value "4017102-4"' in made
    assert f"#GenreForm bf:source {scheme}" in made


def test_a_key_is_of_the_work(said: Said) -> None:
    assert said("384 0# $aC major.") == {
        "#Work bf:keyMode #KeyMode",
        "#KeyMode rdf:type bf:KeyMode",
        '#KeyMode rdfs:label "C major"',
    }


@pytest.mark.parametrize(
    ("zero", "iri"),
    [
        ("(DLC)dg2015060010", f"{LOC}/authorities/demographicTerms/dg2015060010"),
        ("(DLC)sh 85001", f"{LOC}/authorities/subjects/sh85001"),
        (
            "https://id.loc.gov/authorities/demographicTerms/dg1",
            f"{LOC}/authorities/demographicTerms/dg1",
        ),
    ],
)
def test_an_audience_is_known_by_its_number(said: Said, zero: str, iri: str) -> None:
    assert f"#Work bf:intendedAudience {iri}" in said(f"385 ## $aChildren$bchi$0{zero}")


def test_creators_have_characteristics(said: Said) -> None:
    assert said("386 ## $aPoets.$bpoe") == {
        "#Work bflc:creatorCharacteristic #CreatorCharacteristic",
        "#CreatorCharacteristic rdf:type bflc:CreatorCharacteristic",
        '#CreatorCharacteristic rdfs:label "Poets"',
        '#CreatorCharacteristic bf:code "poe"',
    }


def test_a_group_is_said_only_where_no_term_of_it_is(said: Said) -> None:
    group = f"{LOC}/authorities/demographicTerms/age"
    assert f"#Work bf:intendedAudience {group}" in said("385 ## $mAge group$nage")
    assert f"{group} rdf:type bflc:DemographicGroup" in said("385 ## $mAge group$nage")
    assert not any(group in line for line in said("385 ## $aChildren$mAge group$nage"))


def test_a_group_of_only_a_code_is_pointed_to(said: Said) -> None:
    group = f"{LOC}/authorities/demographicTerms/age"
    assert said("385 ## $nage") == {f"#Work bf:intendedAudience {group}"}
