"""``catena compact``: room given back by the log, the graph and old copies of the graph."""

import json
from collections.abc import Iterator
from pathlib import Path

import click

from store import Store
from store.graph.embedded import EmbeddedGraph
from store.lock import Lock
from store.log.compacting import compact, size
from store.opening import GENERATIONS
from store.projections.graph import GRAPH
from webapp.cli.opening import opened
from webapp.cli.progress import Progress
from webapp.cli.sentences import plainly, settings

type Sizes = dict[str, int]


@click.command("compact")
@click.option("--json", "as_json", is_flag=True, help="Answer with one JSON object.")
@click.option("--quiet", is_flag=True, help="No progress bar.")
@plainly
def command(as_json: bool, quiet: bool) -> None:
    """Give back the room that rows and statements which went have left.

    The record log's file is written anew (PostgreSQL marks the room as free for new rows). The
    graph is made smaller, and its old copies go but for those that are kept: all of the last hour,
    one an hour for a day, one a day for a month, and those that are cited. While the catalogue is
    served, the graph is left to the server, and writers wait a moment.
    """
    chosen = settings()
    with opened(chosen) as store:
        before = _sizes(store)
        with Progress("compact", 3, "parts", quiet=quiet or as_json) as progress:
            for done, _ in enumerate(_steps(store), start=1):
                progress.reached(done)
        after = _sizes(store)
        keeper = "" if store.keeping else Lock.holder(store.home)
    if as_json:
        parts = {part: {"before": before[part], "after": after[part]} for part in before}
        click.echo(json.dumps(parts | {"kept_by": keeper or None}))
        return
    for part, was in before.items():
        click.echo(f"{part}: {was / 1e6:,.1f} MB, now {after[part] / 1e6:,.1f} MB")
    if keeper:
        click.echo(f"The graph and its copies are left to {keeper}, which keeps them.", err=True)


def _steps(store: Store) -> Iterator[None]:
    compact(store.log)
    yield
    if store.keeping:
        store.graph.optimise()
        yield
        if isinstance(store.graph, EmbeddedGraph):
            store.publish()
        yield


def _sizes(store: Store) -> Sizes:
    """Bytes of each part; what a copy shares with the graph is the graph's."""
    graph = _files(store.home / GRAPH)
    copies = _files(store.home / GENERATIONS)
    return {
        "log": size(store.log),
        "graph": sum(graph.values()),
        "generations": sum(copies[each] for each in copies.keys() - graph.keys()),
    }


def _files(folder: Path) -> Sizes:
    """The size of each file below a folder, each counted once however many names it has."""
    found: dict[str, int] = {}
    for file in folder.rglob("*"):
        try:
            known = file.stat()
        except FileNotFoundError:  # the server takes old copies away
            continue
        if file.is_file():
            found[f"{known.st_dev}-{known.st_ino}"] = known.st_size
    return found
