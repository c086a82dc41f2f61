"""A copy of a log put in the place of the log that is there, in one transaction.

Killed at any moment, the log is the old one or the new one. Readers go on reading the old one
until it is done; writers wait.
"""

import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, MetaData, func, select, text
from sqlalchemy.exc import DBAPIError

from store.log import tables
from store.log.copying import ORDER, ROWS, Reached, opened, spoken
from store.log.faults import shown
from store.log.reading import RecordLog
from store.log.transactions import insert, writing
from store.log.turns import first_in_line

#: Where PostgreSQL makes the new tables.
STAGING: Final = "catena_restoring"


def replace(
    log: RecordLog, file: Path, identity: str, before: Callable[[], None], reached: Reached
) -> None:
    """Makes the log say what a copy (:func:`store.log.copying.copy_out`) says, as another log.

    ``before`` is called when nobody can write any more and nothing is altered yet. Numbers of paths
    go on from whichever log had come farther, so that none is given twice. Raises
    :class:`StoreBusy` while others will not let go, :class:`StoreError` when the copy does not fit.
    """
    with spoken(log.database, "replaced"):
        if log.database.dialect.name == "sqlite":
            _in_sqlite(log.database, file, identity, before, reached)
        else:
            _in_tables(log.database, file, identity, before, reached)


def _in_sqlite(
    database: Engine, file: Path, identity: str, before: Callable[[], None], reached: Reached
) -> None:
    with database.connect() as connection:
        # Its settings are not those of the others: it does not go back to them.
        connection.detach()
        run = connection.exec_driver_sql
        # Checked for each row, references would cost a look through a table that has no index.
        run("PRAGMA foreign_keys=OFF")
        run("ATTACH ? AS copy", (str(file.absolute()),))
        with first_in_line(shown(database.url)):
            run("BEGIN IMMEDIATE")
        before()
        numbers = _numbers(connection)
        counts = [run(f"SELECT count(*) FROM copy.{each.name}").scalar_one() for each in ORDER]  # noqa: S608
        for table in reversed(ORDER):
            connection.execute(table.delete())
        for done, table in enumerate(ORDER, start=1):
            names = ", ".join(f'"{column.name}"' for column in table.columns)
            run(
                f"INSERT INTO main.{table.name} ({names}) "  # noqa: S608
                f"SELECT {names} FROM copy.{table.name}"
            )
            reached(sum(counts[:done]), sum(counts))
        _name(connection, identity, numbers)
        connection.commit()
        # Done is done, whatever becomes of this: the next writer does it else.
        with suppress(DBAPIError):
            run("PRAGMA busy_timeout=1000")
            run("PRAGMA wal_checkpoint(TRUNCATE)")


def _numbers(connection: Connection) -> dict[str, int]:
    """The next number of a path, by kind."""
    rows = connection.execute(select(tables.counter.c.kind, tables.counter.c.next))
    return {row.kind: row.next for row in rows}


def _name(connection: Connection, identity: str, numbers: dict[str, int]) -> None:
    """Makes it another log, whose numbers go on from these or from its own."""
    meta, counter = tables.meta, tables.counter
    connection.execute(meta.update().where(meta.c.key == "log").values(value=identity))
    coming = _numbers(connection)
    for kind, number in numbers.items():
        if number > coming.get(kind, 0):
            row = insert(connection, counter).values(kind=kind, next=number, live=0)
            connection.execute(
                row.on_conflict_do_update(index_elements=["kind"], set_={"next": number})
            )


def _in_tables(
    database: Engine, file: Path, identity: str, before: Callable[[], None], reached: Reached
) -> None:
    """New tables are filled out of sight, then take the place of the old ones.

    TRUNCATE and COPY into the old ones would keep every reader waiting until the end; DELETE would
    look through all records for each contribution.
    """
    staged = MetaData()
    for table in ORDER:
        table.to_metadata(staged, schema=STAGING)
    with writing(database) as connection, opened(file) as copy:
        # The backup of what was there may take longer than a writer may pause.
        connection.execute(text("SET LOCAL idle_in_transaction_session_timeout = 0"))
        before()
        numbers = _numbers(connection)
        connection.execute(text(f"CREATE SCHEMA {STAGING}"))
        staged.create_all(connection)
        _fill(connection, copy, reached)
        ours = connection.execute(select(func.quote_ident(func.current_schema()))).scalar_one()
        connection.execute(text(f"DROP TABLE {', '.join(table.name for table in ORDER)}"))
        for table in ORDER:
            connection.execute(text(f"ALTER TABLE {STAGING}.{table.name} SET SCHEMA {ours}"))
        connection.execute(text(f"DROP SCHEMA {STAGING}"))
        _name(connection, identity, numbers)


def _fill(connection: Connection, copy: sqlite3.Connection, reached: Reached) -> None:
    """Every row of the copy by COPY, a table after those it points to."""
    counts = {
        table.name: copy.execute(f"SELECT count(*) FROM {table.name}").fetchone()[0]  # noqa: S608
        for table in ORDER
    }
    done, total = 0, sum(counts.values())
    cursor = connection.connection.cursor()
    for table in ORDER:
        names = ", ".join(f'"{column.name}"' for column in table.columns)
        with cursor.copy(f"COPY {STAGING}.{table.name} ({names}) FROM STDIN") as rows:
            for row in copy.execute(f"SELECT {names} FROM {table.name}"):  # noqa: S608
                rows.write_row(row)
                done += 1
                if done % ROWS == 0:
                    reached(done, total)
        connection.execute(text(f"ANALYZE {STAGING}.{table.name}"))
    reached(total, total)
