"""MARC in XML (MARCXML, MarcXchange): a stream into records, and a record into fields.

Records are cut out of the stream as bytes and parsed one by one, so that a fault costs only the
record it lies in, the bytes kept are the bytes that came, and a document type declaration, with
whatever entities it declares, is never even read.
"""

import json
import re
from functools import lru_cache
from typing import Final
from xml.sax.saxutils import escape

import pymarc
from lxml import etree

from converters.record import Unreadable
from converters.structures.bounds import bound_parts
from converters.structures.laid import control, is_control
from converters.structures.leaders import leader_of, missing

NAMESPACE: Final = "http://www.loc.gov/MARC21/slim"
DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
OPEN: Final = f'<collection xmlns="{NAMESPACE}">'
CLOSE: Final = "</collection>"
_CONTROL = rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]"
_REFERENCE = rb"&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01])|[xX]0*(?:[0-8bBcCeEfF]|1[0-9a-fA-F]));"
_UNLAWFUL = re.compile(_CONTROL + b"|" + _REFERENCE)
_PREFIX = re.compile(rb"(?:</?|\s)([A-Za-z_][\w.-]*):[A-Za-z_][\w.-]*(?=[\s=/>])")
_QUOTE: Final = {'"': "&quot;", "\n": "&#10;", "\t": "&#9;", "\r": "&#13;"}
_TEXT: Final = {"\r": "&#13;"}
#: The elements by their names in MARCXML and MarcXchange, and in UNIMARCslim of Florence.
_ELEMENTS: Final = {
    "leader": "leader",
    "lab": "leader",
    "controlfield": "controlfield",
    "cf": "controlfield",
    "datafield": "datafield",
    "df": "datafield",
    "subfield": "subfield",
    "sf": "subfield",
}
_ATTRIBUTE: Final = re.compile(rb"""\s([\w:.-]{1,40})\s*=\s*["']([^"'<>]{1,200})["']""")


def stated(raw: bytes) -> dict[str, str]:
    """What a record element says of itself: ``format`` and ``type`` (ISO 25577), its namespaces."""
    head = raw[: raw.find(b">", 0, 4096)]
    return {
        name.decode("ascii", "replace"): value.decode("utf-8", "replace")
        for name, value in _ATTRIBUTE.findall(head)
    }


def parse(raw: bytes) -> tuple[pymarc.Record, tuple[str, ...]]:
    """One ``record`` element's bytes as a pymarc record, and what was mended.

    Raises :class:`Unreadable` when the bytes are no XML or need an entity that is not expanded.
    """
    mended: list[str] = []
    fields = raw.count(b"controlfield ") + raw.count(b"datafield ")
    bound_parts(fields, raw.count(b"<") // 2 - fields)
    root = _well_formed(raw, mended)
    record = pymarc.Record()
    led = marc = False
    for child in root:
        match _name(child):
            case "leader":
                record.leader = pymarc.Leader(leader_of(_text(child), mended))
                led = True
            case "controlfield":
                marc = True
                if tag := _tag(child, mended):
                    record.fields.append(_controlfield(tag, _text(child), mended))
            case "datafield":
                marc = True
                if tag := _tag(child, mended):
                    record.fields.append(_datafield(tag, child, mended))
            case _:
                continue
    if not led and not marc:
        raise Unreadable(_of_no_field(raw))
    if not led:
        record.leader = pymarc.Leader(missing(mended))
    return record, tuple(dict.fromkeys(mended))


def _of_no_field(raw: bytes) -> str:
    if re.search(rb"""status\s*=\s*["']deleted["']""", raw[:4096]):
        return "it is a harvested header of a deleted record; it carries no MARC"
    return "it is a record element without a single MARC field"


def _well_formed(raw: bytes, mended: list[str]) -> etree._Element:
    """The record element, without the control characters XML forbids (XML 1.0, Char)."""
    try:
        return _element(raw)
    except etree.XMLSyntaxError as error:
        message = error.msg
    if not re.search(rb"</(?:[\w.-]+:)?rec(?:ord)?\s*>\s*\Z", raw[-300:]):
        raise Unreadable(
            "the file ends in the middle of it, or another record begins there; "
            "ask for the file again"
        )
    if b'=\\"' in raw and (inner := _out_of_json(raw)):
        mended.append("it was found as a string of JSON")
        return _well_formed(inner, mended)
    clean = _UNLAWFUL.sub(b"", raw)
    if clean != raw:
        try:
            root = _element(clean)
        except etree.XMLSyntaxError as error:
            message = error.msg
        else:
            mended.append("control characters were left out")
            return root
    raise Unreadable(f"it is no well-formed XML: {message}")


def _out_of_json(raw: bytes) -> bytes:
    """XML that stood in a JSON string, as Alma sends it: its quotation marks behind backslashes."""
    try:
        text: str = json.loads(b'"' + raw + b'"', strict=False)
    except ValueError:
        return b""
    return text.encode("utf-8", "replace")


def _element(raw: bytes) -> etree._Element:
    """The record element parsed strictly, the namespace prefixes it borrows declared around it."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True
    )
    if raw.startswith(b"<record") and (found := _without_prefixes(raw, parser)) is not None:
        return found
    prefixes = {found.decode("ascii", "replace") for found in _PREFIX.findall(raw)}
    borrowed = "".join(f' xmlns:{name}="urn:x"' for name in sorted(prefixes - {"xml", "xmlns"}))
    return etree.fromstring(f"<r{borrowed}>".encode() + raw + b"</r>", parser)[0]


def _without_prefixes(raw: bytes, parser: etree.XMLParser) -> etree._Element | None:
    """Most records borrow no prefix, and to look for them would take as long as to parse."""
    try:
        return etree.fromstring(raw, parser)
    except etree.XMLSyntaxError:
        return None


def _name(element: etree._Element) -> str:
    """What an element is in MARCXML; nothing for a comment or an element of something else."""
    tag = element.tag
    return _known(tag) if isinstance(tag, str) else ""


@lru_cache(maxsize=256)
def _known(tag: str) -> str:
    return _ELEMENTS.get(tag[tag.rfind("}") + 1 :], "")


def _tag(element: etree._Element, mended: list[str]) -> str:
    """The field's tag when it has one, of at most the three characters MARC gives it."""
    tag = (element.get("tag") or element.get("t") or "").strip()
    if not tag or len(tag) > 3 or not tag.isascii():
        mended.append("a field without a tag of three characters was left out")
        return ""
    return tag


def _controlfield(tag: str, text: str, mended: list[str]) -> pymarc.Field:
    if is_control(tag) or not tag.isdigit():
        return control(tag, text)
    mended.append(f"field {tag} came without subfields; its text was put in $a")
    return pymarc.Field(tag=tag, subfields=[pymarc.Subfield("a", text)])


def _datafield(tag: str, element: etree._Element, mended: list[str]) -> pymarc.Field:
    if is_control(tag):
        mended.append(f"field {tag} came with subfields; their text was joined")
        return control(tag, "".join(_text(child) for child in element if _name(child)))
    first = _indicator(tag, element.get("ind1", element.get("i1")), mended)
    second = _indicator(tag, element.get("ind2", element.get("i2")), mended)
    subfields = []
    for child in element:
        if _name(child) != "subfield":
            continue
        code = child.get("code") or child.get("c") or ""
        if len(code) == 1:
            subfields.append(pymarc.Subfield(code=code, value=_text(child)))
        else:
            mended.append(f"field {tag}: a subfield without a code of one character was left out")
    return pymarc.Field(tag=tag, indicators=pymarc.Indicators(first, second), subfields=subfields)


def _indicator(tag: str, value: str | None, mended: list[str]) -> str:
    """An indicator has one character; anything else says nothing."""
    if value is None:
        mended.append(f"field {tag} lacks an indicator; a blank was put in")
    elif len(value) > 1:
        mended.append(f"field {tag} has an indicator of several characters; a blank was put in")
    return value if value and len(value) == 1 else " "


def _text(element: etree._Element) -> str:
    """The characters of an element, without its comments."""
    return (element.text or "") if len(element) == 0 else "".join(element.xpath(".//text()"))


def serialize(marc: pymarc.Record) -> str:
    """One ``record`` element, without namespace declaration, to stand inside :data:`OPEN`."""
    parts = [f"<record><leader>{escape(str(marc.leader), _TEXT)}</leader>"]
    for field in marc.fields:
        tag = escape(field.tag, _QUOTE)
        if field.data is not None and not field.subfields:
            parts.append(f'<controlfield tag="{tag}">{escape(field.data, _TEXT)}</controlfield>')
            continue
        first, second = (escape(indicator, _QUOTE) for indicator in field.indicators or "  ")
        parts.append(f'<datafield tag="{tag}" ind1="{first}" ind2="{second}">')
        parts.extend(
            f'<subfield code="{escape(code, _QUOTE)}">{escape(value, _TEXT)}</subfield>'
            for code, value in field.subfields
        )
        parts.append("</datafield>")
    parts.append("</record>")
    return "".join(parts)
