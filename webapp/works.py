"""The editions of a work, from the log and the graph: for its own page and those of its books."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from pyoxigraph import NamedNode

from shapes.iris import INSTANCE, thing
from sparql.questions import ask
from store import Unreachable
from store.log.editions import grouped as in_works
from webapp.reading.editions import Group, Line, Place, grouped, line, place, written_in
from webapp.site import Site

#: So many other editions are shown on the page of a book, and of them in each language.
_BESIDE: Final = 12
_OF_A_LANGUAGE: Final = 5


@dataclass(frozen=True, slots=True)
class Others:
    """The other editions of the work a book is an edition of; ``count`` may be more than shown."""

    hub: str
    groups: tuple[Group, ...]
    count: int


def others(here: Site, path: str) -> Others | None:
    """What the page of a book shows of its work; None for a book that has no other edition."""
    hubs = {each.hub for each in in_works(here.store.log, paths=[path]) if each.hub}
    if not hubs:
        return None
    (hub,) = hubs
    said = editions(here, hub)
    own = place(path, said.get(path, b""))
    places = [place(each, triples) for each, triples in said.items() if each != path]
    if not places:
        return None
    written = written_in(here.store.log.triples(hub))
    groups = grouped(places, own.languages, written)
    shown: list[Group] = []
    room = _BESIDE
    for group in groups:
        some = group.places[: min(room, _OF_A_LANGUAGE)]
        room -= len(some)
        shown.append(replace(group, lines=tuple(lines(here, some, said))))
    return Others(hub, tuple(shown), len(places))


def editions(here: Site, hub: str) -> dict[str, bytes]:
    """What the editions of a work say, by path."""
    paths = sorted(each.path for each in in_works(here.store.log, hubs=[hub]))
    return {path: said for path, said in here.store.log.saying(paths).items() if said}


def lines(here: Site, places: Iterable[Place], said: dict[str, bytes]) -> list[Line]:
    """These editions as a list shows them."""
    paths = [each.path for each in places]
    held = holders(here, paths)
    return [line(here.store.base, path, said[path], held.get(path)) for path in paths]


def holders(here: Site, paths: Sequence[str]) -> dict[str, int]:
    """How many libraries hold each of these books; nothing while the graph is away."""
    found: dict[str, int] = {}
    try:
        for path in paths:
            instance = NamedNode(thing(here.store.base, path, INSTANCE))
            rows = ask(here.store.graph, "holders", instance=instance)
            found[path] = int(rows[0]["libraries"]) if rows else 0
    except Unreachable:
        return {}
    return found
