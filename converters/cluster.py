"""Conversion on a cluster: the pool's batches, to the workers of a dask scheduler.

The cluster does again what a dead worker had; a batch that kills one worker after another is
converted on this machine, where the pool finds the record that does it.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from itertools import batched
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from types import TracebackType
from typing import Any, Final, Self, cast

from converters.engine import Failed, Job
from converters.engines import Choice, conversion
from converters.pool import BATCH, PATIENCE, Outcome, Pool, Prepare, Sent, convert, joined, sent_of
from converters.scheduler import ClusterError, connected

#: Batches given out for each thread of the cluster: one at work, the others on their way.
AHEAD: Final = 4
#: A worker may have several threads; the rules are not made for that, and gain nothing by it.
_ONE_AT_A_TIME: Final = Lock()
_AGAIN: Final = "Nothing is half written; when it is back, the same command takes up what is left."
_SAME: Final = "Install the same Catena there, for the scheduler and every worker."


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be used at the other end: the engine, a site's rules as content, their version.

    ``rules`` is the name of the file and its bytes, for the file itself lies on this machine.
    """

    engine: str
    rules: tuple[str, bytes] | None
    version: str


def order(choice: Choice) -> Order:
    """The choice in a form that can travel. Raises ``LocalRulesError``."""
    version = conversion(choice).version
    local = choice.local
    rules = None if local is None else (local.name, local.read_bytes())
    return Order(choice.name, rules, version)


@cache
def _arrived(order: Order) -> Choice:
    """The choice at the other end. Its rules lie in a file only until they are read."""
    if order.rules is None:
        return Choice(order.engine)
    name, content = order.rules
    with TemporaryDirectory(prefix="catena-") as folder:
        file = Path(folder, name)
        file.write_bytes(content)
        choice = Choice(order.engine, file)
        conversion(choice)
    return choice


def answer(
    batch: Sequence[Sent], generated: str, order: Order, prepare: Prepare | None = None
) -> list[Outcome] | str:
    """What a worker runs: the batch's outcomes; its own version when it has other rules."""
    with _ONE_AT_A_TIME:
        choice = _arrived(order)
        version = conversion(choice).version
        if version != order.version:
            return version
        return convert(batch, generated, choice, prepare)


class Cluster:
    """The workers of a dask scheduler, in the place of a :class:`Pool`; a context manager.

    ``address`` is a scheduler's: ``tcp://host:8786``, or ``tls://…`` with the certificates of
    dask's own configuration. ``version`` is that of the rules, and every worker must have it.
    Raises :class:`ClusterError` whenever the cluster cannot be used, ``LocalRulesError`` for rules
    it cannot use.
    """

    def __init__(
        self,
        address: str,
        choice: Choice = Choice(),  # noqa: B008 - frozen
        prepare: Prepare | None = None,
    ) -> None:
        self._address = address
        self._order = order(choice)
        self._prepare = prepare
        self.version = self._order.version
        with ExitStack() as opened:
            self._client = opened.enter_context(connected(address))
            self._here = opened.enter_context(Pool(1, choice, prepare))
            if not self._threads():
                raise ClusterError(
                    f"The dask scheduler {address} has no workers; "
                    f"start some with `dask worker {address} --nthreads 1`."
                )
            self._opened = opened.pop_all()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._opened.close()

    def convert(self, jobs: Iterable[Job], generated: str) -> Iterator[tuple[Job, Outcome]]:
        """Each job with its outcome, in order; only so many batches are under way at a time."""
        waiting: deque[tuple[tuple[Job, ...], Any]] = deque()
        for batch in batched(jobs, BATCH):
            waiting.append((batch, self._given_out(batch, generated)))
            if len(waiting) > AHEAD * self._threads():
                yield from self._done(*waiting.popleft(), generated)
        while waiting:
            yield from self._done(*waiting.popleft(), generated)

    def _threads(self) -> int:
        try:
            return sum(self._client.nthreads().values())
        except OSError as error:
            raise self._gone() from error

    def _given_out(self, batch: tuple[Job, ...], generated: str) -> Any:
        """The future of a batch's outcomes; None when nothing of it is to be converted."""
        sending = [sent_of(job) for job in batch if not job.idle]
        if not sending:
            return None
        # Not `pure`: dask would name the task by a hash of all its bytes.
        given = (sending, generated, self._order, self._prepare)
        return self._client.submit(answer, *given, pure=False)

    def _done(
        self, batch: tuple[Job, ...], future: Any, generated: str
    ) -> Iterator[tuple[Job, Outcome]]:
        if future is None:
            return joined(batch, [])
        cancelled = import_module("distributed").CancelledError
        try:
            error = future.exception(timeout=PATIENCE)
            answered = None if error else future.result(timeout=PATIENCE)
        except TimeoutError:
            if not self._threads():
                raise ClusterError(
                    f"The dask scheduler {self._address} has lost all its workers. {_AGAIN}"
                ) from None
            future.cancel()
            return self._here.convert(batch, generated)
        except (OSError, cancelled) as lost:
            raise self._gone() from lost
        if isinstance(answered, str):
            raise ClusterError(
                f"A worker of {self._address} has other rules ({answered}) than this machine "
                f"({self.version}). {_SAME}"
            )
        if answered is None:
            return self._judged(batch, error, generated)
        return joined(batch, cast("list[Outcome]", answered))

    def _judged(
        self, batch: tuple[Job, ...], error: Exception, generated: str
    ) -> Iterator[tuple[Job, Outcome]]:
        """The outcomes of a batch that failed there: a record of it is at fault, or the cluster."""
        outcomes = list(self._here.convert(batch, generated))
        killed = isinstance(error, import_module("distributed").scheduler.KilledWorker)
        if not killed and not any(isinstance(outcome, Failed) for _, outcome in outcomes):
            root: BaseException = error
            while root.__cause__:
                root = root.__cause__
            raise ClusterError(
                f"The workers of {self._address} cannot convert ({type(root).__name__}: {root}). "
                f"{_SAME}"
            )
        return iter(outcomes)

    def _gone(self) -> ClusterError:
        return ClusterError(f"The dask scheduler {self._address} is gone. {_AGAIN}")


def open_cluster(address: str, choice: Choice, prepare: Prepare | None = None) -> Cluster:
    """The cluster whose scheduler is at this address. See :class:`Cluster` for what it raises."""
    return Cluster(address, choice, prepare)
