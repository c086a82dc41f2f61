"""Coded data: dates, areas, coordinates, languages, periods, performers, and who catalogued it."""

from collections.abc import Callable

import pytest

type Lines = Callable[..., set[str]]
VOCABULARY = "http://id.loc.gov/vocabulary"
COMPONENTS = f"{VOCABULARY}/resourceComponents"
AREAS = f"{VOCABULARY}/geographicAreas"
CLASS_G = "http://id.loc.gov/authorities/classification/G"
ENGLISH = f"008 760101{'|' * 9}nyu{'|' * 17}eng||"


def work(lines: set[str], *predicates: str) -> list[str]:
    """What the Work says by these predicates."""
    return [said for said in lines.nested("#Work") if said.startswith(predicates)]


def edtf(date: str) -> str:
    return f'"{date}"^^<http://id.loc.gov/datatypes/edtf>'


def test_a_capture_has_its_dates_and_places(lines: Lines) -> None:
    said = lines("033 20 $a20041015$a200411--$b4364$cL8$pLos Angeles$2naf$3first part")
    assert work(said, "bf:capture") == [
        (
            f"bf:capture [bf:date {edtf('2004-10-15/2004-11-XX')}; "
            'bf:note [rdf:type bf:Note; rdfs:label "capture"]; '
            f"bf:place [bf:source {VOCABULARY}/subjectSchemes/naf; "
            f'rdf:type bf:Place; rdfs:label "Los Angeles"]; bf:place {CLASS_G}4364.L8; '
            'bflc:appliesTo [rdf:type bflc:AppliesTo; rdfs:label "first part"]; '
            "rdf:type bf:Capture]"
        )
    ]


def test_several_single_dates_of_capture_stay_several(lines: Lines) -> None:
    said = lines("033 1# $a20041015$a20041017")
    assert work(said, "bf:capture") == [
        (
            f"bf:capture [bf:date {edtf('2004-10-15')}; bf:date {edtf('2004-10-17')}; "
            "rdf:type bf:Capture]"
        )
    ]


def test_coordinates_are_one_text_and_each_scale_its_own(lines: Lines) -> None:
    said = lines("034 1# $aa$b253440$dE0790000$eE0860000$fN0200000$gN0120000")
    assert work(said, "bf:scale", "bf:cartographic") == [
        (
            'bf:cartographicAttributes [bf:coordinates "E0790000 E0860000 N0200000 N0120000"; '
            "rdf:type bf:Cartographic]"
        ),
        'bf:scale [rdf:type bf:Scale; rdf:value "253440"; rdfs:label "linear horizontal"]',
    ]


def test_a_linear_scale_without_a_number_is_named_alone(lines: Lines) -> None:
    assert work(lines("034 0# $aa"), "bf:scale") == [
        'bf:scale [rdf:type bf:Scale; rdfs:label "linear scale"]'
    ]


def test_the_cataloguer_is_told_in_the_administrative_metadata(lines: Lines) -> None:
    said = lines("040 ## $aDLC$beng$erda$cDLC", "042 ## $apcc", "038 ## $aUk")
    (admin,) = {line.split(" ")[0] for line in said if " bf:descriptionLevel " in line}
    told = said.nested(admin)
    assert f"bf:descriptionLanguage {VOCABULARY}/languages/eng" in told
    assert f"bf:descriptionConventions {VOCABULARY}/descriptionConventions/rda" in told
    assert f"bf:descriptionAuthentication {VOCABULARY}/marcauthen/pcc" in told
    assert 'bflc:metadataLicensor [rdf:type bflc:MetadataLicensor; rdfs:label "Uk"]' in told
    assert (
        "bf:note [rdf:type bf:Note; rdf:type "
        f'{VOCABULARY}/mnotetype/internal; rdfs:label "040  $aDLC$beng$erda$cDLC"]' in told
    )


def test_conventions_of_several_words_have_no_iri(lines: Lines) -> None:
    said = lines("040 ## $eAACR 2")
    assert any(line.endswith(' bf:code "AACR 2"') and line.startswith("#") for line in said)


def test_a_language_008_has_said_is_not_said_again(lines: Lines) -> None:
    assert f"bf:language {VOCABULARY}/languages/fre" in work(
        lines(ENGLISH, "041 0# $aengfre"), "bf:language"
    )
    assert work(lines(ENGLISH, "041 0# $aeng"), "bf:language") == work(
        lines(ENGLISH), "bf:language"
    )


def test_languages_of_the_original_and_of_summaries_are_not_the_works(lines: Lines) -> None:
    said = lines("041 1# $bger$hrus")
    assert work(said, "bf:language", "bf:note", "bf:accompaniedBy") == [
        (
            f"bf:accompaniedBy [bf:language {VOCABULARY}/languages/ger; "
            f"rdf:type bf:Work; rdf:type {COMPONENTS}/sum]"
        ),
        (
            f"bf:note [bf:language {VOCABULARY}/languages/rus; "
            f"rdf:type bf:Note; rdf:type {COMPONENTS}/otx]"
        ),
    ]


def test_languages_of_a_part_are_left_out(lines: Lines) -> None:
    assert work(lines("041 0# $afre$3preface"), "bf:language") == []


def test_other_lists_of_languages_are_told_apart(lines: Lines) -> None:
    assert work(lines("041 07 $afr$2iso639-1"), "bf:language") == [
        f"bf:language {VOCABULARY}/iso639-1/fr"
    ]
    assert work(lines("041 07 $adeu$2iso639-3"), "bf:language") == [
        f"bf:language {VOCABULARY}/iso639-3/deu"
    ]
    assert work(lines("041 07 $azh-Hans$2rfc5646"), "bf:language") == [
        (
            f'bf:language [bf:part "Resource"; bf:source {VOCABULARY}/languageschemes/rfc5646; '
            'rdf:type bf:Language; rdf:value "zh-Hans"]'
        )
    ]


def test_areas_are_codes_without_the_hyphens_that_fill_them(lines: Lines) -> None:
    assert work(lines("043 ## $an-us---$an-us-ny"), "bf:geographicCoverage") == [
        f"bf:geographicCoverage {AREAS}/n-us",
        f"bf:geographicCoverage {AREAS}/n-us-ny",
    ]


def test_an_area_with_an_address_of_lcs_is_that(lines: Lines) -> None:
    sheba = "http://id.loc.gov/authorities/names/n78095330"
    assert work(lines(f"043 ## $an-us---$0{sheba}$0http://other.example/a"), "bf:geographic") == [
        f"bf:geographicCoverage {sheba}"
    ]


def test_local_and_iso_areas_are_text_with_their_source(lines: Lines) -> None:
    assert work(lines("043 ## $bn-usr-x$2ucp$cus"), "bf:geographicCoverage") == [
        (
            "bf:geographicCoverage [bf:source [bf:code "
            '"ISO 3166"; rdf:type bf:Source]; rdf:type bf:GeographicCoverage; rdf:value "us"]'
        ),
        (
            'bf:geographicCoverage [bf:source [bf:code "ucp"; rdf:type bf:Source]; '
            'rdf:type bf:GeographicCoverage; rdf:value "n-usr-x"]'
        ),
    ]


@pytest.mark.parametrize(
    ("field", "period"),
    [
        ("045 ## $av6v9", "176X/179X"),
        ("045 ## $ax4x4", "194X"),
        ("045 ## $ad7d6", "-02XX/-03XX"),
        ("045 0# $bd1861", "1861"),
        ("045 0# $bc0221", "-0221"),
        ("045 2# $bd19720405$bd197307", "1972-04-05/1973-07"),
    ],
)
def test_periods_are_written_in_edtf(lines: Lines, field: str, period: str) -> None:
    assert work(lines(field), "bf:temporal") == [f"bf:temporalCoverage {edtf(period)}"]


def test_a_work_has_a_date_of_origin_and_one_it_was_valid(lines: Lines) -> None:
    said = lines("046 ## $k194009$l1942$m19430101$n194402")
    assert work(said, "bf:originDate", "bf:validDate") == [
        f"bf:originDate {edtf('1940-09/1942')}",
        f"bf:validDate {edtf('1943-01-01/1944-02')}",
    ]


def test_a_reprints_date_is_no_date_of_origin(lines: Lines) -> None:
    reprint = f"008 760101r{'|' * 8}nyu{'|' * 17}eng||"
    assert work(lines(reprint, "046 ## $k1940"), "bf:originDate") == []


def test_forms_of_music_are_genres(lines: Lines) -> None:
    genres = "http://id.loc.gov/authorities/genreForms"
    assert work(lines("047 ## $asy$acz"), "bf:genreForm") == [
        f"bf:genreForm {genres}/gf2014027121",
        f"bf:genreForm {genres}/gf2018026012",
    ]
    assert work(lines("047 #7 $asy$2iamlmf"), "bf:genreForm") == [
        (
            f'bf:genreForm [bf:code "sy"; bf:source {VOCABULARY}/musiccompschemes/iamlmf; '
            "rdf:type bf:GenreForm]"
        )
    ]


def performers(count: str, medium: str, more: str = "") -> str:
    return (
        f'bf:mediumComponent [bf:count "{count}"; {more}bf:mediumOfPerformance '
        f"http://id.loc.gov/authorities/performanceMediums/{medium}; rdf:type bf:MediumComponent]; "
    )


@pytest.mark.parametrize(
    ("field", "components", "size"),
    [
        (
            "048 ## $asa02$aka",
            performers("1", "mp2013015550") + performers("2", "mp2013015782"),
            "trio",
        ),
        (
            "048 ## $bva01$aoa",
            performers(
                "1", "mp2013015666", f"bf:mediumComponentQualifier {VOCABULARY}/medcompqual/sol; "
            )
            + performers("1", "mp2013015516"),
            "ensemble",
        ),
        ("048 ## $asa12", performers("12", "mp2013015782"), "ensemble"),
    ],
)
def test_performers_are_counted(lines: Lines, field: str, components: str, size: str) -> None:
    (ensemble,) = work(lines(field), "bf:ensemble")
    assert f"bf:ensembleSize {VOCABULARY}/ensemblesize/{size}; " in ensemble
    for component in components.split("bf:mediumComponent [")[1:]:
        assert component in ensemble
    assert ensemble.count("bf:mediumComponent [") == components.count("bf:mediumComponent [")


def test_performers_are_read_from_a_382_where_there_is_one(lines: Lines) -> None:
    said = lines("048 ## $asa02$aka", "382 0# $apiano$n1")
    assert not any("ensemblesize" in line for line in said)
