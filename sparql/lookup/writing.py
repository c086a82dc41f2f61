"""Taking records in: what each is found by and what it adds to the counts, in place of before."""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from sparql.lookup import facts
from sparql.lookup.facts import Facts, Foreign, Kept, Tally
from sparql.lookup.rows import COLUMNS, NOTHING, Row, row
from sparql.lookup.terms import terms
from sparql.lookup.triples import Statements

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


class Portion:
    """Records on their way into one transaction; :meth:`finish` writes what they share.

    Taking a record in again, with the same statements or others, leaves what it says last.
    """

    def __init__(self, connection: sqlite3.Connection, base: str) -> None:
        self._connection = connection
        self._base = base
        self._next = connection.execute("SELECT coalesce(max(id), 0) FROM entry").fetchone()[0] + 1
        self._tallies: dict[Tally, int] = {}
        self._foreign: dict[bytes, int] = {}
        self._added: Counter[int] = Counter()
        self._made: Counter[int] = Counter()
        self._held: Counter[tuple[int, int]] = Counter()
        self._found: list[tuple[int, str, Row, Row]] = []

    def take(self, saying: Mapping[str, bytes]) -> None:
        """What records say now by their paths; those that say nothing are no longer found."""
        for path, triples in saying.items():
            said = Statements(self._base, path, triples)
            self._count(path, facts.facts(said, self._base))
            self._enter(path, row(said) if triples else NOTHING)
        self._write()

    def _enter(self, path: str, now: Row) -> None:
        known = self._connection.execute(_ENTRY, (path,)).fetchone()
        before = stored(known[1:]) if known else NOTHING
        if now != before:
            number = known[0] if known else self._next
            self._next += not known
            self._found.append((number, path, before, now))

    def _write(self) -> None:
        """In the order of their numbers, as FTS5 likes it, and of their beginnings."""
        execute = self._connection.execute
        for number, path, before, now in sorted(self._found):
            if before:
                execute("DELETE FROM entry WHERE id = ?", (number,))
                execute(_UNSAY, (number, *map(terms, before.texts)))
            if now:
                execute(_ADD, (number, path, *now.texts, "\n".join(now.numbers)))
                execute(_WORDS, (number, *map(terms, now.texts)))
        many = self._connection.executemany
        gone = (key for number, _, before, _ in self._found for key in beginnings(number, before))
        come = (key for number, _, _, now in self._found for key in beginnings(number, now))
        many("DELETE FROM begins WHERE field = ? AND text = ? AND entry = ?", sorted(gone))
        many("INSERT INTO begins VALUES (?, ?, ?)", sorted(come))
        for number, _, before, now in self._found:
            lost = [(each, number) for each in before.numbers]
            many("DELETE FROM number WHERE number = ? AND entry = ?", lost)
            many("INSERT INTO number VALUES (?, ?)", [(each, number) for each in now.numbers])
        self._found = []

    def _count(self, path: str, now: Facts) -> None:
        """Notes what a record adds more, or less, than before, and keeps what it adds."""
        execute = self._connection.execute
        query = "SELECT facts FROM counted WHERE path = ?"
        known = execute(query, (path,)).fetchone()
        packed = facts.pack(kept(now, self._tally, self._other)) if now.tallies else b""
        if known is None and packed:
            execute("INSERT INTO counted VALUES (?, ?)", (path, packed))
        elif known is not None and not packed:
            execute("DELETE FROM counted WHERE path = ?", (path,))
        elif known is not None and known[0] != packed:
            execute("UPDATE counted SET facts = ? WHERE path = ?", (packed, path))
        elif known is None or known[0] == packed:
            return
        self._add(facts.unpack(packed) if packed else Kept(), 1)
        if known is not None:
            self._add(facts.unpack(known[0]), -1)

    def _add(self, what: Kept, sign: int) -> None:
        for tally, number in what.tallies:
            self._added[tally] += sign * number
        for other in what.foreign:
            self._made[other] += sign
        for library, edition, number in what.held:
            self._held[library, edition] += sign * number

    def _tally(self, tally: Tally) -> int:
        """The number of a count, given now when it is new."""
        number = self._tallies.get(tally)
        if number is None:
            execute = self._connection.execute
            execute("INSERT OR IGNORE INTO tally (aspect, value, count) VALUES (?, ?, 0)", tally)
            query = "SELECT id FROM tally WHERE aspect = ? AND value = ?"
            number = self._tallies[tally] = int(execute(query, tally).fetchone()[0])
        return number

    def _other(self, statement: Foreign) -> int:
        """The number of a statement about another document's thing, given now when it is new."""
        number = self._foreign.get(statement.key)
        if number is None:
            execute = self._connection.execute
            query = 'SELECT id FROM "foreign" WHERE key = ?'
            found = execute(query, (statement.key,)).fetchone()
            if found is None:
                tally = self._tally(statement.tally) if statement.tally else None
                insert = 'INSERT INTO "foreign" (key, records, tally) VALUES (?, 0, ?) RETURNING id'
                found = execute(insert, (statement.key, tally)).fetchone()
            number = self._foreign[statement.key] = int(found[0])
        return number

    def finish(self) -> None:
        """Writes the counts. What nothing makes any more goes, so that nothing grows for ever."""
        execute = self._connection.execute
        statements = self._tally((facts.STATEMENTS, ""))
        for other, change in sorted(self._made.items()):
            if change:
                step = 'UPDATE "foreign" SET records = records + ? WHERE id = ? RETURNING *'
                _, _, records, tally = execute(step, (change, other)).fetchone()
                first = (records > 0) - (records - change > 0)
                self._added[statements] += first
                if tally is not None:
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
        gone = 'DELETE FROM "foreign" WHERE id = ? AND records = 0'
        self._connection.executemany(gone, [(other,) for other in self._made])


def kept(now: Facts, tally: Callable[[Tally], int], other: Callable[[Foreign], int]) -> Kept:
    """Facts by their numbers in the index."""
    return Kept(
        tuple(sorted((tally(each), number) for each, number in now.tallies.items())),
        tuple(sorted(map(other, now.foreign))),
        tuple(
            sorted(
                (tally((facts.EDITIONS, library)), edition, number)
                for (library, edition), number in now.held.items()
            )
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
