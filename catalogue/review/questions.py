"""What is asked of two records: whether they are one, or whether they are editions of one work."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final, Protocol

from catalogue.joining.leading import Leads
from catalogue.review.values import Side
from store.log.doubts import about
from store.log.editions import grouped
from store.log.likenesses import Decision, decided, feeding, split_name
from store.log.reading import RecordLog
from store.log.redirects import between_records
from store.log.whereabouts import WORK

#: The kinds of cases: what decisions, rules and addresses call what is asked.
KINDS: Final = ("bib", "auth", WORK)


@dataclass(frozen=True, slots=True)
class Thing:
    """A record as a question sees it.

    ``group`` is what it belongs to already: itself, or a work. ``own`` are names by which decisions
    know it, ``names`` those of all in its group; ``likeness`` and ``likenesses`` in the same way.
    """

    path: str
    group: str
    own: frozenset[str]
    names: frozenset[str]
    likeness: frozenset[int]
    likenesses: frozenset[int]
    libraries: int


class Question(Protocol):
    """Everything the desk must know of the things of one kind of case."""

    @property
    def kind(self) -> str: ...

    @property
    def records(self) -> str:
        """The kind of the records it is asked of."""
        ...

    def at(self, likenesses: Collection[int]) -> Mapping[int, set[str]]:
        """The records that are compared by each of these."""
        ...

    def things(self, paths: Collection[str]) -> dict[str, Thing]:
        """What these records are to the question, by path."""
        ...

    def found(self, names: Collection[str]) -> dict[str, tuple[str, int | None]]:
        """Where things are that decisions name, and what they are compared by; by name."""
        ...

    def decided(self, names: Collection[str]) -> Mapping[tuple[str, str], Decision]:
        """The decisions in force about these names, by the two names as they are now."""
        ...

    def now(self, names: Iterable[str]) -> dict[str, str]:
        """What decisions would call these things today."""
        ...

    def about(self, names: Collection[str]) -> list[Decision]:
        """All decisions about things of these names, the oldest first, by the names of today."""
        ...

    def abroad(self, names: Collection[str]) -> dict[str, str]:
        """What another catalogue would know these things by: a source of each, by name."""
        ...

    def here(self, names: Collection[str]) -> dict[str, str]:
        """What decisions here call things that come as sources; unknown ones are left out."""
        ...

    def side(self, of: Side) -> Side:
        """A side with the name that stands for it in a decision."""
        ...


@dataclass(frozen=True, slots=True)
class OneRecord:
    """Are these the same edition, person or subject? Asked of sources."""

    log: RecordLog
    kind: str

    @property
    def records(self) -> str:
        """The same kind."""
        return self.kind

    def at(self, likenesses: Collection[int]) -> Mapping[int, set[str]]:
        """The records sources of these likenesses feed."""
        found: defaultdict[int, set[str]] = defaultdict(set)
        for each in feeding(self.log, likenesses=likenesses):
            if each.likeness is not None:
                found[each.likeness].add(each.path)
        return found

    def things(self, paths: Collection[str]) -> dict[str, Thing]:
        """Records with their sources."""
        names: defaultdict[str, set[str]] = defaultdict(set)
        likenesses: defaultdict[str, set[int]] = defaultdict(set)
        members: defaultdict[str, set[str]] = defaultdict(set)
        for each in feeding(self.log, paths=paths):
            names[each.path].add(each.name)
            members[each.path].add(each.member)
            if each.likeness is not None:
                likenesses[each.path].add(each.likeness)
        return {
            path: Thing(
                path,
                path,
                *(frozenset(names[path]), frozenset(names[path])),
                *(frozenset(likenesses[path]), frozenset(likenesses[path])),
                len(members[path]),
            )
            for path in names
        }

    def found(self, names: Collection[str]) -> dict[str, tuple[str, int | None]]:
        """The records that sources of these names feed."""
        wanted = [(*split_name(name), self.kind) for name in names]
        return {each.name: (each.path, each.likeness) for each in feeding(self.log, named=wanted)}

    def decided(self, names: Collection[str]) -> Mapping[tuple[str, str], Decision]:
        """About sources, whose names never change."""
        return decided(self.log, self.kind, names)

    def now(self, names: Iterable[str]) -> dict[str, str]:
        """The names as they are."""
        return {name: name for name in names}

    def about(self, names: Collection[str]) -> list[Decision]:
        """As they were made."""
        return about(self.log, self.kind, names)

    def abroad(self, names: Collection[str]) -> dict[str, str]:
        """The names as they are."""
        return self.now(names)

    def here(self, names: Collection[str]) -> dict[str, str]:
        """The names as they are: a decision may come before its sources."""
        return self.now(names)

    def side(self, of: Side) -> Side:
        """As it is: a side is named by the source its description is made of."""
        return of


@dataclass(frozen=True, slots=True)
class OneWork:
    """Are these editions of one work? Asked of records, by their paths."""

    log: RecordLog
    kind: str = WORK
    records: str = "bib"

    def at(self, likenesses: Collection[int]) -> Mapping[int, set[str]]:
        """The records compared by these as editions."""
        found: defaultdict[int, set[str]] = defaultdict(set)
        if likenesses:
            for each in grouped(self.log, likenesses=likenesses):
                if each.likeness is not None:
                    found[each.likeness].add(each.path)
        return found

    def things(self, paths: Collection[str]) -> dict[str, Thing]:
        """Records with the other editions of their works, and the paths that lead to all these."""
        known = {each.path: each for each in grouped(self.log, paths=paths)}
        hubs = {each.hub for each in known.values() if each.hub}
        every = {*known.values(), *grouped(self.log, hubs=hubs)}
        members: defaultdict[str, set[str]] = defaultdict(set)
        likenesses: defaultdict[str, set[int]] = defaultdict(set)
        for each in every:
            members[each.hub or each.path].add(each.path)
            if each.likeness is not None:
                likenesses[each.hub or each.path].add(each.likeness)
        names: defaultdict[str, set[str]] = defaultdict(set)
        for name, path in Leads(self.log).names(each.path for each in every).items():
            names[path].add(name)
        libraries: defaultdict[str, set[str]] = defaultdict(set)
        for source in feeding(self.log, paths=known):
            libraries[source.path].add(source.member)
        made: dict[str, Thing] = {}
        for path, each in known.items():
            group = each.hub or path
            made[path] = Thing(
                path,
                group,
                frozenset(names[path]),
                frozenset(name for member in members[group] for name in names[member]),
                frozenset() if each.likeness is None else frozenset({each.likeness}),
                frozenset(likenesses[group]),
                len(libraries[path]),
            )
        return made

    def found(self, names: Collection[str]) -> dict[str, tuple[str, int | None]]:
        """The live records at these paths, or where these lead."""
        now = self.now(names)
        there = {each.path: each for each in grouped(self.log, paths=set(now.values()))}
        fed = {each.path for each in feeding(self.log, paths=there.keys())}
        return {name: (path, there[path].likeness) for name, path in now.items() if path in fed}

    def decided(self, names: Collection[str]) -> Mapping[tuple[str, str], Decision]:
        """About records, wherever they are now."""
        found = decided(self.log, self.kind, names)
        return between_records(found.values(), self.now(name for of in found for name in of))

    def now(self, names: Iterable[str]) -> dict[str, str]:
        """The paths these lead to."""
        return Leads(self.log).now(names)

    def about(self, names: Collection[str]) -> list[Decision]:
        """Those about paths that lead to these too."""
        found = about(self.log, self.kind, Leads(self.log).names(names))
        now = self.now(name for each in found for name in (each.a, each.b))
        return [replace(each, a=now[each.a], b=now[each.b]) for each in found]

    def abroad(self, names: Collection[str]) -> dict[str, str]:
        """The first of the sources that feed each record."""
        now = self.now(names)
        first: dict[str, str] = {}
        for each in feeding(self.log, paths={*now.values()}):
            first[each.path] = min(first.get(each.path, each.name), each.name)
        return {name: first[path] for name, path in now.items() if path in first}

    def here(self, names: Collection[str]) -> dict[str, str]:
        """The records that sources of these names feed."""
        wanted = [(*split_name(name), self.records) for name in names]
        return {each.name: each.path for each in feeding(self.log, named=wanted)}

    def side(self, of: Side) -> Side:
        """Named by its path."""
        return replace(of, name=of.path)


def question(log: RecordLog, kind: str) -> Question:
    """The question of a kind of case."""
    return OneWork(log) if kind == WORK else OneRecord(log, kind)
