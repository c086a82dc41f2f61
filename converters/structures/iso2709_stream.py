"""ISO 2709 of any length cut into records, at their terminators and not by lengths, which lie."""

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO, Final

from converters.structures.bounds import bound

END_OF_RECORD: Final = b"\x1d"
END_OF_FIELD: Final = b"\x1e"
CHUNK: Final = 1024 * 1024
#: What systems put between records: line ends, padding, a byte order mark at the start.
BETWEEN: Final = b"\r\n\0 \t\x1a\xef\xbb\xbf"
LEADER: Final = re.compile(rb"[0-9 ]{5}.{7}[0-9 ]{5}", re.DOTALL)
_DIRECTORY: Final = re.compile(rb"(?:[0-9A-Za-z]{3}[0-9]{9}){3,}\x1e")
#: The leader of a record that follows one whose end mark is missing.
_NEXT: Final = re.compile(rb"\x1e[\r\n\0 ]*(?=[0-9]{5}[a-z ][a-z ][^\x1d-\x1f]{3}22[0-9]{5})")


def looks_like(start: bytes) -> bool:
    """Whether a file that starts like this can be ISO 2709: it has a leader, or a directory."""
    if codec := wide(start):
        start = start[: len(start) & ~1].decode(codec, "ignore").encode()
    found = LEADER.match(start.lstrip(BETWEEN))
    return bool(found or _DIRECTORY.search(start))


def wide(start: bytes) -> str:
    """The codec of a record in two-byte characters (UCS-2), by its leader's zeros; else ``""``."""
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16-le" if start.startswith(codecs.BOM_UTF16_LE) else "utf-16-be"
    for codec, ascii_, zeros in (
        ("utf-16-le", start[0:48:2], start[1:48:2]),
        ("utf-16-be", start[1:48:2], start[0:48:2]),
    ):
        if len(zeros) >= 20 and not zeros.strip(b"\0") and ascii_[:5].strip().isdigit():
            return codec
    return ""


def frames(stream: BinaryIO) -> Iterator[bytes]:
    """The bytes of each record, terminator included where there is one; constant memory.

    Raises :class:`Unreadable` when no record ends within :data:`LARGEST` bytes.
    """
    chunk = stream.read(CHUNK)
    if codec := wide(chunk[:64]):
        yield from _wide_frames(chunk, stream, codec)
        return
    rest = b""
    held = b""  # a frame whose leader promises more than its end mark leaves it
    while chunk:
        *whole, rest = (rest + chunk).split(END_OF_RECORD)
        for piece in whole:
            if held:
                yield from _continued(held, piece)
                held = b""
            elif not (frame := piece.lstrip(BETWEEN)):
                continue
            elif frame[-1:] != END_OF_FIELD and _promised(frame) > len(frame) + 1:
                held = frame + END_OF_RECORD
            else:
                yield from _parted(frame + END_OF_RECORD)
        bound(len(rest))
        chunk = stream.read(CHUNK)
    if held:
        yield held
    if rest := rest.strip(BETWEEN):
        yield from _parted(rest)


def _promised(frame: bytes) -> int:
    return int(frame[:5]) if frame[:5].isdigit() else 0


def _continued(held: bytes, frame: bytes) -> Iterator[bytes]:
    """A record with a stray end mark in a field, joined where its leader says that it goes on."""
    joined = held + frame + END_OF_RECORD
    if len(joined) == _promised(held):
        yield joined
        return
    yield held
    if frame := frame.lstrip(BETWEEN):
        yield from _parted(frame + END_OF_RECORD)


def _parted(frame: bytes) -> Iterator[bytes]:
    """The records in a frame: more than one where end marks are missing between them."""
    start = 0
    if 0 < _promised(frame) < len(frame):
        for follows in _NEXT.finditer(frame):
            # Whatever looks like a leader must stand where the record before it has to end.
            if abs(follows.start() + 2 - start - _promised(frame[start:])) <= 1:
                yield frame[start : follows.start() + 1]
                start = follows.end()
    yield frame[start:]


def _wide_frames(chunk: bytes, stream: BinaryIO, codec: str) -> Iterator[bytes]:
    """Records in two-byte characters: 1D to 1F are also halves of characters there."""
    decoder = codecs.getincrementaldecoder(codec)("surrogatepass")
    rest = ""
    while chunk:
        *whole, rest = (rest + decoder.decode(chunk)).split("\x1d")
        for piece in whole:
            if frame := piece.lstrip("\r\n\0 \t\x1a\ufeff"):
                yield f"{frame}\x1d".encode(codec, "surrogatepass")
        bound(len(rest))
        chunk = stream.read(CHUNK)
    if rest := rest.strip("\r\n\0 \t\x1a\ufeff"):
        yield rest.encode(codec, "surrogatepass")
