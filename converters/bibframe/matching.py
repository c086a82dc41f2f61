"""Which of the things the halves of a pair make are one: a field's, and those its 880 makes.

They are one where they hang from one thing by one property and are of one class, in their order;
what only one half has stays beside. A thing of the world is itself alone, but agents, works and
subjects may have several authorities.
"""

from collections import deque
from typing import Final

from converters.bibframe.graph import Node
from converters.bibframe.tagging import LITERAL, TYPE
from converters.bibframe.terms import term

_COMPONENTS: Final = term("madsrdf:componentList")
_CONTRIBUTED: Final = term("bf:contribution")
_FIRST: Final = term("rdf:first")
_RELATIONSHIP: Final = term("bf:relationship")
_REST: Final = term("rdf:rest")
_ROLE: Final = term("bf:role")
_SOURCES: Final = (term("bf:source"), term("madsrdf:isMemberOfMADSScheme"))
_COMPLEX: Final = f"{TYPE}{term('madsrdf:ComplexSubject')}"
_CONTRIBUTION: Final = f"{TYPE}{term('bf:Contribution')}"
#: Things an authority's IRI is one of several names for; other things with two IRIs are two.
_WITH_AUTHORITY: Final = frozenset(
    f"{TYPE}{term(f'bf:{name}')}"
    for name in (
        *("Agent", "Event", "GenreForm", "Hub", "Meeting", "Organization", "Person", "Place"),
        *("Temporal", "Topic", "Work"),
    )
)


def matched(mine: Node, theirs: Node) -> tuple[list[tuple[str, Node]], list[tuple[Node, Node]]]:
    """Their links that have no counterpart among ours, and the nodes that are one."""
    named: dict[tuple[str, str], Node] = {}
    waiting: dict[tuple[str, str, str], deque[Node]] = {}
    rest: dict[str, list[Node]] = {}
    for predicate, one in mine.links:
        if one.name:
            named.setdefault((predicate, one.name), one)
        waiting.setdefault((predicate, *_sort(one)), deque()).append(one)
        rest.setdefault(predicate, []).append(one)
    taken: set[int] = set()
    pairs: list[tuple[Node, Node]] = []
    first: list[tuple[str, Node]] = []
    for predicate, two in theirs.links:
        if two.name and (same := named.get((predicate, two.name))):
            if same is not two and id(same) not in taken:
                pairs.append((same, two))
                taken.add(id(same))
        elif predicate == _COMPONENTS:
            pairs += [pair for one in rest.get(predicate, ())[:1] for pair in _components(one, two)]
        else:
            first.append((predicate, two))
    left: list[tuple[str, Node]] = []
    for predicate, two in first:
        queue = waiting.get((predicate, *_sort(two)), deque())
        while queue and id(queue[0]) in taken:
            queue.popleft()
        if queue:
            taken.add(id(queue[0]))
            pairs.append((queue.popleft(), two))
        else:
            left.append((predicate, two))
    left = _only_ones(left, rest, taken, pairs)
    return [(p, two) for p, two in left if not _elsewhere(mine, p, two, rest, pairs)], pairs


def within(pair: tuple[Node, Node]) -> tuple[Node, Node]:
    """The part of the field's thing that the 880 names, where the 880 names less.

    A heading without the subdivisions is the first component; a name without the title, its agent.
    Where the 880 alone has subdivisions, its first component is the field's heading.
    """
    one, two = pair
    if _COMPLEX in two.said and _COMPLEX not in one.said:
        first = next((c for p, o in two.links if p == _COMPONENTS for c in _members(o)), two)
        if first is not two:
            first.said += [said for said in two.said if LITERAL.fullmatch(said)]
        return one, first
    if _COMPLEX in one.said and _COMPLEX not in two.said:
        found = next((c for p, o in one.links if p == _COMPONENTS for c in _members(o)), None)
    elif _types(two).isdisjoint(_types(one)) and _has_authority(two):
        found = _below(one, _types(two))
    else:
        return pair
    if found is None:
        return pair
    if not _types(two) & _types(found) and (deeper := _below(found, _types(two))):
        found = deeper
    two.said = [said for said in two.said if not said.startswith(_SOURCES)]
    two.links = [link for link in two.links if link[0] not in _SOURCES]
    return found, two


def _elsewhere(
    mine: Node,
    predicate: str,
    two: Node,
    rest: dict[str, list[Node]],
    pairs: list[tuple[Node, Node]],
) -> bool:
    """Whether the contribution of a name is that to the work the field names with it (``$t``).

    Where the 880 alone names a work, its agent is the field's; the work stays beside.
    """
    if predicate in rest:
        return False
    if two.said and two.said[0] == _CONTRIBUTION:
        found = _below(mine, {_CONTRIBUTION})
        if found is not None:
            pairs.append((found, two))
        return found is not None
    named = rest.get(_CONTRIBUTED, ())
    if len(named) == 1 and (found := _below(two, {_CONTRIBUTION})) is not None:
        pairs.append((named[0], found))
    return False


def _below(top: Node, types: set[str]) -> Node | None:
    """The nearest node below of one of these types."""
    seen = {id(top)}
    waiting = deque([top])
    while waiting:
        node = waiting.popleft()
        for _, other in node.links:
            if id(other) in seen or is_root(other):
                continue
            if not types.isdisjoint(other.said):
                return other
            seen.add(id(other))
            waiting.append(other)
    return None


def _types(node: Node) -> set[str]:
    return {said for said in node.said if said.startswith(TYPE)}


def _only_ones(
    left: list[tuple[str, Node]],
    rest: dict[str, list[Node]],
    taken: set[int],
    pairs: list[tuple[Node, Node]],
) -> list[tuple[str, Node]]:
    """Where each half has one thing of a property left, they are one of whatever class."""
    by: dict[str, list[Node]] = {}
    for predicate, two in left:
        by.setdefault(predicate, []).append(two)
    one_each: dict[str, Node] = {}
    for predicate, twos in by.items():
        free = [one for one in rest.get(predicate, ()) if id(one) not in taken]
        if len(free) == len(twos) == 1 and predicate not in (_ROLE, _RELATIONSHIP):
            one, two = free[0], twos[0]
            if not (one.name and two.name) or _has_authority(one):
                pairs.append((one, two))
                one_each[predicate] = two
    return [(p, two) for p, two in left if p not in one_each]


def _sort(node: Node) -> tuple[str, str]:
    """What must be alike of two nodes that are to be one."""
    said = node.said[0] if node.said and node.said[0].startswith(TYPE) else node.kind
    return said, "" if _has_authority(node) else node.name


def _has_authority(node: Node) -> bool:
    return bool(node.said) and node.said[0] in _WITH_AUTHORITY


def _components(mine: Node, theirs: Node) -> list[tuple[Node, Node]]:
    """The components of two lists that are one: by place in lists of one length, else by class."""
    ours, others = _members(mine), _members(theirs)
    if len(ours) == len(others):
        return list(zip(ours, others, strict=True))
    waiting: dict[tuple[str, str], deque[Node]] = {}
    for one in ours:
        waiting.setdefault(_sort(one), deque()).append(one)
    return [
        (queue.popleft(), two) for two in others if (queue := waiting.get(_sort(two))) and queue
    ]


def _members(cell: Node) -> list[Node]:
    members = []
    while True:
        rest = None
        for predicate, other in cell.links:
            if predicate == _FIRST:
                members.append(other)
            elif predicate == _REST:
                rest = other
        if rest is None:
            return members
        cell = rest


def is_root(node: Node) -> bool:
    """The record's own Work, Instance or Item, which no half makes."""
    return node.name.startswith("<#")
