"""The tables of the record log, in SQL that SQLite and PostgreSQL both speak (SQLAlchemy Core)."""

from typing import Final

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)

#: Raised when a table changes; a store of another number is refused with a sentence.
SCHEMA: Final = 2

metadata: Final = MetaData()

#: One row each: ``schema`` and ``base``, the base IRI all triples in the log are written with.
meta: Final = Table(
    "meta",
    metadata,
    Column("key", String, primary_key=True),
    Column("value", String, nullable=False),
)

#: What one library sent: the bytes as they came (``raw``, deflated; XML in UTF-8, Turtle as sorted
#: N-Triples), never altered. Times are ISO 8601 in UTC.
contribution: Final = Table(
    "contribution",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("member", String, nullable=False),
    Column("control", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("version", Integer, nullable=False),
    Column("dialect", String, nullable=False),
    Column("charset", String, nullable=False),
    Column("format", String, nullable=False),
    Column("raw", LargeBinary, nullable=False),
    Column("received", String, nullable=False),
    Column("by", String, nullable=False),
    Column("channel", String, nullable=False),
    UniqueConstraint("member", "kind", "control", "version"),
)

#: Which record a library's control number feeds, and the digest of what it sent last.
source: Final = Table(
    "source",
    metadata,
    Column("member", String, primary_key=True),
    Column("kind", String, primary_key=True),
    Column("control", String, primary_key=True),
    Column("path", String, ForeignKey("record.path"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("digest", LargeBinary, nullable=False),
)
Index("source_by_path", source.c.path)

#: The shared thing with an IRI. ``triples`` is what it says now: sorted N-Triples, deflated.
#: Rows are never removed, so that a path is never given twice.
record: Final = Table(
    "record",
    metadata,
    Column("path", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("number", BigInteger),
    Column("version", Integer, nullable=False),
    Column("status", String, nullable=False),
    Column("contribution", Integer, ForeignKey("contribution.id")),
    Column("engine", String, nullable=False),
    Column("triples", LargeBinary, nullable=False),
    Column("created", String, nullable=False),
    Column("modified", String, nullable=False),
    Column("survivor", String),
    Column("reason", String, nullable=False),
    UniqueConstraint("kind", "number"),
)
Index("record_by_time", record.c.kind, record.c.status, record.c.modified)

#: What every reader reads: one row per change of a record, numbered without gaps. ``removed`` is
#: the statements the change took away, deflated.
change: Final = Table(
    "change",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("path", String, ForeignKey("record.path"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("action", String, nullable=False),
    Column("contribution", Integer, ForeignKey("contribution.id")),
    Column("at", String, nullable=False),
    Column("reason", String, nullable=False),
    Column("removed", LargeBinary, nullable=False),
)
Index("change_by_path", change.c.path)

#: How a member writes its records (TOML), every version of it; the newest is in force.
profile: Final = Table(
    "profile",
    metadata,
    Column("member", String, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("text", String, nullable=False),
    Column("at", String, nullable=False),
)

#: Holdings whose book is not there yet, and what they know it by, one row for each way: ``control``
#: and its number in the same library, ``isbn`` and so on.
waiting: Final = Table(
    "waiting",
    metadata,
    Column("path", String, ForeignKey("record.path"), primary_key=True),
    Column("member", String, nullable=False),
    Column("scheme", String, primary_key=True),
    Column("value", String, primary_key=True),
)

#: Statements about nodes outside any record (a vocabulary term and its label), by the first 16
#: bytes of their BLAKE2 hash, with the number of live records that make them.
shared: Final = Table(
    "shared",
    metadata,
    Column("statement", LargeBinary(16), primary_key=True),
    Column("records", Integer, nullable=False),
)
