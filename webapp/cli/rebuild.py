"""``catena rebuild``: the graph again, from the log."""

import click

from store import open_store
from webapp.cli.progress import Progress
from webapp.cli.sentences import plainly, settings


@click.command("rebuild")
@click.option("--quiet", is_flag=True, help="No progress bar.")
@plainly
def command(quiet: bool) -> None:
    """Throw the graph away, damaged or not, and make it again from the record log."""
    chosen = settings()
    with open_store(chosen.home, chosen.base_iri, rebuilding=True) as store:
        head = store.log.head
        with Progress("rebuild", head, "changes", quiet=quiet) as progress:
            for seq in store.catch_up():
                progress.reached(seq)
        click.echo(
            f"The graph was made again: {len(store.graph):,} statements from {head:,} changes."
        )
