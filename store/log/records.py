"""The things the log is made of: records, the contributions that feed them, their changes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

type Status = Literal["live", "deleted", "merged"]
#: ``split``: a record that was merged, or never was, is taken out of another.
type Action = Literal["create", "update", "delete", "merge", "split"]


@dataclass(frozen=True, slots=True)
class Record:
    """The shared thing with a path and so an IRI; ``survivor`` is a path, when it was merged."""

    path: str
    kind: str
    version: int
    status: Status
    contribution: int | None
    created: datetime
    modified: datetime
    survivor: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one library sent, as it sent it."""

    id: int
    member: str
    control: str
    kind: str
    dialect: str
    charset: str
    format: str
    version: int
    raw: bytes
    received: datetime
    by: str
    channel: str


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one record; ``removed`` is the statements it took away, as N-Triples.

    ``other`` is the path it was merged into, or split from; None for the other actions.
    """

    seq: int
    path: str
    version: int
    action: Action
    at: datetime
    reason: str
    removed: bytes
    other: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """What the log knows of a library's control number: the record it feeds, and what came last.

    ``contribution`` is the number of what came last, ``likeness`` of what it is compared by. For
    ``came`` see :data:`store.log.tables.source`.
    """

    path: str
    version: int
    digest: bytes
    contribution: int | None = None
    likeness: int | None = None
    withdrawn: bool = False
    came: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Awaited:
    """The book some holdings wait for, as the library that holds it knows it.

    ``scheme`` is ``control`` (its control number there), ``isbn`` or another identifier's name.
    """

    member: str
    scheme: str
    value: str


@dataclass(frozen=True, slots=True)
class Making:
    """How a record's triples came about: of which contribution, when (ISO 8601), by what engine."""

    path: str
    contribution: int
    modified: str
    engine: str
