"""Edition statements of many languages to one form: a number and what was done to the text."""

import re
from functools import cache, lru_cache
from typing import Final

from catalogue.matching.editions.fields import Fields, joined
from catalogue.matching.parts import number
from catalogue.matching.words import rows
from shapes.folding import fold

_HAN: Final = re.compile(r"第?(\d{1,3}|[一二三四五六七八九十]{1,3})(?:次修订)?[版]")
_KANA: Final = re.compile(r"(?:新|修订|增订)(\d{1,3}|[一二三四五六七八九十]{1,3})[版]")
_YEAR: Final = re.compile(r"(?:1[5-9]|20)\d\d")
#: So long may the number of an edition be: 250 is a printing, 1998 a year.
_NUMBERS: Final = 100


@cache
def _kinds() -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    """Whole words, and beginnings with the kind they mean."""
    whole: dict[str, str] = {}
    begins: list[tuple[str, str]] = []
    for kind, words in rows("editions/edition_words"):
        for word in words.split(";"):
            if word.endswith("*"):
                begins.append((fold(word[:-1]), kind))
            else:
                whole[fold(word)] = kind
    return whole, tuple(begins)


@cache
def _beginnings() -> tuple[str, ...]:
    return tuple(start for start, _ in _kinds()[1])


def edition(fields: Fields, noted: str) -> tuple[str, tuple[str, ...], str]:
    """The number (``""`` for none or a first edition), the sorted kinds of change, its own name.

    A year in the statement is a kind of its own: ``y1998``. ``noted``: a statement from a note,
    of which the number counts where field 250 says none.
    """
    text = " ".join(joined(field, "a") for field in fields.own.get("250", ())[:3])
    if not text:
        return read(fold(noted))[0] if noted else "", (), ""
    return read(fold(text))


@lru_cache(maxsize=4096)
def read(folded: str) -> tuple[str, tuple[str, ...], str]:
    """A folded statement: ``2nd office ed rev`` is ``("2", ("rev",), "office")``."""
    whole, begins = _kinds()
    said = ""
    kinds: set[str] = set()
    if found := _HAN.search(folded) or _KANA.search(folded):
        said = number(found[1])
    own: list[str] = []
    words = folded.split()[:24]
    for word in words:
        kind = whole.get(word)
        if kind is None and word.startswith(_beginnings()):
            kind = next(kind for start, kind in begins if word.startswith(start))
        if kind:
            kinds.add(kind)
            continue
        value = number(word)
        if _YEAR.fullmatch(word):
            kinds.add(f"y{word}")
        elif not said and value.isdecimal() and 0 < int(value) < _NUMBERS:
            said = value
        elif word.isascii() and not (said and value):
            own.append(word)
    kinds.discard("said")
    return ("" if said == "1" else said), tuple(sorted(kinds)), " ".join(own[:4])
