"""The query process: opens a generation read-only and answers one query after the other."""

import resource
import signal
from contextlib import ExitStack
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

from pyoxigraph import Store

from sparql.answers import Answer, Failure, QueryRequest, failed
from sparql.isolation import with_memory, without_network
from sparql.service import answer
from store.graph.generations import pinned

READY: Final = "ready"


def serve(pipe: Connection, memory: int, answer_limit: int) -> None:
    """Runs until the other end of the pipe closes; ended from outside when a query takes long."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C ends the server, and that ends us
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    without_network()
    store, opened = Store(), Path()
    held = ExitStack()
    pipe.send(READY)
    while True:
        try:
            generation, request = _received(pipe)
        except EOFError:
            return
        try:
            if generation != opened:
                held.close()
                held.enter_context(pinned(generation))
                resource.setrlimit(
                    resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
                )
                store, opened = Store.read_only(str(generation)), generation
                with_memory(memory)
            pipe.send(answer(store, request, answer_limit))
        except OSError as error:
            opened = Path()
            pipe.send(_cannot_open(generation, error))
        except MemoryError:
            return  # the pool says why, and starts a fresh process


def _received(pipe: Connection) -> tuple[Path, QueryRequest]:
    generation, request = pipe.recv()
    return generation, request


def _cannot_open(generation: Path, error: OSError) -> Answer:
    return failed(
        Failure(
            503,
            "The catalogue cannot be read just now",
            f"The published generation {generation.name!r} could not be opened ({error}). "
            "Try again in a few seconds.",
        )
    )
