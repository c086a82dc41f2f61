"""Code lists: what a code in a record stands for. Facts, in the TSV files of ``codes/``."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from converters.bibframe.graph import Class, Node, thing
from converters.bibframe.terms import literal, term

_LABEL = term("rdfs:label")


@dataclass(frozen=True, slots=True)
class Value:
    """What one code stands for.

    ``class_`` (a class's name without prefix, or LC's word for the type) is empty where a list's
    things are of one class.
    """

    code: str
    iri: str
    label: str
    class_: str = ""

    def thing(self, class_: Class, label: str = "") -> Node:
        """The thing of the world, with its label (or the one given); the same for all records."""
        return _thing(class_, self.iri, label or self.label)


@lru_cache(maxsize=8192)
def _thing(class_: Class, iri: str, label: str) -> Node:
    node = thing(class_, iri)
    node.said.append(f"{_LABEL} {literal(label)}")
    return node


def rows(name: str, package: str = "converters.bibframe") -> Iterator[list[str]]:
    """The rows of a TSV file, its header and the comment above it (``#``) left out."""
    text = (files(package) / "codes" / f"{name}.tsv").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    reader = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    next(reader)
    yield from reader


@cache
def pairs(name: str) -> Mapping[str, str]:
    """A list of two columns."""
    return {row[0]: row[1] for row in rows(name)}


@cache
def _lists(file: str) -> Mapping[str, Mapping[str, Sequence[Value]]]:
    lists: dict[str, dict[str, list[Value]]] = {}
    for name, code, iri, label, class_ in rows(file):
        lists.setdefault(name, {}).setdefault(code, []).append(Value(code, iri, label, class_))
    return lists


@cache
def values(name: str, file: str = "values") -> Mapping[str, Value]:
    """One list of a file with the columns of ``values.tsv``, by code; each code's first meaning."""
    return {code: meanings[0] for code, meanings in _lists(file)[name].items()}


def meanings(name: str, file: str = "values") -> Mapping[str, Sequence[Value]]:
    """The same, where a code has several meanings."""
    return _lists(file)[name]
