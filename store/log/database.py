"""The log's database: made, opened, and refused when it is another's."""

from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, event, select
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from store.errors import OtherBase, StoreError
from store.log import tables
from store.log.reading import RecordLog


def open_log(file: Path, base: str) -> RecordLog:
    """The log in a SQLite file, made when it is not there.

    Raises :class:`StoreError` for a file that is no log of this version or has another base IRI.
    """
    database = create_engine(f"sqlite:///{file}")
    event.listen(database, "connect", _pragmas)
    try:
        tables.metadata.create_all(database)
        with database.begin() as connection:
            known = {row.key: row.value for row in connection.execute(select(tables.meta))}
            if not known:
                rows = [
                    {"key": "schema", "value": str(tables.SCHEMA)},
                    {"key": "base", "value": base},
                ]
                connection.execute(tables.meta.insert(), rows)
                known = {"schema": str(tables.SCHEMA), "base": base}
    except OperationalError as error:
        raise StoreError(f"The record log {file} cannot be opened: {error.orig}.") from None
    except SQLAlchemyError:
        raise StoreError(
            f"{file} is no record log. Move it away, or set CATENA_HOME to another folder."
        ) from None
    if known.get("schema") != str(tables.SCHEMA):
        raise StoreError(
            f"{file} is a log of schema {known.get('schema')}; this Catena writes {tables.SCHEMA}. "
            "Export it with the version that made it, and load it here."
        )
    if known["base"] != base:
        raise OtherBase(
            f"This store was made with the base IRI {known['base']}; CATENA_BASE_IRI is {base}. "
            f"Set CATENA_BASE_IRI={known['base']}, or give CATENA_HOME another folder."
        )
    return RecordLog(database, base)


def _pragmas(connection: Any, _: object) -> None:
    # Write-ahead log: readers never wait for the writer. FULL: a commit survives a power cut, which
    # the graph's checkpoint relies on.
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=10000"):
        connection.execute(f"PRAGMA {pragma}")
