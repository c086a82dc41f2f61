"""What another process does in the tests of several writers."""

from dataclasses import replace
from multiprocessing.connection import Connection
from time import monotonic

from store.log.database import open_log
from store.log.writer import LogWriter
from tests.store.conftest import AT, BASE, entry

#: Entries in a batch.
TOGETHER = 5
#: How long a process appends.
SECONDS = 0.4


def append_batches(writer: LogWriter, member: str) -> list[list[str]]:
    """Appends batches of new records, as fast as it can for a while; the paths of each batch."""
    made = []
    until = monotonic() + SECONDS
    while monotonic() < until:
        entries = [
            replace(entry(number, member, languages="chi"), member=member, expects=None)
            for number in writer.reserve("bib", TOGETHER)
        ]
        assert writer.append(entries, AT, member, "test") == []
        made.append([each.path for each in entries])
    return made


def append_when_told(pipe: Connection) -> None:
    """Does so for each log it is told of, until it is told of none."""
    pipe.send("ready")
    while place := pipe.recv():
        file, url, member = place
        log = open_log(file, BASE, url)
        pipe.send("open")
        pipe.send(append_batches(LogWriter(log), member))
        log.database.dispose()
