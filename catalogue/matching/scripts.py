"""In which script a text is, and whether texts can be compared at all."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

_SCRIPTS: Final = (
    (0x0370, 0x0400, "g"),
    (0x0400, 0x0530, "c"),
    (0x0590, 0x0600, "r"),
    (0x0600, 0x0780, "a"),
    (0x1100, 0x1200, "k"),
    (0xAC00, 0xD7B0, "k"),
    (0x2E80, 0xA4D0, "h"),
    (0xF900, 0xFB00, "h"),
)


@lru_cache(maxsize=8192)
def script(text: str) -> str:
    """One letter: ``l`` Latin, ``h`` Han or kana, ``k`` Hangul, ``c`` Cyrillic, … ``o`` other.

    Of a mixed text the first that is not Latin: Latin words stand in titles of any script.
    """
    if text.isascii():
        return "l"
    for sign in text[:80]:
        code = ord(sign)
        if code >= 0x0370:
            return next((name for low, high, name in _SCRIPTS if low <= code < high), "o")
    return "l"


def one_script(ours: Iterable[str], theirs: Iterable[str]) -> bool:
    """Whether any of these texts is in the script of any of those."""
    return not set(map(script, ours)).isdisjoint(map(script, theirs))
