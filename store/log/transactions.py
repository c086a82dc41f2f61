"""Reading and writing the log's database: one writer at a time, readers that never wait."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from os import getpid
from threading import Lock
from time import monotonic, sleep
from typing import Any, Final
from uuid import uuid4

from sqlalchemy import Connection, Engine, Table, bindparam, case, func, select
from sqlalchemy.dialects import postgresql, sqlite

from store.errors import Unreachable
from store.log import tables
from store.log.faults import PATIENCE, shown, told
from store.log.turns import first_in_line

#: Seconds a writer tries again while the server is away, and the longest pause between tries.
PERSISTENCE: Final = 30.0
_PAUSE: Final = 1.0
#: What the writers' lock is called, in the only way PostgreSQL has: "catena" in ASCII.
_LOCK: Final = 0x636174656E61


@contextmanager
def reading(database: Engine) -> Iterator[Connection]:
    """A connection for one query; several may each see another moment."""
    with told(database), database.connect() as connection:
        yield connection


@contextmanager
def snapshot(database: Engine) -> Iterator[Connection]:
    """A connection whose queries all see the log as of the first of them."""
    with told(database), database.connect() as connection:
        if database.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN")
        else:
            connection.execution_options(isolation_level="REPEATABLE READ")
        yield connection


@contextmanager
def writing(database: Engine) -> Iterator[Connection]:
    """The writers' lock and a transaction, committed at the end of the block, or nothing of it.

    Raises :class:`store.errors.StoreBusy` when another writer keeps the lock for :data:`PATIENCE`
    seconds.
    """
    with told(database), database.connect() as connection:
        if database.dialect.name == "sqlite":
            # Deferred, a transaction that has read cannot write once another has written.
            with first_in_line(shown(database.url)):
                connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            connection.execution_options(isolation_level="READ COMMITTED")
            connection.execute(_TERMS, {"patience": f"{PATIENCE}s"})
            connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
        yield connection
        connection.commit()


def _setting(name: str, value: Any) -> Any:
    return func.set_config(name, value, True)


_DURABLE: Final = func.current_setting("synchronous_commit")
#: For this transaction: how long to wait for the lock; that a commit is on disk, which every reader
#: with a checkpoint relies on; and that a writer whose machine is gone does not keep the lock.
_TERMS: Final = select(
    _setting("lock_timeout", bindparam("patience")),
    _setting("synchronous_commit", case((_DURABLE == "off", "on"), else_=_DURABLE)),
    _setting("idle_in_transaction_session_timeout", "120s"),
)


def insert(connection: Connection, table: Table) -> Any:
    """An INSERT of the engine's own kind, which knows ``on_conflict_do_update``."""
    made = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    return made(table)


class Resuming:
    """Write transactions that outlive a restart of the server, and are never done twice.

    When the server breaks off during a commit, nobody knows whether it was done. So each
    transaction leaves a receipt, which the next try looks for first: it has the writers' lock
    then, so the one before it has come to its end, either way.
    """

    def __init__(self, database: Engine) -> None:
        self._database = database
        self._name = uuid4().hex
        self._turn = Lock()
        self._needs_receipts = database.dialect.name == "postgresql"

    def write[T](self, work: Callable[[Connection], T]) -> T:
        """What ``work`` returns, once what it wrote is committed; it may be called again."""
        token = uuid4().hex
        results: list[T] = []
        until = monotonic() + PERSISTENCE
        pause = 0.05
        with self._turn:
            while True:
                try:
                    with writing(self._database) as connection:
                        if not (results and self._done(connection, token)):
                            results = [work(connection)]
                            self._leave(connection, token)
                except Unreachable:
                    if monotonic() + pause > until:
                        raise
                    sleep(pause)
                    pause = min(2 * pause, _PAUSE)
                else:
                    return results[0]

    @property
    def _writer(self) -> str:
        return f"{self._name}-{getpid()}"  # a forked process is another writer

    def _done(self, connection: Connection, token: str) -> bool:
        table = tables.receipt
        query = select(table.c.token).where(table.c.writer == self._writer)
        return connection.execute(query).scalar_one_or_none() == token

    def _leave(self, connection: Connection, token: str) -> None:
        if not self._needs_receipts:
            return
        table = tables.receipt
        at = datetime.now(UTC)
        row = {"writer": self._writer, "token": token, "at": at.isoformat(timespec="seconds")}
        made = insert(connection, table)
        news = {"token": made.excluded.token, "at": made.excluded.at}
        replacing = made.on_conflict_do_update(index_elements=["writer"], set_=news)
        connection.execute(replacing, [row])
        old = (at - timedelta(days=1)).isoformat(timespec="seconds")
        connection.execute(table.delete().where(table.c.at < old))
