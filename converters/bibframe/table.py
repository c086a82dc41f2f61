"""The language rule tables are written in.

A table gives, for each tag, its rules; a rule says whose statements a field makes (the Work's,
the Instance's …) and lists the parts of their shape (:mod:`.parts`). Compiled once, it is a
function of (field, node, value); asked, it says itself in words (``catena rules 505``).
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Literal

from converters.bibframe.conditions import (
    Condition,
    first_indicator,
    second_indicator,
    with_,
    without,
)
from converters.bibframe.parts import (
    AppliesTo,
    By,
    Clean,
    Each,
    ForEach,
    Has,
    Institution,
    Is,
    Locator,
    Make,
    Part,
    Says,
    Source,
    Text,
    This,
    When,
    indented,
    together,
)

__all__ = [
    "LEADER",
    "AppliesTo",
    "By",
    "Clean",
    "Condition",
    "Each",
    "ForEach",
    "Has",
    "Institution",
    "Is",
    "Locator",
    "Make",
    "Part",
    "Rule",
    "Says",
    "Source",
    "Table",
    "Target",
    "Text",
    "This",
    "When",
    "admin",
    "copies",
    "first_indicator",
    "instance",
    "item",
    "second_indicator",
    "shared",
    "with_",
    "without",
    "work",
]

type Target = Literal["work", "instance", "admin", "item", "copies"]
_TARGETS: Final[Mapping[Target, str]] = {
    "work": "Work",
    "instance": "Instance",
    "admin": "administrative metadata",
    "item": "Item",
    "copies": "Instance, of copies held (in records without 880),",
}


class Rule:
    """What one field makes of the Work, Instance, Item or administrative metadata.

    ``copies``: it holds for the 880 that stands for the field too, when that is converted.
    """

    __slots__ = ("copies", "parts", "target")

    def __init__(self, target: Target, *parts: Part, copies: bool = True) -> None:
        self.target = target
        self.parts = parts
        self.copies = copies

    def compiled(self) -> Make:
        return together(self.parts)

    def words(self) -> Iterator[str]:
        yield f"The {_TARGETS[self.target]} says:"
        yield from indented(self.parts)


def work(*parts: Part, copies: bool = True) -> Rule:
    return Rule("work", *parts, copies=copies)


def instance(*parts: Part, copies: bool = True) -> Rule:
    return Rule("instance", *parts, copies=copies)


def admin(*parts: Part, copies: bool = True) -> Rule:
    return Rule("admin", *parts, copies=copies)


def item(*parts: Part, copies: bool = True) -> Rule:
    return Rule("item", *parts, copies=copies)


def copies(*parts: Part) -> Rule:
    """A rule for the Items an Instance has (marc2bibframe2's mode ``hasItem``)."""
    return Rule("copies", *parts)


#: A block of the format: the rules of each tag; ``LDR`` is the leader.
type Table = Mapping[str, Sequence[Rule]]
LEADER: Final = "LDR"


def shared(tags: str, *rules: Rule) -> dict[str, Sequence[Rule]]:
    """The same rules for several tags: ``shared("700 710 711", work(…))``."""
    return dict.fromkeys(tags.split(), rules)
