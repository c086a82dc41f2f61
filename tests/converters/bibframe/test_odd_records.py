"""Records no system should write, as LC's stylesheet reads them."""

from collections.abc import Callable

import pymarc
import pytest

from converters.bibframe import Rules
from converters.engine import Converted, Job
from converters.lc import Stylesheet
from converters.record import MarcRecord

DOCUMENT = "http://catena.example/bib/b1"
GENERATED = "2026-01-01T00:00:00Z"

type Made = Callable[..., MarcRecord]


def data(tag: str) -> pymarc.Field:
    return pymarc.Field(tag, pymarc.Indicators(" ", " "), [pymarc.Subfield("a", "x")])


@pytest.mark.parametrize(
    "field", [data("001"), data("007"), data("008"), pymarc.Field("245", data="x")]
)
def test_a_data_field_with_a_control_fields_tag_or_the_reverse_is_neither(
    record: Made, field: pymarc.Field
) -> None:
    made = record("245 10 $aTitle")
    made.marc.fields.append(field)
    assert both(made)


def test_a_leader_of_blanks_says_nothing(record: Made) -> None:
    assert both(record("245 10 $aTitle", leader=" " * 24))


def both(made: MarcRecord) -> bool:
    jobs = [Job(made, DOCUMENT)]
    (theirs,), (ours,) = (
        engine.convert(jobs, GENERATED) for engine in (Stylesheet(), Rules(as_lc=True))
    )
    assert isinstance(theirs, Converted)
    assert isinstance(ours, Converted)
    return theirs.triples == ours.triples
