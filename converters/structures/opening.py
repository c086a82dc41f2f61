"""The bytes of a file, through gzip where it is compressed (RFC 1952)."""

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from converters.record import Unreadable

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_MAGIC: Final = b"\x1f\x8b\x08"
#: MARC shrinks to a tenth; what grows a hundredfold beyond so many bytes was made to fill a disk.
_FREE: Final = 256 * 1024 * 1024
_RATIO: Final = 100


@contextmanager
def unpacked(stream: io.BufferedReader) -> Iterator[io.BufferedReader]:
    """The stream's bytes, or what they hold; reading raises ``Unreadable`` where they cannot be."""
    if stream.peek(3)[:3] != _MAGIC:  # a pipe cannot be wound back
        yield stream
        return
    with gzip.GzipFile(fileobj=stream) as inside:
        yield io.BufferedReader(_Unpacked(stream, inside), 256 * 1024)


class _Unpacked(io.RawIOBase):
    """What a gzip file holds, as long as it holds no more than a file of MARC can."""

    def __init__(self, packed: io.BufferedReader, unpacked: gzip.GzipFile) -> None:
        self._packed = packed
        self._unpacked = unpacked
        self._size = 0
        self._broken = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        room = memoryview(buffer).cast("B")
        try:
            data = self._unpacked.read1(len(room))
        except (EOFError, gzip.BadGzipFile, zlib.error):
            if self._size and not self._broken:
                self._broken = True
                return 0  # what came before is read first; the next call tells
            raise Unreadable(
                "it is a gzip file that is damaged or not whole; ask for the file again"
            ) from None
        self._size += len(data)
        if self._size > _FREE and self._size > _RATIO * self._packed_size():
            raise Unreadable(f"it is a gzip file that grows more than {_RATIO} times; not read on")
        room[: len(data)] = data
        return len(data)

    def _packed_size(self) -> int:
        try:
            return self._packed.tell()
        except OSError:  # a pipe does not tell
            return self._size
