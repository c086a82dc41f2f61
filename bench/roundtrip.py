"""`python -m bench.roundtrip FILE…`: what returns of a record that went into the graph and back.

MARC 21 → graph → MARC 21, and CNMARC → MARC 21 → graph → MARC 21 → CNMARC. Of every subfield one of
four things is true: it returns unchanged (tag, code and value), but for the punctuation at its end,
elsewhere (its value stands in another field), or not. With --write into docs/round-trip.md.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import batched, islice
from pathlib import Path
from typing import Final, Literal

import click
import pymarc

from converters import MarcRecord, read
from converters.conversion import pivoted
from converters.crosswalk.cnmarc import to_cnmarc
from converters.engine import Converted, Job
from converters.engines import Choice, made
from converters.writing.asked import Unwritable
from converters.writing.back import to_marc21

type Family = Literal["marc21", "cnmarc"]
type Value = tuple[str, str, str]

PAGE: Final = Path(__file__).parent.parent / "docs" / "round-trip.md"
BEGIN: Final = "<!-- figures: written by `python -m bench.roundtrip --write` -->"
END: Final = "<!-- end of figures -->"
GENERATED: Final = "2026-01-01T00:00:00Z"
#: Blocks of the format, by the first digit of the tag.
BLOCKS: Final = tuple("0123456789")
#: Copies become items of the union's, not statements of the description, and are told apart.
COPIES: Final = frozenset({"852", "853", "863", "866", "867", "868", "876", "905"})


@dataclass(slots=True)
class Tally:
    """Of the subfields of one block, how many returned, and how."""

    all: int = 0
    unchanged: int = 0
    but_punctuation: int = 0
    elsewhere: int = 0

    def share(self, count: int) -> str:
        return f"{100 * count / self.all:.1f} %" if self.all else "—"


@dataclass(slots=True)
class Result:
    """The tallies of one file."""

    name: str
    family: Family
    records: int = 0
    blocks: dict[str, Tally] = field(default_factory=dict)
    copies: Tally = field(default_factory=Tally)
    gone: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, before: pymarc.Record, after: pymarc.Record) -> None:
        """Counts one record."""
        self.records += 1
        was, now = values(before), values(after)
        same = was & now
        plain_was, plain_now = _plain(was - same), _plain(now - same)
        punctuated = plain_was & plain_now
        left = Counter[str]()
        for (_, _, value), count in (plain_now - punctuated).items():
            left[value] += count
        for (tag, _, _), count in was.items():
            self._block(tag).all += count
        for (tag, _, _), count in same.items():
            self._block(tag).unchanged += count
        for (tag, _, _), count in punctuated.items():
            self._block(tag).but_punctuation += count
        for (tag, code, value), count in (plain_was - punctuated).items():
            found = min(count, left[value]) if value else 0
            left[value] -= found
            self._block(tag).elsewhere += found
            if count > found and tag not in COPIES:
                self.gone[tag, code] += count - found

    def _block(self, tag: str) -> Tally:
        if tag in COPIES:
            return self.copies
        return self.blocks.setdefault(tag[0] if tag[0] in BLOCKS else "9", Tally())

    @property
    def total(self) -> Tally:
        tallies = self.blocks.values()
        return Tally(
            sum(one.all for one in tallies),
            sum(one.unchanged for one in tallies),
            sum(one.but_punctuation for one in tallies),
            sum(one.elsewhere for one in tallies),
        )


def values(marc: pymarc.Record) -> Counter[Value]:
    """Every subfield, and control field, of a record. The number of a link ($6) is not compared."""
    found: Counter[Value] = Counter()
    for one in marc.fields:
        if one.control_field:
            found[one.tag, "", one.data or ""] += 1
        for code, value in one.subfields:
            found[one.tag, code, value[:3] if code == "6" else value] += 1
    return found


def _plain(counted: Mapping[Value, int]) -> Counter[Value]:
    """The same without the marks at the ends, and with one blank for several."""
    plain: Counter[Value] = Counter()
    for (tag, code, value), count in counted.items():
        plain[tag, code, " ".join(value.strip(" /:;,.=+").split())] += count
    return plain


def measured(path: Path, most: int) -> Result:
    """The records of a file, or of a folder's files, there and back."""
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    every = (one for file in files for one in read(file) if isinstance(one, MarcRecord))
    records = islice(every, most)
    result: Result | None = None
    for portion in batched(records, 100):
        for record, after in _back([one for one in portion if _counts(one)]):
            family: Family = "marc21" if record.dialect == "marc21" else "cnmarc"
            result = result or Result(path.name, family)
            result.add(record.marc, after)
    return result or Result(path.name, "marc21")


def _counts(record: MarcRecord) -> bool:
    return record.kind == "bib" and record.dialect in ("marc21", "cnmarc")


def _back(records: list[MarcRecord]) -> Iterator[tuple[MarcRecord, pymarc.Record]]:
    engine = made(Choice("catena"))
    jobs = [Job(pivoted(one), f"http://example.org/bib/b{i}") for i, one in enumerate(records)]
    for record, job, outcome in zip(records, jobs, engine.convert(jobs, GENERATED), strict=True):
        if not isinstance(outcome, Converted):
            continue
        try:
            after = to_marc21(outcome.triples, job.document)
        except Unwritable:
            continue
        yield record, after if record.dialect == "marc21" else to_cnmarc(after, "calis").marc


def page(results: list[Result]) -> str:
    """The figures as Markdown tables."""
    parts = []
    for one in results:
        way = "MARC 21" if one.family == "marc21" else "CNMARC"
        parts.append(f"### {one.name}: {one.records:,} records, {way}\n")
        parts.append(
            "| block | subfields | unchanged | but for punctuation | in another place | not |"
        )
        parts.append("|---|---|---|---|---|---|")
        rows = [*((f"{block}XX", one.blocks.get(block)) for block in BLOCKS), ("all", one.total)]
        for name, tally in rows:
            if tally is None:
                continue
            gone = tally.all - tally.unchanged - tally.but_punctuation - tally.elsewhere
            counts = (tally.unchanged, tally.but_punctuation, tally.elsewhere, gone)
            shares = " | ".join(tally.share(count) for count in counts)
            parts.append(f"| {name} | {tally.all:,} | {shares} |")
        worst = ", ".join(
            f"{tag}{f' ${code}' if code else ''} ({count})"
            for (tag, code), count in one.gone.most_common(12)
        )
        parts.append(f"\nMost often not: {worst or 'nothing'}.\n")
    return "\n".join(parts)


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@click.option("--most", default=2000, show_default=True, help="Records of each file.")
@click.option("--write", is_flag=True, help="Write the figures into docs/round-trip.md.")
def main(files: tuple[Path, ...], most: int, *, write: bool) -> None:
    """Measure what returns of the records in FILES."""
    text = page([measured(file, most) for file in files])
    click.echo(text)
    if write:
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
        after = rest.partition(END)[2]
        PAGE.write_text(f"{before}{BEGIN}\n\n{text}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
