"""New likenesses compared with those the log has: who shares a key, and what is decided of them."""

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from itertools import combinations
from typing import Final

from catalogue.joining.partition import LARGEST
from catalogue.matching.verdict import Verdict
from store.log.likenesses import Edge, Kept, edges, kept, sharing
from store.log.reading import RecordLog
from store.log.uniting import number, numbers

#: A key that more likenesses share than this tells nothing: an ISBN printed in every volume of a
#: series, a title hundreds have.
COMMON: Final = 200

type Compare = Callable[[Kept, Kept], Verdict]


@dataclass(frozen=True, slots=True)
class Rules:
    """How two likenesses are compared, and how many may share a key that still tells something.

    ``largest`` is how many may be in one group. Of two that differ only by ``tolerated`` rules,
    both may be the same as a third: two translations have no title in common.
    """

    compare: Compare
    common: int = COMMON
    largest: int = LARGEST
    tolerated: frozenset[str] = frozenset()

    def parts(self, verdict: Verdict) -> bool:
        """Whether two of whom this is said may not be in one group."""
        rules = {each.rule for each in verdict.evidence}
        return verdict.says == "different" and not (rules and rules <= self.tolerated)


@dataclass
class Compared:
    """What comparing brought: ``edges`` are new, ``undecided`` pairs share no useful key any more.

    ``alarmed`` are keys that have become too common, as their likenesses write them.
    """

    edges: dict[tuple[int, int], Edge] = field(default_factory=dict)
    undecided: set[tuple[int, int]] = field(default_factory=set)
    alarmed: set[str] = field(default_factory=set)


@dataclass
class Comparing:
    """Comparisons on top of what a log knows; each likeness is read once."""

    log: RecordLog
    rules: Rules
    known: dict[int, Kept] = field(default_factory=dict)

    def of(self, ids: Collection[int]) -> Mapping[int, Kept]:
        """The likenesses of these numbers that there are."""
        missing = [each for each in ids if each not in self.known]
        if missing:
            self.known |= kept(self.log, missing)
        return {each: self.known[each] for each in ids if each in self.known}

    def apart(self, a: int, b: int) -> bool:
        """Whether two likenesses may not be in one group, compared now."""
        both = self.of((a, b))
        return self.rules.parts(self.rules.compare(both[a], both[b]))

    def edge(self, a: int, b: int) -> Edge:
        """What is decided of two likenesses, compared now."""
        one, other = min(a, b), max(a, b)
        both = self.of((one, other))
        verdict = self.rules.compare(both[one], both[other])
        evidence = json.dumps([asdict(each) for each in verdict.evidence], ensure_ascii=False)
        return Edge(one, other, verdict.says, round(verdict.score, 4), evidence.encode())

    def take(self, born: Iterable[Kept], gone: Collection[int]) -> Compared:
        """Compares what is new with everything that shares a key with it.

        The keys of what is gone are looked at too: one that was too common may tell something
        again.
        """
        new = {each.id: each for each in born}
        self.known |= new
        touched = [*new.values(), *self.of(gone).values()]
        before = sharing(self.log, {key for each in touched for key in numbers(each)})
        after: defaultdict[int, set[int]] = defaultdict(set)
        after |= {key: ids.difference(gone) for key, ids in before.items()}
        for each in new.values():
            for key in numbers(each):
                after[key].add(each.id)
        made = Compared()
        pairs: set[tuple[int, int]] = set()
        crossed: set[int] = set()
        for key, ids in after.items():
            was, now = len(before.get(key, ())), len(ids)
            if (was > self.rules.common) != (now > self.rules.common):
                crossed.add(key)
            elif now <= self.rules.common:
                pairs |= {_pair(a, b) for a in ids & new.keys() for b in ids if a != b}
        for key in sorted(crossed):
            self._cross(key, after, made, pairs)
        self.of({each for pair in pairs for each in pair})
        for a, b in sorted(pairs):
            made.edges[a, b] = self.edge(a, b)
        for each in new.values():
            if each.alone:
                made.edges[each.id, each.id] = replace(self.edge(each.id, each.id), says="ask")
        return made

    def _cross(
        self,
        key: int,
        after: dict[int, set[int]],
        made: Compared,
        pairs: set[tuple[int, int]],
    ) -> None:
        """A key becomes too common, or tells something again: its pairs are looked at anew."""
        ids = after[key]
        members = self.of(ids)
        keys = {each: set(numbers(kept_)) for each, kept_ in members.items()}
        shared = sharing(self.log, {each for of in keys.values() for each in of})
        shared |= after
        useless = {each for each, of in shared.items() if len(of) > self.rules.common}
        if len(ids) > self.rules.common:
            made.alarmed |= {
                name
                for each in members.values()
                for name in each.keys
                if number(f"{each.kind}:{name}".encode()) == key
            }
        decided = {(edge.a, edge.b) for edge in edges(self.log, ids)}
        for a, b in combinations(sorted(ids), 2):
            if not (keys[a] & keys[b]).difference(useless):
                made.undecided |= {(a, b)} & decided
                pairs.discard((a, b))
            elif (a, b) not in decided:
                pairs.add((a, b))


def _pair(a: int, b: int) -> tuple[int, int]:
    return (a, b) if a < b else (b, a)
