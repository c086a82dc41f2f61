"""A small union with doubts: a source says its title, the test decides what the rules say."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import blake2b
from json import dumps, loads
from pathlib import Path
from typing import cast

import pymarc
import pytest

from catalogue.joining.arrivals import Arrival
from catalogue.joining.comparing import Rules
from catalogue.matching.verdict import Evidence, Says, Verdict
from catalogue.review.cases import case
from catalogue.review.deciding import Desk
from catalogue.review.queue import Queue
from catalogue.review.values import Case
from store import Store
from store.graph import Graph
from store.log.database import open_log
from store.log.editions import grouped
from store.log.likenesses import Decided, Decision, Kept
from store.log.uniting import number
from store.log.writer import LogWriter
from tests.catalogue.joining.conftest import AT, BASE, Small, Terse


@dataclass
class Shelf(Small):
    """The sources are ``A:1``, ``B:1`` … as in :class:`Small`; likenesses are JSON."""

    def kept(self, says: str) -> Kept:
        traits = dumps({"title": says}).encode()
        return Kept(number(says.encode()), "bib", says in self.alone, traits, ("all",))

    def compare(self, a: Kept, b: Kept) -> Verdict:
        one, other = (str(loads(each.traits)["title"]) for each in (a, b))
        says, score = self.verdicts.get(frozenset((one, other)), ("different", 0.1))
        evidence = (Evidence("title", 4.0, one, other), Evidence("year-differs", -3.0, one, other))
        return Verdict(says, score, evidence)

    def desk(self) -> Desk:
        return Desk(self.store, Terse, Rules(self.compare, self.common))

    def waiting(self) -> list[str]:
        """The cases in their order, by the libraries of both sides: ``["A+B"]``."""
        return [written(each) for each in self.queue().listed(100)]

    def queue(self) -> Queue:
        return Queue(self.store.log)

    def case(self, one: str, other: str) -> Case:
        """The case of the records of two libraries."""
        found = case(self.store.log, self.known(one), self.known(other))
        assert found is not None
        return found


@dataclass
class Bookcase(Shelf):
    """Books by one author, by the real rules of works: ``moon`` and ``moon : fishing at night`` are
    one work, and of the latter and ``moon : the emperor dances`` a person is asked. What follows
    on a slash tells editions apart, and no works.
    """

    def arrival(self, member: str, says: str | None) -> Arrival:
        plain = super().arrival(member, says)
        title, _, rest = (says or "withdrawn").partition(" / ")[0].partition(" : ")
        marc = pymarc.Record()
        marc.add_field(pymarc.Field("001", data="1"))
        author = [pymarc.Subfield("a", "Li, Bai,"), pymarc.Subfield("d", "701-762.")]
        marc.add_field(pymarc.Field("100", pymarc.Indicators("1", " "), author))
        words = [pymarc.Subfield("a", title)]
        words += [pymarc.Subfield("b", rest)] if rest else []
        marc.add_field(pymarc.Field("245", pymarc.Indicators("1", "0"), words))
        raw = marc.as_marc()
        digest = blake2b(raw, digest_size=16).digest()
        return Arrival(
            replace(plain.record, marc=marc, raw=raw),
            replace(plain.entry, raw=raw, digest=digest),
            plain.likeness,
        )

    def works(self) -> dict[str, set[str]]:
        """The books of each work: ``{"hub/w1": {"bib/b1", "bib/b2"}}``."""
        found: dict[str, set[str]] = {}
        for each in grouped(self.store.log, hubs=self.store.log.saying(self.hubs())):
            found.setdefault(str(each.hub), set()).add(each.path)
        return found

    def hubs(self) -> list[str]:
        return [record.path for record, _ in self.store.log.live("hub")]

    def of_work(self, one: str, other: str, says: Decided) -> None:
        """Decides of two paths whether they are of one work."""
        decision = Decision(0, "work", one, other, says, "t", AT, "")
        self.uniting().take([], [decision])

    def work_case(self, one: str, other: str) -> Case:
        found = case(self.store.log, one, other, "work")
        assert found is not None
        return found

    def asked(self) -> list[tuple[str, str, float]]:
        """What waits about works: both paths, and the worth."""
        listed = Queue(self.store.log, kind="work").listed(100)
        return [(each.one.path, each.other.path, each.worth) for each in listed]


def written(of: object) -> str:
    sides = (getattr(of, name) for name in ("one", "other"))
    return "+".join("".join(side.members) for side in sides)


@contextmanager
def log_alone(home: Path) -> Iterator[Store]:
    """A store that keeps no graph: the desk needs none, and it would take most of a test's time."""
    log = open_log(home / "log.sqlite", BASE)
    graph = cast("Graph", None)
    yield Store(home, BASE, log, LogWriter(log), graph, {}, keeping=False)
    log.database.dispose()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with log_alone(tmp_path) as opened:
        yield opened


@pytest.fixture
def shelf(store: Store) -> Shelf:
    """``moon`` and ``moons`` may be one, ``sun`` and ``suns`` too, with less reason."""
    doubts: dict[frozenset[str], tuple[Says, float]] = {
        frozenset(("moon", "moons")): ("ask", 0.6),
        frozenset(("sun", "suns")): ("ask", 0.4),
    }
    return Shelf(store, doubts)


@pytest.fixture
def bookcase(store: Store) -> Bookcase:
    return Bookcase(store, {})
