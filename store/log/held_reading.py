"""What the log knows of a member's holdings, all of it, in portions."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import batched
from typing import Final

from sqlalchemy import exists, select

from store import statements
from store.log import tables
from store.log.held import KIND
from store.log.reading import RecordLog
from store.log.rows import PORTION

#: Sources read together.
_READ: Final = 10 * PORTION


@dataclass(frozen=True, slots=True)
class Known:
    """A source of holdings: what it feeds, what it sent last; ``waits`` where its book is not."""

    control: str
    path: str
    digest: bytes
    contribution: int
    withdrawn: bool
    waits: bool


def known(log: RecordLog, member: str) -> Iterator[Known]:
    """All sources of holdings of a member by their control numbers; in portions."""
    source, waiting = tables.source, tables.waiting
    waits = exists().where(waiting.c.path == source.c.path)
    every = (
        select(
            source.c.control,
            source.c.path,
            source.c.digest,
            source.c.contribution,
            source.c.withdrawn,
            waits,
        )
        .where(source.c.member == member, source.c.kind == KIND)
        .order_by(source.c.control)
        .limit(_READ)
    )
    last = ""
    while True:
        with log.asking() as connection:
            rows = connection.execute(every.where(source.c.control > last)).all()
        if not rows:
            return
        for control, path, digest, contribution, withdrawn, waiting_ in rows:
            yield Known(control, path, bytes(digest), contribution, bool(withdrawn), bool(waiting_))
        last = rows[-1][0]


def sent(log: RecordLog, contributions: Iterable[int]) -> dict[int, tuple[str, bytes]]:
    """Format and bytes of these contributions, by their numbers."""
    table = tables.contribution
    found: dict[int, tuple[str, bytes]] = {}
    with log.asking() as connection:
        for portion in batched(contributions, PORTION):
            query = select(table.c.id, table.c.format, table.c.raw).where(table.c.id.in_(portion))
            for id_, format_, raw in connection.execute(query):
                found[id_] = (format_, statements.unpack(raw))
    return found


def unfollowed(log: RecordLog, checkpoint: int) -> dict[str, bytes]:
    """What the holdings say now that were changed after a checkpoint, by path."""
    change = tables.change
    like = change.c.path.startswith(f"{KIND}/", autoescape=True)
    query = select(change.c.path).where(change.c.seq > checkpoint, like).distinct()
    with log.asking() as connection:
        paths = list(connection.scalars(query))
    return log.saying(paths)
