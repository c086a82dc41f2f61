"""What a record says as the log keeps it, made ready before the writer has its turn."""

from dataclasses import dataclass
from typing import Final

from store import statements


@dataclass(frozen=True, slots=True)
class Packed:
    """Statements and bytes, deflated; ``shared`` is the keys of the statements others may make.

    Making it is nearly all the work of taking a record in, and needs no log: a process that
    converts makes it too (:attr:`store.log.entries.Entry.packed`).
    """

    triples: bytes
    shared: frozenset[bytes]
    raw: bytes


#: What a deleted or merged record says.
SILENCE: Final = Packed(statements.NOTHING, frozenset(), statements.NOTHING)


def packed(triples: bytes, raw: bytes, base: str, path: str) -> Packed:
    """Ready for the log: N-Triples in any order, the bytes as they came, the record's path."""
    written = statements.canonical(triples)
    shared = shared_keys(written.splitlines(), base, path)
    return Packed(statements.pack(written), shared, statements.pack(raw))


def shared_keys(lines: list[bytes], base: str, path: str) -> frozenset[bytes]:
    """What the statements about nodes outside the record's document are counted under."""
    return frozenset(map(statements.key, statements.shared(lines, base, path)))
