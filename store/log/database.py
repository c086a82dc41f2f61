"""The log's database: made, opened, and refused when it is another's."""

from pathlib import Path
from typing import Final
from uuid import uuid4

from sqlalchemy import Connection, Engine, inspect, select
from sqlalchemy.exc import SQLAlchemyError

from store.errors import OtherBase, StoreError
from store.log import tables
from store.log.addresses import engine
from store.log.faults import shown
from store.log.migrations import STEPS, migrate
from store.log.reading import RecordLog
from store.log.transactions import snapshot, writing

_EARLIER: Final = frozenset(map(str, STEPS))


def open_log(file: Path, base: str, url: str = "") -> RecordLog:
    """The log at this URL, in the SQLite file if there is none; made when it is not there.

    Does not wait for writers, unless the log must be made or migrated. Raises
    :class:`StoreError` for what is no log of this version, :class:`OtherBase` for another base
    IRI, :class:`store.errors.Unreachable` for a server that is down.
    """
    database = engine(file, url)
    try:
        known = _known(database)
        if not known or known.get("schema", "") in _EARLIER:
            with writing(database) as connection:
                known = _made(connection, base)
        _suits(known, base, shown(database.url))
    except SQLAlchemyError:
        database.dispose()
        raise _no_log(shown(database.url)) from None
    except StoreError:
        database.dispose()
        raise
    return RecordLog(database, base)


def _known(database: Engine) -> dict[str, str]:
    """What the log tells of itself; nothing when it has not been made."""
    with snapshot(database) as connection:
        return _meta(connection)


def _meta(connection: Connection) -> dict[str, str]:
    if not inspect(connection).has_table(tables.meta.name):
        return {}
    return {row.key: row.value for row in connection.execute(select(tables.meta))}


def _made(connection: Connection, base: str) -> dict[str, str]:
    """Makes the tables or migrates them, under the writers' lock: another may just have done it."""
    known = _meta(connection)
    if not known:
        if connection.dialect.name == "sqlite" and inspect(connection).get_table_names():
            raise _no_log(shown(connection.engine.url))
        tables.metadata.create_all(connection)
        known = {"schema": str(tables.SCHEMA), "base": base, "log": uuid4().hex}
        rows = [{"key": key, "value": value} for key, value in known.items()]
        connection.execute(tables.meta.insert(), rows)
    elif known.get("base") == base and known["schema"] in _EARLIER:
        known["schema"] = str(migrate(connection, int(known["schema"])))
    return known


def _suits(known: dict[str, str], base: str, log: str) -> None:
    if known.get("base") != base:
        raise OtherBase(
            f"This store was made with the base IRI {known.get('base')}; CATENA_BASE_IRI is "
            f"{base}. Set CATENA_BASE_IRI={known.get('base')}, or give CATENA_HOME another folder."
        )
    if known.get("schema") != str(tables.SCHEMA):
        raise StoreError(
            f"{log} is a log of schema {known.get('schema')}; this Catena writes {tables.SCHEMA}. "
            "Export it with the version that made it, and load it here."
        )


def _no_log(log: str) -> StoreError:
    return StoreError(
        f"{log} is no record log. Move it away, or set CATENA_HOME to another folder."
    )
