"""UNIMARC authorities, and those of its family, as MARC 21 authorities (UNIMARC/A, 3rd edition)."""

from typing import Final

import pymarc

from converters.crosswalk.fields import Field, Target
from converters.crosswalk.scripts import as_880
from converters.crosswalk.table import Crossed, Crosswalk
from converters.crosswalk.unimarc import reasons
from converters.crosswalk.unimarc.accounting import accounted, reads
from converters.crosswalk.unimarc.authorities import (
    classes_6xx,
    coded_1xx,
    headings_2xx,
    notes_3xx,
    numbers_0xx,
    sources_8xx,
    tracings_4xx_7xx,
)
from converters.crosswalk.unimarc.source import record_of
from converters.record import Dialect

_LOCAL: Final = "9"


def leave_unknown(source: Field, target: Target) -> None:
    """A tag no table names: local, or not of the format."""
    local = source.tag[:1] == _LOCAL or not source.tag.isdigit()
    target.leave(source, None, reasons.LOCAL if local else UNKNOWN)


UNKNOWN: Final = "not a field UNIMARC defines for authorities, so what it means is not known"

AUTHORITIES: Final = Crosswalk(
    table={
        **numbers_0xx.TABLE,
        **coded_1xx.TABLE,
        **headings_2xx.TABLE,
        **notes_3xx.TABLE,
        **tracings_4xx_7xx.TABLE,
        **classes_6xx.TABLE,
        **sources_8xx.TABLE,
    },
    pairing=as_880,
    unknown=leave_unknown,
    before=(coded_1xx.write_leader,),
    after=(coded_1xx.write_fixed, sources_8xx.write_sources, coded_1xx.write_person),
)


_READS: Final = reads(AUTHORITIES.table)


def to_marc21_authority(marc: pymarc.Record, dialect: Dialect) -> Crossed:
    """A UNIMARC, CNMARC, RUSMARC or Taiwan CMARC authority record as one of MARC 21.

    Every tag, indicator and subfield is the UNIMARC/Authorities manual's; pinyin (``$A``, ``$9``)
    becomes an 880 as on bibliographic records.
    """
    source = record_of(marc, dialect)
    crossed = AUTHORITIES.cross(source)
    return accounted(source, crossed, _READS)
