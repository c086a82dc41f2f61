"""Which subfields of a holdings record say whose holding it is: its number, and the ways to it."""

import pymarc

from converters.accounts.parts import every, without
from converters.holdings.mfhd import of_marc
from converters.holdings.profile import Profile


def speaks_for_holding(marc: pymarc.Record, profile: Profile) -> set[tuple[int, int]]:
    """Those without which the holding had another number, or other ways to the book.

    MARC 21 Format for Holdings Data: 001, 003, 004, 014, and the standard numbers.
    """
    whole = of_marc(marc, profile, b"", 0)
    found: set[tuple[int, int]] = set()
    for place in range(len(marc.fields)):
        for origin in every(marc, place):
            less = of_marc(without(marc, (origin,)), profile, b"", 0)
            if (less.control, less.bib) != (whole.control, whole.bib):
                found.add((origin.place, origin.subfield))
    return found
