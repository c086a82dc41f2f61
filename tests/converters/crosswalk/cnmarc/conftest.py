"""MARC 21 written by hand, and the CNMARC it becomes, both as lines of text."""

from collections.abc import Callable

import pymarc
import pytest

from converters.crosswalk.cnmarc import to_cnmarc
from converters.crosswalk.cnmarc.practice import Name
from converters.crosswalk.table import Crossed

type Lines = list[str]
type Made = Callable[..., Lines]

BOOK = "240101s2008    cc            000 0 chi d"
LEADER = "00000nam a2200000 i 4500"


def field(line: str) -> pymarc.Field:
    """``245 10 $a红楼梦 /`` as a field; a control field has no ``$`` and no indicators."""
    tag, rest = line[:3], line[4:]
    if tag < "010":
        return pymarc.Field(tag=tag, data=rest)
    parts = rest[2:].split("$")[1:]
    return pymarc.Field(
        tag=tag,
        indicators=pymarc.Indicators(rest[0], rest[1]),
        subfields=[pymarc.Subfield(part[0], part[1:]) for part in parts],
    )


def record(*lines: str, fixed: str = BOOK, leader: str = LEADER) -> pymarc.Record:
    """A record of such lines, with an 008."""
    made = pymarc.Record()
    made.leader = pymarc.Leader(leader)
    made.fields = [pymarc.Field(tag="008", data=fixed), *map(field, lines)]
    return made


def as_lines(marc: pymarc.Record) -> Lines:
    """A record as lines, blanks in indicators as ``_``."""
    written = []
    for each in marc.fields:
        if not each.subfields:
            written.append(f"{each.tag} {each.data}")
            continue
        indicators = "".join(each.indicators or ()).replace(" ", "_")
        text = "".join(f"${code}{value}" for code, value in each.subfields)
        written.append(f"{each.tag} {indicators}{text}")
    return written


@pytest.fixture
def crossed() -> Callable[..., Crossed]:
    """The whole answer for a record given by lines."""

    def cross(
        *lines: str, practice: Name = "calis", fixed: str = BOOK, leader: str = LEADER
    ) -> Crossed:
        return to_cnmarc(record(*lines, fixed=fixed, leader=leader), practice)

    return cross


@pytest.fixture
def made(crossed: Callable[..., Crossed]) -> Made:
    """The lines of CNMARC with a tag: ``made("200", "245 10$a…")``."""

    def make(tags: str, *lines: str, **how: str) -> Lines:
        whole = as_lines(crossed(*lines, **how).marc)
        return [line for line in whole if line[:3] in tags.split()]

    return make


@pytest.fixture
def lines_of() -> Callable[[pymarc.Record], Lines]:
    """A record as lines of text."""
    return as_lines
