"""At rest: the record log (SQL), which is the truth, and its projection, the graph (SPARQL)."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from store.errors import OtherBase, StoreBusy, StoreError
from store.graph.embedded import EmbeddedGraph, Graph
from store.lock import Lock
from store.log.database import open_log
from store.log.reading import RecordLog
from store.log.records import Change, Contribution, Record
from store.log.writer import LogWriter
from store.projections.graph import catch_up

__all__ = [
    "Change",
    "Contribution",
    "Graph",
    "OtherBase",
    "Record",
    "RecordLog",
    "Store",
    "StoreBusy",
    "StoreError",
    "open_store",
]

LOG: Final = "log.sqlite"
GRAPH: Final = "graph"
GENERATIONS: Final = "generations"


@dataclass
class Store:
    """Log and graph of one folder, open for writing by this process alone."""

    home: Path
    base: str
    log: RecordLog
    writer: LogWriter
    graph: EmbeddedGraph

    def catch_up(self) -> Iterator[int]:
        """Brings the graph up to the log (see :func:`store.projection.catch_up`)."""
        return catch_up(self.log, self.graph)

    def publish(self) -> Path:
        """The folder of a read-only generation of the graph as of its checkpoint; older ones go."""
        generations = self.home / GENERATIONS
        newest = generations / f"{self.graph.checkpoint}"
        if not newest.exists():
            generations.mkdir(exist_ok=True)
            self.graph.publish(newest)
        for old in generations.iterdir():
            if old != newest:
                shutil.rmtree(old)
        return newest


@contextmanager
def open_store(home: Path, base: str, *, rebuilding: bool = False) -> Iterator[Store]:
    """The store in a folder, made when it is not there; closed at the end of the block.

    What the graph missed when it was last stopped is applied before anything else. With
    ``rebuilding`` the graph, damaged or not, is thrown away and left empty. Raises
    :class:`StoreBusy` while another process has it, :class:`StoreError` for a folder that cannot
    be used.
    """
    try:
        home.mkdir(parents=True, exist_ok=True)
        lock = Lock(home)
    except OSError as error:
        raise StoreError(
            f"The folder {home} cannot be used: {error.strerror}. Set CATENA_HOME to another."
        ) from None
    try:
        log = open_log(home / LOG, base)
        if rebuilding:
            shutil.rmtree(home / GRAPH, ignore_errors=True)
            # Generations are hard links: what damaged the graph's files damaged them too.
            shutil.rmtree(home / GENERATIONS, ignore_errors=True)
        store = Store(home, base, log, LogWriter(log), EmbeddedGraph(home / GRAPH))
        try:
            if not rebuilding:
                for _ in store.catch_up():
                    pass
            yield store
        finally:
            store.graph.close()
            log.database.dispose()
    finally:
        lock.release()
