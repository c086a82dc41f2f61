"""A record's statements as a page shows them: by node, abbreviated, with links."""

from dataclasses import dataclass

from flask import url_for
from pyoxigraph import Literal, NamedNode

from shapes.iris import path_of
from shapes.namespaces import compact
from webapp.addresses import local
from webapp.reading.authority import FRAGMENTS
from webapp.reading.description import TYPE, Description, Text


@dataclass(frozen=True, slots=True)
class Term:
    """One end of a statement: how it reads, where it leads, and for a literal its words."""

    shown: str
    link: str = ""
    text: Text | None = None
    datatype: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """A subject with all that is said of it; `anchor` is its place on the page."""

    term: Term
    anchor: str
    statements: tuple[tuple[Term, tuple[Term, ...]], ...]


def nodes(description: Description, base: str, path: str) -> list[Node]:
    """The record's own nodes first, the shared ones of vocabularies after them."""
    own = f"{base}{path}#"
    subjects = sorted(description, key=lambda iri: (not iri.startswith(own), _rank(iri), iri))
    return [_node(description, subject, base, path) for subject in subjects]


def _rank(iri: str) -> int:
    things = ("Work", "Instance", "Library", *FRAGMENTS, "Item")
    fragment = iri.rpartition("#")[2]
    return things.index(fragment) if fragment in things else len(things)


def _node(description: Description, subject: str, base: str, path: str) -> Node:
    said = description.statements(subject).items()
    in_order = sorted(said, key=lambda pair: (pair[0] != TYPE, pair[0]))
    anchor = subject.partition("#")[2] if path_of(base, subject) == path else ""
    return Node(
        _named(subject, base, path),
        anchor,
        tuple(
            (_named(predicate, base, path), tuple(_term(value, base, path) for value in values))
            for predicate, values in in_order
        ),
    )


def _term(value: NamedNode | Literal, base: str, path: str) -> Term:
    if isinstance(value, NamedNode):
        return _named(value.value, base, path)
    datatype = compact(value.datatype.value)
    plain = value.language or datatype in ("xsd:string", "rdf:langString")
    return Term(value.value, "", Text(value.value, value.language or ""), "" if plain else datatype)


def _named(iri: str, base: str, path: str) -> Term:
    within = path_of(base, iri)
    if within == path:
        return Term("#" + iri.partition("#")[2], "#" + iri.partition("#")[2])
    if within is not None:
        return Term(iri.removeprefix(base), local(base, iri) or url_for("home.home"))
    return Term(compact(iri), iri if iri.startswith(("http://", "https://")) else "")
