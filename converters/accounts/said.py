"""What a conversion gave, to be compared with another whatever the names of nodes.

A node is named by what it says, so that what is taken away from a record renames the nodes above it
too. The shape of a statement has only the kinds of nodes.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_NAME: Final = re.compile(rb"#([A-Za-z]+)-[0-9a-f]{12}>")
_NAMED: Final = re.compile(rb"#[A-Za-z]+-[0-9a-f]{12}> \.\Z")
_TYPE: Final = b" <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
_LANGUAGE: Final = re.compile(rb'"@[A-Za-z0-9-]+ \.\Z')
_PLACE: Final = re.compile(r"\(\d+ of the record\)")


@dataclass(slots=True)
class Said:
    """What a conversion gave."""

    text: bytes
    told: Counter[str]
    _lines: frozenset[bytes] | None = None

    @property
    def lines(self) -> frozenset[bytes]:
        if self._lines is None:
            self._lines = frozenset(self.text.splitlines())
        return self._lines

    def beyond(self, other: "Said") -> list[bytes]:
        """The statements the other has no equal of, not even under other names."""
        if self.text == other.text:
            return []
        more = self.lines - other.lines
        if not more:
            return []
        surplus = Counter(map(shape, more))
        surplus.subtract(map(shape, other.lines - self.lines))
        return [line for line in more if surplus[shape(line)] > 0]

    def same_as(self, other: "Said") -> bool:
        """Whether both say the same, whatever the names of nodes."""
        if self.text == other.text:
            return True
        more, less = self.lines - other.lines, other.lines - self.lines
        return len(more) == len(less) and Counter(map(shape, more)) == Counter(map(shape, less))


def said(text: bytes, told: Sequence[str]) -> Said:
    """What a conversion gave: lines of N-Triples, and sentences on what was mended."""
    return Said(text, Counter(map(placeless, told)))


def placeless(sentence: str) -> str:
    """A sentence without the place of its field, which is another in a record that lacks some."""
    return _PLACE.sub("", sentence)


def shape(line: bytes) -> bytes:
    """A statement whose nodes have only their kinds."""
    return _NAME.sub(rb"#\1>", line)


def text(line: bytes) -> bytes:
    """The shape without a language, which may be another where a pair is taken apart."""
    return _LANGUAGE.sub(b'" .', shape(line))


def has_value(line: bytes) -> bool:
    """Whether a statement says a text or names a thing of the world; a type and a link do not."""
    return _NAMED.search(line) is None and _TYPE not in line
