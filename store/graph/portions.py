"""How much one update may hold: learnt from what the server takes, and remembered."""

from collections.abc import Iterable, Iterator
from typing import Final

#: What is tried first, in statements and in bytes of N-Triples.
STATEMENTS: Final = 10_000
BYTES: Final = 4_000_000
#: After so many full portions a larger one is tried, by a quarter.
PATIENCE: Final = 50


class Portions:
    """The size of portions, for one endpoint."""

    def __init__(self, size: int = STATEMENTS) -> None:
        self.size = size
        self._most = size
        self._taken = 0

    def cut(self, statements: Iterable[bytes]) -> Iterator[list[bytes]]:
        """The statements in portions of the size as it is when each begins."""
        portion: list[bytes] = []
        size = 0
        for statement in statements:
            portion.append(statement)
            size += len(statement)
            if len(portion) >= self.size or size >= BYTES:
                yield portion
                portion, size = [], 0
        if portion:
            yield portion

    def taken(self, size: int) -> None:
        """A portion of this size was taken."""
        if size < self.size:
            return
        self._taken += 1
        if self._taken >= PATIENCE:
            self.size = max(self.size, min(self.size * 5 // 4, self._most))
            self._taken = 0

    def too_large(self, size: int) -> None:
        """A portion of this size was refused, and taken in two halves."""
        self._most = max(1, min(self._most, size - 1))
        self.size = max(1, min(self.size, size // 2))
        self._taken = 0
