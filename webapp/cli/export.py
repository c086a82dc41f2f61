"""``catena export``: the whole catalogue, as RDF or as MARC."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click

from converters import as_iso2709, as_marcxml, marcxml, parse_one
from store import Store, open_store
from webapp.cli.output import options, whole, write_rdf
from webapp.cli.progress import Progress
from webapp.cli.sentences import plainly, settings

MARC: Final = ("iso2709", "marcxml")


@click.command("export")
@options(*MARC)
@click.option("--quiet", is_flag=True, help="No progress bar.")
@plainly
def command(output: Path | None, format_: str, quiet: bool) -> None:
    """Write the whole catalogue: as RDF every statement, as MARC every live record."""
    chosen = settings()
    with open_store(chosen.home, chosen.base_iri) as store:
        total = sum(store.log.counts().values())
        with Progress("export", total, "records", quiet=quiet) as progress, whole(output) as stream:
            if format_ in MARC:
                stream.writelines(_marc(store, format_, progress))
            else:
                write_rdf(_rdf(store, progress), stream, format_)


def _rdf(store: Store, progress: Progress) -> Iterator[bytes]:
    """What each record says. A statement two records make is written by each: RDF is a set."""
    for count, (_, triples) in enumerate(store.log.live(), start=1):
        progress.reached(count)
        yield triples


def _marc(store: Store, format_: str, progress: Progress) -> Iterator[bytes]:
    if format_ == "marcxml":
        yield f"{marcxml.DECLARATION}{marcxml.OPEN}\n".encode()
    for count, (record, _) in enumerate(store.log.live("bib"), start=1):
        progress.reached(count)
        if record.contribution is None:
            continue
        sent = store.log.contribution(record.contribution)
        if sent.format not in ("iso2709", "marcxml"):
            continue
        marc = parse_one(sent.raw, "iso2709" if sent.format == "iso2709" else "marcxml").marc
        if format_ == "iso2709":
            yield as_iso2709(marc)
        else:
            yield as_marcxml(marc).removeprefix(marcxml.DECLARATION.encode())
    if format_ == "marcxml":
        yield f"{marcxml.CLOSE}\n".encode()
