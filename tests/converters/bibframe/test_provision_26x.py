"""Provision: who published, made or distributed it, where and when (008/06-17, 260-264)."""

from collections.abc import Callable

import pytest

type Lines = Callable[..., set[str]]
BOOK = "00000nam a2200000 i 4500"
SERIAL = "00000nas a2200000 i 4500"
LOOSE_LEAF = "00000nai a2200000 i 4500"
COUNTRY = "http://id.loc.gov/vocabulary/countries/"
STATUS = "http://id.loc.gov/vocabulary/mstatus/"


def f008(dates: str = "|||||||||", country: str = "|||", language: str = "|||") -> str:
    return f"008 760101{dates}{country}{'|' * 17}{language}||"


def provisions(said: set[str]) -> list[set[str]]:
    """What each activity of the Instance says, its own things in brackets."""
    made = sorted(line.split()[2] for line in said if " bf:provisionActivity " in line)
    return [set(said.nested(node)) - {"rdf:type bf:ProvisionActivity"} for node in made]


def of_instance(said: set[str], *properties: str) -> set[str]:
    return {
        line.partition(" ")[2]
        for line in said
        if line.startswith("#Instance ") and line.split()[1] in properties
    }


def edtf(date: str) -> str:
    return f'bf:date "{date}"^^<http://id.loc.gov/datatypes/edtf>'


def test_field_and_008_tell_of_one_publication(lines: Lines) -> None:
    said = lines(f008("s1999    ", "fr "), "264 #1 $aParis :$bSeuil,$c1999.")
    assert {
        "rdf:type bf:Publication",
        edtf("1999"),
        f"bf:place {COUNTRY}fr",
        'bflc:simplePlace "Paris"',
        'bflc:simpleAgent "Seuil"',
        'bflc:simpleDate "1999"',
    } in provisions(said)
    assert of_instance(said, "bf:publicationStatement") == {
        'bf:publicationStatement "Paris: Seuil, 1999"'
    }


def test_lc_repeats_a_publication_without_what_008_codes(lines: Lines) -> None:
    # Not LC's specification, but what its stylesheet makes under libxml2.
    said = lines(f008("s1999    ", "fr "), "264 #1 $aParis :$bSeuil,$c1999.")
    once = {
        "rdf:type bf:Publication",
        'bflc:simplePlace "Paris"',
        'bflc:simpleAgent "Seuil"',
        'bflc:simpleDate "1999"',
    }
    assert once in provisions(said)
    assert len(provisions(said)) == 2
    assert len(provisions(lines(f008("s1999    ", "fr "), "264 #1 $c1999."))) == 1


@pytest.mark.parametrize(
    ("coded", "date"),
    [
        ("s1999    ", "1999"),
        ("s19uu    ", "19XX"),
        ("c19909999", "1990/.."),
        ("d19901999", "1990/1999"),
        ("m20002003", "2000/2003"),
        ("q19801989", "1980~/1989~"),
        ("e199903  ", "1999-03"),
        ("e19990321", "1999-03-21"),
        ("nuuuuuuuu", "XXXX/XXXX"),
        ("n        ", "XXXX"),
        ("|1999||||", "1999"),
        ("|||||||||", ""),
        ("b        ", ""),
    ],
)
def test_the_dates_of_008_are_written_in_edtf(lines: Lines, coded: str, date: str) -> None:
    (said,) = provisions(lines(f008(coded, "nyu")))
    assert {line for line in said if line.startswith("bf:date")} == (
        {edtf(date)} if date else set()
    )
    assert {"rdf:type bf:Publication", f"bf:place {COUNTRY}nyu"} <= said


def test_008_tells_of_production_and_distribution_too(lines: Lines) -> None:
    assert sorted(map(sorted, provisions(lines(f008("p19991987", "nyu"))))) == sorted(
        map(
            sorted,
            [
                {"rdf:type bf:Distribution", edtf("1999"), f"bf:place {COUNTRY}nyu"},
                {"rdf:type bf:Production", edtf("1987")},
            ],
        )
    )
    (collection,) = provisions(lines(f008("i19001950")))
    assert collection == {
        "rdf:type bf:Production",
        edtf("1900/1950"),
        'bf:note [rdf:type bf:Note; rdfs:label "inclusive collection dates"]',
    }


@pytest.mark.parametrize(
    ("indicator", "activity", "statement"),
    [
        ("0", "Production", "production"),
        ("2", "Distribution", "distribution"),
        ("3", "Manufacture", "manufacture"),
    ],
)
def test_the_second_indicator_of_264_says_the_activity(
    lines: Lines, indicator: str, activity: str, statement: str
) -> None:
    said = lines(f008("s1999    "), f"264 #{indicator} $aLeuven")
    assert {f"rdf:type bf:{activity}", 'bflc:simplePlace "Leuven"'} in provisions(said)
    assert {"rdf:type bf:Publication", edtf("1999")} in provisions(said)
    assert of_instance(said, f"bf:{statement}Statement") == {f'bf:{statement}Statement "Leuven"'}


def test_a_260_with_two_places_and_a_printer_is_three_activities(lines: Lines) -> None:
    said = lines(
        f008("s1999    "), "260 ## $aParis :$bSeuil ;$aGenève :$bDroz,$c1999$e(Lyon :$fBosc)"
    )
    assert {
        "rdf:type bf:Publication",
        edtf("1999"),
        'bflc:simplePlace "Genève"',
        'bflc:simpleAgent "Droz"',
        'bflc:simpleDate "1999"',
    } in provisions(said)
    assert {
        "rdf:type bf:Publication",
        'bflc:simplePlace "Paris"',
        'bflc:simpleAgent "Seuil"',
    } in provisions(said)
    assert {
        "rdf:type bf:Manufacture",
        'bflc:simplePlace "Lyon"',
        'bflc:simpleAgent "Bosc"',
    } in provisions(said)


def test_a_printer_alone_is_a_manufacture(lines: Lines) -> None:
    said = provisions(lines(f008(), "260 ## $fBosc"))
    assert said == [{"rdf:type bf:Manufacture", 'bflc:simpleAgent "Bosc"'}]


def test_a_name_in_brackets_its_neighbours_open_is_in_brackets(lines: Lines) -> None:
    said = lines(f008(), "264 #1 $a[Paris :$bSeuil,$c1999]")
    (statement,) = of_instance(said, "bf:publicationStatement")
    assert statement == 'bf:publicationStatement "[Paris]: [Seuil], [1999]"'


def test_the_880_says_the_same_in_its_script(lines: Lines) -> None:
    said = lines(
        f008("s1999    ", "ru ", "rus"),
        "264 #1 $6880-01$aMoskva :$bNauka,$c1999.",
        "880 #1 $6264-01/(N$aМосква :$bНаука,$c1999.",
    )
    assert of_instance(said, "bf:publicationStatement") == {
        'bf:publicationStatement "Moskva: Nauka, 1999"@ru-latn',
        'bf:publicationStatement "Москва: Наука, 1999"@ru',
    }
    assert any(
        {'bflc:simplePlace "Moskva"@ru-latn', 'bflc:simplePlace "Москва"@ru', edtf("1999")} <= each
        for each in provisions(said)
    )


def test_an_880_without_its_field_stands_for_it(lines: Lines) -> None:
    said = lines(f008("s1999    "), "880 #1 $6264-00/(N$aМосква")
    assert {
        "rdf:type bf:Publication",
        edtf("1999"),
        'bflc:simplePlace "Москва"@und-cyrl',
    } in provisions(said)


def test_materials_specified_are_what_the_activity_applies_to(lines: Lines) -> None:
    said = lines(f008(), "264 #1 $3v. 1-3:$aParis")
    assert any(
        'bflc:appliesTo [rdf:type bflc:AppliesTo; rdfs:label "v. 1-3"]' in each
        for each in provisions(said)
    )


@pytest.mark.parametrize(
    ("dates", "field", "said"),
    [
        ("t19991998", "264 #4 $c©1998", '"1998"^^<http://id.loc.gov/datatypes/edtf>'),
        ("t19991998", "264 #1 $c1999", '"1998"^^<http://id.loc.gov/datatypes/edtf>'),
        ("s1999    ", "264 #4 $c©1998.", '"1998"'),
    ],
)
def test_a_copyright_date_is_no_activity(lines: Lines, dates: str, field: str, said: str) -> None:
    made = lines(f008(dates), field)
    assert of_instance(made, "bf:copyrightDate") == {f"bf:copyrightDate {said}"}
    assert not any("rdf:type bf:Copyright" in each for each in provisions(made))


@pytest.mark.parametrize(
    ("leader", "dates", "fields", "statuses"),
    [
        (SERIAL, "d19501999", ["264 31 $aB"], {"ceased"}),
        (SERIAL, "c19509999", ["264 31 $aB"], {"current"}),
        (SERIAL, "|||||||||", ["264 #1 $aA", "264 31 $aB"], {"earliest", "current"}),
        (SERIAL, "|||||||||", ["264 #1 $aA", "264 21 $aB"], {"earliest"}),
        (LOOSE_LEAF, "|||||||||", ["264 #1 $aA"], {"current"}),
        (BOOK, "|||||||||", ["264 #1 $aA", "264 31 $aB"], set()),
    ],
)
def test_a_serial_says_who_was_first_and_who_publishes_now(
    lines: Lines, leader: str, dates: str, fields: list[str], statuses: set[str]
) -> None:
    made = provisions(lines(f008(dates), *fields, leader=leader))
    told = {line for each in made for line in each if line.startswith("bf:status")}
    assert told == {f"bf:status {STATUS}{name}" for name in statuses}


def test_a_film_of_261_is_published_where_and_when_it_says(lines: Lines) -> None:
    # As a 264 that says the same: LC's stylesheet breaks on 261 $d and $f.
    film = lines(f008("s1932    "), "261 ## $aGaumont,$bPathé,$d1932.$fParis")
    rewritten = lines(f008("s1932    "), "264 #1 $aParis$bGaumont,$bPathé,$c1932.")
    assert film == rewritten
    assert of_instance(film, "bf:publicationStatement") == {
        'bf:publicationStatement "Paris: Gaumont, Pathé, 1932"'
    }


def test_a_film_of_261_without_date_or_place_is_produced_and_made(lines: Lines) -> None:
    said = provisions(lines(f008(), "261 ## $aGaumont,$eMade by Lux"))
    assert {"rdf:type bf:Production", 'bflc:simpleAgent "Gaumont"'} in said
    assert {"rdf:type bf:Manufacture", 'bflc:simpleAgent "Made by Lux"'} in said
