"""Taking records in: what each is found by and what it adds to the counts, in place of before."""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import batched
from typing import Final

from sparql.lookup import facts
from sparql.lookup.facts import Facts, Foreign, Tally
from sparql.lookup.packing import Kept, pack, packed, unpack, unpacked
from sparql.lookup.rows import COLUMNS, FOUND, NOTHING, Row, row
from sparql.lookup.terms import terms
from sparql.lookup.triples import Statements

#: Records asked for in one query.
AT_ONCE: Final = 250
#: How much of a line stands in the table of beginnings (characters).
BEGINNING: Final = 64
#: The reading of a record's own row, in the order of :class:`Row`.
_ENTRY: Final = f"SELECT id, {', '.join(COLUMNS)}, numbers FROM entry WHERE path = ?"  # noqa: S608
_ADD: Final = (
    f"INSERT INTO entry (id, path, {', '.join(COLUMNS)}, numbers) "  # noqa: S608
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
_WORDS: Final = f"INSERT INTO words (rowid, {', '.join(COLUMNS)}) VALUES (?, ?, ?, ?, ?, ?)"  # noqa: S608
_UNSAY: Final = (
    f"INSERT INTO words (words, rowid, {', '.join(COLUMNS)}) "  # noqa: S608
    "VALUES ('delete', ?, ?, ?, ?, ?, ?)"
)


class _Numbers(dict[Tally, int]):
    """The number of each count, given when it is new."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__()
        self._execute = connection.execute

    def __missing__(self, tally: Tally) -> int:
        insert = "INSERT OR IGNORE INTO tally (aspect, value, count) VALUES (?, ?, 0)"
        self._execute(insert, tally)
        query = "SELECT id FROM tally WHERE aspect = ? AND value = ?"
        number = self[tally] = int(self._execute(query, tally).fetchone()[0])
        return number


class Portion:
    """Records on their way into one transaction; :meth:`finish` writes what they share.

    Taking a record in again, with the same statements or others, leaves what it says last.
    """

    def __init__(self, connection: sqlite3.Connection, base: str) -> None:
        self._connection = connection
        self._base = base
        self._next = connection.execute("SELECT coalesce(max(id), 0) FROM entry").fetchone()[0] + 1
        self._tally = _Numbers(connection).__getitem__
        self._foreign: dict[bytes, int] = {}
        self._added: Counter[int] = Counter()
        self._made: Counter[int] = Counter()
        self._held: Counter[tuple[int, int]] = Counter()
        self._found: list[tuple[int, str, Row, Row]] = []
        #: What is to be kept with records, by their paths; of some nothing any more.
        self._changed: dict[str, bytes] = {}

    def take(self, saying: Mapping[str, bytes]) -> None:
        """What records say now by their paths; those that say nothing are no longer found."""
        known = self._counted([*saying])
        for path, triples in saying.items():
            said = Statements(self._base, path, triples)
            self._count(path, known.get(path), facts.facts(said, self._base))
            if path.startswith(FOUND):
                self._enter(path, row(said) if triples else NOTHING)
        self._write()

    def _counted(self, paths: Sequence[str]) -> dict[str, bytes]:
        """What is kept with those of these records that are counted."""
        found: dict[str, bytes] = {}
        for some in batched(paths, AT_ONCE):
            marks = ", ".join("?" * len(some))
            query = f"SELECT path, facts FROM counted WHERE path IN ({marks})"  # noqa: S608
            found.update(self._connection.execute(query, some).fetchall())
        return found

    def _enter(self, path: str, now: Row) -> None:
        known = self._connection.execute(_ENTRY, (path,)).fetchone()
        before = stored(known[1:]) if known else NOTHING
        if now != before:
            number = known[0] if known else self._next
            self._next += not known
            self._found.append((number, path, before, now))

    def _write(self) -> None:
        """In the order of their numbers, as FTS5 likes it, and of their beginnings."""
        many = self._connection.executemany
        gone = [(path,) for path, added in self._changed.items() if not added]
        many("DELETE FROM counted WHERE path = ?", gone)
        come = sorted((path, added) for path, added in self._changed.items() if added)
        many("INSERT OR REPLACE INTO counted VALUES (?, ?)", come)
        self._changed = {}
        execute = self._connection.execute
        for number, path, before, now in sorted(self._found):
            if before:
                execute("DELETE FROM entry WHERE id = ?", (number,))
                execute(_UNSAY, (number, *map(terms, before.texts)))
            if now:
                execute(_ADD, (number, path, *now.texts, "\n".join(now.numbers)))
                execute(_WORDS, (number, *map(terms, now.texts)))
        lost = (key for number, _, before, _ in self._found for key in beginnings(number, before))
        new = (key for number, _, _, now in self._found for key in beginnings(number, now))
        many("DELETE FROM begins WHERE field = ? AND text = ? AND entry = ?", sorted(lost))
        many("INSERT INTO begins VALUES (?, ?, ?)", sorted(new))
        for number, _, before, now in self._found:
            former = [(each, number) for each in before.numbers]
            many("DELETE FROM number WHERE number = ? AND entry = ?", former)
            many("INSERT INTO number VALUES (?, ?)", [(each, number) for each in now.numbers])
        self._found = []

    def _count(self, path: str, known: bytes | None, now: Facts) -> None:
        """Notes what a record adds more, or less, than before, and keeps what it adds."""
        numbered = kept(now, self._tally, self._other) if now.tallies else Kept()
        added = pack(numbered) if now.tallies else b""
        if (known or b"") == added:
            return
        self._changed[path] = added
        self._add(numbered, 1)
        if known is not None:
            self._add(unpack(known), -1)

    def _add(self, what: Kept, sign: int) -> None:
        added = self._added
        for tally, number in what.tallies.items():
            added[tally] += sign * number
        for other in what.foreign:
            self._made[other] += sign
        for library, edition, number in what.held:
            self._held[library, edition] += sign * number

    def _other(self, statement: Foreign) -> int:
        """The number of a statement about another document's thing, given now when it is new."""
        number = self._foreign.get(statement.key)
        if number is None:
            execute = self._connection.execute
            query = 'SELECT id FROM "foreign" WHERE key = ?'
            found = execute(query, (statement.key,)).fetchone()
            if found is None:
                adds = packed(map(self._tally, statement.tallies))
                insert = 'INSERT INTO "foreign" (key, records, adds) VALUES (?, 0, ?) RETURNING id'
                found = execute(insert, (statement.key, adds)).fetchone()
            number = self._foreign[statement.key] = int(found[0])
        return number

    def finish(self) -> None:
        """Writes the counts. What nothing makes any more goes, so that nothing grows for ever."""
        execute = self._connection.execute
        for other, change in sorted(self._made.items()):
            if change:
                step = 'UPDATE "foreign" SET records = records + ? WHERE id = ? RETURNING *'
                _, _, records, adds = execute(step, (change, other)).fetchone()
                if first := (records > 0) - (records - change > 0):
                    for tally in unpacked(adds):
                        self._added[tally] += first
        for (library, edition), change in sorted(self._held.items()):
            if change:
                step = (
                    "INSERT INTO held VALUES (?, ?, ?) ON CONFLICT DO UPDATE "
                    "SET items = items + excluded.items RETURNING items"
                )
                items = execute(step, (library, edition, change)).fetchone()[0]
                self._added[library] += (items > 0) - (items - change > 0)
                if not items:
                    gone = "DELETE FROM held WHERE library = ? AND edition = ?"
                    execute(gone, (library, edition))
        changed = sorted((change, tally) for tally, change in self._added.items() if change)
        self._connection.executemany("UPDATE tally SET count = count + ? WHERE id = ?", changed)
        for table, column, numbers in (
            ("foreign", "records", self._made),
            ("tally", "count", self._added),
        ):
            gone = f'DELETE FROM "{table}" WHERE id = ? AND {column} = 0'  # noqa: S608 - of ours
            self._connection.executemany(gone, [(number,) for number in numbers])


def kept(now: Facts, tally: Callable[[Tally], int], other: Callable[[Foreign], int]) -> Kept:
    """Facts by their numbers in the index."""
    return Kept(
        dict(zip(map(tally, now.tallies), now.tallies.values(), strict=True)),
        tuple(map(other, now.foreign)),
        tuple(
            (tally((facts.EDITIONS, library)), edition, number)
            for (library, edition), number in now.held.items()
        ),
    )


def stored(columns: Iterable[str]) -> Row:
    """The row of a record as the table ``entry`` has it."""
    *texts, numbers = columns
    titles, names, agents, works, subjects = texts
    return Row((titles, names, agents, works, subjects), tuple(numbers.split()))


def beginnings(number: int, found: Row) -> set[tuple[int, str, int]]:
    """How a record stands in the table of beginnings: column, beginning of a line, number."""
    return {
        (column, line[:BEGINNING], number)
        for column, text in enumerate(found.texts)
        if text
        for line in text.split("\n")
    }
