"""Oxigraph in this process, in a folder of its own: the default engine of the graph."""

import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryFile
from threading import Lock
from time import monotonic, sleep
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

from store.errors import Damaged, DiskFull, InUse, StoreError
from store.graph import Default, Named, Results, Term
from store.graph.piping import piped
from store.graph.sums import AT_START, UNFINISHED, Sums

#: The graph's own checkpoint lives in the graph, in a named graph no query sees by default, so
#: that it cannot be ahead of the statements it vouches for.
CHECKPOINT: Final = NamedNode("urn:catena:checkpoint")
_CHANGE: Final = NamedNode("urn:catena:change")
_LOG: Final = NamedNode("urn:catena:log")


#: How RocksDB says that what it reads is not what it wrote, and that it is not there at all.
_CORRUPT: Final = ("Corruption", "No such file")
#: How long a graph that is opened again waits for queries that still read it (seconds).
_PATIENCE: Final = 30.0


class EmbeddedGraph:
    """A folder of Oxigraph's; one process may have it open, unless it is ``read_only``.

    Raises :class:`Damaged` for a folder that cannot be opened, or whose tables are not as they
    were. After a write that failed (a full disk) RocksDB refuses all others, so that the next one
    opens the folder again.
    """

    def __init__(self, folder: Path, *, read_only: bool = False, sums: Path | None = None) -> None:
        self.folder = folder
        self._read_only = read_only
        self._gate = Lock()
        #: Whether RocksDB has refused to write, and so refuses until it is opened again.
        self._failed = False
        self.sums = Sums(folder, sums or folder.with_name(f"{folder.name}.sums"))
        if not read_only:
            for left in folder.glob(UNFINISHED):
                left.unlink()
            if broken := next(self.sums.broken(AT_START), None):
                raise Damaged(f"The graph in {folder} is damaged: {broken} is not as it was.")
        try:
            self._opened = self._open(read_only=read_only)
        except DiskFull:  # which is no reason not to read
            self._opened = self._open(read_only=True)
            self._failed = True
        else:
            if not read_only:
                self.sums.update()

    def _open(self, *, read_only: bool) -> Store:
        try:
            folder = str(self.folder)
            return Store.read_only(folder) if read_only else Store(folder)
        except (OSError, RuntimeError) as error:
            raise _told(self.folder, error) from None

    @property
    def _store(self) -> Store:
        with self._gate:
            return self._opened

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Opened again first, when the last write failed."""
        if self._failed:
            self._reopen()
        try:
            yield
        except (OSError, RuntimeError) as error:
            self._failed = True
            told = _told(self.folder, error)
            if isinstance(told, Damaged):
                self.sums.condemn()
            raise told from None

    def _reopen(self) -> None:
        """Queries are answered meanwhile, by a handle that locks nothing."""
        reading = self._open(read_only=True)
        with self._gate:
            self._opened = reading
        until = monotonic() + _PATIENCE
        while True:
            try:
                writing = self._open(read_only=False)
                break
            except InUse:
                # A query that is still being read has it locked.
                if monotonic() > until:
                    raise
                sleep(0.1)
        with self._gate:
            self._opened = writing
        self._failed = False

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
        try:
            for quad in self._store.quads_for_pattern(CHECKPOINT, of, None, CHECKPOINT):
                if isinstance(quad.object, Literal):
                    return quad.object.value
        except (OSError, RuntimeError) as error:
            raise _told(self.folder, error) from None
        return ""

    def begin(self, log: str) -> None:
        with self._writing():
            self._store.clear()
            self._store.add(Quad(CHECKPOINT, _LOG, Literal(log), CHECKPOINT))
            self._store.flush()

    def apply(self, removed: set[bytes], added: set[bytes], checkpoint: int) -> None:
        with self._writing():
            self._store.update(_change(sorted(removed - added), sorted(added), checkpoint))
            self._store.flush()

    def load(self, documents: Iterable[bytes], checkpoint: int) -> None:
        # Three times faster than an update, but no transaction: what a kill leaves half done is
        # made good by doing it again from the checkpoint.
        with self._writing():
            with piped(documents) as path:
                self._store.bulk_load(path=path, format=RdfFormat.N_TRIPLES)
            self._store.update(_change([], [], checkpoint))
            self._store.flush()

    def missing(self, statements: Collection[bytes]) -> set[bytes]:
        lines = list(statements)
        store = self._store
        quads = parse(b"\n".join(lines), RdfFormat.N_TRIPLES)
        return {line for line, quad in zip(lines, quads, strict=True) if quad not in store}

    def publish(self, folder: Path) -> None:
        """A copy as of now that never changes, in hard links, to be opened read-only."""
        with self._writing():
            self._store.backup(str(folder))

    def probe(self) -> None:
        """Raises :class:`Damaged` when a table is not there, which opening does not always see."""
        copy = self.folder.with_name(f"{self.folder.name}.probe")
        for left in (copy, copy.with_name(f"{copy.name}.tmp")):
            shutil.rmtree(left, ignore_errors=True)
        with self._writing():
            self._store.backup(str(copy))
        shutil.rmtree(copy)

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
        with self._writing():
            self._store.optimize()
            self._store.flush()  # what optimising met, only the next write tells
        self.sums.update()

    def close(self) -> None:
        if not self._read_only and not self._failed:
            # What cannot be written now is followed from the log at the next start.
            with suppress(StoreError), self._writing():
                self._store.flush()
        with self._gate:
            del self._opened
        if not self._read_only and not self._failed:
            # RocksDB merges until now: a list made earlier lacks its last tables.
            with suppress(OSError):
                self.sums.update()


def _told(folder: Path, error: Exception) -> StoreError:
    """What RocksDB says, as a sentence, and as the kind of fault it is."""
    said = str(error)
    if "No space left" in said:
        return DiskFull(
            f"The disk of the graph in {folder} is full. What is in the log is safe; make room, "
            "and the graph follows."
        )
    if "lock" in said.lower() and "corruption" not in said.lower():
        return InUse(f"The graph in {folder} is open in another program. Stop it first.")
    if any(sign in said for sign in _CORRUPT):
        return Damaged(f"The graph in {folder} is damaged ({said}).")
    return StoreError(f"The graph in {folder} cannot be used ({said}).")


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
