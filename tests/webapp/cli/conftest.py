"""The ``catena`` command, run as a person runs it: a process of its own in a folder of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

type Catena = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def catena(tmp_path: Path) -> Catena:
    def run(*words: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
        clean = {k: v for k, v in os.environ.items() if not k.startswith("CATENA_")}
        # Each process that converts takes a second to start.
        clean["CATENA_WORKERS"] = "1"
        return subprocess.run(
            [sys.executable, "-m", "webapp.cli", *map(str, words)],
            cwd=tmp_path,
            env=clean | environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    return run
