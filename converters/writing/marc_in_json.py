"""A record as MARC-in-JSON, the form most programs exchange."""

import json
from typing import Any

import pymarc

from converters.record import Dialect
from converters.writing.marcxml import in_unicode


def as_json(marc: pymarc.Record, dialect: Dialect = "marc21") -> dict[str, Any]:
    """``{"leader": …, "fields": [{"245": {"ind1": …, "subfields": […]}}]}``."""
    fields: list[dict[str, Any]] = []
    for field in marc.fields:
        if field.control_field:
            fields.append({field.tag: field.data})
        else:
            subfields = [{subfield.code: subfield.value} for subfield in field.subfields]
            first, second = field.indicators or (" ", " ")
            fields.append({field.tag: {"ind1": first, "ind2": second, "subfields": subfields}})
    return {"leader": str(in_unicode(marc, dialect).leader), "fields": fields}


def as_json_text(marc: pymarc.Record, dialect: Dialect) -> bytes:
    """The same as text, indented for people."""
    text = json.dumps(as_json(marc, dialect), ensure_ascii=False, indent=2)
    return (text + "\n").encode("utf-8", "replace")
