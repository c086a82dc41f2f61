"""The language the tables of authorities are written in: that of bibliographic rules, two targets.

A rule is about the thing the record is an authority for, or about its administrative metadata; its
parts are those of :mod:`converters.bibframe.table`, or of :mod:`.parts`, whose literals have the
language tags of their own letters.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Literal

from converters.bibframe.parts import Make, Part, indented, together

type Target = Literal["entity", "admin"]
_TARGETS: Final[Mapping[Target, str]] = {
    "entity": "authority",
    "admin": "administrative metadata",
}


class Rule:
    """What one field makes of the authority, or of its administrative metadata."""

    __slots__ = ("parts", "target")

    def __init__(self, target: Target, *parts: Part) -> None:
        self.target = target
        self.parts = parts

    def compiled(self) -> Make:
        return together(self.parts)

    def words(self) -> Iterator[str]:
        yield f"The {_TARGETS[self.target]} says:"
        yield from indented(self.parts)


def entity(*parts: Part) -> Rule:
    return Rule("entity", *parts)


def admin(*parts: Part) -> Rule:
    return Rule("admin", *parts)


#: A block of the format: the rules of each tag; ``LDR`` is the leader.
type Table = Mapping[str, Sequence[Rule]]


def shared(tags: str, *rules: Rule) -> dict[str, Sequence[Rule]]:
    """The same rules for several tags: ``shared("400 410", entity(…))``."""
    return dict.fromkeys(tags.split(), rules)
