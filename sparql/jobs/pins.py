"""The generations that open jobs run on, kept from being removed until they are done."""

from contextlib import ExitStack

from sparql.jobs.job import Job
from sparql.service.answers import Failure
from store.graph.generations import Generations, pinned


class Pins:
    """Which generation each job holds; without generations (a remote engine) none holds any."""

    def __init__(self, generations: Generations | None) -> None:
        self._generations = generations
        self._held: dict[str, ExitStack] = {}

    def newest(self) -> str:
        """The name of the generation a job without a wish gets; empty where there are none."""
        newest = self._generations.newest() if self._generations is not None else None
        return newest.folder.name if newest else ""

    def hold(self, job: Job) -> Failure | None:
        """Keeps the job's generation; or why it cannot be kept."""
        name = job.request.generation
        if not name or job.id in self._held:
            return None
        found = self._generations.named(name) if self._generations is not None else None
        if found is not None:
            held = ExitStack()
            try:
                held.enter_context(pinned(found.folder))
            except OSError:  # removed this moment
                held.close()
            else:
                self._held[job.id] = held
                return None
        return Failure(
            410,
            "This generation is gone",
            f"The generation {name!r} the job was to run on is not kept any more. Start the job "
            "again without naming one: it will run on the newest.",
        )

    def release(self, job_id: str) -> None:
        held = self._held.pop(job_id, None)
        if held is not None:
            held.close()

    def close(self) -> None:
        for job_id in list(self._held):
            self.release(job_id)
