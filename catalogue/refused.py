"""Where refused records go: their own bytes in a file that can be loaded again, and the reasons."""

import csv
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Final, TextIO

from converters import marcxml
from converters.record import Rejected

COLUMNS: Final = ("position", "verdict", "reason")


class Refusals:
    """Writes files only when there is something to write; close it at the end of the load."""

    def __init__(self, folder: Path, source: Path) -> None:
        at = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
        self._stem = folder / f"{source.stem}-{at}"
        self._records: BinaryIO | None = None
        self._reasons: TextIO | None = None
        self._xml = False

    @property
    def reasons(self) -> Path | None:
        """The table of reasons, once there is one."""
        return Path(self._reasons.name) if self._reasons else None

    def refuse(self, refused: Rejected) -> None:
        """Keeps a refused record's bytes and its reason."""
        self._note(refused.position, refused.verdict, refused.reason)
        if not refused.raw:
            return
        if self._records is None:
            self._xml = refused.raw.lstrip().startswith(b"<")
            self._records = self._file("xml" if self._xml else "mrc").open("wb")
            if self._xml:
                self._records.write(marcxml.OPEN.encode() + b"\n")
        self._records.write(refused.raw + (b"\n" if self._xml else b""))

    def mend(self, position: int, mended: tuple[str, ...]) -> None:
        """Notes what was repaired in a record that was taken."""
        for sentence in mended:
            self._note(position, "mended", sentence)

    def _note(self, position: int, verdict: str, reason: str) -> None:
        if self._reasons is None:
            self._stem.parent.mkdir(parents=True, exist_ok=True)
            self._reasons = self._file("tsv").open("w", encoding="utf-8", newline="")
            csv.writer(self._reasons, delimiter="\t").writerow(COLUMNS)
        csv.writer(self._reasons, delimiter="\t").writerow((position, verdict, reason))

    def _file(self, suffix: str) -> Path:
        # Not with_suffix(): of books.2016-20261122… it would leave books, somebody else's file.
        return self._stem.with_name(f"{self._stem.name}.{suffix}")

    def close(self) -> None:
        """Finishes the files."""
        if self._records:
            if self._xml:
                self._records.write(marcxml.CLOSE.encode() + b"\n")
            self._records.close()
        if self._reasons:
            self._reasons.close()
