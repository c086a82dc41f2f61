"""A store of its own for each test, and one pool of workers for all."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from converters.pool import Pool
from store import Store, open_store

BASE = "http://localhost:8000/"


@pytest.fixture(scope="session")
def pool() -> Iterator[Pool]:
    with Pool(1) as opened:
        yield opened


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "home", BASE) as opened:
        yield opened
