"""The labelled set as it lies in tests/matching_pairs: pairs of references to real records."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Literal, Self, get_args

type Kind = Literal["edition", "heading", "work"]
type Label = Literal["same", "different", "ask"]

FOLDER: Final = Path(__file__).parents[2] / "tests" / "matching_pairs"
COLUMNS: Final = ("kind", "verdict", "hard", "language", "type", "a", "b", "reason")
#: The name of LC's file, which is no file of the shared data.
LC: Final = "lc"
KINDS: Final[tuple[Kind, ...]] = get_args(Kind.__value__)
LABELS: Final[tuple[Label, ...]] = get_args(Label.__value__)
_REFERENCE: Final = re.compile(r"([^#]+)#([1-9][0-9]*)=(.+)")


class IllFormed(ValueError):
    """A line of the labelled set that cannot be read; the text says which, and what is wrong."""


@dataclass(frozen=True, slots=True, order=True)
class Reference:
    """One record: its file below the shared data (or ``lc``), its place from 1, its 001."""

    file: str
    position: int
    control: str

    @classmethod
    def of(cls, text: str) -> Self:
        """Out of ``FILE#POSITION=CONTROL``; raises :class:`IllFormed`."""
        if not (found := _REFERENCE.fullmatch(text)):
            raise IllFormed(f"“{text}” is no reference; write FILE#POSITION=CONTROL NUMBER.")
        return cls(found[1], int(found[2]), found[3])

    def __str__(self) -> str:
        return f"{self.file}#{self.position}={self.control}"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records somebody read, what they are to each other, and why; ``source``: its TSV."""

    kind: Kind
    verdict: Label
    hard: bool
    language: str
    type: str
    a: Reference
    b: Reference
    reason: str
    source: str

    @property
    def both(self) -> tuple[Reference, Reference]:
        """The two records in an order that is the same whichever of them is written first."""
        return (self.a, self.b) if self.a < self.b else (self.b, self.a)


def labelled(folder: Path = FOLDER) -> list[Pair]:
    """Every pair of every TSV in the folder; raises :class:`IllFormed`."""
    return [pair for file in sorted(folder.glob("*.tsv")) for pair in _pairs(file)]


def once(pairs: Iterable[Pair]) -> list[Pair]:
    """Each pair once: where two readers disagree it is one nobody can tell, an ``ask``."""
    read: dict[tuple[Kind, Reference, Reference], Pair] = {}
    for pair in pairs:
        known = read.setdefault((pair.kind, *pair.both), pair)
        if known.verdict != pair.verdict:
            read[known.kind, *known.both] = replace(known, verdict="ask", hard=True)
    return list(read.values())


def _pairs(file: Path) -> Iterator[Pair]:
    head, *lines = file.read_text(encoding="utf-8").splitlines()
    if tuple(head.split("\t")) != COLUMNS:
        raise IllFormed(f"{file.name}: its first line must be {' '.join(COLUMNS)}, with tabs.")
    for number, line in enumerate(lines, start=2):
        if not line or line.startswith("#"):
            continue
        try:
            yield _pair(line, file.stem)
        except IllFormed as error:
            raise IllFormed(f"{file.name}, line {number}: {error}") from None


def _pair(line: str, source: str) -> Pair:
    cells = line.split("\t")
    if len(cells) != len(COLUMNS):
        raise IllFormed(f"it has {len(cells)} columns; write {len(COLUMNS)}, with tabs between.")
    kind, verdict, hard, language, what, a, b, reason = cells
    if kind not in KINDS or verdict not in LABELS or hard not in ("yes", "no"):
        raise IllFormed(
            f"“{kind}”, “{verdict}”, “{hard}”: write {' or '.join(KINDS)}, "
            f"{' or '.join(LABELS)}, yes or no."
        )
    if not (language and what and reason):
        raise IllFormed("language, type and reason must be told.")
    one, other = Reference.of(a), Reference.of(b)
    if one == other:
        raise IllFormed("a record is paired with itself.")
    return Pair(
        kind,
        verdict,
        hard == "yes",
        language,
        what,
        one,
        other,
        reason,
        source,
    )
