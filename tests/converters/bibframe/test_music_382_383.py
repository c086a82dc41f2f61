"""Medium of performance and numbers of musical works: what 382 and 383 say."""

from collections.abc import Callable

import pytest

type Said = Callable[..., set[str]]


VOCABULARY = "http://id.loc.gov/vocabulary"


def test_a_medium_has_its_number_and_what_doubles_it(said: Said) -> None:
    assert said("382 0# $aflute$n2$dpiccolo") == {
        "#Work bf:ensemble #Ensemble",
        "#Ensemble rdf:type bf:Ensemble",
        "#Ensemble bf:mediumComponent #MediumComponent",
        "#MediumComponent rdf:type bf:MediumComponent",
        "#MediumComponent bf:mediumOfPerformance #MediumOfPerformance",
        "#MediumOfPerformance rdf:type bf:MediumOfPerformance",
        '#MediumOfPerformance rdfs:label "flute"',
        '#MediumComponent bf:count "2"',
        "#MediumComponent bf:note #Note",
        "#Note rdf:type bf:Note",
        f"#Note rdf:type {VOCABULARY}/mnotetype/doubling",
        '#Note rdfs:label "piccolo"',
    }


def test_each_medium_is_a_component(lines: Said) -> None:
    made = lines("382 0# $aviolin$n1$aviola$n1$acello")
    assert len([line for line in made if " bf:mediumComponent " in line]) == 3


def test_a_soloist_is_one(said: Said) -> None:
    solo = f"{VOCABULARY}/medcompqual/solo"
    assert f"#MediumComponent bf:mediumComponentQualifier {solo}" in said("382 0# $bpiano")
    assert not any(solo in line for line in said("382 0# $apiano"))


def test_a_medium_may_be_played_by_another(said: Said) -> None:
    made = said("382 0# $aviolin$pflute")
    assert f"#Note rdf:type {VOCABULARY}/mnotetype/alternative" in made


@pytest.mark.parametrize(
    ("performers", "size"),
    [("$s1", "soloind"), ("$s4", "quartet"), ("$s10", "ensemble"), ("$s2$t1", "ensemble")],
)
def test_an_ensemble_s_size_is_by_its_performers(said: Said, performers: str, size: str) -> None:
    iri = f"{VOCABULARY}/ensemblesize/{size}"
    assert f"#Ensemble bf:ensembleSize {iri}" in said(f"382 0# $apiano{performers}")


def test_an_ensemble_of_no_number_has_no_size(said: Said) -> None:
    assert not any("ensembleSize" in line for line in said("382 0# $apiano$smany"))


def test_a_partial_medium_is_said_to_be(said: Said) -> None:
    partial = f"#Ensemble bf:status {VOCABULARY}/mstatus/part"
    assert partial in said("382 1# $apiano")
    assert partial not in said("382 0# $apiano")


def test_lc_s_list_of_media_has_its_address(said: Said) -> None:
    source = "http://id.loc.gov/authorities/performanceMediums"
    assert f"#MediumOfPerformance bf:source {source}" in said("382 0# $apiano$2lcmpt")
    assert '#Source bf:code "gnd"' in said("382 0# $apiano$2gnd")


@pytest.mark.parametrize(
    ("field", "class_", "value"),
    [
        ("383 ## $ano. 2$bop. 18", "OpusNumber", "op. 18, no. 2"),
        ("383 ## $ano. 2", "SerialNumber", "no. 2"),
        ("383 ## $bop. 18", "OpusNumber", "op. 18"),
        ("383 ## $cK. 525", "ThematicCatalogNumber", "K. 525"),
    ],
)
def test_numbers_of_musical_works(said: Said, field: str, class_: str, value: str) -> None:
    assert said(field) == {
        f"#Work bf:identifiedBy #{class_}",
        f"#{class_} rdf:type bf:{class_}",
        f'#{class_} rdf:value "{value}"',
    }


def test_a_thematic_catalogue_is_the_number_s_source(said: Said) -> None:
    assert '#Source bf:code "Köchel"' in said("383 ## $cK. 525$dKöchel$2mlati")
