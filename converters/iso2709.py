"""ISO 2709, the exchange format of MARC: cut a stream into records, and one record into fields.

Records are cut at their terminators, not by the lengths in their leaders, which lie in real files;
fields are taken by the directory when it is right and by their terminators when it is not.
"""

import io
import re
from collections.abc import Iterator
from contextlib import redirect_stderr
from typing import BinaryIO, Final

import pymarc
from pymarc.marc8 import MARC8ToUnicode

from converters.record import Unreadable

END_OF_RECORD: Final = b"\x1d"
END_OF_FIELD: Final = b"\x1e"
SUBFIELD: Final = b"\x1f"
#: A record longer than this is no record: the reader must not hold a whole file in memory.
LARGEST: Final = 32 * 1024 * 1024
CHUNK: Final = 1024 * 1024
#: What systems put between records: line ends, padding, a byte order mark at the start.
BETWEEN: Final = b"\r\n\0 \t\x1a\xef\xbb\xbf"

_DIRECTORY = re.compile(rb"(?:[0-9A-Za-z]{3}[0-9]{9}){3,}\x1e")
_LEADER = re.compile(rb"[0-9 ]{5}.{7}[0-9 ]{5}", re.DOTALL)
_UNLAWFUL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def looks_like(start: bytes) -> bool:
    """Whether a file that starts like this can be ISO 2709: it has a leader, or a directory."""
    return bool(_LEADER.match(start.lstrip(BETWEEN)) or _DIRECTORY.search(start))


def frames(stream: BinaryIO) -> Iterator[bytes]:
    """The bytes of each record, terminator included where there is one; constant memory.

    Raises :class:`Unreadable` when no record ends within :data:`LARGEST` bytes.
    """
    rest = b""
    while chunk := stream.read(CHUNK):
        *whole, rest = (rest + chunk).split(END_OF_RECORD)
        for frame in whole:
            if frame := frame.lstrip(BETWEEN):
                yield frame + END_OF_RECORD
        if len(rest) > LARGEST:
            raise Unreadable(
                f"no end of record within {LARGEST // 2**20} MiB; the rest of the file was not read"
            )
    if rest := rest.strip(BETWEEN):
        yield rest


def parse(raw: bytes) -> tuple[pymarc.Record, str, tuple[str, ...]]:
    """One record's bytes as a pymarc record, its character set, and what was mended.

    Raises :class:`Unreadable` with the reason when no record can be made of the bytes.
    """
    if len(raw) < 25 or not _LEADER.match(raw):
        raise Unreadable("it does not begin with a MARC leader of 24 characters")
    mended: list[str] = []
    if not raw.endswith(END_OF_RECORD):
        if not raw.endswith(END_OF_FIELD):
            raise Unreadable("the file ends in the middle of it; ask for the file again")
        mended.append("the end-of-record mark was missing")
    fields = _fields(raw, mended)
    charset = _charset(raw)
    record = pymarc.Record(force_utf8=True)
    record.leader = pymarc.Leader(_plain(raw[:24], mended))
    if len(raw) < 100_000 and raw[:5].isdigit() and int(raw[:5]) != len(raw):
        mended.append(f"the leader says {int(raw[:5])} bytes, it has {len(raw)}")
    for tag, data in fields:
        record.fields.append(_field(tag, data, charset, mended))
    return record, charset, tuple(dict.fromkeys(mended))


def _fields(raw: bytes, mended: list[str]) -> list[tuple[str, bytes]]:
    """Tag and content of each field, by the directory, or by terminators where it is wrong."""
    stop = raw.find(END_OF_FIELD)
    if stop < 24:
        raise Unreadable("it has no directory of fields")
    directory, body = raw[24:stop], raw[stop + 1 :].removesuffix(END_OF_RECORD)
    entries = [directory[i : i + 12] for i in range(0, len(directory) - 11, 12)]
    tags = [_plain(entry[:3], mended) for entry in entries]
    contents = _by_directory(entries, body)
    if contents is None:
        contents = body.removesuffix(END_OF_FIELD).split(END_OF_FIELD)
        if len(contents) != len(entries):
            raise Unreadable(
                f"its directory lists {len(entries)} fields and {len(contents)} are there, "
                "so tags cannot be told"
            )
        mended.append("the directory's lengths are wrong; fields were taken by their terminators")
    return list(zip(tags, contents, strict=True))


def _by_directory(entries: list[bytes], body: bytes) -> list[bytes] | None:
    """The fields where the directory says; None when its lengths do not add up to the record.

    Every field must end in a terminator, and the fields together must be all there is.
    """
    if not all(entry[3:].isdigit() for entry in entries):
        return None
    spans = [(int(entry[7:]), int(entry[7:]) + int(entry[3:7]) - 1) for entry in entries]
    if sum(end + 1 - start for start, end in spans) != len(body):
        return None
    if any(body[end : end + 1] != END_OF_FIELD for _, end in spans):
        return None
    return [body[start:end] for start, end in spans]


def _plain(data: bytes, mended: list[str]) -> str:
    """A leader or a tag: ASCII, in which every character keeps its place."""
    text = data.decode("ascii", "replace")
    clean = _UNLAWFUL.sub(" ", text)
    if clean != text:
        mended.append("control characters in leader or directory were made blanks")
    return clean


def _charset(raw: bytes) -> str:
    """``utf-8`` or ``marc-8``, by the bytes first and by leader/09 only where they leave it open.

    MARC 21 specifications, Character Sets: leader/09 is blank for MARC-8 and ``a`` for Unicode.
    """
    flagged = raw[9:10] == b"a"
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        if flagged:
            raise Unreadable(
                f"it says it is UTF-8 (leader/09), but byte {error.start} is not; "
                "a person must say which character set it is in",
                "quarantined",
            ) from None
        return "marc-8"
    return "marc-8" if b"\x1b" in raw and not flagged else "utf-8"


def _field(tag: str, data: bytes, charset: str, mended: list[str]) -> pymarc.Field:
    """One field; a control field by its tag (00X), any other by its subfields."""
    if tag < "010" and tag.isdigit():
        return pymarc.Field(tag=tag, data=_text(data, charset, tag, mended))
    head, *parts = data.split(SUBFIELD)
    indicators = _text(head, charset, tag, mended)
    if len(indicators) != 2:
        mended.append(f"field {tag} has {len(indicators)} indicators, not 2")
    subfields = []
    for part in parts:
        if not part:
            mended.append(f"field {tag}: an empty subfield was left out")
            continue
        text = _text(part, charset, tag, mended)
        if not text[:1].isascii():
            mended.append(f"field {tag} has a subfield code that is no code: {text[:1]}")
        subfields.append(pymarc.Subfield(code=text[:1], value=text[1:]))
    if not parts and len(indicators) > 2:
        subfields = [pymarc.Subfield(code="a", value=indicators[2:])]
    return pymarc.Field(
        tag=tag, indicators=pymarc.Indicators(*indicators[:2].ljust(2)), subfields=subfields
    )


def _text(data: bytes, charset: str, tag: str, mended: list[str]) -> str:
    """Decoded text without the control characters XML forbids (XML 1.0, production 2, Char)."""
    text = data.decode("utf-8") if charset == "utf-8" else _marc8(data, tag)
    clean = _UNLAWFUL.sub("", text)
    if clean != text:
        mended.append(f"field {tag}: control characters were left out")
    return clean


def _marc8(data: bytes, tag: str) -> str:
    """MARC-8 text (ANSEL, Greek, Cyrillic, Hebrew, Arabic, EACC) as Unicode.

    pymarc reports what it cannot map on standard error and goes on with a blank; a blank in
    somebody's name is worse than a question, so such a record goes to quarantine.
    """
    complaints = io.StringIO()
    try:
        with redirect_stderr(complaints):
            text: str = MARC8ToUnicode().translate(data)
    except (UnicodeDecodeError, IndexError, TypeError, ValueError):
        complaints.write("broken")
    if complaints.getvalue():
        raise Unreadable(
            f"field {tag} is neither UTF-8 nor MARC-8; "
            "a person must say which character set the record is in",
            "quarantined",
        )
    return text
