"""The query process: opens what it is told to, and answers one query after the other.

Towards it go a place and a request, pickled; back come frames, a letter and what it is about.
"""

import json
import resource
import signal
from contextlib import ExitStack, suppress
from dataclasses import asdict
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

from pyoxigraph import Store

from sparql.federation.fence import only_port
from sparql.service.answers import Failure, Limits, QueryRequest
from sparql.service.evaluation import Calls, DatasetSource, Sink, evaluate
from sparql.service.isolation import reserved, with_memory, without_network
from store import Endpoint
from store.graph.endpoint import EndpointGraph
from store.graph.generations import pinned

READY: Final = b"r"
#: A result follows; in JSON, its media type and by what chance it comes about.
HEAD: Final = b"h"
DATA: Final = b"d"
#: The end; what follows, if anything, is why the query failed: the parts of a Failure, in JSON.
END: Final = b"e"
#: The same, and the process ends too, for it has grown too large.
LAST: Final = b"l"
#: A process that has grown by more than this (bytes) is not used again.
WORN: Final = 256 * 1024**2

#: What is queried: the folder of a generation, or a SPARQL endpoint.
type Place = Path | Endpoint
#: What a process can reach: nothing, this port of its machine, or :data:`ANYTHING`.
type Fence = int | None
#: No fence: the process asks an endpoint.
ANYTHING: Final = 0


class _Frames(Sink):
    """An answer that is sent as it is made."""

    def __init__(self, pipe: Connection, limit: int) -> None:
        super().__init__(limit)
        self._pipe = pipe

    def begin(self, media_type: str, chance: str) -> None:
        self._pipe.send_bytes(HEAD + json.dumps([media_type, chance]).encode())

    def take(self, data: bytes) -> None:
        self._pipe.send_bytes(DATA + data)


class _Opened:
    """What is open: kept so, and kept from being removed, until something else is asked for."""

    def __init__(self) -> None:
        self._place: Place | None = None
        self._source: DatasetSource = Store()
        self._held = ExitStack()
        self._reserved = 0

    def at(self, place: Place) -> DatasetSource:
        """What is queried there; ``OSError`` when it cannot be opened."""
        if place != self._place:
            with_memory(None)
            self._held.close()
            self._place = None
            self._source = _open(place, self._held)
            self._place, self._reserved = place, reserved()
        return self._source

    @property
    def worn(self) -> bool:
        """Whether this process has grown too much since it was opened."""
        return reserved() - self._reserved > WORN


def serve(pipe: Connection, fence: Fence, place: Place) -> None:
    """Runs until the other end of the pipe closes; ended from outside when a query takes long.

    ``place`` is what will be asked first, most likely: it is opened before there is a question.
    """
    _shut_in(fence)
    opened = _Opened()
    with suppress(OSError):
        opened.at(place)
    with suppress(OSError):  # the server has ended meanwhile
        pipe.send_bytes(READY)
    while True:
        try:
            place, request, calls = _received(pipe)
        except (EOFError, OSError):
            return
        try:
            source = opened.at(place)
            limits = request.limits or Limits()
            with_memory(limits.memory)
            failure = evaluate(source, request, _Frames(pipe, limits.answer), calls)
            with_memory(None)
        except BrokenPipeError:
            return
        except OSError as error:
            failure = _cannot_open(place, error)
        except MemoryError:
            return  # the pool says why, and starts a fresh process
        last = opened.worn
        said = b"" if failure is None else json.dumps(asdict(failure)).encode()
        pipe.send_bytes((LAST if last else END) + said)
        if last:
            return


def _shut_in(fence: Fence) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C ends the server, and that ends us
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if fence is None:
        without_network()
    elif fence != ANYTHING:
        only_port(fence)


def _received(pipe: Connection) -> tuple[Place, QueryRequest, Calls | None]:
    place, request, calls = pipe.recv()
    return place, request, calls


def _open(place: Place, held: ExitStack) -> DatasetSource:
    if isinstance(place, Endpoint):
        graph = EndpointGraph(place)
        held.callback(graph.close)
        return graph
    held.enter_context(pinned(place))
    return Store.read_only(str(place))


def gone_generation(name: str) -> Failure:
    return Failure(
        404,
        "This generation is not kept",
        f"The catalogue keeps no generation {name[:100]!r}, or no longer. Ask the newest, or one "
        "of those listed at /generations.",
    )


def _cannot_open(place: Place, error: OSError) -> Failure:
    name = place.name if isinstance(place, Path) else place.query
    if isinstance(error, FileNotFoundError):
        return gone_generation(name)
    return Failure(
        503,
        "The catalogue cannot be read just now",
        f"The published generation {name!r} could not be opened ({error}). "
        "Try again in a few seconds.",
        retry=5,
    )
