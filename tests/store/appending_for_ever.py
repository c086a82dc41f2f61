"""What another process does while a backup is made: it appends, and says what is acknowledged."""

from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path

from store.log.database import open_log
from store.log.writer import LogWriter
from tests.store.conftest import AT, BASE, entry


def append_for_ever(pipe: Connection, home: Path) -> None:
    """Appends batch after batch of two; sends the number of the last change of each."""
    log = open_log(home / "log.sqlite", BASE)
    writer = LogWriter(log)
    for number in count(100, 2):
        pair = [entry(number, "new", languages="chi"), entry(number % 7 + 1, f"now {number}")]
        writer.append(pair, AT, "another", "test")
        pipe.send(log.head)
