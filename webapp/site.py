"""What every view works with: the store, the query service, the settings, and what is kept ready.

What no single record answers is counted by the look-up's index, change by change; a page reads
it once for each state of the index, and never counts the catalogue itself.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from threading import Lock
from typing import Final

from flask import current_app

from sparql.lookup import Counts, LookupIndex
from sparql.service.answers import QueryService
from store import Store
from webapp.reading.description import Text
from webapp.reading.summaries import Summary, summaries
from webapp.reading.vocabulary import Language, language

EXTENSION: Final = "catena"
NEWEST: Final = 8


@dataclass(frozen=True, slots=True)
class WebSettings:
    """What a site decides about its pages."""

    release: str = "0"  # of the application: a new one makes new pages of old records
    licence: str = ""  # an IRI, given in the data set's description when it is set
    seconds: float = 30.0  # what a query may take, as told to readers
    services: tuple[str, ...] = ()  # what a query may ask by SERVICE
    proxies: int = 0  # that stand in front and are believed


@dataclass(frozen=True, slots=True)
class Library:
    """A member library as lists of libraries show it."""

    iri: str
    names: tuple[Text, ...]
    records: int
    items: int


@dataclass(frozen=True, slots=True)
class Inventory:
    """What is inside the catalogue."""

    counts: dict[str, int]
    triples: int
    items: int
    languages: list[tuple[Language, int]]
    libraries: dict[str, Library]  # by their IRIs, who holds most first


class AsOf[T]:
    """Something worked out from the catalogue as of one change, kept until there is another."""

    def __init__(self, work: Callable[[], T]) -> None:
        self._work = work
        self._kept: tuple[Hashable, T] | None = None
        self._lock = Lock()

    def at(self, state: Hashable) -> T:
        with self._lock:
            if self._kept is None or self._kept[0] != state:
                self._kept = (state, self._work())
            return self._kept[1]


class Site:
    """The collaborators of the application; the store was opened with a :class:`LookupIndex`."""

    def __init__(self, settings: WebSettings, store: Store, queries: QueryService) -> None:
        self.settings = settings
        self.store = store
        self.queries = queries
        index = store.projections[LookupIndex.name]
        assert isinstance(index, LookupIndex)  # noqa: S101 - for the type checker
        self._index = index
        self._counts = AsOf(self._index.counts)
        self._inventory = AsOf(lambda: _inventory(self.counts()))
        self._newest = AsOf(lambda: summaries(store, [r.path for r in store.log.latest(NEWEST)]))

    def inventory(self) -> Inventory:
        """What is inside."""
        return self._inventory.at(self._index.state)

    def newest(self) -> list[Summary]:
        """The records that came last."""
        return self._newest.at(self.store.log.head)

    def index(self) -> LookupIndex:
        """What the look-up looks in."""
        return self._index

    def classes(self) -> list[dict[str, str]]:
        """How many things there are of each class, the most first."""
        return [{"class": each, "things": str(count)} for each, count in self.counts().classes]

    def properties(self) -> list[dict[str, str]]:
        """How many statements there are with each property, the most first."""
        return [
            {"property": each, "things": str(count)} for each, count in self.counts().properties
        ]

    def counts(self) -> Counts:
        """Everything that is counted, read once for each state of the index."""
        return self._counts.at(self._index.state)


def _inventory(counts: Counts) -> Inventory:
    libraries = {
        iri: Library(
            iri,
            tuple(Text(name, tag) for tag, name in held.names),
            held.editions,
            held.copies,
        )
        for iri, held in counts.libraries.items()
    }
    languages = [(language(iri), works) for iri, works in counts.languages]
    return Inventory(counts.kinds, counts.statements, counts.items, languages, libraries)


def site() -> Site:
    """The site of the application that is serving this request."""
    found = current_app.extensions[EXTENSION]
    assert isinstance(found, Site)  # noqa: S101 - for the type checker; create_app put it there
    return found
