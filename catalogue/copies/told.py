"""Where a person reads what became of single holdings: those refused, and those that wait."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, TextIO

from catalogue.copies.sorting import Group
from catalogue.refused import Refusals
from converters.record import Rejected
from store.log.records import Awaited

COLUMNS: Final = ("file", "position", "holding", "looked for by", "reason")
_NO_WAY: Final = "it names no book; give it a control number, ISBN or ISSN"
_WAITS: Final = "no record, or more than one, has this number; it waits for its book"


@dataclass(slots=True)
class Told:
    """Files that are begun when there is something to write; close it at the end."""

    refusals: Refusals
    folder: Path
    stem: str
    _waiting: TextIO | None = None

    @property
    def waiting(self) -> Path | None:
        """The table of the holdings whose book is not there, once there is one."""
        return Path(self._waiting.name) if self._waiting else None

    def refuse(self, refused: Rejected) -> None:
        """Keeps its bytes and the reason."""
        self.refusals.refuse(refused)

    def mend(self, position: int, mended: tuple[str, ...]) -> None:
        """Notes what was odd in one that was taken."""
        self.refusals.mend(position, mended)

    def unmatched(self, group: Group, ways: Sequence[Awaited]) -> None:
        """A row for each row of the file."""
        if self._waiting is None:
            at = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
            self.folder.mkdir(parents=True, exist_ok=True)
            file = self.folder / f"{self.stem}-{at}-unmatched.csv"
            self._waiting = file.open("w", encoding="utf-8", newline="")
            csv.writer(self._waiting).writerow(COLUMNS)
        by = "; ".join(f"{way.scheme} {way.value}" for way in ways)
        reason = _WAITS if ways else _NO_WAY
        csv.writer(self._waiting).writerows(
            (group.origin.name, position, group.control, by, reason) for position in group.positions
        )

    def close(self) -> None:
        """Closes what was begun."""
        self.refusals.close()
        if self._waiting:
            self._waiting.close()
