"""Repairs of a record LC's stylesheet breaks on, the one that loses least first."""

from collections.abc import Iterator

import pymarc


def repairs(record: pymarc.Record) -> Iterator[tuple[pymarc.Record, str]]:
    """Altered copies of a record, each with the sentence that says what was altered."""
    if record.get_fields("261"):
        yield _without_261(record), "field 261 (films, before AACR2) was rewritten as 264"
    for tag in dict.fromkeys(field.tag for field in record.fields):
        rest = [field for field in record.fields if field.tag != tag]
        yield _copy(record, rest), f"field {tag} was left out: LC's stylesheet breaks on it"


def _without_261(record: pymarc.Record) -> pymarc.Record:
    """Each 261 as the 264 that says the same.

    MARC 21 Format, obsolete field 261 (films, before AACR2): $a producing company, $b releasing
    company, $d date, $e contractual producer, $f place. A 264 says it with
    $a place, $b name, $c date.
    """
    code = {"f": "a", "a": "b", "b": "b", "e": "b", "d": "c"}
    fields = []
    for field in record.fields:
        if field.tag != "261":
            fields.append(field)
            continue
        subfields = [
            pymarc.Subfield(code[subfield.code], subfield.value)
            if subfield.code in code
            else subfield
            for subfield in field.subfields
        ]
        order = sorted(subfields, key=lambda subfield: subfield.code)
        fields.append(pymarc.Field("264", pymarc.Indicators(" ", "1"), order))
    return _copy(record, fields)


def _copy(record: pymarc.Record, fields: list[pymarc.Field]) -> pymarc.Record:
    copy = pymarc.Record()
    copy.leader = record.leader
    copy.fields = list(fields)
    return copy
