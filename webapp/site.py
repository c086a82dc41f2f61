"""What every view works with: the store, the query service, the settings, and counts of them."""

from dataclasses import dataclass, field
from threading import Lock
from typing import Final

from flask import current_app

from sparql.answers import QueryService
from sparql.questions import ask
from store import Store
from webapp.description import Text
from webapp.vocabulary import Language, language

EXTENSION: Final = "catena"


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
    items: int


@dataclass(frozen=True, slots=True)
class Inventory:
    """What is inside, as of one change of the log."""

    head: int
    counts: dict[str, int]
    triples: int
    items: int
    languages: list[tuple[Language, int]]
    libraries: list[Library]


@dataclass
class Site:
    """The collaborators of the application."""

    settings: WebSettings
    store: Store
    queries: QueryService
    _inventory: Inventory | None = None
    _lock: Lock = field(default_factory=Lock)

    def inventory(self) -> Inventory:
        """Counted again only when the log has moved: at full size the counts take seconds."""
        head = self.store.log.head
        with self._lock:
            if self._inventory is None or self._inventory.head != head:
                self._inventory = self._counted(head)
            return self._inventory

    def _counted(self, head: int) -> Inventory:
        graph = self.store.graph
        libraries: dict[str, Library] = {}
        for row in ask(graph, "members"):
            known = libraries.get(row["library"], Library(row["library"], (), 0))
            name = Text(row["label"], row["language"])
            items = int(row.get("items", 0))
            libraries[known.iri] = Library(known.iri, (*known.names, name), items)
        return Inventory(
            head,
            self.store.log.counts(),
            len(graph),
            int(ask(graph, "items")[0]["items"]),
            [(language(row["language"]), int(row["works"])) for row in ask(graph, "languages")],
            list(libraries.values()),
        )


def site() -> Site:
    """The site of the application that is serving this request."""
    found = current_app.extensions[EXTENSION]
    assert isinstance(found, Site)  # noqa: S101 - for the type checker; create_app put it there
    return found
