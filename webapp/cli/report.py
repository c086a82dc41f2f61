"""``catena convert --report``: what became of every subfield of every record of some files."""

import json
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import cache, partial
from itertools import batched
from multiprocessing import get_context
from pathlib import Path
from typing import Final

import click
from click.core import ParameterSource
from jinja2 import Environment, PackageLoader, select_autoescape

from catalogue.tally import Tally
from converters import MarcRecord, NotMarc, read
from converters.accounts import Accountant
from converters.accounts.fates import WAYS
from converters.accounts.report import Report, as_json
from converters.conversion import NoRules
from converters.engines import Choice, conversion
from converters.holdings.profile import Profile
from converters.holdings.profile_file import usual
from shapes.iris import document, named
from webapp.cli.load import said
from webapp.cli.output import whole
from webapp.cli.progress import Progress
from webapp.cli.sentences import NOTHING_DONE, SOME_REFUSED
from webapp.settings import Settings

#: Records whose accounts are given by one call of a worker.
BATCH: Final = 25
#: Such batches given out at a time.
AHEAD: Final = 16
TEMPLATE: Final = "report.html"
#: What of a command line says nothing to a report.
_NOT_WITH: Final = {"output": "-o", "format_": "--to", "generated": "--generated"}


class NothingRead(Exception):
    """Not one file could be read, so that nothing is written; why has been told."""


def check_alone(page: Path) -> None:
    """A report is a page, and nothing else is made. Raises ``UsageError``."""
    context = click.get_current_context()
    for name, option in _NOT_WITH.items():
        if context.get_parameter_source(name) == ParameterSource.COMMANDLINE:
            raise click.UsageError(f"--report and {option} exclude each other; give one of them.")
    if page.suffix != ".html":
        raise click.UsageError(
            f"--report {page}: give the page a name that ends in .html; the accounts of the "
            "records are written beside it, with .jsonl."
        )


def told(
    files: Sequence[Path],
    page: Path,
    choice: Choice,
    chosen: Settings,
    *,
    as_json: bool,
    quiet: bool,
) -> int:
    """Writes the report of these files, prints its table, and gives the exit code."""
    try:
        report, tally, read_ = write_report(
            files, page, choice, chosen.base_iri, chosen.cores, quiet=quiet or as_json
        )
    except NothingRead:
        return NOTHING_DONE
    if as_json:
        lost = [
            {"dialect": part.dialect, "kind": part.kind, "tag": part.tag, "subfield": part.code}
            | {"times": count, "example": example}
            for part, count, example in report.lost()
        ]
        totals = report.totals()
        ways = {way: totals[way] for way in WAYS}
        click.echo(json.dumps(tally.as_dict() | ways | {"lost_fields": lost}, ensure_ascii=False))
    else:
        click.echo(report)
        click.echo(
            f"{tally}. The page is {page}; each record's account is in its .jsonl.", err=True
        )
    return SOME_REFUSED if read_ < len(files) or not tally.whole else 0


def write_report(
    files: Sequence[Path],
    page: Path,
    choice: Choice,
    base: str,
    cores: int,
    *,
    profile: Profile | None = None,
    quiet: bool = False,
) -> tuple[Report, Tally, int]:
    """Writes the page, and beside it (``.jsonl``) each record's account, a line of JSON each.

    Returns the report, what became of the records, and how many files could be read. Raises
    :class:`NothingRead`.
    """
    report = Report()
    tally = Tally()
    read_ = 0
    give = partial(_accounts, choice=choice, base=base, profile=profile)
    with (
        whole(page.with_suffix(".jsonl")) as stream,
        _workers(cores) as map_,
    ):
        for file in files:
            try:
                for lines, counted, part in _of(file, map_, give, quiet):
                    stream.write(lines)
                    tally.add(counted)
                    report.merge(part)
            except (NotMarc, FileNotFoundError, IsADirectoryError, PermissionError) as error:
                click.echo(f"catena: {said(error)}", err=True)
                continue
            read_ += 1
        if not read_:
            raise NothingRead(tally)
    with whole(page) as stream:
        stream.write(_page(report, tally, files).encode())
    return report, tally, read_


type _Accounted = tuple[bytes, Tally, Report]
type _Map = Callable[..., Iterator[_Accounted]]


@contextmanager
def _workers(cores: int) -> Iterator[_Map]:
    """As many processes as cores; none but this one for a single core."""
    if cores < 2:
        yield map
        return
    with ProcessPoolExecutor(cores, get_context("spawn")) as workers:
        yield workers.map


def _of(
    file: Path,
    map_: _Map,
    give: Callable[[tuple[MarcRecord, ...]], _Accounted],
    quiet: bool,
) -> Iterator[_Accounted]:
    """The accounts of a file's records, so many batches at a time that memory stays flat."""
    reading = Tally()
    done = 0

    def taken() -> Iterator[MarcRecord]:
        nonlocal done
        for record in read(file):
            done += len(record.raw)
            reading.read += 1
            if isinstance(record, MarcRecord):
                yield record
            else:
                reading.refuse(record.verdict)

    with Progress(file.name, file.stat().st_size, "records", quiet=quiet) as progress:
        for portion in batched(batched(taken(), BATCH), AHEAD):
            yield from map_(give, portion)
            progress.reached(done, reading.read)
    yield b"", reading, Report()


@cache
def _accountant(choice: Choice, profile: Profile | None) -> Accountant:
    return Accountant(conversion(choice), usual if profile is None else lambda _: profile)


def _accounts(
    records: tuple[MarcRecord, ...], *, choice: Choice, base: str, profile: Profile | None
) -> _Accounted:
    """The accounts of these records; what a worker runs."""
    accountant = _accountant(choice, profile)
    report = Report()
    tally = Tally()
    lines = []
    for record in records:
        try:
            account = accountant.account(
                record, document(base, named(record.kind, record.control_number))
            )
        except NoRules:
            report.refuse(record)
            tally.refuse("quarantined")
            continue
        tally.accepted += 1
        report.add(account)
        lines.append(json.dumps(as_json(account), ensure_ascii=False) + "\n")
    return "".join(lines).encode(), tally, report


def _page(report: Report, tally: Tally, files: Sequence[Path]) -> str:
    """The report of a corpus as one page that stands alone."""
    environment = Environment(
        loader=PackageLoader("webapp"),
        autoescape=select_autoescape(),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(TEMPLATE).render(
        report=report,
        groups=list(report.groups()),
        fields=list(report.fields()),
        parts=sorted(report.counts),
        ways=WAYS,
        totals=report.totals(),
        tally=tally,
        files=[file.name for file in files],
    )
