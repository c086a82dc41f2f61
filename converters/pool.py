"""Conversion on all cores: batches of records to worker processes, outcomes back in order.

A worker that dies takes its batch's answer with it, never a record: the batch is converted again,
one record at a time, and only the record that kills a worker twice is refused.
"""

import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from itertools import batched
from multiprocessing import get_context, parent_process
from signal import SIG_IGN, SIGINT, signal
from threading import Thread, current_thread, main_thread
from types import TracebackType
from typing import Final, Self

from converters.engine import Converted, Engine, Failed, Job
from converters.lc import Stylesheet
from converters.reader import parse_one
from converters.record import Format

#: Records in a batch: beyond 20 the stylesheet's fixed cost no longer shows (docs/decisions/0002).
BATCH: Final = 40
#: Batches given out for each worker: what it has to do while the graph takes a portion in.
AHEAD: Final = 8
#: A batch that takes longer than this (seconds) is stuck: its worker is killed.
PATIENCE: Final = 300.0

type Outcome = Converted | Failed
#: What goes to a worker: a record's own bytes (lighter to send than its fields), their format, and
#: the document the record will live in.
type Sent = tuple[bytes, Format, str]


@cache
def engine() -> Engine:
    """The engine of this process, made once."""
    return Stylesheet()


def convert(batch: Sequence[Sent], generated: str) -> list[Outcome]:
    """One batch in this process; what a worker runs."""
    jobs = [Job(parse_one(raw, format_), document) for raw, format_, document in batch]
    return engine().convert(jobs, generated)


def _end_with_parent() -> None:
    """A worker whose parent was killed would wait for work for ever; it ends itself instead."""

    def follow() -> None:
        if parent := parent_process():
            parent.join()
            os._exit(0)

    Thread(target=follow, daemon=True).start()


def _sent(jobs: Iterable[Job]) -> list[Sent]:
    return [(job.record.raw, job.record.format, job.document) for job in jobs]


class Pool:
    """Worker processes that convert; a context manager."""

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._executor = self._fresh()

    def _fresh(self) -> ProcessPoolExecutor:
        # Spawned, not forked: the writer beside us has RocksDB's threads, which a fork would break.
        return ProcessPoolExecutor(
            self._workers, mp_context=get_context("spawn"), initializer=_end_with_parent
        )

    def _submit(self, jobs: Iterable[Job], generated: str) -> Future[list[Outcome]]:
        sent = _sent(jobs)
        # Workers start here, with our signals: Ctrl-C is for us to hear, and to end them by.
        listening = current_thread() is main_thread()
        heard = signal(SIGINT, SIG_IGN) if listening else None
        try:
            return self._executor.submit(convert, sent, generated)
        except BrokenProcessPool:
            # A worker died with nothing in hand; what was under way is given out again later.
            self._renew()
            return self._executor.submit(convert, sent, generated)
        finally:
            if listening:
                signal(SIGINT, heard)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._executor.shutdown(wait=True, cancel_futures=True)

    def convert(self, jobs: Iterable[Job], generated: str) -> Iterator[tuple[Job, Outcome]]:
        """Each job with its outcome, in order; no more batches are under way than keep all busy."""
        waiting: deque[tuple[tuple[Job, ...], Future[list[Outcome]]]] = deque()
        for batch in batched(jobs, BATCH):
            waiting.append((batch, self._submit(batch, generated)))
            if len(waiting) > AHEAD * self._workers:
                yield from self._next(waiting, generated)
        while waiting:
            yield from self._next(waiting, generated)

    def _next(
        self, waiting: deque[tuple[tuple[Job, ...], Future[list[Outcome]]]], generated: str
    ) -> Iterator[tuple[Job, Outcome]]:
        batch, future = waiting.popleft()
        try:
            outcomes = future.result(PATIENCE)
        except (BrokenProcessPool, TimeoutError):
            outcomes = self._one_by_one(batch, generated)
            for i, (later, _) in enumerate(waiting):
                waiting[i] = (later, self._submit(later, generated))
        yield from zip(batch, outcomes, strict=True)

    def _one_by_one(self, batch: tuple[Job, ...], generated: str) -> list[Outcome]:
        """The batch again after a worker died or stuck on it, each record by itself."""
        self._renew()
        outcomes: list[Outcome] = []
        for job in batch:
            try:
                outcomes += self._submit([job], generated).result(PATIENCE)
            except (BrokenProcessPool, TimeoutError):
                self._renew()
                outcomes.append(Failed("converting it kills or stalls the converter"))
        return outcomes

    def _renew(self) -> None:
        for process in list(self._executor._processes.values()):
            process.kill()
        self._executor.shutdown(wait=False, cancel_futures=True)
        self._executor = self._fresh()
