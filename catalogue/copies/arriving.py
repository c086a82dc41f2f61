"""The holdings of a file as they come: each under the name its library has for it, with its bytes.

A row of a table that has no number of its own goes by its book: what a library holds of one book is
one holding, however many copies it is and wherever in the file they stand.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from catalogue.reading import arrivals
from converters.holdings.columns import NO_COLUMNS, Columns
from converters.holdings.copy import Link
from converters.holdings.own_number import of_bytes
from converters.holdings.profile import Profile
from converters.holdings.reading import form_of
from converters.holdings.table import Rows
from converters.reader import NotMarc
from converters.record import MarcRecord, Rejected, Unreadable

_START: Final = 4096


@dataclass(frozen=True, slots=True)
class Origin:
    """How the holdings of a file are written; ``header`` is the line of headings of a table."""

    name: str
    format: str
    dialect: str = "marc21"
    charset: str = "utf-8"
    header: str = ""
    columns: Columns = NO_COLUMNS


@dataclass(frozen=True, slots=True)
class Arrived:
    """One holding of a file, or one row of one; ``raw`` is a row without its line of headings."""

    control: str
    raw: bytes
    position: int
    origin: Origin


def arriving(file: Path, profile: Profile) -> Iterator[Arrived | Rejected]:
    """Everything a file of holdings tells of, in order; what is none is refused.

    Raises :class:`NotMarc` for a file of something else, ``OSError`` when it cannot be opened.
    """
    with file.open("rb") as stream:
        form = form_of(stream.peek(_START)[:_START], profile)
        if form == "csv":
            try:
                yield from _rows(Rows(stream, profile), file.name)
            except Unreadable as error:
                raise NotMarc(f"{file.name} cannot be read: {error}.") from None
            return
    origins: dict[tuple[str, str, str], Origin] = {}
    for record in arrivals(file, profile):
        if isinstance(record, Rejected):
            yield record
        elif record.kind != "holding":
            told = "it is no record of holdings; load it with `catena load`"
            yield Rejected(record.position, told, record.raw, format=record.format)
        else:
            way = (record.format, record.dialect, record.charset)
            origin = origins.setdefault(way, Origin(file.name, *way))
            yield from _record(record, origin)


def _record(record: MarcRecord, origin: Origin) -> Iterator[Arrived]:
    """One that is withdrawn (leader/05 ``d``) is as one that is not in the file."""
    if not record.deleted:
        yield Arrived(record.control_number, record.raw, record.position, origin)


def _rows(table: Rows, name: str) -> Iterator[Arrived | Rejected]:
    columns = table.columns
    origin = Origin(name, "csv", header=table.header, columns=columns)
    for row in table:
        if isinstance(row, Rejected):
            yield row
            continue
        links: dict[Link, None] = {}
        control = columns.led(row.values, links)
        if not control:
            control = next((f"{link.scheme}:{link.value}" for link in links), "")
        yield Arrived(
            control or of_bytes(table.raw((row.text,))), row.text.encode(), row.position, origin
        )
