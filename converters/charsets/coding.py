"""Bytes to text, in a character set that is known by name."""

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from converters.charsets import unicode
from converters.charsets.codes import ANSEL, ISO5426
from converters.charsets.composing import nfc
from converters.charsets.errors import Undecodable
from converters.charsets.iso2022 import Sets

type Decoder = Callable[[bytes], str]

#: MARC 21's numeric references (Character Sets, part 4, lossless conversion).
REFERENCE: Final = re.compile("&#x([0-9A-Fa-f]{4,6});")
#: ISO 6630's marks in a set that leaves 0x80 to 0x9F to control characters.
_NOT_SORTED_IN: Final = {0x88: "\x98", 0x89: "\x9c"}
_CONTROL: Final = re.compile("[\x80-\x87\x8a-\x9f]")


def decode(data: bytes, charset: str) -> str:
    """The text of a subfield or of a whole field (subfield marks 0x1F pass, and reset MARC-8).

    Raises :class:`Undecodable`; ``LookupError`` for a character set Catena does not know.
    """
    return decoder(charset)(data)


def decoder(charset: str) -> Decoder:
    """The function that :func:`decode` uses for this character set; take it once per record."""
    try:
        return _DECODERS[charset]
    except KeyError:
        known = ", ".join(_DECODERS)
        raise LookupError(
            f"{charset} is no character set known here; give one of {known}"
        ) from None


def _python(codec: str) -> Decoder:
    def read(data: bytes) -> str:
        try:
            return data.decode(codec)
        except UnicodeDecodeError as error:
            raise Undecodable(f"byte {error.start} is not {codec}") from None

    return read


def _latin1(data: bytes) -> str:
    text = data.decode("latin-1")
    if found := _CONTROL.search(text):
        raise Undecodable(f"byte {found.start()} is not latin-1")
    return text.translate(_NOT_SORTED_IN)


def _marc8(sets: Sets) -> Decoder:
    """MARC-8 with the numeric references it is carried with where it has no code (part 4)."""

    def read(data: bytes) -> str:
        text = sets.decode(data)
        if "&#x" not in text:
            return text
        return nfc(REFERENCE.sub(_referred, text))

    return read


def _referred(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    return found[0] if code > 0x10FFFF or 0xD800 <= code < 0xE000 else chr(code)


#: Read, with a person's word, by Python's codecs of the same names.
_FOREIGN: Final = (
    *("cp1250", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp850", "cp852", "cp866"),
    *("iso8859_2", "iso8859_5", "iso8859_6", "iso8859_7", "iso8859_8", "mac_roman"),
    *("mac_cyrillic", "cp874", "euc_jp", "johab", "big5hkscs"),
)
_DECODERS: Final[Mapping[str, Decoder]] = {
    "utf-8": unicode.utf8,
    "gb18030": _python("gb18030"),
    "gbk": _python("gb18030"),
    "big5": _python("cp950"),
    "marc-8": _marc8(Sets("MARC-8", ANSEL)),
    "iso5426": Sets("ISO 5426", ISO5426).decode,
    "cp1251": _python("cp1251"),
    "koi8-r": _python("koi8-r"),
    "latin-1": _latin1,
    "cp1252": _python("cp1252"),
    "shift_jis": _python("cp932"),
    "euc_kr": _python("cp949"),
    "iso2022_jp": _python("iso2022_jp_2"),
    "utf-16": unicode.utf16,
    "utf-16-be": partial(unicode.two_bytes, order="utf-16-be"),
    "utf-16-le": partial(unicode.two_bytes, order="utf-16-le"),
    "ucs-2": unicode.utf16,
    "utf-8-twice": unicode.twice,
    "utf-8-damaged": unicode.damaged,
    "utf-8-mixed": unicode.mixed,
    "cesu-8": unicode.surrogates,
    "marc-8-damaged": _marc8(Sets("MARC-8", ANSEL, lenient=True)),
    **{name: _python(name) for name in _FOREIGN},
}
#: The names of the character sets that can be read, the most usual first.
CHARSETS: Final = tuple(_DECODERS)
