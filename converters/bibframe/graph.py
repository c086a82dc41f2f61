"""The nodes of one description while it is made, and their names when it is done.

No graph is kept: a node is a list of what it says, as text, and of the nodes it points to.
"""

import re
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from typing import Final

from converters.bibframe.terms import expand, literal, mend_iri, term
from converters.naming import HASH_BYTES, IDENTIFYING, names_of

#: No heading has as many parts.
LONGEST_LIST: Final = 200
_TYPE: Final = term("rdf:type")


class Class:
    """A class things are made of: ``Class("bf:Title")``; ``kind`` begins its things' names."""

    __slots__ = ("identified", "iri", "kind", "statement")

    def __init__(self, name: str) -> None:
        self.iri = expand(name)
        # The letters it ends in, as converters.naming reads it: Number for Gtin14Number.
        self.kind = re.split("[^A-Za-z]", name)[-1]
        self.statement = f"{_TYPE} <{self.iri}>"
        self.identified = self.kind in IDENTIFYING


class Node:
    """A thing the description speaks of: what it says, and what it points to.

    ``name`` is empty until the description is done; only things of the world (an IRI of a
    vocabulary or authority) and the record's Work, Instance and Item have one from the start.
    Things of the world that say always the same are made once and used by all records: nobody
    may add to them.
    """

    __slots__ = ("kind", "lines", "links", "name", "said")

    def __init__(self, kind: str, name: str = "") -> None:
        self.kind = kind
        self.name = name
        #: What a thing of the world says, written; made when it is first asked for.
        self.lines: Sequence[str] = ()
        self.said: list[str] = []
        self.links: list[tuple[str, Node]] = []

    def say(self, predicate: str, object_: str) -> None:
        """One statement; both terms as N-Triples writes them."""
        self.said.append(f"{predicate} {object_}")

    def text(self, predicate: str, value: str, language: str = "") -> None:
        """One statement whose object is a literal."""
        self.said.append(f"{predicate} {literal(value, language)}")

    def point(self, predicate: str, iri: str) -> None:
        """One statement whose object is an IRI from the record; none if it cannot be one."""
        if good := mend_iri(iri):
            self.said.append(f"{predicate} <{good}>")

    def link(self, predicate: str, node: "Node") -> None:
        """One statement whose object is another node."""
        self.links.append((predicate, node))


def thing(class_: Class, iri: str = "", kind: str = "") -> Node:
    """A new node of a class: the record's own, or the thing of the world that has the IRI.

    What cannot be made an IRI leaves the record's own.
    """
    name = f"<{good}>" if iri and (good := mend_iri(iri)) else ""
    node = Node(kind or class_.kind, name)
    node.said.append(class_.statement)
    return node


class Circular(Exception):
    """Nodes point to each other in a circle, so that none can be named first."""


def statements(
    roots: Sequence[Node],
    identified: Iterable[Node],
    document: str,
    circles: Iterable[Sequence[Node]] = (),
) -> set[str]:
    """The lines of N-Triples of everything reached from the roots, every node named by content.

    ``circles``: nodes known to point to each other, and to no other such nodes.
    """
    _identify(identified)
    lines: set[str] = set()
    done: dict[int, str] = {}
    try:
        for circle in circles:
            _name_circle(circle)
        for root in roots:
            _write(root, document, lines, done)
    except Circular:
        _name_by_refinement(roots)
        lines.clear()
        done.clear()
        for root in roots:
            _write(root, document, lines, done)
    return lines


def _identify(nodes: Iterable[Node]) -> None:
    """Names the nodes that are known by some of their statements, where no other has the same."""
    holders: dict[tuple[str, frozenset[str]], list[Node]] = {}
    for node in nodes:
        if keys := frozenset(_keys(node)):
            holders.setdefault((node.kind, keys), []).append(node)
    for (kind, keys), alike in holders.items():
        if len(alike) == 1:
            alike[0].name = _hashed(kind, sorted(keys))


def _keys(node: Node) -> Iterable[str]:
    predicates = IDENTIFYING[node.kind]
    for said in node.said:
        if said.partition(" ")[0] in predicates:
            yield said
    for predicate, other in node.links:
        if predicate in predicates:
            yield f"{predicate} {other.name}"


def _hashed(kind: str, said: list[str]) -> str:
    text = f"{kind}\n{'\n'.join(said)}" if said else kind
    return f"<#{kind}-{blake2b(text.encode(), digest_size=HASH_BYTES).hexdigest()}>"


def bound_list(length: int) -> None:
    """Raises ``ValueError`` for a list so long that its cells, each in the last, go too deep."""
    if length > LONGEST_LIST:
        raise ValueError(f"it has {length} parts")


def _write(node: Node, document: str, lines: set[str], done: dict[int, str]) -> str:
    """Names a node after those it points to, writes its lines, and returns its name in full."""
    name = node.name
    if node.lines:
        lines.update(node.lines)
        return name
    key = id(node)
    if (full := done.get(key)) is not None:
        if not full:
            raise Circular
        return full
    said = node.said
    if name:
        own = name.startswith("<#")
        done[key] = full = f"<{document}{name[1:]}" if own else name
        if not own and not node.links:
            node.lines = [f"{name} {line} .\n" for line in said]
            lines.update(node.lines)
            return name
        links = [(p, _write(o, document, lines, done)) for p, o in node.links]
    elif node.links:
        done[key] = ""
        links = [(p, _write(o, document, lines, done)) for p, o in node.links]
        relative = {*said, *[f"{p} {o.name}" for p, o in node.links]}
        node.name = _hashed(node.kind, sorted(relative))
        done[key] = full = f"<{document}{node.name[1:]}"
    else:
        links = []
        node.name = _hashed(node.kind, said if len(said) < 2 else sorted(set(said)))
        done[key] = full = f"<{document}{node.name[1:]}"
    lines.update([f"{full} {line} .\n" for line in said])
    if links:
        lines.update([f"{full} {predicate} {other} .\n" for predicate, other in links])
    return full


def _name_circle(circle: Sequence[Node]) -> None:
    """Names nodes that point to each other as :mod:`converters.naming` does, in as many rounds."""
    places = {id(node): place for place, node in enumerate(circle)}
    outside: list[set[str]] = []
    inside: list[list[tuple[str, int]]] = []
    for node in circle:
        if node.name:
            return
        said = set(node.said)
        said.update([f"{p} {_name(o, places)}" for p, o in node.links if id(o) not in places])
        outside.append(said)
        inside.append([(p, places[id(o)]) for p, o in node.links if id(o) in places])
    colours = [""] * len(circle)
    names: list[str] = []
    for _ in circle:
        names = [
            _hashed(node.kind, sorted(said.union([f"{p} {colours[at]}" for p, at in links])))
            for node, said, links in zip(circle, outside, inside, strict=True)
        ]
        colours = [name.rpartition("-")[2][:-1] for name in names]
    for node, name in zip(circle, names, strict=True):
        node.name = name


def _name(node: Node, above: Iterable[int]) -> str:
    """The name of a node below others, named after those it points to."""
    if not node.name:
        if id(node) in above:
            raise Circular
        said = set(node.said)
        if node.links:
            within = {*above, id(node)}
            said.update([f"{p} {_name(o, within)}" for p, o in node.links])
        node.name = _hashed(node.kind, sorted(said))
    return node.name


def _name_by_refinement(roots: Sequence[Node]) -> None:
    """Names nodes some of which stand in a circle, as :mod:`converters.naming` does any graph."""
    nodes: dict[str, list[tuple[str, str]]] = {}
    found: dict[str, Node] = {}
    waiting = list(roots)
    while waiting:
        node = waiting.pop()
        term_ = _provisional(node)
        if term_ in found:
            continue
        found[term_] = node
        waiting += [other for _, other in node.links]
        if term_.startswith(("_:", "<#")):
            pairs = [(p, o) for p, _, o in (said.partition(" ") for said in node.said)]
            nodes[term_] = pairs + [(p, _provisional(o)) for p, o in node.links]
    kinds = {term_: found[term_].kind for term_ in nodes}
    roots_ = {term_: term_ for term_ in nodes if term_.startswith("<#")}
    for term_, name in names_of(nodes, kinds, roots_, "").items():
        found[term_].name = name


def _provisional(node: Node) -> str:
    """A name to tell nodes apart by; Work, Instance, Item and things of the world have theirs."""
    own = not node.name or (node.name.startswith("<#") and "-" in node.name)
    return f"_:n{id(node)}" if own else node.name
