"""``catena export``: the whole catalogue, as RDF or as MARC."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click
from pyoxigraph import RdfFormat as Rdf
from pyoxigraph import Triple, parse, serialize

from converters import as_iso2709, as_marcxml, marcxml, parse_one
from shapes.namespaces import PREFIXES
from store import Store, open_store
from webapp.cli.convert import FORMATS
from webapp.cli.progress import Progress
from webapp.cli.sentences import plainly, settings

MARC: Final = ("iso2709", "marcxml")


@click.command("export")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Default: standard output.",
)
@click.option(
    "-f",
    "--format",
    "format_",
    type=click.Choice([*FORMATS, *MARC]),
    default="ntriples",
    show_default=True,
)
@click.option("--quiet", is_flag=True, help="No progress bar.")
@plainly
def command(output: Path | None, format_: str, quiet: bool) -> None:
    """Write the whole catalogue: as RDF every statement, as MARC every live record."""
    chosen = settings()
    part = output.with_name(f"{output.name}.part") if output else None
    with open_store(chosen.home, chosen.base_iri) as store:
        total = sum(store.log.counts().values())
        with Progress("export", total, "records", quiet=quiet) as progress:
            portions = _marc(store, format_, progress) if format_ in MARC else _rdf(store, progress)
            stream = part.open("wb") if part else sys.stdout.buffer
            try:
                if format_ in MARC or format_ == "ntriples":
                    stream.writelines(portions)
                else:
                    quads = (quad for some in portions for quad in parse(some, Rdf.N_TRIPLES))
                    triples = (Triple(q.subject, q.predicate, q.object) for q in quads)
                    serialize(triples, stream, FORMATS[format_], prefixes=PREFIXES)
            finally:
                if part:
                    stream.close()
    if part and output:
        part.replace(output)


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
