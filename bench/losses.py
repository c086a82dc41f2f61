"""`python -m bench.losses`: what became of every subfield of the shared data, as docs/losses.md.

Every record of every file, but of large files only each n-th (--every 1 takes all); per dialect and
kind how many subfields went which way, and each that is lost, with an example.
"""

import json
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import batched
from pathlib import Path
from typing import Final

import click

from bench.counts import DATA
from converters import MarcRecord, NotMarc, read
from converters.accounts import Accountant
from converters.accounts.fates import WAYS
from converters.accounts.report import Part, Report
from converters.conversion import NoRules
from converters.engines import Choice, conversion
from converters.holdings.profile_file import usual

PAGE: Final = Path(__file__).parent.parent / "docs" / "losses.md"
BEGIN: Final = "<!-- figures: written by `python -m bench.losses --write` -->"
END: Final = "<!-- end of figures -->"
FOLDERS: Final = ("marc21-bib", "marc21-auth", "unimarc-bib", "unimarc-auth", "holdings")
#: Files of more bytes than these are sampled.
LARGE: Final = 700_000
BATCH: Final = 50


def records(file: Path, every: int) -> Iterator[MarcRecord]:
    """The records of a file; of a large one each n-th."""
    step = every if file.stat().st_size > LARGE else 1
    try:
        for number, record in enumerate(read(file)):
            if isinstance(record, MarcRecord) and number % step == 0:
                yield record
    except NotMarc:
        return


def report_of(portion: Sequence[MarcRecord]) -> tuple[Report, int]:
    """What became of these records, and how many subfields have no fate; what a worker runs."""
    report = Report()
    accountant = Accountant(conversion(Choice()), usual)
    missing = 0
    for record in portion:
        try:
            account = accountant.account(record, "http://catena.example/a")
        except NoRules:
            report.refuse(record)
            continue
        report.add(account)
        subfields = sum(len(field.subfields) or 1 for field in record.marc.fields)
        missing += subfields - len(account.fates)
    return report, missing


def measured(files: Sequence[Path], every: int, cores: int) -> tuple[Report, int]:
    """The report of all files together, and how many subfields it does not account for."""
    report, missing = Report(), 0
    with ProcessPoolExecutor(cores) as workers:
        for file in files:
            for portion in batched(batched(records(file, every), BATCH), cores * 4):
                for part, without in workers.map(report_of, portion):
                    report.merge(part)
                    missing += without
    return report, missing


def page(report: Report, missing: int) -> str:
    """The figures as Markdown tables."""
    totals = report.totals()
    lines = [
        f"{report.records:,} records with {totals.total():,} subfields.",
        f"Unaccounted for: {missing}.",
        f"Lost: {totals['lost']:,}, {100 * totals['lost'] / (totals.total() or 1):.3f} %.",
        "",
        "| dialect and kind | records | subfields | in the graph | in the log | repaired | lost |",
        "|---|---|---|---|---|---|---|",
    ]
    for (dialect, kind), counts in report.groups():
        every = counts.total()
        shares = " | ".join(f"{100 * counts[way] / every:.2f} %" for way in WAYS)
        number = report.by_group[dialect, kind]
        lines.append(f"| {dialect} {kind} | {number:,} | {every:,} | {shares} |")
    lines += ["", "## Lost", "", "| subfield | times | for example |", "|---|---|---|"]
    lines += [f"| {_name(part)} | {n:,} | `{_cell(shown)}` |" for part, n, shown in report.lost()]
    lines += ["", "## Why subfields are in the log only", "", "| reason | subfields |", "|---|---|"]
    lines += [f"| {_cell(reason)} | {n:,} |" for reason, n in report.why("log")]
    return "\n".join(lines)


def _name(part: Part) -> str:
    return f"{part.dialect} {part.kind} {part.tag}{f' ${part.code}' if part.code else ''}"


def _cell(text: str) -> str:
    """A value that cannot break out of its cell."""
    return " ".join(text.replace("|", "¦").replace("`", "'").split()) or " "


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, exists=True))
@click.option("--every", default=10, show_default=True, help="Of large files, each n-th record.")
@click.option("--cores", default=1, show_default=True, help="How many processes.")
@click.option("--write", is_flag=True, help="Write the figures into docs/losses.md.")
@click.option("--json", "as_json", type=click.Path(path_type=Path), help="The lost, for machines.")
def main(
    files: tuple[Path, ...], every: int, cores: int, *, write: bool, as_json: Path | None
) -> None:
    """Measure what becomes of the subfields of FILES, or of all the shared data."""
    chosen = files or sorted(
        file for folder in FOLDERS for file in (DATA / folder).rglob("*") if file.is_file()
    )
    report, missing = measured(chosen, every, cores)
    text = page(report, missing)
    click.echo(text)
    if as_json is not None:
        lost = [[_name(part), count, example] for part, count, example in report.lost()]
        as_json.write_text(json.dumps(lost, ensure_ascii=False, indent=0), encoding="utf-8")
    if write:
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
        after = rest.partition(END)[2]
        PAGE.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
