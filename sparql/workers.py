"""A pool of query processes that can be killed, which is the only way to stop an Oxigraph query."""

import multiprocessing
import queue
import signal
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from time import monotonic
from typing import Final

from sparql import worker
from sparql.answers import Answer, Failure, QueryRequest, failed
from sparql.service import ANSWER_LIMIT

#: Most a fresh process may take to start; far above the half second it takes.
_START_SECONDS: Final = 60.0
#: Not fork: a forked copy of a process with RocksDB's threads can hang on their locks.
_SPAWN: Final = multiprocessing.get_context("spawn")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may take."""

    seconds: float = 30.0
    memory: int = 2 * 1024**3
    answer: int = ANSWER_LIMIT


class _Process:
    """One query process and our end of its pipe."""

    def __init__(self, limits: Limits) -> None:
        self.pipe, theirs = _SPAWN.Pipe()
        self._ready = False
        self._process: SpawnProcess = _SPAWN.Process(
            target=worker.serve, args=(theirs, limits.memory, limits.answer), daemon=True
        )
        self._process.start()
        theirs.close()

    def wait_until_ready(self) -> None:
        if not self._ready:
            if not self.pipe.poll(_START_SECONDS):
                raise EOFError
            self.pipe.recv()
            self._ready = True

    def exit_code(self) -> int | None:
        """How a process that closed its pipe ended: negative for a signal."""
        self._process.join(5)
        return self._process.exitcode

    def end(self) -> None:
        self._process.kill()
        self._process.join()
        self.pipe.close()
        self._process.close()


class WorkerPool:
    """The public query service: every query in a process of its own for as long as it runs.

    `use` names the generation new queries see; a query that is running keeps the one it began
    with, which its process has pinned.
    """

    def __init__(self, generation: Path, size: int = 2, limits: Limits | None = None) -> None:
        self._generation = generation
        self._limits = limits or Limits()
        self._idle: queue.Queue[_Process] = queue.Queue()
        self._closed = False
        for _ in range(size):
            self._idle.put(_Process(self._limits))
        self._size = size

    def use(self, generation: Path) -> None:
        self._generation = generation

    def answer(self, request: QueryRequest) -> Answer:
        try:
            process = self._idle.get(timeout=self._limits.seconds)
        except queue.Empty:
            return failed(self._busy())
        healthy = False
        try:
            process.wait_until_ready()
            answered = self._ask(process.pipe, self._generation, request)
            healthy = answered is not None
            return answered or failed(self._too_slow())
        except (EOFError, OSError):
            return failed(self._ended(process))
        finally:
            self._idle.put(process if healthy else self._replaced(process))

    def close(self) -> None:
        """Ends the processes, waiting for queries that still run (they have their time limit)."""
        if self._closed:
            return
        self._closed = True
        for _ in range(self._size):
            self._idle.get().end()

    def _ask(self, pipe: Connection, generation: Path, request: QueryRequest) -> Answer | None:
        """The answer; None when the time is over."""
        deadline = monotonic() + self._limits.seconds
        pipe.send((generation, request))
        if not pipe.poll(max(0.0, deadline - monotonic())):
            return None
        answered = pipe.recv()
        return answered if isinstance(answered, Answer) else None

    def _replaced(self, process: _Process) -> _Process:
        process.end()
        return _Process(self._limits)

    def _busy(self) -> Failure:
        return Failure(
            503,
            "The query service is busy",
            f"All {self._size} query processes have been at work for {self._limits.seconds:g} "
            "seconds. Try again in a minute.",
        )

    def _too_slow(self) -> Failure:
        return Failure(
            503,
            "The query took too long",
            f"The query was stopped after {self._limits.seconds:g} seconds. Add a LIMIT, name "
            "more of the triple patterns' parts, or work on a copy of the data.",
        )

    def _ended(self, process: _Process) -> Failure:
        memory = f"{self._limits.memory / 1024**3:.2g} GiB"
        if process.exit_code() in (0, -signal.SIGABRT):
            return Failure(
                503,
                "The query needs too much memory",
                f"The query was stopped because it needed more than {memory} of memory. Sort "
                "and group fewer rows, or work on a copy of the data.",
            )
        return Failure(
            503,
            "The query process broke down",
            "The process that ran the query ended without an answer; a new one has taken its "
            "place. Try once more, and report the query if it happens again.",
        )
