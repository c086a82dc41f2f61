"""A MARC record as the rows a cataloguer reads: tag, indicators, subfields."""

from collections.abc import Sequence
from dataclasses import dataclass

import pymarc

from webapp.reading.description import Text


@dataclass(frozen=True, slots=True)
class Row:
    """A field; a control field has its data as one subfield without a code."""

    tag: str
    indicators: str
    subfields: tuple[tuple[str, Text], ...]
    dir: str = "ltr"


def rows(marc: pymarc.Record, fields: Sequence[pymarc.Field] | None = None) -> list[Row]:
    """The leader and every field in the order of the record, or only some; a blank indicator shows
    as ``#``.
    """
    found = [Row("LDR", "", (("", Text(str(marc.leader))),))]
    for field in marc.fields if fields is None else fields:
        if field.control_field:
            found.append(Row(field.tag, "", (("", Text(field.data or "")),)))
            continue
        subfields = tuple((part.code, Text(part.value)) for part in field.subfields)
        words = Text("".join(text.value for code, text in subfields if code != "6"))
        indicators = "".join(field.indicators or ()).replace(" ", "#")
        found.append(Row(field.tag, indicators, subfields, words.dir))
    return found
