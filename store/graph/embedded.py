"""Oxigraph in this process, in a folder of its own: the default engine of the graph."""

import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryFile
from typing import Final

from pyoxigraph import (
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    Store,
    Variable,
    parse,
)

from store.errors import Damaged
from store.graph import Default, Named, Results, Term

#: The graph's own checkpoint lives in the graph, in a named graph no query sees by default, so
#: that it cannot be ahead of the statements it vouches for.
CHECKPOINT: Final = NamedNode("urn:catena:checkpoint")
_CHANGE: Final = NamedNode("urn:catena:change")
_LOG: Final = NamedNode("urn:catena:log")


class EmbeddedGraph:
    """A folder of Oxigraph's; one process may have it open, unless it is ``read_only``.

    Raises :class:`Damaged` for a folder that cannot be opened.
    """

    def __init__(self, folder: Path, *, read_only: bool = False) -> None:
        self.folder = folder
        try:
            self._store = Store.read_only(str(folder)) if read_only else Store(str(folder))
        except (OSError, RuntimeError) as error:
            raise Damaged(f"The graph in {folder} cannot be opened ({error}).") from None

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
        marks = sum(1 for _ in self._store.quads_for_pattern(None, None, None, CHECKPOINT))
        return len(self._store) - marks

    @property
    def checkpoint(self) -> int:
        return int(self._mark(_CHANGE) or 0)

    @property
    def log(self) -> str:
        return self._mark(_LOG)

    def _mark(self, of: NamedNode) -> str:
        for quad in self._store.quads_for_pattern(CHECKPOINT, of, None, CHECKPOINT):
            if isinstance(quad.object, Literal):
                return quad.object.value
        return ""

    def begin(self, log: str) -> None:
        self._store.clear()
        self._store.add(Quad(CHECKPOINT, _LOG, Literal(log), CHECKPOINT))
        self._store.flush()

    def apply(self, removed: set[bytes], added: set[bytes], checkpoint: int) -> None:
        self._store.update(_change(sorted(removed - added), sorted(added), checkpoint))
        self._store.flush()

    def load(self, documents: Iterable[bytes], checkpoint: int) -> None:
        # Three times faster than an update, but no transaction: what a kill leaves half done is
        # made good by doing it again from the checkpoint.
        self._store.bulk_load(b"".join(documents), RdfFormat.N_TRIPLES)
        self._store.update(_change([], [], checkpoint))
        self._store.flush()

    def missing(self, statements: Collection[bytes]) -> set[bytes]:
        found: set[bytes] = set()
        for line in statements:
            triple = next(parse(line, RdfFormat.N_TRIPLES)).triple
            quad = Quad(triple.subject, triple.predicate, triple.object, DefaultGraph())
            if quad not in self._store:
                found.add(line)
        return found

    def publish(self, folder: Path) -> None:
        """A copy as of now that never changes, in hard links, to be opened read-only."""
        try:
            self._store.backup(str(folder))
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise

    def dump(self) -> bytes:
        """Every statement, unsorted, as N-Triples."""
        return self._store.dump(format=RdfFormat.N_TRIPLES, from_graph=DefaultGraph()) or b""

    def statements(self) -> Iterator[bytes]:
        """Every statement, as a line of N-Triples; by way of the disk, so memory stays flat."""
        with TemporaryFile(dir=self.folder.parent) as written:
            self._store.dump(written, RdfFormat.N_TRIPLES, from_graph=DefaultGraph())
            written.seek(0)
            for line in written:
                yield line.removesuffix(b"\n")

    def optimise(self) -> None:
        self._store.optimize()

    def close(self) -> None:
        self._store.flush()
        del self._store


def _change(removed: Sequence[bytes], added: Sequence[bytes], checkpoint: int) -> str:
    """One atomic SPARQL update; N-Triples are SPARQL's own syntax for triples (§19.8)."""
    graph = f"GRAPH {CHECKPOINT}"
    parts = [
        f"DELETE WHERE {{ {graph} {{ {CHECKPOINT} {_CHANGE} ?n }} }}",
        f"INSERT DATA {{ {graph} {{ {CHECKPOINT} {_CHANGE} {checkpoint} }} }}",
    ]
    if removed:
        parts.append(f"DELETE DATA {{ {b' '.join(removed).decode()} }}")
    if added:
        parts.append(f"INSERT DATA {{ {b' '.join(added).decode()} }}")
    return " ;\n".join(parts)
