"""``catena convert``: files of records to BIBFRAME or any other format, without a store."""

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click

from catalogue.refused import Refusals
from catalogue.tally import Tally
from converters import MarcRecord, Rejected, read
from converters.engine import Failed, Job
from converters.pool import Pool
from converters.writing.formats import FORMATS, together
from shapes.iris import document, named
from store.log.reading import now
from webapp.cli.engines import choice, engine_option
from webapp.cli.load import said
from webapp.cli.output import asked, options, whole, write_rdf
from webapp.cli.progress import Progress
from webapp.cli.report import check_alone, told
from webapp.cli.rewriting import RDF, UNREADABLE, Rewriting, triples_of
from webapp.cli.sentences import NOTHING_DONE, SOME_REFUSED, plainly, settings


@click.command("convert")
# Not click's check of permission: one file that cannot be read must not stop the others.
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, readable=False))
@options
@click.option(
    "--generated", metavar="TIME", help="Date and time of conversion to write (ISO 8601)."
)
@engine_option
@click.option(
    "--report",
    metavar="PAGE.html",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Instead: what became of every subfield, as a page, and each record's as JSON beside it.",
)
@click.option("--json", "as_json", is_flag=True, help="End with one JSON object of the counts.")
@click.option("--quiet", is_flag=True, help="No progress bar.")
@plainly
def command(
    files: tuple[Path, ...],
    output: Path | None,
    format_: str,
    *,
    generated: str | None,
    engine: str | None,
    report: Path | None,
    as_json: bool,
    quiet: bool,
    **wishes: str | None,
) -> None:
    """Convert FILES of records: to BIBFRAME, or to any other format there is.

    FILES are MARC of any kind, or BIBFRAME (.ttl, .nt, .rdf, .jsonld), which is made MARC 21
    first. Each record's document is named after its control number, under CATENA_BASE_IRI. The
    same record with the same --generated gives the same statements. The counts go to standard
    error, with --json to the last line of standard output (so give -o too). Refused records are
    told with their reasons, and kept beside the output as their own bytes.

    With --report nothing is converted but to find out what became of every subfield: in the graph,
    in the log only, repaired, or lost. The table of it is printed.
    """
    if report is not None:
        check_alone(report)
        chosen = settings()
        sys.exit(
            told(
                files,
                report,
                choice(chosen, engine),
                chosen,
                as_json=as_json,
                quiet=quiet,
            )
        )
    if as_json and output is None:
        raise click.UsageError("--json needs -o, for standard output already carries the records.")
    _check(files, output, generated)
    chosen = settings()
    form = FORMATS[format_]
    folder = output.parent if output else Path()
    work: _Conversion | Rewriting
    if form.rdf is None:
        wished = asked(wishes)
        work = rewriting = Rewriting(form, wished, chosen.base_iri, quiet=quiet or as_json)
        pieces = (piece for file in files for piece in rewriting.of(file, folder))
        with whole(output) as stream:
            stream.writelines(together(form, pieces, wished))
            _end_when_nothing(work, as_json=as_json)
    else:
        work = conversion = _Conversion(chosen.base_iri, generated or now(), quiet or as_json)
        with Pool(chosen.cores, choice(chosen, engine)) as pool:
            lines = (line for file in files for line in conversion.of(file, pool, folder))
            with whole(output) as stream:
                write_rdf(lines, stream, form.rdf)
                _end_when_nothing(work, as_json=as_json)
    if as_json:
        click.echo(json.dumps(work.tally.as_dict()))
    if work.files < len(files) or not work.tally.whole:
        sys.exit(SOME_REFUSED)


def _end_when_nothing(work: "_Conversion | Rewriting", *, as_json: bool) -> None:
    """Ends before the output gets its name when not one file could be read."""
    if not work.files:
        if as_json:
            click.echo(json.dumps(work.tally.as_dict()))
        sys.exit(NOTHING_DONE)


def _check(files: tuple[Path, ...], output: Path | None, generated: str | None) -> None:
    """What click cannot see is wrong with a call."""
    if output and output.exists():
        for file in files:
            if file.exists() and output.samefile(file):
                raise click.UsageError(f"{output} is an input; name another file with -o.")
    try:
        datetime.fromisoformat(generated or now())
    except ValueError:
        raise click.UsageError(f"--generated {generated}: write it like {now()}.") from None


class _Conversion:
    """The conversion of several files, counted together."""

    def __init__(self, base: str, generated: str, quiet: bool) -> None:
        self.tally = Tally()
        self.files = 0
        self._base = base
        self._generated = generated
        self._quiet = quiet
        self._bytes = 0

    def of(self, file: Path, pool: Pool, folder: Path) -> Iterator[bytes]:
        """The statements of each record of a file, as N-Triples."""
        refusals = Refusals(folder, file)
        before = replace(self.tally)
        try:
            if file.suffix in RDF:
                yield triples_of(file)
                self.files += 1
                return
            with Progress(file.name, file.stat().st_size, "records", quiet=self._quiet) as progress:
                self._bytes = 0
                for job, outcome in pool.convert(self._jobs(file, refusals), self._generated):
                    progress.reached(self._bytes, self.tally.read - before.read)
                    record = job.record
                    if isinstance(outcome, Failed):
                        self._refuse(
                            Rejected(record.position, outcome.reason, record.raw), refusals
                        )
                        continue
                    self.tally.accepted += 1
                    refusals.mend(record.position, (*record.mended, *outcome.mended))
                    yield outcome.triples
            self.files += 1
            click.echo(f"{file.name}: {self.tally - before}", err=True)
        except UNREADABLE as error:
            click.echo(f"catena: {said(error)}", err=True)
        finally:
            refusals.close()
        if refusals.reasons:
            click.echo(f"What was refused or mended, and why: {refusals.reasons}", err=True)

    def _jobs(self, file: Path, refusals: Refusals) -> Iterator[Job]:
        for record in read(file):
            self.tally.read += 1
            self._bytes += len(record.raw)
            if isinstance(record, MarcRecord):
                yield Job(record, document(self._base, named("bib", record.control_number)))
            else:
                self._refuse(record, refusals)

    def _refuse(self, refused: Rejected, refusals: Refusals) -> None:
        self.tally.refuse(refused.verdict)
        refusals.refuse(refused)
