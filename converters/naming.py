"""Stable IRIs for the nodes of one record: named by what they say, not by where their field stood.

The Library of Congress's stylesheet numbers nodes by field position (``#Agent100-3``) and leaves
blank nodes, so that inserting a field renames all that follow. Here a node's name is the kind of
thing it is and a hash of its statements, its own nodes among them by *their* names (a Merkle
hash); equal nodes become one, and an unchanged statement keeps its IRI through any edit
(docs/decisions/0003).
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final

from pyoxigraph import Triple

from shapes.namespaces import BF, RDF

type Lines = list[tuple[str, str]]

#: Nodes the record has one of, which keep their names whatever they say.
ROOTS: Final = ("Work", "Instance", "Item", "Item-DLC")
#: Nodes composed from several fields are named by these statements alone where they have one of
#: them, so that a field that adds to the node does not rename it: administrative metadata by the
#: event it tells of, the Instance an 856 makes (which repeats the title) by its address.
IDENTIFYING: Final[Mapping[str, frozenset[str]]] = {
    "AdminMetadata": frozenset(
        f"<{BF}{name}>" for name in ("status", "generationProcess", "descriptionLevel")
    ),
    "Instance": frozenset({f"<{BF}electronicLocator>"}),
}
HASH_BYTES: Final = 6

_TYPE = f"<{RDF}type>"
_FIRST = f"<{RDF}first>"
_KIND = re.compile(r"#([A-Za-z]+)")
_LOCAL = re.compile(r"([A-Za-z]+)>$")


def name_nodes(triples: Iterable[Triple], stub: str, document: str) -> set[str]:
    """The record's statements as lines of N-Triples, every node of its own named.

    ``stub`` is the IRI the stylesheet worked with, ``document`` the record's own; both without
    the ``#``. No blank node is left.
    """
    nodes, others = _by_subject(triples, f"<{stub}#")
    kinds = {node: _kind(node, lines) for node, lines in nodes.items()}
    roots = {f"<{stub}#{root}>": f"<{document}#{root}>" for root in ROOTS}
    names = names_of(nodes, kinds, roots, document)
    said = {
        f"{names.get(node, node)} {p} {names.get(o, o)} ."
        for node, lines in nodes.items()
        for p, o in lines
    }
    said.update(f"{s} {p} {names.get(o, o)} ." for s, p, o in others)
    return said


def names_of(
    nodes: Mapping[str, Lines], kinds: Mapping[str, str], roots: Mapping[str, str], document: str
) -> dict[str, str]:
    """The name of each of a record's own nodes, given under any other.

    ``kinds`` is what each is called by, ``roots`` the names that stay, in full.
    """
    names = dict(roots)
    naming = _Naming(nodes, kinds, names, _identified(nodes, kinds, names), document)
    for component in _components(nodes, names):
        naming.name(component)
    return names


def _by_subject(
    triples: Iterable[Triple], stub: str
) -> tuple[dict[str, Lines], list[tuple[str, str, str]]]:
    """The record's own nodes with their statements, in order; and statements about the world."""
    nodes: dict[str, Lines] = {}
    others = []
    for triple in triples:
        s, p, o = str(triple).split(" ", 2)
        if s.startswith(("_:", stub)):
            nodes.setdefault(s, []).append((p, o))
        else:
            others.append((s, p, o))
        if o.startswith(("_:", stub)):
            nodes.setdefault(o, [])
    return nodes, others


def _kind(node: str, lines: Lines) -> str:
    """``Agent`` for ``<…#Agent100-3>``; a blank node is called by the type it states first."""
    if match := _KIND.search(node):
        return match[1]
    for p, o in lines:
        if p == _TYPE and (match := _LOCAL.search(o)):
            return match[1]
    return "List" if any(p == _FIRST for p, _ in lines) else "Node"


def _identified(
    nodes: Mapping[str, Lines], kinds: Mapping[str, str], fixed: Mapping[str, str]
) -> set[str]:
    """The nodes whose :data:`IDENTIFYING` statements no other node has."""
    holders: dict[tuple[str, frozenset[tuple[str, str]]], list[str]] = {}
    for node, lines in nodes.items():
        if node not in fixed and (keys := IDENTIFYING.get(kinds[node])):
            said = frozenset(line for line in lines if line[0] in keys)
            if said:
                holders.setdefault((kinds[node], said), []).append(node)
    return {alike[0] for alike in holders.values() if len(alike) == 1}


@dataclass(frozen=True, slots=True)
class _Naming:
    """The naming of one record's nodes; ``names`` grows."""

    nodes: Mapping[str, Lines]
    kinds: Mapping[str, str]
    names: dict[str, str]
    identified: set[str]
    document: str

    def name(self, component: list[str]) -> None:
        """Names one node, or several that refer to each other in a circle.

        In a circle every node starts from what it says besides the circle, and as many rounds as
        the circle has nodes carry that along its arcs (colour refinement), so the names depend on
        the circle alone and not on where one enters it.
        """
        colours = dict.fromkeys(component, "")
        for _ in component:
            colours = {node: self._hash(node, colours) for node in component}
        for node, colour in colours.items():
            self.names[node] = f"<{self.document}#{self.kinds[node]}-{colour}>"

    def _hash(self, node: str, colours: Mapping[str, str]) -> str:
        """A short hash of what a node says; the document's own IRI is left out of it."""
        lines = self.nodes[node]
        if node in self.identified:
            keys = IDENTIFYING[self.kinds[node]]
            lines = [line for line in lines if line[0] in keys]
        own = f"<{self.document}#"
        # Put in order without the document: the same record must have the same names in any.
        said = {
            f"{p} {colours[o] if o in colours else self.names.get(o, o)}".replace(own, "<#")
            for p, o in lines
        }
        text = "\n".join([self.kinds[node], *sorted(said)])
        return blake2b(text.encode(), digest_size=HASH_BYTES).hexdigest()


def _components(nodes: Mapping[str, Lines], fixed: Mapping[str, str]) -> Iterator[list[str]]:
    """The nodes to be named, those referred to before those that refer to them.

    Tarjan's strongly connected components (SIAM J. Comput. 1, 1972), without recursion, because a
    hostile record can nest deeper than Python's stack.
    """
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    on_stack: set[str] = set()
    for start in nodes:
        if start in index or start in fixed:
            continue
        index[start] = low[start] = len(index)
        stack.append(start)
        on_stack.add(start)
        work = [(start, iter(nodes[start]))]
        while work:
            node, arcs = work[-1]
            for _, o in arcs:
                if o not in nodes or o in fixed:
                    continue
                if o not in index:
                    index[o] = low[o] = len(index)
                    stack.append(o)
                    on_stack.add(o)
                    work.append((o, iter(nodes[o])))
                    break
                if o in on_stack:
                    low[node] = min(low[node], index[o])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    at = stack.index(node)
                    component, stack[at:] = stack[at:], []
                    on_stack.difference_update(component)
                    yield component
