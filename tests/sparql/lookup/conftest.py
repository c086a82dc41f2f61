"""An index in a folder of its own, and every sample in one."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sparql.lookup import LookupIndex
from store import open_store
from tests.sparql.lookup.said import BASE, SaidLog, follow


@pytest.fixture
def log() -> SaidLog:
    return SaidLog()


@pytest.fixture
def index(tmp_path: Path) -> Iterator[LookupIndex]:
    index = LookupIndex(tmp_path)
    index.begin(SaidLog.identity)
    yield index
    index.close()


@pytest.fixture(scope="session")
def samples_said(samples_home: Callable[[], Path]) -> SaidLog:
    """What the records of all samples say, as they are loaded."""
    log = SaidLog()
    with open_store(samples_home(), BASE, openers=(LookupIndex,)) as store:
        assert store.projections["lookup"].check(store.log, deep=True).equal
        for record, triples in store.log.live():
            log.say(record.path, triples.decode().splitlines())
    return log


@pytest.fixture(scope="session")
def samples_index(
    samples_said: SaidLog, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[LookupIndex]:
    index = LookupIndex(tmp_path_factory.mktemp("index"))
    index.begin(SaidLog.identity)
    follow(index, samples_said)
    yield index
    index.close()
