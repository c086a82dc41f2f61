"""A job while it runs, in a thread of its own."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread
from time import monotonic

from sparql.jobs.job import Allowance, Job
from sparql.jobs.limiting import BROKEN
from sparql.jobs.running import Result, run
from sparql.service.answers import Failure, QueryService
from sparql.usage.usage import Usage


class Attempt:
    """One attempt to run a job; :attr:`bytes` are on the disk by now, :attr:`stopped` ends it."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.bytes = 0
        self.stopped = Event()
        self._since = monotonic()
        self._thread: Thread | None = None

    @property
    def seconds(self) -> float:
        return monotonic() - self._since

    def start(
        self,
        service: QueryService,
        allowed: Allowance,
        part: Path,
        obstacle: Callable[[int], Failure | None],
        done: Callable[["Attempt", Result | Failure | None], None],
    ) -> None:
        """Begins; ``done`` is called at the end, whatever comes."""
        self._thread = Thread(
            target=self._work,
            args=(service, allowed, part, obstacle, done),
            name=f"job {self.job.id}",
            daemon=True,
        )
        self._thread.start()

    def join(self, seconds: float) -> None:
        """Waits for its end, no longer than these seconds."""
        if self._thread is not None:
            self._thread.join(seconds)

    def note(self, usage: Usage, outcome: Result | Failure) -> None:
        """Puts it into the access log."""
        result = outcome if isinstance(outcome, Result) else None
        usage.note(
            self.job.request.text,
            outcome.status if isinstance(outcome, Failure) else 200,
            self.seconds,
            holder=self.job.owner.name,
            size=result.bytes if result else 0,
            media_type=result.media_type if result else "",
            generation=self.job.request.generation,
            kept=result.kept if result else False,
            through="job",
        )

    def _work(
        self,
        service: QueryService,
        allowed: Allowance,
        part: Path,
        obstacle: Callable[[int], Failure | None],
        done: Callable[["Attempt", Result | Failure | None], None],
    ) -> None:
        outcome: Result | Failure | None = BROKEN
        client = f"key {self.job.owner.name}"
        request = replace(self.job.request, limits=allowed.limits, client=client)
        try:
            outcome = run(
                service,
                request,
                part,
                stopped=self.stopped,
                obstacle=obstacle,
                reached=self._reached,
            )
        finally:  # also when the service broke its word and raised: the slot is free again
            done(self, outcome)

    def _reached(self, size: int) -> None:
        self.bytes = size
