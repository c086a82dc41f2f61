"""A record's statements as the log keeps them: sorted lines of N-Triples, deflated."""

import zlib
from hashlib import blake2b
from typing import Final

LEVEL: Final = 3


def pack(triples: bytes) -> bytes:
    """Deflated, for the log."""
    return zlib.compress(triples, LEVEL)


def unpack(packed: bytes) -> bytes:
    """What :func:`pack` was given."""
    return zlib.decompress(packed)


def lines(triples: bytes) -> set[bytes]:
    """The statements, each a line without its line feed."""
    return set(triples.splitlines())


def shared(statements: set[bytes], base: str, path: str) -> set[bytes]:
    """Those about nodes outside the record's own document, which other records may make too."""
    own = (f"<{base}{path}#".encode(), f"<{base}{path}>".encode())
    return {line for line in statements if not line.startswith(own)}


def key(statement: bytes) -> bytes:
    """The 16 bytes a shared statement is counted under."""
    return blake2b(statement, digest_size=16).digest()
