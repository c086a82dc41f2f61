"""One thing from what the halves of a pair say of it: one node, a literal in each script.

The rules of a field are run on the field, then on its 880 as if it were the field; what the second
makes is laid over what the first made. Which nodes are one: :mod:`.matching`; which texts are said
and how they are tagged: :mod:`.tagging`.
"""

from collections import deque
from collections.abc import Callable, Sequence
from itertools import islice
from typing import Final

from converters.bibframe.field import Field
from converters.bibframe.graph import Node
from converters.bibframe.half import Half
from converters.bibframe.matching import is_root, matched, within
from converters.bibframe.tagging import said_by_both, tagged
from converters.bibframe.terms import term

_BY_AUTHORITY: Final = term("madsrdf:isIdentifiedByAuthority")

type Make = Callable[[Field, Node], object]


def joined(make: Make, field: Field, node: Node) -> None:
    """Runs a rule on the field and on its other halves; what they make is one thing.

    What an 880 that stands alone says has its language tag, also where LC's rules give none.
    """
    record = field.record
    alone = field.language if isinstance(field, Half) else ""
    halves = () if isinstance(field, Half) else record.halves.get(field.index, ())
    if not halves and not alone:
        make(field, node)
        return
    said, links, numbered = len(node.said), len(node.links), len(record.numbered)
    identified, circles = len(record.identified), len(record.circles)
    make(field, node)
    mine = Node(node.kind)
    mine.said, mine.links = node.said[said:], node.links[links:]
    # Rules hang things that all records share: what is altered here must be nobody else's.
    mine, copies = _copied(mine, alone)
    for name in list(islice(reversed(record.numbered), len(record.numbered) - numbered)):
        record.numbered[name] = copies.get(id(record.numbered[name]), record.numbered[name])
    kept = copies
    for half in halves:
        theirs = Node(node.kind, node.name)
        with record.apart():
            make(half, theirs)
        kept = {**kept, **join(mine, theirs, half.beside, half.language)}
    record.identified[identified:] = list(
        {id(one): one for one in _all(record.identified[identified:], kept)}.values()
    )
    record.circles[circles:] = [tuple(_all(nodes, kept)) for nodes in record.circles[circles:]]
    node.said[said:], node.links[links:] = mine.said, mine.links


def _all(nodes: Sequence[Node], kept: dict[int, Node]) -> list[Node]:
    return [kept.get(id(node), node) for node in nodes]


def join(mine: Node, theirs: Node, language: str, other: str) -> dict[int, Node]:
    """Lays what one half said of a node over what the other said; the tags are their languages.

    Returns what became of each of their nodes.
    """
    top, copies = _copied(theirs, other)
    became: dict[int, Node] = {}
    waiting = deque([(mine, top)])
    while waiting:
        one, two = waiting.popleft()
        if id(two) in became:
            continue
        became[id(two)] = one
        if two.name and not one.name:
            one.name = two.name
        elif two.name != one.name and two.name:
            one.said.append(f"{_BY_AUTHORITY} {two.name}")
        one.said = said_by_both(one.said, two.said, language, other)
        left, pairs = matched(one, two)
        waiting.extend(map(within, pairs))
        one.links += left
    _relink(mine, became)
    return {key: became.get(id(copy), copy) for key, copy in copies.items()}


def _relink(top: Node, became: dict[int, Node]) -> None:
    """Points what is left of their nodes to ours, where those became ours."""
    seen = {id(top)}
    waiting = [top]
    while waiting:
        node = waiting.pop()
        node.links = [(p, became.get(id(o), o)) for p, o in node.links]
        for _, other in node.links:
            if id(other) not in seen and not is_root(other):
                seen.add(id(other))
                waiting.append(other)


def _copied(top: Node, language: str) -> tuple[Node, dict[int, Node]]:
    """The same nodes again, texts without a tag in another script given this one."""
    copies = {id(top): Node(top.kind, top.name)}
    waiting = [top]
    while waiting:
        node = waiting.pop()
        copy = copies[id(node)]
        copy.said = [tagged(said, language) for said in node.said] if language else [*node.said]
        for predicate, other in node.links:
            if is_root(other):
                copy.links.append((predicate, other))
                continue
            if id(other) not in copies:
                copies[id(other)] = Node(other.kind, other.name)
                waiting.append(other)
            copy.links.append((predicate, copies[id(other)]))
    return copies[id(top)], copies
