"""Conversion on all cores: batches of records to worker processes, outcomes back in order.

A worker that dies takes its batch's answer with it, never a record: the batch is converted again,
one record at a time, and only the record that kills a worker twice is refused.
"""

import gc
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from itertools import batched
from multiprocessing import get_context
from multiprocessing.connection import Connection
from queue import SimpleQueue
from signal import SIG_IGN, SIGINT, signal
from threading import current_thread, main_thread
from types import TracebackType
from typing import Final, Protocol, Self, cast

from converters.engine import Converted, Failed, Job
from converters.engines import Choice, conversion
from converters.reader import parse_one
from converters.record import Dialect, Format

#: Records in a batch: beyond 20 the stylesheet's fixed cost no longer shows (docs/decisions/0002).
BATCH: Final = 40
#: Batches given out for each worker: what it has to do while the graph takes a portion in.
AHEAD: Final = 8
#: A batch that takes longer than this (seconds) is stuck: its worker is killed.
PATIENCE: Final = 300.0
#: For the garbage collector of a process that makes many small objects which end by themselves:
#: a tenth of the time, measured in the process that loads.
SELDOM: Final = (100_000, 20, 100)
#: Spawned, not forked: the writer beside us has RocksDB's threads, which a fork would break.
_SPAWN: Final = get_context("spawn")

type Outcome = Converted | Failed
#: What goes to a worker: a record's own bytes (lighter to send than its fields), how they are to be
#: read, and the document the record will live in.
type Sent = tuple[bytes, Format, str, Dialect, str]
#: What else is to be made of a record where it is converted; a function that can be pickled.
type Prepare = Callable[[Job, Converted], object]
type Convert = Callable[[Sequence[Sent], str, Choice, Prepare | None], list[Outcome]]


class Converters(Protocol):
    """Whoever converts many records: the processes of this machine, or those of a cluster."""

    #: That of the engine they run.
    version: str

    def convert(self, jobs: Iterable[Job], generated: str) -> Iterator[tuple[Job, Outcome]]:
        """Each job with its outcome, in order; only so many batches are under way at a time."""
        ...


def convert(
    batch: Sequence[Sent], generated: str, choice: Choice, prepare: Prepare | None = None
) -> list[Outcome]:
    """One batch in this process; what a worker runs."""
    jobs = [
        Job(parse_one(raw, format_, charset=charset, dialect=dialect), document)
        for raw, format_, charset, dialect, document in batch
    ]
    outcomes = conversion(choice).convert(jobs, generated)
    return [_prepared(*each, prepare) for each in zip(jobs, outcomes, strict=True)]


def _prepared(job: Job, outcome: Outcome, prepare: Prepare | None) -> Outcome:
    if prepare is None or isinstance(outcome, Failed):
        return outcome
    return replace(outcome, prepared=prepare(job, outcome))


def sent_of(job: Job) -> Sent:
    record = job.record
    return record.raw, record.format, record.charset, record.dialect, job.document


def joined(batch: Sequence[Job], outcomes: list[Outcome]) -> Iterator[tuple[Job, Outcome]]:
    """Each job with its outcome; those that are idle were not sent."""
    made = iter(outcomes)
    for job in batch:
        yield job, Converted(b"") if job.idle else next(made)


def _work(pipe: Connection, convert: Convert, choice: Choice, prepare: Prepare | None) -> None:
    """Answers batch after batch, until the other end of the pipe is closed, or its process dead."""
    gc.set_threshold(*SELDOM)
    while True:
        try:
            batch, generated = pipe.recv()
            pipe.send(convert(batch, generated, choice, prepare))
        except (EOFError, OSError):
            return


class _Worker:
    """One worker process and our end of the pipe to it.

    Each has a pipe of its own: over a queue they share, one that is killed while it answers would
    leave the others waiting for the lock it held.
    """

    def __init__(self, choice: Choice, prepare: Prepare | None) -> None:
        self._pipe, theirs = _SPAWN.Pipe()
        args = (theirs, convert, choice, prepare)
        self._process = _SPAWN.Process(target=_work, args=args, daemon=True)
        # It starts with our signals: Ctrl-C is for us to hear, and to end it by.
        listening = current_thread() is main_thread()
        heard = signal(SIGINT, SIG_IGN) if listening else None
        try:
            self._process.start()
        finally:
            if listening:
                signal(SIGINT, heard)
        theirs.close()

    def ask(self, batch: Sequence[Sent], generated: str) -> list[Outcome]:
        """The batch's outcomes. ``EOFError`` or ``OSError`` when the worker died or is stuck."""
        self._pipe.send((batch, generated))
        if not self._pipe.poll(PATIENCE):
            raise TimeoutError
        return cast("list[Outcome]", self._pipe.recv())

    def end(self) -> None:
        self._process.kill()
        self._process.join()


class Pool:
    """Worker processes that convert; a context manager. They start when there is work.

    ``version`` is that of the engine they run. They also ``prepare`` what becomes
    :attr:`Converted.prepared`. Raises ``LocalRulesError`` for rules it cannot use.
    """

    def __init__(
        self,
        workers: int,
        choice: Choice = Choice(),  # noqa: B008 - frozen
        prepare: Prepare | None = None,
    ) -> None:
        self.version = conversion(choice).version
        self._choice = choice
        self._prepare = prepare
        self._size = workers
        self._workers: list[_Worker] = []
        self._idle: SimpleQueue[_Worker] = SimpleQueue()
        # A thread waits for each worker, so that it gets its next batch whatever we are busy with.
        self._threads = ThreadPoolExecutor(workers)
        self._closing = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._closing = True
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in self._workers:
            worker.end()
        self._threads.shutdown()

    def convert(self, jobs: Iterable[Job], generated: str) -> Iterator[tuple[Job, Outcome]]:
        """Each job with its outcome, in order; only so many batches are under way at a time."""
        waiting: deque[tuple[tuple[Job, ...], Future[list[Outcome]]]] = deque()
        for batch in batched(jobs, BATCH):
            sent = [sent_of(job) for job in batch if not job.idle]
            while sent and len(self._workers) < self._size:
                self._idle.put(self._started())
            waiting.append((batch, self._threads.submit(self._converted, sent, generated)))
            if len(waiting) > AHEAD * self._size:
                batch_, future = waiting.popleft()
                yield from joined(batch_, future.result())
        while waiting:
            batch_, future = waiting.popleft()
            yield from joined(batch_, future.result())

    def _started(self) -> _Worker:
        worker = _Worker(self._choice, self._prepare)
        self._workers.append(worker)
        return worker

    def _converted(self, batch: list[Sent], generated: str) -> list[Outcome]:
        """One batch's outcomes, from whichever worker is idle."""
        if not batch:
            return []
        worker = self._idle.get()
        try:
            return worker.ask(batch, generated)
        except (EOFError, OSError):
            worker = self._replaced(worker)
            outcomes: list[Outcome] = []
            for one in batch:
                try:
                    outcomes += worker.ask([one], generated)
                except (EOFError, OSError):
                    worker = self._replaced(worker)
                    outcomes.append(Failed("converting it kills or stalls the converter"))
            return outcomes
        finally:
            self._idle.put(worker)

    def _replaced(self, worker: _Worker) -> _Worker:
        """A fresh worker for one that died or is stuck; none when we are about to end."""
        if self._closing:
            return worker
        worker.end()
        self._workers.remove(worker)
        return self._started()
