"""`python -m bench.queries.bombs`: the service under bombs, and a normal client beside them."""

import queue
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path
from typing import Final, Self

import click
import psutil

from bench.queries.__main__ import RESULTS, machine
from bench.queries.asked import Drawn, mixed, questions
from bench.queries.bombs import Bomb, bombs
from bench.queries.client import Answered, Client, Way
from bench.queries.peers import catena, newest, warm
from bench.queries.tables import percentile
from bench.source import CACHE
from bench.watch import held

#: Clients have addresses of their own, so that the service tells them apart.
NORMAL: Final = "127.0.0.2"
BOMBER: Final = "127.0.0.{}"
_FIRST: Final = "ASK { ?s ?p ?o }"
_EVERY: Final = 0.1
#: How long after its answer a bomb's memory may still be there (seconds).
_AFTER: Final = 1.0
#: What a normal client asks: quick ones.
_KINDS: Final = ("point", "join", "path")
#: A bomb is stopped within its limit and a second.
_GRACE: Final = 1.0


@dataclass(frozen=True, slots=True)
class Exploded:
    """What became of one bomb; memory in bytes, of the whole tree of processes."""

    bomb: Bomb
    answered: Answered
    peak: int
    after: int


@dataclass
class Memory:
    """A context in which the memory of a process and its children is looked at."""

    pid: int
    peak: int = 0
    _stop: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> Self:
        self.peak = resident(self.pid)
        self._thread = threading.Thread(target=self._look)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._stop.wait(_EVERY):
            self.peak = max(self.peak, resident(self.pid))


def resident(pid: int) -> int:
    """Bytes in memory: quick to ask, and what several share is counted several times."""
    total = 0
    with suppress(psutil.Error):
        parent = psutil.Process(pid)
        for process in (parent, *parent.children(recursive=True)):
            with suppress(psutil.Error):
                total += process.memory_info().rss
    return total


class Normal:
    """A client that asks normal queries without a pause, in a thread."""

    def __init__(self, way: Way, texts: Sequence[str], patience: float) -> None:
        self._way, self._texts, self._patience = way, texts, patience
        self.refused = 0

    @contextmanager
    def asking(self) -> Iterator[list[float]]:
        """Seconds of each answer while the block runs."""
        seconds: list[float] = []
        stop = threading.Event()

        def ask() -> None:
            with Client(self._way, self._patience, NORMAL) as client:
                for text in cycle(self._texts):
                    if stop.is_set():
                        return
                    answered = client.ask(text)
                    seconds.append(answered.seconds)
                    self.refused += answered.status != 200

        thread = threading.Thread(target=ask)
        thread.start()
        try:
            yield seconds
        finally:
            stop.set()
            thread.join()


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--home",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    required=True,
    help="A catalogue: bench.scale leaves one in its folder, lc.",
)
@click.option("--seconds", default=30.0, show_default=True, help="The limit of a query.")
@click.option("--quiet", default=30.0, show_default=True, help="Seconds without a bomb, first.")
@click.option("--only", multiple=True, help="Bombs by the beginning of their name.")
@click.option("--folder", type=click.Path(path_type=Path, file_okay=False), default=CACHE / "bombs")
def main(home: Path, *, seconds: float, quiet: float, only: tuple[str, ...], folder: Path) -> None:
    """Send every bomb, one after the other and then by four clients; say what became of each."""
    sent = [one for one in bombs() if not only or one.name.startswith(only)]
    patience = 2 * seconds + 60
    settings = {"CATENA_QUERY_SECONDS": f"{seconds}"}
    with catena(home, folder.resolve(), settings) as (process, port):
        way = Way("Catena", port, "/sparql", {"Cache-Control": "no-cache"})
        warm(way, _FIRST, patience)
        drawn = Drawn(newest(home), 64)
        asked = [one for one in questions() if one.kind in _KINDS]
        texts = [text for _, text in mixed(drawn, asked, 0)]
        normal = Normal(way, texts, patience)
        with normal.asking():  # until its processes have read what it asks
            time.sleep(min(quiet, 5))
        with normal.asking() as before:
            time.sleep(quiet)
        idle = resident(process.pid), held(process.pid)
        refused = normal.refused
        with normal.asking() as one:
            exploded = _in_turn(sent, way, patience, process.pid)
        with normal.asking() as four, Memory(process.pid) as memory:
            together = _together(sent, way, patience)
        time.sleep(_AFTER)
        end = resident(process.pid), held(process.pid)
        refused = normal.refused - refused
        with normal.asking() as afterwards:
            time.sleep(quiet)
    text = f"{machine()} A limit of {seconds:g} s a query.\n\n"
    text += _table(exploded, together, seconds)
    text += _normal({"quiet": before, "one bomber": one, "four": four, "quiet again": afterwards})
    text += (
        f"\nNormal queries refused meanwhile: {refused}. Memory of the whole service (resident; "
        f"proportional): before {_mib(idle[0])}; {_mib(idle[1])}, with four bombers at most "
        f"{_mib(memory.peak)}, after {_mib(end[0])}; {_mib(end[1])}.\n"
    )
    RESULTS.mkdir(exist_ok=True)
    target = RESULTS / f"{datetime.now(UTC):%Y%m%dT%H%M%S}-bombs.md"
    target.write_text(text, encoding="utf-8")
    click.echo(text)


def _in_turn(sent: Sequence[Bomb], way: Way, patience: float, pid: int) -> list[Exploded]:
    found = []
    with Client(way, patience, BOMBER.format(10)) as client:
        for bomb in sent:
            click.echo(f"{bomb.name} …", err=True)
            with Memory(pid) as memory:
                answered = client.ask(bomb.text)
            time.sleep(_AFTER)
            found.append(Exploded(bomb, answered, memory.peak, resident(pid)))
    return found


def _together(sent: Sequence[Bomb], way: Way, patience: float) -> dict[str, Answered]:
    """Four clients take the bombs between them."""
    click.echo("all of them, by four clients …", err=True)
    waiting: queue.SimpleQueue[Bomb] = queue.SimpleQueue()
    for bomb in sent:
        waiting.put(bomb)
    found: dict[str, Answered] = {}

    def throw(number: int) -> None:
        with Client(way, patience, BOMBER.format(11 + number)) as client:
            while True:
                try:
                    bomb = waiting.get_nowait()
                except queue.Empty:
                    return
                found[bomb.name] = client.ask(bomb.text)

    threads = [threading.Thread(target=throw, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def _table(exploded: Sequence[Exploded], together: dict[str, Answered], limit: float) -> str:
    text = (
        "| bomb | seconds | answer | peak | a second later | of four: seconds | answer |\n"
        "|---|---:|---|---:|---:|---:|---|\n"
    )
    late = 0
    for one in exploded:
        other = together[one.bomb.name]
        late += one.answered.seconds > limit + _GRACE
        text += (
            f"| {one.bomb.name} | {one.answered.seconds:.1f} | {_outcome(one.answered)} | "
            f"{_mib(one.peak)} | {_mib(one.after)} | {other.seconds:.1f} | {_outcome(other)} |\n"
        )
    return (
        f"{text}\nLater than {limit:g} s and {_GRACE:g}: {late} of {len(exploded)}. Of four, each "
        "waits for its turn as well, which is in its seconds.\n\n"
    )


def _outcome(answered: Answered) -> str:
    if not answered.status:
        return "no answer"
    said = f"{answered.status}" if answered.whole else f"{answered.status}, cut"
    return f"{said}, {_mib(len(answered.body))}" if len(answered.body) > 1 << 20 else said


def _normal(windows: dict[str, list[float]]) -> str:
    text = "| normal queries | asked | p50 ms | p95 ms | p99 ms | p95, times quiet |\n"
    text += "|---|---:|---:|---:|---:|---:|\n"
    quiet = percentile(windows["quiet"], 0.95)
    for name, seconds in windows.items():
        numbers = [percentile(seconds, part) for part in (0.5, 0.95, 0.99)]
        shown = " | ".join(f"{one * 1_000:.1f}" for one in numbers)
        text += f"| {name} | {len(seconds):,} | {shown} | {numbers[1] / quiet:.2f} |\n"
    return text


def _mib(size: int) -> str:
    return f"{size / 2**20:,.0f} MiB"


if __name__ == "__main__":
    main(prog_name="python -m bench.queries.bombs")
