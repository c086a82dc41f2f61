"""Text to bytes, in a character set that is known by name; what has no code is told."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from converters.charsets.codes import ANSEL, ISO5426
from converters.charsets.coding import REFERENCE
from converters.charsets.composing import nfc
from converters.charsets.errors import Uncarried
from converters.charsets.iso2022_out import write

#: ISO 6630's marks in a set that leaves 0x80 to 0x9F to control characters.
_NOT_SORTED: Final = {0x98: "\x88", 0x9C: "\x89"}
_G1: Final = {"marc-8": ANSEL, "iso5426": ISO5426}
_NONE: Final = re.compile("(?!)")
#: How to write with Python's codecs, and what they write as something else than they read.
_CODECS: Final[Mapping[str, tuple[str, re.Pattern[str]]]] = {
    "utf-8": ("utf-8", _NONE),
    "gb18030": ("gb18030", _NONE),
    "gbk": ("gbk", _NONE),
    "big5": ("cp950", re.compile("[¢£¥•‾∼☉♁､]")),
    "utf-16": ("utf-16-be", _NONE),
    "utf-16-be": ("utf-16-be", _NONE),
    "utf-16-le": ("utf-16-le", _NONE),
    "ucs-2": ("utf-16-be", re.compile("[\U00010000-\U0010ffff]")),
    "cp1251": ("cp1251", _NONE),
    "koi8-r": ("koi8-r", _NONE),
    "cp1252": ("cp1252", _NONE),
    "latin-1": ("latin-1", re.compile("[\x80-\x97\x99-\x9b\x9d-\x9f]")),
}
_ASCII_INSIDE: Final = frozenset({*_CODECS, *_G1}) - {"utf-16", "utf-16-be", "utf-16-le", "ucs-2"}


@dataclass(frozen=True, slots=True)
class Encoded:
    """A field's bytes, and the characters written as numeric references, each once, in order."""

    data: bytes
    uncarried: tuple[str, ...] = ()


def encode(text: str, charset: str) -> bytes:
    """The bytes of a subfield or of a whole field. Raises :class:`Uncarried`, ``LookupError``."""
    return encode_field(text, charset).data


def encode_field(
    text: str, charset: str, unmappable: Literal["refuse", "reference"] = "refuse"
) -> Encoded:
    """Like :func:`encode`, but able to write what cannot be carried as ``&#xXXXX;``.

    Raises :class:`Uncarried` when asked to ``refuse``.
    """
    uncarried: dict[str, None] = {}
    if text.isascii() and charset in _ASCII_INSIDE and "\x1b" not in text and "&#x" not in text:
        return Encoded(text.encode())
    if charset in _G1:
        if charset == "marc-8":
            text = REFERENCE.sub(r"&#x0026;#x\1;", text)
        data = write(text, _G1[charset], uncarried.setdefault)
    elif charset in _CODECS:
        data = _by_codec(text, charset, uncarried)
    else:
        known = ", ".join([*_CODECS, *_G1])
        raise LookupError(f"{charset} is no character set to write in; give one of {known}")
    if uncarried and unmappable == "refuse":
        raise Uncarried(charset, tuple(uncarried))
    return Encoded(data, tuple(uncarried))


def _by_codec(text: str, charset: str, uncarried: dict[str, None]) -> bytes:
    codec, outside = _CODECS[charset]
    marks = _NOT_SORTED if charset == "latin-1" else {}
    try:
        if not outside.search(text):
            return text.translate(marks).encode(codec)
    except UnicodeEncodeError:
        text = nfc(text)
    parts = []
    for sign in text:
        try:
            if outside.match(sign):
                raise UnicodeEncodeError(codec, sign, 0, 1, "it would be read as another")
            parts.append(sign.translate(marks).encode(codec))
        except UnicodeEncodeError:
            uncarried[sign] = None
            parts.append(f"&#x{ord(sign):04X};".encode(codec))
    return b"".join(parts)
