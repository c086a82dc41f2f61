"""Blanks written as ``#``, as MARC's own documents print them, made blanks again."""

from collections.abc import Iterator
from typing import Final

import pymarc

#: Fields of coded positions, in none of which # is a code (MARC 21, 006-008).
_CODED: Final = frozenset({"006", "007", "008"})


def unprinted(marc: pymarc.Record) -> Iterator[str]:
    """Mends leader and coded fields of a MARC 21 record; a sentence for each that needed it.

    A year ``2008####`` would be said to be a range of years otherwise.
    """
    leader = str(marc.leader)
    if "#" in leader:
        marc.leader = pymarc.Leader(leader.replace("#", " "))
        yield "the leader has # for blanks"
    for field in marc.fields:
        if field.tag in _CODED and field.data and "#" in field.data:
            field.data = field.data.replace("#", " ")
            yield f"field {field.tag} has # for blanks"
