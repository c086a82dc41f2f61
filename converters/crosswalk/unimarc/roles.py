"""What somebody did: relator codes of UNIMARC (070) and words of Chinese practice (等编译)."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from converters.crosswalk.unimarc.codes import RELATORS, ROLES

_AROUND: Final = "[]()（）［］〔〕等合共同者.。 "
_MARC21: Final = frozenset({*ROLES.values(), *(code for code, _ in RELATORS.values())})
#: A phrase, not a word: nothing to look up.
_LONGEST: Final = 60
_BETWEEN: Final = re.compile("[,，、;；/]|和|兼|并")


def relator(word: str) -> str:
    """MARC 21's code for a word of responsibility; empty where the word means none of them."""
    plain = word.strip()
    if plain in ROLES:
        return ROLES[plain]
    return ROLES.get(plain.strip(_AROUND), "")


def roles(value: str) -> Sequence[tuple[str, str]]:
    """``$e`` and ``$4`` of MARC 21 for one ``$4``; a word is always kept as it is written."""
    text = value.strip().rstrip(".")
    return _roles(text) if len(text) <= _LONGEST else (("e", text),)


@lru_cache(maxsize=4096)
def _roles(text: str) -> Sequence[tuple[str, str]]:
    if text in RELATORS:
        code, word = RELATORS[text]
        return [("e", word), ("4", code)] if word else [("4", code)]
    if not text:
        return []
    if "://" in text or text in _MARC21:
        return [("4", text)]
    if text.isdecimal():
        return [("e", text)]
    words = [text] if relator(text) else [each for each in _BETWEEN.split(text)[:9] if each.strip()]
    codes = dict.fromkeys(code for each in words if (code := relator(each)))
    return [("e", text), *(("4", code) for code in codes)]
