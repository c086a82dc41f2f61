"""Which script most of a text is written in: notes quote names in scripts they are not in."""

from collections import Counter
from functools import lru_cache
from typing import Final

from converters.bibframe import scripts

LATIN: Final = scripts.LATIN
#: Chinese, Japanese and Korean texts are mixed from the letters of all of these.
_EAST_ASIAN: Final = ("kore", "jpan", "hani")
_of_letter = lru_cache(maxsize=16384)(scripts.script_of)


def script_of(text: str) -> str:
    """The script most letters of a text are of (ISO 15924); of two equals the one not Latin.

    Han characters, kana and Hangul count together: with Hangul among them a text is Korean
    (``kore``), else with kana Japanese (``jpan``), else ``hani``. ``""`` for no letters.
    """
    if text.isascii():
        return LATIN if any(map(str.isalpha, text)) else ""
    counts = Counter(map(_of_letter, text))
    counts.pop("", None)
    east_asian = {script: counts.pop(script, 0) for script in _EAST_ASIAN}
    if any(east_asian.values()):
        mixed = next(script for script in _EAST_ASIAN if east_asian[script])
        counts[mixed] = sum(east_asian.values())
    if not counts:
        return ""
    return max(counts, key=lambda script: (counts[script], script != LATIN))
