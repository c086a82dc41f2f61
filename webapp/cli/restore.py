"""``catena restore``: a backup put back, into whichever engine keeps the record log."""

import json
from importlib.metadata import version
from pathlib import Path

import click

from store.log.database import open_log
from store.opening import LOG
from store.restoring import fits, proved, restore
from webapp.cli.backup import counted, told
from webapp.cli.progress import Progress
from webapp.cli.sentences import plainly, settings


@click.command("restore")
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--replace", "over", is_flag=True, help="Also where there are records already.")
@click.option("--json", "as_json", is_flag=True, help="Answer with one JSON object.")
@click.option("--quiet", is_flag=True, help="No progress bar.")
@plainly
def command(folder: Path, over: bool, as_json: bool, quiet: bool) -> None:
    """Put the backup in FOLDER back into CATENA_HOME, or into the database CATENA_LOG names.

    Every file is proved by its hash first, and the log to be whole. What comes from SQLite may go
    to PostgreSQL, and the other way: this is how to move from one to the other.

    A log that has records is only replaced with --replace, also while the catalogue is served. It
    is backed up first, into CATENA_HOME/replaced-TIME. Stopped at any moment, the log is the old
    one or the new one. What is made from it, such as the graph, is then made again by the next
    command, or by the one that is serving.
    """
    chosen = settings()
    hidden = quiet or as_json
    with Progress("proving", 100, "%", quiet=hidden) as progress:
        backup = proved(folder, lambda done, all_: progress.reached(100 * done // max(all_, 1)))
    fits(backup, chosen.base_iri, folder)
    chosen.home.mkdir(parents=True, exist_ok=True)
    log = open_log(chosen.home / LOG, chosen.base_iri, chosen.log)
    with Progress("restore", 100, "%", quiet=hidden) as progress:
        done = restore(
            folder,
            backup,
            chosen.home,
            log,
            over=over,
            graph=not chosen.graph,
            release=version("catena"),
            reached=lambda done, total: progress.reached(100 * done // max(total, 1)),
        )
    log.database.dispose()
    if as_json:
        replaced = str(done.replaced) if done.replaced else None
        click.echo(json.dumps(told(backup) | {"replaced": replaced, "graph_restored": done.graph}))
        return
    click.echo(f"The catalogue is that of {backup.at}: {counted(backup)}.")
    if done.replaced:
        click.echo(f"What was there before is in {done.replaced}.")
    if not done.graph:
        click.echo("The graph is made again at the next start, or by the server that is running.")
