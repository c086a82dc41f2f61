"""What holds for any record: fields do not disturb each other, and nothing takes for ever."""

import time

import pymarc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from converters.crosswalk.unimarc import to_marc21
from converters.crosswalk.unimarc.dialects import TABLES
from converters.record import UNIMARC_FAMILY, Dialect

LEADER = "00000nam0 2200000   450 "
#: Fields that rules for others read are not drawn: leader, fixed fields, titles, main entries.
READ_BY_OTHERS = frozenset(
    [
        *("011", "100", "101", "102", "105", "106", "110", "115", "116", "117", "120", "121"),
        *("124", "125", "126", "128", "130", "135", "140", "181", "182", "183", "200", "204"),
        *("225", "410", "411", "423", "461", "462", "464", "488", "500", "501", "510", "517"),
        *("700", "710", "720", "801", "802"),
    ]
)
TAGS = sorted(tag for tag in TABLES["cnmarc"] if tag not in READ_BY_OTHERS and tag > "010")
TEXT = st.text(alphabet="ab 红楼梦Ωя(),.:=$\x98\x9c\"'-12", min_size=1, max_size=12)
FIELDS = st.builds(
    lambda tag, first, second, parts: pymarc.Field(
        tag=tag,
        indicators=pymarc.Indicators(first, second),
        subfields=[pymarc.Subfield(code, text) for code, text in parts],
    ),
    st.sampled_from(TAGS),
    st.sampled_from(" 012"),
    st.sampled_from(" 012"),
    st.lists(
        st.tuples(st.sampled_from("abcdefghijkpstuvwxyz0123459A"), TEXT), min_size=1, max_size=6
    ),
)
DIALECTS = st.sampled_from(sorted(UNIMARC_FAMILY))


def made(fields: list[pymarc.Field], dialect: Dialect) -> list[str]:
    record = pymarc.Record()
    record.leader = pymarc.Leader(LEADER)
    record.fields = fields
    return [str(each) for each in to_marc21(record, dialect).marc.fields]


def unlinked(lines: list[str]) -> list[str]:
    """Without the numbers of pairs of scripts, which go by the order of fields."""
    return sorted(
        line.split("$6")[0] + line[line.find("$a") :] if "$6" in line else line for line in lines
    )


@settings(max_examples=120)
@given(st.lists(FIELDS, max_size=5), FIELDS, DIALECTS)
def test_a_field_put_in_takes_nothing_away_from_the_others(
    fields: list[pymarc.Field], another: pymarc.Field, dialect: Dialect
) -> None:
    before, after = unlinked(made(fields, dialect)), unlinked(made([*fields, another], dialect))
    for line in before:
        assert line in after


@settings(max_examples=80)
@given(st.lists(FIELDS, max_size=6, unique_by=lambda each: each.tag), DIALECTS, st.randoms())
def test_the_order_of_fields_of_different_tags_does_not_matter(
    fields: list[pymarc.Field], dialect: Dialect, chance: object
) -> None:
    shuffled = list(fields)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert unlinked(made(fields, dialect)) == unlinked(made(shuffled, dialect))


@settings(max_examples=80)
@given(st.lists(FIELDS, max_size=6), DIALECTS)
def test_no_rule_fails_whatever_a_field_holds(fields: list[pymarc.Field], dialect: Dialect) -> None:
    record = pymarc.Record()
    record.leader = pymarc.Leader(LEADER)
    record.fields = fields
    crossed = to_marc21(record, dialect)
    assert not [note for note in crossed.noted if "could not be carried over" in note]


@pytest.mark.parametrize("code", list("abdfhv1"))
@pytest.mark.parametrize(
    "tag", ["102", "200", "205", "206", "210", "225", "327", "410", "464", "604", "711", "801"]
)
def test_six_thousand_subfields_take_less_than_a_second(tag: str, code: str) -> None:
    record = pymarc.Record()
    record.leader = pymarc.Leader(LEADER)
    parts = [pymarc.Subfield("a", "x"), *[pymarc.Subfield(code, "2001 y")] * 6_000]
    indicators = pymarc.Indicators(" ", " ")
    record.fields = [pymarc.Field(tag=tag, indicators=indicators, subfields=parts)]
    before = time.process_time()
    to_marc21(record, "cnmarc")
    assert time.process_time() - before < 2


@pytest.mark.parametrize("tag", ["200", "225", "410", "461", "500", "600", "700", "711", "801"])
def test_three_thousand_fields_take_less_than_a_second(tag: str) -> None:
    record = pymarc.Record()
    record.leader = pymarc.Leader(LEADER)
    parts = [pymarc.Subfield("a", "x"), pymarc.Subfield("t", "z"), pymarc.Subfield("b", "y")]
    indicators = pymarc.Indicators(" ", " ")
    record.fields = [pymarc.Field(tag=tag, indicators=indicators, subfields=parts)] * 3_000
    before = time.process_time()
    to_marc21(record, "cnmarc")
    assert time.process_time() - before < 2
