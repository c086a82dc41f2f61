"""As much of a record as it takes to tell character sets apart, and its text in one of them."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from converters.charsets.coding import decode
from converters.charsets.composing import nfc
from converters.charsets.errors import Undecodable

#: Plain bytes on either side that show what a character stands in.
_BESIDE: Final = 12
_WINDOW: Final = re.compile(
    rb"[\x00-\x7f]{0,12}[\x80-\xff](?:[\x00-\x7f]{0,24}[\x80-\xff])*[\x00-\x7f]{0,12}"
)
#: A character of four bytes, or EACC's three, can be cut off at a sample's end.
_CUT: Final = 4


def upto(pieces: Sequence[bytes], size: int) -> Iterator[bytes]:
    """What is beyond ASCII and what stands beside it (less subfield codes), until it is enough.

    After an escape plain bytes may be anything, so there the rest of the subfield is taken.
    """
    for piece in pieces:
        text = piece[piece[:1].isalnum() :]
        escape = text.find(b"\x1b")
        if escape >= 0:
            windows = [text[max(0, escape - _BESIDE) :]]
        else:
            windows = [found[0] for found in _WINDOW.finditer(text)]
        for window in windows:
            yield window[:size]
            size -= len(window)
            if size <= 0:
                return


def read(sample: bytes, charset: str) -> str | None:
    """The sample's text, less a character that is cut off at its end; None when it has none."""
    for less in range(_CUT):
        try:
            text = decode(sample[: len(sample) - less], charset)
            return nfc(text)
        except Undecodable:
            continue
    return None
