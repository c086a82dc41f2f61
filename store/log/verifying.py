"""The log in itself: that its numbers have no gaps, its versions no holes, and its counts are true.

What the other projections are held against must be sound. Everything is read once, in portions.
"""

from collections.abc import Iterator
from hashlib import blake2b
from itertools import groupby
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Select, Table, and_, func, or_, select

from store import statements
from store.log import tables
from store.log.likenesses import SENT
from store.log.reading import RecordLog
from store.log.transactions import snapshot

#: Faults of one sort that are told one by one; the rest are only counted.
TOLD: Final = 5
_PORTION: Final = 500
_KEYS: Final = 1 << 128

type Rows = Iterator[Any]


def verify(log: RecordLog) -> Iterator[str]:
    """A sentence for each thing in the log that contradicts another; none when it is sound."""
    with snapshot(log.database) as connection:
        yield from _numbers(connection)
        for sort in (_versions, _ends, _sent, _fed, _history):
            yield from _first(sort(connection))
        yield from _shared(connection, log.base)
        yield from _counted(connection)


def _first(faults: Iterator[str]) -> Iterator[str]:
    """The first few, and how many more there are."""
    more = 0
    for number, fault in enumerate(faults):
        if number < TOLD:
            yield fault
        else:
            more += 1
    if more:
        yield f"… and {more:,} more of this sort."


def _numbers(connection: Connection) -> Iterator[str]:
    """Changes are numbered 1, 2, 3 …"""
    for name, column in (("changes", tables.change.c.seq), ("contributions", _ID)):
        query = select(func.count(), func.coalesce(func.max(column), 0)).select_from(column.table)
        count, last = connection.execute(query).one()
        if count != last:
            yield f"{last - count:,} numbers are missing among the {name} up to {last:,}."


_ID: Final = tables.contribution.c.id


def _versions(connection: Connection) -> Iterator[str]:
    """A record's changes are its versions, 1, 2, 3 … up to the one it has."""
    record, change = tables.record, tables.change
    query = (
        select(record.c.path, record.c.version, func.count(change.c.seq), _last(change.c.version))
        .join(change, change.c.path == record.c.path, isouter=True)
        .group_by(record.c.path, record.c.version)
        .having(or_(func.count() != record.c.version, _last(change.c.version) != record.c.version))
    )
    for path, version, count, last in connection.execute(query):
        yield f"{path} is at version {version}, but has {count} changes, the last to {last}."


def _last(column: ColumnElement[int]) -> ColumnElement[int]:
    return func.coalesce(func.max(column), 0)


def _ends(connection: Connection) -> Iterator[str]:
    """A live record has the contribution it is made of; the survivor of a merged one is there."""
    record = tables.record
    other = record.alias()
    there = select(other.c.path).where(other.c.path == record.c.survivor).exists()
    query = select(record.c.path, record.c.status).where(
        or_(
            and_(
                record.c.status == "live",
                record.c.contribution.is_(None),
                record.c.kind != "hub",  # which is made of all its editions
            ),
            and_(record.c.status == "merged", ~there),
        )
    )
    for path, status in connection.execute(query):
        yield f"{path} is {status}, but what it should lead to is not there."


def _sent(connection: Connection) -> Iterator[str]:
    """Every contribution can be read, and the newest of a source is the one it says."""
    table, source = tables.contribution, tables.source
    same = and_(*(table.c[name] == source.c[name] for name in ("member", "kind", "control")))
    query = select(table, source.c.version.label("newest"), source.c.digest).join(
        source, same, isouter=True
    )
    for row in _by_number(connection, query, table):
        name = f"{row.kind} {row.control} of {row.member}"
        if row.newest is None or row.newest < row.version:
            yield f"{name} came as version {row.version}, which its library is not known for."
        try:
            raw = statements.unpack(row.raw)
        except statements.UNREADABLE:
            yield f"{name}, version {row.version}, cannot be read any more."
            continue
        if row.newest == row.version and blake2b(raw, digest_size=16).digest() != row.digest:
            yield f"{name}, version {row.version}, is not what its digest says."


def _fed(connection: Connection) -> Iterator[str]:
    """A source that is not withdrawn feeds a live record, and the work of an edition is live."""
    record, source, edition = tables.record, tables.source, tables.edition
    fed = (
        select(source.c.member, source.c.control, source.c.path, record.c.status)
        .join(record, record.c.path == source.c.path, isouter=True)
        .where(source.c.withdrawn == 0, SENT)
        .where(or_(record.c.status.is_(None), record.c.status != "live"))
    )
    for member, control, path, status in connection.execute(fed):
        yield f"{control} of {member} feeds {path}, which is {status or 'not there'}."
    hub = record.alias()
    of = (
        select(edition.c.path, edition.c.hub)
        .join(record, record.c.path == edition.c.path)
        .join(hub, hub.c.path == edition.c.hub, isouter=True)
        .where(edition.c.hub.is_not(None))
        .where(or_(record.c.status != "live", hub.c.status.is_(None), hub.c.status != "live"))
    )
    for path, work in connection.execute(of):
        yield f"{path} is said to be an edition of {work}, but one of the two is not live."


def _history(connection: Connection) -> Iterator[str]:
    """Going backwards from what a record says, through all its changes, one comes to nothing."""
    record, change = tables.record, tables.change
    several = select(change.c.path).where(change.c.version > 1)
    query = (
        select(record.c.path, record.c.triples, change.c.action, change.c.removed, change.c.added)
        .join(change, change.c.path == record.c.path)
        .where(record.c.path.in_(several))
        .order_by(record.c.path, change.c.seq.desc())
        .execution_options(yield_per=_PORTION)
    )
    for path, steps in groupby(connection.execute(query), lambda row: row.path):
        said: set[bytes] | None = None
        for row in steps:
            if said is None:
                said = statements.lines(statements.unpack(row.triples))
            if row.action in {"delete", "merge"}:
                if said:
                    yield f"{path} says something after it was ended."
                    break
            elif row.added is None:
                break  # a change from before additions were kept; a creation
            elif not statements.lines(statements.unpack(row.added)) <= said:
                yield f"{path} does not say what a change of it brought."
                break
            else:
                said -= statements.lines(statements.unpack(row.added))
            said |= statements.lines(statements.unpack(row.removed))


def _shared(connection: Connection, base: str) -> Iterator[str]:
    """Statements about things of the world are counted right: their keys, times their counts."""
    record, shared = tables.record, tables.shared
    made = 0
    query = (
        select(record.c.path, record.c.triples)
        .where(record.c.status == "live")
        .execution_options(yield_per=_PORTION)
    )
    for path, packed in connection.execute(query):
        lines = statements.unpack(packed).splitlines()
        for line in statements.shared(lines, base, path):
            made += int.from_bytes(statements.key(line))
    rows = connection.execute(select(shared).execution_options(yield_per=10_000))
    counted = sum(int.from_bytes(row.statement) * row.records for row in rows)
    if (made - counted) % _KEYS:
        yield "The counts of statements that several records make are not those of the records."


def _counted(connection: Connection) -> Iterator[str]:
    """As many live records as are counted, and no number given that is still to be given."""
    record, counter = tables.record, tables.counter
    live = func.count().filter(record.c.status == "live")
    query = select(record.c.kind, live, _last(record.c.number)).group_by(record.c.kind)
    known = {row.kind: (row.live, row.next) for row in connection.execute(select(counter))}
    for kind, count, last in connection.execute(query):
        said, following = known.get(kind, (0, 0))
        if said != count:
            yield f"{count:,} records of kind {kind} are live, {said:,} are counted."
        if last and following <= last:
            yield f"The number {last} of a {kind} record would be given again."


def _by_number(connection: Connection, query: Select[Any], table: Table) -> Rows:
    """The rows of a table in the order of their numbers, some at a time."""
    last = 0
    while rows := connection.execute(
        query.where(table.c.id > last).order_by(table.c.id).limit(_PORTION)
    ).all():
        yield from rows
        last = rows[-1].id
