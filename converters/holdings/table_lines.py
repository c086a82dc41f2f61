"""The lines of a table as text: bounded, each decoded alone, with those of one row remembered."""

import codecs
from typing import BinaryIO, Final, Self

from converters.record import Unreadable

#: A line longer than this is no row; the rest of it is passed over.
LONGEST: Final = 1_000_000
#: A row may go over so many lines, where a value in quotes has line ends.
_LINES: Final = 1_000
_SAMPLE: Final = 256 * 1024


class NotALine(Exception):
    """A line is too long or not in the character set of the file; the text says which."""


class Lines:
    """The lines of a file as text; ``taken`` are those of the row that is being read."""

    def __init__(self, stream: BinaryIO, charset: str) -> None:
        self._stream = stream
        start = stream.read(_SAMPLE)
        self._rest = start
        self._at = 0
        self._charset = charset or charset_of(start)
        self.taken: list[str] = []
        self.undecoded = b""

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> str:
        line = self._line()
        if not line:
            raise StopIteration
        if len(self.taken) >= _LINES or len(line) >= LONGEST:
            self.undecoded = line[:LONGEST]
            raise NotALine("it is longer than a row can be; check its quotes")
        try:
            text = line.decode(self._charset)
        except UnicodeDecodeError:
            self.undecoded = line
            raise NotALine(
                f"it is not in {self._charset}; name the character set in the profile, "
                '[table] charset = "…"'
            ) from None
        self.taken.append(text)
        return text

    def _line(self) -> bytes:
        """The next line with its end; of one that is too long, its beginning."""
        end = self._rest.find(b"\n", self._at) + 1
        if not end:
            self._rest, self._at = self._rest[self._at :], 0
            while not end and len(self._rest) < LONGEST:
                chunk = self._stream.read(_SAMPLE)
                if not chunk:
                    end = len(self._rest)
                    break
                start = len(self._rest)
                self._rest += chunk
                end = self._rest.find(b"\n", start) + 1
        if end or len(self._rest) < LONGEST:
            line, self._at = self._rest[self._at : end], end
            return line
        line = self._rest[:LONGEST]
        self._pass_over()
        return line

    def _pass_over(self) -> None:
        """Goes on behind the end of a line that is too long."""
        while self._rest:
            self._at = self._rest.find(b"\n") + 1
            if self._at:
                return
            self._rest = self._stream.read(_SAMPLE)


def charset_of(start: bytes) -> str:
    """UTF-8 where the beginning is UTF-8, else GB18030, in which every GBK and GB 2312 file is."""
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise Unreadable("it is in UTF-16; save the table as UTF-8")
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    try:
        decoder.decode(start)
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8"
