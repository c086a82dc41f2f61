"""Any MARC file as a stream of records: those understood, and those refused with the reason."""

from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path

import pymarc

from converters import iso2709, marcxml
from converters.record import Format, MarcRecord, Rejected, Unreadable, dialect_of, kind_of


class NotMarc(ValueError):
    """A file in which no MARC record can be; the text says what it is instead."""


def read(path: Path) -> Iterator[MarcRecord | Rejected]:
    """Every record of a file, in order, each once, as read or as refused; constant memory.

    Raises :class:`NotMarc` for a file that holds no MARC at all, ``OSError`` for one that cannot
    be opened.
    """
    with path.open("rb") as stream:
        format_ = _format_of(stream, path)
        position = 0
        frames = iso2709.frames(stream) if format_ == "iso2709" else marcxml.frames(stream)
        try:
            for position, raw in enumerate(frames, start=1):
                yield _one(position, raw, format_)
        except Unreadable as error:
            if position == 0:
                raise NotMarc(f"{path.name} cannot be read: {error}.") from None
            yield Rejected(position + 1, str(error), b"")
        if position == 0:
            raise NotMarc(f"{path.name} holds no MARC record.")


def _format_of(stream: BufferedReader, path: Path) -> Format:
    """ISO 2709 or XML, by how the file starts; its name is not asked."""
    start = stream.peek(4096)[:4096]  # a pipe cannot be wound back
    if not start.strip(iso2709.BETWEEN):
        raise NotMarc(f"{path.name} is empty.")
    if iso2709.looks_like(start):
        return "iso2709"
    if marcxml.looks_like(start):
        return "marcxml"
    raise NotMarc(
        f"{path.name} is no MARC file: it begins neither with a record of ISO 2709 nor with XML."
    )


def _one(position: int, raw: bytes, format_: Format) -> MarcRecord | Rejected:
    try:
        record = parse_one(raw, format_, position)
    except Unreadable as error:
        return Rejected(position, str(error), raw, error.verdict)
    if record.dialect != "marc21":
        return Rejected(
            position,
            "it is a UNIMARC record (title in 200, not 245), and this version converts MARC 21",
            raw,
            "quarantined",
        )
    if record.kind != "bib":
        what = {"auth": "an authority", "holding": "a holdings"}[record.kind]
        return Rejected(
            position,
            f"it is {what} record (leader/06), and this version converts bibliographic ones",
            raw,
            "quarantined",
        )
    return record


def parse_one(raw: bytes, format: Format, position: int = 1) -> MarcRecord:  # noqa: A002
    """One record from its own bytes. Raises :class:`Unreadable` with the reason."""
    marc: pymarc.Record
    if format == "iso2709":
        marc, charset, mended = iso2709.parse(raw)
    else:
        marc, mended = marcxml.parse(raw)
        charset = "utf-8"
    if not marc.fields:
        raise Unreadable("it has no fields")
    return MarcRecord(position, raw, format, marc, dialect_of(marc), kind_of(marc), charset, mended)
