"""Things put into groups by what is decided of their pairs, whatever the order they came in.

Agglomeration, the strongest pair first: two groups become one when no member of the one is
different from a member of the other, and neither would grow beyond bounds. Ties are broken by name,
so that the same things with the same decisions give the same groups.
"""

from collections.abc import Callable, Collection, Hashable, Iterable
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

#: A group of more things than this that differ in what they say is no edition: it grows no more.
LARGEST: Final = 100


class Orderable(Hashable, Protocol):
    """What a thing goes by: things are taken in the order of their names."""

    def __lt__(self, other: Any, /) -> bool: ...


@dataclass(frozen=True, slots=True)
class Pair[T]:
    """Two things that are the same, and how surely (0 to 1; what people decide is surer yet)."""

    score: float
    a: T
    b: T


@dataclass(slots=True)
class Partition[T: Orderable]:
    """``groups``, each sorted; ``joined`` are the pairs that made them, one less than members.

    ``refused`` are the pairs that were not joined, with the reason.
    """

    groups: list[list[T]]
    joined: list[Pair[T]] = field(default_factory=list)
    refused: list[tuple[Pair[T], str]] = field(default_factory=list)


DIFFERENT: Final = "it would join things that differ"
TOO_LARGE: Final = "the group would be too large to be one thing"


def partition[T: Orderable](
    things: Collection[T],
    surely: Iterable[Pair[T]],
    same: Iterable[Pair[T]],
    *,
    kept_apart: Callable[[T, T], bool],
    different: Callable[[T, T], bool],
    largest: int = LARGEST,
) -> Partition[T]:
    """Puts things into groups.

    ``surely`` are the pairs people decided, in their order: only what people keep apart
    (``kept_apart``) stands against them. ``same`` are those of the rules.
    """
    group = {thing: [thing] for thing in things}
    made = Partition[T]([])

    def join(pair: Pair[T], against: Callable[[T, T], bool], bound: float) -> None:
        one, other = group[pair.a], group[pair.b]
        if one is other:
            return
        if len(one) + len(other) > bound:
            made.refused.append((pair, TOO_LARGE))
        elif any(against(x, y) for x in one for y in other):
            made.refused.append((pair, DIFFERENT))
        else:
            made.joined.append(pair)
            larger, smaller = (one, other) if len(one) >= len(other) else (other, one)
            larger += smaller
            for thing in smaller:
                group[thing] = larger

    for pair in surely:
        join(pair, kept_apart, float("inf"))
    for pair in sorted(
        same, key=lambda pair: (-pair.score, min(pair.a, pair.b), max(pair.a, pair.b))
    ):
        join(pair, lambda x, y: kept_apart(x, y) or different(x, y), largest)
    distinct = {id(members): members for members in group.values()}
    made.groups = sorted(sorted(members) for members in distinct.values())
    return made
