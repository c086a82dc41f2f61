"""An index in a folder of its own, and every sample in one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sparql.lookup import LookupIndex
from store import open_store
from tests.sparql.lookup.said import BASE, SaidLog, follow
from webapp.cli.demo import fill
from webapp.settings import Settings


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
def samples_said(tmp_path_factory: pytest.TempPathFactory) -> SaidLog:
    """What the records of all samples say, as they are loaded."""
    home = tmp_path_factory.mktemp("samples")
    log = SaidLog()
    with open_store(home, BASE, openers=(LookupIndex,)) as store:
        fill(store, Settings(home=home, workers=1))
        for _ in store.catch_up():
            pass
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
