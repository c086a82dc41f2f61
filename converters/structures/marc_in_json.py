"""MARC in JSON: one object into fields.

Four forms are read: Ross Singer's ``{"leader": …, "fields": [{"245": {…}}]}``, which pymarc, Koha
and FOLIO write; Bill Dueber's ``marc-hash`` of arrays; Dan Chudnov's ``controlfield`` and
``datafield``; and Catmandu's rows ``["245", "1", "0", "a", "Title"]``. They may stand one a line,
in an array, or inside other objects; a string that holds a record in XML is read too (Alma).
"""

import io
import json
import re
from collections.abc import Iterator
from typing import Any, Final

import pymarc

from converters.record import Unreadable
from converters.structures import marcxml, xml_stream
from converters.structures.bounds import bound_parts
from converters.structures.laid import control, is_control
from converters.structures.leaders import leader_of, missing

#: What the XML says of its encoding is no longer so: it is text now.
_DECLARATION: Final = re.compile(r"\A\s*<\?xml[^>]*>")
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def parse(raw: bytes) -> tuple[pymarc.Record, tuple[str, ...]]:
    """One object's bytes as a pymarc record, and what was mended.

    Raises :class:`Unreadable` when they are no JSON, or no record.
    """
    mended: list[str] = []
    try:
        found = json.loads(raw)
    except (ValueError, RecursionError) as error:
        reason = error.msg if isinstance(error, json.JSONDecodeError) else "not in UTF-8"
        raise Unreadable(f"it is no well-formed JSON: {reason}") from None
    if isinstance(found, str):
        return _in_xml(found)
    record = pymarc.Record(force_utf8=True)
    if isinstance(found, list):
        rows: list[Any] = found
        leader = _rows(rows, record, mended)
    elif isinstance(found, dict):
        leader = found.get("leader")
        for key in ("fields", "controlfield", "datafield"):
            _fields(found.get(key), record, mended)
    else:
        raise Unreadable("it is a JSON value that is no object")
    bound_parts(len(record.fields), raw.count(b":"))
    if not record.fields:
        raise Unreadable("it is a JSON object without a single MARC field")
    if not isinstance(leader, str) or not leader:
        leader = missing(mended)
    record.leader = pymarc.Leader(leader_of(leader, mended))
    return record, tuple(dict.fromkeys(mended))


def _in_xml(text: str) -> tuple[pymarc.Record, tuple[str, ...]]:
    records = list(
        xml_stream.frames(io.BytesIO(_DECLARATION.sub("", text).encode("utf-8", "replace")))
    )
    if len(records) != 1:
        raise Unreadable(f"it is a string of XML with {len(records)} records, not one")
    return marcxml.parse(records[0])


def _fields(fields: object, record: pymarc.Record, mended: list[str]) -> None:
    if isinstance(fields, dict):  # {"001": "x", "245": {…}}: tags as keys, repeated in a list
        fields = [
            {tag: one}
            for tag, value in fields.items()
            for one in (value if isinstance(value, list) else [value])
        ]
    for field in fields if isinstance(fields, list) else ():
        match field:
            case {"tag": str(tag), "data": str(value)} | [str(tag), str(value)]:
                _add(record, tag, value, mended)
            case {"tag": str(tag), **rest}:
                _add(record, tag, rest, mended)
            case [str(tag), first, second, list(subfields)]:
                _add(record, tag, {"ind1": first, "ind2": second, "subfields": subfields}, mended)
            case dict() if field:
                for tag, value in field.items():
                    _add(record, tag, value, mended)
            case _:
                mended.append("a field that is no field was left out")


def _rows(rows: list[Any], record: pymarc.Record, mended: list[str]) -> str | None:
    """Catmandu's rows: tag, indicators, then codes and values; ``_`` is the code of no code."""
    leader: str | None = None
    for row in rows:
        if not isinstance(row, list) or len(row) < 5 or not isinstance(row[0], str):
            mended.append("a field that is no field was left out")
            continue
        tag, first, second, *pairs = row
        codes = list(zip(pairs[::2], pairs[1::2], strict=False))
        whole = "".join(str(value) for code, value in codes if code == "_" and value)
        if tag in ("LDR", "000"):
            leader = whole
        elif is_control(tag) or (whole and len(codes) == 1):
            _add(record, tag, whole, mended)
        else:
            subfields = [[code, value] for code, value in codes if code != "_" or value]
            _add(record, tag, {"ind1": first, "ind2": second, "subfields": subfields}, mended)
    return leader


def _add(record: pymarc.Record, tag: str, value: object, mended: list[str]) -> None:
    if not 1 <= len(tag) <= 3 or not tag.isascii() or not tag.isalnum():
        mended.append("a field without a tag of three characters was left out")
    elif isinstance(value, str):
        text = _text(value, tag, mended)
        if is_control(tag) or not tag.isdigit():
            record.fields.append(control(tag, text))
            return
        mended.append(f"field {tag} came without subfields; its text was put in $a")
        record.fields.append(pymarc.Field(tag=tag, subfields=[pymarc.Subfield("a", text)]))
    elif isinstance(value, dict):
        pairs = list(_subfields(value.get("subfields", value.get("subfield")), tag, mended))
        if is_control(tag):
            record.fields.append(control(tag, "".join(text for _, text in pairs)))
            return
        both = value.get("ind")
        first, second = (both[0], both[1]) if isinstance(both, str) and len(both) == 2 else ("", "")
        indicators = pymarc.Indicators(
            _indicator(value.get("ind1", first), tag, mended),
            _indicator(value.get("ind2", second), tag, mended),
        )
        subfields = [pymarc.Subfield(code, text) for code, text in pairs]
        record.fields.append(pymarc.Field(tag=tag, indicators=indicators, subfields=subfields))
    else:
        mended.append(f"field {tag} holds no text and was left out")


def _subfields(found: object, tag: str, mended: list[str]) -> Iterator[tuple[str, str]]:
    """Codes and values out of ``[{"a": …}]``, ``[["a", …]]``, ``[{"code": …, "data": …}]``."""
    if isinstance(found, dict):
        found = [{code: value} for code, value in found.items()]
    for one in found if isinstance(found, list) else ():
        match one:
            case {"code": code, "data": value} | {"code": code, "value": value}:
                pairs = [(code, value)]
            case [code, value]:
                pairs = [(code, value)]
            case dict():
                pairs = list(one.items())
            case _:
                pairs = []
        if not pairs:
            mended.append(f"field {tag}: an empty subfield was left out")
        for code, value in pairs:
            if not isinstance(value, str | int | float) or not isinstance(code, str):
                mended.append(f"field {tag}: a subfield without text was left out")
            elif len(code) != 1:
                mended.append(
                    f"field {tag}: a subfield without a code of one character was left out"
                )
            else:
                yield code, _text(str(value), tag, mended)


def _indicator(value: object, tag: str, mended: list[str]) -> str:
    if isinstance(value, str) and len(value) == 1:
        return value
    if value not in ("", None):
        mended.append(f"field {tag} has an indicator of several characters; a blank was put in")
    return " "


def _text(value: str, tag: str, mended: list[str]) -> str:
    clean = _CONTROL.sub("", value)
    if clean != value:
        mended.append(f"field {tag}: control characters were left out")
    return clean
