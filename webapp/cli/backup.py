"""``catena backup``: the whole catalogue as of one moment, while it is served and loaded."""

import json
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

import click

from store import StoreError
from store.backup import back_up
from store.graph.embedded import EmbeddedGraph
from store.log.database import open_log
from store.manifest import Backup
from store.opening import LOG
from webapp.cli.opening import opened
from webapp.cli.progress import Progress
from webapp.cli.sentences import plainly, settings
from webapp.settings import Settings


@click.command("backup")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--with-graph", is_flag=True, help="With the newest published copy of the graph.")
@click.option("--json", "as_json", is_flag=True, help="Answer with one JSON object.")
@click.option("--quiet", is_flag=True, help="No progress bar.")
@plainly
def command(folder: Path, with_graph: bool, as_json: bool, quiet: bool) -> None:
    """Copy the catalogue into FOLDER, as of one moment.

    Whatever keeps the record log, its copy is a SQLite file. With it come the records that were
    refused, and a list of all files with their hashes. Others may serve, load and update
    meanwhile. FOLDER is empty or not there; it is there when the backup is whole.

    --with-graph saves making the graph again after a restore; on the same disk it takes no room
    of its own.
    """
    chosen = settings()
    if not (chosen.log or (chosen.home / LOG).exists()):
        raise StoreError(f"There is no catalogue in {chosen.home}. Set CATENA_HOME to its folder.")
    if with_graph:
        _publish(chosen)
    log = open_log(chosen.home / LOG, chosen.base_iri, chosen.log)
    with Progress("backup", 100, "%", quiet=quiet or as_json) as progress:
        made = back_up(
            log,
            chosen.home,
            folder,
            release=version("catena"),
            graph=with_graph,
            reached=lambda done, total: progress.reached(100 * done // max(total, 1)),
        )
    log.database.dispose()
    if as_json:
        click.echo(json.dumps({"folder": str(folder)} | told(made)))
        return
    click.echo(f"{folder}: {counted(made)}, {made.bytes / 1e6:,.1f} MB in {len(made.files)} files.")
    if with_graph and made.graph is None:
        click.echo(
            "No copy of the graph of this log is published, so none is in the backup.", err=True
        )


def _publish(chosen: Settings) -> None:
    """Has the graph published as it is now, where no server does it all the time."""
    with opened(chosen) as store:
        if store.keeping and isinstance(store.graph, EmbeddedGraph):
            store.publish()


def told(backup: Backup) -> dict[str, object]:
    """A backup for machines: what ``backup.json`` says but for its files, of which the number."""
    return asdict(backup) | {"files": len(backup.files), "bytes": backup.bytes}


def counted(backup: Backup) -> str:
    """What is in it, in words."""
    kinds = ", ".join(f"{count:,} {kind}" for kind, count in backup.records.items())
    return f"{backup.head:,} changes, live records: {kinds or 'none'}"
