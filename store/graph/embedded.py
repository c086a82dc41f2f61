"""The graph: everything the live records say, in SPARQL's hands; embedded Oxigraph."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryFile
from typing import Final, Protocol

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Variable,
)

from store.errors import StoreError

type Term = NamedNode | Literal
type Default = list[NamedNode | BlankNode | DefaultGraph]
type Named = list[NamedNode | BlankNode]
type Results = QuerySolutions | QueryBoolean | QueryTriples

#: The graph's own checkpoint lives in the graph, in a named graph no query sees by default, so
#: that it cannot be ahead of the statements it vouches for.
CHECKPOINT: Final = NamedNode("urn:catena:checkpoint")
#: From this many statements on, new ones go in by Oxigraph's bulk loader, which is three times
#: faster but no transaction; replaying from the checkpoint makes good what a kill leaves half done.
BULK: Final = 5_000


class Graph(Protocol):
    """A store of triples behind SPARQL.

    A Protocol because outgrowing one machine means an engine that exists, by URL,
    and because readers need so little of it.
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

    def apply(self, removed: set[bytes], added: set[bytes], checkpoint: int) -> None:
        """Takes statements (N-Triples lines) away and adds others, up to this change.

        Repeating a call changes nothing.
        """
        ...

    @property
    def checkpoint(self) -> int:
        """The last change whose effect is in the graph."""
        ...

    def publish(self, folder: Path) -> None:
        """A copy as of now that never changes, to be opened read-only."""
        ...


class EmbeddedGraph:
    """Oxigraph in this process, in a folder of its own; one process may have it open."""

    def __init__(self, folder: Path) -> None:
        try:
            self._store = Store(str(folder))
        except (OSError, RuntimeError) as error:
            raise StoreError(
                f"The graph in {folder} cannot be opened ({error}). If it is damaged, "
                "“catena rebuild” makes it again from the record log."
            ) from None

    def query(
        self,
        query: str,
        /,
        *,
        substitutions: Mapping[Variable, Term] | None = None,
        default_graph: Default | None = None,
        named_graphs: Named | None = None,
    ) -> Results:
        # No named graphs unless asked for: the checkpoint's is nobody's business.
        return self._store.query(
            query,
            substitutions=dict(substitutions or {}),
            default_graph=default_graph,
            named_graphs=named_graphs or [],
        )

    def __len__(self) -> int:
        return len(self._store) - 1 if self.checkpoint else len(self._store)

    @property
    def checkpoint(self) -> int:
        for quad in self._store.quads_for_pattern(None, None, None, CHECKPOINT):
            return int(quad.object.value) if isinstance(quad.object, Literal) else 0
        return 0

    def apply(self, removed: set[bytes], added: set[bytes], checkpoint: int) -> None:
        gone = sorted(removed - added)
        if len(added) < BULK:
            self._store.update(_change(gone, sorted(added), checkpoint))
        else:
            if gone:
                self._store.update(_change(gone, [], self.checkpoint))
            self._store.bulk_load(b"\n".join(added), RdfFormat.N_TRIPLES)
            self._store.update(_change([], [], checkpoint))
        self._store.flush()

    def publish(self, folder: Path) -> None:
        self._store.backup(str(folder))

    def dump(self) -> bytes:
        """Every statement, unsorted, as N-Triples."""
        return self._store.dump(format=RdfFormat.N_TRIPLES, from_graph=DefaultGraph()) or b""

    def statements(self) -> Iterator[bytes]:
        """Every statement, as a line of N-Triples; by way of the disk, so memory stays flat."""
        with TemporaryFile() as written:
            self._store.dump(written, RdfFormat.N_TRIPLES, from_graph=DefaultGraph())
            written.seek(0)
            for line in written:
                yield line.removesuffix(b"\n")

    def close(self) -> None:
        """Lets go of the folder."""
        self._store.flush()
        del self._store


def _change(removed: Sequence[bytes], added: Sequence[bytes], checkpoint: int) -> str:
    """One atomic SPARQL update; N-Triples are SPARQL's own syntax for triples (§19.8)."""
    graph = f"GRAPH {CHECKPOINT}"
    parts = [
        f"DELETE WHERE {{ {graph} {{ ?s ?p ?o }} }}",
        f"INSERT DATA {{ {graph} {{ {CHECKPOINT} <urn:catena:change> {checkpoint} }} }}",
    ]
    if removed:
        parts.append(f"DELETE DATA {{ {b' '.join(removed).decode()} }}")
    if added:
        parts.append(f"INSERT DATA {{ {b' '.join(added).decode()} }}")
    return " ;\n".join(parts)
