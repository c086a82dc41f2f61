"""A whole file of holdings, put in the order of their names on the disk, however large it is.

In this order all rows of one holding stand together, and file and log are gone through side by side
in memory that does not grow with either.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, Final, Self, cast

from catalogue.copies.arriving import Arrived, Origin
from converters.record import Format, Rejected

type _Row = tuple[Any, ...]

#: What is in it is wanted by one process, once.
_PRAGMAS: Final = (
    "locking_mode=EXCLUSIVE",
    "journal_mode=OFF",
    "synchronous=OFF",
    "cache_size=-65536",
)


@dataclass(frozen=True, slots=True)
class Group:
    """What a file tells of one holding: one record, or rows of a table in the order of bytes."""

    control: str
    origin: Origin
    texts: Sequence[bytes]
    positions: Sequence[int]
    #: What was told under the same number and does not count.
    refused: Sequence[Rejected] = ()

    @property
    def raw(self) -> bytes:
        """The bytes that are kept: rows under their line of headings."""
        if self.origin.format != "csv":
            return self.texts[0]
        return b"\n".join([self.origin.header.encode(), *self.texts, b""])


class Sorted:
    """Holdings of any number of files, to be gone through as often as one likes.

    A context manager: what it keeps on the disk goes at the end.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix="holdings-", dir=folder) as name:
            self._rows = sqlite3.connect(Path(name) / "rows.sqlite", isolation_level=None)
            for pragma in _PRAGMAS:
                self._rows.execute(f"PRAGMA {pragma}")
            self._rows.execute(f"CREATE TABLE came ({_COLUMNS})")
        # The file has no name any more: it goes with the process, even if that is killed.
        self._origins: list[Origin] = []
        self._numbers: dict[int, int] = {}
        #: How many there are, once they are in order.
        self.size = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._rows.close()

    def take(self, arrived: Iterable[Arrived]) -> None:
        """Takes in the holdings of a file."""
        self._rows.execute("BEGIN")
        self._rows.executemany(
            "INSERT INTO came VALUES (?, ?, ?, ?)",
            (
                (each.control, self._number(each.origin), each.raw, each.position)
                for each in arrived
            ),
        )
        self._rows.execute("COMMIT")

    def _number(self, origin: Origin) -> int:
        number = self._numbers.get(id(origin))
        if number is None:
            number = self._numbers[id(origin)] = len(self._origins)
            self._origins.append(origin)
        return number

    def sort(self) -> None:
        """Puts all in order."""
        self._rows.execute(
            "CREATE TABLE sorted AS SELECT * FROM came ORDER BY control, origin, raw, position"
        )
        self._rows.execute("DROP TABLE came")
        (self.size,) = self._rows.execute("SELECT count(*) FROM sorted").fetchone()

    def groups(self) -> Iterator[Group]:
        """Each holding, in the order of control numbers (code points)."""
        with closing(self._rows.cursor()) as cursor:
            cursor.execute("SELECT control, origin, raw, position FROM sorted ORDER BY rowid")
            for control, found in groupby(cursor, key=itemgetter(0)):
                yield self._group(control, list(found))

    def _group(self, control: str, rows: Sequence[_Row]) -> Group:
        origin = self._origins[rows[0][1]]
        if len(rows) == 1 or (origin.format == "csv" and rows[0][1] == rows[-1][1]):
            return Group(control, origin, [row[2] for row in rows], [row[3] for row in rows])
        return self._of_several(control, rows)

    def _of_several(self, control: str, rows: Sequence[_Row]) -> Group:
        """Rows of a table together; of records, and of tables of other headings, the last."""
        last = max(rows, key=itemgetter(1, 3))
        origin = self._origins[last[1]]
        if origin.format == "csv":
            with_it = [
                row
                for row in rows
                if (other := self._origins[row[1]]).format == "csv"
                and other.header == origin.header
            ]
        else:
            with_it = [last]
        refused = tuple(
            Rejected(row[3], _TOLD_AGAIN.format(control), row[2], format=_format(origin))
            for row in rows
            if row not in with_it
        )
        texts = sorted(row[2] for row in with_it)
        return Group(control, origin, texts, [row[3] for row in with_it], refused)


def _format(origin: Origin) -> Format:
    return cast("Format", origin.format)


_TOLD_AGAIN: Final = (
    "The holding {} is told again later, in a record of its own or under other headings; the last "
    "one counts. Give each its own number."
)
_COLUMNS: Final = "control TEXT, origin INTEGER, raw BLOB, position INTEGER"
