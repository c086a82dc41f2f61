"""The rules of a profile out of its TOML: ``[[fields]]`` and ``[table]``, checked at every key."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, get_args

from converters.holdings.call_number import Pattern
from converters.holdings.ranges import Ranges
from converters.holdings.rules import (
    PARTS,
    Condition,
    FieldRule,
    Group,
    Joins,
    Says,
    TableRule,
    Words,
)
from converters.holdings.toml_table import Table
from converters.record import Kind

_KINDS: Final[tuple[Kind, ...]] = ("bib", "holding")
_GROUPS: Final[tuple[Group, ...]] = get_args(Group.__value__)


def field_rule(table: Table) -> FieldRule:
    """One of ``[[fields]]``."""
    tag = table.text("tag")
    if len(tag) != 3 or not tag.isalnum():
        raise table.fault("tag", f"{tag!r} is no tag", 'write three characters, tag = "852"')
    only = table.table("only")
    by_indicator = table.is_table("scheme")
    rule = FieldRule(
        tag=tag,
        kinds=_kinds(table),
        only=_condition(only),
        group=table.choice("group", _GROUPS, "field"),
        begins=table.codes("begins"),
        carries=table.codes("carries"),
        each=table.choice("each", ("", "barcode"), "") == "barcode",
        reads=_says(table.table("reads"), codes=True),
        call_numbers=tuple(
            table.checked("call_number", Pattern.read, text, 'write it like "{h} {i}"')
            for text in table.texts("call_number")
        ),
        scheme="" if by_indicator else table.text("scheme"),
        schemes=table.words("scheme") if by_indicator else Says("scheme").means,
        ranges=_ranges(table.table("ranges")),
        joins=_joins(table.table("joins")),
        captions=table.text("captions"),
        log=_codes(table, "log"),
    )
    if rule.group == "subfields" and not rule.begins:
        raise table.fault("begins", "nobody can tell where a group begins", 'write begins = ["a"]')
    table.close()
    return rule


def _kinds(table: Table) -> frozenset[Kind]:
    named = table.texts("kinds")
    for name in named:
        if name not in _KINDS:
            raise table.fault("kinds", f"{name!r} is no kind", 'write kinds = ["bib", "holding"]')
    return frozenset(kind for kind in _KINDS if not named or kind in named)


def _condition(table: Table) -> Condition:
    made = Condition(
        first=table.text("first"),
        second=table.text("second"),
        subfields=_codes(table, "subfields"),
        without=table.codes("without"),
    )
    table.close()
    return made


def _codes(table: Table, key: str) -> Words:
    words = table.words(key)
    for code in words:
        if len(code) != 1:
            raise table.fault(key, f"{code!r} is no code of a subfield", "write one character")
    return words


def _says(table: Table, *, codes: bool) -> Mapping[str, Says]:
    """``b = "barcode"`` or ``b = { part = "policy", means = { "0" = "" } }``."""
    said: dict[str, Says] = {}
    for key in table:
        if codes and len(key) != 1:
            raise table.fault(key, "it is no code of a subfield", "write one character")
        if table.is_table(key):
            below = table.table(key)
            said[key] = Says(below.choice("part", PARTS, "note"), below.words("means"))
            below.close()
        else:
            said[key] = Says(table.choice(key, PARTS, "note"))
    return MappingProxyType(said)


def _ranges(table: Table) -> Ranges:
    made = Ranges(
        dashes=tuple(filter(None, table.texts("dashes"))),
        short=not table.flag("full"),
        between=tuple(filter(None, table.texts("between"))),
    )
    table.close()
    return made


def _joins(table: Table) -> Joins | None:
    tag = table.text("tag")
    made = Joins(tag, table.codes("by"), table.codes("to"), table.flag("item"), table.flag("every"))
    table.close()
    return made if tag else None


def table_rule(table: Table) -> TableRule:
    """``[table]``."""
    made = TableRule(
        columns=_says(table.table("columns"), codes=False),
        links=table.words("links"),
        control=table.text("control"),
        delimiter=table.text("delimiter"),
        charset=table.text("charset"),
        ranges=_ranges(table.table("ranges")),
        each=table.choice("each", ("", "barcode"), "") == "barcode",
    )
    if len(made.delimiter) > 1:
        raise table.fault("delimiter", f"{made.delimiter!r} is too long", "write one character")
    table.close()
    return made
