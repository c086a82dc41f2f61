"""Following the log: projections brought up to its head, once, or by a thread while it grows."""

import threading
from collections.abc import Callable, Iterator, Sequence
from time import monotonic
from typing import Final, Self

from sqlalchemy.exc import SQLAlchemyError

from store.errors import StoreError
from store.log.reading import RecordLog
from store.projections import Projection

#: Changes taken in together.
PORTION: Final = 5_000
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
    while changes := log.changes(projection.checkpoint, PORTION):
        projection.follow(log, changes)
        yield changes[-1].seq


class Follower:
    """A thread that brings projections up to the log as it grows; a context manager.

    ``moved`` is called after each step that moved something, at most once in ``spacing`` seconds
    and once more when the log has come to rest. With ``least`` it waits until so many changes have
    come together, or until :meth:`finish`: large portions are cheaper. What goes wrong, an engine
    that is down, a full disk, is raised by :meth:`check` and :meth:`finish`; one that is
    ``patient`` tries again until it goes well, and ``told`` gets each new sentence once.
    """

    def __init__(
        self,
        log: RecordLog,
        projections: Sequence[Projection],
        *,
        moved: Callable[[], None] = lambda: None,
        spacing: float = 1.0,
        least: int = 1,
        patient: bool = False,
        told: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._log = log
        self._projections = projections
        self._moved = moved
        self._spacing = spacing
        self._least = least
        self._patient = patient
        self._told = told
        self._wake = threading.Event()
        self._ending = False
        self._finishing = False
        self._failure: Exception | None = None
        self._published = -spacing
        self._owing = False
        self._done = False
        self._thread = threading.Thread(target=self._run, name="follower", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ending = True
        self._wake.set()
        self._thread.join()

    def wake(self) -> None:
        """There is something new in the log."""
        self._wake.set()

    def check(self) -> None:
        """Raises what stopped the thread, if something did."""
        if self._failure:
            raise self._failure
        if not self._done and not self._thread.is_alive():
            raise StoreError(
                "What follows the log broke down; what was said above tells where. The log is "
                "safe, and is followed again at the next start."
            )

    def finish(self) -> None:
        """Waits until everything that is in the log now has been followed."""
        self._finishing = True
        self._wake.set()
        self._thread.join()
        self.check()

    def _run(self) -> None:
        said = ""
        while not self._ending:
            self._wake.clear()
            try:
                rested = self._go_on()
                said = ""
            except FAILURES as error:
                if not self._patient:
                    self._failure = error
                    return
                if str(error) != said:
                    said = str(error)
                    self._told(said)
                self._wake.wait(AGAIN)
                continue
            if rested:
                if self._finishing:
                    break
                self._wake.wait(PAUSE)
        self._done = True

    def _go_on(self) -> bool:
        """One step, and word of it when it is time; whether there is nothing more to do."""
        stepped = self._step()
        self._owing = self._owing or stepped
        if self._owing and monotonic() - self._published >= self._spacing:
            self._moved()
            self._published, self._owing = monotonic(), False
        return not stepped

    def _step(self) -> bool:
        """One portion for each projection that is behind; whether there was one."""
        stepped = False
        head = self._log.head
        for projection in self._projections:
            if self._ending:
                break
            behind = head - projection.checkpoint
            ours = projection.log == self._log.identity
            if ours and 0 <= behind < (1 if self._finishing else self._least):
                continue
            stepped |= next(catch_up(self._log, projection), None) is not None
        return stepped
