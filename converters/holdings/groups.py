"""Which subfields speak of the same copy: one field, a group within it, or many fields together."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import pymarc

from converters.holdings.copy import Spot
from converters.holdings.rules import FieldRule

#: So many values of a group are carried over to those after it; more is no habit of any library.
_CARRIED: Final = 20


@dataclass(frozen=True, slots=True)
class Said:
    """One subfield with its place in the record; the value without spaces around it."""

    spot: Spot
    code: str
    value: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A field with its place in the record."""

    place: int
    field: pymarc.Field

    @property
    def first(self) -> str:
        """The first indicator."""
        indicators = self.field.indicators
        return indicators.first if indicators else " "

    def said(self) -> Iterator[Said]:
        for index, (code, value) in enumerate(self.field.subfields):
            yield Said((self.place, index), code, plain(value))


@dataclass(frozen=True, slots=True)
class Grouped:
    """What is said of one copy, and the first of the fields that say it."""

    placed: Placed
    said: Sequence[Said]


def plain(value: str) -> str:
    """A value without spaces around it and without control characters (NSB and NSE are such)."""
    value = value.strip()
    if value.isprintable():
        return value
    return "".join(c if c.isprintable() else " " if c.isspace() else "" for c in value).strip()


def groups(rule: FieldRule, fields: Sequence[Placed]) -> Iterator[Grouped]:
    """The fields of one rule, divided into copies; an empty field is none."""
    if rule.group == "field":
        for placed in fields:
            said = list(placed.said())
            if said:
                yield Grouped(placed, said)
    elif rule.group == "subfields":
        for placed in fields:
            yield from _within(rule, placed, placed.said())
    elif fields:
        said = [each for placed in fields for each in placed.said()]
        yield from _together(rule, fields[0], said)


def _within(rule: FieldRule, placed: Placed, said: Iterable[Said]) -> Iterator[Grouped]:
    """Groups of one field; what is carried holds for those after it until it is said again."""
    carried: Mapping[str, Sequence[Said]] = {}
    for group in _begun(rule, said):
        own: dict[str, list[Said]] = {}
        for each in group:
            if each.code in rule.carries and each.value:
                own.setdefault(each.code, []).append(each)
        before = [each for code, values in carried.items() if code not in own for each in values]
        yield Grouped(placed, [*before, *group])
        carried = {**carried, **{code: values[:_CARRIED] for code, values in own.items()}}


def _together(rule: FieldRule, placed: Placed, said: Sequence[Said]) -> Iterator[Grouped]:
    """Groups of all fields; what is carried holds for all, wherever it stands."""
    shared = [each for each in said if each.code in rule.carries]
    single = [each for each in said if each.code not in rule.carries]
    for group in _begun(rule, single) if single else [[]]:
        yield Grouped(placed, [*shared[:_CARRIED], *group])


def _begun(rule: FieldRule, said: Iterable[Said]) -> Iterator[list[Said]]:
    """A group begins at a code it may begin with, when one has begun and gone on already."""
    group: list[Said] = []
    head: set[str] = set()
    gone_on = False
    for each in said:
        if each.code in rule.begins:
            if head and (gone_on or each.code in head):
                yield group
                group, head, gone_on = [], set(), False
            head.add(each.code)
        elif head and each.code not in rule.carries:
            gone_on = True
        group.append(each)
    if group:
        yield group
