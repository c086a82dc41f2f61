"""``catena query``: SPARQL from the command line, as of now or of any moment that is kept."""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click

from sparql.advice import advice
from sparql.citations import wording
from sparql.examples import GROUPS, Example, examples
from sparql.service.answers import Answer, Cut, Failure, Limits, QueryRequest
from sparql.service.formats import SHORT
from webapp.cli.output import whole
from webapp.cli.query_asking import Asking, asking
from webapp.cli.query_table import lines
from webapp.cli.sentences import plainly, settings, stop

BY_DEFAULT: Final = "text/tab-separated-values, text/turtle"
TABLE: Final = "table"
_FOR_A_TABLE: Final = "application/sparql-results+json, text/turtle;q=0.9"
_ROWS: Final = "application/sparql-results+json"
#: What is written out does not stay in memory, so it may be as large as it is (bytes).
_UNLIMITED: Final = 1 << 60
_TOO_SLOW: Final = 504


@click.command("query")
@click.argument("query", required=False)
@click.option(
    "-f",
    "--file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A file with the query.",
)
@click.option("--example", metavar="NAME", help="One of the worked examples.")
@click.option("--examples", "listing", is_flag=True, help="List the worked examples.")
@click.option(
    "--format",
    "format_",
    type=click.Choice([TABLE, *SHORT]),
    help="Default: table on a terminal; else tsv, for CONSTRUCT and DESCRIBE ttl.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Default: standard output.",
)
@click.option(
    "--as-of",
    metavar="TIME",
    default="",
    help="Ask of that moment: 2027-03-01T00:00Z, or 2027-03-01 for the end of that day in UTC.",
)
@click.option("--generation", metavar="NAME", default="", help="Ask of that published copy.")
@click.option("--cite", is_flag=True, help="Keep the result for ever, and say how to cite it.")
@click.option(
    "--seconds",
    type=click.FloatRange(min=0, min_open=True),
    help="What the query may take (CATENA_QUERY_SECONDS).",
)
@plainly
def command(
    query: str | None,
    *,
    file: Path | None,
    example: str | None,
    listing: bool,
    format_: str | None,
    output: Path | None,
    as_of: str,
    generation: str,
    cite: bool,
    seconds: float | None,
) -> None:
    """Ask the catalogue a QUERY in SPARQL 1.1; "-" reads it from standard input.

    What may go wrong with it is said on standard error before it runs. The file named with -o is
    there when the result is whole.
    """
    if listing:
        for line in _listed():
            click.echo(line)
        return
    if as_of and generation:
        raise click.UsageError("Choose one of --as-of and --generation.")
    text = _text(query, file, example)
    chosen = settings()
    limits = Limits(
        seconds or chosen.query_seconds, chosen.query_megabytes * 1024 * 1024, _UNLIMITED
    )
    if format_ is None and output is None and sys.stdout.isatty():
        format_ = TABLE
    for each in advice(text):
        where = f"Line {each.line}: " if each.line else ""
        click.echo(f"catena: {where}{each.sentence}", err=True)
    with asking(chosen, limits, moment_=as_of, name=generation) as asked:
        request = QueryRequest(
            text,
            accept=_FOR_A_TABLE if format_ == TABLE else BY_DEFAULT,
            media_type=SHORT.get(format_ or "", ""),
            generation=asked.generation,
        )
        answer = _cited(asked, request) if cite else asked.queries.answer(request)
        try:
            if answer.failure is not None:
                stop(_said(answer.failure))
            with whole(output) as stream:
                if format_ == TABLE and answer.media_type == _ROWS:
                    for line in lines(answer.whole(), chosen.base_iri, _columns(output)):
                        stream.write(f"{line}\n".encode())
                else:
                    stream.writelines(answer.chunks())
        except Cut as cut:
            stop(f"The result is not whole. {cut}")
        finally:
            answer.close()


def _cited(asked: Asking, request: QueryRequest) -> Answer:
    """The kept result, after its citation has been said on standard error."""
    if asked.citing is None:
        stop("No generations are kept here, so no result can be cited.")
    made = asked.citing.cite(request)
    if isinstance(made, Failure):
        stop(_said(made))
    click.echo(f"{made.address}\nSHA-256 {made.sha256}", err=True)
    click.echo(f"{wording.english(made)}\n{wording.chinese(made)}", err=True)
    return Answer(200, asked.citing.citations.result(made), made.media_type)


def _said(failure: Failure) -> str:
    more = " Or give it longer: --seconds." if failure.status == _TOO_SLOW else ""
    return failure.detail + more


def _text(query: str | None, file: Path | None, example: str | None) -> str:
    if sum(each is not None for each in (query, file, example)) != 1:
        raise click.UsageError(
            "Give the query itself, or a file of it with -f, or an --example (list: --examples)."
        )
    if file is not None:
        return file.read_text(encoding="utf-8")
    if example is not None:
        known = {each.name: each for _, each in _examples()}
        if example not in known:
            raise click.UsageError(f"No example is called {example}. List them: --examples.")
        return known[example].text
    return sys.stdin.read() if query == "-" else query or ""


def _examples() -> Iterator[tuple[str, Example]]:
    for group, title in GROUPS.items():
        for each in examples(group):
            yield title, each


def _listed() -> Iterator[str]:
    before = ""
    for title, each in _examples():
        if title != before:
            yield f"{title}:" if not before else f"\n{title}:"
        before = title
        yield f"  {each.name}: {each.title}"


def _columns(output: Path | None) -> int | None:
    """How wide a line may be; None where no terminal limits it."""
    if output is None and sys.stdout.isatty():
        return shutil.get_terminal_size().columns
    return None
