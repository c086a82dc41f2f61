"""A small graph written here, in memory and as a published generation."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store

from sparql.service.answers import Limits
from sparql.service.evaluation import InProcess
from sparql.service.workers import WorkerPool
from tests.sparql.listening import Listener

NAME = "20261122T080000.000Z-7-5f0c9a1b"
TURTLE = """
@prefix bf: <http://id.loc.gov/ontologies/bibframe/> .
@prefix : <http://localhost:8000/bib/b1#> .
:Work a bf:Work ; bf:title :Title . :Title bf:mainTitle "Na han", "呐喊"@zh-hani .
"""


@pytest.fixture(scope="session")
def service() -> InProcess:
    store = Store()
    store.load(TURTLE, RdfFormat.TURTLE)
    return InProcess(store)


@pytest.fixture(scope="session")
def generation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six thousand statements: enough for a cross product that never ends."""
    folder = tmp_path_factory.mktemp("graph")
    lines = "".join(f'<http://e/{n}> <http://e/p> "statement {n}" .\n' for n in range(6000))
    store = Store(str(folder / "live"))
    store.bulk_load(lines, RdfFormat.N_TRIPLES)
    store.backup(str(folder / NAME))
    return folder / NAME


@pytest.fixture(scope="session")
def pool(generation: Path) -> Iterator[WorkerPool]:
    limits = Limits(seconds=2, memory=96 * 1024**2, answer=256 * 1024)
    pool = WorkerPool(generation, limits=limits)
    yield pool
    pool.close()


@pytest.fixture(scope="session")
def listener() -> Iterator[Listener]:
    listener = Listener()
    yield listener
    listener.close()
