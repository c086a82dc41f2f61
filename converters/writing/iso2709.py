"""A record as ISO 2709, in the character set asked for, and with every length and flag true.

ISO 2709 counts in four digits for a field and five for a record; what is longer is refused, for
nobody reads it the same way. Which character set it is in a MARC 21 record says in leader/09
(MARC 21 Specifications, Character Sets), one of the UNIMARC family in 100 $a/26-33 (UNIMARC
Manual, 100; leader/09 is undefined there).
"""

import re
from dataclasses import dataclass
from typing import Final

import pymarc

from converters.charsets import Uncarried, encode_field
from converters.record import Dialect
from converters.structures.iso2709_stream import END_OF_FIELD, END_OF_RECORD
from converters.writing.asked import Charset, Unmappable, Unwritable, Written

LONGEST_FIELD: Final = 9_999
LONGEST_RECORD: Final = 99_999

_TAG = re.compile("[0-9A-Za-z]{3}")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
#: A file in two-byte Unicode begins with this, so that its byte order can be told.
UCS2_MARK: Final = b"\xfe\xff"
#: 100 $a/26-33 by character set. GBK and GB 18030 have no code of their own: GB 2312, which they
#: extend, has 10; whoever already says so (0110, 0120, 0121 are all in use) is left alone.
_SETS: Final[dict[Charset, str]] = {
    "utf-8": "50      ",
    "ucs-2": "50      ",
    "gbk": "0110    ",
    "gb18030": "0110    ",
}


def as_iso2709(marc: pymarc.Record) -> bytes:
    """MARC 21 in UTF-8. Raises :class:`Unwritable`."""
    return written(marc, "marc21").data


def written(
    marc: pymarc.Record,
    dialect: Dialect,
    charset: Charset = "utf-8",
    unmappable: Unmappable = "refuse",
) -> Written:
    """The record's bytes. Raises :class:`Unwritable` when ISO 2709 or the character set has no
    room for it.

    In two-byte Unicode (``ucs-2``, big-endian, no byte order mark) the whole record is in two-byte
    characters, and lengths and places count characters.
    """
    form = _Form(dialect, charset, unmappable)
    uncarried: dict[str, None] = {}
    fields = [(field.tag, form.field(field, uncarried)) for field in marc.fields]
    unit = 2 if charset == "ucs-2" else 1
    directory: list[str] = []
    start = 0
    for tag, data in fields:
        length = len(data) // unit
        if length > LONGEST_FIELD:
            raise _too_long(f"Field {tag}", length, LONGEST_FIELD)
        directory.append(f"{tag}{length:04}{start:05}"[:12])
        start += length
    base = 24 + 12 * len(directory) + 1
    length = base + start + 1
    if length > LONGEST_RECORD:
        tag, data = max(fields, key=lambda one: len(one[1]))
        longest = f"; its longest field is {tag} with {len(data) // unit:,}"
        raise _too_long("The record", length, LONGEST_RECORD, longest)
    head = form.leader(str(marc.leader), length, base) + "".join(directory)
    frame = head.encode("utf-16-be" if unit == 2 else "ascii") + form.mark(END_OF_FIELD)
    body = b"".join(data for _, data in fields)
    return Written(frame + body + form.mark(END_OF_RECORD), tuple(uncarried))


@dataclass(frozen=True, slots=True)
class _Form:
    dialect: Dialect
    charset: Charset
    unmappable: Unmappable

    def leader(self, leader: str, length: int, base: int) -> str:
        """The leader as it is true of what is written (ISO 2709, 4.3)."""
        plain = "".join(c if " " <= c <= "~" else " " for c in leader.ljust(24)[:24])
        unicode = self.dialect == "marc21" and self.charset in ("utf-8", "ucs-2")
        last = "4500" if self.dialect == "marc21" else "450 "
        return f"{length:05}{plain[5:9]}{'a' if unicode else ' '}22{base:05}{plain[17:20]}{last}"

    def field(self, field: pymarc.Field, uncarried: dict[str, None]) -> bytes:
        """A field's bytes with its end mark."""
        if not _TAG.fullmatch(field.tag):
            raise Unwritable(
                f"ISO 2709 has no room for a field called {field.tag!r}: a tag is three letters or "
                "digits. Ask for MARCXML."
            )
        text = self._text(field)
        if self.charset == "utf-8":
            return text.encode() + END_OF_FIELD
        try:
            encoded = encode_field(text, self.charset, self.unmappable)
        except Uncarried as error:
            listed = ", ".join(f"{c} (U+{ord(c):04X})" for c in error.characters)
            raise Unwritable(
                f"{self.charset} has no code for {listed}, in field {field.tag}. Ask for "
                "unmappable=reference to have numeric references, or for charset=utf-8."
            ) from None
        uncarried.update(dict.fromkeys(encoded.uncarried))
        return encoded.data + self.mark(END_OF_FIELD)

    def _text(self, field: pymarc.Field) -> str:
        """A field's text with its subfield marks, none of which may stand in the data."""
        if field.control_field or (field.data is not None and not field.subfields):
            parts = [field.data or ""]
        else:
            first, second = field.indicators or (" ", " ")
            parts = [first + second]
            for code, value in field.subfields:
                if len(code) != 1:
                    raise Unwritable(
                        f"Field {field.tag} has the subfield code {code!r}, and ISO 2709 has room "
                        "for one character. Ask for MARCXML."
                    )
                parts.append(code + value)
            if len(parts[0]) != 2:
                raise Unwritable(f"Field {field.tag} has indicators that are not one character.")
            if field.tag == "100" and self.dialect != "marc21" and len(parts) > 1:
                parts[1] = self._coded(parts[1])
        for part in parts:
            if unlawful := _CONTROL.search(part):
                raise Unwritable(
                    f"Field {field.tag} holds the control character U+{ord(unlawful[0]):04X}, "
                    "which would break the record. Mend the record and try again."
                )
        return "\x1f".join(parts)

    def _coded(self, subfield: str) -> str:
        """100 $a with the character set that is true; shorter values say nothing, and stay."""
        if subfield[:1] != "a" or len(subfield) < 1 + 36 or self.dialect == "intermarc":
            return subfield
        before, sets, after = subfield[:27], subfield[27:35], subfield[35:]
        true = _SETS.get(self.charset, "        ")
        if true[:2] == "01" and sets[:2] == "01":
            return subfield
        return before + true + after

    def mark(self, mark: bytes) -> bytes:
        return b"\0" + mark if self.charset == "ucs-2" else mark


def _too_long(what: str, length: int, room: int, more: str = "") -> Unwritable:
    return Unwritable(
        f"{what} is {length:,} long, and ISO 2709 has room for {room:,}{more}. Ask for MARCXML."
    )
