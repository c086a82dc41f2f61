"""MARC written out in lines: a stream into records, and a record into fields."""

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO

from converters.record import Unreadable
from converters.structures import bounds
from converters.structures.bounds import bound
from converters.structures.laid import Laid
from converters.structures.leaders import leader_of, missing
from converters.structures.line_habits import HABITS, Habit, aleph, habit_of, maker
from converters.structures.mnemonics import unwritten


def looks_like(start: bytes) -> bool:
    if start[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        start = start[: len(start) & ~1].decode("utf-16", "ignore").encode()
    return habit_of(start) is not None


def frames(stream: BinaryIO) -> Iterator[bytes]:
    """The lines of each record (as UTF-8 where the file is in UTF-16); constant memory.

    Raises :class:`Unreadable` when a record or a line does not end within :data:`LARGEST` bytes.
    """
    lines: list[bytes] = []
    size = 0
    habit: Habit | None = None
    number = b""
    gap = False
    for line in _lines(stream):
        bare = line.strip(b"\r\n\x1a\0 ")
        if not bare or bare in (b"***", b"="):
            gap = True
            continue
        habit = habit or habit_of(line) or HABITS[-1]
        begins = habit.begins.match(line.rstrip(b"\r\n"))
        if habit.line is aleph:
            starts = begins is not None and begins[0] != number
            number = begins[0] if begins else number
        else:
            starts = begins is not None or (gap and _is_field(habit, line))
        gap = False
        if starts and lines:
            yield b"".join(lines)
            lines, size = [], 0
        lines.append(line)
        size += len(line)
        bound(size)
    if lines:
        yield b"".join(lines)


def _is_field(habit: Habit, line: bytes) -> bool:
    """Whether a line after an empty one starts a record, and is no text that goes on."""
    return line.startswith(b"=") if habit.line is maker else habit.line(line) is not None


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    start = stream.readline(bounds.LARGEST)
    if start[:2] not in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        start = start.removeprefix(codecs.BOM_UTF8)
        while start:
            yield start
            start = stream.readline(bounds.LARGEST)
        return
    decoder = codecs.getincrementaldecoder("utf-16")("replace")
    rest = b""
    while start:
        *whole, rest = (rest + decoder.decode(start).encode()).split(b"\n")
        yield from (line + b"\n" for line in whole)
        start = stream.readline(bounds.LARGEST)
    if rest:
        yield rest


def lay(raw: bytes) -> Laid:
    """One record's lines as leader, tags and undecoded contents.

    Raises :class:`Unreadable` when they are in no habit known here.
    """
    habit = habit_of(raw)
    if habit is None:
        raise Unreadable("its lines are in no form of MARC that is known here")
    mended: list[str] = []
    fields: list[tuple[str, bytes]] = []
    leader: str | None = None
    for line in _whole_lines(raw, habit):
        if not line.strip():
            continue
        read = habit.line(line)
        if read is None:
            mended.append(f"a line that is no field was left out: {_shown(line)}")
        elif read[0] in ("LDR", "LEADER", "000"):
            text = read[1].decode("ascii", "replace").replace("^", " ").rstrip("\r\n")
            leader = leader_of(text, mended)
        else:
            fields.append((read[0], _unmarked(read[1], read[0], mended)))
    if leader is None:
        leader = missing(mended)
    return Laid(leader, fields, mended, unwritten=unwritten if habit.mnemonics else None)


def _whole_lines(raw: bytes, habit: Habit) -> list[bytes]:
    """The lines of a record, those that go on where the last stopped joined to it (MARCMaker)."""
    lines = re.split(rb"\r?\n", raw.strip(b"\r\n\x1a\0"))
    if habit.line is not maker:
        return lines
    whole: list[list[bytes]] = []
    for line in lines:
        if whole and not line.startswith(b"="):
            whole[-1].append(line)
        else:
            whole.append([line])
    return [b"".join(parts) for parts in whole]


def _unmarked(data: bytes, tag: str, mended: list[str]) -> bytes:
    """Contents without empty subfields at the end, which editors leave behind."""
    if data.endswith(b"\x1f"):
        mended.append(f"field {tag}: an empty subfield was left out")
    return data.rstrip(b"\x1f") if b"\x1f" in data[:-1] else data


def _shown(line: bytes) -> str:
    return " ".join(line[:40].decode("utf-8", "replace").split())
