"""Fields whose marks and directory disagree: tags are kept to their fields, or none is guessed."""

import pytest

from converters.record import Unreadable
from converters.structures.aligning import aligned

FIELDS = [b"x1", b"  \x1faone", b"  \x1fatwo two", b"  \x1fathree", b"  \x1fafour", b"  \x1fafive"]
ENTRIES = [b"%03d%04d00000" % (n, len(data) + 1) for n, data in enumerate(FIELDS)]


def split(data: bytes, at: int) -> list[bytes]:
    return [data[:at], data[at + 1 :]]


def test_a_field_that_a_stray_mark_cut_in_two_is_one() -> None:
    pieces = [*FIELDS[:2], *split(FIELDS[2], 6), *FIELDS[3:]]
    found = aligned(ENTRIES, pieces)
    assert found[:2] + found[3:] == FIELDS[:2] + FIELDS[3:]
    assert found[2] == b"  \x1fatw\x1e two"


@pytest.mark.parametrize("in_its_place", [b"", b" "])
def test_fields_that_ran_together_are_parted(in_its_place: bytes) -> None:
    pieces = [*FIELDS[:2], FIELDS[2] + in_its_place + FIELDS[3], *FIELDS[4:]]
    found = aligned(ENTRIES, pieces)
    assert [content.rstrip() for content in found] == FIELDS


def test_a_wrong_length_elsewhere_does_not_shift_the_tags() -> None:
    longer = FIELDS[1] + b" and more than was counted"
    pieces = [FIELDS[0], longer, *split(FIELDS[2], 6), *FIELDS[3:]]
    assert aligned(ENTRIES, pieces)[3:] == FIELDS[3:]


@pytest.mark.parametrize(
    "pieces", [FIELDS[1:], [*FIELDS, b"  \x1famore"], [b"a", b"b"], [b""] * 60, []]
)
def test_where_no_lengths_agree_no_tag_is_guessed(pieces: list[bytes]) -> None:
    with pytest.raises(Unreadable, match="so tags cannot be told"):
        aligned(ENTRIES, pieces)


def test_thousands_of_fields_are_refused_at_once() -> None:
    entries = [b"245000100000"] * 5000
    with pytest.raises(Unreadable, match="lists 5000 fields and 5001"):
        aligned(entries, [b""] * 5001)


def test_where_most_lengths_are_wrong_one_that_fits_proves_nothing() -> None:
    longer = [content + b" and more" for content in FIELDS]
    with pytest.raises(Unreadable, match="so tags cannot be told"):
        aligned(ENTRIES, [*longer[:2], *split(FIELDS[2], 6), *longer[3:]])
