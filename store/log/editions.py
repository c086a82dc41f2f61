"""Which works the records of the union are editions of, as the log has it."""

from collections.abc import Collection

from sqlalchemy import select

from store.log import tables
from store.log.likenesses import rows_in
from store.log.reading import RecordLog
from store.log.uniting import Grouped


def grouped(
    log: RecordLog,
    *,
    likenesses: Collection[int] = (),
    hubs: Collection[str] = (),
    paths: Collection[str] = (),
) -> set[Grouped]:
    """The records compared by these as works, those of these hubs, and those at these paths."""
    table = tables.edition
    wanted = ((table.c.likeness, likenesses), (table.c.hub, hubs), (table.c.path, paths))
    return {
        Grouped(row.path, row.likeness, row.hub, row.came)
        for column, values in wanted
        for row in rows_in(log, select(table), column, values)
    }
