"""MARC 21 holdings records: which bibliographic record they belong to, and their copies.

MARC 21 Format for Holdings Data: 004 is the control number of the bibliographic record, in the
numbering of 003; 014 other numbers of it; 010, 020, 022, 024 and 035 its standard numbers.
"""

import re
from collections.abc import Iterator
from typing import Final

import pymarc

from converters.holdings.copy import Holding, Link
from converters.holdings.fields import read_copies
from converters.holdings.groups import plain
from converters.holdings.own_number import of_bytes
from converters.holdings.profile import Profile

_WITH_AGENCY: Final = re.compile(r"\(([^()]{1,30})\)(.+)", re.DOTALL)
_OCLC: Final = frozenset({"OCoLC", "OCLC"})
#: A holdings record leads to one bibliographic record; more ways to it than this are a fault.
_WAYS: Final = 20
#: The numbers of standards that a holdings record may repeat from its bibliographic record.
_STANDARD: Final = {"010": "lccn", "020": "isbn", "022": "issn"}


def of_marc(marc: pymarc.Record, profile: Profile, raw: bytes, position: int) -> Holding:
    """One holdings record; its own number is in 001, as in every record of MARC."""
    control = next((plain(field.data or "") for field in marc.get_fields("001")), "")
    links: dict[Link, None] = {}
    for link in _links(marc):
        if link.value and len(links) < _WAYS:
            links[link] = None
    reading = read_copies(marc, profile, "holding")
    return Holding(control or of_bytes(raw), tuple(links), reading, raw, position)


def _links(marc: pymarc.Record) -> Iterator[Link]:
    agency = next((plain(field.data or "") for field in marc.get_fields("003")), "")
    for field in marc.get_fields("004"):
        yield Link("control", plain(field.data or ""), agency)
    for field in marc.get_fields("014"):
        # The first indicator 0: the number of a bibliographic record; 1 is that of a holding.
        if not field.indicators or field.indicators.first != "1":
            source = next((plain(value) for value in field.get_subfields("b")), "")
            yield from (_numbered(value, source) for value in field.get_subfields("a"))
    for tag, scheme in _STANDARD.items():
        for field in marc.get_fields(tag):
            yield from (Link(scheme, plain(value)) for value in field.get_subfields("a"))


def _numbered(value: str, agency: str) -> Link:
    found = _WITH_AGENCY.fullmatch(plain(value))
    if found:
        agency, value = found[1], found[2]
    return Link("oclc" if agency in _OCLC else "control", plain(value), agency)
