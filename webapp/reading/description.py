"""One record's own statements, indexed for reading: what does this thing say about that?"""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from shapes.namespaces import RDF, RDFS

TYPE: Final = f"{RDF}type"
LABEL: Final = f"{RDFS}label"
VALUE: Final = f"{RDF}value"
_FIRST: Final = f"{RDF}first"
_REST: Final = f"{RDF}rest"
_RIGHT_TO_LEFT: Final = frozenset({"R", "AL"})


@dataclass(frozen=True, slots=True)
class Text:
    """Words with the language (and script) they are in, when that is known."""

    value: str
    lang: str = ""

    @property
    def latin(self) -> bool:
        """Whether no letter is of another script than Latin: a romanisation, or a western text."""
        return all(
            "LATIN" in unicodedata.name(character, "LATIN")
            for character in self.value
            if unicodedata.category(character) in ("Lu", "Ll", "Lo")
        )

    @property
    def dir(self) -> str:
        """``rtl`` when the first letter runs from right to left, else ``ltr`` (UAX #9, P2)."""
        for character in self.value:
            direction = unicodedata.bidirectional(character)
            if direction in _RIGHT_TO_LEFT:
                return "rtl"
            if direction == "L":
                return "ltr"
        return "ltr"


def in_own_script_first(texts: Iterable[Text]) -> list[Text]:
    """Each text once; what is written in another script than Latin before its romanisation."""
    return sorted(dict.fromkeys(texts), key=lambda text: (text.latin, text.lang, text.value))


class Description:
    """The statements of one record, by subject and predicate.

    Records come from many libraries and lack anything one could expect, so every question has an
    answer: an empty one.
    """

    def __init__(self, triples: bytes) -> None:
        self._statements: dict[str, dict[str, list[NamedNode | Literal]]] = {}
        for quad in parse(triples, format=RdfFormat.N_TRIPLES):
            subject, value = quad.subject, quad.object
            if isinstance(subject, NamedNode) and isinstance(value, NamedNode | Literal):
                by_predicate = self._statements.setdefault(subject.value, {})
                by_predicate.setdefault(quad.predicate.value, []).append(value)

    def __iter__(self) -> Iterator[str]:
        return iter(self._statements)

    def __contains__(self, subject: str) -> bool:
        return subject in self._statements

    def statements(self, subject: str) -> dict[str, list[NamedNode | Literal]]:
        return self._statements.get(subject, {})

    def nodes(self, subject: str, *path: str) -> list[str]:
        """The things reached from a subject by these predicates, one after the other."""
        reached = [subject]
        for predicate in path:
            reached = [
                value.value
                for node in reached
                for value in self.statements(node).get(predicate, [])
                if isinstance(value, NamedNode)
            ]
        return list(dict.fromkeys(reached))

    def texts(self, subject: str, *path: str) -> list[Text]:
        """The literals reached by these predicates, in their own script first."""
        *way, last = path
        return in_own_script_first(
            Text(value.value, value.language or "")
            for node in self.nodes(subject, *way)
            for value in self.statements(node).get(last, [])
            if isinstance(value, Literal)
        )

    def text(self, subject: str, *path: str) -> str:
        """The first of the texts; empty when there is none."""
        found = self.texts(subject, *path)
        return found[0].value if found else ""

    def types(self, subject: str) -> list[str]:
        return self.nodes(subject, TYPE)

    def is_a(self, subject: str, type_: str) -> bool:
        return type_ in self.types(subject)

    def members(self, subject: str) -> list[str]:
        """The things of an RDF list, in order; a list that runs in a circle ends where it began."""
        found: list[str] = []
        seen: set[str] = set()
        while subject in self._statements and subject not in seen:
            seen.add(subject)
            found += self.nodes(subject, _FIRST)
            subject = next(iter(self.nodes(subject, _REST)), "")
        return found
