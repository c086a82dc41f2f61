"""A record laid out in fields whose contents are still bytes, and those fields made text.

What a structure finds is independent of the character set: ISO 2709 and the line formats are cut
into fields as bytes, and decoded field by field once it is known in which set.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

import pymarc

from converters.structures.bounds import bound_parts

_MARK: Final = "\x1f"
#: Characters that XML forbids (XML 1.0, production 2, Char); the mark of subfields is not here.
_UNLAWFUL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1e\ufffe\uffff]")
_MAYBE_UNLAWFUL: Final = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1e]|\xef\xbf[\xbe\xbf]")
_IN_SUBFIELDS: Final = re.compile("[ 0-9]{2,3}\x1fa([^\x1f]+)")
_DIGITS: Final = frozenset("0123456789")
_BLANKS: Final = pymarc.Indicators(" ", " ")

type Text = Callable[[bytes], str]


@dataclass(slots=True)
class Laid:
    """Leader, tags and undecoded contents: ``245`` and ``b"10\\x1faTitle"``, ``001`` and ``b"x1"``.

    ``indicators`` and ``code``: how many characters they have here (leader/10 and /11 less the
    mark); ``unwritten`` undoes what a line format writes in place of characters, once decoded.
    """

    leader: str
    fields: list[tuple[str, bytes]]
    mended: list[str] = field(default_factory=list)
    indicators: int = 2
    code: int = 1
    unwritten: Callable[[str], str] | None = None


def control(tag: str, data: str) -> pymarc.Field:
    """A field without indicators and subfields: 00X, and what systems add (Aleph's ``FMT``)."""
    made = pymarc.Field(tag=tag, data=data)
    if not made.control_field:
        # pymarc knows none but 00X, and would forget what this one says.
        made.control_field, made.data, made._indicators = True, data, None
    return made


def is_control(tag: str) -> bool:
    """Whether a field has neither indicators nor subfields: 001 to 009."""
    return tag < "010" and tag[:1] == "0" and tag.isdigit()


def filled(laid: Laid, text: Text | None = None) -> pymarc.Record:
    """The record, its contents decoded by ``text``, or as UTF-8, which they then must be.

    What was mended is added to ``laid.mended``. Raises what ``text`` raises, and
    :class:`Unreadable` for more fields than a record can have.
    """
    whole = b"".join([data for _, data in laid.fields])
    bound_parts(len(laid.fields), whole.count(_MARK.encode()))
    record = pymarc.Record(force_utf8=True)
    record.leader = pymarc.Leader(laid.leader)
    decode = bytes.decode if text is None else text
    # Looked for once in all the bytes: hardly a record has any.
    dirty = text is not None or _MAYBE_UNLAWFUL.search(whole)
    write, mended, fields = laid.unwritten, laid.mended, record.fields
    for tag, data in laid.fields:
        value = decode(data)
        if write is not None:
            value = write(value)
        if dirty:
            value = _clean(value, tag, mended)
        if tag < "010" and is_control(tag):
            fields.append(_control(tag, value, mended))
        elif _MARK in value or _DIGITS.issuperset(tag):
            fields.append(_field(tag, value, laid))
        else:
            fields.append(control(tag, value))
    return record


def _control(tag: str, value: str, mended: list[str]) -> pymarc.Field:
    """A control field; an identifier that was put in a subfield, as danMARC does, is taken out."""
    if _MARK in value:
        if inside := _IN_SUBFIELDS.match(value):
            mended.append(f"field {tag} has subfields; only $a was kept")
            value = inside[1]
        else:
            mended.append(f"field {tag}: control characters were left out")
            value = value.replace(_MARK, "")
    return pymarc.Field(tag=tag, data=value)


def _field(tag: str, value: str, laid: Laid) -> pymarc.Field:
    """A data field: indicators up to the first mark, then a code and its value after each."""
    head, *parts = value.split(_MARK)
    if head == "  ":
        indicators = _BLANKS
    else:
        if len(head) != laid.indicators:
            laid.mended.append(f"field {tag} has {len(head)} indicators, not {laid.indicators}")
        if not parts and len(head) > 2:
            parts = ["a" + head[2:]]
        indicators = pymarc.Indicators(*head[:2].ljust(2))
    width = laid.code
    subfields = []
    for part in parts:
        code = part[:1]
        if not code:
            laid.mended.append(f"field {tag}: an empty subfield was left out")
            continue
        if not code.isascii():
            laid.mended.append(f"field {tag} has a subfield code that is no code: {code}")
        subfields.append(pymarc.Subfield(code, part[width:]))
    # What pymarc.Field() does for a data field, without its checks, which take a fifth of the time.
    field = pymarc.Field.__new__(pymarc.Field)
    field.tag = tag
    field.data = None
    field.control_field = False
    field._indicators = indicators
    field.subfields = subfields
    return field


def _clean(value: str, tag: str, mended: list[str]) -> str:
    """Text without the characters XML forbids, but for the marks of subfields."""
    clean = _UNLAWFUL.sub("", value)
    if clean != value:
        mended.append(f"field {tag}: control characters were left out")
    return clean
