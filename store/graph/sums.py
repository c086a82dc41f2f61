"""Check sums of the graph's tables: what a disk has altered is found before a reader meets it.

RocksDB looks at sixteen tables when it opens and at the others when they are read; a COUNT over a
damaged one never ends. Its tables (``*.sst``) are written once, so a list beside the folder,
``graph.sums``, of name, size, CRC-32 and time of writing says whether they are as they were. 0.3 s
for a gigabyte that is in memory.

A table that a compaction is still writing is not in the list yet. And a number is used again after
a kill in the middle of a compaction, of whose tables RocksDB then knows nothing: so the list is
brought up as soon as the graph is open, and a table that was written at another time than it says
is another table then.
"""

import os
import random
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep
from typing import Final

#: Most that is read when a graph is opened (bytes); ``catena check`` reads all.
AT_START: Final = 2 << 30
_BLOCK: Final = 1 << 20
#: How often and how long (seconds) a table is waited for that is still being written.
_TRIES: Final = 5
_PAUSE: Final = 0.01
#: How long the list of a graph that is written to may lack its newest tables (seconds).
_FRESH: Final = 60.0
#: The files this process has open (Linux).
_OPEN: Final = Path("/proc/self/fd")
#: What a kill in the middle of a bulk load leaves, which RocksDB would never remove.
UNFINISHED: Final = "bulk-*.sst"
#: The whole list, when something was found broken while it was read or written.
CONDEMNED: Final = "damaged"


class Sums:
    """The list for one graph's folder; ``folder`` may also be a generation of it."""

    def __init__(self, folder: Path, file: Path) -> None:
        self._folder = folder
        self._file = file
        self._updated = -_FRESH

    def broken(self, most: int | None = None) -> Iterator[str]:
        """The names of the tables that are not as they were.

        Sizes are all compared; sums only of so many bytes, of tables taken by chance.
        """
        known = self._read()
        if self._file.exists() and self._file.read_text(encoding="ascii").startswith(CONDEMNED):
            yield "a table"
        names = [name for name in known if (self._folder / name).exists()]
        random.shuffle(names)
        left = most
        for name in names:
            size, sum_, _ = known[name]
            with suppress(FileNotFoundError):  # merged into another meanwhile
                if (self._folder / name).stat().st_size != size:
                    yield name
                elif left is None or size <= left:
                    left = None if left is None else left - size
                    if _sum(self._folder / name) != sum_:
                        yield name

    def update(self) -> None:
        """Lists the tables that have come, forgets those that went."""
        self._updated = monotonic()
        known = self._read()
        tables = {
            table.name: table for table in self._folder.glob("*.sst") if not table.match(UNFINISHED)
        }
        lines = []
        for name in _finished(self._folder, tables):
            table = tables[name]
            with suppress(FileNotFoundError):  # merged into another meanwhile
                now = table.stat()
                size, sum_, written = known.get(name, (0, 0, 0))
                if (size, written) != (now.st_size, now.st_mtime_ns):
                    size, sum_, written = now.st_size, _sum(table), now.st_mtime_ns
                lines.append(f"{name} {size} {sum_:08x} {written}\n")
        if lines == self._lines():
            return
        writing = self._file.with_name(self._file.name + ".part")
        writing.write_text("".join(lines), encoding="ascii")
        writing.replace(self._file)

    def freshen(self) -> None:
        """:meth:`update`, once a minute at most: in a large graph there is much to be read."""
        if monotonic() - self._updated > _FRESH:
            self.update()

    def condemn(self) -> None:
        """Something was found to be broken that is not in the list."""
        self._file.write_text(f"{CONDEMNED}\n", encoding="ascii")

    def _lines(self) -> list[str]:
        if not self._file.exists():
            return []
        return self._file.read_text(encoding="ascii").splitlines(keepends=True)

    def _read(self) -> dict[str, tuple[int, int, int]]:
        rows = [line.split() for line in self._lines()]
        return {
            row[0]: (int(row[1]), int(row[2], 16), int(row[3])) for row in rows if len(row) == 4
        }


def _finished(folder: Path, names: Iterable[str]) -> list[str]:
    """Those of the names, in order, that this process does not hold open for writing.

    Most that it does are small, and waited for.
    """
    for _ in range(_TRIES):
        writing = _written(folder)
        if not writing:
            break
        sleep(_PAUSE)
    return sorted(set(names) - writing)


def _written(folder: Path) -> set[str]:
    """The names of the files in a folder that this process holds open for writing."""
    writing: set[str] = set()
    inside = f"{folder.resolve()}{os.sep}"
    for opened in _OPEN.iterdir() if _OPEN.exists() else ():  # where there is such a folder
        with suppress(OSError, ValueError):  # closed meanwhile
            file = str(opened.readlink())
            if file.startswith(inside):
                told = (_OPEN.with_name("fdinfo") / opened.name).read_text(encoding="ascii")
                flags = int(told.partition("flags:")[2].split(maxsplit=1)[0], 8)
                if flags & os.O_ACCMODE != os.O_RDONLY and file.endswith(".sst"):
                    writing.add(file.removeprefix(inside))
    return writing


def _sum(file: Path) -> int:
    found = 0
    with file.open("rb") as stream:
        while block := stream.read(_BLOCK):
            found = zlib.crc32(block, found)
    return found
