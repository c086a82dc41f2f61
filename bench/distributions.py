"""`python -m bench.distributions FILE`: counts, out of real records, what `catena synth` follows.

FILE is ISO 2709 in UTF-8 (LC's “Books All”). Only facts go into samples/synthetic/measured/*.tsv:
how often a tag, a pattern of subfields, a code, a year or a length occurs, and how often one
heading comes back; no text of any record. Coded positions are written with # for blanks.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import click

from bench.source import TERMINATOR

TABLES: Final = Path(__file__).parents[1] / "samples" / "synthetic" / "measured"
#: What libraries write for themselves alone, and another script's copy of a field.
_LEFT_OUT: Final = re.compile("9..|.9.(?<!490)(?<!590)|880|59.|007")
#: Rows that say less than this share of a table are left out of it.
_SELDOM: Final = 0.004
#: More fields of one tag than this are counted as this many.
_MOST: Final = 12
#: Coded positions: where they are in which control field.
_CODED: Final = {
    "leader/05-09": ("leader", 5, 10),
    "leader/17-19": ("leader", 17, 20),
    "008/06": ("008", 6, 7),
    "008/18-34": ("008", 18, 35),
    "008/38-39": ("008", 38, 40),
}
#: The headings that come back: their fields, and the subfields that make the heading.
_HEADINGS: Final = {
    "person": ("100 600 700", "abcdq"),
    "body": ("110 610 710", "abcdn"),
    "topic": ("650", "abcdvxyz"),
    "place": ("651", "avxyz"),
    "series": ("440 490 830", "anp"),
}
type Field = tuple[str, str, tuple[tuple[str, str], ...]]


@dataclass(slots=True)
class Counted:
    """What was counted in some records."""

    every: int
    records: int = 0
    sampled: int = 0
    tags: defaultdict[str, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    patterns: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    lengths: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    codes: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    places: Counter[str] = field(default_factory=Counter)
    years: Counter[str] = field(default_factory=Counter)
    headings: dict[str, Counter[int]] = field(
        default_factory=lambda: {name: Counter() for name in _HEADINGS}
    )

    def count(self, raw: bytes) -> None:
        """One more record: its headings, and of every n-th all the rest."""
        leader, fields = read(raw)
        for name, (tags, codes) in _HEADINGS.items():
            for tag, _, subfields in fields:
                if tag in tags:
                    said = " ".join(text for code, text in subfields if code in codes)
                    self.headings[name][hash(re.sub(r"\W+", " ", said).strip())] += 1
        if self.records % self.every == 0:
            self._sample(leader, fields)
        self.records += 1

    def _sample(self, leader: str, fields: Sequence[Field]) -> None:
        self.sampled += 1
        control = {"leader": leader} | {tag: marks for tag, marks, _ in fields if tag < "010"}
        for name, (of, first, last) in _CODED.items():
            self.codes[name][control.get(of, "")[first:last].replace(" ", "#")] += 1
        coded = control.get("008", "").ljust(40)
        if re.fullmatch("[a-z]{3}", coded[35:38]):
            self.places[f"{coded[35:38]}\t{coded[15:18].strip()}"] += 1
        if re.fullmatch("1[5-9][0-9]{2}|20[01][0-9]", coded[7:11]):
            self.years[coded[7:11]] += 1
        kept = [one for one in fields if one[2] and not _LEFT_OUT.fullmatch(one[0])]
        for tag, times in Counter(tag for tag, _, _ in kept).items():
            self.tags[tag][min(times, _MOST)] += 1
        for tag, marks, subfields in kept:
            codes = "".join(code for code, _ in subfields if code not in "0123456789")
            self.patterns[tag][f"{marks.replace(' ', '#')}\t{codes}"] += 1
            for code, text in subfields:
                self.lengths[f"{tag}\t{code}"].append(len(text))


def read(raw: bytes) -> tuple[str, list[Field]]:
    """The leader and the fields; a control field has its data for indicators and no subfields."""
    base = int(raw[12:17])
    directory = raw[24 : base - 1]
    fields: list[Field] = []
    for at in range(0, len(directory), 12):
        entry = directory[at : at + 12].decode()
        start = base + int(entry[7:12])
        text = raw[start : start + int(entry[3:7]) - 1].decode(errors="replace")
        marks, *subfields = text.split("\x1f")
        fields.append((entry[:3], marks, tuple((one[:1], one[1:]) for one in subfields if one)))
    return raw[:24].decode(), fields


def records(file: Path) -> Iterator[bytes]:
    """The records of a file, without their terminators; those with false lengths are passed."""
    with file.open("rb") as source:
        rest = b""
        while block := source.read(1 << 22):
            *whole, rest = (rest + block).split(TERMINATOR)
            yield from (one for one in whole if one[:5].isdigit() and int(one[:5]) == len(one) + 1)


def tables(counted: Counted) -> Iterator[tuple[str, str, Iterable[str]]]:
    """Name, heading and rows of each table."""
    sample = f"{counted.sampled:,} records"
    frequent = {
        tag for tag, found in counted.tags.items() if found.total() > _SELDOM * counted.sampled
    }
    yield (
        "tags",
        f"Fields of a tag in one record, and in how many of {sample}; 0 is the rest.",
        (
            f"{tag}\t{times}\t{found[times]}"
            for tag, found in sorted(counted.tags.items())
            if tag in frequent
            for times in sorted(found)
        ),
    )
    yield (
        "patterns",
        "Tag, indicators and the order of the subfields: how many fields have them.",
        (
            f"{tag}\t{pattern}\t{times}"
            for tag, found in sorted(counted.patterns.items())
            if tag in frequent
            for pattern, times in found.most_common(24)
            if times > _SELDOM * found.total()
        ),
    )
    yield (
        "lengths",
        "Tag and subfield: characters of the shortest, the deciles, and the longest but 1 in 100.",
        (
            f"{name}\t{' '.join(map(str, deciles(found)))}"
            for name, found in sorted(counted.lengths.items())
            if name[:3] in frequent and len(found) > 20
        ),
    )
    yield (
        "codes",
        "Coded positions of the leader and of 008: how many records have each.",
        (
            f"{name}\t{code}\t{times}"
            for name, found in counted.codes.items()
            for code, times in found.most_common(40)
            if times > _SELDOM * counted.sampled
        ),
    )
    yield (
        "places",
        "Language and country of publication, together: how many records have them.",
        (f"{both}\t{times}" for both, times in counted.places.most_common(150)),
    )
    yield (
        "years",
        "First date of 008: how many records have it.",
        (f"{year}\t{times}" for year, times in sorted(counted.years.items())),
    )
    yield (
        "reuse",
        f"How often one heading comes in {counted.records:,} records, and how many headings do.",
        (
            f"{name}\t{times}\t{headings}"
            for name, found in counted.headings.items()
            for times, headings in sorted(Counter(found.values()).items(), reverse=True)
        ),
    )


def deciles(lengths: list[int]) -> list[int]:
    """Eleven lengths: the shortest, nine deciles, the 99th of a hundred."""
    ordered = sorted(lengths)
    return [
        ordered[int(share * (len(ordered) - 1))] for share in [*(n / 10 for n in range(10)), 0.99]
    ]


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--every", default=25, show_default=True, help="Count all but headings in each N-th.")
def main(file: Path, every: int) -> None:
    """Write the tables of samples/synthetic/measured/ again from FILE."""
    counted = Counted(every)
    for raw in records(file):
        counted.count(raw)
    TABLES.mkdir(exist_ok=True)
    for name, said, rows in tables(counted):
        text = f"# {said}\n" + "".join(f"{row}\n" for row in rows)
        (TABLES / f"{name}.tsv").write_text(text, encoding="utf-8")
        click.echo(f"{name}: {text.count(chr(10)) - 1} rows")


if __name__ == "__main__":
    main(prog_name="python -m bench.distributions")
