"""Holdings in bulk: how fast a library's whole file becomes log and graph, and the same again.

Three files as libraries send them: a union's own, which tells that a library has a book and no
more; one that adds place and call number; one of single copies, three of each book, with barcodes.
The books are bare records put straight into the log, for they are not what is measured.
"""

import os
import resource
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from itertools import batched
from pathlib import Path
from typing import Final

import click

from bench.loading import sizes
from bench.watch import Run, run
from bench.ways import tool
from shapes.iris import numbered
from shapes.namespaces import BF, RDF
from sparql.lookup import LookupIndex
from store import open_store
from store.log.writer import Entry

BASE: Final = "http://localhost:8000/"
MEMBER: Final = "BENCH"
AT: Final = "2026-01-01T00:00:00Z"
#: One book in so many is not in the union; one row in so many says something else later.
STRANGE: Final = 50
CHANGED: Final = 100
PLACES: Final = ("总馆中文图书", "储存图书馆", "文科分馆", "理科分馆", "Law Library", "外文书库")
HEAD: Final = """\
| file | load | rows/s | CPU s | rows per CPU s | peak memory | log, B a row | graph, B a row |
|---|---|---:|---:|---:|---:|---:|---:|
"""


@dataclass(frozen=True, slots=True)
class Shape:
    """A kind of file: its headings, copies of a book, and what a row says after the control number.

    ``says`` is given the number of the row, that of the book, and which load it is.
    """

    headings: str
    each: int
    says: Callable[[int, int, int], str]


def _where(book: int) -> str:
    return f"{PLACES[book % len(PLACES)]},I{book % 900}.{book % 7}/{book % 9000}"


def _copy(row: int, book: int, load: int) -> str:
    lent = (row % 5 == 0) != (load > 1 and row % CHANGED == 0)
    return f"{_where(book)},{'上中下'[row % 3]},{row:010d},{'借出' if lent else '在架'}"


SHAPES: Final[Mapping[str, Shape]] = {
    "that it is held": Shape(
        "控制号,馆代码",
        1,
        lambda row, _, load: f"{MEMBER}{'2' if load > 1 and row % CHANGED == 0 else ''}",
    ),
    "place and call number": Shape(
        "控制号,馆代码,馆藏地,索书号,附注",
        1,
        lambda row, book, load: (
            f"{MEMBER},{_where(book)},{'x' if load > 1 and row % CHANGED == 0 else ''}"
        ),
    ),
    "single copies": Shape("控制号,馆藏地,索书号,卷期,条码,状态", 3, _copy),
}


def write(file: Path, shape: Shape, rows: int, load: int = 1) -> None:
    """Writes a file of so many rows; from the second load on, some of them say something else."""
    with file.open("w", encoding="utf-8") as stream:
        stream.write(f"{shape.headings}\n")
        for row in range(rows):
            book = row // shape.each
            known = "X" if book % STRANGE == 0 else "B"
            stream.write(f"{known}{book:08d},{shape.says(row, book, load)}\n")


def fill(home: Path, books: int) -> None:
    """A union of so many bare books, known by the numbers the files have."""
    with open_store(home, BASE, openers=(LookupIndex,)) as store:
        for portion in batched(range(books), 5_000):
            store.writer.append([_book(number) for number in portion], AT, "bench", "bench")
        for _ in store.catch_up():
            pass
        store.graph.optimise()


def _book(number: int) -> Entry:
    path = numbered("bib", number + 1)
    thing = f"<{BASE}{path}#"
    raw = f"B{number:08d}".encode()
    lines = sorted(
        (
            f"{thing}Instance> <{RDF}type> <{BF}Instance> .",
            f"{thing}Instance> <{BF}title> {thing}Title-1> .",
            f'{thing}Title-1> <{BF}mainTitle> "Book {number}" .',
        )
    )
    return Entry(
        member=MEMBER,
        control=raw.decode(),
        kind="bib",
        dialect="marc21",
        charset="utf-8",
        format="lines",
        raw=raw,
        digest=blake2b(raw, digest_size=16).digest(),
        path=path,
        number=number + 1,
        triples="".join(f"{line}\n" for line in lines).encode(),
        engine="bench",
    )


def table(rows: int, folder: Path) -> Iterator[str]:
    """The lines of the table, each as soon as it is measured."""
    yield HEAD
    for name, shape in SHAPES.items():
        home = folder / "home"
        home.mkdir(parents=True)
        fill(home, -(-rows // shape.each))
        before = sizes(home)
        file = folder / "holdings.csv"
        for load, called in ((1, "the first"), (1, "the same again"), (2, "1 % changed")):
            write(file, shape, rows, load)
            click.echo(f"{name}, {called} …", err=True)
            done, seconds = _timed(file, home)
            yield _row(name, called, rows, done, seconds) + _sizes(home, before, rows)
        shutil.rmtree(home)


def _timed(file: Path, home: Path) -> tuple[Run, float]:
    """The load, and the CPU seconds of all its threads and processes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command: list[str | Path] = [tool("catena"), "holdings", file, "--member", MEMBER]
    env = os.environ | {"CATENA_HOME": str(home), "CATENA_BASE_IRI": BASE}
    done = run([*command, "--json", "--quiet"], home, env)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.status:
        raise click.ClickException(f"catena holdings failed: {done.error}")
    return done, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _row(name: str, called: str, rows: int, done: Run, seconds: float) -> str:
    return (
        f"| {name} | {called} | {rows / done.seconds:,.0f} | {seconds:.1f} "
        f"| {rows / seconds:,.0f} | {done.peak / 2**20:,.0f} MiB "
    )


def _sizes(home: Path, before: Mapping[str, int], rows: int) -> str:
    now = sizes(home)
    each = [(now[part] - before[part]) / rows for part in ("log", "graph")]
    return f"| {each[0]:,.0f} | {each[1]:,.0f} |\n"


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--rows", default=200_000, show_default=True, help="Holdings in each file.")
def main(rows: int) -> None:
    """Load files of holdings by `catena holdings` and print a Markdown table."""
    with tempfile.TemporaryDirectory(prefix="catena-bench-") as name:
        for line in table(rows, Path(name)):
            click.echo(line, nl=False)


if __name__ == "__main__":
    main(prog_name="python -m bench.copies")
