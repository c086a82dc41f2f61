"""The values a field of a record page has, and how the plain ones are read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from webapp.reading.description import LABEL, Description, Text


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a field: the same thing in each of its scripts, and what stands beside it."""

    texts: tuple[Text, ...]
    beside: str = ""
    look_up: str = ""  # the look-up field these words can be looked up by
    address: str = ""  # of something outside the catalogue


@dataclass(frozen=True, slots=True)
class Field:
    """A field with its name and at least one value."""

    name: str
    values: tuple[Value, ...]


def stated(says: Description, thing: str, *path: str) -> Iterator[Value]:
    """What is said in so many words at the end of this path: one value in all its scripts."""
    texts = says.texts(thing, *path)
    if texts:
        yield Value(tuple(texts))


def labels(says: Description, thing: str, predicate: str) -> Iterator[Value]:
    """A value for each thing reached that has a label."""
    for node in says.nodes(thing, predicate):
        yield from stated(says, node, LABEL)


def once(values: Iterable[Value]) -> tuple[Value, ...]:
    """Each value once; the coded and the worded form of a fact often differ in case alone."""
    seen: dict[tuple[str, ...], Value] = {}
    for value in values:
        words = (*(text.value.casefold() for text in value.texts), value.beside.casefold())
        seen.setdefault(words, value)
    return tuple(seen.values())
