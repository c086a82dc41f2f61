"""INTERMARC authorities of the Bibliothèque nationale de France as MARC 21 authorities.

After the public manual of INTERMARC (kitcat.bnf.fr), for persons, bodies and titles; what the
manual gives no meaning for stays in the log, told in ``left``.
"""

from typing import Final

import pymarc

from converters.crosswalk.fields import Field, Record, Target, view
from converters.crosswalk.intermarc import coded_0xx, headings_1xx, links_3xx, notes_6xx
from converters.crosswalk.scripts import as_880
from converters.crosswalk.table import Crossed, Crosswalk
from converters.crosswalk.unimarc.accounting import accounted, reads

UNKNOWN: Final = "not a field of INTERMARC's manual that we know the meaning of"


def leave_unknown(source: Field, target: Target) -> None:
    """A tag no table names."""
    target.leave(source, None, UNKNOWN)


AUTHORITIES: Final = Crosswalk(
    table={
        **coded_0xx.TABLE,
        **headings_1xx.TABLE,
        **links_3xx.TABLE,
        **notes_6xx.TABLE,
    },
    pairing=as_880,
    unknown=leave_unknown,
    before=(coded_0xx.write_leader, headings_1xx.write_heading),
    after=(coded_0xx.write_fixed,),
)


_READS: Final = reads(AUTHORITIES.table)


def to_marc21_authority(marc: pymarc.Record) -> Crossed:
    """An INTERMARC authority record as one of MARC 21."""
    fields = [view(each, place) for place, each in enumerate(marc.fields)]
    source = Record(marc, "intermarc", fields)
    return accounted(source, AUTHORITIES.cross(source), _READS)
