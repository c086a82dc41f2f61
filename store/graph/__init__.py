"""The graph: everything the live records say, behind SPARQL, in whichever engine keeps it."""

from collections.abc import Collection, Iterable, Mapping
from typing import Protocol

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Variable,
)

type Term = NamedNode | Literal
type Default = list[NamedNode | BlankNode | DefaultGraph]
type Named = list[NamedNode | BlankNode]
type Results = QuerySolutions | QueryBoolean | QueryTriples


class Graph(Protocol):
    """A store of triples behind SPARQL that knows which change of which log it has reached.

    A Protocol because outgrowing one machine means an engine that exists, by URL, and because
    the log needs so little of it: statements that come, statements that go, and a number. Every
    writing call may be repeated: a process that is killed in one makes it again when it is back.
    """

    def query(
        self,
        query: str,
        /,
        *,
        substitutions: Mapping[Variable, Term] | None = None,
        default_graph: Default | None = None,
        named_graphs: Named | None = None,
    ) -> Results:
        """The answer to a SPARQL query. ``SyntaxError`` for a wrong one.

        The dataset is the default graph alone, unless another is asked for.
        """
        ...

    def __len__(self) -> int:
        """How many triples."""
        ...

    @property
    def checkpoint(self) -> int:
        """The last change whose effect is in the graph."""
        ...

    @property
    def log(self) -> str:
        """The identity of the log the graph follows; empty before :meth:`begin`."""
        ...

    def begin(self, log: str) -> None:
        """Empties the graph; from now on it follows this log, from its first change."""
        ...

    def apply(self, removed: set[bytes], added: set[bytes], checkpoint: int) -> None:
        """Takes statements (N-Triples lines) away and adds others, up to this change."""
        ...

    def load(self, documents: Iterable[bytes], checkpoint: int) -> None:
        """Adds many documents of N-Triples at once, up to this change."""
        ...

    def missing(self, statements: Collection[bytes]) -> set[bytes]:
        """Those of these statements (N-Triples lines) that are not in the graph."""
        ...

    def optimise(self) -> None:
        """Puts what was loaded in order for readers; does nothing where the engine does it."""
        ...

    def close(self) -> None:
        """Lets go of the engine."""
        ...
