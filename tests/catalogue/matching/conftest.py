"""Records written for these tests, field by field."""

from collections.abc import Callable

import pymarc
import pytest

from catalogue.matching.likeness import Likeness, likeness
from converters.record import Dialect, Kind, MarcRecord

#: A printed book in English of 2004.
BOOK = "040101s2004    nyu           000 0 eng d"

type Make = Callable[..., Likeness]


def marc(*lines: str, leader: str = "00000nam a2200000 a 4500") -> pymarc.Record:
    """``245 10 $aTitle :$bsubtitle`` for each field; ``008 …`` for those without subfields."""
    record = pymarc.Record()
    record.leader = pymarc.Leader(leader)
    for line in lines:
        tag, _, rest = line.partition(" ")
        if tag < "010":
            record.add_field(pymarc.Field(tag=tag, data=rest))
            continue
        indicators, _, text = rest.partition("$")
        parts = [pymarc.Subfield(part[0], part[1:]) for part in text.split("$") if part]
        ind = pymarc.Indicators(*f"{indicators:2.2}")
        record.add_field(pymarc.Field(tag=tag, indicators=ind, subfields=parts))
    return record


def read(
    *lines: str,
    leader: str = "00000nam a2200000 a 4500",
    kind: Kind = "bib",
    dialect: Dialect = "marc21",
) -> MarcRecord:
    return MarcRecord(1, b"", "iso2709", marc(*lines, leader=leader), dialect, kind, "utf-8")


@pytest.fixture
def of() -> Make:
    """The likeness of a record written in lines; ``kind``, ``dialect`` and ``leader`` by name."""

    def made(*lines: str, **how: str) -> Likeness:
        found = likeness(read(*lines, **how))  # type: ignore[arg-type]
        assert found is not None
        return found

    return made
