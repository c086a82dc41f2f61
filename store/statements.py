"""A record's statements as the log keeps them: sorted lines of N-Triples, packed."""

import re
import threading
import zlib
from bisect import bisect_left
from collections.abc import Collection, Iterator
from functools import lru_cache
from hashlib import blake2b
from operator import lt
from typing import Final

import zstandard
from pyoxigraph import DefaultGraph, RdfFormat, Store

#: A quarter of the time of deflating for the same size, and a third of it to unpack.
LEVEL: Final = 3
NOTHING: Final = zstandard.compress(b"", LEVEL)
#: What zstd begins with (RFC 8878 §3.1.1); logs made before it was used hold deflated bytes.
_ZSTD: Final = b"\x28\xb5\x2f\xfd"

_TYPED: Final = b"^^<http://www.w3.org/2001/XMLSchema#"
#: A date and time that Oxigraph gives back as it is; most typed literals are one.
_KEPT: Final = re.compile(
    rb'"\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):\d\d:\d\dZ?"'
    rb"\^\^<http://www.w3.org/2001/XMLSchema#dateTime> \.$"
)
#: What :func:`unpack` raises for bytes that nobody packed.
UNREADABLE: Final = (zstandard.ZstdError, zlib.error)


class _Packers(threading.local):
    """A compressor and a decompressor for each thread: they may not be shared."""

    def __init__(self) -> None:
        self.pack = zstandard.ZstdCompressor(level=LEVEL).compress
        self.unpack = zstandard.ZstdDecompressor().decompress


_PACKERS: Final = _Packers()


def pack(triples: bytes) -> bytes:
    """Made small (zstd), for the log."""
    return _PACKERS.pack(triples) if triples else NOTHING


def unpack(packed: bytes) -> bytes:
    """What :func:`pack` was given."""
    return _PACKERS.unpack(packed) if packed[:4] == _ZSTD else zlib.decompress(packed)


def lines(triples: bytes) -> set[bytes]:
    """The statements, each a line without its line feed."""
    return set(triples.splitlines())


def canonical(triples: bytes) -> bytes:
    """The statements sorted, each once, their typed literals as Oxigraph keeps them.

    It stores ``"PT00H43M20S"^^xsd:duration`` by value and gives back ``"PT43M20S"``. The log must
    hold what the graph will, or the two could not be compared, nor a statement be taken away.
    """
    ordered = triples.splitlines()
    others = [line for line in _typed(triples) if not _KEPT.search(line)]
    if not others and triples.endswith(b"\n") and all(map(lt, ordered, ordered[1:])):
        return triples
    kept = {*ordered}.difference(others) | {_canonical(line) for line in others}
    return b"".join([line + b"\n" for line in sorted(kept)])


def _typed(triples: bytes) -> Iterator[bytes]:
    """The lines with a typed literal, which are few."""
    at = triples.find(_TYPED)
    while at >= 0:
        end = triples.find(b"\n", at)
        end = len(triples) if end < 0 else end
        yield triples[triples.rfind(b"\n", 0, at) + 1 : end]
        at = triples.find(_TYPED, end)


@lru_cache(maxsize=4096)
def _canonical(line: bytes) -> bytes:
    kept = Store()
    kept.load(line, RdfFormat.N_TRIPLES)
    written = kept.dump(format=RdfFormat.N_TRIPLES, from_graph=DefaultGraph()) or b""
    return written.rstrip(b"\n")


def shared(statements: Collection[bytes], base: str, path: str) -> set[bytes]:
    """Those about nodes outside the record's own document, which other records may make too."""
    ordered = sorted(statements)
    document = f"<{base}{path}".encode()
    # In order, a document's own statements stand together: those of its things (``#``) and, after
    # all of them, those of the document itself (``>``).
    things = slice(bisect_left(ordered, document + b"#"), bisect_left(ordered, document + b"$"))
    itself = slice(bisect_left(ordered, document + b">"), bisect_left(ordered, document + b"?"))
    return {*ordered[: things.start], *ordered[things.stop : itself.start], *ordered[itself.stop :]}


def divided(triples: bytes, base: str, path: str) -> tuple[bytes, list[bytes]]:
    """A record's own statements, and the lines of those that are :func:`shared`; all as sorted."""
    document = f"<{base}{path}".encode()
    things = _block(triples, document + b"#") or slice(0, 0)
    itself = _block(triples, document + b">") or slice(len(triples), len(triples))
    own = triples[things] + triples[itself]
    others = triples[: things.start] + triples[things.stop : itself.start] + triples[itself.stop :]
    return own, others.splitlines(keepends=True)


def _block(triples: bytes, beginning: bytes) -> slice | None:
    """Where the lines with this beginning stand, which sorted lines have together."""
    if triples.startswith(beginning):
        first = 0
    elif not (first := triples.find(b"\n" + beginning) + 1):
        return None
    last = max(first, triples.rfind(b"\n" + beginning) + 1)
    return slice(first, triples.index(b"\n", last) + 1)


def key(statement: bytes) -> bytes:
    """The 16 bytes a shared statement is counted under."""
    return blake2b(statement, digest_size=16).digest()
