"""The UNIMARC family to MARC 21: bibliographic records of any of its dialects, by tables.

One file per block of fields; :mod:`dialects` says what Taiwan, Russia and others do their own way.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import pymarc

from converters.crosswalk.scripts import as_880
from converters.crosswalk.table import Crossed, Crosswalk, Table
from converters.crosswalk.unimarc.accounting import accounted, reads
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
_READS: Final = {dialect: reads(table) for dialect, table in TABLES.items()}


def to_marc21(marc: pymarc.Record, dialect: Dialect) -> Crossed:
    """A bibliographic record of the UNIMARC family as MARC 21, without ISBD punctuation.

    The regular fields are in the record's own script; pinyin, and other romanised halves, are 880
    linked by ``$6``. Every subfield is carried over or has its reason in ``left``. Raises
    ``KeyError`` for a dialect that is none of the family.
    """
    source = record_of(marc, dialect)
    crossed = CROSSWALKS[dialect].cross(source)
    return accounted(source, crossed, _READS[dialect], lambda tag: _ONCE.get(tag, "2"))
