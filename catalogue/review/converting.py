"""Conversion in this process: a decision makes two records, a worker takes longer to start."""

from collections.abc import Iterable, Iterator
from typing import Final

from converters.engine import Converted, Job
from converters.engines import Choice, conversion
from converters.pool import Outcome

_USUAL: Final = Choice()


class InThisProcess:
    """Converts one record after the other; for a few at a time, and one thread at a time."""

    def __init__(self, choice: Choice = _USUAL) -> None:
        self.version = conversion(choice).version
        self._choice = choice

    def convert(self, jobs: Iterable[Job], generated: str) -> Iterator[tuple[Job, Outcome]]:
        """Each job with its outcome, in order."""
        engine = conversion(self._choice)
        for job in jobs:
            if job.idle:
                yield job, Converted(b"")
            else:
                (outcome,) = engine.convert([job], generated)
                yield job, outcome
