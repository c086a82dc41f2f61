"""Records made to hurt: bounded time, bounded memory, nothing raised."""

import time

import pymarc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from converters.holdings import Profile, profile, read_copies, shipped


def record(*fields: tuple[str, list[tuple[str, str]]]) -> pymarc.Record:
    marc = pymarc.Record()
    for tag, subfields in fields:
        codes = [pymarc.Subfield(code, value) for code, value in subfields]
        marc.fields.append(pymarc.Field(tag, pymarc.Indicators(" ", " "), codes))
    return marc


MANY = 10_000
RECORDS = {
    "one field of 10,000 barcodes": record(("905", [("b", str(n)) for n in range(MANY)])),
    "10,000 groups": record(("905", [("a", "P"), *[("c", str(n)) for n in range(MANY)]])),
    "10,000 ranges of a thousand": record(
        ("905", [("a", "P"), *[("b", f"{n}000-{n}999") for n in range(MANY)]])
    ),
    "10,000 equal copies": record(*[("852", [("a", "P")])] * MANY),
    "5,000 items of a place with 5,000 notes": record(
        ("852", [("b", "X"), *[("z", f"note {n}") for n in range(5_000)]]),
        *[("876", [("p", str(n))]) for n in range(5_000)],
    ),
    "5,000 things with one barcode": record(
        *[("852", [("p", "1"), ("b", str(n))]) for n in range(5_000)]
    ),
    "5,000 runs on 5,000 places": record(
        *[("852", [("c", str(n))]) for n in range(5_000)],
        *[("866", [("a", str(n))]) for n in range(5_000)],
    ),
    "10,000 captions": record(
        ("852", [("a", "P")]),
        ("853", [("8", "1"), *[("a", "v.")] * MANY]),
        ("863", [("8", "1"), *[("a", "1-")] * MANY]),
    ),
}


@pytest.mark.parametrize("what", RECORDS)
def test_a_record_made_to_hurt_takes_less_than_a_second(what: str) -> None:
    before = time.process_time()
    for named in ("marc21", "dp2", "zdb"):
        read_copies(RECORDS[what], profile(named), "holding")
    assert time.process_time() - before < 3


def test_a_hundred_thousand_subfields_are_read_once_each() -> None:
    marc = record(("852", [("b", "A"), *[("z", str(number)) for number in range(100_000)]]))
    before = time.process_time()
    (copy,) = read_copies(marc, profile("marc21")).copies
    assert len(copy.notes) == 100_000
    assert time.process_time() - before < 3


def test_a_range_of_a_hundred_thousand_million_is_one_barcode_and_told() -> None:
    reading = read_copies(record(("905", [("a", "P"), ("b", "1-99999999999")])), profile("calis"))
    assert [copy.barcodes for copy in reading.copies] == [("1-99999999999",)]
    assert "1-99999999999" in reading.told[0]


def test_after_ten_thousand_barcodes_ranges_stay_ranges() -> None:
    ranges = [("b", f"{number}000-{number}999") for number in range(1, 21)]
    reading = read_copies(record(("905", [("a", "P"), *ranges])), profile("calis"))
    assert len(reading.copies) == 10_010
    assert any("Divide the record" in sentence for sentence in reading.told)


TAGS = ["852", "853", "863", "866", "876", "905", "930", "952", "995", "AVA", "ITM", "H52"]
texts = st.text(max_size=12) | st.sampled_from(["1-9", "1.1\\x", "-", "(year)", "1-99999999999"])
fields = st.tuples(
    st.sampled_from(TAGS),
    st.lists(st.tuples(st.sampled_from("abcdefhijkps0123456789xyzMH"), texts), max_size=8),
)


@given(st.lists(fields, max_size=6))
def test_no_record_makes_any_shipped_profile_fail_or_lose_a_subfield(
    made: list[tuple[str, list[tuple[str, str]]]],
) -> None:
    marc = record(*made)
    for each in shipped().values():
        reading = read_copies(marc, each, "holding")
        barcodes = [value for copy in reading.copies for value in copy.barcodes]
        assert all(value.isprintable() and value for value in barcodes)
        known = {spot for copy in reading.copies for spot in copy.origin}
        assert not known & set(reading.unread)
        assert not set(reading.left) & set(reading.unread)


def test_a_profile_with_a_thousand_rules_is_read_once_for_each_field() -> None:
    text = (
        '[[fields]]\ntag = "905"\nonly = { subfields = { a = "X*" } }\nreads = { a = "library" }\n'
    )
    own = Profile.read(text * 1_000, "own.toml")
    before = time.process_time()
    read_copies(record(*[("905", [("a", "Y")])] * 100), own)
    assert time.process_time() - before < 2
