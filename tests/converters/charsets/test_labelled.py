"""363 texts from real records, each read by a person: none of them mojibake, none mistaken."""

import csv
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import pytest

from converters.charsets import byte_order, decode, judge
from converters.record import Dialect


class Labelled(NamedTuple):
    id: str
    charset: str
    dialect: Dialect
    flag: str
    bytes: str
    text: str
    whence: str


def labelled() -> list[Labelled]:
    lines = (Path(__file__).parent / "labelled.tsv").read_text(encoding="utf-8").splitlines()[2:]
    rows = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    return [Labelled(*row)._replace(flag=row[3].replace("#", " ")) for row in rows]


LABELLED = labelled()
TOGETHER = [
    pytest.param(list(group), id=f"{charset}-{whence.rsplit('/', 1)[-1]}")
    for (charset, _, whence), group in groupby(
        LABELLED, key=lambda one: (one.charset, one.dialect, one.whence)
    )
    if charset != "utf-16"
]


def test_the_list_is_long_enough_and_says_nothing_twice() -> None:
    assert len({(one.charset, one.text) for one in LABELLED}) == len(LABELLED) >= 250


@pytest.mark.parametrize("one", LABELLED, ids=lambda one: one.id)
def test_each_text_is_read_as_a_person_reads_it(one: Labelled) -> None:
    text = one.text.replace(r"\x98", "\x98").replace(r"\x9c", "\x9c")
    assert decode(bytes.fromhex(one.bytes), one.charset) == text


@pytest.mark.parametrize("group", TOGETHER)
def test_texts_of_one_source_are_judged_as_what_they_are(group: list[Labelled]) -> None:
    """A word alone can be many things; what came together is judged together, as in a record."""
    judged = judge(
        [b"\x1fa" + bytes.fromhex(one.bytes) for one in group],
        dialect=group[0].dialect,
        flag=group[0].flag,
    )
    assert judged.charset == group[0].charset
    assert judged.doubtful == (judged.charset in NEVER_TAKEN_UNASKED[group[0].dialect])


#: Text encoded twice is never mended unasked; nor is a MARC 21 record of Denmark's in Latin-1.
NEVER_TAKEN_UNASKED = {
    "marc21": ("utf-8-twice", "latin-1"),
    "unimarc": ("utf-8-twice",),
    "cnmarc": (),
    "cmarc": (),
    "rusmarc": (),
}


def test_two_bytes_a_character_is_seen_by_the_zero_bytes_of_the_leader() -> None:
    leader = "00123nam0 2200049   450 "
    assert byte_order(leader.encode("utf-16-be")) == "utf-16-be"
    assert byte_order(leader.encode("utf-16-le")) == "utf-16-le"
    assert byte_order("<?xml version".encode("utf-16-le")) == "utf-16-le"
    assert byte_order(b"\xfe\xff\x00<") == "utf-16-be"
    assert byte_order(leader.encode()) is None
    assert byte_order(b"") is None
