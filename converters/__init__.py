"""MARC bytes to records to triples, and back to MARC. Pure: no store, no network, no Flask."""

from converters.reader import NotMarc, parse_one, read
from converters.record import MarcRecord, Rejected, Unreadable
from converters.writing.iso2709 import as_iso2709
from converters.writing.marc_in_json import as_json
from converters.writing.marcxml import as_marcxml

__all__ = [
    "MarcRecord",
    "NotMarc",
    "Rejected",
    "Unreadable",
    "as_iso2709",
    "as_json",
    "as_marcxml",
    "parse_one",
    "read",
]
