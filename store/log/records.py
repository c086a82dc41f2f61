"""The things the log is made of: records, the contributions that feed them, their changes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

type Status = Literal["live", "deleted", "merged"]
type Action = Literal["create", "update", "delete", "merge"]


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
    """One change of one record; ``removed`` is the statements it took away, as N-Triples."""

    seq: int
    path: str
    version: int
    action: Action
    at: datetime
    reason: str
    removed: bytes


@dataclass(frozen=True, slots=True)
class Source:
    """What the log knows of a library's control number: the record it feeds, and what came last."""

    path: str
    version: int
    digest: bytes


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
