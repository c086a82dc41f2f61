"""JSON of any length cut into records: objects and arrays taken out of a stream as bytes."""

import codecs
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from converters.record import Unreadable
from converters.structures.bounds import bound

CHUNK: Final = 256 * 1024
#: Nested deeper than this, an object is no record of a library.
DEEPEST: Final = 100
_TOKEN: Final = re.compile(rb'"(?:[^"\\]|\\.)*+(?:(")|\\?\Z)|[{}\[\]]', re.DOTALL)
#: JSON lines: the first line is whole.
_ONE_A_LINE: Final = re.compile(rb"\s*(?:\{[^\n]*\}|\[[^\n]*\])[ \t\r]*\n")
_BETWEEN: Final = b"\r\n\t ,;\0"
#: What a record has: a leader, and fields; both bits together make it one.
_KEYS: Final = {b'"leader"': 1, b'"fields"': 2, b'"controlfield"': 2, b'"datafield"': 2}
_BOTH: Final = 3
#: What Catmandu's rows begin with: the leader's.
_FIRST_ROWS: Final = frozenset({b'"LDR"', b'"000"'})
#: A string that holds a record in XML, as Alma's holdings do.
_XML: Final = re.compile(rb"(?:<|\\u003[cC])(?:\w+:)?record[\s>\\]")


def looks_like(start: bytes) -> bool:
    """Whether a file that starts like this is JSON."""
    if start[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        start = start[: len(start) & ~1].decode("utf-16", "ignore").encode()
    return start.removeprefix(codecs.BOM_UTF8).lstrip()[:1] in (b"{", b"[")


def frames(stream: BinaryIO) -> Iterator[bytes]:
    """The bytes (as UTF-8) of each object or array that is a record; constant memory.

    What stands among records and is none is given too, to be refused. Raises :class:`Unreadable`
    when the file starts with an object that holds no record, when one does not end within
    :data:`LARGEST` bytes, or when it is no JSON at all.
    """
    chunks = _utf8(stream)
    start = next(chunks, b"")
    if _ONE_A_LINE.match(start):
        yield from _by_line(start, chunks)
        return
    scan = _Scan()
    waiting = [start]
    size = len(start)
    for chunk in chunks:
        waiting.append(chunk)
        size += len(chunk)
        # A long value is looked at again each time: as much again must have come by then.
        if size >= len(scan.rest):
            yield from scan.more(b"".join(waiting))
            waiting, size = [], 0
    yield from scan.more(b"".join(waiting))
    if scan.rest.strip(_BETWEEN):
        if not scan.found:
            raise Unreadable("it starts like JSON, and an object or array in it does not end")
        yield scan.rest


def _by_line(rest: bytes, chunks: Iterator[bytes]) -> Iterator[bytes]:
    """What each line holds; a line that is broken costs no other."""
    found = False
    for chunk in itertools.chain(chunks, [b"\n"]):
        *lines, rest = (rest + chunk).split(b"\n")
        for line in lines:
            if line.strip(_BETWEEN):
                for one in _in_line(line, found):
                    found = True
                    yield one
        bound(len(rest))


def _in_line(line: bytes, found: bool) -> Iterator[bytes]:
    scan = _Scan()
    scan.found = found
    try:
        yield from scan.more(line)
    except Unreadable:
        if not found:
            raise
        yield line
        return
    if scan.rest.strip(_BETWEEN):
        if not scan.found:
            raise Unreadable("it starts like JSON, and an object or array in it does not end")
        yield line


@dataclass(slots=True)
class _Bracket:
    """An object or array that is open: where it began, which keys it has, if records are in it."""

    began: int
    sign: bytes
    keys: int = 0
    inside: bool = False


class _Scan:
    """A scanner that keeps only the values it is in; ``rest`` is what it has of those."""

    def __init__(self) -> None:
        self.rest = b""
        self.found = False
        self._before = 0  # how many bytes were dropped in front of the rest
        self._at = 0  # where to go on
        self._open: list[_Bracket] = []

    def more(self, chunk: bytes) -> Iterator[bytes]:
        self.rest += chunk
        before, rest, stack = self._before, self.rest, self._open
        at = len(rest)
        for token in _TOKEN.finditer(rest, self._at - before):
            sign = token[0]
            if sign in (b"{", b"["):
                stack.append(_Bracket(before + token.start(), sign))
                if len(stack) > DEEPEST:
                    raise Unreadable("its objects are nested too deep to be MARC")
            elif sign in (b"}", b"]"):
                if stack and (one := self._closed(stack.pop(), before + token.end())):
                    yield one
            elif token[1] is None:
                at = token.start()  # a string that goes on in the next chunk
                break
            elif stack and self._string(sign):
                yield sign
        self._at = before + at
        keep = next((bracket.began for bracket in stack if not bracket.inside), self._at)
        self.rest, self._before = rest[keep - before :], keep
        bound(len(self.rest))

    def _string(self, sign: bytes) -> bool:
        """Notes what a string says of the value it stands in; whether it is a record itself."""
        key = _KEYS.get(sign)
        if key is not None:
            self._open[-1].keys |= key
        elif sign in _FIRST_ROWS and [one.sign for one in self._open[-2:]] == [b"[", b"["]:
            self._open[-2].keys = _BOTH
        elif len(sign) > 200 and _XML.search(sign):
            self._note()
            return True
        return False

    def _closed(self, bracket: _Bracket, end: int) -> bytes:
        """A value that has ended, when it is a record, or stands where records do."""
        if bracket.inside:
            return b""
        outer = self._open
        among = not outer or (len(outer) == 1 and outer[0].sign == b"[" and not outer[0].keys)
        if bracket.keys != _BOTH:
            if bracket.sign == b"[" or not among:
                return b""
            if not self.found:
                raise Unreadable("it is JSON, and its first object holds no leader and fields")
        self._note()
        return self.rest[bracket.began - self._before : end - self._before]

    def _note(self) -> None:
        """Remembers that a record was found in everything that is open."""
        self.found = True
        for outer in self._open:
            outer.inside = True


def _utf8(stream: BinaryIO) -> Iterator[bytes]:
    chunk = stream.read(CHUNK)
    if chunk[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        decoder = codecs.getincrementaldecoder("utf-16")("replace")
        while chunk:
            yield decoder.decode(chunk).encode()
            chunk = stream.read(CHUNK)
        return
    chunk = chunk.removeprefix(codecs.BOM_UTF8)
    while chunk:
        yield chunk
        chunk = stream.read(CHUNK)
