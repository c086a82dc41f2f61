"""Which record of the union some holdings belong to, by what their library knows it by."""

from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from typing import Final

from pyoxigraph import Literal, NamedNode, QuerySolutions, Variable

from converters.holdings.copy import Link
from shapes.iris import path_of
from shapes.namespaces import BF
from shapes.standard_numbers import ways as forms
from store import Store
from store.log.records import Awaited

#: A member's own number for the book.
CONTROL: Final = "control"
_BY_NUMBER: Final = files(__package__).joinpath("queries/by-number.rq").read_text("utf-8")
_CLASSES: Final[Mapping[str, str]] = {
    "isbn": "Isbn",
    "issn": "Issn",
    "lccn": "Lccn",
    "oclc": "OclcNumber",
}


def awaited(member: str, links: Iterable[Link]) -> tuple[Awaited, ...]:
    """What the log keeps of these links while their book is not there."""
    return tuple(Awaited(member, link.scheme, link.value) for link in links if link.value)


def find(store: Store, ways: Iterable[Awaited]) -> str | None:
    """The path of the book, by the first way that leads to just one; None while there is none.

    A standard number that several records have says nothing: volumes of a set share one.
    """
    for way in ways:
        found = {path for each in _found(store, way) if (path := _live(store, each))}
        if len(found) == 1:
            return found.pop()
    return None


def _live(store: Store, path: str) -> str | None:
    """The record this one is part of now; None when it was withdrawn."""
    while record := store.log.record(path):
        if record.status != "merged" or not record.survivor:
            return path if record.status == "live" else None
        path = record.survivor
    return None


def _found(store: Store, way: Awaited) -> Iterator[str]:
    if way.scheme == CONTROL:
        known = store.log.sources(way.member, "bib", [way.value])
        yield from (source.path for source in known.values())
        return
    kind = _CLASSES.get(way.scheme)
    if kind is None:
        return
    for form in dict.fromkeys((way.value, *forms(way.value))):
        bound: dict[Variable, NamedNode | Literal] = {
            Variable("class"): NamedNode(f"{BF}{kind}"),
            Variable("value"): Literal(form),
        }
        rows = store.graph.query(_BY_NUMBER, substitutions=bound)
        assert isinstance(rows, QuerySolutions)  # noqa: S101 - a SELECT
        for row in rows:
            instance = row["instance"]
            if isinstance(instance, NamedNode) and (path := path_of(store.base, instance.value)):
                yield path
