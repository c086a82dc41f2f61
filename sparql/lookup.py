"""The plain look-up: titles, names, numbers and headings in memory, read with four queries.

A query would fold every title of the catalogue again for each look-up (measured: 100 ms for a
thousand records); here that is done once for each state of the catalogue, and a look-up among ten
thousand records takes some milliseconds. It serves until the search has an index of its own.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from shapes.namespaces import BF
from shapes.standard_numbers import digits, is_number, ways
from sparql.folding import fold
from sparql.questions import Graph, ask
from sparql.ranking import MOST, Entry, Where, best, lines

_THINGS: Final = ("#Work", "#Instance")
#: The things of authority documents, by the fragment of their IRI; a look-up by author is for
#: agents alone, one by title for works.
_HEADINGS: Final = ("#Agent", "#Hub", "#Topic", "#Place", "#Temporal", "#GenreForm", "#Medium")
_HEADINGS_BY: Final[Mapping[str, tuple[str, ...]]] = {
    "any": _HEADINGS,
    "author": ("#Agent",),
    "title": ("#Hub",),
}
_AUTHORITY: Final = "/auth/"
_PARTS: Final = tuple(f"{BF}{part}" for part in ("mainTitle", "subtitle", "partNumber", "partName"))


class Index:
    """The titles, names and numbers of a graph as they were when it was read."""

    def __init__(self, graph: Graph) -> None:
        titles, names = _folded(_titles(graph)), _folded(_names(graph))
        self._entries = [
            Entry(record, lines(titles.get(record, ())), lines(names.get(record, ())))
            for record in {**titles, **names}
        ]
        none = lines(())
        self._headings = [
            Entry(thing, lines(forms), none) for thing, forms in _folded(_forms(graph)).items()
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

    def headings(self, typed: str, field: str) -> list[str]:
        """The authorities one of whose forms has all these words, in a look-up by this field."""
        fragments = _HEADINGS_BY.get(field, ())
        entries = [entry for entry in self._headings if entry.record.endswith(fragments)]
        found = best(entries, typed, lambda entry: (entry.titles,), together=True)
        return [_document(thing) for thing in found]

    def _by_words(self, typed: str, of: Callable[[Entry], Where], *, together: bool) -> list[str]:
        return best(self._entries, typed, of, together=together)


#: What a look-up may be by; each gives document IRIs, the best first.
FIELDS: Final[Mapping[str, Callable[[Index, str], list[str]]]] = {
    "any": Index.by_any,
    "title": Index.by_title,
    "author": Index.by_author,
    "isbn": Index.by_number,
}


def _titles(graph: Graph) -> Iterator[tuple[str, str]]:
    """Each title of each record in full, once for each script it is written in."""
    titles: dict[tuple[str, str, str], dict[str, str]] = {}
    for row in ask(graph, "lookup-titles"):
        if row["thing"].endswith(_THINGS):
            key = (row["thing"], row["node"], row["language"])
            titles.setdefault(key, {})[row["part"]] = row["text"]
    for (thing, node, language), parts in titles.items():
        plain = titles.get((thing, node, ""), {}) if language else {}
        # A part without a tag, such as a number, where no title is without one, is part of each.
        whole = parts if _PARTS[0] in plain else {**plain, **parts}
        yield _document(thing), " ".join(whole[part] for part in _PARTS if part in whole)


def _names(graph: Graph) -> Iterator[tuple[str, str]]:
    for row in ask(graph, "lookup-names"):
        if row["thing"].endswith("#Work"):
            yield _document(row["thing"]), row["text"]


def _forms(graph: Graph) -> Iterator[tuple[str, str]]:
    """Each form of what each authority record is about, not of what it mentions."""
    for row in ask(graph, "lookup-headings"):
        if row["thing"].endswith(_HEADINGS) and _AUTHORITY in row["thing"]:
            yield row["thing"], row["text"]


def _folded(rows: Iterable[tuple[str, str]]) -> dict[str, dict[str, None]]:
    """The folded texts of each record, each once."""
    found: dict[str, dict[str, None]] = {}
    for record, text in rows:
        found.setdefault(record, {})[fold(text)] = None
    return found


def _document(thing: str) -> str:
    return thing.partition("#")[0]
