"""The access log: a line of JSON for each query, a file for each day, kept for some days."""

import json
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from logging import INFO, LogRecord
from logging.handlers import TimedRotatingFileHandler
from pathlib import Path
from time import time
from typing import Final, override

from sparql.usage.noted import Noted

FILE: Final = "queries.jsonl"


class AccessLog(TimedRotatingFileHandler):
    """``queries.jsonl`` of today (UTC), and ``queries.jsonl.2026-11-22`` and so on of before."""

    def __init__(self, folder: Path, days: int, tell: Callable[[str], None]) -> None:
        super().__init__(folder / FILE, when="midnight", encoding="utf-8", delay=True, utc=True)
        self._folder = folder
        self._days = days
        self._tell = tell
        self._told = date.min
        self._forget()

    def put(self, noted: Sequence[Noted]) -> None:
        """Writes lines, at once: what `logging` does for each call costs more than a line."""
        if noted:
            lines = "\n".join(json.dumps(each.line(), ensure_ascii=False) for each in noted)
            self.handle(LogRecord("queries", INFO, __file__, 0, lines, None, None))

    def turn(self) -> None:
        """Lets a day that is over go, also when nobody asks anything."""
        if time() >= self.rolloverAt and (self._folder / FILE).exists():
            try:
                self.doRollover()
            except OSError:
                self._complain()
            self._forget()

    @override
    def handleError(self, record: LogRecord) -> None:
        self._complain()

    def _forget(self) -> None:
        """Removes the files whose days are over."""
        oldest = datetime.now(UTC).date() - timedelta(days=self._days)
        for file in self._folder.glob(f"{FILE}.*"):
            try:
                if date.fromisoformat(file.name.removeprefix(f"{FILE}.")) < oldest:
                    file.unlink(missing_ok=True)
            except ValueError:
                continue  # somebody else's
            except OSError:
                self._complain()

    def _complain(self) -> None:
        """Says why a line is missing, once a day: queries are answered all the same."""
        today = datetime.now(UTC).date()
        if self._told < today:
            self._told = today
            self._tell(f"The access log in {self._folder} cannot be written: {sys.exception()}.")
