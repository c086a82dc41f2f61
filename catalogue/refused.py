"""Where refused records go: their own bytes in files that can be loaded again, and a table.

The table has a row for each refused record, with its reason and, for a doubtful one, how it may be
read; a person decides by it (``catena decide``). What was mended in records that were taken is told
there too.
"""

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Final, TextIO, cast, get_args

from converters.record import Candidate, Dialect, Format, Rejected
from converters.structures import marcxml
from converters.structures.bounds import LARGEST

COLUMNS: Final = (
    *("position", "verdict", "reason", "member"),
    *("format", "file", "offset", "length", "candidates"),
)
#: How the file of each format ends, and what stands before and after each record, and around all.
_FRAMES: Final[Mapping[Format, tuple[str, bytes, bytes, bytes]]] = {
    "iso2709": (".mrc", b"", b"", b""),
    "marcxml": (".xml", marcxml.OPEN.encode() + b"\n", b"\n", marcxml.CLOSE.encode() + b"\n"),
    "json": (".json", b"", b"\n", b""),
    "lines": (".txt", b"", b"\n", b""),
    "csv": (".csv", b"", b"\n", b""),
    "iso20775": (".iso20775.xml", b"<holdings>\n", b"\n", b"</holdings>\n"),
}
#: A file of refused records is not as long as this.
_FARTHEST: Final = 2**62


class Refusals:
    """Writes files only when there is something to write; close it at the end of the load."""

    def __init__(self, folder: Path, source: Path, member: str = "") -> None:
        at = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
        self._stem = folder / f"{source.stem}-{at}"
        self._member = member
        self._files: dict[Format, BinaryIO] = {}
        self._reasons: TextIO | None = None

    @property
    def reasons(self) -> Path | None:
        """The table of reasons, once there is one."""
        return Path(self._reasons.name) if self._reasons else None

    def refuse(self, refused: Rejected) -> None:
        """Keeps a refused record's bytes and its reason."""
        row: tuple[object, ...] = ("", "", "", "", "")
        if refused.raw:
            file = self._file(refused.format)
            kept = json.dumps([asdict(each) for each in refused.candidates], ensure_ascii=False)
            name = Path(file.name).name
            row = (refused.format, name, file.tell(), len(refused.raw), kept)
            file.write(refused.raw + _FRAMES[refused.format][2])
        self._note(refused.position, refused.verdict, refused.reason, self._member, *row)

    def mend(self, position: int, mended: tuple[str, ...]) -> None:
        """Notes what was repaired in a record that was taken."""
        for sentence in mended:
            self._note(position, "mended", sentence, self._member, "", "", "", "", "")

    def _note(self, *row: object) -> None:
        if self._reasons is None:
            self._stem.parent.mkdir(parents=True, exist_ok=True)
            path = self._named(".tsv")
            self._reasons = path.open("w", encoding="utf-8", newline="")
            csv.writer(self._reasons, delimiter="\t").writerow(COLUMNS)
        csv.writer(self._reasons, delimiter="\t").writerow(row)

    def _file(self, format_: Format) -> BinaryIO:
        """The file for records of this format, begun."""
        if format_ not in self._files:
            self._stem.parent.mkdir(parents=True, exist_ok=True)
            suffix, opening, _, _ = _FRAMES[format_]
            self._files[format_] = self._named(suffix).open("wb")
            self._files[format_].write(opening)
        return self._files[format_]

    def _named(self, suffix: str) -> Path:
        # Not with_suffix(): of books.2016-20261122… it would leave books, somebody else's file.
        return self._stem.with_name(f"{self._stem.name}{suffix}")

    def close(self) -> None:
        """Finishes the files."""
        for format_, file in self._files.items():
            file.write(_FRAMES[format_][3])
            file.close()
        if self._reasons:
            self._reasons.close()


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A record that waits for a person: the row it has in its table, and how it may be read."""

    row: int
    position: int
    verdict: str
    reason: str
    member: str
    format: Format
    raw: bytes
    candidates: tuple[Candidate, ...]


class Decisions:
    """The table of a load's refusals, read again. Raises :class:`ValueError` when it is none."""

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            with path.open(encoding="utf-8", newline="") as stream:
                self._rows = list(csv.reader(stream, delimiter="\t"))
        except (csv.Error, UnicodeDecodeError):
            self._rows = []
        if not self._rows or tuple(self._rows[0]) != COLUMNS:
            raise ValueError(
                f"{path} is no table of refused records; name the .tsv that `catena load` told."
            )

    def waiting(self) -> Iterator[Doubtful]:
        """The records nobody has decided about, in the order of the file they came from."""
        for number, values in enumerate(self._rows[1:], start=1):
            try:
                row = dict(zip(COLUMNS, values, strict=True))
                if row["verdict"] in ("rejected", "quarantined") and row["file"]:
                    yield self._doubtful(number, row)
            except (KeyError, TypeError, ValueError, RecursionError) as error:
                raise ValueError(
                    f"Row {number} of {self._path} is not as `catena load` wrote it ({error}). "
                    "Take the table from a copy, or load the file again."
                ) from None

    def _doubtful(self, number: int, row: Mapping[str, str]) -> Doubtful:
        """Raises what Python raises for a row that somebody altered."""
        if row["format"] not in _FRAMES:
            raise ValueError(f"no format {row['format'][:40]}")
        offset, length = int(row["offset"]), int(row["length"])
        if not (0 <= offset <= _FARTHEST and 0 <= length <= LARGEST):
            raise ValueError(f"no place {offset} + {length}")
        # The name alone: a table somebody sent must not lead to any file of this machine.
        with self._path.with_name(Path(row["file"]).name).open("rb") as stream:
            stream.seek(offset)
            raw = stream.read(length)
        return Doubtful(
            number,
            int(row["position"]),
            row["verdict"],
            row["reason"],
            row["member"],
            cast("Format", row["format"]),
            raw,
            tuple(map(_candidate, json.loads(row["candidates"]))),
        )

    def decide(self, verdicts: Mapping[int, str]) -> None:
        """Writes what became of these rows in place of their verdict; all of them or none."""
        for number, verdict in verdicts.items():
            self._rows[number][1] = verdict
        part = self._path.with_name(f"{self._path.name}.part")
        with part.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream, delimiter="\t").writerows(self._rows)
        part.replace(self._path)


def _candidate(written: Mapping[str, object]) -> Candidate:
    """A way to read a record, out of JSON. Raises for one that is not as it was written."""
    dialect, score = written["dialect"], written["score"]
    if dialect not in get_args(Dialect.__value__) or not isinstance(score, int | float):
        raise ValueError(f"no candidate {dialect} {score}"[:80])
    charset, reads = str(written["charset"]), str(written["reads"])
    return Candidate(cast("Dialect", dialect), charset, float(score), reads)
