"""What a file of holdings does to those of its member: counted, to the row."""

import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Final

#: The names of the counts whose sum is what was read.
_OF_THE_FILE: Final = ("added", "changed", "unchanged", "unmatched", "rejected")


@dataclass(slots=True)
class Counts:
    """Holdings as the file tells them: rows of a table, records of MARC, holdings of ISO 20775.

    ``read`` is always ``added + changed + unchanged + unmatched + rejected``. ``unmatched`` are
    those whose book is not in the union: they are kept, and wait. ``withdrawn`` are in the union
    and not in the file. ``documents`` are those that came, changed or went (one for each book of a
    table), and ``before`` is how many rows the union had.
    """

    read: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    unmatched: int = 0
    rejected: int = 0
    withdrawn: int = 0
    documents: int = 0
    before: int = 0

    @property
    def share(self) -> float:
        """How much of what the union had would go."""
        return self.withdrawn / self.before if self.before else 0.0

    @property
    def whole(self) -> bool:
        """Whether everything was taken."""
        return not self.rejected

    def as_dict(self) -> dict[str, int]:
        """The counts a person is told, under their names."""
        told = asdict(self)
        del told["before"]
        return told

    def __str__(self) -> str:
        said = [
            f"{count:,} {name}"
            for name in _OF_THE_FILE
            if (count := getattr(self, name)) or name == "added"
        ]
        gone = f"; {self.withdrawn:,} withdrawn" if self.withdrawn else ""
        return f"{self.read:,} read = {' + '.join(said)}{gone}"


@dataclass(frozen=True, slots=True)
class Difference:
    """How the rows of a holding differ from those that were sent before."""

    unchanged: int
    changed: int
    added: int
    withdrawn: int


def difference(before: Sequence[bytes], after: Sequence[bytes]) -> Difference:
    """Rows that are in both are unchanged; of the others as many as there are on both sides are
    changed, and what is left came or went.
    """
    was, now = Counter(before), Counter(after)
    same = sum((was & now).values())
    gone, come = len(before) - same, len(after) - same
    changed = min(gone, come)
    return Difference(same, changed, come - changed, gone - changed)


def rows_of(format_: str, raw: bytes) -> list[bytes]:
    """The rows in the bytes that were kept: each with its line of headings, which tells what is in
    it; of anything but a table, the whole. Nothing of what was withdrawn.
    """
    if not raw:
        return []
    if format_ != "csv":
        return [raw]
    header, _, text = raw.partition(b"\n")
    lines = text.split(b"\n")
    if b'"' not in text:
        return [header + b"\n" + line for line in lines if line]
    # In quotes a row may go over several lines.
    reader = csv.reader(f"{line.decode()}\n" for line in lines)
    rows, start = [], 0
    for _ in reader:
        rows.append(b"\n".join([header, *lines[start : reader.line_num]]))
        start = reader.line_num
    return rows
