"""``catena check``: graph against log, to the statement."""

import json
import sys
from dataclasses import asdict

import click

from store import open_store
from store.projections.graph import compare
from webapp.cli.sentences import SOME_REFUSED, plainly, settings


@click.command("check")
@click.option("--json", "as_json", is_flag=True, help="Answer with one JSON object.")
@plainly
def command(as_json: bool) -> None:
    """Prove that the graph says exactly what the record log says.

    Exit code 0 when they are equal, 1 when they are not ("catena rebuild" mends it).
    """
    chosen = settings()
    with open_store(chosen.home, chosen.base_iri) as store:
        found = compare(store.log, store.graph)
    if as_json:
        click.echo(json.dumps({"equal": found.equal} | asdict(found)))
    elif found.equal:
        click.echo(
            f"graph = log: {found.records:,} records, {found.in_graph:,} statements, each in both."
        )
    else:
        click.echo(
            f"graph ≠ log: {found.missing:,} statements are missing from the graph, "
            f"{found.surplus:,} are only in it. “catena rebuild” makes it again from the log."
        )
        for example in found.examples:
            click.echo(f"  {example}")
    if not found.equal:
        sys.exit(SOME_REFUSED)
