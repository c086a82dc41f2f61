"""Usage noted as it happens and written a second later, beside the requests and not in them."""

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event, Lock, Thread
from time import monotonic
from types import TracebackType
from typing import Final, Self

from sparql.usage.counts import Counts, Portion
from sparql.usage.log import AccessLog
from sparql.usage.noted import OTHER, PUBLIC, Noted, Through
from sparql.usage.statistics import DAYS, Statistics, statistics
from store.errors import StoreError
from store.graph.query_text import form

COUNTS: Final = "usage.sqlite"
#: Seconds between two transactions, and for which a reader is shown the same statistics.
_EVERY: Final = 1.0
_SHOWN: Final = 10.0
#: Notes that may wait in memory, while the disk does not take them.
_WAITING: Final = 100_000


class Usage:
    """The access log and the counts in a folder, which one process keeps at a time.

    :meth:`note` takes some microseconds and never fails; what was noted is on the disk after a
    second, and after the end of the ``with`` block. What cannot be written is said to ``tell``.
    Raises :class:`store.StoreError` when the counts cannot be opened.
    """

    def __init__(self, folder: Path, *, days: int = 90, tell: Callable[[str], None]) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._tell = tell
        self._counts = _opened(folder / COUNTS, tell)
        self._log = AccessLog(folder, days, tell)
        self._noted: list[Noted] = []
        self._portion = Portion()
        self._broken = False
        self._noting = Lock()
        self._writing = Lock()
        self._shown: tuple[float, Statistics] | None = None
        self._closed = Event()
        self._thread = Thread(target=self._write_on, name="usage", daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def note(
        self,
        text: str,
        status: int,
        seconds: float,
        *,
        holder: str = PUBLIC,
        size: int = 0,
        rows: int | None = None,
        media_type: str = "",
        generation: str = "",
        kept: bool = False,
        cut: bool = False,
        through: Through = "protocol",
    ) -> None:
        """Notes that a query was answered with this status, in these seconds.

        Of ``text`` only the form is kept. ``holder`` is the name of a key; ``size`` is in bytes of
        the result as it was written; ``cut``, that it broke off in the middle.
        """
        noted = Noted(
            datetime.now(UTC).replace(second=0, microsecond=0),
            holder,
            form(text) or OTHER,
            status,
            seconds * 1000,
            size,
            rows,
            media_type,
            generation,
            kept,
            cut,
            through,
        )
        with self._noting:
            if len(self._noted) < _WAITING:
                self._noted.append(noted)

    def flush(self) -> None:
        """Writes what has been noted until now."""
        with self._writing:
            with self._noting:
                noted, self._noted = self._noted, []
            self._log.turn()
            self._log.put(noted)
            for each in noted:
                self._portion.add(each)
            if not self._portion.asked:
                return
            try:
                self._counts.add(self._portion)
            except sqlite3.Error as error:
                if not self._broken:
                    self._tell(
                        f"The counts of queries cannot be written: {error}. They wait in memory; "
                        "make room on the disk."
                    )
                self._broken = True
                return
            self._broken = False
            self._portion = Portion()

    def statistics(self) -> Statistics:
        """The last 30 days, as they were at most some seconds ago. Raises ``sqlite3.Error``."""
        shown = self._shown
        if shown is None or monotonic() - shown[0] > _SHOWN:
            today = datetime.now(UTC).date()
            first = today - timedelta(days=DAYS - 1)
            found = statistics(*self._counts.since(first.isoformat()), today)
            shown = self._shown = (monotonic(), found)
        return shown[1]

    def close(self) -> None:
        """Writes what is left, and ends."""
        self._closed.set()
        self._thread.join()
        self.flush()
        self._log.close()

    def _write_on(self) -> None:
        while not self._closed.wait(_EVERY):
            self.flush()


def _opened(file: Path, tell: Callable[[str], None]) -> Counts:
    """The counts; new ones in place of a file that is damaged, which is set aside."""
    try:
        return Counts(file)
    except sqlite3.OperationalError as error:
        raise StoreError(
            f"The counts of queries in {file} cannot be opened: {error}. Make room, or see who "
            "may write there, and start again."
        ) from None
    except sqlite3.DatabaseError as error:
        aside = file.with_name(f"{file.name}.damaged")
        file.replace(aside)
        for beside in (f"{file.name}-wal", f"{file.name}-shm"):
            file.with_name(beside).unlink(missing_ok=True)
        tell(f"The counts of queries were damaged ({error}) and begin anew; they are in {aside}.")
        return Counts(file)
