"""Whatever a record holds, the crosswalk answers, and in time that grows with its length."""

import time

import pymarc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from converters.crosswalk.cnmarc import to_cnmarc

TAGS = [f"{number:03d}" for number in range(1, 1000)]
texts = st.text(
    alphabet=st.sampled_from("红楼梦著编 /:;=.,[]()$-1980abcXé\u3000\u0301こ김𠀀\x1b"), max_size=25
)
subfields = st.lists(
    st.tuples(st.sampled_from("abcdefghijklmnopqrstuvwxyz0123456789"), texts), max_size=6
)
fields = st.tuples(
    st.sampled_from(TAGS), st.sampled_from(" 0123456789"), st.sampled_from(" 0123456789"), subfields
)


def field(tag: str, first: str, second: str, parts: list[tuple[str, str]]) -> pymarc.Field:
    if tag < "010":
        return pymarc.Field(tag=tag, data="".join(value for _, value in parts))
    return pymarc.Field(
        tag=tag,
        indicators=pymarc.Indicators(first, second),
        subfields=[pymarc.Subfield(code, value) for code, value in parts],
    )


@settings(max_examples=250)
@given(st.lists(fields, max_size=8), st.text(max_size=26), st.sampled_from(["calis", "nlc"]))
def test_any_record_is_answered(made, leader, practice):
    record = pymarc.Record()
    record.leader = leader
    record.fields = [field(*each) for each in made]
    result = to_cnmarc(record, practice)
    assert len(result.marc["100"]["a"]) == 36
    assert not [each for each in result.noted if "could not be carried over" in each]
    for each in result.marc.fields:
        assert each.data is not None or each.subfields


@pytest.mark.parametrize(
    "line",
    [
        ("020", " ", " ", [("a", "9787020002207")]),
        ("044", " ", " ", [("a", "cc")]),
        ("041", "1", " ", [("a", "chi"), ("h", "eng")]),
        ("040", " ", " ", [("a", "X"), ("e", "rda")]),
        ("240", "1", "0", [("a", "X"), ("l", "Chinese")]),
        ("246", "3", "1", [("a", "X")]),
        ("260", " ", " ", [("a", "北京"), ("g", "1998 printing")]),
        ("264", " ", "4", [("c", "2008")]),
        ("490", "1", " ", [("a", "中华")]),
        ("830", " ", "0", [("a", "中华")]),
        ("700", "1", " ", [("a", "曹雪芹")]),
        ("653", " ", " ", [("a", "小说")] * 4),
        ("886", "2", " ", [("2", "cnmarc"), ("a", "801"), ("b", "#0"), ("a", "CN")]),
    ],
)
def test_many_fields_take_no_more_than_their_share_of_time(line):
    record = pymarc.Record()
    others = [
        ("245", "0", "0", [("a", "红楼梦"), ("c", "曹雪芹著 ; " * 200)]),
        ("260", " ", " ", [("a", "南极")]),
        ("490", "1", " ", [("a", "文库")]),
    ]
    record.fields = [field(*each) for each in [*others, *[line] * 3000]]
    began = time.process_time()
    to_cnmarc(record, "nlc")
    assert time.process_time() - began < 1.5


@pytest.mark.parametrize(
    ("tag", "code", "text"),
    [
        ("100", "d", "1" * 50_000),
        ("300", "a", "x" * 50_000),
        ("300", "a", "1" * 50_000),
        ("245", "c", "a. " * 16_000 + "x/y / b"),
        ("245", "a", "红 " * 25_000),
        ("245", "a", "\u3000" * 50_000 + "红"),
        ("500", "a", "题名" * 25_000),
        ("020", "a", "1" * 50_000),
        ("245", "c", "(" * 50_000),
        ("250", "a", "第" + "1" * 50_000),
        ("505", "a", " -- " * 12_000),
        ("084", "2", "clc" + "a" * 50_000),
    ],
)
def test_a_long_text_takes_no_more_than_its_share_of_time(tag, code, text):
    record = pymarc.Record()
    record.fields = [field(tag, "1", "0", [("a", "X"), (code, text)])]
    began = time.process_time()
    to_cnmarc(record, "calis")
    assert time.process_time() - began < 1.0
