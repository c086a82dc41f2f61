"""The engines alone, on one core: records in memory to N-Triples, beside the bare stylesheet.

What is timed is processor time, and the least of several rounds taken in turn, so that a busy
neighbour costs nobody a place.
"""

import cProfile
import io
import pstats
import time
from collections.abc import Callable, Sequence
from itertools import batched, islice
from pathlib import Path
from typing import Final

import click
import psutil
from lxml import etree

from bench.source import cut
from converters import MarcRecord, read
from converters.engine import Engine, Job
from converters.engines import Choice, made
from converters.lc import compiled
from converters.structures import marcxml

#: As many as a worker of ``catena load`` gets at a time, and the stylesheet likes best.
BATCH: Final = 40
GENERATED: Final = "2026-01-01T00:00:00Z"
HEAD: Final = """\
| engine | ms/record | records/s | times the stylesheet |
|---|---:|---:|---:|
"""


def measured(file: Path, rounds: int) -> str:
    """The table, and how much memory our engine holds on to."""
    records = [record for record in read(file) if isinstance(record, MarcRecord)]
    jobs = [Job(record, f"http://localhost:8000/bib/b{i}") for i, record in enumerate(records, 1)]
    catena, lc = made(Choice("catena")), made(Choice("lc"))
    trees = [tree(batch) for batch in batched(records, BATCH)]
    stylesheet = compiled()
    ways: dict[str, Callable[[], object]] = {
        "the stylesheet in `lxml`, batches of 40, XML to XML": lambda: [
            stylesheet(t) for t in trees
        ],
        "`--engine lc`: the stylesheet, named and as N-Triples": lambda: convert(lc, jobs),
        "`--engine catena`: the rules": lambda: convert(catena, jobs),
    }
    least = dict.fromkeys(ways, float("inf"))
    for _ in range(rounds):
        for name, way in ways.items():
            started = time.process_time()
            way()
            least[name] = min(least[name], time.process_time() - started)
    peer = next(iter(least.values()))
    rows = [
        f"| {name} | {1000 * seconds / len(jobs):.2f} | {len(jobs) / seconds:,.0f} "
        f"| {peer / seconds:.1f} |\n"
        for name, seconds in least.items()
    ]
    return f"{HEAD}{''.join(rows)}\n{memory(catena, jobs, rounds)}\n"


def tree(records: Sequence[MarcRecord]) -> etree._Element:
    text = "".join(marcxml.serialize(record.marc) for record in records)
    return etree.fromstring(f"{marcxml.OPEN}{text}{marcxml.CLOSE}")


def convert(engine: Engine, jobs: Sequence[Job]) -> int:
    """Converts in batches and keeps nothing."""
    return sum(len(engine.convert(batch, GENERATED)) for batch in batched(jobs, BATCH))


def memory(engine: Engine, jobs: Sequence[Job], rounds: int) -> str:
    """What converting the same records over and over leaves behind."""
    process = psutil.Process()
    convert(engine, jobs)
    before = process.memory_info().rss
    for _ in range(rounds):
        convert(engine, jobs)
    grown = (process.memory_info().rss - before) / 2**20
    return f"Memory after {rounds * len(jobs):,} more records of the rules: {grown:+.1f} MiB."


def profile(file: Path, lines: int = 25) -> str:
    """Where the time of the rules goes: functions by their own time."""
    records = [record for record in read(file) if isinstance(record, MarcRecord)]
    jobs = [Job(record, "http://localhost:8000/bib/b1") for record in records]
    engine = made(Choice("catena"))
    convert(engine, list(islice(jobs, BATCH)))
    profiler = cProfile.Profile()
    profiler.enable()
    convert(engine, jobs)
    profiler.disable()
    text = io.StringIO()
    stats = pstats.Stats(profiler, stream=text).strip_dirs().sort_stats("tottime")
    stats.print_stats(lines)
    return text.getvalue().strip()


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--records", default=2_000, show_default=True, help="Take the first N records.")
@click.option("--rounds", default=3, show_default=True, help="Measure N times; the least counts.")
@click.option("--profile", "profiling", is_flag=True, help="Tell where the time goes.")
def main(file: Path | None, records: int, rounds: int, profiling: bool) -> None:
    """Time the engines alone, on one core."""
    marc, held = cut(file, records)
    click.echo(f"{held:,} records, least of {rounds}.\n\n{measured(marc, rounds)}")
    if profiling:
        click.echo(profile(marc))


if __name__ == "__main__":
    main(prog_name="python -m bench.engines")
