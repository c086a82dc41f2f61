"""Paths that lead to others: where a record that was merged is now, and what leads to a record."""

from collections.abc import Callable, Collection, Iterable, Mapping

from sqlalchemy import Connection, select

from store.log import tables
from store.log.likenesses import Decision
from store.log.rows import rows_at

#: From paths to others, one step; what leads nowhere is left out.
type Step = Callable[[Collection[str]], Mapping[str, str]]


def onwards(connection: Connection, paths: Collection[str]) -> dict[str, str]:
    """Of these paths those of records that were merged, each with the one it leads to."""
    record = tables.record
    query = select(record.c.path, record.c.survivor)
    rows = rows_at(connection, query, record.c.path, paths)
    return {row.path: row.survivor for row in rows if row.survivor is not None}


def leading(connection: Connection, paths: Collection[str]) -> dict[str, str]:
    """The paths of merged records that lead straight to one of these, each with that one."""
    record = tables.record
    query = select(record.c.path, record.c.survivor)
    return {row.path: row.survivor for row in rows_at(connection, query, record.c.survivor, paths)}


def followed(paths: Iterable[str], step: Step) -> dict[str, str]:
    """Where each of these leads in the end; one that leads nowhere stays."""
    wanted = {*paths}
    asked: set[str] = set()
    fresh = wanted
    steps: dict[str, str] = {}
    while fresh:
        found = step(fresh)
        steps |= found
        asked |= fresh
        fresh = {*found.values()} - asked
    return {path: _end(path, steps) for path in wanted}


def followers(paths: Iterable[str], step: Step) -> dict[str, str]:
    """These paths and all that lead to them, over however many others, each with its end.

    ``step`` goes back: from what leads to some paths to these.
    """
    found = {path: path for path in paths}
    fresh = {*found}
    while fresh:
        back = step(fresh).items()
        fresh = set()
        for path, to in back:
            if path not in found:
                found[path] = found[to]
                fresh.add(path)
    return found


def between_records(
    decisions: Iterable[Decision], now: Mapping[str, str]
) -> dict[tuple[str, str], Decision]:
    """Decisions of records by the two paths these are at now; of the same two, the newest.

    ``now`` has the paths that lead elsewhere. What is said of two that have become one is left out.
    """
    found: dict[tuple[str, str], Decision] = {}
    for each in sorted(decisions, key=lambda each: each.id):
        a, b = now.get(each.a, each.a), now.get(each.b, each.b)
        if a != b:
            found[min(a, b), max(a, b)] = each
    return found


def _end(path: str, steps: Mapping[str, str]) -> str:
    seen = {path}
    while (to := steps.get(path)) is not None and to not in seen:
        seen.add(to)
        path = to
    return path
