"""What is known of the thing: dates, places, activity, bodies, languages; of a work its form."""

from collections.abc import Callable

import pytest

type Said = Callable[..., set[str]]

LIVES = {
    "1564-1616": {"birthDate": '"1564"^edtf', "deathDate": '"1616"^edtf'},
    "1971-": {"birthDate": '"1971"^edtf'},
    "-1616": {"deathDate": '"1616"^edtf'},
    "b. 1950": {"birthDate": '"1950"^edtf'},
    "died 1616": {"deathDate": '"1616"^edtf'},
    "1715?-1763?": {"birthDate": '"1715?"^edtf', "deathDate": '"1763?"^edtf'},
    "approximately 1715-ca. 1763": {"birthDate": '"1715~"^edtf', "deathDate": '"1763~"^edtf'},
    "约前145-约前86": {"birthDate": '"-0144~"^edtf', "deathDate": '"-0085~"^edtf'},
    "427-347 B.C.": {"birthDate": '"-0426"^edtf', "deathDate": '"-0346"^edtf'},
    "1232-1311 or 1312": {"birthDate": '"1232"^edtf', "deathDate": '"[1311,1312]"^edtf'},
    "active 1550-1570": {"activityStartDate": '"1550"^edtf', "activityEndDate": '"1570"^edtf'},
    "1957-....": {"birthDate": '"1957"^edtf'},
    "18..-1901": {"birthDate": '"18XX"^edtf', "deathDate": '"1901"^edtf'},
    "1948 August 19-": {"birthDate": '"1948 August 19"'},
    "12th cent.": {},
    "清": {},
}


@pytest.mark.parametrize("dates", LIVES)
def test_the_dates_of_a_heading_are_dates_where_they_can_be(dates: str, said: Said) -> None:
    made = {
        line.split(" ", 2)[1].removeprefix("madsrdf:"): line.split(" ", 2)[2]
        for line in said(f"100 1# $aDoe, Jane,$d{dates}")
        if "Date " in line and line.startswith("#Agent madsrdf:")
    }
    assert made == LIVES[dates]


def test_046_gives_dates_as_edtf_or_in_its_own_words(added: Said) -> None:
    assert added("046 ## $f19710822$g[..1564-04-26]$2edtf", "046 ## $sabout 1900") == {
        '#Agent madsrdf:birthDate "1971-08-22"^edtf',
        '#Agent madsrdf:deathDate "[..1564-04-26]"^edtf',
        '#Agent madsrdf:activityStartDate "about 1900"',
    }


def test_046_says_where_a_date_was_found(added: Said) -> None:
    assert {
        "#Agent madsrdf:hasSource #Source",
        '#Source madsrdf:citationSource "Who is who"',
        "#Source madsrdf:citationSource http://who.example/",
    } <= added("046 ## $f1971$vWho is who$uhttp://who.example/")


def test_places_are_of_birth_of_death_or_associated(added: Said) -> None:
    made = added("370 ## $aAracataca$bMexico City$cColombia$eBarcelona")
    assert {
        "#Agent madsrdf:birthPlace #Place",
        "#Agent madsrdf:deathPlace #Place",
        "#Agent madsrdf:associatedLocale #Place",
        "#Place rdf:type madsrdf:Country",
        '#Place rdfs:label "Barcelona"',
    } <= made


def test_a_term_with_an_address_is_the_thing_of_the_world(added: Said) -> None:
    poets = "http://id.loc.gov/authorities/subjects/sh85103705"
    made = added(f"374 ## $aPoets$0{poets}$2lcsh")
    assert f"#Agent madsrdf:occupation {poets}" in made
    assert f'{poets} rdfs:label "Poets"' in made


def test_what_held_for_a_time_is_the_records_own_thing(added: Said) -> None:
    poets = "http://id.loc.gov/authorities/subjects/sh85103705"
    made = added(f"374 ## $aPoets$0{poets}$s1920$t1926")
    assert {
        "#Agent madsrdf:occupation #Occupation",
        '#Occupation madsrdf:activityStartDate "1920"^edtf',
        '#Occupation madsrdf:activityEndDate "1926"^edtf',
        f"#Occupation madsrdf:isIdentifiedByAuthority {poets}",
    } <= made


def test_an_affiliation_has_its_body_and_its_years(added: Said) -> None:
    assert {
        "#Agent madsrdf:hasAffiliation #Affiliation",
        "#Affiliation madsrdf:organization #Organization",
        '#Organization rdfs:label "Orbit US (Firm)"',
        '#Affiliation madsrdf:affiliationStart "2001"^edtf',
    } <= added("373 ## $aOrbit US (Firm)$s2001")


def test_an_address_is_told_part_by_part(added: Said) -> None:
    assert {
        "#Affiliation madsrdf:hasAffiliationAddress #Address",
        '#Address madsrdf:streetAddress "1 Main St"',
        '#Address madsrdf:city "Dublin"',
        '#Address madsrdf:postcode "D02"',
    } <= added("371 ## $a1 Main St$bDublin$eD02")


def test_languages_are_codes_where_they_are(added: Said) -> None:
    made = added("377 ## $achi", "377 ## $lManchu")
    assert "#Agent madsrdf:associatedLanguage http://id.loc.gov/vocabulary/languages/chi" in made
    assert '#Language rdfs:label "Manchu"' in made


def test_the_fuller_form_of_a_name_is_told(said: Said) -> None:
    assert '#PersonalName rdfs:label "Richard Crispin"' in said(
        "100 1# $aA", "378 ## $qRichard Crispin"
    )
    assert '#PersonalName rdfs:label "John"' in said("100 1# $aSmith, J.$q(John)")


def test_a_dynasty_can_be_asked_for(added: Said) -> None:
    assert {
        "#Agent madsrdf:entityDescriptor #Topic",
        '#Topic rdfs:label "清"@zh-hani',
    } <= added("368 ## $c清", beside=("040 ## $bchi", "100 0# $a程伟元"))


def test_a_place_and_its_880_are_one_with_two_labels(added: Said) -> None:
    made = added("370 ## $6880-03$aNanjing$eBeijing", "880 ## $6370-03/~1$a南京$e北京")
    assert {
        '#Place rdfs:label "Nanjing"@und-latn',
        '#Place rdfs:label "南京"@und-hani',
    } <= made
    assert len([line for line in made if line.startswith("#Agent ")]) == 2


def test_a_work_has_form_medium_number_and_key(added: Said) -> None:
    made = added(
        "380 ## $aSonatas$2lcgft",
        "382 0# $apiano$n1",
        "383 ## $bop. 2",
        "384 0# $aF minor",
        "046 ## $k1795",
        beside=("130 #0 $aSonatas",),
    )
    assert {
        "#Hub bf:genreForm #GenreForm",
        '#GenreForm rdfs:label "Sonatas"',
        "#Hub bf:keyMode #KeyMode",
        '#Hub madsrdf:creationDateStart "1795"^edtf',
    } <= made
    assert [line for line in made if "MediumComponent" in line]
