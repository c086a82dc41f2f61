"""``catena query``: SPARQL from the command line."""

import sys
from pathlib import Path

import click

from sparql.service.answers import QueryRequest
from sparql.service.evaluation import InProcess
from sparql.service.formats import SHORT
from webapp.cli.opening import opened
from webapp.cli.sentences import NOTHING_DONE, plainly, settings

BY_DEFAULT = "text/tab-separated-values, text/turtle"


@click.command("query")
@click.argument("query", required=False)
@click.option("-f", "--file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--format",
    "format_",
    type=click.Choice(list(SHORT)),
    help="Default: tsv; for CONSTRUCT and DESCRIBE ttl.",
)
@plainly
def command(query: str | None, file: Path | None, format_: str | None) -> None:
    """Ask the catalogue a QUERY in SPARQL 1.1; "-" reads it from standard input."""
    if (query is None) == (file is None):
        raise click.UsageError("Give the query itself, or a file of it with -f.")
    text = file.read_text(encoding="utf-8") if file else query or ""
    if text == "-":
        text = sys.stdin.read()
    chosen = settings()
    with opened(chosen) as store:
        answer = InProcess(store.graph).answer(
            QueryRequest(text, accept=BY_DEFAULT, media_type=format_ or "")
        )
    if answer.failure:
        click.echo(f"catena: {answer.failure.detail}", err=True)
        sys.exit(NOTHING_DONE)
    sys.stdout.buffer.write(answer.body)
