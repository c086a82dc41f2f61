"""Which fields' rules wrote each statement of a record of MARC 21, noted while they are run.

It costs one conversion, and is what ``catena rebuild`` counts changes by. What each subfield makes,
of any dialect and kind, is found out by :mod:`converters.accounts`.
"""

from collections.abc import Iterable, Iterator

from converters.bibframe.description import Description
from converters.bibframe.engine import Rules
from converters.bibframe.field import Field
from converters.bibframe.graph import Node, statements
from converters.bibframe.table import Target
from converters.engine import Job

#: The place of a field in the record, counted from 0; the leader is -1.
type Place = int


def by_field(rules: Rules, job: Job, generated: str) -> dict[str, set[Place]]:
    """Each statement with the places of the fields whose rules wrote it; none for the engine's own.

    The administrative metadata and what joins Work, Instance and Item belong to no field.
    """
    tracing = _Tracing(rules)
    description, roots, _ = tracing.described(job.record.marc, generated)
    lines = statements(roots, description.identified, job.document, description.circles)
    fields: dict[str, set[Place]] = {line.rstrip("\n"): set() for line in lines}
    for each, node, said, links in tracing.written:
        written = Node(node.kind, node.name)
        written.said, written.links = said, links
        for line in _lines(written, job.document):
            # What is said of a pair is said by both of its halves.
            if line in fields:
                fields[line].update([each.index, *(half.index for half in each.halves)])
    return fields


class _Tracing(Rules):
    """The engine, noting which field's rules wrote what to which of the record's things."""

    def __init__(self, rules: Rules) -> None:
        self.version = rules.version
        self.as_lc = rules.as_lc
        self._own, self._copies, self._halves = rules._own, rules._copies, rules._halves
        self.written: list[tuple[Field, Node, list[str], list[tuple[str, Node]]]] = []

    def describe(self, description: Description) -> list[Node]:
        self.written.clear()  # of an attempt on which a rule failed
        return super().describe(description)

    def _run(self, target: Target, fields: Iterable[Field], node: Node) -> None:
        for each in fields:
            said, links = len(node.said), len(node.links)
            super()._run(target, (each,), node)
            if len(node.said) > said or len(node.links) > links:
                self.written.append((each, node, node.said[said:], node.links[links:]))


def _lines(written: Node, document: str) -> Iterator[str]:
    """The lines of what was written to a node, and of the nodes that hang from it."""
    seen: set[int] = set()
    waiting = [written]
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        subject = _full(node, document)
        yield from (f"{subject} {said} ." for said in node.said)
        for predicate, other in node.links:
            yield f"{subject} {predicate} {_full(other, document)} ."
            if not _is_root(other):
                waiting.append(other)


def _is_root(node: Node) -> bool:
    return node.name in ("<#Work>", "<#Instance>", "<#Item>")


def _full(node: Node, document: str) -> str:
    return f"<{document}{node.name[1:]}" if node.name.startswith("<#") else node.name
