"""What a record can be found by: its titles, names, numbers, and the forms of its headings."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from shapes.folding import fold
from shapes.namespaces import BF
from shapes.standard_numbers import digits
from sparql.lookup import triples
from sparql.lookup.triples import PARTS, Statements, literal

#: The things of a bibliographic record that have titles and numbers.
_THINGS: Final = ("Work", "Instance")
_NUMBERS: Final = frozenset(f"<{BF}{kind}>".encode() for kind in ("Isbn", "Issn", "IssnL"))
_AUTHORITY: Final = b"/auth/"
#: The documents that can be found: those of books and of authorities.
FOUND: Final = ("bib/", "auth/")
#: The things of authority documents, by the fragment of their IRI, and where their forms are kept.
HEADINGS: Final[dict[str, str]] = {
    "Agent": "agents",
    "Hub": "works",
    "Topic": "subjects",
    "Place": "subjects",
    "Temporal": "subjects",
    "GenreForm": "subjects",
    "Medium": "subjects",
}
#: What is looked in, each a column of the index: folded texts, one a line.
COLUMNS: Final = ("titles", "names", "agents", "works", "subjects")


@dataclass(frozen=True, slots=True)
class Row:
    """What one record is found by; ``texts`` in the order of :data:`COLUMNS`, lines sorted."""

    texts: tuple[str, str, str, str, str]
    numbers: tuple[str, ...]

    def __bool__(self) -> bool:
        return any(self.texts) or bool(self.numbers)


NOTHING: Final = Row(("", "", "", "", ""), ())


def row(said: Statements) -> Row:
    """What a record with these statements is found by; only those of :data:`FOUND` are."""
    if not said.path.startswith(FOUND):
        return NOTHING
    forms: dict[str, list[str]] = {"agents": [], "works": [], "subjects": []}
    for fragment, text in headings(said):
        forms[HEADINGS[fragment]].append(text)
    return Row(
        (
            _folded(titles(said)),
            _folded(names(said)),
            _folded(forms["agents"]),
            _folded(forms["works"]),
            _folded(forms["subjects"]),
        ),
        tuple(sorted({number for text in numbers(said) if (number := digits(text))})),
    )


def title_parts(said: Statements) -> Iterator[tuple[bytes, bytes, int, str, str]]:
    """Every part of every title: thing, title, which of :data:`PARTS`, text, language."""
    things = {said.thing(fragment) for fragment in _THINGS}
    bearing = [(thing, node) for thing, node in said.pairs(triples.TITLE) if thing in things]
    if not bearing:
        return
    parts: dict[bytes, list[tuple[int, str, str]]] = {}
    for number, part in enumerate(PARTS):
        for node, value in said.pairs(part):
            parts.setdefault(node, []).append((number, *literal(value)))
    for thing, node in bearing:
        for number, text, language in parts.get(node, ()):
            yield thing, node, number, text, language


def titles(said: Statements) -> Iterator[str]:
    """Each title in full, once for each script it is written in."""
    written: dict[tuple[bytes, str], dict[int, list[str]]] = {}
    for _, node, number, text, language in dict.fromkeys(title_parts(said)):
        texts = written.setdefault((node, language), {}).setdefault(number, [])
        if text not in texts:
            texts.append(text)
    for (node, language), parts in written.items():
        plain = written.get((node, ""), {}) if language else {}
        # A part without a tag, such as a number, where no title is without one, is part of each.
        whole = parts if 0 in plain else {**plain, **parts}
        yield " ".join(text for number in sorted(whole) for text in whole[number])


def names(said: Statements) -> Iterator[str]:
    """Every name of everybody who has a part in the work."""
    work = said.thing("Work")
    parts = {node for subject, node in said.pairs(triples.CONTRIBUTION) if subject == work}
    agents = {node for part, node in said.pairs(triples.AGENT) if part in parts} if parts else ()
    if agents:
        for agent, value in said.pairs(triples.LABEL):
            if agent in agents:
                yield literal(value)[0]


def numbers(said: Statements) -> Iterator[str]:
    """Every ISBN and ISSN, as it is written."""
    things = {said.thing(fragment) for fragment in _THINGS}
    standard = {node for node, kind in said.pairs(triples.TYPE) if kind in _NUMBERS}
    if standard:
        theirs = {
            node
            for thing, node in said.pairs(triples.IDENTIFIED_BY)
            if thing in things and node in standard
        }
        for node, value in said.pairs(triples.VALUE):
            if node in theirs:
                yield literal(value)[0]


def headings(said: Statements) -> Iterator[tuple[str, str]]:
    """Each form of what an authority record is about, not of what it mentions, with a fragment."""
    if _AUTHORITY not in said.document:
        return
    things = {said.thing(fragment): fragment for fragment in HEADINGS}
    for thing, value in said.pairs(triples.AUTHORITATIVE):
        if thing in things:
            yield things[thing], literal(value)[0]
    variants: dict[bytes, list[str]] = {}
    for thing, node in said.pairs(triples.HAS_VARIANT):
        if thing in things:
            variants.setdefault(node, []).append(things[thing])
    for node, value in said.pairs(triples.VARIANT):
        for fragment in variants.get(node, ()):
            yield fragment, literal(value)[0]


def _folded(texts: Iterable[str]) -> str:
    return "\n".join(sorted({folded for text in texts if (folded := fold(text))}))
