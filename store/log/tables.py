"""The tables of the record log, in SQL that SQLite and PostgreSQL both speak (SQLAlchemy Core)."""

from typing import Final

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)
from sqlalchemy.dialects.postgresql import VARCHAR

#: Raised when a table changes; a store of another number is migrated, or refused with a sentence.
SCHEMA: Final = 4

#: Ordered by code point on both engines, whatever the server's locale: readers go on from the last
#: path they had, which they compare in Python too.
TEXT: Final = String().with_variant(VARCHAR(collation="C"), "postgresql")
#: 64 bits on PostgreSQL. In SQLite only a column declared INTEGER is the row's own number (the
#: rowid), which has 64 bits by itself; a BIGINT would be a second index.
NUMBER: Final = BigInteger().with_variant(Integer, "sqlite")

metadata: Final = MetaData()

#: One row each: ``schema``; ``base``, the base IRI all triples in the log are written with; and
#: ``log``, the identity of this log, which no other has.
meta: Final = Table(
    "meta",
    metadata,
    Column("key", TEXT, primary_key=True),
    Column("value", TEXT, nullable=False),
)

#: The next number for a path of each kind, and how many live records there are of it.
counter: Final = Table(
    "counter",
    metadata,
    Column("kind", TEXT, primary_key=True),
    Column("next", NUMBER, nullable=False),
    Column("live", NUMBER, nullable=False),
)

#: What each writer did last: how it knows, after the server broke off while it was committing,
#: whether that was done.
receipt: Final = Table(
    "receipt",
    metadata,
    Column("writer", TEXT, primary_key=True),
    Column("token", TEXT, nullable=False),
    Column("at", TEXT, nullable=False),
)

#: What one library sent: the bytes as they came (``raw``, deflated; XML in UTF-8, Turtle as sorted
#: N-Triples), never altered. Times are ISO 8601 in UTC.
contribution: Final = Table(
    "contribution",
    metadata,
    Column("id", NUMBER, primary_key=True, autoincrement=False),
    Column("member", TEXT, nullable=False),
    Column("control", TEXT, nullable=False),
    Column("kind", TEXT, nullable=False),
    Column("version", Integer, nullable=False),
    Column("dialect", TEXT, nullable=False),
    Column("charset", TEXT, nullable=False),
    Column("format", TEXT, nullable=False),
    Column("raw", LargeBinary, nullable=False),
    Column("received", TEXT, nullable=False),
    Column("by", TEXT, nullable=False),
    Column("channel", TEXT, nullable=False),
)

#: Which record a library's control number feeds, and the digest of what it sent last.
#: ``contribution`` is what it sent last; ``withdrawn`` is 1 after it took it back. ``likeness`` is
#: what that is compared by; ``came`` the paths it fed before merges took it where it is (the oldest
#: first, with blanks between), where splits take it back to.
source: Final = Table(
    "source",
    metadata,
    Column("member", TEXT, primary_key=True),
    Column("kind", TEXT, primary_key=True),
    Column("control", TEXT, primary_key=True),
    Column("path", TEXT, ForeignKey("record.path"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("contribution", NUMBER),
    Column("withdrawn", Integer, nullable=False, server_default="0"),
    Column("likeness", NUMBER),
    Column("came", TEXT, nullable=False, server_default=""),
    sqlite_with_rowid=False,
)
Index("source_by_path", source.c.path)
_COMPARED: Final = source.c.likeness.is_not(None)
#: Holdings are not compared; an entry that says so would cost as much as any other.
source_by_likeness: Final = Index(
    "source_by_likeness",
    source.c.likeness,
    sqlite_where=_COMPARED,
    postgresql_where=_COMPARED,
)

#: The shared thing with an IRI. ``triples`` is what it says now: sorted N-Triples, deflated.
#: Rows are never removed, so that a path is never given twice.
record: Final = Table(
    "record",
    metadata,
    Column("path", TEXT, primary_key=True),
    Column("kind", TEXT, nullable=False),
    Column("number", BigInteger),
    Column("version", Integer, nullable=False),
    Column("status", TEXT, nullable=False),
    Column("contribution", NUMBER, ForeignKey("contribution.id")),
    Column("engine", TEXT, nullable=False),
    Column("triples", LargeBinary, nullable=False),
    Column("created", TEXT, nullable=False),
    Column("modified", TEXT, nullable=False),
    Column("survivor", TEXT),
    Column("reason", TEXT, nullable=False),
    UniqueConstraint("kind", "number"),
)
#: With the number, because a load gives a million records one time.
record_by_time: Final = Index(
    "record_by_time", record.c.kind, record.c.status, record.c.modified, record.c.number
)

_MERGED: Final = record.c.survivor.is_not(None)
#: What leads to a record: decisions about works name paths, and follow them.
record_by_survivor: Final = Index(
    "record_by_survivor", record.c.survivor, sqlite_where=_MERGED, postgresql_where=_MERGED
)

#: What every reader reads: one row per change of a record, numbered without gaps. ``removed`` and
#: ``added`` are the statements the change took away and brought, deflated. ``added`` is kept for
#: updates, and NULL in those of schema 2; a record that is created said nothing before. ``by`` is
#: NULL where the contribution tells it. ``other`` is the path a merged record went into, or that
#: one that was split came out of.
change: Final = Table(
    "change",
    metadata,
    Column("seq", NUMBER, primary_key=True, autoincrement=False),
    Column("path", TEXT, ForeignKey("record.path"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("action", TEXT, nullable=False),
    Column("contribution", NUMBER, ForeignKey("contribution.id")),
    Column("at", TEXT, nullable=False),
    Column("reason", TEXT, nullable=False),
    Column("removed", LargeBinary, nullable=False),
    Column("added", LargeBinary),
    Column("by", TEXT),
    Column("other", TEXT),
)
Index("change_by_path", change.c.path)

#: How a member writes its records (TOML), every version of it; the newest is in force.
profile: Final = Table(
    "profile",
    metadata,
    Column("member", TEXT, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("text", TEXT, nullable=False),
    Column("at", TEXT, nullable=False),
)

#: Holdings whose book is not there yet, and what they know it by, one row for each way: ``control``
#: and its number in the same library, ``isbn`` and so on.
waiting: Final = Table(
    "waiting",
    metadata,
    Column("path", TEXT, ForeignKey("record.path"), primary_key=True),
    Column("member", TEXT, nullable=False),
    Column("scheme", TEXT, primary_key=True),
    Column("value", TEXT, primary_key=True),
)

#: Statements about nodes outside any record (a vocabulary term and its label), by the first 16
#: bytes of their BLAKE2 hash, with the number of live records that make them.
shared: Final = Table(
    "shared",
    metadata,
    Column("statement", LargeBinary(16), primary_key=True),
    Column("records", NUMBER, nullable=False),
    sqlite_with_rowid=False,
)

#: What records are compared by, each distinct one once: by the first 8 bytes of its digest
#: (BLAKE2 of kind and traits), with traits and keys, packed. ``kind`` is ``bib``, ``auth`` or
#: ``work``.
likeness: Final = Table(
    "likeness",
    metadata,
    Column("id", NUMBER, primary_key=True, autoincrement=False),
    Column("kind", TEXT, nullable=False),
    Column("alone", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

#: Under which keys a likeness is found: the first 8 bytes of each key's digest.
likeness_key: Final = Table(
    "likeness_key",
    metadata,
    Column("key", NUMBER, primary_key=True, autoincrement=False),
    Column("likeness", NUMBER, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

#: What was decided of two likenesses that share a key (``a`` < ``b``) by the rules of matching:
#: ``same``, ``different`` or ``ask``, with the evidence (JSON, packed). ``worth`` tells how much a
#: person's decision would be worth, NULL where none is needed: see :mod:`store.log.weighing`.
verdict: Final = Table(
    "verdict",
    metadata,
    Column("a", NUMBER, primary_key=True, autoincrement=False),
    Column("b", NUMBER, primary_key=True, autoincrement=False),
    Column("says", TEXT, nullable=False),
    Column("score", Float, nullable=False),
    Column("evidence", LargeBinary, nullable=False),
    Column("worth", Float),
    sqlite_with_rowid=False,
)
Index("verdict_by_b", verdict.c.b)
_WAITS: Final = verdict.c.worth.is_not(None)
#: What waits to be looked at.
Index(
    "verdict_by_worth",
    *(verdict.c.says, verdict.c.worth, verdict.c.a, verdict.c.b),
    sqlite_where=_WAITS,
    postgresql_where=_WAITS,
)

#: What people decided, in the order they did: the newest about two things is in force. ``a`` and
#: ``b`` are names of sources (``PKU:ocm0001``), or of records where works are decided; ``says`` is
#: ``same``, ``different``, or ``open`` where a decision was taken back.
decision: Final = Table(
    "decision",
    metadata,
    Column("id", NUMBER, primary_key=True, autoincrement=False),
    Column("kind", TEXT, nullable=False),
    Column("a", TEXT, nullable=False),
    Column("b", TEXT, nullable=False),
    Column("says", TEXT, nullable=False),
    Column("by", TEXT, nullable=False),
    Column("at", TEXT, nullable=False),
    Column("reason", TEXT, nullable=False),
)
Index("decision_by_a", decision.c.kind, decision.c.a)
Index("decision_by_b", decision.c.kind, decision.c.b)

#: Which work (a Hub's path) a live record is an edition of, NULL where it has no other; ``came``
#: the Hubs it had before, as a source has paths.
edition: Final = Table(
    "edition",
    metadata,
    Column("path", TEXT, ForeignKey("record.path"), primary_key=True),
    Column("likeness", NUMBER),
    Column("hub", TEXT),
    Column("came", TEXT, nullable=False, server_default=""),
    sqlite_with_rowid=False,
)
Index("edition_by_likeness", edition.c.likeness)
Index("edition_by_hub", edition.c.hub)
