"""XML of any length cut into records, as bytes, without parsing it.

So a fault costs only the record it lies in, the bytes kept are the bytes that came, and a document
type declaration, with whatever entities it declares, is never even read.
"""

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO, Final

from converters.record import Unreadable
from converters.structures.bounds import bound

CHUNK: Final = 256 * 1024
LONGEST_MARK: Final = 256
_MARK: Final = re.compile(
    rb"(?P<aside><!--.*?-->|<!\[CDATA\[.*?\]\]>|<(?:[\w.-]+:)?rec(?:ord)?(?:\s[^<>]*)?/>)"
    rb"|(?P<unfinished><!--|<!\[CDATA\[)"
    rb"|(?P<open><(?:[\w.-]+:)?rec(?:ord)?(?=[\s>]))|(?P<close></(?:[\w.-]+:)?rec(?:ord)?\s*>)",
    re.DOTALL,
)
_ENCODING: Final = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)["']""")
_FIELD: Final = re.compile(rb"field|<(?:[\w.-]+:)?(?:cf|df)[\s>]")


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
        rest, at = rest[keep:], at - keep
        bound(len(rest))
        begun = None if begun is None else 0
    if begun is not None:
        yield rest


def _abandoned(rest: bytes, begun: int | None, end: int) -> Iterator[bytes]:
    """A record with fields of its own in which another begins: given as it is, to be refused."""
    if begun is not None and _FIELD.search(rest, begun, end):
        yield rest[begun:end]


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
