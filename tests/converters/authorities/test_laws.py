"""What holds for every record: names by content, a field's own statements, a failing rule."""

import re
from collections.abc import Callable

import pymarc
import pytest
from hypothesis import given
from hypothesis import strategies as st

import samples
from converters.authorities import describe, engine
from converters.engine import Converted
from tests.converters.authorities.conftest import (
    DOCUMENT,
    GENERATED,
    authority,
    marc_field,
    records_of,
)

#: Fields that speak of what others speak of too, so that adding one may alter what was said.
COMPLETING = {
    "001": "only one counts",
    "003": "is told with 001",
    "005": "dates the last change",
    "008": "dates the record's creation",
    "040": "the last agency counts; its language is evidence for the tags of others",
    "043": "its countries are evidence for the tags of others",
    "377": "its languages are evidence for the tags of others",
    "880": "completes its partner",
}
RECORDS = list(records_of(samples.FOLDER / "authorities" / "marc21" / "PKU.xml"))
FIELDS = [
    field
    for marc in RECORDS
    for field in marc.fields
    if field.tag not in COMPLETING and field.tag[0] != "1" and "6" not in field
] + [
    marc_field(written)
    for written in (
        "024 7# $aQ42$2wikidata",
        "053 #0 $aPR1$bPR9",
        "360 ## $isee$aKites",
        "368 ## $aFirms$dSir",
        "371 ## $a1 Main St$bDublin",
        "373 ## $aUnesco$s1990",
        "381 ## $aNew York",
        "382 0# $apiano",
        "510 2# $wt$aUnesco",
        "642 ## $av. 1$5DLC",
        "667 ## $aNot evaluated",
        "675 ## $aDNB",
        "682 ## $iReplaced",
        "750 #2 $aFlu",
        "856 4# $uhttp://x.example/",
        "949 ## $alocal",
    )
]


def lines(marc: pymarc.Record, document: str = DOCUMENT) -> set[str]:
    outcome = describe(marc, document, GENERATED)
    assert isinstance(outcome, Converted)
    return set(outcome.triples.decode().splitlines())


@given(st.sampled_from(RECORDS), st.sampled_from(FIELDS), st.data())
def test_a_field_put_in_takes_nothing_away(
    marc: pymarc.Record, field: pymarc.Field, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(marc.fields)))
    more = pymarc.Record()
    more.leader = marc.leader
    more.fields = [*marc.fields[:at], field, *marc.fields[at:]]
    assert lines(marc) <= lines(more)


@given(st.sampled_from(RECORDS), st.randoms(use_true_random=False))
def test_the_order_of_fields_says_nothing_but_which_parts_come_first(
    marc: pymarc.Record, random: st.DataObject
) -> None:
    turned = pymarc.Record()
    turned.leader = marc.leader
    turned.fields = list(reversed(marc.fields))
    assert lines(turned) == lines(marc)


@pytest.mark.parametrize("marc", RECORDS, ids=lambda marc: marc["001"].data)
def test_a_record_says_the_same_under_another_address(marc: pymarc.Record) -> None:
    other = "https://elsewhere.example/auth/a77"
    assert {line.replace(other, DOCUMENT) for line in lines(marc, other)} == lines(marc)


@pytest.mark.parametrize("marc", RECORDS, ids=lambda marc: marc["001"].data)
def test_statements_are_sorted_and_no_node_is_blank(marc: pymarc.Record) -> None:
    outcome = describe(marc, DOCUMENT, GENERATED)
    assert isinstance(outcome, Converted)
    written = outcome.triples.decode().splitlines()
    assert written == sorted(set(written))
    assert not [line for line in written if re.match("_:|.* _:", line)]


def test_a_number_of_pairs_names_nothing() -> None:
    """A library that renumbers its 880s changes no statement."""
    marc = RECORDS[0]
    renumbered = pymarc.Record()
    renumbered.leader = marc.leader
    renumbered.fields = [
        pymarc.Field(
            field.tag,
            field.indicators,
            [
                pymarc.Subfield(code, re.sub("-0", "-1", value) if code == "6" else value)
                for code, value in field.subfields
            ],
        )
        if field.subfields
        else field
        for field in marc.fields
    ]
    assert lines(renumbered) == lines(marc)


def test_a_rule_that_fails_costs_its_own_field_and_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fails(*_: object) -> None:
        raise ValueError("nobody imagined this")

    monkeypatch.setattr(engine, "_ENTITY", {**engine._ENTITY, "667": [fails]})
    marc = authority("150 ## $aKites", "667 ## $aNote", "680 ## $iToys")
    outcome = describe(marc, DOCUMENT, GENERATED)
    assert isinstance(outcome, Converted)
    (told,) = outcome.mended
    assert told.startswith("field 667 (2 of the record) was left out")
    assert "nobody imagined this" in told
    assert b"Toys" in outcome.triples


HOSTILE: dict[str, Callable[[], pymarc.Record]] = {
    "ten thousand subfields": lambda: authority("100 1# $aX" + "$bY" * 10_000),
    "ten thousand variants": lambda: authority(
        "100 1# $aX", *(f"400 1# $aX{n}" for n in range(10_000))
    ),
    "a megabyte of one letter": lambda: authority("100 1# $a" + "х" * 1_000_000),
    "a heading of stops": lambda: authority("150 ## $aX" + "." * 100_000),
    "no IRI": lambda: authority("100 1# $aX$0http://[$1(uri)<>", "024 7# $a\x00\x1f$2uri"),
    "a link to itself": lambda: authority("100 1# $6100-01$aX", "880 1# $6880-01$aY"),
    "many 880s of one number": lambda: authority(
        "100 1# $6880-01$aX", *(f"880 1# $6100-01/~1$a曹{n}" for n in range(1000))
    ),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_record_is_described_in_its_time(kind: str) -> None:
    assert lines(HOSTILE[kind]())


@pytest.mark.parametrize("tag", engine.tags())
def test_every_rule_says_itself_in_words(tag: str) -> None:
    said = list(engine.words(tag))
    assert len(said) > 1
    assert said[0].endswith(":")
    assert not [line for line in said if len(line) > 400]
