"""What a profile can say of a field and of a table: values, read out of TOML by rule_tables.py."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from types import MappingProxyType
from typing import Final, Literal, get_args

import pymarc

from converters.holdings.call_number import Pattern
from converters.holdings.ranges import NO_RANGES, Ranges
from converters.record import Kind

#: What a subfield or a column can say of a copy.
type Part = Literal[
    "library",
    "sublocation",
    "shelfmark",
    "scheme",
    "barcode",
    "enumeration",
    "chronology",
    "held",
    "supplements",
    "indexes",
    "number",
    "count",
    "availability",
    "policy",
    "note",
    "price",
    "url",
]
PARTS: Final[tuple[Part, ...]] = get_args(Part.__value__)
#: The subfields of 863–865 that 853–855 have captions for: numbering and dates by level.
NUMBERED: Final = frozenset("abcdefghijklm")
#: How the copies of one field stand in it: one, several one after the other, or one in many fields.
type Group = Literal["field", "subfields", "record"]

type Words = Mapping[str, str]
NO_WORDS: Final[Words] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Says:
    """What a subfield says, and what its codes mean; a code that means "" says nothing."""

    part: Part
    means: Words = NO_WORDS

    def words(self, value: str) -> str:
        return self.means.get(value, value)


@dataclass(frozen=True, slots=True)
class Condition:
    """Which fields of a tag are meant: indicators among these, subfields like these patterns."""

    first: str = ""
    second: str = ""
    subfields: Words = NO_WORDS
    without: tuple[str, ...] = ()

    def holds(self, of: pymarc.Field) -> bool:
        first, second = of.indicators or ("", "")
        if (self.first and first not in self.first) or (self.second and second not in self.second):
            return False
        if self.without and of.get_subfields(*self.without):
            return False
        return all(
            any(fnmatchcase(value.strip(), pattern) for value in of.get_subfields(code))
            for code, pattern in self.subfields.items()
        )


@dataclass(frozen=True, slots=True)
class Joins:
    """That a field adds to the copies of another one: those with the same value in a subfield.

    ``by`` are the subfields here, ``to`` those there. With no value in common it is the nearest
    field before this one, or, with ``every``, all of them. ``item``: what is told is one thing of
    what the other field describes.
    """

    tag: str
    by: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    item: bool = False
    every: bool = False


@dataclass(frozen=True, slots=True)
class FieldRule:
    """How one field is read.

    ``begins`` are the codes a group of subfields begins with, ``carries`` those that hold for the
    groups after it too; ``each`` says that every barcode is a copy; ``scheme`` is a code, and
    ``schemes`` gives codes by the first indicator; ``log`` gives the reason why a subfield is kept
    in the log only; ``captions`` is the tag whose captions belong to the numbers in this one.
    """

    tag: str
    kinds: frozenset[Kind] = frozenset({"bib", "holding"})
    only: Condition = Condition()
    group: Group = "field"
    begins: tuple[str, ...] = ()
    carries: tuple[str, ...] = ()
    each: bool = False
    reads: Mapping[str, Says] = field(default_factory=lambda: MappingProxyType({}))
    call_numbers: tuple[Pattern, ...] = ()
    scheme: str = ""
    schemes: Words = NO_WORDS
    ranges: Ranges = NO_RANGES
    joins: Joins | None = None
    captions: str = ""
    log: Words = NO_WORDS


@dataclass(frozen=True, slots=True)
class TableRule:
    """How a table (CSV, TSV) is read: what each column says, and which one leads to the record."""

    columns: Mapping[str, Says] = field(default_factory=lambda: MappingProxyType({}))
    links: Words = NO_WORDS
    control: str = ""
    delimiter: str = ""
    charset: str = ""
    ranges: Ranges = NO_RANGES
    each: bool = False
