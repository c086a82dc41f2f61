"""What every view works with: the store, the query service, the settings, and what is kept ready.

Counting the catalogue or reading its titles takes seconds at full size, so what no single record
answers is worked out once for each state of the log, and never for each request.
"""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Final

from flask import current_app

from sparql.answers import QueryService
from sparql.lookup import Index
from sparql.questions import ask
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
        self._kept: tuple[int, T] | None = None
        self._lock = Lock()

    def at(self, head: int) -> T:
        with self._lock:
            if self._kept is None or self._kept[0] != head:
                self._kept = (head, self._work())
            return self._kept[1]


class Site:
    """The collaborators of the application."""

    def __init__(self, settings: WebSettings, store: Store, queries: QueryService) -> None:
        self.settings = settings
        self.store = store
        self.queries = queries
        self._inventory = AsOf(self._counted)
        self._newest = AsOf(lambda: summaries(store, [r.path for r in store.log.latest(NEWEST)]))
        self._index = AsOf(lambda: Index(store.graph))
        self._classes = AsOf(lambda: ask(store.graph, "classes"))

    def inventory(self) -> Inventory:
        """What is inside."""
        return self._inventory.at(self.store.log.head)

    def newest(self) -> list[Summary]:
        """The records that came last."""
        return self._newest.at(self.store.log.head)

    def index(self) -> Index:
        """What the look-up looks in."""
        return self._index.at(self.store.log.head)

    def classes(self) -> list[dict[str, str]]:
        """How many things there are of each class."""
        return self._classes.at(self.store.log.head)

    def _counted(self) -> Inventory:
        graph = self.store.graph
        libraries: dict[str, Library] = {}
        for row in ask(graph, "members"):
            known = libraries.get(row["library"])
            names = (*(known.names if known else ()), Text(row["label"], row["language"]))
            held = int(row.get("records", 0)), int(row.get("items", 0))
            libraries[row["library"]] = Library(row["library"], names, *held)
        return Inventory(
            self.store.log.counts(),
            len(graph),
            int(ask(graph, "items")[0]["items"]),
            [(language(row["language"]), int(row["works"])) for row in ask(graph, "languages")],
            {library.iri: library for library in libraries.values()},
        )


def site() -> Site:
    """The site of the application that is serving this request."""
    found = current_app.extensions[EXTENSION]
    assert isinstance(found, Site)  # noqa: S101 - for the type checker; create_app put it there
    return found
