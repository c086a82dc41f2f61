"""All jobs there are, in memory as on the disk."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from sparql.jobs.folder import JobsFolder
from sparql.jobs.job import Job


class Shelf:
    """The jobs by their ids; what is put here is on the disk when the call returns.

    A disk that refuses is told of, and the job goes on in memory: after a restart it is run again.
    Whoever uses it sees to it that one thread does at a time.
    """

    def __init__(self, folder: Path, tell: Callable[[str], None]) -> None:
        self.folder = JobsFolder(folder)
        self._tell = tell
        found, complaints = self.folder.all()
        self._jobs = {job.id: job for job in found}
        for complaint in complaints:
            tell(complaint)

    def all(self) -> list[Job]:
        return list(self._jobs.values())

    def of(self, identity: str) -> list[Job]:
        """An owner's jobs, the newest first."""
        found = [job for job in self._jobs.values() if job.owner.identity == identity]
        return sorted(found, key=lambda job: job.made, reverse=True)

    def waiting(self) -> list[Job]:
        return [job for job in self._jobs.values() if job.state == "queued"]

    def get(self, job_id: str) -> Job | None:
        return self._jobs.get(job_id)

    def add(self, job: Job) -> None:
        """A new job; raises ``OSError`` when the disk refuses it."""
        self.folder.add(job)
        self._jobs[job.id] = job

    def put(self, job: Job) -> None:
        """The job as it is now."""
        self._jobs[job.id] = job
        try:
            self.folder.update(job)
        except OSError as error:
            self._tell(f"The state of job {job.id} cannot be written: {error.strerror or error}.")

    def remove(self, job_id: str) -> None:
        """The job, and its result."""
        del self._jobs[job_id]
        try:
            self.folder.remove(job_id)
        except OSError as error:
            self._tell(f"The folder of job {job_id} cannot be removed: {error.strerror or error}.")

    def sweep(self, now: datetime) -> None:
        """Removes the jobs whose days are over."""
        for job in self.all():
            if not job.open and job.expires is not None and job.expires <= now:
                self.remove(job.id)
