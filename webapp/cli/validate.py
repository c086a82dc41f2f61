"""``catena validate``: descriptions against the SHACL shapes."""

import json
import sys
from collections.abc import Iterator
from itertools import batched, chain
from pathlib import Path
from typing import Final

import click

from shapes.report import Report
from shapes.validate import NotRdf, validate
from webapp.cli.opening import opened
from webapp.cli.progress import Progress
from webapp.cli.sentences import SOME_REFUSED, plainly, settings, stop

FORMATS: Final = {
    ".nt": "ntriples",
    ".ttl": "turtle",
    ".jsonld": "jsonld",
    ".rdf": "rdfxml",
    ".xml": "rdfxml",
}
#: Records checked together.
BATCH: Final = 100
KINDS: Final = ("bib", "auth", "holding", "hub")


@click.command("validate")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Answer with one JSON object.")
@click.option("--quiet", is_flag=True, help="No progress bar.")
@plainly
def command(files: tuple[Path, ...], as_json: bool, quiet: bool) -> None:
    """Check RDF FILES, or without any the whole catalogue, against the shapes.

    The report groups what is amiss by what a cataloguer would do about it. Exit code 1 when there
    is a violation; warnings and suggestions do not count.
    """
    report = Report({})
    try:
        for portion in _files(files) if files else _catalogue(quiet or as_json):
            report += portion
    except NotRdf as error:
        stop(f"{error}.")
    click.echo(json.dumps(report.as_dict(), ensure_ascii=False) if as_json else report.text())
    if not report.conforms:
        sys.exit(SOME_REFUSED)


def _files(files: tuple[Path, ...]) -> Iterator[Report]:
    base = settings().base_iri
    for file in files:
        if file.suffix not in FORMATS:
            stop(f"{file.name}: name RDF files {', '.join(FORMATS)}; convert MARC first.")
        yield validate(file, format=FORMATS[file.suffix], base=base)


def _catalogue(quiet: bool) -> Iterator[Report]:
    chosen = settings()
    with opened(chosen) as store:
        counts = store.log.counts()
        total = sum(counts.get(kind, 0) for kind in KINDS)
        with Progress("validate", total, "records", quiet=quiet) as progress:
            done = 0
            every = chain.from_iterable(store.log.live(kind) for kind in KINDS)
            for portion in batched(every, BATCH):
                yield validate(b"".join(triples for _, triples in portion))
                done += len(portion)
                progress.reached(done)
