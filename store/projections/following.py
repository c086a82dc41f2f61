"""Following the log: projections brought up to its head, once, or by threads while it grows."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from threading import Event, Lock, Thread
from time import monotonic, sleep
from typing import Final, Self, override

from sqlalchemy.exc import SQLAlchemyError

from store.errors import StoreError
from store.log.reading import RecordLog
from store.projections import Projection

#: Changes taken in together, at most.
PORTION: Final = 25_000
#: Portions a projection may be behind before who writes the log waits for it: what is left at the
#: end is followed alone.
_BEHIND: Final = 1.25
#: How often the log is looked at when nothing wakes the thread (seconds).
PAUSE: Final = 0.2
#: How long to wait before trying an engine again that could not be reached (seconds).
AGAIN: Final = 2.0
#: What may go wrong on the way: an engine, the database, the disk, memory.
FAILURES: Final = (StoreError, SQLAlchemyError, OSError, RuntimeError, MemoryError)


def catch_up(log: RecordLog, projection: Projection) -> Iterator[int]:
    """Brings one projection up to the log's head; yields the number of each change reached."""
    if projection.log != log.identity or projection.checkpoint > log.head:
        projection.begin(log.identity)
    while changes := log.changes(projection.checkpoint, _portion(projection)):
        projection.follow(log, changes)
        yield changes[-1].seq


def _portion(projection: Projection) -> int:
    return min(PORTION, projection.portion)


class Follower:
    """Threads that bring projections up to the log as it grows, one for each; a context manager.

    ``moved`` is called after a step that moved one of them, for each at most once in ``spacing``
    seconds, and once more when the log has come to rest. When it is ``gathering`` each waits until
    a portion of its own has come together, or until :meth:`finish`: large portions are cheaper.
    What goes wrong, an engine that is down, a full disk, is raised by :meth:`check` and
    :meth:`finish`; a follower that is ``patient`` tries again until it goes well, and ``told`` gets
    each new sentence once.
    """

    def __init__(
        self,
        log: RecordLog,
        projections: Sequence[Projection],
        *,
        moved: Callable[[], None] = lambda: None,
        spacing: float = 1.0,
        gathering: bool = False,
        patient: bool = False,
        told: Callable[[str], None] = lambda _: None,
    ) -> None:
        speaking = Lock()

        def alone() -> None:
            with speaking:
                moved()

        way = _Way(log, alone, spacing, gathering, patient, told)
        self._threads = [_Following(projection, way) for projection in projections]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        for thread in self._threads:
            thread.end()
        for thread in self._threads:
            thread.join()

    def wake(self) -> None:
        """There is something new in the log."""
        for thread in self._threads:
            thread.wake.set()

    def check(self) -> None:
        """Raises what stopped a thread, if something did."""
        for thread in self._threads:
            thread.check()

    def hold(self) -> None:
        """Waits until none is more than a portion and a quarter behind; raises as ``check``."""
        for thread in self._threads:
            while thread.too_far_behind and thread.is_alive():
                thread.wake.set()
                sleep(PAUSE)
        self.check()

    def finish(self) -> None:
        """Waits until everything that is in the log now has been followed."""
        for thread in self._threads:
            thread.finish()
        for thread in self._threads:
            thread.join()
        self.check()


@dataclass(frozen=True, slots=True)
class _Way:
    """How a log is followed (see :class:`Follower`)."""

    log: RecordLog
    moved: Callable[[], None]
    spacing: float
    gathering: bool
    patient: bool
    told: Callable[[str], None]


class _Following(Thread):
    """One projection on its way."""

    def __init__(self, projection: Projection, way: _Way) -> None:
        super().__init__(name=f"following {projection.name}", daemon=True)
        self.wake = Event()
        self._projection = projection
        self._way = way
        self._ending = False
        self._finishing = False
        self._done = False
        self._failure: Exception | None = None
        self._published = -way.spacing
        self._owing = False

    @property
    def behind(self) -> int:
        """How many changes it has still to follow."""
        return self._way.log.head - self._projection.checkpoint

    @property
    def too_far_behind(self) -> bool:
        return self.behind > _BEHIND * _portion(self._projection)

    def end(self) -> None:
        """Stops after the step in hand."""
        self._ending = True
        self.wake.set()

    def finish(self) -> None:
        """Stops when there is nothing left to follow."""
        self._finishing = True
        self.wake.set()

    def check(self) -> None:
        if self._failure:
            raise self._failure
        if not self._done and not self.is_alive():
            raise StoreError(
                "What follows the log broke down; what was said above tells where. The log is "
                "safe, and is followed again at the next start."
            )

    @override
    def run(self) -> None:
        said = ""
        while not self._ending:
            self.wake.clear()
            try:
                rested = self._go_on()
                said = ""
            except FAILURES as error:
                if not self._way.patient:
                    self._failure = error
                    return
                if str(error) != said:
                    said = str(error)
                    self._way.told(said)
                self.wake.wait(AGAIN)
                continue
            if rested:
                if self._finishing:
                    break
                self.wake.wait(PAUSE)
        self._done = True

    def _go_on(self) -> bool:
        """One step, and word of it when it is time; whether there is nothing more to do."""
        stepped = self._step()
        self._owing = self._owing or stepped
        if self._owing and monotonic() - self._published >= self._way.spacing:
            self._way.moved()
            self._published, self._owing = monotonic(), False
        return not stepped

    def _step(self) -> bool:
        """Takes in a portion, when there is one; whether there was."""
        log, projection = self._way.log, self._projection
        behind = self.behind
        gathering = self._way.gathering and not self._finishing
        least = _portion(projection) if gathering else 1
        if projection.log == log.identity and 0 <= behind < least:
            return False
        return next(catch_up(log, projection), None) is not None
