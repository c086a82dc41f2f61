"""What the desk shows: two records side by side, why they were not joined, and what was decided."""

from dataclasses import dataclass
from typing import Literal

from store.log.doubts import Place
from store.log.likenesses import Decision, Sourced

#: How a line of two records compares: in every word; but for spelling, script or punctuation; in
#: other words; said by one alone.
type State = Literal["same", "alike", "differs", "one", "other"]
#: A piece of what is said, and whether the other record has other words there.
type Piece = tuple[str, bool]


@dataclass(frozen=True, slots=True)
class Line:
    """What two records say under one label, value by value; nothing: an empty tuple of pieces."""

    label: str
    state: State
    one: tuple[Piece, ...]
    other: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule that held: in words, how much it speaks for one record (or against), what is said."""

    rule: str
    words: str
    weight: float
    one: str
    other: str


@dataclass(frozen=True, slots=True)
class Side:
    """One of two records: what it is called, who has sent it, and who stands for it in decisions.

    ``version`` is that of the record when it was read; ``copies`` those its description tells of.
    """

    path: str
    version: int
    title: str
    sources: tuple[Sourced, ...]
    name: str
    copies: int

    @property
    def members(self) -> tuple[str, ...]:
        """The codes of the libraries that have sent it."""
        return tuple(sorted({source.member for source in self.sources}))


@dataclass(frozen=True, slots=True)
class Listed:
    """A case in a list; ``worth`` and ``score`` as in :class:`store.log.doubts.Doubt`."""

    kind: str
    one: Side
    other: Side
    score: float
    worth: float
    place: Place


@dataclass(frozen=True, slots=True)
class Case:
    """Two records that may be one; ``says`` is the rules' own decision, empty if they had none.

    ``kind`` is what is asked: of ``bib`` and ``auth`` whether they are one record, of ``work``
    whether they are editions of one work. ``one`` has the path that stays when they become one
    record. ``decided`` is the decision in force between them; ``place`` where they stand in the
    list of what waits, if they do; ``together`` the work both are of already.
    """

    kind: str
    one: Side
    other: Side
    says: str
    score: float
    reasons: tuple[Reason, ...]
    lines: tuple[Line, ...]
    decided: Decision | None
    place: Place | None
    together: str = ""

    @property
    def libraries(self) -> tuple[str, ...]:
        """The libraries of both, each once."""
        return tuple(sorted({*self.one.members, *self.other.members}))

    @property
    def alarm(self) -> bool:
        """Whether the rules say that they are the same, and yet the groups were not joined."""
        return self.says == "same" and not self.together
