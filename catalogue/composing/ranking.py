"""Which of several records is the frame: points for what a record says, by ``ranking.tsv``."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import pymarc

#: How far into a field is looked.
_FAR: Final = 200
_AGENCY: Final = frozenset("acd")


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of ``ranking.tsv``; ``tag`` and ``code`` are what its ``where`` is made of."""

    kind: str
    where: str
    tag: re.Pattern[str]
    code: str
    pattern: re.Pattern[str]
    points: int
    most: int


@dataclass(frozen=True)
class Ranking:
    """The lines of ``ranking.tsv``, and ``agencies``: points by code in small letters."""

    criteria: tuple[Criterion, ...]
    agencies: Mapping[str, int]
    _known: dict[tuple[str, str], tuple[Criterion, ...]] = field(
        default_factory=dict, repr=False, compare=False
    )

    def points(self, kind: str, member: str, leader: str, fields: Sequence[pymarc.Field]) -> int:
        """The points of a record with this leader and these fields, contributed by ``member``."""
        given: dict[str, int] = {}
        for each in fields:
            for line in self._lines(kind, each.tag):
                so_far = given.get(line.where, 0)
                if so_far < line.most and (found := _found(each, line)):
                    given[line.where] = min(so_far + found * line.points, line.most)
        coded = next((each.data or "" for each in fields if each.tag == "008"), "")
        described = [part for each in fields if each.tag == "040" for part in each.subfields]
        described_in = next((value.strip() for code, value in described if code == "b"), "")
        agencies = [member, *(value for code, value in described if code in _AGENCY)]
        usual = self.agencies.get("*", 0)
        total = sum(given.values())
        total += max(self.agencies.get(code.strip().casefold(), usual) for code in agencies)
        for line in self._lines(kind, _ELSEWHERE):
            if line.where == "language":
                holds = described_in != "" and described_in == coded[35:38]
            else:
                name, _, place = line.where.partition("/")
                text = leader if name == "leader" else coded
                holds = bool(line.pattern.fullmatch(text[int(place) : int(place) + 1]))
            total += line.points if holds else 0
        return total

    def _lines(self, kind: str, tag: str) -> tuple[Criterion, ...]:
        """What is asked of a field with this tag; for ``_ELSEWHERE``, of the coded data."""
        known = self._known.get((kind, tag))
        if known is None:
            known = tuple(
                line
                for line in self.criteria
                if line.kind in ("*", kind)
                and (
                    (line.where == "language" or "/" in line.where)
                    if tag == _ELSEWHERE
                    else line.tag.fullmatch(tag)
                )
            )
            if len(self._known) < _MOST_TAGS:
                self._known[kind, tag] = known
        return known


_ELSEWHERE: Final = ""
_MOST_TAGS: Final = 4096


def _found(each: pymarc.Field, line: Criterion) -> int:
    """How often a field has it: once as a whole, or in each of its subfields with the code."""
    search = line.pattern.search
    if line.code:
        values = [value for code, value in each.subfields if code == line.code]
        return sum(1 for value in values if search(value, 0, _FAR))
    if each.data is not None:
        return 1 if search(each.data, 0, _FAR) else 0
    return 1 if any(search(value, 0, _FAR) for _, value in each.subfields) else 0
