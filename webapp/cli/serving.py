"""All that answers questions while a catalogue is served: opened in order, closed in the other."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import click

from sparql.federation import Relay
from sparql.jobs.jobs import Jobs
from sparql.service.answers import Limits, QueryService
from sparql.service.kept import KeptAnswers
from sparql.service.turns import Room
from sparql.service.workers import WorkerPool
from sparql.usage.usage import Usage
from store import Store
from store.graph.embedded import EmbeddedGraph
from webapp.cli.opening import engines
from webapp.keys.ring import Keyring
from webapp.settings import Settings

#: Jobs run one at a time, and after their first second stand back for everybody else.
_JOBS: Room = Room(quick=1, slow=1)


@dataclass(frozen=True, slots=True)
class Asking:
    """Who answers queries, who may ask more, the long queries, and what is counted."""

    queries: QueryService
    keyring: Keyring | None
    jobs: Jobs | None
    usage: Usage


@contextmanager
def asking(store: Store, chosen: Settings, allowed: Sequence[str]) -> Iterator[Asking]:
    """While the block runs the graph follows the log, and queries see it as it was a second ago.

    ``allowed``: the endpoints a query may ask by SERVICE.
    """
    with ExitStack() as opened:
        keyring = Keyring(Path(chosen.keys), tell) if chosen.keys else None
        usage = opened.enter_context(Usage(chosen.home / "usage", tell=tell))
        # The pools are closed after the jobs that run in them.
        pools = opened.enter_context(ExitStack())
        embedded = isinstance(store.graph, EmbeddedGraph)
        generations = store.generations if embedded else None
        jobs = None
        if keyring is not None:
            # Before anything is published: that removes generations, and waiting jobs hold theirs.
            folder = chosen.home / "jobs"
            jobs = Jobs(folder, generations, keyring.allowance, usage=usage, tell=tell)
            opened.enter_context(jobs)
        place = store.publish() if embedded else engines(chosen).graph
        assert place is not None  # noqa: S101 - a graph that is elsewhere has an address
        limits = Limits(
            chosen.query_seconds, chosen.query_megabytes << 20, chosen.query_answer_megabytes << 20
        )
        cores = chosen.query_cores
        room = Room(cores, cores, chosen.query_waiting, chosen.threads // 2)
        relay = None
        if allowed and embedded:
            relay = pools.enter_context(Relay(allowed, agent=f"Catena/{version('catena')}"))
        pool = pools.enter_context(closing(WorkerPool(place, room, limits, relay)))
        if jobs is not None:
            jobs.start(pools.enter_context(closing(WorkerPool(place, _JOBS, relay=relay))))

        def moved() -> None:
            if not embedded:
                return
            # A graph that is being made again, after a restore, is not shown until it is whole.
            newest = store.generations.newest()
            whole = store.graph.checkpoint >= store.log.head
            if whole or (newest and store.graph.log.startswith(newest.log)):
                pool.use(store.publish())

        opened.enter_context(store.following(moved=moved, patient=True, told=tell))
        queries = KeptAnswers(pool, chosen.query_cache_megabytes << 20)
        yield Asking(queries, keyring, jobs, usage)


def tell(sentence: str) -> None:
    """A line for who runs the server."""
    click.echo(f"catena: {sentence}", err=True)
