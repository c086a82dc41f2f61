"""`python -m bench.equality`: our engine beside LC's, record by record, on all there are.

Ours runs as LC has it but for the differences meant, each proved by itself; then as it does by
default, with pairs of scripts joined, which may alter records with 880s alone. Prints a Markdown
table; ``--differences`` names a file for examples of everything that differs.
"""

import os
import shutil
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from functools import cache
from itertools import batched, chain, islice
from multiprocessing import get_context
from pathlib import Path
from typing import Final

import click

from bench.blame import blame
from bench.compare import Engines
from bench.intended import INTENDED, PAIRS, told
from bench.source import CACHE, MEMBER, opened
from bench.tally import Compared, Tally
from converters import MarcRecord, NotMarc, parse_one, read
from converters.bibframe import Rules
from converters.lc import Stylesheet
from converters.record import Format

SHARED: Final = Path(
    os.environ.get("CATENA_TEST_DATA", Path(__file__).parents[2] / "shared" / "data")
)
BATCH: Final = 40
#: Batches given out for each worker.
AHEAD: Final = 4
#: Unequal records whose causes are sought, about; each costs a dozen conversions and more.
CAUSES: Final = 2000

#: A record on its way to a worker: its file's name, its bytes and their format.
type Sent = tuple[str, bytes, Format]


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--file",
    "files",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A MARC file; may be given again. Default: the shared records, then LC's own file.",
)
@click.option("--records", type=int, help="Compare at most N records.")
@click.option("--every", default=1, show_default=True, help="Take every K-th record.")
@click.option("--workers", default=2, show_default=True)
@click.option("--differences", type=click.Path(path_type=Path, dir_okay=False, writable=True))
def main(
    files: tuple[Path, ...],
    records: int | None,
    every: int,
    workers: int,
    differences: Path | None,
) -> None:
    """Convert the same records with both engines and say how far the triples are equal."""
    if wrong := {*INTENDED, PAIRS} ^ told():
        raise click.ClickException(
            f"{', '.join(sorted(wrong))}: named in only one of bench/intended.py and "
            "converters/bibframe/differences.tsv; write the other."
        )
    taken = islice(islice(sent(files or everything()), 0, None, every), records)
    tally = Tally()
    for compared in on_all_cores(taken, workers):
        tally.add(compared)
    click.echo(tally.as_markdown())
    if differences:
        differences.write_text(tally.as_text(), encoding="utf-8")


def everything() -> Iterator[Path]:
    """The shared records, and LC's file, unpacked once into an ignored folder."""
    yield from sorted(path for path in SHARED.rglob("*") if path.is_file())
    unpacked = CACHE / MEMBER
    if not unpacked.exists():
        CACHE.mkdir(exist_ok=True)
        with opened(None) as books, unpacked.with_suffix(".part").open("wb") as target:
            shutil.copyfileobj(books, target)
        unpacked.with_suffix(".part").rename(unpacked)
    yield unpacked


def sent(files: Iterable[Path]) -> Iterator[Sent]:
    """Every MARC 21 bibliographic record of the files, none but one in memory."""
    for file in files:
        try:
            for record in read(file):
                if isinstance(record, MarcRecord) and _is_book(record):
                    yield file.name, record.raw, record.format
        except NotMarc:
            continue


def _is_book(record: MarcRecord) -> bool:
    return (record.dialect, record.kind) == ("marc21", "bib")


def on_all_cores(records: Iterable[Sent], workers: int) -> Iterator[Compared]:
    """Each record compared, in order."""
    looked = CAUSES
    under_way: deque[Future[list[Compared]]] = deque()
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        for batch in chain(batched(records, BATCH), [None] * (AHEAD * workers)):
            if batch:
                under_way.append(pool.submit(compare, batch, looked > 0))
            if under_way and (batch is None or len(under_way) >= AHEAD * workers):
                done = under_way.popleft().result()
                looked -= sum(bool(compared.parts) for compared in done)
                yield from done


@cache
def engines() -> Engines:
    """Both engines of this process, made once; ours as LC has it."""
    return Engines(Rules(as_lc=True), Stylesheet())


@cache
def joining() -> Engines:
    """Ours with pairs of scripts joined, beside itself without."""
    return Engines(Rules(), engines().ours)


def compare(batch: Iterable[Sent], with_causes: bool) -> list[Compared]:
    """One batch in this process; what a worker runs."""
    named = [(name, parse_one(raw, format_)) for name, raw, format_ in batch]
    records = [record for _, record in named]
    found, joined = engines().compare(records), joining().compare(records)
    return [
        Compared(
            name,
            record.control_number,
            difference,
            blame(record, engines()) if with_causes and not difference.exact else [],
            with_pairs,
            has_pairs=any(one.get_subfields("6") for one in record.marc.fields),
        )
        for (name, record), difference, with_pairs in zip(named, found, joined, strict=True)
    ]


if __name__ == "__main__":
    main(prog_name="python -m bench.equality")
