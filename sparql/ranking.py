"""Words against lines of text: which entries of the look-up have them, and which come first."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from sparql.folding import fold

#: The most entries a look-up gives.
MOST: Final = 200
#: Shorter words are not looked for across the spaces of a romanised title.
_LONG: Final = 5
_SCATTERED: Final = 4


@dataclass(frozen=True, slots=True)
class Lines:
    """Folded titles or names of a record, one a line; and once more without spaces, because
    ``Hong lou meng`` is also typed ``hongloumeng``.
    """

    spaced: str
    joined: str

    def has(self, word: str) -> bool:
        return word in self.spaced or (len(word) >= _LONG and word in self.joined)

    def with_all(self, words: list[str]) -> list[str]:
        """The lines in which every one of these words stands."""
        each = zip(self.spaced.split("\n"), self.joined.split("\n"), strict=True)
        return [line for line, joined in each if all(map(Lines(line, joined).has, words))]


@dataclass(frozen=True, slots=True)
class Entry:
    """A record as the look-up knows it; `record` is the IRI of its document.

    Of an authority, whose forms are its `titles`, it is the IRI of the thing.
    """

    record: str
    titles: Lines
    names: Lines


type Where = tuple[Lines, ...]


def lines(texts: Iterable[str]) -> Lines:
    spaced = "\n".join(texts)
    return Lines(spaced, spaced.replace(" ", ""))


def best(
    entries: list[Entry], typed: str, of: Callable[[Entry], Where], *, together: bool
) -> list[str]:
    """The `record` of each entry that has all the words typed in some line, or, unless `together`,
    each in some line; at most :data:`MOST`.
    """
    words = fold(typed).split()
    if not words:
        return []
    # Who has no ü on the keyboard types v, which pinyin does not use.
    respelt = [word.replace("lv", "lu").replace("nv", "nu") for word in words]
    found = _ranked(entries, words, of, together=together)
    if not found and respelt != words:
        found = _ranked(entries, respelt, of, together=together)
    return found[:MOST]


def _ranked(
    entries: list[Entry], words: list[str], of: Callable[[Entry], Where], *, together: bool
) -> list[str]:
    found: list[tuple[int, str, str]] = []
    for entry in entries:
        where = of(entry)
        if all(any(lines.has(word) for lines in where) for word in words):
            whole = [line for lines in where for line in lines.with_all(words)]
            if whole:
                found.append((*min((_rank(line, words), line) for line in whole), entry.record))
            elif not together:
                found.append((_SCATTERED, where[0].spaced, entry.record))
    return [record for _, _, record in sorted(found)]


def _rank(line: str, words: list[str]) -> int:
    """What is typed in full before what it begins, before whole words, before parts of words."""
    typed = " ".join(words)
    if line == typed:
        return 0
    if line.startswith(typed):
        return 1
    return 2 if set(words).issubset(line.split()) else 3
