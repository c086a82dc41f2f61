"""Copies out of a table: CSV or TSV, one copy in a row, the columns known by profile or by name.

The raw bytes of a row are the line of headings and its own, in UTF-8, so that it can be read again
alone. Headings a library in China or elsewhere uses are in headings.tsv.
"""

import csv
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from converters.holdings.account import Account
from converters.holdings.columns import Columns, columns_of
from converters.holdings.copy import Holding, Link, Reading
from converters.holdings.draft import Draft, say
from converters.holdings.groups import plain
from converters.holdings.once import once
from converters.holdings.own_number import of_bytes
from converters.holdings.profile import Profile
from converters.holdings.table_lines import Lines, NotALine, charset_of
from converters.record import Rejected, Unreadable


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
    lines = Lines(stream, profile.table.charset)
    try:
        header = next(lines, None)
    except NotALine as error:
        raise Unreadable(f"of its first line: {error}") from None
    if header is None:
        return
    header = header.removeprefix("\ufeff")
    columns = columns_of(header, profile)
    position = 0
    while True:
        lines.taken.clear()
        fault = ""
        try:
            values = next(csv.reader(lines, delimiter=columns.delimiter), None)
        except csv.Error as error:
            values, fault = [], f"its quotes or its length are not as in a table ({error})"
        except NotALine as error:
            values, fault = [], str(error)
        if values is None:
            return
        if not fault and not any(value.strip() for value in values):
            continue
        position += 1
        # How a line ends is no part of a row: the table saved on another machine is the same.
        raw = (header.rstrip("\r\n") + "\n" + "".join(lines.taken).rstrip("\r\n") + "\n").encode()
        if fault:
            raw = lines.undecoded or raw
            lines.undecoded = b""
            yield Rejected(position, fault, raw, format="csv")
        else:
            yield _row(values, columns, profile, raw, position)


def read_one(raw: bytes, profile: Profile, position: int = 1) -> Holding:
    """One row out of the bytes :func:`read` kept of it. Raises :class:`Unreadable`."""
    header, found, text = raw.decode().partition("\n")
    columns = columns_of(header, profile)
    rows = csv.reader(text.splitlines(keepends=True), delimiter=columns.delimiter)
    try:
        values = next(rows, None) if found else None
    except csv.Error as error:
        raise Unreadable(f"its quotes or its length are not as in a table ({error})") from None
    if values is None:
        raise Unreadable("it has a line of headings and no row")
    return _row(values, columns, profile, raw, position)


def _row(
    values: Sequence[str], columns: Columns, profile: Profile, raw: bytes, position: int
) -> Holding:
    account = Account()
    draft = Draft("row", position, each=profile.table.each)
    links: dict[Link, None] = {}
    control = ""
    for place, value in enumerate(values):
        text = plain(value)
        if not text:
            continue
        if place in columns.links:
            links[Link(columns.links[place], text)] = None
        elif place == columns.control:
            control = text
        elif place in columns.says:
            says = columns.says[place]
            opened = account.opening(profile.table.ranges, f"column {place + 1}")
            say(draft, says.part, says.words(text), opened, (position, place))
    copies = [copy for copy in draft.copies(profile.libraries) if copy.is_a_thing]
    if len(values) > columns.width:
        account.tell("The row has more values than there are headings; check its quotes.")
    reading = Reading(tuple(once(copies, account)), tuple(account.told))
    return Holding(control or of_bytes(raw), tuple(links), reading, raw, position)
