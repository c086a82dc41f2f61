"""The terms a text is indexed under, and the terms that find it: words, and pairs of signs.

Latin, Greek, Cyrillic, Armenian and Georgian have words: one is found whole or by its beginning,
and by the words that follow it written as one, because ``Hong lou meng`` is also typed
``hongloumeng``. All other scripts, Han above all, are indexed sign by sign and in pairs of signs,
so that any part of a text finds it (docs/decisions/0023).
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from sparql.ranking import LONG

_LETTERS: Final = "\u0021-\u058f\u10a0-\u10ff\u1c90-\u1cbf\u1d00-\u1fff\u2c60-\u2c7f\ua640-\ua69f"
_LETTERS_TOO: Final = "\ua720-\ua7ff\uab30-\uab6f"
_WORD: Final = re.compile(f"[{_LETTERS}{_LETTERS_TOO}]+")
_DENSE: Final = re.compile(f"[^ {_LETTERS}{_LETTERS_TOO}][^{_LETTERS}{_LETTERS_TOO}]*")
#: Begins a term of several words written as one; folding leaves no such sign in a word.
JOINT: Final = "_"
#: Letters of several words that are kept; more are compared with the text itself.
JOINED: Final = 12
#: Terms a query has at most; what they find is compared with the text itself.
MOST: Final = 40


def terms(text: str) -> str:
    """The terms of folded lines, between spaces, each once."""
    found: set[str] = set()
    for line in text.split("\n"):
        words = line.split(" ") if line.isascii() else _WORD.findall(line)
        found.update(words)
        if len(words) > 1:
            joined = "".join(words)
            start = 0
            for word in words[:-1]:
                found.add(JOINT + joined[start : start + JOINED])
                start += len(word)
        if not line.isascii():
            for dense in _DENSE.findall(line):
                signs = dense.replace(" ", "")
                found.update(signs)
                found.update(map("".join, pairwise(signs)))
    return " ".join(sorted(found))


def words_in(word: str) -> list[str]:
    """The parts of a typed word that are words."""
    return _WORD.findall(word)


def pairs_in(word: str) -> list[str]:
    """The pairs of signs of a typed word, or its one sign, where it is not in letters."""
    return [
        pair
        for dense in _DENSE.findall(word)
        for pair in ([dense] if len(dense) == 1 else map("".join, pairwise(dense)))
    ]


def whole(typed: Sequence[str], columns: Sequence[str]) -> str:
    """An FTS5 query: all these folded words, as they stand."""
    each = [f'"{term}"' for word in typed for term in (*words_in(word), *pairs_in(word))]
    return _in(columns, each)


def loose(typed: Sequence[str], columns: Sequence[str], common: set[str]) -> str:
    """An FTS5 query: these words as beginnings of words, or of words that follow one another.

    Those in ``common`` stand for themselves alone: too much begins with them.
    """
    each: list[str] = []
    for word in typed:
        for part in words_in(word):
            if part in common:
                each.append(f'"{part}"')
            elif len(part) < LONG:
                each.append(f'"{part}"*')
            else:
                each.append(f'("{part}"* OR "{JOINT}{part[:JOINED]}"*)')
        each += [f'"{pair}"' for pair in pairs_in(word)]
    return _in(columns, each)


def _in(columns: Sequence[str], each: list[str]) -> str:
    return f"{{{' '.join(columns)}}} : ({' AND '.join([*dict.fromkeys(each)][:MOST])})"
