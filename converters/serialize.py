"""A record written out as MARC: ISO 2709 in UTF-8, MARCXML, MARC-in-JSON."""

from typing import Any

import pymarc

from converters import marcxml
from converters.iso2709 import END_OF_FIELD, END_OF_RECORD


def _in_unicode(marc: pymarc.Record) -> pymarc.Record:
    """The record with a leader that says what its text now is: Unicode (leader/09 ``a``)."""
    copy = pymarc.Record(force_utf8=True)
    leader = str(marc.leader)
    copy.leader = pymarc.Leader(f"{leader[:9]}a{leader[10:]}")
    copy.fields = marc.fields
    return copy


def as_iso2709(marc: pymarc.Record) -> bytes:
    """ISO 2709 in UTF-8.

    Lengths and places too great for their digits are written as nines, which tells every reader
    to go by the terminators instead.
    """
    fields = [(field.tag, field.as_marc("utf-8")) for field in marc.fields]
    directory = bytearray()
    start = 0
    for tag, data in fields:
        directory += f"{tag:3.3}{min(len(data), 9999):04}{min(start, 99999):05}".encode()
        start += len(data)
    base = 24 + len(directory) + 1
    length = min(base + start + 1, 99999)
    leader = str(marc.leader).ljust(24)
    head = f"{length:05}{leader[5:9]}a22{min(base, 99999):05}{leader[17:20]}4500"
    body = b"".join(data for _, data in fields)
    return head.encode("utf-8", "replace") + directory + END_OF_FIELD + body + END_OF_RECORD


def as_marcxml(marc: pymarc.Record) -> bytes:
    """A MARCXML document with this one record."""
    text = marcxml.serialize(_in_unicode(marc))
    root = f'<record xmlns="{marcxml.NAMESPACE}">'
    return f"{marcxml.DECLARATION}{text.replace('<record>', root, 1)}\n".encode()


def as_json(marc: pymarc.Record) -> dict[str, Any]:
    """MARC-in-JSON: ``{"leader": …, "fields": [{"245": {"ind1": …, "subfields": […]}}]}``."""
    fields: list[dict[str, Any]] = []
    for field in marc.fields:
        if field.control_field:
            fields.append({field.tag: field.data})
        else:
            subfields = [{subfield.code: subfield.value} for subfield in field.subfields]
            first, second = field.indicators or (" ", " ")
            fields.append({field.tag: {"ind1": first, "ind2": second, "subfields": subfields}})
    return {"leader": str(marc.leader), "fields": fields}
