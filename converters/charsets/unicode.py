"""Unicode as it arrives: UTF-8 sound, damaged, or encoded twice over; two bytes a character."""

import codecs
import re
from typing import Final

from converters.charsets.errors import Undecodable

_LATE: Final = (
    "\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u017d\u2018\u2019"
    "\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178"
)
_REST: Final = f"[\x80-\xbf{_LATE}]"
#: A character of UTF-8 whose bytes were taken for Latin-1 or Windows-1252 and encoded again.
TWICE: Final = re.compile(f"[\xc2-\xdf]{_REST}|[\xe0-\xef]{_REST}{{2}}|[\xf0-\xf4]{_REST}{{3}}")
_BYTES: Final = {ord(sign): chr(sign.encode("cp1252")[0]) for sign in _LATE}
#: Bytes that are no UTF-8, as Python sets them aside, and what they are in Windows-1252.
_WINDOWS: Final = {
    0xDC00 + code: bytes([code]).decode("cp1252", "replace") for code in range(0x80, 0x100)
}
#: How often text is encoded again in files seen: twice over at most.
_ROUNDS: Final = 3
_NOT_SORTED: Final = {0x88: "\x98", 0x89: "\x9c"}


def utf8(data: bytes) -> str:
    """Strict UTF-8. The marks of ISO 6630 copied as U+0088 and U+0089 are those of Unicode."""
    try:
        return _marked(data.decode())
    except UnicodeDecodeError as error:
        raise Undecodable(f"byte {error.start} is not UTF-8") from None


def twice(data: bytes) -> str:
    """UTF-8 that was encoded again, once or twice, as if it had been Latin-1 or Windows-1252."""
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise Undecodable(f"byte {error.start} is not UTF-8") from None
    for _ in range(_ROUNDS):
        text, before = TWICE.sub(_once, text), text
        if text == before:
            break
    return _marked(text)


def _once(found: re.Match[str]) -> str:
    try:
        return found[0].translate(_BYTES).encode("latin-1").decode()
    except UnicodeDecodeError:
        return found[0]


def damaged(data: bytes) -> str:
    """UTF-8 in which bytes that are none are shown as U+FFFD."""
    return _marked(data.decode(errors="replace"))


def mixed(data: bytes) -> str:
    """UTF-8 with characters of Windows-1252 among it, as two systems' fields in one record give."""
    return _marked(data.decode(errors="surrogateescape").translate(_WINDOWS))


def surrogates(data: bytes) -> str:
    """UTF-8 made from UTF-16 unit by unit (CESU-8), as some databases store it."""
    try:
        units = data.decode(errors="surrogatepass").encode("utf-16-be", "surrogatepass")
        return _marked(units.decode("utf-16-be"))
    except UnicodeDecodeError:
        raise Undecodable("it is not UTF-8, not even with surrogates") from None


def utf16(data: bytes) -> str:
    """Two bytes a character, the higher first unless a byte order mark says otherwise."""
    order = "utf-16-le" if data.startswith(codecs.BOM_UTF16_LE) else "utf-16-be"
    return two_bytes(data, order).removeprefix("\ufeff")


def two_bytes(data: bytes, order: str) -> str:
    try:
        return _marked(data.decode(order))
    except UnicodeDecodeError as error:
        raise Undecodable(f"byte {error.start} is not {order}") from None


def byte_order(start: bytes) -> str | None:
    """``utf-16-be`` or ``utf-16-le`` when a file that starts like this has two bytes a character.

    It has a byte order mark, or a MARC leader's digits (or XML's ``<``) with a zero beside each.
    """
    if start[:2] in (codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE):
        return "utf-16-be" if start[:2] == codecs.BOM_UTF16_BE else "utf-16-le"
    head = start[:16]
    for order, zeros, signs in (
        ("utf-16-be", head[0::2], head[1::2]),
        ("utf-16-le", head[1::2], head[0::2]),
    ):
        if len(signs) == len(zeros) >= 4 and not any(zeros) and _START.match(signs):
            return order
    return None


_START: Final = re.compile(rb"\s*(?:[0-9]{4}|<[?A-Za-z])")


def _marked(text: str) -> str:
    return text.translate(_NOT_SORTED) if "\x88" in text or "\x89" in text else text
