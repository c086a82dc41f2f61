"""Records on their way in: out of a file of any kind, or out of the log, as they came."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final, cast

import pymarc

from converters.deciding import Assumed
from converters.holdings.profile import Profile
from converters.holdings.reading import Form, form_of, read_holdings
from converters.reader import NotMarc, parse_one, read_stream
from converters.record import Dialect, Format, MarcRecord, Rejected, Unreadable
from store import Contribution

#: How far into a file its form must show.
_START: Final = 4096
_HOLDINGS: Final = "     nu  a22     1n 4500"


def arrivals(
    file: Path, profile: Profile, assume: Assumed | None = None
) -> Iterator[MarcRecord | Rejected]:
    """Every record of a file of MARC, or of holdings as a table or as ISO 20775, each once.

    ``profile`` says how its tables are to be read, and what is likely where a record is in doubt;
    ``assume`` is a person's decision about the whole file. Raises
    :class:`NotMarc` when it is none of these, ``OSError`` when it cannot be opened.
    """
    with file.open("rb") as stream:
        form = form_of(stream.peek(_START)[:_START], profile)
        if form is not None:
            try:
                for holding in read_holdings(stream, form, profile):
                    if isinstance(holding, Rejected):
                        yield holding
                    else:
                        yield _record(holding.raw, form, holding.control, holding.position)
            except Unreadable as error:
                raise NotMarc(f"{file.name} cannot be read: {error}.") from None
            return
        for record in read_stream(stream, file.name, assume):
            yield _settled(record, profile) if isinstance(record, Rejected) else record


def _settled(doubtful: Rejected, profile: Profile) -> MarcRecord | Rejected:
    """A record in doubt, read in the one of its ways that its library's profile names.

    What the record itself leaves no doubt of, no profile overrules.
    """
    if not (profile.charset or profile.dialect):
        return doubtful
    for way in doubtful.candidates:
        if profile.charset in ("", way.charset) and profile.dialect in (None, way.dialect):
            try:
                return parse_one(
                    doubtful.raw,
                    doubtful.format,
                    doubtful.position,
                    charset=way.charset,
                    dialect=way.dialect,
                )
            except Unreadable:
                continue
    return doubtful


def as_sent(sent: Contribution) -> MarcRecord:
    """The record a library sent, from its own bytes, by the verdicts kept beside them."""
    if sent.format in ("csv", "iso20775"):
        return _record(sent.raw, cast("Form", sent.format), sent.control)
    return parse_one(
        sent.raw,
        cast("Format", sent.format),
        charset=sent.charset,
        dialect=cast("Dialect", sent.dialect),
    )


def _record(raw: bytes, form: Form, control: str, position: int = 1) -> MarcRecord:
    """Holdings that are no MARC, under the number they go by; their bytes are read when needed."""
    marc = pymarc.Record()
    marc.leader = pymarc.Leader(_HOLDINGS)
    marc.fields = [pymarc.Field("001", data=control)]
    return MarcRecord(position, raw, form, marc, "marc21", "holding", "utf-8")
