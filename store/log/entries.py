"""What goes into the log: contributions on their way in, and records made again."""

from dataclasses import dataclass
from enum import Enum
from typing import Final, Literal

from store.log.packing import Packed
from store.log.records import Awaited


class Expectation(Enum):
    """What an entry may expect besides a digest."""

    ANYTHING = "anything"


ANYTHING: Final = Expectation.ANYTHING


@dataclass(frozen=True, slots=True)
class Entry:
    """One contribution on its way in, and what the record it feeds says with it.

    ``triples`` empty and ``delete`` for a withdrawal. ``number`` is that of a new record's path,
    where its path has one. ``awaits`` are the ways to the book of holdings that came before it.

    ``expects`` is the digest of what the source (member, kind, control) sent last, as it was when
    the entry was planned; None for one never seen. An entry whose source has another by now, or
    feeds another path, is overtaken. ``ANYTHING`` is never overtaken.

    With ``packed`` (made of ``triples``, ``raw`` and ``path``), those two are not looked at and may
    be empty.
    """

    member: str
    control: str
    kind: str
    dialect: str
    charset: str
    format: str
    raw: bytes
    digest: bytes
    path: str
    number: int | None
    triples: bytes
    engine: str
    delete: bool = False
    reason: str = ""
    awaits: tuple[Awaited, ...] = ()
    expects: bytes | Literal[Expectation.ANYTHING] | None = ANYTHING
    packed: Packed | None = None


@dataclass(frozen=True, slots=True)
class Remade:
    """What a record says when its contribution is converted again, and by which engine.

    With ``contribution``, the one that was converted: a record that another writer has given a
    newer one meanwhile stays as it is.
    """

    path: str
    triples: bytes
    engine: str
    awaits: tuple[Awaited, ...] = ()
    contribution: int | None = None
