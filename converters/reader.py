"""Any MARC file as a stream of records: those understood, and those refused with the reason."""

from collections.abc import Callable, Iterator, Mapping
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO, Final

import pymarc

from converters.deciding import NOTHING, Assumed, decoded, settled
from converters.record import Dialect, Format, MarcRecord, Rejected, Unreadable
from converters.structures import (
    iso2709,
    iso2709_stream,
    json_stream,
    line_format,
    marc_in_json,
    marcxml,
    xml_stream,
)
from converters.structures.blanks import unprinted
from converters.structures.opening import unpacked

#: How far into a file its format must show.
_START: Final = 4096
_FRAMES: Final[dict[Format, Callable[[BinaryIO], Iterator[bytes]]]] = {
    "iso2709": iso2709_stream.frames,
    "marcxml": xml_stream.frames,
    "json": json_stream.frames,
    "lines": line_format.frames,
}
#: In this order: a record in lines may begin with a leader, too.
_LOOKS_LIKE: Final[tuple[tuple[Format, Callable[[bytes], bool]], ...]] = (
    ("lines", line_format.looks_like),
    ("json", json_stream.looks_like),
    ("iso2709", iso2709_stream.looks_like),
    ("marcxml", xml_stream.looks_like),
)
#: What people send that holds records and is none, by how it begins.
_KNOWN: Final = {
    b"PK\x03\x04": "a ZIP archive; unpack it first",
    b"BZh": "a bzip2 file; unpack it first",
    b"\xfd7zXZ": "an xz file; unpack it first",
    b"(\xb5/\xfd": "a zstd file; unpack it first",
    b"%PDF": "a PDF document; ask for the records as MARC",
    b"SQLite format 3": "an SQLite database; ask for the records as MARC",
}


class NotMarc(ValueError):
    """A file in which no MARC record can be; the text says what it is instead."""


def read(path: Path, assume: Assumed | None = None) -> Iterator[MarcRecord | Rejected]:
    """Every record of a file, in order, each once, as read or as refused; constant memory.

    ``assume`` is a person's decision on dialect or character set. Raises :class:`NotMarc` for a
    file that holds no MARC at all, ``OSError`` for one that cannot be opened.
    """
    with path.open("rb") as stream:
        yield from read_stream(stream, path.name, assume)


def read_stream(
    stream: BufferedReader, name: str, assume: Assumed | None = None
) -> Iterator[MarcRecord | Rejected]:
    """Like :func:`read`, from a stream that is open already; ``name`` is for the sentences."""
    assumed = assume or NOTHING
    position = 0
    format_: Format = "iso2709"
    try:
        with unpacked(stream) as plain:
            format_ = _format_of(plain, name)
            for position, raw in enumerate(_FRAMES[format_](plain), start=1):
                yield _one(position, raw, format_, assumed)
    except Unreadable as error:
        if position == 0:
            raise NotMarc(f"{name} cannot be read: {error}.") from None
        yield Rejected(position + 1, str(error), b"", format=format_)
    if position == 0:
        raise NotMarc(f"{name} holds no MARC record.")


def _format_of(stream: BufferedReader, name: str) -> Format:
    """The format, by how the file starts; its name is not asked."""
    start = stream.peek(_START)[:_START]  # a pipe cannot be wound back
    if not start.strip(iso2709_stream.BETWEEN):
        raise NotMarc(f"{name} is empty.")
    for magic, what in _KNOWN.items():
        if start.startswith(magic):
            raise NotMarc(f"{name} is no MARC file: it is {what}.")
    for format_, looks_like in _LOOKS_LIKE:
        if looks_like(start):
            return format_
    raise NotMarc(
        f"{name} is no MARC file: it begins neither with a record of ISO 2709, nor with XML, "
        "JSON, or fields in lines."
    )


def _one(position: int, raw: bytes, format_: Format, assumed: Assumed) -> MarcRecord | Rejected:
    try:
        return _parsed(raw, format_, position, assumed)
    except Unreadable as error:
        return Rejected(position, str(error), raw, error.verdict, format_, error.candidates)


def parse_one(
    raw: bytes,
    format: Format,  # noqa: A002
    position: int = 1,
    *,
    charset: str | None = None,
    dialect: Dialect | None = None,
) -> MarcRecord:
    """One record from its own bytes, read as it is said to be, or else by evidence.

    Raises :class:`Unreadable` with the reason, and with candidates where a person must decide.
    """
    return _parsed(raw, format, position, Assumed(dialect, charset))


def _parsed(raw: bytes, format_: Format, position: int, assumed: Assumed) -> MarcRecord:
    mended: tuple[str, ...] | list[str]
    stated: Mapping[str, str] = {}
    charset, score = "utf-8", 1.0
    marc: pymarc.Record
    if format_ in ("iso2709", "lines"):
        if format_ == "lines":
            laid = line_format.lay(raw)
        elif wide := iso2709.narrowed(raw):
            laid = iso2709.lay(wide, measured=False)
        else:
            laid = iso2709.lay(raw)
        if format_ == "iso2709" and wide:
            marc, _, _ = decoded(laid, wide, Assumed(assumed.dialect, "utf-8"))
            charset = "utf-16"
        else:
            marc, charset, score = decoded(laid, raw, assumed)
        mended = laid.mended
    elif format_ == "json":
        marc, mended = marc_in_json.parse(raw)
    elif format_ == "marcxml":
        marc, mended = marcxml.parse(raw)
        stated = marcxml.stated(raw)
    else:
        raise Unreadable(f"{format_} is not a format of MARC records")
    if not marc.fields:
        raise Unreadable("it has no fields")
    dialect, kind, sure = settled(marc, charset, stated, assumed)
    if dialect == "marc21":
        mended = [*mended, *unprinted(marc)]
    return MarcRecord(
        position=position,
        raw=raw,
        format=format_,
        marc=marc,
        dialect=dialect,
        kind=kind,
        charset=charset,
        mended=tuple(dict.fromkeys(mended)),
        score=min(score, sure),
    )
