"""The plain look-up: titles, names and numbers of the catalogue in memory, read with three queries.

A query would fold every title of the catalogue again for each look-up (measured: 100 ms for a
thousand records); here that is done once for each state of the catalogue, and a look-up among ten
thousand records takes some milliseconds. It serves until the search has an index of its own.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from shapes.namespaces import BF
from sparql.folding import fold
from sparql.questions import Graph, ask
from sparql.standard_numbers import digits, is_number, ways

#: The most records a look-up gives.
MOST: Final = 200
#: Shorter words are not looked for across the spaces of a romanised title.
_LONG: Final = 5
_THINGS: Final = ("#Work", "#Instance")
_SCATTERED: Final = 4
_PARTS: Final = tuple(f"{BF}{part}" for part in ("mainTitle", "subtitle", "partNumber", "partName"))


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
    """A record as the look-up knows it; `record` is the IRI of its document."""

    record: str
    titles: Lines
    names: Lines


type Where = tuple[Lines, ...]


class Index:
    """The titles, names and numbers of a graph as they were when it was read."""

    def __init__(self, graph: Graph) -> None:
        titles, names = _folded(_titles(graph)), _folded(_names(graph))
        self._entries = [
            Entry(record, _lines(titles.get(record, ())), _lines(names.get(record, ())))
            for record in {**titles, **names}
        ]
        self._numbers: dict[str, list[str]] = {}
        for row in ask(graph, "lookup-numbers"):
            if row["thing"].endswith(_THINGS):
                self._numbers.setdefault(digits(row["text"]), []).append(_document(row["thing"]))

    def by_title(self, typed: str) -> list[str]:
        """The records with a title that has all these words."""
        return self._by_words(typed, lambda entry: (entry.titles,), together=True)

    def by_author(self, typed: str) -> list[str]:
        """The records with a creator or contributor whose name has all these words."""
        return self._by_words(typed, lambda entry: (entry.names,), together=True)

    def by_number(self, typed: str) -> list[str]:
        """The records with this ISBN or ISSN, in whatever way it is written."""
        found = (record for way in ways(typed) for record in self._numbers.get(way, ()))
        return sorted(set(found))[:MOST]

    def by_any(self, typed: str) -> list[str]:
        """The records with this number, or with each of these words in some title or name."""
        found = self.by_number(typed) if is_number(typed) else []
        return found or self._by_words(
            typed, lambda entry: (entry.titles, entry.names), together=False
        )

    def _by_words(self, typed: str, of: Callable[[Entry], Where], *, together: bool) -> list[str]:
        words = fold(typed).split()
        if not words:
            return []
        # Who has no ü on the keyboard types v, which pinyin does not use.
        respelt = [word.replace("lv", "lu").replace("nv", "nu") for word in words]
        found = self._ranked(words, of, together=together)
        if not found and respelt != words:
            found = self._ranked(respelt, of, together=together)
        return found[:MOST]

    def _ranked(
        self, words: list[str], of: Callable[[Entry], Where], *, together: bool
    ) -> list[str]:
        found: list[tuple[int, str, str]] = []
        for entry in self._entries:
            where = of(entry)
            if all(any(lines.has(word) for lines in where) for word in words):
                lines = [line for lines in where for line in lines.with_all(words)]
                if lines:
                    found.append((*min((_rank(line, words), line) for line in lines), entry.record))
                elif not together:
                    found.append((_SCATTERED, where[0].spaced, entry.record))
        return [record for _, _, record in sorted(found)]


#: What a look-up may be by; each gives document IRIs, the best first.
FIELDS: Final[Mapping[str, Callable[[Index, str], list[str]]]] = {
    "any": Index.by_any,
    "title": Index.by_title,
    "author": Index.by_author,
    "isbn": Index.by_number,
}


def _rank(line: str, words: list[str]) -> int:
    """What is typed in full before what it begins, before whole words, before parts of words."""
    typed = " ".join(words)
    if line == typed:
        return 0
    if line.startswith(typed):
        return 1
    return 2 if set(words).issubset(line.split()) else 3


def _titles(graph: Graph) -> Iterator[tuple[str, str]]:
    """Each title of each record in full, once for each script it is written in."""
    titles: dict[tuple[str, str, str], dict[str, str]] = {}
    for row in ask(graph, "lookup-titles"):
        if row["thing"].endswith(_THINGS):
            key = (row["thing"], row["node"], row["language"])
            titles.setdefault(key, {})[row["part"]] = row["text"]
    for (thing, _, _), parts in titles.items():
        yield _document(thing), " ".join(parts[part] for part in _PARTS if part in parts)


def _names(graph: Graph) -> Iterator[tuple[str, str]]:
    for row in ask(graph, "lookup-names"):
        if row["thing"].endswith("#Work"):
            yield _document(row["thing"]), row["text"]


def _folded(rows: Iterable[tuple[str, str]]) -> dict[str, dict[str, None]]:
    """The folded texts of each record, each once."""
    found: dict[str, dict[str, None]] = {}
    for record, text in rows:
        found.setdefault(record, {})[fold(text)] = None
    return found


def _lines(texts: Iterable[str]) -> Lines:
    spaced = "\n".join(texts)
    return Lines(spaced, spaced.replace(" ", ""))


def _document(thing: str) -> str:
    return thing.partition("#")[0]
