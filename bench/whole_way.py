"""What is done with a record after it was read, for bench.fuzz: statements, copies, every format.

Nothing is asked of what they say, only that each step keeps its word: an answer in good time, lines
of N-Triples a parser takes, a record that reads as it was written, or one sentence why not.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile
from typing import Final, cast

import pymarc
from pyoxigraph import RdfFormat, parse

from converters import MarcRecord, parse_one
from converters.bibframe.engine import RULE_FAILS
from converters.engine import Converted, Failed, Job
from converters.engines import Choice, conversion
from converters.holdings import read_copies, read_holding, usual
from converters.reader import read_stream
from converters.record import Format
from converters.writing.asked import Asked, Charset, Unmappable, Unwritable
from converters.writing.formats import FORMATS, alone
from converters.writing.source import Source

_TAG: Final = re.compile("[0-9A-Za-z]{3}")
GENERATED: Final = "2026-01-01T00:00:00Z"
DOCUMENT: Final = "http://127.0.0.1:8000/fuzz/1"
#: What a rule says that failed on a record nobody imagined: told, survived, and still a fault.
FAULTS: Final = (RULE_FAILS, "could not be carried over", "its statements cannot be written")
#: A field that no person wrote is left out on purpose.
_BOUND: Final = re.compile(r"ValueError: it has \d+ (?:subfields|parts)\)")
#: The formats that are read again, with how their reader is told of them.
_READ_AGAIN: Final[tuple[tuple[str, Format], ...]] = (
    ("mrc", "iso2709"),
    ("marcxml", "marcxml"),
    ("marcxchange", "marcxml"),
    ("json", "json"),
    ("mrk", "lines"),
)
_CHARSETS: Final[tuple[Charset, ...]] = ("gb18030", "ucs-2", "marc-8", "gbk", "big5")


#: Those of them every character of which is one of Unicode's.
_EXACT: Final = frozenset({"gb18030", "ucs-2"})


class Fault(AssertionError):
    """A rule that failed on a record: the record lives, and the rule is to be mended."""


def converted(record: MarcRecord) -> str:
    """Makes statements and copies of a record; the verdict on it.

    Raises :class:`Fault` for a rule that fails, ``AssertionError`` for a broken word.
    """
    (outcome,) = conversion(Choice()).convert([Job(record, DOCUMENT)], GENERATED)
    profile = usual(record.dialect)
    if record.kind == "holding":
        read_holding(record, profile)
    else:
        read_copies(record.marc, profile, record.kind)
    told = (outcome.reason,) if isinstance(outcome, Failed) else outcome.mended
    for sentence in told:
        sentence.encode()
        if any(fault in sentence for fault in FAULTS) and not _BOUND.search(sentence):
            raise Fault(sentence)
    if isinstance(outcome, Converted):
        for _ in parse(outcome.triples, RdfFormat.N_TRIPLES):
            pass
        return "converted"
    return "not converted"


def written(record: MarcRecord) -> Iterator[str]:
    """Writes a record in every format and reads it again where that can be done.

    Raises ``AssertionError`` where a record does not read as it was written.
    """
    (outcome,) = conversion(Choice()).convert([Job(record, DOCUMENT)], GENERATED)
    triples = outcome.triples if isinstance(outcome, Converted) else b""
    source = Source(DOCUMENT, lambda: triples, record, record.kind)
    for name, form in FORMATS.items():
        if form.write is not None and (data := _document(name, source, Asked())) is not None:
            data.decode()
            yield name
    if all(map(_has_room, record.marc.fields)):
        _read_again(record, source)
    if triples:
        _document("mrc", Source(DOCUMENT, lambda: triples, None, record.kind), Asked())


def _document(name: str, source: Source, asked: Asked) -> bytes | None:
    try:
        return alone(FORMATS[name], source, asked).data
    except Unwritable as error:
        if not str(error).endswith((".", "?")):
            raise Fault(f"{name}: no sentence: {error}") from None
        return None


def _has_room(field: pymarc.Field) -> bool:
    """Whether all formats have room for it: a damaged tag, or no subfield at all, some have not."""
    if field.control_field:
        return _TAG.fullmatch(field.tag) is not None
    indicators = "".join(field.indicators or ())
    return bool(_TAG.fullmatch(field.tag) and field.subfields and indicators.isascii())


def _read_again(record: MarcRecord, source: Source) -> None:
    own = Asked(into="own")
    for name, format_ in _READ_AGAIN:
        if (data := _document(name, source, own)) is not None:
            _same(record, data, format_, name, None)
    for charset in _CHARSETS:
        unmappable: Unmappable = "refuse" if charset in _EXACT else "reference"
        asked = replace(own, charset=charset, unmappable=unmappable)
        data = _document("mrc", source, asked)
        if charset in _EXACT and data is not None:
            _same(record, data, "iso2709", charset, "utf-8" if charset == "ucs-2" else charset)


def _same(record: MarcRecord, data: bytes, format_: Format, name: str, charset: str | None) -> None:
    if format_ == "iso2709" and name != "ucs-2":
        again = parse_one(data, format_, charset=charset or "utf-8", dialect=record.dialect)
    else:
        stream = cast("io.BufferedReader", io.BufferedReader(io.BytesIO(data)))
        (one,) = list(read_stream(stream, name))
        if not isinstance(one, MarcRecord):
            return  # in doubt, once nobody says what it is
        again = one
    was, is_ = _texts(record), _texts(again)
    assert is_ == was, f"{name} reads {_first(was, is_)}"


def _texts(record: MarcRecord) -> list[object]:
    return [
        (one.tag, one.data)
        if one.control_field
        else (
            one.tag,
            tuple(one.indicators or ()),
            [(code, _plain(one.tag, value)) for code, value in one.subfields],
        )
        for one in record.marc.fields
    ]


def _plain(tag: str, value: str) -> str:
    """A value without what 100 says of the character set, which is made true on the way out."""
    return value[:26] + value[34:] if tag == "100" and len(value) >= 36 else value


def _first(was: list[object], is_: list[object]) -> str:
    for one, other in zip(was, is_, strict=False):
        if one != other:
            a, b = str(one), str(other)
            same = sum(
                1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(a, b, strict=False))
            )
            at = max(same - 30, 0)
            return f"{a[:8]} … {b[at : at + 120]!r} for {a[at : at + 120]!r}"
    return f"{len(is_)} fields for {len(was)}"
