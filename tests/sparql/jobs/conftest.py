"""A query service that does what the query's first word says, and a folder of jobs over it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from threading import Event
from time import monotonic, sleep

import pytest

from sparql.jobs.job import Allowance, Job, Owner
from sparql.jobs.jobs import Jobs
from sparql.service.answers import Answer, Cut, Failure, Limits, QueryRequest, failed, stays
from sparql.usage.usage import Usage
from store.graph.generations import Generations

ANNA = Owner("anna-1", "anna")
BEN = Owner("ben-1", "ben")


class Parts:
    """What follows the beginning of an answer."""

    def __init__(self, parts: Iterator[bytes], closed: list[str]) -> None:
        self._parts = parts
        self._closed = closed

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        return next(self._parts)

    def close(self) -> None:
        self._closed.append("closed")


class Words:
    """Answers by the first word of a query; ``wait`` waits for :attr:`go` or for who goes away."""

    def __init__(self) -> None:
        self.asked: list[QueryRequest] = []
        self.closed: list[str] = []
        self.go = Event()
        self.away = 0  # so many answers say that the engine is away

    def answer(self, request: QueryRequest, gone: Callable[[], bool] = stays) -> Answer:
        self.asked.append(request)
        word, _, number = request.text.partition(" ")
        if self.away:
            self.away -= 1
            return failed(Failure(503, "Away", "The engine is away.", retry=0))
        if word == "wrong":
            return failed(Failure(400, "Wrong", "This is no query.", 1, 1))
        if word == "raise":
            raise RuntimeError("a broken promise")
        if word == "wait":
            while not self.go.wait(0.01):
                if gone():
                    return failed(Failure(499, "Gone", "Nobody waits."))
        rest = Parts(self._rest(word, int(number or 0), gone), self.closed)
        return Answer(200, b"begin\n", "text/csv", rest=rest, generation=request.generation)

    def _rest(self, word: str, size: int, gone: Callable[[], bool]) -> Iterator[bytes]:
        if word == "stream":
            while not gone():
                yield b"more\n"
                sleep(0.005)
            raise Cut(Failure(504, "Stopped", "Nobody waits."))
        if word == "cut":
            yield b"half"
            raise Cut(Failure(504, "Stopped", "The query was stopped after 2 seconds."))
        yield b"x" * size


@pytest.fixture
def service() -> Iterator[Words]:
    words = Words()
    yield words
    words.go.set()


class Home:
    """A folder of jobs that can be opened again and again."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.folder = folder
        self.stack = stack
        self.told: list[str] = []
        self.allowed: dict[str, Allowance] = {}
        self.generations: Generations | None = None
        self.usage: Usage | None = None

    def allowance(self, identity: str) -> Allowance | None:
        return self.allowed.get(identity, Allowance(Limits(), 1, 10_000_000, 7))

    def open(self, *, slots: int = 1) -> Jobs:
        jobs = Jobs(
            self.folder,
            self.generations,
            self.allowance,
            slots=slots,
            usage=self.usage,
            tell=self.told.append,
        )
        return self.stack.enter_context(jobs)


@pytest.fixture
def home(tmp_path: Path, service: Words) -> Iterator[Home]:
    with ExitStack() as stack:
        yield Home(tmp_path / "jobs", stack)


@pytest.fixture
def until() -> Callable[[Callable[[], bool]], None]:
    """Waits until something is so; it is soon, or the test fails."""

    def wait(true: Callable[[], bool]) -> None:
        ending = monotonic() + 10
        while not true():
            assert monotonic() < ending, "it never came to it"
            sleep(0.005)

    return wait


@pytest.fixture
def ended(until: Callable[[Callable[[], bool]], None]) -> Callable[[Jobs, Job | Failure], Job]:
    """The job once it neither waits nor runs."""

    def wait(jobs: Jobs, job: Job | Failure) -> Job:
        assert isinstance(job, Job)
        until(lambda: (now := jobs.find(job.owner, job.id)) is None or not now.open)
        found = jobs.find(job.owner, job.id)
        assert found is not None
        return found

    return wait
