"""Barcodes written as a range."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converters.holdings.ranges import MOST, Ranges

HABIT = Ranges(dashes=("-", "~", "～", "/"), between=(";", "，"))


@pytest.mark.parametrize(
    ("text", "first", "last", "count"),
    [
        ("20295403-5408", "20295403", "20295408", 6),
        ("1683011-3", "1683011", "1683013", 3),
        ("A001~A010", "A001", "A010", 10),
        ("A001~010", "A001", "A010", 10),
        ("001/003", "001", "003", 3),
        ("99-101", "99", "101", 3),
        ("TS97-001～TS97-003", "TS97-001", "TS97-003", 3),
        ("B1298 - B1301", "B1298", "B1301", 4),
    ],
)
def test_a_range_is_all_from_its_first_to_its_last(
    text: str, first: str, last: str, count: int
) -> None:
    barcodes, doubtful = HABIT.opened(text)
    assert (barcodes[0], barcodes[-1], len(barcodes)) == (first, last, count)
    assert doubtful == []


@pytest.mark.parametrize(
    "text",
    [
        "5408-20295403",  # it runs backwards
        "1-99999999999",  # it is longer than a purchase
        "A001-B003",  # its ends are of two series
        "A001-A10",  # its ends are of two widths
        "007-6",  # it ends before it begins
        "ABC-DEF",  # it has no numbers
        "A1-A1",  # it is one
    ],
)
def test_a_range_with_unsound_ends_stays_as_it_is_and_is_told(text: str) -> None:
    assert HABIT.opened(text) == ([text], [text])


def test_a_thousand_is_a_purchase_and_one_more_is_a_typing_error() -> None:
    assert len(HABIT.opened("1001-2000")[0]) == 1_000
    assert HABIT.opened("1001-2001") == (["1001-2001"], ["1001-2001"])


@pytest.mark.parametrize("text", ["20295403", "-5408", "5408-", "", "1-2-3", "9" * 5_000])
def test_what_has_not_two_ends_is_no_range(text: str) -> None:
    assert HABIT.opened(text) == ([text] if text else [], [])


def test_single_barcodes_and_ranges_may_stand_in_one_subfield() -> None:
    assert HABIT.opened("101-103；".replace("；", ";") + " 205，301/302")[0] == [
        "101",
        "102",
        "103",
        "205",
        "301",
        "302",
    ]


def test_a_dash_the_profile_does_not_name_belongs_to_the_barcode() -> None:
    assert Ranges().opened("1-3") == (["1-3"], [])


def test_a_library_that_writes_ends_in_full_has_no_shortened_ones() -> None:
    full = Ranges(dashes=("-",), short=False)
    assert full.opened("20295403-5408") == (["20295403-5408"], ["20295403-5408"])
    assert len(full.opened("20295403-20295408")[0]) == 6


prefixes = st.text("ABXYZ.", max_size=4)


@given(prefixes, st.integers(0, 10**9), st.integers(2, MOST), st.integers(0, 3))
def test_opening_what_was_written_in_full_gives_what_it_was_written_from(
    prefix: str, first: int, count: int, zeros: int
) -> None:
    width = len(str(first + count - 1)) + zeros
    barcodes = [f"{prefix}{number:0{width}}" for number in range(first, first + count)]
    assert HABIT.opened(f"{barcodes[0]}-{barcodes[-1]}") == (barcodes, [])


@given(prefixes, st.integers(10**5, 10**9), st.integers(2, MOST))
def test_opening_what_was_written_short_gives_what_it_was_written_from(
    prefix: str, first: int, count: int
) -> None:
    barcodes = [f"{prefix}{number}" for number in range(first, first + count)]
    last = barcodes[-1].removeprefix(prefix)
    if len(last) != len(str(first)):
        return
    common = next(place for place in range(len(last)) if last[place] != str(first)[place])
    assert HABIT.opened(f"{barcodes[0]}-{last[common:]}") == (barcodes, [])


@given(st.text(max_size=200))
def test_no_text_gives_more_than_a_thousand_barcodes_or_loses_a_piece(text: str) -> None:
    barcodes, _ = Ranges(dashes=("-", "~")).opened(text)
    assert len(barcodes) <= MOST
    assert bool(barcodes) == bool(text.strip())
