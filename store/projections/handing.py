"""New documents handed to the graph by who has just put them into the log, in large portions.

Who follows the log reads everything out of it again, while a bulk load still has it in its hands.
What is handed must be the log's next changes and nothing but creations; where the graph is not just
before them, it follows the log as always, so that it ends the same whatever is handed.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Condition, Thread
from types import TracebackType
from typing import Final, Self, override

from store.errors import StoreError
from store.log.reading import RecordLog
from store.projections.following import FAILURES, PORTION, catch_up
from store.projections.graph import GraphProjection

#: Bytes of N-Triples that are loaded at once: the more, the less Oxigraph has to merge later; with
#: this much it takes some 1 GB of memory.
LOADED: Final = 128_000_000


@dataclass(frozen=True, slots=True)
class _Portion:
    first: int
    last: int
    documents: Sequence[bytes]
    size: int


class Handing(Thread):
    """A thread that loads what it is handed; a context manager, which waits at its end.

    What goes wrong is raised by :meth:`give` and :meth:`finish`.
    """

    def __init__(self, log: RecordLog, projection: GraphProjection) -> None:
        super().__init__(name="handing to the graph", daemon=True)
        self._log = log
        self._projection = projection
        self._waiting: deque[_Portion] = deque()
        self._size = 0
        self._changed = Condition()
        self._finishing = self._ending = False
        self._failure: Exception | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._changed:
            self._ending = True
            self._changed.notify_all()
        self.join()

    def give(self, first: int, last: int, documents: Sequence[bytes]) -> None:
        """Hands over what the changes from ``first`` to ``last`` brought; waits while the graph has
        more than it can take in at once.
        """
        portion = _Portion(first, last, documents, sum(map(len, documents)))
        with self._changed:
            while self._size > 1.5 * LOADED and self.is_alive():
                self._changed.wait(1)
            self._waiting.append(portion)
            self._size += portion.size
            self._changed.notify_all()
        self._check()

    def finish(self) -> None:
        """Waits until the graph has all that was handed over."""
        with self._changed:
            self._finishing = True
            self._changed.notify_all()
        self.join()
        self._check()

    def _check(self) -> None:
        if self._failure:
            raise self._failure
        if not (self.is_alive() or self._finishing):
            raise StoreError(
                "What fills the graph broke down; what was said above tells where. The log is "
                "safe, and is followed again at the next start."
            )

    @override
    def run(self) -> None:
        while portions := self._next():
            try:
                self._load(portions)
            except FAILURES as error:
                self._failure = error
                return

    def _next(self) -> list[_Portion]:
        """As much as is loaded at once, when it has come together; nothing at the end."""
        with self._changed:
            while not (self._ending or self._finishing or self._size >= LOADED):
                self._changed.wait()
            portions: list[_Portion] = []
            size = 0
            while self._waiting and size < LOADED and not self._ending:
                portions.append(self._waiting.popleft())
                size += portions[-1].size
            self._size -= size
            self._changed.notify_all()
            return portions

    def _load(self, portions: Sequence[_Portion]) -> None:
        """Each run of portions that follow one another, after what came into the log before it."""
        run: list[_Portion] = []
        for portion in portions:
            if run and portion.first != run[-1].last + 1:
                self._load_run(run)
                run = []
            run.append(portion)
        self._load_run(run)

    def _load_run(self, run: Sequence[_Portion]) -> None:
        log, projection = self._log, self._projection
        graph = projection.graph
        before, last = run[0].first - 1, run[-1].last
        if graph.log != log.identity:
            next(catch_up(log, projection))
        while (gap := before - graph.checkpoint) > 0:
            projection.follow(log, log.changes(graph.checkpoint, min(gap, PORTION)))
        if graph.checkpoint == before:
            graph.load([text for portion in run for text in portion.documents], last)
        while graph.checkpoint < last:
            next(catch_up(log, projection))
