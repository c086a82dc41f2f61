"""Records written as a cataloguer reads them: ``200 1_ $a三体$f刘慈欣著``, ``_`` for a blank."""

from collections.abc import Callable, Sequence

import pymarc
import pytest

from converters.crosswalk.table import Crossed
from converters.crosswalk.unimarc import to_marc21
from converters.record import Dialect

LEADER = "00000nam0 2200000   450 "
type Cross = Callable[..., Sequence[str]]


def field(line: str) -> pymarc.Field:
    tag, rest = line[:3], line[4:]
    if "$" not in rest:
        return pymarc.Field(tag=tag, data=rest)
    indicators, *subfields = rest.split("$")
    first, second = (indicators.strip() or "__").replace("_", " ")
    return pymarc.Field(
        tag=tag,
        indicators=pymarc.Indicators(first, second),
        subfields=[pymarc.Subfield(each[0], each[1:]) for each in subfields],
    )


def record(*lines: str, leader: str = LEADER) -> pymarc.Record:
    made = pymarc.Record()
    made.leader = pymarc.Leader(leader)
    made.fields = [field(line) for line in lines]
    return made


def line(made: pymarc.Field) -> str:
    if not made.subfields:
        return f"{made.tag} {made.data}"
    indicators = "".join(made.indicators or ()).replace(" ", "_")
    return f"{made.tag} {indicators} " + "".join(f"${code}{text}" for code, text in made.subfields)


def lines(crossed: Crossed) -> list[str]:
    return [f"LDR {crossed.marc.leader}", *map(line, crossed.marc.fields)]


@pytest.fixture
def cross() -> Cross:
    """The fields of MARC 21 the lines become, without the leader; those with the tags asked for."""

    def crossing(
        *given: str, tags: str = "", dialect: Dialect = "cnmarc", leader: str = LEADER
    ) -> Sequence[str]:
        made = lines(to_marc21(record(*given, leader=leader), dialect))
        wanted = tags.split()
        return [each for each in made if not wanted or each[:3] in wanted]

    return crossing


@pytest.fixture
def left() -> Callable[..., dict[str, str]]:
    """Why subfields stayed behind: ``"801 $a"`` to the reason."""

    def leaving(*given: str, dialect: Dialect = "cnmarc", leader: str = LEADER) -> dict[str, str]:
        source = record(*given, leader=leader)
        reasons = to_marc21(source, dialect).left
        return {
            f"{source.fields[at].tag} "
            + (f"${source.fields[at].subfields[place].code}" if place >= 0 else ""): reason
            for (at, place), reason in reasons.items()
        }

    return leaving


@pytest.fixture
def write() -> Callable[..., pymarc.Record]:
    """A UNIMARC record from lines."""
    return record


@pytest.fixture
def listed() -> Callable[[Crossed], list[str]]:
    """The MARC 21 record as lines, the leader first."""
    return lines
