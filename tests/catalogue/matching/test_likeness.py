"""What holds for every likeness, whatever the record says."""

from collections.abc import Callable
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from pymarc import Field, Indicators, Record, Subfield

from catalogue.matching.likeness import Likeness, compare, likeness
from converters.record import MarcRecord

type Make = Callable[..., Likeness]

WORDS = [
    "Poems",
    "vol.",
    "2",
    "上",
    "第三卷",
    "学报",
    "(pbk.)",
    "1999",
    "c2004",
    "ed.",
    "v.",
    "p.",
    "IV",
]
TEXTS = some.lists(some.sampled_from(WORDS) | some.text(max_size=8), max_size=6).map(" ".join)
TAGS = ["020", "024", "035", "041", "100", "245", "250", "260", "264", "300", "490", "533", "880"]
SUBFIELDS = some.tuples(some.sampled_from("abcdhnpvz26"), TEXTS)
FIELDS = some.lists(
    some.tuples(some.sampled_from(TAGS), some.lists(SUBFIELDS, max_size=4)), max_size=10
)
AUTHORITY = some.lists(
    some.tuples(
        some.sampled_from(["010", "100", "150", "400", "670"]), some.lists(SUBFIELDS, max_size=3)
    ),
    max_size=6,
)


def record(fields: list[tuple[str, list[tuple[str, str]]]], kind: str = "bib") -> MarcRecord:
    marc = Record()
    for tag, parts in fields:
        subfields = [Subfield(code, text) for code, text in parts]
        marc.add_field(Field(tag=tag, indicators=Indicators("1", "0"), subfields=subfields))
    return MarcRecord(1, b"", "json", marc, "marc21", kind, "utf-8")  # type: ignore[arg-type]


def of_fields(fields: list[tuple[str, list[tuple[str, str]]]], kind: str = "bib") -> Likeness:
    found = likeness(record(fields, kind))
    assert found is not None
    return found


@settings(max_examples=60)
@given(FIELDS)
def test_a_record_has_one_likeness_and_bounded_keys(
    fields: list[tuple[str, list[tuple[str, str]]]],
) -> None:
    one, two = of_fields(fields), of_fields(fields)
    assert one == two
    assert one.digest == two.digest
    assert list(one.keys) == sorted(set(one.keys))
    assert len(one.keys) <= 64
    assert all(0 < len(key) <= 100 for key in one.keys)


@settings(max_examples=60)
@given(FIELDS, FIELDS)
def test_the_decision_does_not_depend_on_who_comes_first(
    fields: list[tuple[str, list[tuple[str, str]]]],
    others: list[tuple[str, list[tuple[str, str]]]],
) -> None:
    one, two = of_fields(fields), of_fields(others)
    there, back = compare(one, two), compare(two, one)
    assert (there.says, there.score) == (back.says, back.score)
    swapped = [(each.rule, each.weight, each.b, each.a) for each in back.evidence]
    assert [(each.rule, each.weight, each.a, each.b) for each in there.evidence] == swapped


@settings(max_examples=60)
@given(FIELDS)
def test_a_record_that_is_not_alone_is_the_same_as_itself(
    fields: list[tuple[str, list[tuple[str, str]]]],
) -> None:
    one = of_fields(fields)
    assert one.alone or compare(one, one).says == "same"


@settings(max_examples=40)
@given(AUTHORITY, AUTHORITY)
def test_headings_are_compared_alike_both_ways(
    fields: list[tuple[str, list[tuple[str, str]]]],
    others: list[tuple[str, list[tuple[str, str]]]],
) -> None:
    one, two = of_fields(fields, "auth"), of_fields(others, "auth")
    assert compare(one, two).says == compare(two, one).says
    assert one.alone or compare(one, one).says == "same"


def test_what_was_kept_is_compared_like_what_was_made(of: Make) -> None:
    one = of("245 10 $aBridges and fords", "100 1  $aLane, Peter", "020    $a0141439602")
    kept = Likeness(one.kind, bytes(one.traits), tuple(one.keys), one.alone)
    two = of("245 10 $aBridges & fords", "100 1  $aLane, P.", "020    $a9780141439600")
    assert compare(kept, two) == compare(one, two)


@pytest.mark.parametrize(
    "lines",
    [
        ["245 10 $a" + "上 v. 1 (" * 200_000],
        ["245 10 $aBook", *["020    $a0141439602"] * 10_000],
        ["245 10 $aBook", "300    $a" + "1 2 p. " * 100_000, "260    $b" + "& Co. " * 100_000],
        [
            "245 10 $aBook",
            "024 7  $a" + "9" * 5_000 + "$2" + "x" * 5_000,
            "035    $a(X)" + "y" * 500,
        ],
        ["245 10 $aBook", "100 1  $a" + "Lane" * 500, "024 7  $a10.1/" + "z" * 900 + "$2doi"],
        ["245 10 $aBook", "110 2  $a" + "Society " * 99, "264  1 $b" + "House" * 99 + "$c2004"],
        ["245 10 $aBook", *["880 10 $6245-01$a书"] * 5_000, *["700 1  $aLane, P."] * 5_000],
    ],
)
def test_a_hostile_record_takes_no_longer_than_others(of: Make, lines: list[str]) -> None:
    start = process_time()
    found = of(*lines)
    compare(found, found)
    assert process_time() - start < 2
    assert len(found.traits) < 20_000
    assert max(map(len, found.keys), default=0) <= 100


def test_no_key_holds_what_a_database_refuses(of: Make) -> None:
    keys = of("245 10 $aBoo\x00k \ud800", "035    $a(X\x00Y)12\ud800\x00").keys
    assert "no:xy:12" in keys
    assert all(key.isprintable() and key.encode() for key in keys)


def test_a_holding_has_no_likeness() -> None:
    held = MarcRecord(1, b"", "json", Record(), "marc21", "holding", "utf-8")
    assert likeness(held) is None


def test_a_wrong_check_digit_is_no_isbn(of: Make) -> None:
    keys = of("245 10 $aBook", "020    $a0141439603").keys
    assert "badisbn:0141439603" in keys
    assert not any(key.startswith("isbn:") for key in keys)


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("010    $a  89003456 //r91", "lccn:89003456"),
        ("010    $an 78-890351 ", "lccn:n78890351"),
        ("035    $a(OCoLC)ocm00012345 ", "oclc:12345"),
        ("035    $a(DE-599)ABC000123", "no:de-599:abc000123"),
        ("024 7  $ahttps://doi.org/10.1000/XYZ$2doi", "doi:10.1000/xyz"),
        ("028 02 $aDG 453-2$bGramophone", "music:dg4532"),
        ("020    $a7-02-000872-0 (pbk.)", "isbn:9787020008728"),
    ],
)
def test_each_number_has_one_form(of: Make, line: str, key: str) -> None:
    assert key in of("245 10 $aBook", line).keys


def test_a_unified_book_number_of_cnmarc_is_a_key(of: Make) -> None:
    how = {"leader": "00000nam0 2200000   450 ", "dialect": "cnmarc"}
    found = of("091    $a10019·3154", "200 1  $a骆驼祥子", **how)
    assert any(key.startswith("csbn:100193154") for key in found.keys)
