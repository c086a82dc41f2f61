"""The records the labelled set refers to, each file read once and only where it must be."""

import mmap
import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Final

from bench.matching.pairs import LC, Reference
from bench.source import CACHE, MEMBER, TERMINATOR, opened
from converters.reader import parse_one
from converters.record import Format, MarcRecord, Unreadable
from converters.structures import iso2709_stream, json_stream, line_format, xml_stream
from converters.structures.opening import unpacked

#: How far into a file its format must show.
_START: Final = 4096
#: In this order, as in ``converters.reader``: a record in lines may begin with a leader, too.
_STRUCTURES: Final[tuple[tuple[Format, ModuleType], ...]] = (
    ("lines", line_format),
    ("json", json_stream),
    ("iso2709", iso2709_stream),
    ("marcxml", xml_stream),
)

#: What a reference leads to; where it leads to nothing, a sentence.
type Found = dict[Reference, MarcRecord]
type Missing = dict[Reference, str]


def lc_file() -> Path:
    """LC's file, unpacked once into an ignored folder."""
    file = CACHE / MEMBER
    if not file.exists():
        CACHE.mkdir(exist_ok=True)
        with opened(None) as books, file.with_suffix(".part").open("wb") as target:
            shutil.copyfileobj(books, target)
        file.with_suffix(".part").rename(file)
    return file


def resolved(references: Iterable[Reference], data: Path, lc: Path | None) -> tuple[Found, Missing]:
    """The records referred to, below ``data`` or in LC's file, and what is not there.

    A record whose control number is another one is missing too: the data have changed since.
    """
    wanted: defaultdict[str, dict[int, Reference]] = defaultdict(dict)
    found: Found = {}
    missing: Missing = {}
    for reference in sorted(set(references)):
        if reference.position in wanted[reference.file]:
            missing[reference] = (
                f"{reference}: another control number is referred to at this place."
            )
        else:
            wanted[reference.file][reference.position] = reference
    for name, places in wanted.items():
        file = lc if name == LC else data / name
        if file is None or not file.is_file():
            where = "LC's file is" if name == LC else f"{name} is"
            missing |= {one: f"{one}: {where} not on this machine." for one in places.values()}
            continue
        records = dict(_cut(file, places) if name == LC else _read(file, places))
        for position, reference in places.items():
            record = records.get(position)
            if isinstance(record, MarcRecord) and record.control_number == reference.control:
                found[reference] = record
            else:
                missing[reference] = f"{reference}: {_why(record)}"
    return found, missing


def _why(record: MarcRecord | str | None) -> str:
    if record is None:
        return "the file has fewer records."
    if isinstance(record, str):
        return f"it cannot be read: {record}."
    return f"the record there is {record.control_number}."


def _read(file: Path, places: Mapping[int, Reference]) -> Iterator[tuple[int, MarcRecord | str]]:
    """The records at some places of a file of any format, those between only counted."""
    last = max(places)
    with file.open("rb") as stream, unpacked(stream) as plain:
        start = plain.peek(_START)[:_START]
        format_, structure = next(one for one in _STRUCTURES if one[1].looks_like(start))
        for position, raw in enumerate(structure.frames(plain), start=1):
            if position in places:
                yield position, _parsed(raw, format_, position)
            if position == last:
                return


def _cut(file: Path, places: Mapping[int, Reference]) -> Iterator[tuple[int, MarcRecord | str]]:
    """The same for a clean file of ISO 2709 too large to be cut up: a jump to each place."""
    with (
        file.open("rb") as stream,
        mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as whole,
    ):
        for position, (start, end) in enumerate(pairwise(_ends(whole)), start=1):
            if position in places:
                yield position, _parsed(whole[start:end], "iso2709", position)


def _ends(whole: mmap.mmap) -> Iterator[int]:
    end = 0
    yield end
    while end := whole.find(TERMINATOR, end) + 1:
        yield end


def _parsed(raw: bytes, format_: Format, position: int) -> MarcRecord | str:
    try:
        return parse_one(raw, format_, position)
    except Unreadable as error:
        return str(error)
