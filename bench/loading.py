"""One load by `catena load` at any size: how fast from its first tenth to its last, how large."""

import os
import sqlite3
import threading
import time
from collections.abc import Sequence
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from typing import Final, Self

import click

from bench.steps import Found
from bench.table import triples
from bench.watch import Run, run
from bench.ways import tool

#: How often the log is asked how far it is.
_EVERY: Final = 1.0
LOG: Final = "log.sqlite"


class Polled:
    """A context in which a log is asked every second for its head, by a reader beside the load.

    ``seen`` are pairs of seconds since the beginning and changes in the log.
    """

    def __init__(self, home: Path) -> None:
        self._home = home
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._poll)
        self.seen: list[tuple[float, int]] = [(0.0, 0)]

    def __enter__(self) -> Self:
        self._started = time.perf_counter()
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    @property
    def elapsed(self) -> float:
        """Seconds since the beginning."""
        return time.perf_counter() - self._started

    def _poll(self) -> None:
        while not self._stop.wait(_EVERY):
            self.seen.append((self.elapsed, head(self._home)))

    def at(self, changes: float) -> float:
        """When so many changes were there; a straight line between what was seen."""
        for (before, low), (after, high) in pairwise(self.seen):
            if low < changes <= high:
                return before + (changes - low) / (high - low) * (after - before)
        return self.seen[-1][0]


def head(home: Path) -> int:
    """The number of the log's last change; 0 while there is no log."""
    try:
        with closing(sqlite3.connect(f"file:{home / LOG}?mode=ro", uri=True)) as log:
            return int(log.execute("SELECT coalesce(max(seq), 0) FROM change").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


def loaded(home: Path, calls: Sequence[tuple[Sequence[Path], str]]) -> Found:
    """Loads files (with the member that sends them) into a new home, and says all about it."""
    env = os.environ | {"CATENA_HOME": str(home)}
    home.mkdir(parents=True)
    runs: list[Run] = []
    with Polled(home) as polled:
        for files, member in calls:
            load: list[str | Path] = [tool("catena"), "load", *files, "--member", member]
            runs.append(run([*load, "--json", "--quiet"], home, env))
            if runs[-1].status not in (0, 1):
                raise click.ClickException(f"catena load failed: {runs[-1].error}")
        seconds = polled.elapsed
    changes = head(home)
    polled.seen.append((seconds, changes))
    tenth = changes / 10
    first = polled.at(tenth)
    ninth, whole = polled.at(9 * tenth), polled.at(changes)
    return {
        "changes": changes,
        "seconds": seconds,
        "peak": max(one.peak for one in runs),
        "first tenth": tenth / first,
        "last tenth, log": tenth / max(whole - ninth, 1e-9),
        "last tenth, log and graph": tenth / max(seconds - ninth, 1e-9),
        "said": runs[-1].output,
    } | sizes(home)


def sizes(home: Path) -> Found:
    """Bytes of the log and of the graph, a hard link counted once, and the graph's triples."""
    log = sum(file.stat().st_size for file in home.glob(f"{LOG}*"))
    seen: dict[int, int] = {}
    for file in (home / "graph").rglob("*"):
        if file.is_file():
            stat = file.stat()
            seen[stat.st_ino] = stat.st_blocks * 512
    return {"log": log, "graph": sum(seen.values()), "triples": triples(home / "graph")}


def timed(command: Sequence[str | Path], home: Path) -> Run:
    """Another command on the same home."""
    return run(command, home, os.environ | {"CATENA_HOME": str(home)})
