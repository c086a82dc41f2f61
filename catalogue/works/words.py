"""The word lists of this folder, read once: titles that say nothing, signs of another work."""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Final

from shapes.folding import fold

_HAN: Final = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\U00020000-\U0003ffff]")


def rows(name: str) -> list[list[str]]:
    """The lines of a table without its comments and its header, in columns."""
    text = files("catalogue.works").joinpath(name).read_text("utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [line.split("\t") for line in lines[1:]]


@cache
def titles(kind: str) -> frozenset[str]:
    """The folded words of this kind in ``titles.tsv``, Han without blanks."""
    found = (fold(row[1]) for row in rows("titles.tsv") if row[0] == kind)
    return frozenset(word.replace(" ", "") if han(word) else word for word in found)


@cache
def any_of(*kinds: str) -> frozenset[str]:
    """The words of several kinds of ``titles.tsv``."""
    return frozenset().union(*map(titles, kinds))


@cache
def endings(kind: str) -> tuple[str, ...]:
    """The words of a kind in Han or Hangul, longest first: they stand without blanks."""
    return tuple(sorted(filter(han, titles(kind)), key=lambda word: (-len(word), word)))


@cache
def signs() -> dict[str, str]:
    """Folded words of ``signs.tsv`` → what they are a sign of."""
    return {fold(row[1]): row[0] for row in rows("signs.tsv")}


def signs_in(text: str) -> Iterator[str]:
    """The signs of the words in a folded text: whole words, or characters anywhere in Han."""
    if han(text):
        yield from (signs()[word] for word in _in_characters().findall(text))
    words = text.split()
    for place, word in enumerate(words):
        for phrase, sign in _by_first_word().get(word, ()):
            if tuple(words[place : place + len(phrase)]) == phrase:
                yield sign
                break  # “based on characters by” is not “based on”.


@cache
def _by_first_word() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for words, sign in signs().items():
        phrase = tuple(words.split())
        found.setdefault(phrase[0], []).append((phrase, sign))
    for each in found.values():
        each.sort(key=lambda pair: -len(pair[0]))
    return found


@cache
def _in_characters() -> re.Pattern[str]:
    words = sorted(filter(han, signs()), key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, words)))


@cache
def roles() -> dict[str, str]:
    """Word or code of ``$e`` and ``$4`` → author, translator, editor, adapter or other."""
    return {fold(row[1]): row[0] for row in rows("roles.tsv")}


@cache
def openings() -> re.Pattern[str]:
    """How a note begins that names the original: any line of ``originals.tsv``."""
    words = sorted((row[0].strip() for row in rows("originals.tsv")), key=lambda word: -len(word))
    return re.compile("|".join(map(re.escape, words)), re.IGNORECASE)


def han(text: str) -> bool:
    """Whether there is a character of a script that sets no blanks between its words."""
    return _HAN.search(text) is not None
