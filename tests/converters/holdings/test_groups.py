"""Several copies in one field: the laws of grouping."""

from collections.abc import Sequence

import pymarc
from hypothesis import given
from hypothesis import strategies as st

from converters.holdings import Copy, Profile, read_copies

TEXT = """
[[fields]]
tag = "905"
group = "subfields"
begins = ["a"]
call_number = ["{s}", "{d}/{e}"]
reads = { a = "library", b = "barcode", c = "sublocation" }
"""
OWN = Profile.read(TEXT, "own.toml")
CARRYING = Profile.read(TEXT.replace('["a"]', '["c"]\ncarries = ["a", "s"]'), "own.toml")

type Subfields = list[tuple[str, str]]
values = st.text("ABC123", min_size=1, max_size=4)
groups = st.lists(
    st.tuples(values, st.lists(st.tuples(st.sampled_from("bcdesx"), values), max_size=6)).map(
        lambda group: [("a", group[0]), *group[1]]
    ),
    min_size=1,
    max_size=5,
)


def record(fields: Sequence[Subfields]) -> pymarc.Record:
    marc = pymarc.Record()
    for subfields in fields:
        codes = [pymarc.Subfield(code, value) for code, value in subfields]
        marc.fields.append(pymarc.Field("905", pymarc.Indicators(" ", " "), codes))
    return marc


def copies(profile: Profile, *fields: Subfields) -> set[Copy]:
    return set(read_copies(record(fields), profile).copies)


@given(groups)
def test_groups_in_one_field_are_the_same_copies_as_in_fields_of_their_own(
    written: list[Subfields],
) -> None:
    together = [pair for group in written for pair in group]
    assert copies(OWN, together) == copies(OWN, *written)


@given(groups)
def test_no_subfield_is_unaccounted_for_however_groups_are_written(
    written: list[Subfields],
) -> None:
    marc = record([[pair for group in written for pair in group]])
    reading = read_copies(marc, OWN)
    spots = {spot for copy in reading.copies for spot in copy.origin}
    known = spots | set(reading.left) | set(reading.unread)
    assert known == {(0, index) for index in range(len(marc.fields[0].subfields))}


@given(st.lists(st.tuples(values, values), min_size=1, max_size=5, unique=True))
def test_what_is_carried_need_not_be_said_again(places: list[tuple[str, str]]) -> None:
    said_once = [("a", "PKU"), ("s", "I2/6")]
    said_again: list[Subfields] = []
    for place, barcode in places:
        said_once += [("c", place), ("b", barcode)]
        said_again.append([("a", "PKU"), ("s", "I2/6"), ("c", place), ("b", barcode)])
    assert copies(CARRYING, said_once) == copies(CARRYING, *said_again)


def test_a_group_that_says_its_own_does_not_get_what_was_carried() -> None:
    field = [("a", "PKU"), ("c", "1"), ("b", "7"), ("c", "2"), ("a", "THU"), ("b", "8")]
    assert copies(CARRYING, field) == {
        Copy(library="PKU", sublocation="1", barcodes=("7",)),
        Copy(library="THU", sublocation="2", barcodes=("8",)),
    }
