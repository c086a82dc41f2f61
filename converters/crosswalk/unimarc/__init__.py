"""The UNIMARC family to MARC 21: bibliographic records of any of its dialects, by tables.

One file per block of fields; :mod:`dialects` says what Taiwan, Russia and others do their own way.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import pymarc

from converters.crosswalk.fields import Field
from converters.crosswalk.scripts import as_880
from converters.crosswalk.table import By, Crossed, Crosswalk, Left, Move, Table
from converters.crosswalk.unimarc import reasons
from converters.crosswalk.unimarc.content_18x import once_each
from converters.crosswalk.unimarc.dialects import TABLES
from converters.crosswalk.unimarc.fixed_fields import write_006, write_008
from converters.crosswalk.unimarc.international_use_8xx import write_agencies
from converters.crosswalk.unimarc.leader import write_leader
from converters.crosswalk.unimarc.local_9xx import leave_unknown
from converters.crosswalk.unimarc.numbers_0xx import write_agency
from converters.crosswalk.unimarc.physical_007 import write_map
from converters.crosswalk.unimarc.source import record_of
from converters.record import Dialect

__all__ = ["CROSSWALKS", "to_marc21"]


def _crosswalk(table: Table) -> Crosswalk:
    before = (write_leader, write_agency, write_006, write_map, write_008, write_agencies)
    return Crosswalk(table, as_880, leave_unknown, before=before, after=(once_each,))


def _reads(table: Table) -> Mapping[str, frozenset[str] | None]:
    """For each tag the subfields its rules read or leave; ``None`` for a field left as a whole."""
    read: dict[str, frozenset[str] | None] = {}
    for tag, parts in table.items():
        codes: set[str] = set()
        whole = False
        for part in parts:
            match part:
                case Move():
                    codes |= {*part.codes, *part.left}
                case By():
                    codes |= {*part.reads, *part.left}
                case Left():
                    whole = True
        read[tag] = None if whole else frozenset(codes)
    return read


#: The crosswalk of each dialect.
CROSSWALKS: Final[Mapping[Dialect, Crosswalk]] = MappingProxyType(
    {dialect: _crosswalk(table) for dialect, table in TABLES.items()}
)
#: Subfields that only their first value is read of.
_ONCE: Final = {
    "676": "2vz",
    "686": "2v",
    "690": "v",
    "692": "v",
    "681": "v",
    "801": "b",
    "802": "a",
}
_READS: Final = {dialect: _reads(table) for dialect, table in TABLES.items()}


def to_marc21(marc: pymarc.Record, dialect: Dialect) -> Crossed:
    """A bibliographic record of the UNIMARC family as MARC 21, without ISBD punctuation.

    The regular fields are in the record's own script; pinyin, and other romanised halves, are 880
    linked by ``$6``. Every subfield is carried over or has its reason in ``left``. Raises
    ``KeyError`` for a dialect that is none of the family.
    """
    source = record_of(marc, dialect)
    crossed = CROSSWALKS[dialect].cross(source)
    left = dict(crossed.left)
    reads = _READS[dialect]
    for one in source.fields:
        for half in (one, one.other):
            if half is not None:
                _account(half, reads, left)
    return Crossed(crossed.marc, crossed.origins, crossed.noted, left)


def _account(
    source: Field, reads: Mapping[str, frozenset[str] | None], left: dict[tuple[int, int], str]
) -> None:
    """Gives the subfields no rule reads their reason."""
    read = reads.get(source.tag)
    if read is None:
        return
    once = _ONCE.get(source.tag, "2")
    seen = ""
    for (code, value), place in zip(source.subfields, source.places, strict=True):
        if code in read and code not in once and value[:1] > " ":
            continue
        if (source.place, place) in left:
            continue
        if not value.strip():
            left[source.place, place] = reasons.EMPTY
        elif code in once and code in read:
            if code in seen:
                left[source.place, place] = reasons.REPEATED
            else:
                seen += code
        elif code not in read:
            linking = code in "678"
            left[source.place, place] = reasons.LINKING if linking else reasons.UNDEFINED
