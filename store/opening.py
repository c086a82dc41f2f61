"""A store opened: the log for all, its projections for the one process that keeps them."""

import shutil
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic, sleep
from typing import Final

from store.engines import Engines
from store.errors import Damaged, DiskFull, StoreBusy, StoreError, Unreachable
from store.graph import Graph
from store.graph.embedded import EmbeddedGraph
from store.graph.endpoint import EndpointGraph
from store.graph.generations import Generations, pinned
from store.lock import Lock
from store.log.database import open_log
from store.log.reading import RecordLog
from store.log.writer import LogWriter
from store.projections import Projection
from store.projections.following import Follower, catch_up
from store.projections.graph import GRAPH, GraphProjection

LOG: Final = "log.sqlite"
SUMS: Final = "graph.sums"
GENERATIONS: Final = "generations"
#: How long a process that does not keep the graph waits for the one that does (seconds).
PATIENCE: Final = 10.0
#: How long it waits for one that has just started, and has published nothing yet (seconds).
STARTING: Final = 3.0
_AGAIN: Final = "It is made again from the record log."

#: Makes a projection that lives in the home folder. Raises :class:`Damaged` when its files are;
#: called again with ``True`` it throws them away first.
type Opener = Callable[[Path, bool], Projection]


@dataclass
class Store:
    """Log and graph of one folder.

    Any process may write to the log. One at a time is ``keeping`` the projections: it brings them
    up to the log and publishes generations. In all others ``graph`` is the newest generation, and
    only to be read. ``told`` are sentences about what was found on opening.
    """

    home: Path
    base: str
    log: RecordLog
    writer: LogWriter
    graph: Graph
    projections: dict[str, Projection]
    keeping: bool
    told: list[str] = field(default_factory=list)
    closing: ExitStack = field(default_factory=ExitStack)

    @property
    def generations(self) -> Generations:
        """The published copies of an embedded graph; none of one that is elsewhere."""
        return Generations(self.home / GENERATIONS)

    def catch_up(self) -> Iterator[int]:
        """Brings every projection up to the log; yields the number of each change reached.

        Where another process keeps them, waits a while for it, and reads what it has published.
        """
        if self.keeping:
            for projection in self.projections.values():
                yield from catch_up(self.log, projection)
        elif isinstance(self.graph, EmbeddedGraph):
            head = self.log.head
            until = monotonic() + PATIENCE
            while self.graph.checkpoint < head and monotonic() < until:
                newest = self.generations.newest()
                if newest and newest.folder != self.graph.folder:
                    self.closing.enter_context(pinned(newest.folder))
                    sums = self.home / SUMS
                    self.graph = EmbeddedGraph(newest.folder, read_only=True, sums=sums)
                sleep(0.05)
            yield self.graph.checkpoint

    def following(
        self,
        *,
        moved: Callable[[], None] = lambda: None,
        gathering: bool = False,
        patient: bool = False,
        told: Callable[[str], None] = lambda _: None,
    ) -> Follower:
        """A thread that brings the projections up to the log while the block runs.

        It has nothing to do where another process keeps them.
        """
        kept = list(self.projections.values()) if self.keeping else []
        return Follower(
            self.log, kept, moved=moved, gathering=gathering, patient=patient, told=told
        )

    def publish(self) -> Path:
        """The folder of a read-only generation of the graph as of its checkpoint.

        Those the policy does not keep go. ``TypeError`` for a graph that is elsewhere.
        """
        if not isinstance(self.graph, EmbeddedGraph):
            raise TypeError("a graph behind an endpoint has no generations")
        folder = self.generations.publish(self.graph).folder
        self.graph.sums.freshen()
        self.generations.prune()
        return folder


@contextmanager
def open_store(
    home: Path,
    base: str,
    *,
    engines: Engines = Engines(),  # noqa: B008 - frozen
    openers: Sequence[Opener] = (),
    rebuilding: Collection[str] = (),
) -> Iterator[Store]:
    """The store in a folder, made when it is not there; closed at the end of the block.

    What the projections missed is followed before anything else, where this process is to keep
    them. One that is damaged, or follows another log, is made again, and ``told`` says so. Those
    named in ``rebuilding`` are thrown away, damaged or not, and left empty. Raises
    :class:`StoreBusy` when they are to be made again or read while another process has just begun
    to keep them, :class:`StoreError` for a folder or an engine that cannot be used.
    """
    with ExitStack() as stack:
        lock = _lock(home)
        if lock:
            stack.callback(lock.release)
        elif rebuilding:
            raise _busy(home)
        log = open_log(home / LOG, base, engines.log) if engines.log else open_log(home / LOG, base)
        stack.callback(log.database.dispose)
        told: list[str] = []
        opener = _Opening(home, log, engines, told, stack)
        if lock:
            graph = opener.graph(rebuilding=GRAPH in rebuilding)
            projections: dict[str, Projection] = {GRAPH: GraphProjection(graph)}
            for each in openers:
                # Without room for its files the rest can still be read.
                with suppress(DiskFull):
                    projection = opener.projection(each, rebuilding)
                    projections[projection.name] = projection
        else:
            graph, projections = opener.reading(), {}
        store = Store(home, base, log, LogWriter(log), graph, projections, bool(lock), told, stack)
        if lock and not rebuilding:
            try:
                for _ in store.catch_up():
                    pass
            except DiskFull:
                pass  # which is no reason not to read
            except Unreachable as error:
                told.append(str(error))  # who follows the log later tries again
        yield store


@dataclass(frozen=True, slots=True)
class _Opening:
    """What the parts of one store are opened with."""

    home: Path
    log: RecordLog
    engines: Engines
    told: list[str]
    stack: ExitStack

    def graph(self, *, rebuilding: bool) -> Graph:
        """The graph, to be written to."""
        if self.engines.graph:
            graph: Graph = EndpointGraph(self.engines.graph)
            self.stack.callback(graph.close)
            if rebuilding:
                graph.begin(self.log.identity)
            return graph
        folder = self.home / GRAPH
        if folder.exists() and not rebuilding:
            try:
                return self._checked(EmbeddedGraph(folder))
            except Damaged as error:
                self.told.append(f"{error} {_AGAIN}")
        elif self.log.head and not rebuilding:
            self.told.append(f"There is no graph in {self.home}. {_AGAIN}")
        if folder.exists():
            Generations(self.home / GENERATIONS).clear()
            shutil.rmtree(folder)
        (self.home / SUMS).unlink(missing_ok=True)
        embedded = EmbeddedGraph(folder)
        self.stack.callback(embedded.close)
        embedded.begin(self.log.identity)
        return embedded

    def _checked(self, graph: EmbeddedGraph) -> EmbeddedGraph:
        """The graph, when it follows this log and is not ahead of it."""
        with ExitStack() as closing:
            closing.callback(graph.close)
            with suppress(DiskFull):
                graph.probe()
            follows, reached = graph.log, graph.checkpoint
            if not follows and not reached:
                raise Damaged(f"The graph in {graph.folder} is empty.")
            if follows != self.log.identity or reached > self.log.head:
                raise Damaged(f"The graph in {graph.folder} was made from another record log.")
            self.stack.push(closing.pop_all())
        return graph

    def projection(self, opener: Opener, rebuilding: Collection[str]) -> Projection:
        """One of the others, made again when it is damaged."""
        try:
            projection = opener(self.home, False)
            if projection.name in rebuilding:
                projection.close()
                projection = opener(self.home, True)
        except Damaged as error:
            self.told.append(f"{error} {_AGAIN}")
            projection = opener(self.home, True)
        self.stack.callback(projection.close)
        return projection

    def reading(self) -> Graph:
        """The graph, to be read: another process keeps it."""
        if self.engines.graph:
            graph = EndpointGraph(self.engines.graph)
            self.stack.callback(graph.close)
            return graph
        until = monotonic() + STARTING
        while monotonic() < until:
            if newest := Generations(self.home / GENERATIONS).newest():
                # Another may have taken its place, and it be gone, before it is pinned.
                with suppress(FileNotFoundError):
                    folder = self.stack.enter_context(pinned(newest.folder))
                    return EmbeddedGraph(folder, read_only=True, sums=self.home / SUMS)
            sleep(0.05)
        raise _busy(self.home)


def _lock(home: Path) -> Lock | None:
    """The right to keep the projections; None while another process has it."""
    try:
        home.mkdir(parents=True, exist_ok=True)
        return Lock(home)
    except StoreBusy:
        return None
    except OSError as error:
        raise StoreError(
            f"The folder {home} cannot be used: {error.strerror}. Set CATENA_HOME to another."
        ) from None


def _busy(home: Path) -> StoreBusy:
    holder = Lock.holder(home)
    return StoreBusy(
        f"The store in {home} is in use by {holder}. Stop it first, or set CATENA_HOME to another "
        "folder."
    )
