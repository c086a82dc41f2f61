"""ISO 2709, the exchange format of MARC: cut a stream into records, and one record into fields.

Records are cut at their terminators, not by the lengths in their leaders, which lie in real files;
fields are taken by the directory when it is right and by their terminators when it is not.
"""

import re
from typing import Final

from converters.record import Unreadable
from converters.structures.aligning import aligned
from converters.structures.iso2709_stream import END_OF_FIELD, END_OF_RECORD, LEADER, wide
from converters.structures.laid import Laid

_NUMBERS: Final = re.compile(rb"(?:.{3}[0-9]{9})*.{0,11}", re.DOTALL)
_ENTRY: Final = re.compile(rb"[0-9A-Za-z ]{3}[0-9]{9}")

_UNLAWFUL: Final = re.compile("[\x00-\x1f\x7f\ufffd]")


def narrowed(raw: bytes) -> bytes:
    """A record in two-byte characters, as UTF-8."""
    codec = wide(raw)
    text = raw[: len(raw) & ~1].decode(codec, "replace").lstrip("\ufeff") if codec else ""
    return text.encode()


def lay(raw: bytes, *, measured: bool = True) -> Laid:
    """One record's bytes as leader, tags and undecoded contents.

    ``measured`` is false where lengths count something else than these bytes. Raises
    :class:`Unreadable` with the reason when no record can be made of the bytes.
    """
    mended: list[str] = []
    if not raw.endswith(END_OF_RECORD):
        if not raw.endswith(END_OF_FIELD):
            raise Unreadable("the file ends in the middle of it; ask for the file again")
        mended.append("the end-of-record mark was missing")
    stop = raw.find(END_OF_FIELD)
    start = _directory(raw, stop, mended)
    leader = _leader(raw[:start], mended)
    if measured and len(raw) < 100_000 and raw[:5].isdigit() and int(raw[:5]) != len(raw):
        mended.append(f"the leader says {int(raw[:5])} bytes, it has {len(raw)}")
    body = raw[stop + 1 :].removesuffix(END_OF_RECORD)
    fields = _fields(raw[start:stop], body, mended if measured else [])
    laid = Laid(leader, fields, mended)
    if leader[10:12] != "22":
        laid.indicators = int(leader[10]) if leader[10] in "13456789" else 2
        laid.code = int(leader[11]) - 1 if leader[11] in "3456789" else 1
    return laid


def _directory(raw: bytes, stop: int, mended: list[str]) -> int:
    """Where the directory begins: at 24, or where its entries do when the leader has not 24."""
    if stop >= 36 and (stop - 24) % 12 == 0 and raw[27:36].isdigit():
        return 24
    start = stop
    while start >= 24 and _ENTRY.match(raw, start - 12):
        start -= 12
    if start == stop or start > 36:
        if stop >= 36 and LEADER.match(raw):
            return 24
        raise Unreadable(
            "it has no directory of fields"
            if LEADER.match(raw)
            else "it does not begin with a MARC leader of 24 characters"
        )
    if start != 24:
        mended.append(f"the leader has {start} characters, not 24")
    return start


def _leader(head: bytes, mended: list[str]) -> str:
    """The leader, in which every character keeps its place."""
    text = head.decode("ascii", "replace")
    clean = _UNLAWFUL.sub(" ", text)
    if clean != text:
        mended.append("control characters in leader or directory were made blanks")
    if len(clean) != 24 and clean[-4:-2] == "45":
        return clean[-24:].rjust(24)  # what is amiss is further to the left, mostly in the length
    return clean[:24].ljust(24)


def _fields(directory: bytes, body: bytes, mended: list[str]) -> list[tuple[str, bytes]]:
    """Tag and content of each field, by the directory, or by terminators where it is wrong."""
    entries = [directory[i : i + 12] for i in range(0, len(directory) - 11, 12)]
    text = directory.decode("ascii", "replace")
    if _UNLAWFUL.search(text):
        text = _UNLAWFUL.sub(" ", text)
        mended.append("control characters in leader or directory were made blanks")
    tags = [text[i : i + 3] for i in range(0, len(text) - 11, 12)]
    contents = _by_directory(entries, body) if _NUMBERS.fullmatch(directory) else None
    if contents is None:
        contents = body.removesuffix(END_OF_FIELD).split(END_OF_FIELD)
        if len(contents) != len(entries):
            contents = aligned(entries, contents)
            mended.append("field marks are missing or too many; fields were taken by their lengths")
        else:
            mended.append(
                "the directory's lengths are wrong; fields were taken by their terminators"
            )
    return list(zip(tags, contents, strict=True))


def _by_directory(entries: list[bytes], body: bytes) -> list[bytes] | None:
    """The fields where the directory says; None when its lengths do not add up to the record.

    Every field must end in a terminator, and the fields together must be all there is.
    """
    spans = [(at := int(entry[7:]), at + int(entry[3:7]) - 1) for entry in entries]
    size = 0
    for start, end in spans:
        size += end + 1 - start
        if body[end : end + 1] != END_OF_FIELD:
            return None
    return [body[start:end] for start, end in spans] if size == len(body) else None
