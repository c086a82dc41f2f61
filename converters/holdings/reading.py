"""Holdings that are records of their own, in whatever form they came: one, or a file of them."""

from collections.abc import Iterator
from typing import BinaryIO, Literal

from converters.holdings import iso20775, table
from converters.holdings.copy import Holding
from converters.holdings.mfhd import of_marc
from converters.holdings.profile import Profile
from converters.record import MarcRecord, Rejected, Unreadable

#: The forms in which holdings come that are no MARC.
type Form = Literal["csv", "iso20775"]


def form_of(start: bytes, profile: Profile) -> Form | None:
    """Which form a file has that begins like this; None when it is neither.

    A table is one when a heading in its first line leads to bibliographic records.
    """
    if iso20775.looks_like(start):
        return "iso20775"
    return "csv" if table.looks_like(start, profile) else None


def read_holdings(stream: BinaryIO, form: Form, profile: Profile) -> Iterator[Holding | Rejected]:
    """The holdings of a file, in order; constant memory.

    Raises :class:`Unreadable` for a table whose headings lead nowhere; where XML breaks off, the
    last thing given is a :class:`Rejected` that says so.
    """
    if form == "csv":
        yield from table.read(stream, profile)
        return
    position = 0
    try:
        for holding in iso20775.read(stream, profile):
            position = holding.position
            yield holding
    except Unreadable as error:
        yield Rejected(position + 1, str(error), b"", format="iso20775")


def read_holding(record: MarcRecord, profile: Profile) -> Holding:
    """The holdings of a record that was kept; what is no MARC is read again out of its bytes.

    Raises :class:`Unreadable` when its bytes are not what they are said to be.
    """
    if record.format == "csv":
        return table.read_one(record.raw, profile, record.position)
    if record.format == "iso20775":
        return iso20775.read_one(record.raw, profile, record.position)
    return of_marc(record.marc, profile, record.raw, record.position)
