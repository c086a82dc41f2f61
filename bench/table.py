"""What was measured, as rows of a Markdown table; a way that failed says so in its row."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import total_ordering
from pathlib import Path
from typing import Self

from pyoxigraph import Store

from bench.watch import Run

HEAD = """\
| way | records/s | times (b) | seconds | peak memory | triples |
|---|---:|---:|---:|---:|---:|
"""


@total_ordering
@dataclass(frozen=True, slots=True)
class Measured:
    name: str
    seconds: tuple[float, ...]
    peak: int
    triples: int
    failure: str

    @classmethod
    def of(cls, name: str, runs: Sequence[Run], folder: Path) -> Self:
        last = runs[-1]
        # `catena load` ends with 1 when it set a record aside, which is its job.
        failed = last.status not in ((0, 1) if last.output.startswith("{") else (0,))
        return cls(
            name,
            tuple(run.seconds for run in runs),
            max(run.peak for run in runs),
            0 if failed else triples(folder),
            last.error if failed else "",
        )

    @property
    def total(self) -> float:
        return sum(self.seconds)

    def __lt__(self, other: Self) -> bool:
        return (bool(self.failure), self.total) < (bool(other.failure), other.total)


def triples(folder: Path) -> int:
    """How many statements the first graph below this folder answers with."""
    for current in sorted(folder.rglob("CURRENT")):  # the file that marks a RocksDB directory
        graph = Store.read_only(str(current.parent))
        # Catena's checkpoint is one statement in a graph of its own.
        return len(graph) - sum(1 for _ in graph.named_graphs())
    return 0


def as_markdown(rows: Sequence[Measured], records: int) -> str:
    yardstick = next((row.total for row in rows if row.name.startswith("(b)")), 0.0)
    return HEAD + "".join(as_row(row, records, yardstick) for row in rows)


def as_row(row: Measured, records: int, yardstick: float) -> str:
    if row.failure:
        return f"| {row.name} | failed: {row.failure} | | | | |\n"
    cells = (
        row.name,
        f"{records / row.total:,.0f}",
        f"{yardstick / row.total:.2f}" if yardstick else "",
        " + ".join(f"{seconds:.1f}" for seconds in row.seconds),
        f"{row.peak / 2**20:,.0f} MiB",
        f"{row.triples:,}",
    )
    return f"| {' | '.join(cells)} |\n"
