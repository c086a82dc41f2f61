"""Killed with its whole process group at any moment, Catena loses nothing and half-does nothing.

What is acknowledged is what a transaction of the log's reported as written: those numbers and bytes
must be there after the kill, none of them twice, and the projections equal to the log.
"""

import os
import random
import shutil
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import sleep
from typing import Any

import pytest

from webapp.cli.rebuild import PARTS

KILLS = int(os.environ.get("CATENA_KILLS", "6"))
SEED = os.environ.get("CATENA_SEED", "5")
#: How many of thirty random moments each operation gets.
SHARES = {
    "load": 7,
    "update": 5,
    "restore": 2,
    "rebuild records": 3,
    "rebuild graph": 3,
    "backup": 2,
    "compact": 2,
    "load while serving": 4,
    "rebuild lookup": 2,
}
if "lookup" not in PARTS:
    del SHARES["rebuild lookup"]
#: Places where a kill is most likely to leave something half done, and the operation that goes by.
PLACES = (
    ("load", "during store.graph.embedded.EmbeddedGraph.load"),
    ("update", "before store.graph.embedded.EmbeddedGraph.apply"),
    ("load", "after store.log.batch.Batch.finish 3"),
    ("rebuild graph", "during shutil.rmtree"),
    ("load", "during store.log.writer.LogWriter.append 4"),
    ("load", "before store.log.batch.Batch._upsert 3"),
    ("update", "before store.log.batch.Batch._count_shared 2"),
    ("load", "before store.log.writer.LogWriter.append 3"),
    ("load", "after store.log.writer.LogWriter.append 3"),
    ("load", "before store.graph.embedded.EmbeddedGraph.begin"),
    ("load", "after store.graph.embedded.EmbeddedGraph.begin"),
    ("load", "before store.graph.embedded._change"),
    ("load", "after store.graph.embedded._change"),
    ("load", "before catalogue.ingest.settle 2"),
    ("load", "during catalogue.ingest.settle 2"),
    ("update", "during store.graph.embedded.EmbeddedGraph.apply"),
    ("update", "after store.graph.embedded.EmbeddedGraph.apply"),
    ("update", "after store.log.writer.LogWriter.append 2"),
    ("rebuild graph", "before store.opening.EmbeddedGraph"),
    ("rebuild graph", "after store.opening.EmbeddedGraph"),
    ("rebuild graph", "during store.graph.embedded.EmbeddedGraph.load"),
    ("rebuild records", "after store.log.writer.LogWriter.remake"),
    ("rebuild records", "during store.log.writer.LogWriter.remake"),
    ("backup", "before store.graph.embedded.EmbeddedGraph.publish"),
    ("backup", "after store.graph.embedded.EmbeddedGraph.publish"),
    ("backup", "during store.backup.copy_out"),
    ("restore", "during store.restoring.replace"),
    ("restore", "before store.restoring._take_place"),
    ("restore", "after store.graph.generations.Generations.clear"),
    ("compact", "during webapp.cli.compact.compact"),
    ("compact", "during store.graph.embedded.EmbeddedGraph.optimise"),
)


@dataclass(frozen=True)
class Moment:
    """When to kill: at a place, or at a share of the time the operation takes."""

    operation: str
    place: str = ""
    share: float = 0.0

    def __str__(self) -> str:
        return f"{self.operation} {self.place or f'at {self.share:.3f}'}"


def moments() -> Iterator[Moment]:
    """All of them: every place when there are many, and random ones spread over each operation."""
    aimed = PLACES if 2 * len(PLACES) <= KILLS else PLACES[: KILLS // 2]
    yield from (Moment(operation, place) for operation, place in aimed)
    due: list[str] = []
    for number in range(1, KILLS - len(aimed) + 1):
        due.append(max(SHARES, key=lambda each: SHARES[each] * number / 30 - due.count(each)))
    for operation in SHARES:
        count = due.count(operation)
        for number in range(count):
            chance = random.Random(f"{SEED} {operation} {number} of {count}")
            yield Moment(operation, share=(number + chance.random()) / count)


MOMENTS = tuple(moments())


@dataclass(frozen=True)
class Whole:
    """How long an operation takes that nobody kills, and what it leaves behind."""

    seconds: float
    kept: dict[tuple[str, ...], list[str]]
    found: dict[str, int]


@dataclass(frozen=True)
class Begun:
    """A house in which an operation can begin, its words, and the words to finish it with."""

    house: Any
    words: tuple[str, ...]
    again: tuple[str, ...]

    def run(self, served: Any, after: float = 0.0, **how: Any) -> Any:
        """From beginning to end; with a server beside it, both killed after so many seconds."""
        if served is None:
            return self.house.run(*self.words, kill=after or None, **how)
        with served(self.house) as server:
            child = self.house.start(*self.words, **how)
            if after:
                sleep(after)
                for group in (server.child, child):
                    self.house.mother.signal(-group, signal.SIGKILL)
            return self.house.ended(child)


type Prepare = Callable[[Path, str], Begun]


@pytest.fixture(scope="session")
def prepare(mother: Any, loaded: Any, files: Any, tmp_path_factory: Any) -> Prepare:
    copy = tmp_path_factory.mktemp("copies") / "copy"
    words = {
        "load": files.first,
        "update": files.update,
        "load while serving": files.update,
        "restore": ("restore", str(copy), "--replace", "--json"),
        "compact": ("compact", "--json"),
    }

    def prepare(folder: Path, operation: str) -> Begun:
        house = type(loaded)(folder, mother)
        if operation != "load":
            shutil.copytree(loaded.home, house.home)
        if operation == "rebuild records":
            house.environment["CATENA_LOCAL_RULES"] = str(files.rules)
        if operation == "restore":
            if not copy.exists():
                house.done("backup", copy, "--with-graph")
            house.done(*files.update)
        if operation == "backup":
            backups = [
                ("backup", str(folder / name), "--with-graph", "--json") for name in ("one", "two")
            ]
            return Begun(house, *backups)
        told = words.get(operation) or (*operation.split(), "--json")
        return Begun(house, told, told)

    return prepare


@pytest.fixture(scope="session")
def whole(prepare: Prepare, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Whole]:
    known: dict[str, Whole] = {}

    def whole(operation: str) -> Whole:
        if operation not in known:
            begun = prepare(tmp_path_factory.mktemp("whole") / "house", operation)
            seconds = begun.house.done(*begun.words, acks=str(begun.house.acks)).seconds
            known[operation] = Whole(seconds, begun.house.kept(), begun.house.check())
        return known[operation]

    return whole


def test_the_moments_are_as_many_as_asked_for() -> None:
    assert len(set(MOMENTS)) == len(MOMENTS) == KILLS
    if KILLS >= 100:
        assert {moment.operation for moment in MOMENTS} == set(SHARES)


@pytest.mark.parametrize("moment", MOMENTS, ids=str)
def test_killed_at_any_moment_nothing_is_lost_and_the_same_command_finishes(
    moment: Moment,
    prepare: Prepare,
    whole: Callable[[str], Whole],
    served: Any,
    tmp_path: Path,
) -> None:
    unharmed = whole(moment.operation)
    begun = prepare(tmp_path / "house", moment.operation)
    house = begun.house
    acks = str(house.acks)
    before = house.kept() if house.home.exists() else {}
    killed = begun.run(
        served if moment.operation == "load while serving" else None,
        moment.share * unharmed.seconds,
        acks=acks,
        at=moment.place,
    )
    head, _ = house.acknowledged()
    print(f"{moment}: ended {killed.code} after {killed.seconds:.3f} s, {head} acknowledged")
    if moment.place:
        assert killed.code == -signal.SIGKILL, f"{moment.place} was never reached: {killed.said}"
    else:
        assert killed.code in (-signal.SIGKILL, 0), killed
    house.nothing_is_lost()
    if moment.operation == "restore":
        assert house.kept() in (before, unharmed.kept), "the old log or the new one"
    house.done(*begun.again, acks=acks)
    assert house.nothing_is_lost() == unharmed.found
    assert house.kept() == unharmed.kept
    if moment.operation == "backup":
        for copy in begun.words[1], begun.again[1]:
            if Path(copy).exists():
                house.done("restore", copy, "--replace")
                assert house.nothing_is_lost() == unharmed.found
                assert house.kept() == unharmed.kept
