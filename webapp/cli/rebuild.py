"""``catena rebuild``: the graph again, from the log."""

import json

import click

from store import open_store
from webapp.cli.progress import Progress
from webapp.cli.sentences import plainly, settings


@click.command("rebuild")
@click.option("--json", "as_json", is_flag=True, help="Answer with one JSON object.")
@click.option("--quiet", is_flag=True, help="No progress bar.")
@plainly
def command(as_json: bool, quiet: bool) -> None:
    """Throw the graph away, damaged or not, and make it again from the record log."""
    chosen = settings()
    with open_store(chosen.home, chosen.base_iri, rebuilding=True) as store:
        head = store.log.head
        with Progress("rebuild", head, "changes", quiet=quiet or as_json) as progress:
            for seq in store.catch_up():
                progress.reached(seq)
        made = len(store.graph)
    if as_json:
        click.echo(json.dumps({"changes": head, "statements": made}))
    else:
        click.echo(f"The graph was made again: {made:,} statements from {head:,} changes.")
