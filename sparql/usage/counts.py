"""Counts of queries in a SQLite file: by day, kind of asker, form and outcome; and how long."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from sparql.usage.noted import PUBLIC, Noted

#: Classes of time: up to so many milliseconds. What takes longer is in one more.
CLASSES: Final = (1, 3, 10, 30, 100, 300, 1_000, 3_000, 10_000, 30_000, 100_000)
#: What askers are counted as: never which key.
KEY: Final = "key"
_TABLES: Final = """
CREATE TABLE IF NOT EXISTS asked (
  day TEXT NOT NULL, holders TEXT NOT NULL, form TEXT NOT NULL, outcome TEXT NOT NULL,
  n INTEGER NOT NULL, seconds REAL NOT NULL, bytes INTEGER NOT NULL, kept INTEGER NOT NULL,
  PRIMARY KEY (day, holders, form, outcome)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS lasted (
  day TEXT NOT NULL, class INTEGER NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (day, class)
) WITHOUT ROWID;
"""
_ASKED: Final = """
INSERT INTO asked VALUES (?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT DO UPDATE SET n = n + excluded.n, seconds = seconds + excluded.seconds,
  bytes = bytes + excluded.bytes, kept = kept + excluded.kept
"""
_LASTED: Final = """
INSERT INTO lasted VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET n = n + excluded.n
"""


@dataclass(slots=True)
class Portion:
    """What came since the last transaction, added up."""

    asked: dict[tuple[str, str, str, str], tuple[int, float, int, int]] = field(
        default_factory=dict
    )
    lasted: Counter[tuple[str, int]] = field(default_factory=Counter)

    def add(self, noted: Noted) -> None:
        day = noted.time.date().isoformat()
        holders = PUBLIC if noted.holder == PUBLIC else KEY
        key = (day, holders, noted.form, noted.outcome)
        n, seconds, size, kept = self.asked.get(key, (0, 0.0, 0, 0))
        self.asked[key] = (n + 1, seconds + noted.ms / 1000, size + noted.bytes, kept + noted.kept)
        # A job's hour says nothing of how long a reader waits.
        if noted.outcome == "answered" and noted.through != "job":
            self.lasted[day, time_class(noted.ms)] += 1


@dataclass(frozen=True, slots=True)
class Asked:
    """A row of the counts."""

    day: str
    holders: str
    form: str
    outcome: str
    n: int
    seconds: float
    bytes: int
    kept: int


def time_class(ms: float) -> int:
    """Which of :data:`CLASSES` a time falls into, by number."""
    return next((number for number, most in enumerate(CLASSES) if ms <= most), len(CLASSES))


class Counts:
    """The file. One thread writes, any may read. Raises ``sqlite3.Error``."""

    def __init__(self, file: Path) -> None:
        self._file = file
        with closing(self._connected()) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.executescript(_TABLES)
            # Reads both tables' roots, and so finds a file that is none of ours.
            connection.execute("SELECT count(*) FROM asked, lasted LIMIT 1").fetchone()

    def add(self, portion: Portion) -> None:
        """Adds a portion, in one transaction."""
        with closing(self._connected()) as connection, connection:
            connection.executemany(_ASKED, [(*key, *sums) for key, sums in portion.asked.items()])
            connection.executemany(_LASTED, [(*key, n) for key, n in portion.lasted.items()])

    def since(self, day: str) -> tuple[list[Asked], Mapping[int, int]]:
        """The counts from this day on, and how many lasted as long as each class of time."""
        with closing(self._connected()) as connection:
            asked = connection.execute(
                "SELECT day, holders, form, outcome, n, seconds, bytes, kept FROM asked "
                "WHERE day >= ? ORDER BY day",
                (day,),
            ).fetchall()
            lasted: Iterable[tuple[int, int]] = connection.execute(
                "SELECT class, sum(n) FROM lasted WHERE day >= ? GROUP BY class", (day,)
            ).fetchall()
        return [Asked(*row) for row in asked], dict(lasted)

    def _connected(self) -> sqlite3.Connection:
        return sqlite3.connect(self._file, timeout=5.0)
