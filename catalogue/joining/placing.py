"""Things that come, change or go, and all that hangs together with them: which make one record.

What is found out here depends on what is there afterwards alone, never on the order it came in:
whatever the newcomers are the same as is put into groups anew with them.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Protocol

from catalogue.joining.assigning import Assigned, Item, assign
from catalogue.joining.comparing import Compared, Comparing
from catalogue.joining.partition import Pair, Partition, partition
from store.log.likenesses import Decision, Edge, Kept, edges

#: What is put into groups: all things of one likeness together, or one of them by its name.
type Node = tuple[int, str]
#: How much surer people are than any rule.
_SURE = 2.0


class Level(Protocol):
    """What is put together at one level: sources to records, or records to works.

    ``least`` is how many things make one.
    """

    @property
    def least(self) -> int: ...

    def alike(self, likenesses: Collection[int]) -> Iterable[Item]:
        """The things compared by these."""
        ...

    def at(self, paths: Collection[str]) -> Iterable[Item]:
        """The things these paths are made of."""
        ...

    def named(self, names: Collection[str]) -> Iterable[Item]:
        """The things of these names."""
        ...

    def decisions(self, names: Collection[str]) -> Mapping[tuple[str, str], Decision]:
        """What people decided of these things and any other, that is in force."""
        ...

    def free(self, path: str) -> bool:
        """Whether nothing is said at a path that was given."""
        ...

    def new(self) -> str:
        """A path nobody ever had."""
        ...


@dataclass(frozen=True, slots=True)
class Arriving:
    """A thing as it is from now on, with what it is compared by; ``was``: by what before.

    ``gone``: it goes away; ``again``: it is compared anew, whatever was decided before.
    """

    item: Item
    likeness: Kept | None
    was: int | None = None
    gone: bool = False
    again: bool = False


@dataclass(frozen=True, slots=True)
class Joined:
    """What groups came together by: things on either side, and what rules or people decided.

    Neither did where all are compared by the same. The things of one side are compared by the same.
    """

    a: Sequence[str]
    b: Sequence[str]
    edge: Edge | None
    decided: bool


@dataclass
class Placement:
    """Who makes which record: ``groups`` with their paths, of all that was looked at.

    ``single`` are things that make none. ``ended`` are paths that nobody feeds any more. ``born``
    and ``gone`` are likenesses. ``joined`` tells by which pairs the groups came together.
    """

    groups: dict[str, list[Item]]
    assigned: Assigned
    ended: list[str]
    born: list[Kept]
    gone: set[int]
    compared: Compared
    single: list[Item]
    joined: list[Joined]
    refused: list[tuple[Pair[Node], str]] = field(default_factory=list)


def place(
    level: Level,
    comparing: Comparing,
    arriving: Sequence[Arriving],
    also: Iterable[Item] = (),
) -> Placement:
    """Finds for each that arrives, and each it hangs together with, the record it is part of.

    ``also`` are things that stay as they are, but are to be looked at: somebody decided of them.
    """
    around = _Surroundings(level, comparing, arriving, also)
    around.look()
    made = around.partition()
    groups = [
        sorted((around.items[name] for node in group for name in around.nodes[node]), key=_name)
        for group in made.groups
    ]
    assigned = assign(groups, level.free, level.new, level.least)
    placed = {path: items for path, items in zip(assigned.paths, groups, strict=True) if path}
    single = [
        item
        for path, items in zip(assigned.paths, groups, strict=True)
        if not path
        for item in items
    ]
    left = {each.item.at for each in arriving if each.gone and each.item.at}
    ended = sorted({*left, *assigned.ended}.difference(placed, assigned.merged))
    return Placement(
        placed,
        assigned,
        ended,
        around.born,
        around.gone,
        around.compared,
        single,
        [around.joining(pair) for pair in made.joined],
        made.refused,
    )


def _name(item: Item) -> str:
    return item.name


class _Surroundings:
    """Everything that hangs together with what arrives, by what is the same or at one path."""

    def __init__(
        self,
        level: Level,
        comparing: Comparing,
        arriving: Sequence[Arriving],
        also: Iterable[Item],
    ) -> None:
        self._level = level
        self._comparing = comparing
        self._coming = {each.item.name: each for each in arriving}
        self.items = {each.item.name: each.item for each in arriving if not each.gone}
        self._add(also)
        self.nodes: dict[Node, list[str]] = {}
        self.born: list[Kept] = []
        self.gone: set[int] = set()
        self.compared = Compared()
        self._edges: dict[tuple[int, int], Edge] = {}
        self._decisions: dict[tuple[str, str], Decision] = {}

    def look(self) -> None:
        """Compares what is new, and reads what hangs together with it until nothing more does."""
        coming = self._coming.values()
        of = {each.likeness.id: each.likeness for each in coming if each.likeness}
        there = self._comparing.of([*of])
        self.born = [each for id_, each in sorted(of.items()) if id_ not in there]
        again = {each.likeness.id for each in coming if each.again and each.likeness}
        compared = [*self.born, *(of[id_] for id_ in sorted(again & there.keys()))]
        was = {each.was for each in coming if each.was is not None}
        held = {item.likeness for item in self._level.alike(was) if item.name not in self._coming}
        self.gone = was.difference(held, of)
        dropped = {
            id_ for each in edges(self._comparing.log, self.gone) for id_ in (each.a, each.b)
        }
        self.compared = self._comparing.take(compared, self.gone)
        pairs = [*self.compared.undecided, *self.compared.edges]
        also = {item.likeness for item in self.items.values() if item.likeness is not None}
        dirty = {*of, *was, *also, *dropped, *(id_ for pair in pairs for id_ in pair)} - self.gone
        self._edges |= self.compared.edges
        self._read(dirty)

    def _read(self, dirty: set[int]) -> None:
        fresh = {each.id for each in self.born}
        seen: set[int] = set()
        names: set[str] = set()
        paths = {each.item.at for each in self._coming.values() if each.item.at}
        self._add(self._level.at(paths))
        while dirty or self.items.keys() - names:
            seen |= dirty
            known = dirty - fresh
            for edge in edges(self._comparing.log, known):
                pair = edge.a, edge.b
                if pair not in self.compared.undecided and not self.gone & {*pair}:
                    self._edges.setdefault(pair, edge)
            self._add(self._level.alike(known))
            here = {item.at for item in self.items.values() if item.at} - paths
            self._add(self._level.at(here))
            paths |= here
            while asked := self.items.keys() - names:
                names |= asked
                decided = self._level.decisions(asked)
                self._decisions |= decided
                self._add(self._level.named({name for pair in decided for name in pair} - names))
            linked = {
                id_
                for (a, b), edge in self._edges.items()
                if edge.says == "same" and (a in seen or b in seen)
                for id_ in (a, b)
            }
            found = {item.likeness for item in self.items.values() if item.likeness is not None}
            dirty = (linked | found) - seen - self.gone

    def _add(self, items: Iterable[Item]) -> None:
        """What the log says of things; of those that arrive, more is known already."""
        for item in items:
            if item.name not in self._coming:
                self.items.setdefault(item.name, item)

    def partition(self) -> Partition[Node]:
        """The groups of all that was found."""
        ids = {item.likeness for item in self.items.values() if item.likeness is not None}
        alone = {id_ for id_, each in self._comparing.of(ids).items() if each.alone}
        singled = self._singled()
        by_likeness: defaultdict[int, list[Node]] = defaultdict(list)
        node_of: dict[str, Node] = {}
        for item in self.items.values():
            apart = item.likeness is None or item.likeness in alone or item.name in singled
            node = (item.likeness or 0, item.name if apart else "")
            node_of[item.name] = node
            if node not in self.nodes:
                by_likeness[node[0]].append(node)
            self.nodes.setdefault(node, []).append(item.name)
        same = [
            Pair(edge.score, x, y)
            for (a, b), edge in self._edges.items()
            if edge.says == "same"
            for x in by_likeness.get(a, ())
            for y in by_likeness.get(b, ())
            if x != y
        ]
        for id_ in ids - alone:
            same += [Pair(1.0, x, y) for x, y in combinations(by_likeness[id_], 2)]
        surely, kept_apart = self._decided(node_of)
        agreed = {(min(p.a[0], p.b[0]), max(p.a[0], p.b[0])) for p in surely}
        return partition(
            self.nodes,
            surely,
            same,
            kept_apart=lambda x, y: (x, y) in kept_apart,
            different=self._different(agreed),
            largest=self._comparing.rules.largest,
        )

    def joining(self, pair: Pair[Node]) -> Joined:
        """The things of either side of a pair, and why they are together."""
        decided = pair.score == _SURE
        edge = self._edges.get((min(pair.a[0], pair.b[0]), max(pair.a[0], pair.b[0])))
        a, b = sorted((sorted(self.nodes[pair.a]), sorted(self.nodes[pair.b])))
        return Joined(a, b, None if decided else edge, decided)

    def _singled(self) -> set[str]:
        """Things that somebody keeps apart though they are compared by the same."""
        return {
            name
            for (a, b), decision in self._decisions.items()
            if decision.says == "different"
            and a in self.items
            and b in self.items
            and self.items[a].likeness == self.items[b].likeness
            for name in (a, b)
        }

    def _decided(
        self, node_of: Mapping[str, Node]
    ) -> tuple[list[Pair[Node]], set[tuple[Node, Node]]]:
        """What people put together, in the order they did, and what they keep apart."""
        surely: list[Pair[Node]] = []
        apart: set[tuple[Node, Node]] = set()
        for (a, b), decision in sorted(self._decisions.items(), key=lambda each: each[1].id):
            if a not in node_of or b not in node_of:
                continue
            pair = node_of[a], node_of[b]
            if decision.says == "same":
                surely.append(Pair(_SURE, *pair))
            else:
                apart |= {pair, pair[::-1]}
        return surely, apart

    def _different(self, agreed: set[tuple[int, int]]) -> Callable[[Node, Node], bool]:
        """Whether two nodes may not be in one group, compared if nobody has done it yet.

        ``agreed`` are likenesses of which people say that they are the same.
        """
        known = {
            pair: edge.says == "different"
            for pair, edge in self._edges.items()
            if edge.says != "different" or not self._comparing.rules.tolerated
        }
        known |= dict.fromkeys(agreed, False)

        def different(x: Node, y: Node) -> bool:
            pair = (min(x[0], y[0]), max(x[0], y[0]))
            if pair[0] == pair[1] or 0 in (x[0], y[0]):
                return False
            if pair not in known:
                known[pair] = self._comparing.apart(*pair)
            return known[pair]

        return different
