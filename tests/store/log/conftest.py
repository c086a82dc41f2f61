"""A log on each engine, and other programs that have the same one open."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlalchemy import make_url

from store.log.database import open_log
from store.log.reading import RecordLog
from store.log.writer import Entry, LogWriter
from tests.servers.postgresql import PostgreSQL, postgresql
from tests.store.conftest import AT, BASE


@pytest.fixture(scope="session")
def server() -> Iterator[PostgreSQL]:
    with postgresql() as started:
        yield started


@pytest.fixture(scope="session")
def empty_log(server: PostgreSQL, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of a database with an empty log in it: copying it is quicker than making one."""
    url = server.database()
    open_log(tmp_path_factory.mktemp("none") / "log.sqlite", BASE, url).database.dispose()
    return make_url(url).database or ""


@dataclass
class Place:
    """Where a log is; each :meth:`open` is another program's view of it."""

    file: Path
    url: str
    opened: list[RecordLog] = field(default_factory=list)

    def open(self) -> RecordLog:
        log = open_log(self.file, BASE, self.url)
        self.opened.append(log)
        return log

    def close(self) -> None:
        for log in self.opened:
            log.database.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    url = ""
    if request.param == "postgresql":
        url = request.getfixturevalue("server").database(request.getfixturevalue("empty_log"))
    place = Place(tmp_path / "log.sqlite", url)
    yield place
    place.close()


@pytest.fixture
def log(place: Place) -> RecordLog:
    return place.open()


@pytest.fixture
def writer(log: RecordLog) -> LogWriter:
    return LogWriter(log)


@pytest.fixture
def put(writer: LogWriter) -> Callable[..., list[Entry]]:
    def put(*entries: Entry, at: str = AT) -> list[Entry]:
        return writer.append(entries, at, "tester", "test")

    return put
