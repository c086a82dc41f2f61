"""Where likenesses are: at records by their sources, at works by the editions of these."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, NamedTuple, Protocol

from sqlalchemy import ColumnElement, Connection, Select, select

from store.log import tables
from store.log.likenesses import OWN, Decision, in_force, named, split_name
from store.log.redirects import followed, followers, leading, onwards
from store.log.rows import columns, rows_at

#: What decisions about works call their kind, and what works are compared by.
WORK: Final = "work"


class Spot(NamedTuple):
    """A record, and what it belongs to already: itself, or the work it is an edition of."""

    path: str
    group: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What a transaction has changed: ``paths`` of records, and decisions.

    ``compared`` are pairs of likenesses. ``editions`` are likenesses that records have now as
    editions of works, or had before.
    """

    paths: Collection[str]
    compared: Collection[tuple[int, int]]
    decisions: Sequence[Decision]
    editions: Collection[int]


class Whereabouts(Protocol):
    """What pairs of likenesses of some ``kinds`` are about, in a transaction."""

    @property
    def kinds(self) -> Collection[str]: ...

    def touched(self, changes: Changes) -> set[int]:
        """The likenesses of all that is not where it was, or has other libraries or decisions."""
        ...

    def at(self, likenesses: Collection[int]) -> dict[int, set[Spot]]:
        """The records that are compared by each of these."""
        ...

    def decided(self, spots: Collection[Spot]) -> set[frozenset[str]]:
        """The pairs of groups among these between which a decision is in force."""
        ...


@dataclass(frozen=True, slots=True)
class OfSources:
    """Books and authorities: a record is where its sources are, and belongs to itself."""

    connection: Connection
    kinds: Collection[str] = ("bib", "auth")

    def touched(self, changes: Changes) -> set[int]:
        """Of the sources of records that changed, and of those that were decided about."""
        source = tables.source
        query = select(source.c.likeness).distinct()
        found = {row.likeness for row in self._rows(query, source.c.path, changes.paths)}
        for each in changes.decisions:
            for member, control in (split_name(each.a), split_name(each.b)):
                of = query.where(source.c.member == member, source.c.kind == each.kind)
                found |= {row.likeness for row in self._rows(of, source.c.control, [control])}
        return found - {None}

    def at(self, likenesses: Collection[int]) -> dict[int, set[Spot]]:
        """The records their sources feed."""
        source = tables.source
        query = select(*columns(source, "path", "likeness")).where(
            source.c.withdrawn == 0, source.c.member != OWN
        )
        found: defaultdict[int, set[Spot]] = defaultdict(set)
        for row in self._rows(query, source.c.likeness, likenesses):
            found[row.likeness].add(Spot(row.path, row.path))
        return found

    def decided(self, spots: Collection[Spot]) -> set[frozenset[str]]:
        """Decisions are about sources."""
        if not _anything(self.connection, self.kinds):
            return set()
        source = tables.source
        query = select(*columns(source, "path", "member", "control", "kind")).where(
            source.c.withdrawn == 0, source.c.member != OWN
        )
        paths: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for row in self._rows(query, source.c.path, {spot.path for spot in spots}):
            paths[row.kind][named(row.member, row.control)] = row.path
        return {
            frozenset((path_of[a], path_of[b]))
            for kind, path_of in paths.items()
            for a, b in _standing(self.connection, kind, path_of)
            if a in path_of and b in path_of
        }

    def _rows(
        self, query: Select[Any], column: ColumnElement[Any], values: Iterable[Any]
    ) -> Iterable[Any]:
        return rows_at(self.connection, query, column, values)


@dataclass(frozen=True, slots=True)
class OfEditions:
    """Works: a record belongs to its work, whose editions are decided about together."""

    connection: Connection
    kinds: Collection[str] = (WORK,)

    def touched(self, changes: Changes) -> set[int]:
        """Of records that changed, and of all editions of a work where decisions bear on them."""
        edition = tables.edition
        found = {each.likeness for each in self._editions(edition.c.path, changes.paths)}
        decided = {name for d in changes.decisions if d.kind == WORK for name in (d.a, d.b)}
        hubs: set[str] = set()
        if decided:
            ends = followed(decided, partial(onwards, self.connection))
            named_ = [*self._editions(edition.c.path, ends.values())]
            found |= {each.likeness for each in named_}
            hubs |= {each.hub for each in named_ if each.hub}
        if _anything(self.connection, self.kinds):
            hubs |= {*changes.paths}
        found |= {each.likeness for each in self._editions(edition.c.hub, hubs)}
        return (found | {*changes.editions}) - {None}

    def at(self, likenesses: Collection[int]) -> dict[int, set[Spot]]:
        """The records compared by them as editions, and their works."""
        found: defaultdict[int, set[Spot]] = defaultdict(set)
        for each in self._editions(tables.edition.c.likeness, likenesses):
            found[each.likeness].add(Spot(each.path, each.hub or each.path))
        return found

    def decided(self, spots: Collection[Spot]) -> set[frozenset[str]]:
        """Decisions are about records, wherever these are now; one is about all of a work."""
        if not _anything(self.connection, self.kinds):
            return set()
        group_of = {spot.path: spot.group for spot in spots}
        hubs = {spot.group for spot in spots if spot.group != spot.path}
        group_of |= {e.path: e.hub for e in self._editions(tables.edition.c.hub, hubs)}
        now = followers(group_of, partial(leading, self.connection))
        return {
            frozenset((group_of[now[a]], group_of[now[b]]))
            for a, b in _standing(self.connection, WORK, now)
            if a in now and b in now
        }

    def _editions(self, column: ColumnElement[Any], values: Iterable[Any]) -> Iterable[Any]:
        query = select(*columns(tables.edition, "path", "likeness", "hub"))
        return rows_at(self.connection, query, column, values)


def as_editions(connection: Connection, paths: Collection[str]) -> set[int]:
    """The likenesses these records have as editions of works."""
    edition = tables.edition
    query = select(edition.c.likeness).where(edition.c.likeness.is_not(None))
    return {row.likeness for row in rows_at(connection, query, edition.c.path, paths)}


def _anything(connection: Connection, kinds: Collection[str]) -> bool:
    """Whether anybody ever decided about things of these kinds."""
    table = tables.decision
    query = select(table.c.id).where(table.c.kind.in_(kinds)).limit(1)
    return connection.execute(query).first() is not None


def _standing(
    connection: Connection, kind: str, names: Collection[str]
) -> dict[tuple[str, str], Decision]:
    """The decisions in force about these things, by the two names in order."""
    table = tables.decision
    query = select(table).where(table.c.kind == kind)
    rows = (
        row
        for column in (table.c.a, table.c.b)
        for row in rows_at(connection, query, column, names)
    )
    return in_force(Decision(*row) for row in rows)
