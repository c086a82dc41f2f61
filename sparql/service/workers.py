"""The public query service: each query in a process that can be killed, when it is its turn."""

import re
import signal
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import Final

from sparql.federation import Relay, Visit
from sparql.service.answers import Answer, Cut, Failure, Limits, QueryRequest, failed, stays
from sparql.service.evaluation import Calls
from sparql.service.guard import says_service
from sparql.service.process import Head, QueryProcess, Said
from sparql.service.turns import Busy, Left, Room, Turn, Turns
from sparql.service.worker import ANYTHING, Fence, Place, gone_generation

#: Bytes of an answer that are waited for before any of it is passed on: until then it can still
#: become a sentence with a status of its own.
BEGINNING: Final = 1 << 20
#: A query that has run for so long, and used so much of a processor (seconds), is a slow one.
QUICK: Final = 1.0
_WORKED: Final = 0.4
#: The longest anybody waits for a turn (seconds).
PATIENCE: Final = 10.0
#: After how long who was refused may try again (seconds).
RETRY: Final = 10
#: What a generation can be called; a name comes from strangers, and leads to a folder.
_NAME: Final = re.compile(r"\d{8}T[\w.-]+", re.ASCII)


class WorkerPool:
    """Every query in a process of its own for as long as it runs.

    `use` names what new queries are put to: the folder of the newest generation, or an endpoint.
    A query that is running keeps the generation it began with, which its process has pinned.
    """

    def __init__(
        self,
        place: Place,
        room: Room | None = None,
        limits: Limits | None = None,
        relay: Relay | None = None,
    ) -> None:
        self._place = place
        self._room = room or Room()
        self._limits = limits or Limits()
        self._turns = Turns(self._room)
        self._fence: Fence = None if isinstance(place, Path) else ANYTHING
        # An endpoint would follow SERVICE by itself.
        self._relay = relay if isinstance(place, Path) else None
        self._lock = Lock()
        self._closed = False
        self._working: set[QueryProcess] = set()
        self._idle = [self._fresh() for _ in range(self._room.quick)]

    def use(self, place: Place) -> None:
        self._place = place

    @property
    def newest(self) -> str:
        """The name of the generation new queries see; empty for an endpoint."""
        return self._place.name if isinstance(self._place, Path) else ""

    def answer(self, request: QueryRequest, gone: Callable[[], bool] = stays) -> Answer:
        limits = request.limits or self._limits
        request = replace(request, limits=limits)
        place = self._place_of(request)
        if place is None:
            return failed(gone_generation(request.generation))
        try:
            turn = self._turns.take(request.client, min(PATIENCE, limits.seconds), gone)
        except Busy:
            return failed(_busy())
        except Left:
            return failed(_LEFT)
        relay = self._relay
        visit = relay.visit(limits.seconds) if relay and says_service(request.text) else None
        process = self._process(visit is not None)
        running = _Running(self, turn, process, visit=visit, limits=limits, gone=gone)
        return running.answer(place, request)

    def close(self) -> None:
        """Ends the processes, and the queries that still run in them."""
        with self._lock:
            self._closed = True
            ending = [*self._idle, *self._working]
            self._idle.clear()
            self._working.clear()
        for process in ending:
            process.end()

    def done(self, process: QueryProcess, visit: Visit | None, *, reusable: bool) -> None:
        """The process has ended its query, or is to be ended; so has the query's visit."""
        if visit is not None and self._relay is not None:
            self._relay.end(visit)
        with self._lock:
            if process not in self._working:
                return  # the pool was closed meanwhile
            self._working.remove(process)
            if reusable:
                self._idle.append(process)
        if not reusable:
            process.end()
            with self._lock:
                if not self._closed and len(self._idle) < self._room.quick:
                    self._idle.append(self._fresh())

    def _process(self, calling: bool) -> QueryProcess:
        """One that is idle, or a new one; for a query that calls out, one that can."""
        with self._lock:
            if calling and self._relay is not None:
                process = QueryProcess(self._place, self._relay.port)
            else:
                process = self._idle.pop() if self._idle else self._fresh()
                if not self._idle:  # the next one shall find its process ready
                    self._idle.append(self._fresh())
            self._working.add(process)
            return process

    def _fresh(self) -> QueryProcess:
        return QueryProcess(self._place, self._fence)

    def _place_of(self, request: QueryRequest) -> Place | None:
        place = self._place
        if request.generation in ("", self.newest):
            return place
        if isinstance(place, Path) and _NAME.fullmatch(request.generation):
            return place.with_name(request.generation)
        return None


class _Running:
    """A query that runs: its answer's beginning, then, as the `rest`, what follows."""

    def __init__(
        self,
        pool: WorkerPool,
        turn: Turn,
        process: QueryProcess,
        *,
        visit: Visit | None,
        limits: Limits,
        gone: Callable[[], bool],
    ) -> None:
        self._visit = visit
        self._pool = pool
        self._turn = turn
        self._process: QueryProcess | None = process
        self._limits = limits
        self._gone = gone
        self._begun = monotonic()
        self._worked = process.worked
        self._slow = False
        self._said: Iterator[Said] = process.said(self._begun + limits.seconds)

    def answer(self, place: Place, request: QueryRequest) -> Answer:
        """The whole answer, or its beginning with this as its rest."""
        generation = place.name if isinstance(place, Path) else ""
        head, body = Head(), bytearray()
        try:
            visit = self._visit
            self._asked.ask(place, request, Calls(visit.address, visit.allowed) if visit else None)
            while len(body) < BEGINNING:
                said = self._next()
                if isinstance(said, Head):
                    head = said
                elif said is None:
                    self._let_go(reusable=self._asked.reusable)
                    return _answered(body, head, generation)
                elif isinstance(said, Failure):
                    self._let_go(reusable=self._asked.reusable)
                    return replace(failed(said), generation=generation)
                else:
                    body += said
        except (TimeoutError, EOFError, OSError, Left) as error:
            return failed(self._broken(error))
        return _answered(body, head, generation, self)

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        if self._process is None:
            raise StopIteration
        try:
            said = self._next()
        except (TimeoutError, EOFError, OSError, Left) as error:
            raise Cut(self._broken(error)) from None
        if isinstance(said, bytes):
            return said
        self._let_go(reusable=self._asked.reusable)
        if isinstance(said, Failure):
            raise Cut(said)
        raise StopIteration

    def close(self) -> None:
        """Ends the query, if it still runs."""
        self._let_go(reusable=False)

    @property
    def _asked(self) -> QueryProcess:
        assert self._process is not None  # noqa: S101 - for the type checker
        return self._process

    def _next(self) -> Head | bytes | Failure | None:
        """What it says next; None at the end. Meanwhile a long query makes room for quick ones."""
        for said in self._said:
            if said is not None:
                return said
            if not self._slow and self._is_slow():
                self._asked.step_back()
                self._slow = self._turn.slow()
            if self._gone():
                raise Left
        return None

    def _is_slow(self) -> bool:
        if monotonic() - self._begun < QUICK:
            return False
        # What waits for a processor that others use is not slow by itself; what asks another server
        # waits for that one.
        return not self._asked.alone or self._asked.worked - self._worked > _WORKED

    def _broken(self, error: Exception) -> Failure:
        """Why there is no more, after the process has been ended."""
        failure = _LEFT
        if isinstance(error, TimeoutError):
            failure = _too_slow(self._limits)
        elif not isinstance(error, Left):
            failure = _ended(self._asked.exit_code(), self._limits)
        self._let_go(reusable=False)
        return failure

    def _let_go(self, *, reusable: bool) -> None:
        process, self._process = self._process, None
        if process is not None:
            # One that can call out is for the query it was made for.
            self._pool.done(process, self._visit, reusable=reusable and self._visit is None)
            self._turn.release()


def _answered(body: bytearray, head: Head, generation: str, rest: _Running | None = None) -> Answer:
    return Answer(
        200,
        bytes(body),
        head.media_type,
        rest=rest,
        generation=generation,
        chance=head.chance,
    )


_LEFT: Final = Failure(499, "The client has gone", "Nobody waits for this answer any more.")


def _busy() -> Failure:
    return Failure(
        503,
        "The query service is busy",
        "Too many queries are waiting already, of this client or in all. Send a few at a time, "
        f"and try again in {RETRY} seconds.",
        retry=RETRY,
    )


def _too_slow(limits: Limits) -> Failure:
    return Failure(
        504,
        "The query took too long",
        f"The query was stopped after {limits.seconds:g} seconds. Add a LIMIT, name more of the "
        "triple patterns' parts, or work on a copy of the data.",
    )


def _ended(code: int | None, limits: Limits) -> Failure:
    if code is None:
        return Failure(
            503,
            "The service is stopping",
            "The query was ended because the server stops. Try again when it is back.",
            retry=RETRY,
        )
    if code in (0, -signal.SIGABRT, -signal.SIGKILL):
        return Failure(
            503,
            "The query needs too much memory",
            f"The query was stopped because it needed more than {limits.memory / 1024**3:.2g} "
            "GiB of memory. Sort and group fewer rows, or work on a copy of the data.",
        )
    if code == -signal.SIGSEGV:
        return Failure(
            400,
            "The query is nested too deeply",
            "The engine ran out of stack while it read the query. Write it with fewer brackets "
            "inside brackets.",
        )
    return Failure(
        503,
        "The query process broke down",
        "The process that ran the query ended without an answer; a new one has taken its "
        "place. Try once more, and report the query if it happens again.",
        retry=1,
    )
