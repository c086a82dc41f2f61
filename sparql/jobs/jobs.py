"""The jobs of a catalogue that is served: taken, run in turn, kept for some days."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from threading import Event, RLock, Thread
from time import monotonic
from types import TracebackType
from typing import Final, Self

from sparql.jobs import limiting
from sparql.jobs.attempt import Attempt
from sparql.jobs.folder import new_id
from sparql.jobs.job import Allowance, Job, Owner, Progress
from sparql.jobs.order import fair
from sparql.jobs.pins import Pins
from sparql.jobs.running import Result
from sparql.jobs.shelf import Shelf
from sparql.service.answers import Failure, QueryRequest, QueryService
from sparql.usage.usage import Usage
from store.graph.generations import Generations

#: Seconds in which what is running has to end when the server stops.
_END: Final = 3.0
_SWEEP: Final = 300.0
#: How often a job is begun again that was running when the server broke down.
_RUNS: Final = 3


class Jobs:
    """Takes jobs from any thread and runs ``slots`` of them at a time, owner by owner in turn.

    Opened before the server publishes (jobs hold their generations from then on), started with the
    query service that runs them, closed quickly: what runs is queued again for the next start.
    ``allowance`` tells what an owner may have, by identity; None, when it is no owner any more.
    """

    def __init__(
        self,
        folder: Path,
        generations: Generations | None,
        allowance: Callable[[str], Allowance | None],
        *,
        slots: int = 1,
        usage: Usage | None = None,
        tell: Callable[[str], None],
    ) -> None:
        self._shelf = Shelf(folder, tell)
        self._pins = Pins(generations)
        self._allowance = allowance
        self._slots = slots
        self._usage = usage
        self._service: QueryService | None = None
        self._lock = RLock()
        self._runs: dict[str, Attempt] = {}
        self._served: dict[str, int] = {}
        self._turn = 0
        self._closed = Event()
        for job in self._shelf.all():
            if job.open:
                self._resume(job)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def start(self, service: QueryService) -> None:
        """From now on jobs are run, by this service."""
        with self._lock:
            self._service = service
            self._shelf.sweep(_now())
            self._begin()
        Thread(target=self._sweeping, name="jobs", daemon=True).start()

    def close(self) -> None:
        """Ends what runs, to be run again from its start; waits no longer than it must."""
        with self._lock:
            self._closed.set()
            runs = list(self._runs.values())
            for each in runs:
                each.stopped.set()
        ending = monotonic() + _END
        for each in runs:
            each.join(max(0.0, ending - monotonic()))
        with self._lock:
            for each in self._runs.values():  # that did not end in time
                job = self._shelf.get(each.job.id)
                if job is not None and job.state == "running":
                    self._settle(job, None)
            self._runs.clear()
            self._pins.close()

    def submit(self, owner: Owner, request: QueryRequest) -> Job | Failure:
        """A new job, queued; or why it is not taken."""
        with self._lock:
            self._shelf.sweep(_now())
            allowed = self._allowance(owner.identity)
            mine = self._shelf.of(owner.identity)
            if (refused := limiting.refusal(allowed, mine, self._shelf.folder.free())) is not None:
                return refused
            asked = replace(
                request,
                generation=request.generation or self._pins.newest(),
                client="",
                limits=None,
                fresh=False,
            )
            job = Job(new_id(), owner, asked, _now())
            if (failure := self._pins.hold(job)) is not None:
                return failure
            try:
                self._shelf.add(job)
            except OSError as error:
                self._pins.release(job.id)
                return limiting.unwritable(error)
            self._begin()
            return self._shelf.get(job.id) or job

    def of(self, owner: Owner) -> list[Job]:
        """The owner's jobs, the newest first."""
        with self._lock:
            return self._shelf.of(owner.identity)

    def find(self, owner: Owner, job_id: str) -> Job | None:
        """One of the owner's jobs; another's is not there."""
        with self._lock:
            job = self._shelf.get(job_id)
            return job if job is not None and job.owner.identity == owner.identity else None

    def progress(self, job: Job) -> Progress:
        """How far it is by now."""
        with self._lock:
            if (found := self._runs.get(job.id)) is not None:
                return Progress(found.seconds, found.bytes)
            job = self._shelf.get(job.id) or job
            if job.state == "queued":
                order = [each.id for each in self._waiting()]
                return Progress(place=order.index(job.id) + 1 if job.id in order else 0)
        if job.started is None or job.ended is None:
            return Progress(bytes=job.bytes)
        return Progress((job.ended - job.started).total_seconds(), job.bytes)

    def result(self, job: Job) -> Path:
        """The file of a job that is done."""
        return self._shelf.folder.result(job.id)

    def cancel(self, owner: Owner, job_id: str) -> None:
        """Ends a job that waits or runs, at once; one that has ended stays as it is."""
        with self._lock:
            job = self.find(owner, job_id)
            if job is None or not job.open:
                return
            if (found := self._runs.get(job.id)) is not None:
                found.stopped.set()  # its thread tidies up
            self._finish(replace(job, state="cancelled"))

    def remove(self, owner: Owner, job_id: str) -> None:
        """Removes a job that has ended, and its result; one that has not stays."""
        with self._lock:
            job = self.find(owner, job_id)
            if job is not None and not job.open:
                self._shelf.remove(job.id)

    def _resume(self, job: Job) -> None:
        """Puts a job that was open when the server ended into the queue again."""
        failure = self._pins.hold(job)
        if failure is None and job.state == "running" and job.runs >= _RUNS:
            failure = limiting.breaks(job.runs)
        if failure is not None:
            self._finish(replace(job, state="failed", failure=failure))
        elif job.state == "running":
            self._shelf.put(replace(job, state="queued", started=None))

    def _waiting(self) -> list[Job]:
        return fair(self._shelf.waiting(), self._served)

    def _begin(self) -> None:
        """Starts whoever is next, as long as there is a slot."""
        if self._service is None or self._closed.is_set():
            return
        for job in self._waiting():
            if len(self._runs) >= self._slots:
                return
            identity = job.owner.identity
            allowed = self._allowance(identity)
            if allowed is None:
                self._finish(replace(job, state="failed", failure=limiting.KEY_GONE))
                continue
            busy = sum(each.job.owner.identity == identity for each in self._runs.values())
            if busy >= allowed.at_once:
                continue
            self._turn += 1
            self._served[identity] = self._turn
            begun = replace(job, state="running", started=_now(), runs=job.runs + 1)
            self._shelf.put(begun)
            self._runs[job.id] = attempt = Attempt(begun)
            attempt.start(
                self._service,
                allowed,
                self._shelf.folder.part(job.id),
                partial(self._obstacle, begun, allowed),
                self._done,
            )

    def _obstacle(self, job: Job, allowed: Allowance, size: int) -> Failure | None:
        with self._lock:
            free = self._shelf.folder.free()
            return limiting.obstacle(allowed, size, self._kept_beside(job), free)

    def _done(self, attempt: Attempt, outcome: Result | Failure | None) -> None:
        with self._lock:
            if self._runs.get(attempt.job.id) is not attempt:
                return  # the server is closed
            del self._runs[attempt.job.id]
            if self._usage is not None and outcome is not None:
                attempt.note(self._usage, outcome)
            job = self._shelf.get(attempt.job.id)
            if job is not None and job.state == "running":
                self._settle(job, outcome)
            elif job is not None:  # cancelled
                self._shelf.folder.drop(job.id)
            self._begin()

    def _settle(self, job: Job, outcome: Result | Failure | None) -> None:
        if outcome is None:  # the server ends
            self._shelf.folder.drop(job.id)
            self._shelf.put(replace(job, state="queued", started=None, runs=job.runs - 1))
            return
        if isinstance(outcome, Result):
            try:
                self._shelf.folder.finish(job.id)
            except OSError as error:
                outcome = limiting.unwritable(error)
        if isinstance(outcome, Result):
            done = replace(
                job,
                state="done",
                bytes=outcome.bytes,
                sha256=outcome.sha256,
                media_type=outcome.media_type,
                request=replace(
                    job.request, generation=outcome.generation or job.request.generation
                ),
            )
        else:
            self._shelf.folder.drop(job.id)
            done = replace(job, state="failed", failure=outcome)
        self._finish(done)

    def _finish(self, job: Job) -> None:
        """The job has ended, this way or that."""
        allowed = self._allowance(job.owner.identity)
        days = allowed.days if allowed is not None else 1.0
        now = _now()
        self._pins.release(job.id)
        self._shelf.put(replace(job, ended=now, expires=now + timedelta(days=days)))

    def _kept_beside(self, job: Job) -> int:
        """Bytes of the owner's other results, and of those that are being written."""
        identity = job.owner.identity
        done = sum(each.bytes for each in self._shelf.of(identity))
        running = sum(
            each.bytes
            for each in self._runs.values()
            if each.job.owner.identity == identity and each.job.id != job.id
        )
        return done + running

    def _sweeping(self) -> None:
        while not self._closed.wait(_SWEEP):
            with self._lock:
                self._shelf.sweep(_now())
                self._begin()  # a key may have been given more, or may be gone


def _now() -> datetime:
    return datetime.now(UTC)
