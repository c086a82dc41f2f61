"""The room the log takes on its disk, and giving back what rows that went have left."""

from pathlib import Path

from sqlalchemy import text

from store.log.copying import ORDER, spoken
from store.log.reading import RecordLog


def size(log: RecordLog) -> int:
    """Bytes on the disk: tables and indexes, for SQLite with what is still written ahead."""
    if log.database.dialect.name == "sqlite":
        file = str(log.database.url.database)
        parts = (Path(file), Path(f"{file}-wal"))
        return sum(part.stat().st_size for part in parts if part.exists())
    query = text(
        "SELECT coalesce(sum(pg_total_relation_size(oid)), 0) FROM pg_class WHERE oid = ANY(:of)"
    )
    with spoken(log.database, "measured"), log.database.connect() as connection:
        regclass = text("SELECT to_regclass(:name)::oid")
        of = [connection.execute(regclass, {"name": each.name}).scalar_one() for each in ORDER]
        return int(connection.execute(query, {"of": of}).scalar_one())


def compact(log: RecordLog) -> None:
    """Gives the room of rows that went back, and has the engine count what it plans by.

    SQLite writes the file anew, and writers wait meanwhile; PostgreSQL only marks the room as free
    for new rows, and nobody waits.
    """
    with spoken(log.database, "made smaller"), log.database.connect() as connection:
        if log.database.dialect.name == "sqlite":
            connection.detach()  # its settings are not those of the others
            connection.exec_driver_sql("VACUUM")
            connection.exec_driver_sql("PRAGMA optimize")
            # What others still read of the old file stays until they have done.
            connection.exec_driver_sql("PRAGMA busy_timeout=1000")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            return
        connection.execution_options(isolation_level="AUTOCOMMIT")
        for table in ORDER:
            connection.execute(text(f"VACUUM (ANALYZE) {table.name}"))
