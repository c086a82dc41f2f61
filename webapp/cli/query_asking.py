"""Where the command line puts a query: processes that can be killed, over a generation."""

import signal
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from multiprocessing import resource_tracker
from pathlib import Path
from typing import Final

import click

from sparql.citations.keeping import Citations
from sparql.citations.making import Citing
from sparql.moments import NO_GENERATIONS, as_of, called, moment
from sparql.service.answers import Failure, Limits, QueryService
from sparql.service.evaluation import InProcess
from sparql.service.turns import Room
from sparql.service.worker import Place
from sparql.service.workers import WorkerPool
from store import Store, StoreError
from store.errors import DiskFull
from store.graph.embedded import EmbeddedGraph
from store.graph.generations import Generation, Generations
from store.manifest import GRAPH
from store.opening import GENERATIONS
from webapp.cli.opening import engines, opened
from webapp.settings import Settings

_FULL: Final = "No copy of the graph can be published, so the query has no time limit."


@dataclass(frozen=True, slots=True)
class Asking:
    """A query service, the generation to ask of (empty: the newest), and what keeps citations."""

    queries: QueryService
    generation: str
    citing: Citing | None


@contextmanager
def asking(chosen: Settings, limits: Limits, *, moment_: str, name: str) -> Iterator[Asking]:
    """The query service of this catalogue while the block runs, as of a moment or a generation.

    The store is closed again before the first question, so that others may open it. Raises
    :class:`StoreError` for a moment that is none or of which nothing is kept.
    """
    with opened(chosen) as store:
        place = _place(store, chosen)
        if place is None:
            if moment_ or name:
                raise StoreError(f"{_FULL} Make room on the disk to ask of a time.")
            click.echo(f"catena: {_FULL}", err=True)
            yield Asking(InProcess(store.graph, limits), "", None)
            return
    generation = ""
    citing = None
    kept = Generations(chosen.home / GENERATIONS)
    if moment_ or name:
        generation = _named(kept if isinstance(place, Path) else None, moment_, name)
    with _pool(place, limits) as queries:
        if isinstance(place, Path):
            home = chosen.home
            citing = Citing(queries, kept, Citations(home), home / GRAPH, chosen.base_iri)
        yield Asking(queries, generation, citing)


@contextmanager
def _pool(place: Place, limits: Limits) -> Iterator[WorkerPool]:
    """One query process. Ctrl-C ends it by way of this one, also while it is being started."""
    heard: list[int] = []
    waiting = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(each, lambda number, _: heard.append(number)) for each in waiting]
    # What forks the process inherits what is blocked, and would complain on the terminal. A
    # signal to this process may still come by another thread, of the engine: hence the handler.
    resource_tracker.ensure_running()  # by itself it would unblock it again
    blocked = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        pool = WorkerPool(place, Room(quick=1, slow=0), limits)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, blocked)
        for number, handler in zip(waiting, before, strict=True):
            signal.signal(number, handler)
    with closing(pool):
        if heard:
            raise KeyboardInterrupt
        yield pool


def _place(store: Store, chosen: Settings) -> Place | None:
    """What to query; None when the disk is too full to publish it."""
    if not isinstance(store.graph, EmbeddedGraph):
        return engines(chosen).graph
    if not store.keeping:
        return store.graph.folder  # published by the process that keeps it
    try:
        return store.publish()
    except (DiskFull, OSError):
        return None


def _named(kept: Generations | None, moment_: str, name: str) -> str:
    found: Generation | Failure = NO_GENERATIONS
    if kept is not None:
        try:
            found = called(kept, name) if name else as_of(kept, moment(moment_))
        except ValueError as error:
            raise StoreError(f"--as-of: {error}") from None
    if isinstance(found, Failure):
        raise StoreError(found.detail)
    return found.folder.name
