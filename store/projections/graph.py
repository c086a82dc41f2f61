"""The graph as a reader of the log: applies what changed since its checkpoint, and can be checked.

Every step may be repeated: statements are sets, and what a record says now is read now, so a
process killed at any moment goes on from the checkpoint and ends in the same graph.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from store import statements
from store.graph.embedded import EmbeddedGraph, Graph
from store.log.reading import RecordLog

#: Changes applied at once; at 150 statements a record this is a bulk load of 150,000.
PORTION: Final = 1_000
EXAMPLES: Final = 5


def catch_up(log: RecordLog, graph: Graph) -> Iterator[int]:
    """Brings the graph up to the log's head; yields the number of each change reached."""
    while changes := log.changes(graph.checkpoint, PORTION):
        removed: set[bytes] = set()
        paths = {change.path for change in changes}
        foreign: set[bytes] = set()
        for change in changes:
            lines = statements.lines(change.removed)
            others = statements.shared(lines, log.base, change.path)
            foreign |= others
            removed |= lines - others
        removed |= foreign - log.still_shared(foreign)
        added: set[bytes] = set()
        for triples in log.saying(sorted(paths)).values():
            added |= statements.lines(triples)
        graph.apply(removed, added, changes[-1].seq)
        yield changes[-1].seq


@dataclass(frozen=True, slots=True)
class Comparison:
    """How the graph and the log agree, in statements; ``examples`` of what is not in both."""

    records: int
    in_log: int
    in_graph: int
    missing: int
    surplus: int
    behind: int
    examples: tuple[str, ...]

    @property
    def equal(self) -> bool:
        """Whether the graph is exactly what the log says."""
        return not (self.missing or self.surplus or self.behind)


def compare(log: RecordLog, graph: EmbeddedGraph) -> Comparison:
    """Graph against log, to the statement.

    Statements are compared by 16-byte hashes, some 200 bytes of memory each, not by their text.
    """
    said: set[bytes] = set()
    records = 0
    for _, triples in log.live():
        records += 1
        said.update(statements.key(line) for line in triples.splitlines())
    in_log = len(said)
    examples: list[str] = []
    surplus = in_graph = 0
    for line in graph.statements():
        in_graph += 1
        digest = statements.key(line)
        if digest in said:
            said.remove(digest)  # a graph holds a statement once
        else:
            surplus += 1
            if len(examples) < EXAMPLES:
                examples.append(f"only in the graph: {line.decode()}")
    missing = said
    if missing:
        for record, triples in log.live():
            for line in triples.splitlines():
                if statements.key(line) in missing and len(examples) < 2 * EXAMPLES:
                    examples.append(f"only in the log ({record.path}): {line.decode()}")
    behind = log.head - graph.checkpoint
    return Comparison(records, in_log, in_graph, len(missing), surplus, behind, tuple(examples))
