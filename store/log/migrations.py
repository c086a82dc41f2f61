"""A log made by an earlier Catena, brought to today's tables where it is."""

from collections.abc import Callable, Mapping
from typing import Final
from uuid import uuid4

from sqlalchemy import Connection, func, literal, select

from store.log import tables


def _from_2(connection: Connection) -> None:
    """Identity, what updates added, who did it, counters; only SQLite ever had schema 2."""
    for column in ("added BLOB", '"by" VARCHAR'):
        connection.exec_driver_sql(f"ALTER TABLE change ADD COLUMN {column}")
    tables.record_by_time.drop(connection)
    tables.record_by_time.create(connection)
    tables.metadata.create_all(connection)
    record, counter = tables.record, tables.counter
    live = func.count().filter(record.c.status == "live")
    counted = select(record.c.kind, func.coalesce(func.max(record.c.number), 0) + literal(1), live)
    names = ["kind", "next", "live"]
    connection.execute(counter.insert().from_select(names, counted.group_by(record.c.kind)))
    connection.execute(tables.meta.insert(), [{"key": "log", "value": uuid4().hex}])


_NEWEST: Final = """
UPDATE source SET contribution = newest.id FROM (
    SELECT member, kind, control, max(id) AS id FROM contribution GROUP BY member, kind, control
) AS newest
WHERE newest.member = source.member AND newest.kind = source.kind
    AND newest.control = source.control
"""


def _from_3(connection: Connection) -> None:
    """What records are compared by, and which of them were withdrawn; nothing is compared yet."""
    source, record = tables.source, tables.record
    text = 'VARCHAR COLLATE "C"' if connection.dialect.name == "postgresql" else "VARCHAR"
    added = ("contribution BIGINT", "withdrawn INTEGER DEFAULT 0 NOT NULL", "likeness BIGINT")
    for column in (*added, f"came {text} DEFAULT '' NOT NULL"):
        connection.exec_driver_sql(f"ALTER TABLE source ADD COLUMN {column}")
    connection.exec_driver_sql(f"ALTER TABLE change ADD COLUMN other {text}")
    tables.metadata.create_all(connection)
    for index in (tables.source_by_likeness, tables.record_by_survivor):
        index.create(connection, checkfirst=True)
    connection.exec_driver_sql(_NEWEST)
    deleted = select(record.c.path).where(record.c.status == "deleted")
    gone = source.update().where(source.c.path.in_(deleted))
    connection.execute(gone.values(withdrawn=1))


#: From which schema, by what; each leads to the one after it.
STEPS: Final[Mapping[int, Callable[[Connection], None]]] = {2: _from_2, 3: _from_3}


def migrate(connection: Connection, schema: int) -> int:
    """Brings the tables on from ``schema`` as far as it can; returns the schema they have then."""
    while step := STEPS.get(schema):
        step(connection)
        schema += 1
        table = tables.meta
        noting = table.update().where(table.c.key == "schema")
        connection.execute(noting.values(value=str(schema)))
    return schema
