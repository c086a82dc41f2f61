"""What the page of an authority says: headings in every script, forms, dates, links, sources."""

from functools import cache

import pymarc
import pytest

import samples
from converters.authorities import describe
from converters.crosswalk.unimarc.authorities import to_marc21_authority
from converters.engine import Converted
from tests.converters.authorities.conftest import authority, records_of
from webapp.reading.authority import Authority
from webapp.reading.authority_dates import spoken
from webapp.reading.authority_fields import in_order
from webapp.reading.description import Description

#: The values of each field: in its scripts, what stands beside, what it looks up, where it leads.
type Fields = dict[str, list[tuple[tuple[str, ...], str, str, str]]]

DOCUMENT = "http://catena.example/auth/a1"

DATES = {
    "1881-09-25": "1881-09-25",
    "1715~": "about 1715",
    "1715?": "perhaps 1715",
    "1715%": "perhaps about 1715",
    "-0144~": "about 145 BC",
    "0000": "1 BC",
    "[1715,1724]": "1715 or 1724",
    "[..1564-04-26]": "by 1564-04-26",
    "[1560..1564]": "between 1560 and 1564",
    "[1564..]": "1564 or later",
    "18XX": "18XX",
    "1948 August 19": "1948 August 19",
    "": "",
}


@pytest.mark.parametrize("date", DATES)
def test_a_date_is_read_aloud(date: str) -> None:
    assert spoken(date) == DATES[date]


@cache
def page(number: str) -> tuple[Authority, Fields]:
    """A demo authority's page: its view, and its fields by name."""
    folder = samples.FOLDER / "authorities"
    for marc in records_of(folder / "marc21" / "PKU.xml"):
        if marc["001"].data == number:
            return shown(marc)
    for marc in records_of(folder / "cnmarc" / "THU.xml"):
        if marc["001"].data == number:
            return shown(to_marc21_authority(marc, "cnmarc").marc)
    raise KeyError(number)


def shown(marc: pymarc.Record) -> tuple[Authority, Fields]:
    outcome = describe(marc, DOCUMENT, "2026-01-01T00:00:00Z")
    assert isinstance(outcome, Converted)
    view = Authority(Description(outcome.triples), DOCUMENT)
    fields = {
        field.name: [
            (tuple(text.value for text in value.texts), value.beside, value.look_up, value.address)
            for value in field.values
        ]
        for field in in_order(view)
    }
    return view, fields


def test_a_person_is_shown_in_every_script_the_own_one_first() -> None:
    view, fields = page("PKUA000101")
    assert view.kind == "Person"
    assert [text.value for text in view.title] == [
        "曹雪芹, 约1717-1763",
        "Cao, Xueqin, approximately 1717-1763",
    ]
    forms = [texts for texts, *_ in fields["Other forms"]]
    assert ("曹霑, 约1717-1763", "Cao, Zhan, approximately 1717-1763") in forms
    assert ("Цао, Сюэцинь",) in forms


def test_the_fullest_date_is_shown_and_others_only_where_they_differ() -> None:
    _, fields = page("PKUA000102")
    assert fields["Born"] == [(("1881-09-25",), "", "", "")]
    assert fields["Died"] == [(("1936-10-19",), "", "", "")]


def test_a_real_name_says_that_it_is_one() -> None:
    _, fields = page("PKUA000102")
    assert [
        beside for texts, beside, *_ in fields["Other forms"] if "周树人, 1881-1936" in texts
    ] == ["Real name"]


def test_places_say_what_they_are_to_the_person() -> None:
    _, fields = page("PKUA000103")
    assert (("Aracataca (Colombia)",), "birth", "", "") in fields["Places"]
    assert fields["Affiliation"] == [(("Universidad Nacional de Colombia",), "1947–", "", "")]


def test_a_country_is_named_not_coded() -> None:
    _, fields = page("THUA000203")
    assert fields["Places"] == [(("China",), "", "", "")]


def test_records_are_looked_up_by_the_name_without_dates_and_dynasty() -> None:
    names = [page(number)[0].name for number in ("THUA000203", "THUA000204", "PKUA000103")]
    assert names == ["司马迁", "程伟元", "García Márquez, Gabriel"]


def test_a_dynasty_is_shown() -> None:
    view, fields = page("THUA000204")
    assert [text.value for text in view.title] == ["程伟元 (清)", "cheng wei yuan"]
    assert fields["Known as"] == [(("清",), "", "", "")]
    assert fields["Related"] == [(("高鹗, 约1738-约1815", "gao e"), "合作者", "author", "")]


def test_an_earlier_name_of_a_body_is_told_apart() -> None:
    _, fields = page("THUA000209")
    assert fields["Other forms"] == [
        (("北大", "bei da"), "short form", "", ""),
        (("京师大学堂", "jing shi da xue tang"), "earlier name", "", ""),
    ]
    assert (("Peking University",), "", "", "") in fields["The same elsewhere"]


def test_a_related_heading_with_an_address_leads_there() -> None:
    marc = authority("150 ## $aKites", "550 ## $wg$aToys$0(DLC)sh 85136205")
    _, fields = shown(marc)
    iri = "http://id.loc.gov/authorities/subjects/sh85136205"
    assert fields["Broader"] == [(("Toys",), "", "", iri)]


def test_numbers_and_where_they_lead_are_both_shown() -> None:
    _, fields = shown(authority("100 1# $aX", "024 7# $aQ42$2wikidata"))
    assert fields["Numbers"] == [(("Q42",), "WIKIDATA", "", "")]
    iri = "http://www.wikidata.org/entity/Q42"
    assert fields["The same elsewhere"] == [((iri,), "", "", iri)]


def test_a_source_says_what_was_found_in_it_or_that_nothing_was() -> None:
    _, fields = shown(
        authority("100 1# $aX", "670 ## $aHamlet$bt.p.$uhttp://h.example/", "675 ## $aDNB")
    )
    assert fields["Sources"] == [
        (("DNB",), "nothing found", "", ""),
        (("Hamlet",), "t.p.", "", "http://h.example/"),
    ] or fields["Sources"] == [
        (("Hamlet",), "t.p.", "", "http://h.example/"),
        (("DNB",), "nothing found", "", ""),
    ]


def test_subdivisions_are_set_apart_and_a_withdrawn_heading_says_so() -> None:
    view, _ = shown(authority("150 ## $aKites$xFlying", leader="00000dz  a2200000n  4500"))
    assert view.title[0].value == "Kites — Flying"
    assert view.kind == "Topic · withdrawn heading"
    assert not view.is_name


def test_an_empty_document_still_has_a_page() -> None:
    view = Authority(Description(b""), DOCUMENT)
    assert view.title[0].value == "[no heading]"
    assert in_order(view) == []
