"""Which record each group of things makes: a path is kept, given up for another, or comes back.

A record keeps its path with the things that had it first. Where groups become one, the lowest path
survives and the others lead to it; where one falls apart, what leaves goes back to the path it had
before, if that is free.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

#: Paths a thing is taken back to, at most.
REMEMBERED: Final = 20
_NUMBER: Final = re.compile(r"[0-9]{1,18}\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Item:
    """A thing that is grouped: where it is now, and since when (in any unit).

    ``came`` are the paths it was at before merges took it where it is, the oldest first. ``at`` is
    None for one that is new or comes back; ``reserved`` the path kept for it then.
    """

    name: str
    likeness: int | None
    at: str | None
    came: tuple[str, ...]
    since: int
    reserved: str | None = None


@dataclass
class Assigned:
    """The path of each group, in their order; ``merged`` leads from old paths to new ones.

    A group that makes no record has the path "", and ``ended`` are those given up for nothing.
    ``split`` tells of paths that come (back) to life out of which other they do; ``came`` by which
    paths each thing, by name, has come to where it is now.
    """

    paths: list[str] = field(default_factory=list)
    merged: dict[str, str] = field(default_factory=dict)
    split: dict[str, str] = field(default_factory=dict)
    came: dict[str, tuple[str, ...]] = field(default_factory=dict)
    ended: list[str] = field(default_factory=list)


def assign(
    groups: Sequence[Sequence[Item]],
    free: Callable[[str], bool],
    new: Callable[[], str],
    least: int = 1,
) -> Assigned:
    """A path for each group of at least so many things.

    ``free`` tells whether a path nobody here is at says nothing now; ``new`` gives one that never
    was.
    """
    owned: list[list[str]] = [[] for _ in groups]
    many = [items if len(items) >= least else () for items in groups]
    for path, group in _owners(many).items():
        owned[group].append(path)
    first = _first(many)
    assigned = Assigned()
    taken = {path for paths in owned for path in paths}
    for number, (items, paths) in enumerate(zip(groups, owned, strict=True)):
        if len(items) < least:
            survivor = ""
        elif paths:
            survivor, *others = sorted(paths, key=order)
            assigned.merged |= dict.fromkeys(others, survivor)
        else:
            before = {path for path, owner in first.items() if owner == number}
            survivor = _vacant(items, before - taken, taken, free) or new()
            taken.add(survivor)
            came = sorted({item.at for item in items if item.at}, key=order)
            if came:
                assigned.split[survivor] = came[0]
        assigned.paths.append(survivor)
        assigned.came |= _came(items, survivor)
    left = {item.at for items in groups for item in items if item.at}
    assigned.ended = sorted(left.difference(assigned.paths, assigned.merged), key=order)
    return assigned


def order(path: str) -> tuple[int, str]:
    """Paths in the order they were given; those known by a name come last."""
    number = _NUMBER.search(path)
    return (int(number.group()) if number else 10**18, path)


def _owners(groups: Sequence[Sequence[Item]]) -> dict[str, int]:
    """For each path somebody is at, the group that has the best right to it."""
    claims: dict[str, dict[int, list[Item]]] = {}
    for number, items in enumerate(groups):
        for item in items:
            if item.at:
                claims.setdefault(item.at, {}).setdefault(number, []).append(item)
    return {
        path: min(claimants, key=lambda number: _right(claimants[number]))
        for path, claimants in claims.items()
    }


def _right(items: Iterable[Item]) -> tuple[int, int, int]:
    """The less, the better: most that were nowhere else before, most, the eldest."""
    count = Counter(not item.came for item in items)
    return -count[True], -count.total(), min(item.since for item in items)


def _first(groups: Sequence[Sequence[Item]]) -> dict[str, int]:
    """For each path that some came from and nobody had before them, the group most of them are in.

    What only came through it has no right to it.
    """
    found: dict[str, dict[int, list[Item]]] = {}
    for number, items in enumerate(groups):
        for item in items:
            for path in item.came[:1]:
                found.setdefault(path, {}).setdefault(number, []).append(item)
    return {
        path: min(of, key=lambda number: (-len(of[number]), min(each.since for each in of[number])))
        for path, of in found.items()
    }


def _vacant(
    items: Sequence[Item], before: Collection[str], taken: set[str], free: Callable[[str], bool]
) -> str | None:
    """Of the paths they were at before, the last that nobody has now; or one kept for them."""
    last = {path: place for item in items for place, path in enumerate(item.came)}
    for path in sorted(before, key=lambda path: (-last[path], order(path))):
        if free(path):
            return path
    kept = sorted({item.reserved for item in items if item.reserved} - taken, key=order)
    return kept[0] if kept else None


def _came(items: Sequence[Item], path: str) -> dict[str, tuple[str, ...]]:
    """By which paths each has come to this one. Where all came from elsewhere, none did."""
    came = {item.name: _way(item, path) for item in items}
    return came if not path or not all(came.values()) else dict.fromkeys(came, ())


def _way(item: Item, path: str) -> tuple[str, ...]:
    if not path:
        return (*item.came, item.at) if item.at else item.came
    if path in item.came:
        return item.came[: item.came.index(path)]
    if item.at in {None, path}:
        return item.came if item.at else ()
    return (*item.came, str(item.at))[-REMEMBERED:]
