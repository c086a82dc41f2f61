"""MARCXML, the Library of Congress's XML for MARC: a stream into records, and a record into fields.

Records are cut out of the stream as bytes and parsed one by one, so that a fault costs only the
record it lies in, the bytes kept are the bytes that came, and a document type declaration, with
whatever entities it declares, is never even read.
"""

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO, Final
from xml.sax.saxutils import escape

import pymarc
from lxml import etree

from converters.record import Unreadable

NAMESPACE: Final = "http://www.loc.gov/MARC21/slim"
DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
OPEN: Final = f'<collection xmlns="{NAMESPACE}">'
CLOSE: Final = "</collection>"
#: A record longer than this is no record: the reader must not hold a whole file in memory.
LARGEST: Final = 32 * 1024 * 1024
CHUNK: Final = 256 * 1024
LONGEST_MARK: Final = 256

_MARK = re.compile(
    rb"(?P<aside><!--.*?-->|<!\[CDATA\[.*?\]\]>|<(?:[\w.-]+:)?record(?:\s[^<>]*)?/>)"
    rb"|(?P<unfinished><!--|<!\[CDATA\[)"
    rb"|(?P<open><(?:[\w.-]+:)?record(?=[\s>]))|(?P<close></(?:[\w.-]+:)?record\s*>)",
    re.DOTALL,
)
_ENCODING = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)["']""")
_CONTROL = rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]"
_REFERENCE = rb"&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01])|[xX]0*(?:[0-8bBcCeEfF]|1[0-9a-fA-F]));"
_UNLAWFUL = re.compile(_CONTROL + b"|" + _REFERENCE)
_PREFIX = re.compile(rb"(?:</?|\s)([A-Za-z_][\w.-]*):[A-Za-z_][\w.-]*(?=[\s=/>])")
_QUOTE: Final = {'"': "&quot;", "\n": "&#10;", "\t": "&#9;", "\r": "&#13;"}
_TEXT: Final = {"\r": "&#13;"}
_FIELDS: Final = frozenset({"leader", "controlfield", "datafield"})


def looks_like(start: bytes) -> bool:
    """Whether a file that starts like this is XML, in any of the encodings XML is written in."""
    if start[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return True
    return start.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"<")


def frames(stream: BinaryIO) -> Iterator[bytes]:
    """The bytes (as UTF-8) of each innermost ``record`` element; constant memory.

    The last may lack its end tag, when the file ends in the middle of it. Wrappers (SRU, OAI-PMH)
    whose records hold records are seen through. Raises :class:`Unreadable` when a record does not
    end within :data:`LARGEST` bytes or the file is not in the encoding it declares.
    """
    rest = b""
    at = 0  # where to go on looking for marks
    begun: int | None = None
    aside = b""  # what ends the comment or CDATA section we are in
    for chunk in _utf8(stream):
        rest += chunk
        if aside and (end := rest.find(aside, at)) >= 0:
            at, aside = end + len(aside), b""
        if aside:
            at = max(at, len(rest) - len(aside))
        else:
            for mark in _MARK.finditer(rest, at):
                at = mark.end()
                if mark.lastgroup == "unfinished":
                    aside = b"-->" if mark.group() == b"<!--" else b"]]>"
                    break
                if mark.lastgroup == "open":
                    yield from _abandoned(rest, begun, mark.start())
                    begun = mark.start()
                elif mark.lastgroup == "close":
                    if begun is not None:
                        yield rest[begun:at]
                    begun = None
            else:
                # A mark may be cut in two by the chunk's end.
                at = max(at, len(rest) - LONGEST_MARK)
        keep = at if begun is None else begun
        rest, at = _bounded(rest[keep:]), at - keep
        begun = None if begun is None else 0
    if begun is not None:
        yield rest


def _abandoned(rest: bytes, begun: int | None, end: int) -> Iterator[bytes]:
    """A record with fields of its own in which another begins: given as it is, to be refused."""
    if begun is not None and b"field" in rest[begun:end]:
        yield rest[begun:end]


def _bounded(rest: bytes) -> bytes:
    if len(rest) > LARGEST:
        raise Unreadable(
            f"no end of record within {LARGEST // 2**20} MiB; the rest of the file was not read"
        )
    return rest


def _utf8(stream: BinaryIO) -> Iterator[bytes]:
    """The stream's chunks in UTF-8, whatever encoding its XML declaration names."""
    chunk = stream.read(CHUNK)
    declared = _ENCODING.search(chunk[:200])
    name = declared[1].decode("ascii") if declared else "utf-8"
    if chunk[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        name = "utf-16"
    try:
        codec = codecs.lookup(name)
        "<".encode(name)  # Python's codecs that are no encodings of text refuse this
    except LookupError:
        raise Unreadable(f"it declares the encoding {name}, which nobody here knows") from None
    decoder = None if codec.name in ("utf-8", "ascii") else codec.incrementaldecoder()
    try:
        while chunk:
            yield decoder.decode(chunk).encode("utf-8") if decoder else chunk
            chunk = stream.read(CHUNK)
        if decoder:
            yield decoder.decode(b"", final=True).encode("utf-8")
    except UnicodeDecodeError as error:
        # What stands before the fault is sound; it must not go with it.
        yield error.object[: error.start].decode(name, "replace").encode("utf-8")
        raise Unreadable(
            f"it declares the encoding {name} and is not in it: {error.reason}; "
            "the rest of the file was not read"
        ) from None


def parse(raw: bytes) -> tuple[pymarc.Record, tuple[str, ...]]:
    """One ``record`` element's bytes as a pymarc record, and what was mended.

    Raises :class:`Unreadable` when the bytes are no XML or need an entity that is not expanded.
    """
    mended: list[str] = []
    root = _well_formed(raw, mended)
    if not any(_name(child) in _FIELDS for child in root):
        raise Unreadable("it is a record element without a single MARC field")
    record = pymarc.Record()
    record.leader = pymarc.Leader("     nam a22     uu 4500")
    if not any(_name(child) == "leader" for child in root):
        mended.append("it has no leader; that of a printed book was put in")
    for child in root:
        match _name(child):
            case "leader":
                record.leader = pymarc.Leader(_leader(_text(child), mended))
            case "controlfield" if tag := _tag(child, mended):
                record.fields.append(pymarc.Field(tag=tag, data=_text(child)))
            case "datafield" if tag := _tag(child, mended):
                record.fields.append(_datafield(tag, child, mended))
    return record, tuple(dict.fromkeys(mended))


def _well_formed(raw: bytes, mended: list[str]) -> etree._Element:
    """The record element, without the control characters XML forbids (XML 1.0, Char)."""
    try:
        return _element(raw)
    except etree.XMLSyntaxError as error:
        message = error.msg
    if not raw.rstrip().endswith(b"record>"):
        raise Unreadable(
            "the file ends in the middle of it, or another record begins there; "
            "ask for the file again"
        )
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


def _element(raw: bytes) -> etree._Element:
    """The record element parsed strictly, the namespace prefixes it borrows declared around it."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True
    )
    prefixes = {found.decode("ascii", "replace") for found in _PREFIX.findall(raw)}
    borrowed = "".join(f' xmlns:{name}="urn:x"' for name in sorted(prefixes - {"xml", "xmlns"}))
    return etree.fromstring(f"<r{borrowed}>".encode() + raw + b"</r>", parser)[0]


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _leader(text: str, mended: list[str]) -> str:
    """A leader is 24 characters; a short one is padded so that positions keep their meaning."""
    if len(text) != 24:
        mended.append(f"the leader has {len(text)} characters, not 24")
    return text[:24].ljust(24)


def _tag(element: etree._Element, mended: list[str]) -> str:
    """The field's tag when it has one, of at most the three characters MARC gives it."""
    tag = element.get("tag", "").strip()
    if not tag or len(tag) > 3:
        mended.append("a field without a tag of three characters was left out")
        return ""
    return tag


def _datafield(tag: str, element: etree._Element, mended: list[str]) -> pymarc.Field:
    first, second = (_indicator(tag, element.get(name), mended) for name in ("ind1", "ind2"))
    subfields = []
    for child in element:
        if _name(child) != "subfield":
            continue
        code = child.get("code", "")
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
