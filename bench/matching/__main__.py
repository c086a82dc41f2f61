"""`python -m bench.matching`: how well records are joined, judged by pairs that were read."""

import csv
import os
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import click

from bench.matching.figures import Answer
from bench.matching.judging import Judged, judged
from bench.matching.pairs import FOLDER, KINDS, IllFormed, Pair, Reference, labelled, once
from bench.matching.peers import CASCADE, DP2, ISBN, pivots
from bench.matching.records import lc_file, resolved
from bench.matching.tables import OURS, Judgement, counts, page
from converters.record import MarcRecord

ROOT: Final = Path(__file__).parents[2]
SHARED: Final = Path(os.environ.get("CATENA_TEST_DATA", ROOT.parent / "shared" / "data"))
RESULTS: Final = ROOT / "bench" / "results"
PAGE: Final = ROOT / "docs" / "matching-measured.md"
WRITTEN: Final = "written by `python -m bench.matching --write` -->"
ERRORS: Final = (
    "kind",
    "error",
    "score",
    "evidence",
    "hard",
    "language",
    "type",
    "file",
    "a",
    "b",
    "reason",
)


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--lc/--no-lc", default=True, show_default=True, help="Use LC's file, too.")
@click.option("--pairs", "folder", default=FOLDER, type=click.Path(path_type=Path, exists=True))
@click.option("--write", is_flag=True, help="Write the figures into the documentation.")
def main(folder: Path, *, lc: bool, write: bool) -> None:
    """Judge the matcher and its peers by the labelled pairs; name every error in a file."""
    try:
        pairs = once(labelled(folder))
    except IllFormed as error:
        raise click.ClickException(str(error)) from None
    references = {one for pair in pairs for one in pair.both}
    records, missing = resolved(references, SHARED, lc_file() if lc else None)
    for sentence in missing.values():
        click.echo(f"Skipped: {sentence}", err=True)
    judgements, errors = judge(pairs, records)
    text = page(judgements)
    name = f"{datetime.now(UTC):%Y%m%dT%H%M%S}"
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"{name}-matching.md").write_text(text, encoding="utf-8")
    file = RESULTS / f"{name}-matching-errors.tsv"
    as_tsv(errors, file)
    click.echo(text)
    click.echo(f"{len(errors):,} errors are in {file}.", err=True)
    if write:
        into(PAGE, "figures", text)
        into(FOLDER / "README.md", "counts", counts(pairs))


def judge(
    pairs: Iterable[Pair], records: dict[Reference, MarcRecord]
) -> tuple[list[Judgement], list[Judged]]:
    """What we say of every pair that is there, what the peers say of editions, and our errors."""
    ours = judged([pair for pair in pairs if records.keys() >= set(pair.both)], records)
    judgements = []
    for kind in KINDS:
        of_kind = [one for one in ours if one.pair.kind == kind]
        told = [one.pair for one in of_kind]
        answers = {OURS: [one.answer for one in of_kind]}
        if kind == "edition":
            marc = pivots(records, told)
            for name, joined in (
                (DP2.name, DP2.answers(told, marc)),
                (CASCADE.name, CASCADE.answers(told, marc)),
                (ISBN.name, ISBN.answers(told, marc)),
            ):
                answers[name] = [_answer(each) for each in joined]
        judgements.append(Judgement(kind, told, answers))
    return judgements, [one for one in ours if one.error]


def _answer(joined: bool) -> Answer:
    return "same" if joined else "different"


def as_tsv(errors: Sequence[Judged], file: Path) -> None:
    """One line for each error, the worst first: what was joined wrongly, then what was missed."""
    with file.open("w", encoding="utf-8", newline="") as target:
        rows = csv.writer(target, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
        rows.writerow(ERRORS)
        for one in sorted(
            errors, key=lambda one: (one.pair.kind, one.error != "joined", one.error)
        ):
            pair = one.pair
            hard = "yes" if pair.hard else "no"
            told = (pair.kind, one.error, f"{one.score:.3f}", one.evidence, hard, pair.language)
            rows.writerow((*told, pair.type, pair.source, pair.a, pair.b, pair.reason))


def into(page: Path, name: str, text: str) -> None:
    """Between the marks of the page; the rest was written by a person."""
    begin, end = f"<!-- {name}: {WRITTEN}", f"<!-- end of {name} -->"
    before, _, rest = page.read_text(encoding="utf-8").partition(begin)
    after = rest.partition(end)[2]
    page.write_text(f"{before}{begin}\n\n{text}\n{end}{after}", encoding="utf-8")


if __name__ == "__main__":
    main(prog_name="python -m bench.matching")
