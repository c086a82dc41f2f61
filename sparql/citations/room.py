"""How much of the disk citing may take: anybody may press the button, and it keeps for ever."""

import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from sparql.service.answers import Failure
from store.graph.generations import SPARE, Generation, Generations

_TITLE: Final = "This cannot be cited just now"
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Allowance:
    """What citing may take: sizes in bytes, ``share`` of the room there would be without it.

    ``result`` is the most one cited result may have; ``a_day`` the most all those of the last 24
    hours, compressed; ``of_a_day`` and ``generations`` the most cited generations made on one day,
    and of all; ``free`` what must be left on the disk.
    """

    result: int = 16 * 1024**2
    a_day: int = 256 * 1024**2
    of_a_day: int = 24
    generations: int = 1000
    share: float = 0.25
    free: int = 2 * SPARE


@dataclass(frozen=True, slots=True)
class Taken:
    """What is taken already: by the results of the last day, all results, and generations."""

    today: int
    results: int
    cited: tuple[Generation, ...]
    alone: int  # bytes that only cited generations hold


def taken(results: Path, graph: Path, generations: Generations, now: datetime) -> Taken:
    """Counted on the disk. ``graph`` is the folder of the live graph, whose files cost nothing."""
    sizes = [each.stat() for each in os.scandir(results)] if results.is_dir() else []
    since = (now - _DAY).timestamp()
    cited = tuple(one for one in generations.all() if generations.cited(one))
    live = _files([graph])
    held = _files(one.folder for one in cited)
    return Taken(
        sum(each.st_size for each in sizes if each.st_mtime >= since),
        sum(each.st_size for each in sizes),
        cited,
        sum(held[file] for file in held.keys() - live.keys()),
    )


def refusal(
    allowed: Allowance, already: Taken, generation: Generation, size: int, free: int
) -> Failure | None:
    """Why a result of so many bytes must not be kept with its generation; None when it may."""
    held = already.results + already.alone
    if free - size < allowed.free or held + size > allowed.share * (held + free):
        return Failure(
            507,
            _TITLE,
            "There is too little room for more cited results on the disk of this catalogue. "
            "Download the result and note its SHA-256 and its generation; ask who keeps the "
            "catalogue for room.",
        )
    if already.today + size > allowed.a_day:
        return Failure(
            503,
            _TITLE,
            f"The results cited in the last 24 hours have {already.today / 1024**2:,.0f} MiB, "
            f"and {allowed.a_day / 1024**2:,.0f} MiB is the most. Try again tomorrow, or cite a "
            "smaller result.",
            retry=3600,
        )
    if generation in already.cited:
        return None
    same = [one for one in already.cited if one.at.date() == generation.at.date()]
    if len(same) >= allowed.of_a_day or len(already.cited) >= allowed.generations:
        instead = max(same or already.cited).folder.name
        return Failure(
            507,
            _TITLE,
            f"{len(same)} generations of {generation.at.date()} and {len(already.cited)} in all "
            f"are cited, and no more are kept for ever ({allowed.of_a_day} of a day, "
            f"{allowed.generations} in all). Run the query on a cited one, "
            f"generation={instead}, and cite that.",
        )
    return None


def free_on(folder: Path) -> int:
    """Bytes free on the disk of a folder."""
    return shutil.disk_usage(folder).free


def _files(folders: Iterable[Path]) -> dict[tuple[int, int], int]:
    """The size of each file in these folders, counted once however many names it has."""
    found: dict[tuple[int, int], int] = {}
    for folder in folders:
        for file in folder.glob("*"):
            try:
                known = file.stat()
            except FileNotFoundError:  # merged into another meanwhile
                continue
            found[known.st_dev, known.st_ino] = known.st_size
    return found
