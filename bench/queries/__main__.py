"""`python -m bench.queries`: a mix of 20 bibliographic queries, beside Oxigraph and Virtuoso."""

import os
import platform
from contextlib import ExitStack
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Final

import click
import psutil
from pyoxigraph import Store

from bench.queries.asked import Drawn, questions
from bench.queries.client import Way
from bench.queries.peers import bare, catena, newest, ours, warm
from bench.queries.rounds import TURNS, differences, measured
from bench.queries.tables import written
from bench.queries.virtuoso import virtuoso
from bench.source import CACHE

RESULTS: Final = Path(__file__).parents[1] / "results"
_FIRST: Final = "ASK { ?s ?p ?o }"


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--home",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    required=True,
    help="A catalogue: bench.scale leaves one in its folder, lc.",
)
@click.option("--rounds", default=3, show_default=True, help="Every way is measured N times.")
@click.option("--seconds", default=30.0, show_default=True, help="The limit of a query.")
@click.option("--only", multiple=True, help="Queries by the beginning of their name.")
@click.option("--skip-virtuoso", is_flag=True, help="Leave (d) out.")
@click.option(
    "--folder", type=click.Path(path_type=Path, file_okay=False), default=CACHE / "queries"
)
def main(
    home: Path,
    *,
    rounds: int,
    seconds: float,
    only: tuple[str, ...],
    skip_virtuoso: bool,
    folder: Path,
) -> None:
    """Measure the mix by one client and by two, way after way, and print Markdown tables.

    The catalogue is served from its home, and nothing is added to it but a generation.
    """
    asked = [one for one in questions() if not only or one.name.startswith(only)]
    patience = seconds + 30
    folder = folder.resolve()
    with ExitStack() as servers:
        _, port = servers.enter_context(
            catena(home, folder / "catena", {"CATENA_QUERY_SECONDS": f"{seconds}"})
        )
        ways: list[Way] = ours(port)
        warm(ways[0], _FIRST, patience)
        generation = newest(home)
        ways.append(servers.enter_context(bare(generation, folder / "oxigraph", seconds)))
        if not skip_virtuoso:
            ways.append(servers.enter_context(virtuoso(generation, folder / "virtuoso", seconds)))
        for way in ways:
            warm(way, _FIRST, patience)
        drawn = Drawn(generation, TURNS * rounds * max(one.times for one in asked))
        found = differences(ways, drawn, asked, patience, lambda said: click.echo(said, err=True))
        answers, passes = measured(ways, drawn, asked, rounds, patience)
    names = [way.name for way in ways]
    statements = len(Store.read_only(str(generation)))
    text = f"{machine()} {statements:,} statements; {rounds} rounds.\n\n"
    text += written(names, asked, answers, passes, found)
    RESULTS.mkdir(exist_ok=True)
    target = RESULTS / f"{datetime.now(UTC):%Y%m%dT%H%M%S}-queries.md"
    target.write_text(text, encoding="utf-8")
    click.echo(text)


def machine() -> str:
    """When and on what it was measured."""
    return (
        f"{datetime.now(UTC):%Y-%m-%d}: {os.cpu_count()} cores, "
        f"{psutil.virtual_memory().total / 2**30:.0f} GiB, Python {platform.python_version()}, "
        f"Oxigraph {version('pyoxigraph')}."
    )


if __name__ == "__main__":
    main(prog_name="python -m bench.queries")
