"""The graph as a reader of the log: what records say comes and goes, statement by statement.

Every step may be repeated: statements are sets, and what a record says is read when it is needed,
so that a process killed at any moment goes on from the checkpoint and ends in the same graph.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import batched, chain
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
#: Changes that had best come together, at least and at most.
LEAST: Final = 2_000
MOST: Final = 25_000
#: RocksDB puts nearly all it has in order anew after each load: one a quarter as large as all
#: before it costs the same for each record, however large the graph.
_SHARE: Final = 4
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

    @property
    def portion(self) -> int:
        if not isinstance(self.graph, EmbeddedGraph):
            return LEAST
        return min(MOST, max(LEAST, self.checkpoint // _SHARE))

    def follow(self, log: RecordLog, changes: Sequence[Change]) -> None:
        # A new record has nothing that could be taken away.
        altered = [change for change in changes if change.action != "create"]
        removed = _removed(log, altered)
        made = _documents(log, dict.fromkeys(change.path for change in changes))
        first: list[bytes] = []
        size = 0
        while size < BULK and (document := next(made, None)) is not None:
            first.append(document)
            size += len(document)
        if size < BULK:
            added = {line for triples in first for line in triples.splitlines()}
            self.graph.apply(removed, added, changes[-1].seq)
        else:
            if removed:
                self.graph.apply(removed, set(), self.graph.checkpoint)
            self.graph.load(chain(first, made), changes[-1].seq)

    def check(self, log: RecordLog, *, deep: bool = False) -> Comparison:  # noqa: ARG002
        if isinstance(self.graph, EmbeddedGraph) and (broken := tuple(self.graph.sums.broken())):
            # Reading it would end in an error at best.
            behind = log.head - self.checkpoint
            return Comparison(GRAPH, "statements", 0, 0, 0, 0, 0, behind, damaged=broken)
        return compare(log, self.graph)

    def close(self) -> None:
        self.graph.close()


def _documents(log: RecordLog, paths: Iterable[str]) -> Iterator[bytes]:
    """What these records say; what several of them say of the world comes once."""
    told: set[bytes] = set()
    for portion in batched(paths, READ):
        for path, triples in log.saying(portion).items():
            own, others = statements.divided(triples, log.base, path)
            yield own
            for line in others:
                if line not in told:
                    told.add(line)
                    yield line


def _removed(log: RecordLog, changes: Sequence[Change]) -> set[bytes]:
    """The statements these changes took away and nothing says any more."""
    own: set[bytes] = set()
    foreign: set[bytes] = set()
    said = log.saying([*{change.path for change in changes}])
    for change in changes:
        gone = statements.lines(change.removed)
        if gone:
            others = statements.shared(gone, log.base, change.path)
            foreign |= others
            own |= gone - others - statements.lines(said.get(change.path, b""))
    return own | (foreign - log.still_shared(foreign))
