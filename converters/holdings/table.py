"""Copies out of a table: CSV or TSV, one copy in a row, the columns known by profile or by name.

The raw bytes of a row are the line of headings and its own, in UTF-8, so that it can be read again
alone. Headings a library in China or elsewhere uses are in headings.tsv.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, BinaryIO, Final

from converters.holdings.account import Account
from converters.holdings.columns import NO_COLUMNS, Columns, columns_of
from converters.holdings.copy import Copy, Held, Holding, Link, Of, Reading
from converters.holdings.draft import Draft, number_of, say
from converters.holdings.groups import plain
from converters.holdings.once import once
from converters.holdings.own_number import of_bytes
from converters.holdings.profile import Profile
from converters.holdings.table_lines import Lines, NotALine, charset_of
from converters.record import Rejected, Unreadable

#: A value may be so long (the csv module's own bound, in characters).
_FIELD: Final = 131_072
#: The parts of which a copy may have several, as a copy names them.
_MANY_AS: Final[Mapping[str, str]] = {
    "barcode": "barcodes",
    "note": "notes",
    "url": "urls",
    "held": "held",
    "supplements": "held",
    "indexes": "held",
}
_MANY: Final = frozenset(_MANY_AS)
_RUNS: Final[Mapping[str, Of]] = {
    "held": "basic",
    "supplements": "supplements",
    "indexes": "indexes",
}


def looks_like(start: bytes, profile: Profile) -> bool:
    """Whether a file that starts like this is a table whose first line leads to records."""
    line = start.split(b"\n", 1)[0]
    if (
        b"\x1e" in line
        or b"\x1d" in line
        or line.lstrip(b"\xef\xbb\xbf").startswith((b"<", b"{", b"["))
    ):
        return False
    try:
        header = line.decode(profile.table.charset or charset_of(line))
        columns_of(header.removeprefix("\ufeff"), profile)
    except (Unreadable, UnicodeDecodeError):
        return False
    return True


def read(stream: BinaryIO, profile: Profile) -> Iterator[Holding | Rejected]:
    """The rows of a table, each a holding; a row that cannot be read is refused alone.

    Raises :class:`Unreadable` when the first line has no headings that lead anywhere.
    """
    table = Rows(stream, profile)
    for row in table:
        if isinstance(row, Rejected):
            yield row
        else:
            raw = table.raw((row.text,))
            yield _holding([row.values], table.columns, profile, raw, row.position)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its values, and its text without the end of its line."""

    position: int
    values: Sequence[str]
    text: str


class Rows:
    """The rows of a table that say anything, one after the other; ``columns`` are known before.

    Raises :class:`Unreadable` when the first line has no headings that lead anywhere; a file
    without any line has no rows.
    """

    def __init__(self, stream: BinaryIO, profile: Profile) -> None:
        self._lines = Lines(stream, profile.table.charset)
        try:
            header = next(self._lines, None)
        except NotALine as error:
            raise Unreadable(f"of its first line: {error}") from None
        self.empty = header is None
        self.header = (header or "").removeprefix("\ufeff").rstrip("\r\n")
        self.columns = NO_COLUMNS if self.empty else columns_of(self.header, profile)

    def raw(self, texts: Iterable[str]) -> bytes:
        """These rows as they are kept: under the line of headings, in UTF-8."""
        # How a line ends is no part of a row: the table saved on another machine is the same.
        return "\n".join([self.header, *texts, ""]).encode()

    def __iter__(self) -> Iterator[Row | Rejected]:
        if self.empty:
            return
        lines, delimiter = self._lines, self.columns.delimiter
        position = 0
        while True:
            lines.taken.clear()
            fault = ""
            try:
                values = _values(lines, delimiter)
            except csv.Error as error:
                values, fault = [], f"its quotes or its length are not as in a table ({error})"
            except NotALine as error:
                values, fault = [], str(error)
            if values is None:
                return
            if not fault and not any(map(str.strip, values)):
                continue
            position += 1
            text = "".join(lines.taken).rstrip("\r\n")
            if fault:
                raw = lines.undecoded or self.raw((text,))
                lines.undecoded = b""
                yield Rejected(position, fault, raw, format="csv")
            else:
                yield Row(position, values, text)


def _values(lines: Lines, delimiter: str) -> list[str] | None:
    """The values of the next row; None at the end."""
    line = next(lines, None)
    if line is None:
        return None
    plain_line = line.rstrip("\r\n")
    # Without a quote in it, a line is what stands between its delimiters: 3 times faster.
    if '"' not in line and "\r" not in plain_line and len(line) < _FIELD:
        return plain_line.split(delimiter) if plain_line else []
    return next(csv.reader(chain((line,), lines), delimiter=delimiter), None)


def read_one(raw: bytes, profile: Profile, position: int = 1) -> Holding:
    """One row, or several of one thing, out of the bytes that were kept of them.

    Raises :class:`Unreadable`.
    """
    header, found, text = raw.decode().partition("\n")
    columns = columns_of(header, profile)
    try:
        rows = _rows(text, columns.delimiter) if found else []
    except csv.Error as error:
        raise Unreadable(f"its quotes or its length are not as in a table ({error})") from None
    if not rows:
        raise Unreadable("it has a line of headings and no row")
    return _holding(rows, columns, profile, raw, position)


def of_rows(texts: Sequence[str], header: str, columns: Columns, profile: Profile) -> Holding:
    """The holding that rows of a table tell of together, the same as :func:`read_one` makes of it.

    ``columns`` are those of the line of headings. Raises :class:`csv.Error`.
    """
    raw = "\n".join([header, *texts, ""])
    rows = _rows(raw[len(header) + 1 :], columns.delimiter)
    return _holding(rows, columns, profile, raw.encode(), 1)


def _rows(text: str, delimiter: str) -> list[list[str]]:
    """The rows of a text."""
    if '"' not in text and "\r" not in text and len(text) < _FIELD:
        return [line.split(delimiter) for line in text.split("\n") if line]
    read = csv.reader((f"{line}\n" for line in text.split("\n")), delimiter=delimiter)
    return [values for values in read if values]


def _holding(
    rows: Sequence[Sequence[str]], columns: Columns, profile: Profile, raw: bytes, position: int
) -> Holding:
    """What rows that belong together say: those of one holding."""
    account = Account()
    links: dict[Link, None] = {}
    control = ""
    copies: list[Copy] = []
    for number, values in enumerate(rows, start=position):
        control = columns.led(values, links) or control
        if columns.plainly:
            copies.append(_copy(values, columns, profile))
        else:
            copies += _drafted(values, columns, profile, account, number)
        if len(values) > columns.width:
            account.tell("The row has more values than there are headings; check its quotes.")
    found = [copy for copy in copies if copy.is_a_thing]
    if len(found) > 1:
        found = once(found, account)
    reading = Reading(tuple(found), tuple(account.told))
    return Holding(control or of_bytes(raw), tuple(links), reading, raw, position)


def _drafted(
    values: Sequence[str], columns: Columns, profile: Profile, account: Account, position: int
) -> Iterator[Copy]:
    """The copies of a row, where columns say the same part, or a cell may say several barcodes."""
    draft = Draft("row", position, each=profile.table.each)
    for place, value in enumerate(values):
        if place in columns.says and (text := plain(value)):
            says = columns.says[place]
            opened = account.opening(profile.table.ranges, f"column {place + 1}")
            say(draft, says.part, says.words(text), opened, (position, place))
    return draft.copies(profile.libraries)


def _copy(values: Sequence[str], columns: Columns, profile: Profile) -> Copy:
    """The one copy of a row in which each part is said in one cell: as :func:`_drafted` has it."""
    said: dict[str, Any] = {}
    width = len(values)
    for place, part, means in columns.parts:
        if place < width and (text := plain(values[place])):
            said[part] = means.get(text, text)
    for several in _MANY.intersection(said):
        text = said.pop(several)
        said[_MANY_AS[several]] = (Held(text, _RUNS[several]) if several in _RUNS else text,)
    if "scheme" in said and "shelfmark" not in said:
        del said["scheme"]
    if "count" in said:
        said["count"] = number_of(said["count"])
    if profile.libraries:
        said["member"] = profile.libraries.get(said.get("library", ""), "")
    return Copy(**said)
