"""A record as XML: MARCXML, and MarcXchange (ISO 25577), which also says which MARC it is."""

import re
from typing import Final
from xml.sax.saxutils import quoteattr

import pymarc

from converters.record import UNIMARC_FAMILY, Dialect, Kind
from converters.structures import marcxml
from converters.writing.asked import Unwritable

MARCXCHANGE: Final = "info:lc/xmlns/marcxchange-v2"
#: The values ISO 25577 gives for `format` and `type`, and those in use for what it has none for.
_FORMATS: Final[dict[Dialect, str]] = {
    "marc21": "MARC21",
    "unimarc": "UNIMARC",
    "cnmarc": "CNMARC",
    "rusmarc": "RUSMARC",
    "cmarc": "CMARC",
    "intermarc": "INTERMARC",
}
_TYPES: Final[dict[Kind, str]] = {
    "bib": "Bibliographic",
    "auth": "Authority",
    "holding": "Holdings",
}
_UNLAWFUL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def as_marcxml(marc: pymarc.Record, dialect: Dialect = "marc21") -> bytes:
    """One ``record`` element in the namespace of MARCXML, to stand alone or in a collection."""
    return _element(marc, dialect, f'<record xmlns="{marcxml.NAMESPACE}">')


def as_marcxchange(marc: pymarc.Record, dialect: Dialect, kind: Kind) -> bytes:
    """One ``record`` element of ISO 25577 with its ``format`` and ``type``."""
    return _element(
        marc,
        dialect,
        f'<record xmlns="{MARCXCHANGE}" format={quoteattr(_FORMATS[dialect])}'
        f" type={quoteattr(_TYPES[kind])}>",
    )


def in_unicode(marc: pymarc.Record, dialect: Dialect) -> pymarc.Record:
    """The record with what it says of its character set true of text in Unicode (leader/09)."""
    mark = " " if dialect in UNIMARC_FAMILY else "a"
    copy = pymarc.Record(force_utf8=True)
    leader = str(marc.leader).ljust(24)[:24]
    copy.leader = pymarc.Leader(f"{leader[:9]}{mark}{leader[10:]}")
    copy.fields = marc.fields
    return copy


def _element(marc: pymarc.Record, dialect: Dialect, start: str) -> bytes:
    text = marcxml.serialize(in_unicode(marc, dialect))
    if unlawful := _UNLAWFUL.search(text):
        raise Unwritable(
            f"The record holds the control character U+{ord(unlawful[0]):04X}, which XML forbids. "
            "Mend the record and try again."
        )
    return f"{text.replace('<record>', start, 1)}\n".encode()
