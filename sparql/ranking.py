"""Words against lines of text: which entries of the look-up have them, and which come first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

#: Shorter words are not looked for across the spaces of a romanised title.
LONG: Final = 5
_SCATTERED: Final = 4


@dataclass(frozen=True, slots=True)
class Entry:
    """A record as the look-up knows it: its path, and the texts that are looked in.

    Each text is folded titles or names, one a line; one without any is empty.
    """

    path: str
    where: tuple[str, ...]


def ranked(entries: Iterable[Entry], words: Sequence[str], *, together: bool) -> list[str]:
    """The paths of the entries that have all these folded words in one line, or, unless
    ``together``, each in some line; the best first.
    """
    found: list[tuple[int, str, str]] = []
    for entry in entries:
        whole = [
            line
            for text in entry.where
            if text and _has_all(text, words)
            for line in text.split("\n")
            if _has_all(line, words)
        ]
        if whole:
            found.append((*min((_rank(line, words), line) for line in whole), entry.path))
        elif not together and all(any(_has(text, word) for text in entry.where) for word in words):
            found.append((_SCATTERED, entry.where[0], entry.path))
    return [path for _, _, path in sorted(found)]


def _has(text: str, word: str) -> bool:
    """``Hong lou meng`` is also typed ``hongloumeng``."""
    return word in text or (len(word) >= LONG and word in text.replace(" ", ""))


def _has_all(text: str, words: Sequence[str]) -> bool:
    return all(_has(text, word) for word in words)


def _rank(line: str, words: Sequence[str]) -> int:
    """What is typed in full before what it begins, before whole words, before parts of words."""
    typed = " ".join(words)
    if line == typed:
        return 0
    if line.startswith(typed):
        return 1
    return 2 if set(words).issubset(line.split()) else 3
