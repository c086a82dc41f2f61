"""Check sums of the graph's tables: what a disk has altered is found before a reader meets it.

RocksDB looks at sixteen tables when it opens and at the others when they are read; a COUNT over a
damaged one never ends. Its tables (``*.sst``) are written once and their numbers never used again,
so a list beside the folder, ``graph.sums``, of name, size and CRC-32 says whether they are as they
were. 0.3 s for a gigabyte that is in memory.
"""

import random
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

#: Most that is read when a graph is opened (bytes); ``catena check`` reads all.
AT_START: Final = 2 << 30
_BLOCK: Final = 1 << 20
#: What a kill in the middle of a bulk load leaves, which RocksDB would never remove.
UNFINISHED: Final = "bulk-*.sst"
#: The whole list, when something was found broken while it was read or written.
CONDEMNED: Final = "damaged"


class Sums:
    """The list for one graph's folder; ``folder`` may also be a generation of it."""

    def __init__(self, folder: Path, file: Path) -> None:
        self._folder = folder
        self._file = file

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
            size, sum_ = known[name]
            with suppress(FileNotFoundError):  # merged into another meanwhile
                if (self._folder / name).stat().st_size != size:
                    yield name
                elif left is None or size <= left:
                    left = None if left is None else left - size
                    if _sum(self._folder / name) != sum_:
                        yield name

    def update(self) -> None:
        """Lists the tables that have come, forgets those that went."""
        known = self._read()
        tables = {
            table.name: table for table in self._folder.glob("*.sst") if not table.match(UNFINISHED)
        }
        if tables.keys() == known.keys():
            return
        lines = []
        for name, table in sorted(tables.items()):
            try:
                size, sum_ = known.get(name) or (table.stat().st_size, _sum(table))
            except FileNotFoundError:  # merged into another meanwhile
                continue
            lines.append(f"{name} {size} {sum_:08x}\n")
        writing = self._file.with_name(self._file.name + ".part")
        writing.write_text("".join(lines), encoding="ascii")
        writing.replace(self._file)

    def condemn(self) -> None:
        """Something was found to be broken that is not in the list."""
        self._file.write_text(f"{CONDEMNED}\n", encoding="ascii")

    def _read(self) -> dict[str, tuple[int, int]]:
        if not self._file.exists():
            return {}
        rows = (line.split() for line in self._file.read_text(encoding="ascii").splitlines())
        return {row[0]: (int(row[1]), int(row[2], 16)) for row in rows if len(row) == 3}


def _sum(file: Path) -> int:
    found = 0
    with file.open("rb") as stream:
        while block := stream.read(_BLOCK):
            found = zlib.crc32(block, found)
    return found
