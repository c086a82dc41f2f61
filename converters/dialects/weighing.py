"""Tables of evidence: what is found in a record, and what it speaks for, how strongly.

A table's weights are natural logarithms of odds; they add up, and the shares that result say how
likely each answer is.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from math import exp
from typing import Final

import pymarc

_PLACE: Final = re.compile(r"leader(?:/(\d+)(?:-(\d+))?)?")

#: How far into a field evidence is looked for.
_FAR: Final = 200

type Found = Callable[[str], object]
#: For a field: the code asked about (empty: any content), the test, which row.
type _Asked = list[tuple[str, Found | None, int]]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table."""

    weight: float
    speaks_for: str
    where: str
    pattern: str
    why: str


class Table:
    """A table of evidence, read once and asked for each record."""

    def __init__(self, name: str) -> None:
        self.rows = tuple(_read(name))
        self.answers = tuple(dict.fromkeys(row.speaks_for for row in self.rows))
        self._index = [self.answers.index(row.speaks_for) for row in self.rows]
        self._leader: list[tuple[slice, Found, int]] = []
        self._stated: list[tuple[str, Found, int]] = []
        self._fields: dict[str, _Asked] = {}
        #: The fields that are asked about; no others need be there to judge by.
        self.tags: frozenset[str]
        for number, row in enumerate(self.rows):
            found = re.compile(row.pattern).search
            if place := _PLACE.fullmatch(row.where):
                first = int(place[1] or 0)
                last = int(place[2] or (first if place[1] else 23))
                self._leader.append((slice(first, last + 1), found, number))
            elif row.where.startswith("@"):
                self._stated.append((row.where[1:], found, number))
            else:
                tag, _, code = row.where.partition("$")
                self._fields.setdefault(tag, []).append(
                    (code, found if row.pattern else None, number)
                )

        self.tags = frozenset(self._fields)

    def found(self, marc: pymarc.Record, stated: Mapping[str, str]) -> list[Row]:
        """The rows that hold for a record, each once."""
        return [self.rows[number] for number in sorted(self._hits(marc, stated))]

    def sums(self, marc: pymarc.Record, stated: Mapping[str, str]) -> dict[str, float]:
        """The weight for each answer."""
        sums = [0.0] * len(self.answers)
        for number in self._hits(marc, stated):
            sums[self._index[number]] += self.rows[number].weight
        return dict(zip(self.answers, sums, strict=True))

    def _hits(self, marc: pymarc.Record, stated: Mapping[str, str]) -> set[int]:
        leader = str(marc.leader)
        hits = {number for place, found, number in self._leader if found(leader[place])}
        if stated:
            for name, value in stated.items():
                key = "xmlns" if name.startswith("xmlns") else name
                hits.update(n for asked, found, n in self._stated if asked == key and found(value))
        for field in marc.fields:
            for code, found, number in self._fields.get(field.tag, ()):
                if number not in hits and (found is None or _holds(field, code, found)):
                    hits.add(number)
        return hits


def _holds(field: pymarc.Field, code: str, found: Found) -> bool:
    """Whether a subfield with this code, or a control field, has what is looked for."""
    if not code:
        return field.data is not None and bool(found(field.data[:_FAR]))
    return any(one == code and found(value[:_FAR]) for one, value in field.subfields)


def _read(name: str) -> Sequence[Row]:
    text = files("converters.dialects").joinpath(name).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [
        Row(float(weight), speaks_for, where, pattern, why)
        for weight, speaks_for, where, pattern, why in (
            [*line.split("\t"), "", ""][:5] for line in lines
        )
    ]


def shares(sums: Mapping[str, float]) -> dict[str, float]:
    """How likely each answer is, 0 to 1, together 1; the likeliest first."""
    highest = max(sums.values())
    odds = {answer: exp(weight - highest) for answer, weight in sums.items()}
    total = sum(odds.values())
    return {a: o / total for a, o in sorted(odds.items(), key=lambda item: -item[1])}
