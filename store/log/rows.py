"""From the log's rows to its things, and what every query of it needs."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import batched
from json import dumps
from typing import Any, Final

from sqlalchemy import Column, ColumnElement, Connection, Select, Table, bindparam, func, select

from store.log import tables
from store.log.records import Record

#: Values in one IN list: far below what either engine takes (32,766 in SQLite).
PORTION: Final = 500
#: Many numbers as one parameter, which SQLite need not have listed in the statement: two thirds of
#: the time. Not texts: its JSON ends them at a NUL, which a control number may hold.
_LISTED: Final = select(func.json_each(bindparam("values")).table_valued("value").c.value)

RECORD: Final = [
    tables.record.c[name]
    for name in (
        *("path", "kind", "version", "status", "contribution"),
        *("created", "modified", "survivor", "reason"),
    )
]


def head(connection: Connection) -> int:
    """The number of the newest change; 0 when there is none."""
    newest: int | None = connection.execute(select(func.max(tables.change.c.seq))).scalar_one()
    return newest or 0


def columns(table: Table, *names: str) -> list[Column[Any]]:
    """These columns of a table."""
    return [table.c[name] for name in names]


def rows_at(
    connection: Connection, query: Select[Any], column: ColumnElement[Any], values: Iterable[Any]
) -> Iterator[Any]:
    """The rows whose column has one of the values, all of them numbers or all texts."""
    listed = connection.dialect.name == "sqlite"
    for portion in batched(sorted({*values}), PORTION):
        if listed and isinstance(portion[0], int):
            among = query.where(column.in_(_LISTED))
            yield from connection.execute(among, {"values": dumps(portion)}).all()
        else:
            yield from connection.execute(query.where(column.in_(portion))).all()


def record(row: Sequence[Any]) -> Record:
    """A record of a row of :data:`RECORD`."""
    path, kind, version, status, contribution, created, modified, survivor, reason = row
    return Record(
        path,
        kind,
        version,
        status,
        contribution,
        datetime.fromisoformat(created),
        datetime.fromisoformat(modified),
        survivor,
        reason,
    )
