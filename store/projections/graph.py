"""The graph as a reader of the log: what records say comes and goes, statement by statement.

Every step may be repeated: statements are sets, and what a record says is read when it is needed,
so that a process killed at any moment goes on from the checkpoint and ends in the same graph.
"""

from collections.abc import Iterator, Sequence
from itertools import batched
from typing import Final

from store import statements
from store.graph import Graph
from store.graph.embedded import EmbeddedGraph
from store.log.reading import RecordLog
from store.log.records import Change
from store.projections import Comparison
from store.projections.comparing import compare

GRAPH: Final = "graph"

#: From this many bytes of statements on, new ones go in by :meth:`store.graph.Graph.load`.
BULK: Final = 1_000_000
#: Most that is loaded at once (bytes of N-Triples); with it Oxigraph takes some 1.3 GB of memory.
LARGEST: Final = 200_000_000
#: Records whose statements are read from the log together.
READ: Final = 500


class GraphProjection:
    """Keeps a graph as the log's live records say it should be."""

    name: Final = GRAPH

    def __init__(self, graph: Graph) -> None:
        self.graph = graph

    @property
    def checkpoint(self) -> int:
        return self.graph.checkpoint

    @property
    def log(self) -> str:
        return self.graph.log

    def begin(self, log: str) -> None:
        self.graph.begin(log)

    def follow(self, log: RecordLog, changes: Sequence[Change]) -> None:
        if all(change.action == "create" for change in changes):
            self._create(log, changes)
            return
        paths = sorted({change.path for change in changes})
        said = log.saying(paths)
        removed = _removed(log, changes, said)
        if sum(map(len, said.values())) < BULK:
            added = {line for triples in said.values() for line in triples.splitlines()}
            self.graph.apply(removed, added, changes[-1].seq)
        else:
            self.graph.apply(removed, set(), self.graph.checkpoint)
            self._load(iter(said.values()), changes[-1].seq)

    def _create(self, log: RecordLog, changes: Sequence[Change]) -> None:
        """New records have nothing to be taken away, and may be loaded a part at a time."""
        documents: list[bytes] = []
        size = 0
        for portion in batched(changes, READ):
            said = log.saying([change.path for change in portion])
            documents += said.values()
            size += sum(map(len, said.values()))
            if size > LARGEST:
                self.graph.load(documents, portion[-1].seq)
                documents, size = [], 0
        if size >= BULK:
            self.graph.load(documents, changes[-1].seq)
        else:
            added = {line for triples in documents for line in triples.splitlines()}
            self.graph.apply(set(), added, changes[-1].seq)

    def _load(self, documents: Iterator[bytes], checkpoint: int) -> None:
        """Loads in parts; the checkpoint moves with the last."""
        before = self.graph.checkpoint
        part: list[bytes] = []
        size = 0
        for document in documents:
            part.append(document)
            size += len(document)
            if size > LARGEST:
                self.graph.load(part, before)
                part, size = [], 0
        self.graph.load(part, checkpoint)

    def check(self, log: RecordLog, *, deep: bool = False) -> Comparison:  # noqa: ARG002
        if isinstance(self.graph, EmbeddedGraph) and (broken := tuple(self.graph.sums.broken())):
            # Reading it would end in an error at best.
            behind = log.head - self.checkpoint
            return Comparison(GRAPH, "statements", 0, 0, 0, 0, 0, behind, damaged=broken)
        return compare(log, self.graph)

    def close(self) -> None:
        self.graph.close()


def _removed(log: RecordLog, changes: Sequence[Change], said: dict[str, bytes]) -> set[bytes]:
    """The statements these changes took away and nothing says any more."""
    own: set[bytes] = set()
    foreign: set[bytes] = set()
    for change in changes:
        gone = statements.lines(change.removed)
        if gone:
            others = statements.shared(gone, log.base, change.path)
            foreign |= others
            own |= gone - others - statements.lines(said.get(change.path, b""))
    return own | (foreign - log.still_shared(foreign))
