"""A record written out as MARC: ISO 2709 in UTF-8, MARCXML, MARC-in-JSON."""

from typing import Any

import pymarc

from converters import marcxml

XML_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


def _in_unicode(marc: pymarc.Record) -> pymarc.Record:
    """The record with a leader that says what its text now is: Unicode (leader/09 ``a``)."""
    copy = pymarc.Record(force_utf8=True)
    leader = str(marc.leader)
    copy.leader = pymarc.Leader(f"{leader[:9]}a{leader[10:]}")
    copy.fields = marc.fields
    return copy


def as_iso2709(marc: pymarc.Record) -> bytes:
    """ISO 2709 in UTF-8. A record too long for its five digits of length says 99999 (MARC 21)."""
    written: bytes = _in_unicode(marc).as_marc()
    return written


def as_marcxml(marc: pymarc.Record) -> bytes:
    """A MARCXML document with this one record."""
    text = marcxml.serialize(_in_unicode(marc))
    root = f'<record xmlns="{marcxml.NAMESPACE}">'
    return f"{XML_DECLARATION}{text.replace('<record>', root, 1)}\n".encode()


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
