"""Unicode's composed form (NFC), in a time that no text can make more than linear."""

import re
import sys
import unicodedata
from functools import cache
from typing import Final

#: Below this, sorting even a text of nothing but marks takes no time.
_SHORT: Final = 2_000
#: No script puts so many marks on a letter; sorting them takes the square of their number.
_STACK: Final = 100
_BEYOND: Final = re.compile(f"[\u0300-\U0010ffff]{{{_STACK}}}")


def nfc(text: str) -> str:
    """The composed form; the text itself where somebody has heaped up marks."""
    if len(text) > _SHORT and _BEYOND.search(text) and _stack().search(text):
        return text
    return unicodedata.normalize("NFC", text)


@cache
def _stack() -> re.Pattern[str]:
    marks = "".join(
        sign for sign in map(chr, range(0x300, sys.maxunicode)) if unicodedata.combining(sign)
    )
    return re.compile(f"[{marks}]{{{_STACK}}}")
