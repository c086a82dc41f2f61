"""Generations: copies of the graph that never change, for queries to run on, kept by a policy.

Oxigraph makes one in hard links, in milliseconds. The name says when it was made, as of which
change of which log: ``20261122T164512.123Z-1234-5f0c9a1b``.
"""

import fcntl
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from store.errors import Damaged
from store.graph.embedded import EmbeddedGraph

_NAME: Final = re.compile(r"(\d{8}T\d{6}\.\d{3})Z-(\d{1,18})-([0-9a-f]{0,8})", re.ASCII)
_TIME: Final = "%Y%m%dT%H%M%S.%f"
_MAKING: Final = ".making"
_COPYING: Final = f"{_MAKING}.tmp"  # Oxigraph's own, while it copies
_GOING: Final = ".going"
_PIN: Final = ".pin"
_CITED: Final = ".cited"
#: With less room than this on the disk (bytes) only what must be kept is kept.
SPARE: Final = 1 << 30


@dataclass(frozen=True, slots=True, order=True)
class Generation:
    """One copy: when it was made, as of which change of which log (8 digits of its identity)."""

    at: datetime
    change: int
    log: str
    folder: Path


def kept(generations: Iterable[Generation], now: datetime) -> set[Generation]:
    """Those the policy keeps: all of the last hour, one an hour for a day, one a day for a month.

    Of an hour or a day it is the last. The newest of all is always kept.
    """
    found: dict[object, Generation] = {}
    for generation in sorted(generations):
        age = now - generation.at
        found["newest"] = generation
        if age <= timedelta(hours=1):
            found[generation] = generation
        if age <= timedelta(days=1):
            found["hour", generation.at.strftime("%Y%m%d%H")] = generation
        if age <= timedelta(days=31):
            found["day", generation.at.date()] = generation
    return set(found.values())


def described(folder: Path) -> Generation | None:
    """What the name of a folder says, whether it is there or not; None for any other name."""
    match = _NAME.fullmatch(folder.name)
    if match is None:
        return None
    try:
        at = datetime.strptime(match[1], _TIME).replace(tzinfo=UTC)
    except ValueError:  # a 13th month
        return None
    return Generation(at, int(match[2]), match[3], folder)


class Generations:
    """The generations in a folder. One process publishes and removes; any may read."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def all(self) -> list[Generation]:
        """Every generation there is, the oldest first."""
        if not self._folder.is_dir():
            return []
        return sorted(found for folder in self._folder.iterdir() if (found := described(folder)))

    def newest(self) -> Generation | None:
        """The one queries run on."""
        found = self.all()
        return found[-1] if found else None

    def at(self, moment: datetime) -> Generation | None:
        """The last one made at or before a moment; None when all that are kept are younger."""
        found = [generation for generation in self.all() if generation.at <= moment]
        return found[-1] if found else None

    def named(self, name: str) -> Generation | None:
        """The one whose folder has this name, which may come from a stranger; None without it."""
        if not _NAME.fullmatch(name):  # which holds nothing that leads elsewhere
            return None
        found = described(self._folder / name)
        return found if found and found.folder.is_dir() else None

    def publish(self, graph: EmbeddedGraph) -> Generation:
        """A generation of the graph as it is; the newest, when that is as it is."""
        newest = self.newest()
        change, log = graph.checkpoint, graph.log[:8]
        if newest and (newest.change, newest.log) == (change, log):
            if self._opens(newest):
                return newest
            self._remove(newest)
        self._folder.mkdir(exist_ok=True)
        at = datetime.now(UTC)
        at = at.replace(microsecond=at.microsecond // 1000 * 1000)
        name = f"{at.strftime(_TIME)[:-3]}Z-{change}-{log}"
        making = self._folder / f"{name}{_MAKING}"
        shutil.rmtree(making, ignore_errors=True)
        graph.publish(making)
        return Generation(at, change, log, making.rename(self._folder / name))

    def cite(self, generation: Generation) -> None:
        """Keeps it for ever: somebody has its address in a paper."""
        _beside(generation.folder, _CITED).touch()

    def cited(self, generation: Generation) -> bool:
        """Whether it is to be kept for ever."""
        return _beside(generation.folder, _CITED).exists()

    def prune(self, now: datetime | None = None, *, every: bool = False) -> list[Generation]:
        """Removes what the policy does not keep and nobody reads; tells which.

        ``every``, or a disk that is nearly full: all but the newest and the cited ones.
        """
        present = self.all()
        now = now or datetime.now(UTC)
        short = every or (present and shutil.disk_usage(self._folder).free < SPARE)
        keeping = set(present[-1:]) if short else kept(present, now)
        gone = [
            generation
            for generation in present
            if generation not in keeping and not self.cited(generation) and self._remove(generation)
        ]
        self._sweep()
        return gone

    def clear(self) -> None:
        """Removes all but the cited ones: what damaged the graph damaged them, they share files."""
        for generation in self.all():
            if not self.cited(generation):
                self._remove(generation)

    def _opens(self, generation: Generation) -> bool:
        """Whether it can be read; its list of tables is its own, and may be damaged alone."""
        try:
            EmbeddedGraph(generation.folder, read_only=True).close()
        except Damaged:
            return False
        return True

    def _remove(self, generation: Generation) -> bool:
        """Whether it could be removed: not while a process reads it."""
        pin = _beside(generation.folder, _PIN)
        with pin.open("a") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                return False
            # Out of sight first, so that nobody opens half of it.
            going = generation.folder.rename(_beside(generation.folder, _GOING))
            pin.unlink()
        shutil.rmtree(going, ignore_errors=True)
        return True

    def _sweep(self) -> None:
        """Takes away what a killed process left."""
        if self._folder.is_dir():
            for left in self._folder.iterdir():
                if left.name.endswith((_MAKING, _COPYING, _GOING)):
                    shutil.rmtree(left, ignore_errors=True)
                elif left.name.endswith(_PIN) and not left.with_name(left.stem).exists():
                    left.unlink(missing_ok=True)


@contextmanager
def pinned(folder: Path) -> Iterator[Path]:
    """Keeps a generation from being removed while the block runs.

    Raises ``FileNotFoundError`` for one that is gone.
    """
    with _beside(folder, _PIN).open("a") as file:
        fcntl.flock(file, fcntl.LOCK_SH)
        if not folder.is_dir():
            _beside(folder, _PIN).unlink(missing_ok=True)
            raise FileNotFoundError(2, "This generation is gone", str(folder))
        yield folder


def _beside(folder: Path, suffix: str) -> Path:
    return folder.with_name(folder.name + suffix)
