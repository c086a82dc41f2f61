"""The look-up's index beside the log: every record's rows as they would be made now, no others.

What is too much to be held in memory is compared by sums: each row has a number made of it, and two
tables with the same sum of numbers hold the same rows, but for a chance of one in 2^64.
"""

import sqlite3
from collections import Counter
from hashlib import blake2b
from typing import Final

from sparql.lookup import facts
from sparql.lookup.facts import Foreign, Tally
from sparql.lookup.packing import Kept, pack, unpacked
from sparql.lookup.rows import COLUMNS, Row, row
from sparql.lookup.terms import terms
from sparql.lookup.triples import Statements
from sparql.lookup.writing import beginnings, kept, stored
from store.log.reading import RecordLog
from store.projections import Comparison

_EXAMPLES: Final = 5
_SPACE: Final = 1 << 64
#: What a count or a statement has that the index has no number for.
_UNKNOWN: Final = 0


class Check:
    """One check, of the file as of one moment."""

    def __init__(self, connection: sqlite3.Connection, log: RecordLog, *, deep: bool) -> None:
        self._connection = connection
        self._log = log
        self._deep = deep
        self._examples: list[str] = []
        self._records = self._rows = self._missing = self._entries = 0
        self._tallies: Counter[int] = Counter()
        self._made: Counter[int] = Counter()
        self._sums: Counter[str] = Counter()

    def run(self, name: str, checkpoint: int) -> Comparison:
        """Reads log and index through. Memory grows with the vocabulary, not with either."""
        for record, triples in self._log.live():
            said = Statements(self._log.base, record.path, triples)
            self._records += 1
            self._compare_facts(record.path, facts.facts(said, self._log.base))
            self._compare_row(record.path, row(said))
        surplus = self._surplus() + self._shared()
        return Comparison(
            name,
            "rows",
            self._records,
            self._rows,
            self._rows - self._missing + surplus,
            self._missing,
            surplus,
            self._log.head - checkpoint,
            tuple(self._examples),
        )

    def _compare_facts(self, path: str, now: facts.Facts) -> None:
        if not now.tallies:
            return
        self._rows += 1
        numbered = kept(now, self._tally, self._foreign)
        query = "SELECT facts FROM counted WHERE path = ?"
        found = self._connection.execute(query, (path,)).fetchone()
        if found is None or found[0] != pack(numbered):
            self._missed(f"{path} is not counted as what it says now")
        self._add(numbered)

    def _add(self, numbered: Kept) -> None:
        for tally, number in numbered.tallies.items():
            self._tallies[tally] += number
        self._made.update(numbered.foreign)
        for library, edition, number in numbered.held:
            self._sum("held", (library, edition), number)

    def _compare_row(self, path: str, now: Row) -> None:
        if not now:
            return
        self._rows += 1
        self._entries += 1
        query = f"SELECT id, {', '.join(COLUMNS)}, numbers FROM entry WHERE path = ?"  # noqa: S608
        found = self._connection.execute(query, (path,)).fetchone()
        if found is None or stored(found[1:]) != now:
            self._missed(f"{path} is not found by what it says now")
        if found is None:
            return
        number = found[0]
        for key in beginnings(number, now):
            self._sum("begins", key)
        for each in now.numbers:
            self._sum("number", (each, number))
        if self._deep:
            for column, text in zip(COLUMNS, now.texts, strict=True):
                for term in terms(text).split():
                    self._sum("words", (term, number, column))

    def _surplus(self) -> int:
        """Rows of records that are no longer live."""
        surplus = 0
        for table, expected in (("counted", self._records), ("entry", self._entries)):
            found = self._count(f"SELECT count(*) FROM {table}")  # noqa: S608
            if found > expected:
                surplus += found - expected
                self._tell(f"{table} has {found - expected} rows of records that are not live")
        return surplus

    def _shared(self) -> int:
        """What records share: counts, beginnings, numbers and terms that are not as they say."""
        wrong = 0
        tables = {
            "begins": "SELECT field, text, entry FROM begins",
            "number": "SELECT number, entry FROM number",
        }
        if self._deep:
            tables["words"] = "SELECT term, doc, col FROM term"
        for table, query in tables.items():
            for found in self._connection.execute(query):
                self._sum(table, tuple(found), -1)
        for library, edition, items in self._connection.execute("SELECT * FROM held"):
            self._sum("held", (library, edition), -items)
        for table, total in self._sums.items():
            if total % _SPACE:
                wrong += 1
                self._tell(f"the table {table} is not as the records make it")
        return wrong + self._wrong_counts()

    def _wrong_counts(self) -> int:
        wrong = 0
        for number, _, made, adds in self._connection.execute('SELECT * FROM "foreign"'):
            if made > 0:
                self._tallies.update(unpacked(adds))
            if made != self._made.pop(number, 0):
                wrong += 1
                self._tell(f"statement {number} is made by more or fewer records than it says")
        wrong += len(self._made)
        for library, editions in self._connection.execute(
            "SELECT library, count(*) FROM held GROUP BY library"
        ):
            self._tallies[library] += editions
        for number, aspect, value, count in self._connection.execute("SELECT * FROM tally"):
            right = self._tallies[number]
            if count != right:
                wrong += 1
                self._tell(f"the count of {aspect} {value} is {count} and should be {right}")
        return wrong

    def _tally(self, tally: Tally) -> int:
        query = "SELECT id FROM tally WHERE aspect = ? AND value = ?"
        found = self._connection.execute(query, tally).fetchone()
        return int(found[0]) if found else _UNKNOWN

    def _foreign(self, statement: Foreign) -> int:
        query = 'SELECT id FROM "foreign" WHERE key = ?'
        found = self._connection.execute(query, (statement.key,)).fetchone()
        return int(found[0]) if found else _UNKNOWN

    def _count(self, query: str) -> int:
        return int(self._connection.execute(query).fetchone()[0])

    def _sum(self, table: str, key: tuple[object, ...], times: int = 1) -> None:
        digest = blake2b(repr(key).encode(), digest_size=8).digest()
        self._sums[table] = (self._sums[table] + times * int.from_bytes(digest)) % _SPACE

    def _missed(self, sentence: str) -> None:
        self._missing += 1
        self._tell(sentence)

    def _tell(self, sentence: str) -> None:
        if len(self._examples) < _EXAMPLES:
            self._examples.append(sentence)
