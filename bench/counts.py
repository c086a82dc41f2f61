"""What the reader makes of every file of the shared data: counts, kept as a table to be reviewed.

``python -m bench.counts`` writes ``tests/converters/golden/reading.tsv`` again: what a change of
the reader does to real files is then a difference of lines.
"""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from converters import MarcRecord, NotMarc, read

DATA: Final = Path(__file__).parents[2] / "shared" / "data"
GOLDEN: Final = Path(__file__).parents[1] / "tests" / "converters" / "golden" / "reading.tsv"
COLUMNS: Final = (
    "file",
    "format",
    "dialects",
    "kinds",
    "charsets",
    "marks",
    "read",
    "accepted",
    "quarantined",
    "rejected",
    "or what it is",
)
#: By which marks records can be counted without reading them.
_MARKS: Final = {
    "iso2709": re.compile(rb"\x1d"),
    "marcxml": re.compile(rb"<(?:\w+:)?record(?=[\s>])(?!\s*/)"),
    "json": re.compile(rb'"leader"|controlfield tag=\\"001|controlfield[^>]*?004'),
    "lines": re.compile(rb"^(?:=LDR|=000|LEADER|[0-9]{9,18} LDR)", re.MULTILINE),
}


def files(folder: Path, largest: int | None = None) -> list[Path]:
    """Every file below a folder, in order of name; only those of at most so many bytes."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return sorted(p for p in found if largest is None or p.stat().st_size <= largest)


def row(path: Path, name: str) -> tuple[str, ...]:
    """One line of the table: what was read in a file, or the sentence that says what it is."""
    counts: dict[str, Counter[str]] = {key: Counter() for key in COLUMNS[1:5]}
    verdicts: Counter[str] = Counter()
    try:
        for one in read(path):
            counts["format"][one.format] += 1
            if isinstance(one, MarcRecord):
                verdicts["accepted"] += 1
                counts["dialects"][one.dialect] += 1
                counts["kinds"][one.kind] += 1
                counts["charsets"][one.charset] += 1
            else:
                verdicts[one.verdict] += 1
    except NotMarc as error:
        return (name, *[""] * 9, str(error))
    format_ = next(iter(counts["format"]))
    marks = len(_MARKS[format_].findall(path.read_bytes()))
    told = (_told(counts[key]) for key in COLUMNS[1:5])
    kept = (str(verdicts[key]) for key in COLUMNS[7:10])
    return (name, *told, str(marks), str(verdicts.total()), *kept, "")


def _told(counter: Counter[str]) -> str:
    if len(counter) == 1:
        return next(iter(counter))
    return " ".join(f"{name}:{count}" for name, count in sorted(counter.items()))


def rows(folder: Path, largest: int | None = None) -> Iterator[str]:
    """The table of a folder, line by line, without its head."""
    for path in files(folder, largest):
        yield "\t".join(row(path, path.relative_to(folder).as_posix()))


def main() -> None:
    GOLDEN.parent.mkdir(parents=True, exist_ok=True)
    lines = [
        "# What the reader makes of each file of ../shared/data; written by python -m bench.counts",
        "\t".join(COLUMNS),
        *rows(DATA),
    ]
    GOLDEN.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines) - 2} files told in {GOLDEN.name}")


if __name__ == "__main__":
    main()
