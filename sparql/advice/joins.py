"""What nothing joins: parts of a group that share no variable, so that all their rows combine."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sparql.advice.query import Group, Query
from sparql.advice.sentences import (
    COMPARED,
    CROSS,
    JOIN_INSTEAD,
    MINUS_INSTEAD,
    NOTHING_TAKEN,
    TRIED,
)

type Found = tuple[str, int]


class _Joined:
    """Which variables are joined, by way of whatever joins them (disjoint sets)."""

    def __init__(self) -> None:
        self._next: dict[str, str] = {}

    def root(self, one: str) -> str:
        root = one
        while (above := self._next.get(root, root)) != root:
            root = above
        while (above := self._next.get(one, one)) != root:
            self._next[one] = root
            one = above
        return root

    def join(self, all_: Iterable[str]) -> None:
        first, *more = sorted(all_) or [""]
        for other in more:
            self._next[self.root(other)] = self.root(first)


@dataclass(frozen=True, slots=True)
class _Part:
    """A pattern or an inner group, as far as it brings rows of its own."""

    variables: set[str]
    position: int


def of_groups(query: Query) -> Iterator[Found]:
    """Cross products, and what MINUS and EXISTS do not do, with their places in the text."""
    for group in query.groups:
        if group.alone():
            yield from _tried(group)
            continue
        yield from _crossed(group)
        yield from _nothing_taken(group)


def _crossed(group: Group) -> Iterator[Found]:
    parts = list(_parts(group))
    if len(parts) < 2:
        return
    joined = _Joined()
    for together in _together(group, parts):
        joined.join(together)
    by_root: dict[str, _Part] = {}
    for part in parts:
        by_root.setdefault(joined.root(min(part.variables)), part)
    if len(by_root) < 2:
        return
    compared = _Joined()
    for expression in _filters(group):
        compared.join({joined.root(one) for one in expression})
    first, *others = by_root.items()
    for root, part in others:
        one, other = _shown(first[1]), _shown(part)
        alike = compared.root(root) == compared.root(first[0])
        yield (COMPARED if alike else CROSS).format(one=one, other=other), part.position


def _together(group: Group, parts: list[_Part]) -> Iterator[set[str]]:
    """Sets of variables that something joins; what brings few rows joins as well."""
    yield set().union(*(_outside(group, part.variables) for part in parts))
    for pattern in group.patterns:
        yield pattern.variables
    for inner in group.groups:
        if inner.kind not in ("minus", "exists"):
            yield inner.visible
    yield from group.values
    asked = set().union(*(part.variables for part in parts))
    for bind in group.binds:
        if bind.target() in asked:
            yield bind.variables


def _parts(group: Group) -> Iterator[_Part]:
    for pattern in group.patterns:
        if pattern.variables and not pattern.anchored():
            yield _Part(pattern.variables, pattern.position)
    for inner in group.groups:
        if inner.kind not in ("minus", "exists") and inner.visible and not inner.few:
            yield _Part(inner.visible, inner.position)


def _filters(group: Group) -> Iterator[set[str]]:
    """What is compared in the group, and in the OPTIONALs of it, whose filters see it."""
    for bind in group.binds:
        yield bind.variables
    for expression in group.filters:
        yield expression.variables
    for inner in group.groups:
        if inner.kind == "optional":
            for expression in inner.filters:
                yield expression.variables | inner.visible


def _outside(group: Group, variables: set[str]) -> set[str]:
    """Those that the groups around give to this one; a subselect is given none."""
    found: set[str] = set()
    while group.parent is not None and group.kind not in ("where", "select"):
        group = group.parent
        for pattern in group.patterns:
            found |= variables & pattern.variables
    return found


def _nothing_taken(group: Group) -> Iterator[Found]:
    minus = [inner for inner in group.groups if inner.kind == "minus"]
    if not minus:
        return
    known = group.visible
    for inner in minus:
        if inner.visible and not inner.visible & known:
            yield NOTHING_TAKEN, inner.position


def _tried(group: Group) -> Iterator[Found]:
    """Inside of EXISTS Oxigraph joins without a key (docs/decisions/0027)."""
    stepping = any(token.says("/") for one in group.patterns for token in one.path)
    if group.kind == "exists" and (stepping or len(group.patterns) > 1):
        words = "NOT EXISTS" if group.negated else "EXISTS"
        instead = MINUS_INSTEAD if group.negated else JOIN_INSTEAD
        yield TRIED.format(words=words, instead=instead), group.position


def _shown(part: _Part) -> str:
    """A variable of it, by its name in the query."""
    named = sorted(one for one in part.variables if not one.startswith(":"))
    return f"?{named[0]}" if named else "a blank node"
