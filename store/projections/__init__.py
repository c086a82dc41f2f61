"""Projections: named readers of the record log, each with a checkpoint of its own.

The log is the truth; the graph and the look-up are made of it and can be made again. A projection
says how far it has come, and is brought up to the log's head by :mod:`store.projections.following`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from store.log.reading import RecordLog
from store.log.records import Change


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a projection and the log agree; ``examples`` of what is not in both.

    Counts of the projection's own units, statements of the graph, rows of the look-up: ``in_log``
    as the live ``records`` make them, ``found`` in the projection. ``behind``: changes not yet
    followed. ``damaged``: files of it that are not as they were written.
    """

    name: str
    unit: str
    records: int
    in_log: int
    found: int
    missing: int
    surplus: int
    behind: int
    examples: tuple[str, ...] = ()
    damaged: tuple[str, ...] = ()

    @property
    def equal(self) -> bool:
        """Whether the projection is exactly what the log says."""
        return not (self.missing or self.surplus or self.behind or self.damaged)


class Projection(Protocol):
    """A reader of the log that makes something of what the records say."""

    @property
    def name(self) -> str:
        """What ``catena rebuild`` calls it."""
        ...

    @property
    def checkpoint(self) -> int:
        """The last change it has followed."""
        ...

    @property
    def log(self) -> str:
        """The identity of the log it follows; empty when it follows none yet."""
        ...

    @property
    def portion(self) -> int:
        """How many changes it had best take in together, when many are coming."""
        ...

    def begin(self, log: str) -> None:
        """Emptied, it follows this log from its first change."""
        ...

    def follow(self, log: RecordLog, changes: Sequence[Change]) -> None:
        """Takes in the changes that come after its checkpoint, in order.

        Effect and checkpoint come together where the engine can do it. Where it cannot, the effect
        comes first, and taking the same changes in again alters nothing.
        """
        ...

    def check(self, log: RecordLog, *, deep: bool = False) -> Comparison:
        """Itself beside the log, whole. ``deep`` looks where only damage could hide."""
        ...

    def close(self) -> None:
        """Lets go of its files or its server."""
        ...
