"""How much is in the catalogue: counts kept change by change, read in a moment."""

import sqlite3
from dataclasses import dataclass, field
from typing import Final

from sparql.lookup import facts

#: The most links that are told of: there may be as many as there are sites on the web.
LINKS: Final = 100


@dataclass(frozen=True, slots=True)
class Link:
    """Statements with one predicate whose objects are somebody else's, in one space of IRIs."""

    property: str
    space: str
    statements: int


_TALLIES: Final = (
    "SELECT aspect, value, count FROM tally WHERE count != 0 AND aspect != ? "
    "ORDER BY count DESC, value"
)
_LINKS: Final = (
    "SELECT value, count FROM tally WHERE count != 0 AND aspect = ? "
    "ORDER BY count DESC, value LIMIT ?"
)


@dataclass(slots=True)
class Held:
    """A library's names by language, the editions it has copies of, and the copies."""

    names: list[tuple[str, str]] = field(default_factory=list)
    editions: int = 0
    copies: int = 0


@dataclass(frozen=True, slots=True)
class Counts:
    """Live records by kind; statements of the graph; copies; works by language, the most first;
    libraries by IRI, who has most copies first; things by class, statements by property and links
    to others' things, each the most first.
    """

    kinds: dict[str, int]
    statements: int
    items: int
    languages: list[tuple[str, int]]
    libraries: dict[str, Held]
    classes: list[tuple[str, int]]
    properties: list[tuple[str, int]]
    links: list[Link]


def counts(connection: sqlite3.Connection) -> Counts:
    """What is counted, as of the index's checkpoint."""
    found: dict[str, dict[str, int]] = {}
    for aspect, value, count in connection.execute(_TALLIES, (facts.LINK,)):
        found.setdefault(aspect, {})[value] = count
    libraries: dict[str, Held] = {}
    for value in sorted(found.get(facts.NAME, {})):
        library, language, name = value.split("\t", 2)
        libraries.setdefault(library, Held()).names.append((language, name))
    for library, held in libraries.items():
        held.editions = found.get(facts.EDITIONS, {}).get(library, 0)
        held.copies = found.get(facts.COPIES, {}).get(library, 0)
    most = sorted(libraries.items(), key=lambda each: (-each[1].copies, each[0]))
    return Counts(
        found.get(facts.KIND, {}),
        sum(found.get(facts.PROPERTY, {}).values()),
        found.get(facts.ITEMS, {}).get("", 0),
        list(found.get(facts.LANGUAGE, {}).items()),
        dict(most),
        list(found.get(facts.CLASS, {}).items()),
        list(found.get(facts.PROPERTY, {}).items()),
        [_link(*row) for row in connection.execute(_LINKS, (facts.LINK, LINKS))],
    )


def _link(value: str, count: int) -> Link:
    predicate, _, space = value.partition("\t")
    return Link(predicate, space, count)
