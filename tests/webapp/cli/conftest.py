"""The ``catena`` command in a folder of its own: in this process, or as a process of its own.

To start one takes a second or two, most of it imports. So a test of what a command says and writes
runs it here; one of signals, pipes, memory, or what a process keeps in mind starts one.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from signal import SIGTERM, getsignal, signal
from typing import ClassVar

import pytest
from click.testing import CliRunner

from converters import pool
from converters.engines import Choice
from converters.pool import Outcome, Prepare, Sent, _Worker
from webapp.cli import main

type Catena = Callable[..., subprocess.CompletedProcess[str]]
#: Each process that converts takes a second to start.
ENVIRONMENT = {"CATENA_WORKERS": "1"}


class KeptWorker(_Worker):
    """A worker process that is put back for the next command instead of being ended, if idle."""

    idle: ClassVar[dict[tuple[Choice, Prepare | None], list["KeptWorker"]]] = {}

    @classmethod
    def taken(cls, choice: Choice, prepare: Prepare | None) -> "KeptWorker":
        kept = cls.idle.get((choice, prepare))
        return kept.pop() if kept else cls(choice, prepare)

    def __init__(self, choice: Choice, prepare: Prepare | None) -> None:
        super().__init__(choice, prepare)
        self._choice = choice
        self._prepare = prepare
        self._busy = False

    def ask(self, batch: list[Sent], generated: str) -> list[Outcome]:
        self._busy = True
        outcomes = super().ask(batch, generated)
        self._busy = False
        return outcomes

    def end(self) -> None:
        if self._busy or self._choice.local:
            super().end()
        else:
            self.idle.setdefault((self._choice, self._prepare), []).append(self)


@pytest.fixture(scope="session")
def kept_workers() -> Iterator[None]:
    yield
    for worker in (each for kept in KeptWorker.idle.values() for each in kept):
        super(KeptWorker, worker).end()
    KeptWorker.idle.clear()


@pytest.fixture
def catena(kept_workers: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Catena]:
    """The command in this process, its workers kept from one test to the next."""
    for name in [name for name in os.environ if name.startswith("CATENA_")]:
        monkeypatch.delenv(name)
    monkeypatch.setattr(pool, "_Worker", KeptWorker.taken)
    monkeypatch.chdir(tmp_path)

    def run(*words: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
        typed = [str(word) for word in words]
        done = CliRunner(env=ENVIRONMENT | environment).invoke(main, typed)
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        return subprocess.CompletedProcess(typed, done.exit_code, done.stdout, done.stderr)

    heard = getsignal(SIGTERM)
    yield run
    signal(SIGTERM, heard)


@pytest.fixture
def process(tmp_path: Path) -> Catena:
    """The command as a person runs it: a process of its own."""

    def run(*words: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
        clean = {k: v for k, v in os.environ.items() if not k.startswith("CATENA_")}
        return subprocess.run(
            [sys.executable, "-m", "webapp.cli", *map(str, words)],
            cwd=tmp_path,
            env=clean | ENVIRONMENT | environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    return run
