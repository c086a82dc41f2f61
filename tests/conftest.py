"""Property tests run the same way every time; the samples are loaded once for all who read them."""

import fcntl
import os
from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest
from hypothesis import settings

from sparql.lookup import LookupIndex
from store import open_store
from webapp.cli.demo import fill
from webapp.settings import Settings

#: So that a red build can be had again.
settings.register_profile(
    "catena", max_examples=60, deadline=None, derandomize=True, print_blob=True
)
settings.load_profile("catena")

BASE = "http://catena.example/"


@pytest.fixture(scope="session")
def samples_home(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    """Gives a home of one's own, filled as `catena demo` does; its base is :data:`BASE`."""
    root = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        root = root.parent  # of all workers: the first that comes here loads
    filled = root / "samples-home"
    with (root / "samples-home.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not filled.exists():
            home = root / "samples-home.part"
            with open_store(home, BASE, openers=(LookupIndex,)) as store:
                fill(store, Settings(home=home, workers=1))
                for _ in store.catch_up():
                    pass
            home.rename(filled)
    return lambda: copytree(filled, tmp_path_factory.mktemp("samples") / "var")
