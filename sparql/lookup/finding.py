"""Looking up: which records have the words or the number typed, and which come first.

What begins with the words is read in order from a table of beginnings. Other records come from the
full-text index, first those with the words as they stand, then, while there are few, those with
longer words. A bounded number of them is read and ranked, however many there are.
"""

import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from shapes.folding import fold
from shapes.standard_numbers import is_number, ways
from sparql.lookup.rows import COLUMNS
from sparql.lookup.terms import loose, whole, words_in
from sparql.lookup.writing import BEGINNING
from sparql.ranking import Entry, ranked

#: The most records a look-up gives.
MOST: Final = 200
#: The most that are read and ranked for one look-up.
READ: Final = 1_000
#: A word that stands in more records than this is looked for as it stands alone.
COMMON: Final = 2_000
_LAST: Final = "\U0010ffff"
#: Columns that hold the forms of authorities, by what a look-up is by.
_HEADINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "any": ("agents", "works", "subjects"),
    "author": ("agents",),
    "title": ("works",),
}


@dataclass(frozen=True, slots=True)
class Found:
    """Paths of records, the best first, at most :data:`MOST`; ``more`` when there are others."""

    paths: tuple[str, ...] = ()
    more: bool = False


def by_title(connection: sqlite3.Connection, typed: str) -> Found:
    """The records with a title that has all these words."""
    return _by_words(connection, typed, ("titles",), together=True)


def by_author(connection: sqlite3.Connection, typed: str) -> Found:
    """The records with a creator or contributor whose name has all these words."""
    return _by_words(connection, typed, ("names",), together=True)


def by_number(connection: sqlite3.Connection, typed: str) -> Found:
    """The records with this ISBN or ISSN, in whatever way it is written."""
    query = "SELECT path FROM number JOIN entry ON entry.id = number.entry WHERE number = ? LIMIT ?"
    found = {
        path for way in ways(typed) for (path,) in connection.execute(query, (way, READ)).fetchall()
    }
    return _first(sorted(found))


def by_any(connection: sqlite3.Connection, typed: str) -> Found:
    """The records with this number, or with each of these words in some title or name."""
    found = by_number(connection, typed) if is_number(typed) else Found()
    if found.paths:
        return found
    return _by_words(connection, typed, ("titles", "names"), together=False)


def headings(connection: sqlite3.Connection, typed: str, field: str) -> Found:
    """The authorities one of whose forms has all these words, in a look-up by this field."""
    columns = _HEADINGS.get(field, ())
    return _by_words(connection, typed, columns, together=True) if columns else Found()


#: What a look-up may be by.
FIELDS: Final[Mapping[str, Callable[[sqlite3.Connection, str], Found]]] = {
    "any": by_any,
    "title": by_title,
    "author": by_author,
    "isbn": by_number,
}


def _by_words(
    connection: sqlite3.Connection, typed: str, columns: Sequence[str], *, together: bool
) -> Found:
    words = fold(typed).split()
    if not words:
        return Found()
    # Who has no ü on the keyboard types v, which pinyin does not use.
    respelt = [word.replace("lv", "lu").replace("nv", "nu") for word in words]
    found = _matching(connection, words, columns, together=together)
    if not found.paths and respelt != words:
        found = _matching(connection, respelt, columns, together=together)
    return found


def _matching(
    connection: sqlite3.Connection, words: list[str], columns: Sequence[str], *, together: bool
) -> Found:
    read = _Read(connection, columns)
    read.add(_beginning(connection, " ".join(words), columns))
    found = ranked(read.entries(), words, together=together)
    for query in (whole, _loose(connection)):
        if len(found) > MOST or read.full:
            break
        read.add(_numbers(connection, query(words, columns)))
        found = ranked(read.entries(), words, together=together)
    return _first(found, more=read.full)


def _loose(connection: sqlite3.Connection) -> Callable[[Sequence[str], Sequence[str]], str]:
    def query(words: Sequence[str], columns: Sequence[str]) -> str:
        parts = {part for word in words for part in words_in(word)}
        return loose(words, columns, {part for part in parts if _common(connection, part)})

    return query


class _Read:
    """Entries read for one look-up, each once and no more than are ranked."""

    def __init__(self, connection: sqlite3.Connection, columns: Sequence[str]) -> None:
        self._connection = connection
        self._query = (
            f"SELECT id, path, {', '.join(columns)} FROM entry "  # noqa: S608 - of ours
            "WHERE id IN (SELECT value FROM json_each(?))"
        )
        self._entries: dict[int, Entry] = {}
        self.full = False

    def add(self, numbers: Sequence[int]) -> None:
        """Reads those of these entries that were not read yet."""
        self.full = self.full or len(numbers) > READ
        wanted = [number for number in numbers[:READ] if number not in self._entries]
        for number, path, *texts in self._connection.execute(self._query, (json.dumps(wanted),)):
            self._entries[number] = Entry(path, tuple(texts))

    def entries(self) -> list[Entry]:
        return list(self._entries.values())


def _beginning(connection: sqlite3.Connection, typed: str, columns: Sequence[str]) -> list[int]:
    """The entries with a line that begins so, in the order of the lines; one more than needed."""
    query = (
        "SELECT text, entry FROM begins WHERE field = ? AND text >= ? AND text < ? "
        "ORDER BY text LIMIT ?"
    )
    start = typed[:BEGINNING]
    found: list[tuple[str, int]] = []
    for column in columns:
        bounds = (COLUMNS.index(column), start, start + _LAST, MOST + 1)
        found += connection.execute(query, bounds).fetchall()
    return [number for _, number in sorted(found)]


def _numbers(connection: sqlite3.Connection, query: str) -> list[int]:
    """The entries that match, one more than are ranked if there are so many."""
    select = "SELECT rowid FROM words WHERE words MATCH ? LIMIT ?"
    return [number for (number,) in connection.execute(select, (query, READ + 1))]


def _common(connection: sqlite3.Connection, word: str) -> bool:
    query = "SELECT 1 FROM words WHERE words MATCH ? LIMIT 1 OFFSET ?"
    return connection.execute(query, (f'"{word}"', COMMON)).fetchone() is not None


def _first(found: Sequence[str], *, more: bool = False) -> Found:
    return Found(tuple(found[:MOST]), more or len(found) > MOST)
