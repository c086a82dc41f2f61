"""The versions of a record: who changed it when and how, and what it said at each.

The log keeps what a record says now, and for every change what it took away and brought. So any
version is had by going backwards from now: before = (after − added) ∪ removed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from store import statements
from store.errors import StoreError
from store.log import tables
from store.log.reading import RecordLog
from store.log.records import Action
from store.log.rows import columns
from store.log.transactions import snapshot


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a record, and the change that made it.

    ``member`` is whose contribution it says; ``by`` is empty for what Catena did by itself.
    ``added`` and ``removed`` count statements; ``added`` is None where it was not kept.
    """

    version: int
    seq: int
    action: Action
    at: datetime
    by: str
    member: str
    reason: str
    contribution: int | None
    added: int | None
    removed: int


@dataclass(frozen=True, slots=True)
class Difference:
    """Statements of one version that another has not, and the other way round: N-Triples."""

    removed: bytes
    added: bytes


@dataclass(frozen=True, slots=True)
class Saying:
    """What a version said (sorted N-Triples), and the contribution it was made of."""

    statements: bytes
    contribution: int | None


def versions(log: RecordLog, path: str) -> list[Version]:
    """All versions of a record, the newest first; ``KeyError`` if there never was one."""
    with snapshot(log.database) as connection:
        steps = list(_backwards(connection, path))
    if not steps:
        raise KeyError(path)
    return [
        _version(row, said, before, row.contribution != earlier)
        for (row, said, before), earlier in zip(
            steps, [*(row.contribution for row, _, _ in steps[1:]), None], strict=True
        )
    ]


def statements_at(log: RecordLog, path: str, version: int) -> bytes:
    """What a version of a record said: sorted N-Triples, empty when it was deleted or merged.

    ``KeyError`` for a version that never was; :class:`StoreError` for one that was not kept.
    """
    with snapshot(log.database) as connection:
        return _document(_at(connection, path, version)[1], path, version)


def difference(log: RecordLog, path: str, a: int, b: int) -> Difference:
    """What became of a record from version ``a`` to version ``b``, which may be the earlier one."""
    with snapshot(log.database) as connection:
        before, after = (
            statements.lines(_document(_at(connection, path, each)[1], path, each))
            for each in (a, b)
        )
    return Difference(_written(before - after), _written(after - before))


def said_at(connection: Connection, path: str, version: int) -> Saying:
    """What a version said, for who will say it again (see :func:`statements_at` for errors)."""
    row, said = _at(connection, path, version)
    if row.action in _ENDS:
        raise StoreError(
            f"Version {version} of {path} says nothing: the record was {_ENDS[row.action]} then. "
            "Restore another version."
        )
    return Saying(_document(said, path, version), row.contribution)


#: The actions after which a record says nothing.
_ENDS = {"delete": "deleted", "merge": "merged into another"}


def _at(connection: Connection, path: str, version: int) -> tuple[Any, set[bytes] | None]:
    for row, said, _ in _backwards(connection, path):
        if row.version == version:
            return row, said
    raise KeyError((path, version))


def _backwards(
    connection: Connection, path: str
) -> Iterator[tuple[Any, set[bytes] | None, set[bytes] | None]]:
    """Each change with what the record said after it and before it, where it is known."""
    record, change, sent = tables.record, tables.change, tables.contribution
    now = connection.execute(select(record.c.triples).where(record.c.path == path))
    packed = now.scalar_one_or_none()
    if packed is None:
        return
    names = ("seq", "version", "action", "contribution", "at", "reason", "removed", "added", "by")
    query = (
        select(*columns(change, *names), sent.c.member, sent.c.by.label("sender"))
        .join(sent, sent.c.id == change.c.contribution, isouter=True)
        .where(change.c.path == path)
        .order_by(change.c.seq.desc())
    )
    rows = connection.execute(query).all()
    said: set[bytes] | None = statements.lines(statements.unpack(packed))
    for row, earlier in zip(rows, [*rows[1:], None], strict=True):
        before = _before(row, said)
        if earlier is None or earlier.action in _ENDS:
            before = set()
        yield row, said, before
        said = before


def _before(change: Any, said: set[bytes] | None) -> set[bytes] | None:
    """What a record said before a change; None when that cannot be known (schema 2)."""
    removed = statements.lines(statements.unpack(change.removed))
    if change.action in {"create", "split"}:
        return set()
    if change.action in _ENDS:
        return removed
    if change.added is None or said is None:
        return None
    return said - statements.lines(statements.unpack(change.added)) | removed


def _version(row: Any, said: set[bytes] | None, before: set[bytes] | None, sent: bool) -> Version:
    removed = len(statements.unpack(row.removed).splitlines())
    added = None if said is None or before is None else len(said - before)
    by = row.by if row.by is not None else (row.sender or "") if sent else ""
    return Version(
        row.version,
        row.seq,
        row.action,
        datetime.fromisoformat(row.at),
        by,
        row.member or "",
        row.reason,
        row.contribution,
        added,
        removed,
    )


def _document(said: set[bytes] | None, path: str, version: int) -> bytes:
    if said is None:
        raise StoreError(
            f"What version {version} of {path} said was not kept by the Catena that wrote it: "
            "only versions since then can be shown. Its contribution is kept."
        )
    return _written(said)


def _written(said: set[bytes]) -> bytes:
    return b"".join([line + b"\n" for line in sorted(said)])
