"""Records written down as a cataloguer would: ``245 10 $aEmma :$ba novel``."""

from collections.abc import Callable

import pymarc
import pytest

from converters.record import MarcRecord

type Book = Callable[..., MarcRecord]

_FIXED = "000101s{year}    xx            000 {genre} {language}  "


def _field(line: str) -> pymarc.Field:
    tag, indicators, rest = line[:3], line[4:6], line[7:]
    subfields = [pymarc.Subfield(part[0], part[1:]) for part in rest.split("$")[1:]]
    return pymarc.Field(tag, pymarc.Indicators(*indicators), subfields)


@pytest.fixture
def book() -> Book:
    """A MARC 21 record of these lines; in English, of 2000, a printed book, unless said."""

    def made(
        *lines: str,
        language: str = "eng",
        year: str = "2000",
        leader: str = "am",
        genre: str = "0",
    ) -> MarcRecord:
        marc = pymarc.Record()
        marc.leader = pymarc.Leader(f"00000n{leader} a2200000 a 4500")
        fixed = _FIXED.format(year=year, genre=genre, language=language)
        marc.add_field(pymarc.Field("008", data=fixed))
        for line in lines:
            marc.add_field(_field(line))
        return MarcRecord(1, marc.as_marc(), "iso2709", marc, "marc21", "bib", "utf-8")

    return made
