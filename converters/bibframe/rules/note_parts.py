"""The parts notes share: types, labels, and the labels of the 880s that go with a field."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from converters.bibframe.field import Field
from converters.bibframe.graph import Node
from converters.bibframe.table import Clean, Is, Make
from converters.bibframe.terms import literal, term
from converters.bibframe.text import joined

NOTE_TYPES: Final = "http://id.loc.gov/vocabulary/mnotetype/"
LABEL: Final = term("rdfs:label")

#: Which 880s go with a field: LC has four ways of telling.
type Which = Callable[[Field], Sequence[Field]]


def note_type(name: str) -> Is:
    return Is("rdf:type", f"{NOTE_TYPES}{name}")


def begun(field: Field) -> list[Field]:
    """the 880s with its tag and number (all with its tag, where it has no $6)"""
    begins = f"{field.tag}-{field.occurrence}"
    return [other for other in field.record.other_scripts if other.first("6").startswith(begins)]


def numbered(field: Field) -> list[Field]:
    """the 880s with its tag and number, but 00 (all with its tag, where it has no $6)"""
    return [other for other in begun(field) if "-00" not in other.first("6")]


def paired(field: Field) -> Sequence[Field]:
    """the 880s paired with it"""
    return begun(field) if "6" in field.by and "-00" not in field.first("6") else ()


def with_number(field: Field) -> Sequence[Field]:
    """the 880s with its tag and number"""
    return begun(field) if field.occurrence else ()


def language_of_all(others: Iterable[Field]) -> str:
    """The language tags of several fields run together, as LC does; of one, its own."""
    return "".join([other.language for other in others])


def after(words: str, clean: Clean | None = None) -> Clean:
    """A function that puts words before a text, then cleans both."""

    def put(value: str) -> str:
        return clean(words + value) if clean else words + value

    put.__doc__ = f"after “{words}”"
    return put


@dataclass(frozen=True, slots=True)
class Label:
    """``rdfs:label`` from several subfields joined in the field's order, even an empty one."""

    codes: str
    join: Callable[[Iterable[str]], str] = joined

    def compiled(self) -> Make:
        codes, join = self.codes, self.join

        def make(field: Field, node: Node, value: str) -> None:  # noqa: ARG001 - a Make
            node.said.append(f"{LABEL} {literal(join(field.all(codes)), field.language)}")

        return make

    def words(self) -> Iterator[str]:
        yield f"rdfs:label “{' '.join(f'${code}' for code in self.codes)}”"


@dataclass(frozen=True, slots=True)
class Others:
    """A literal for each of these subfields of the 880s that go with the field."""

    predicate: str
    codes: str
    clean: Clean | None = None
    which: Which = numbered

    def compiled(self) -> Make:
        predicate, codes, clean, which = term(self.predicate), self.codes, self.clean, self.which

        def make(field: Field, node: Node, value: str) -> None:  # noqa: ARG001 - a Make
            if not field.record.other_scripts:
                return
            others = which(field)
            language = language_of_all(others)
            for other in others:
                for text in other.all(codes):
                    said = clean(text) if clean else text
                    node.said.append(f"{predicate} {literal(said, language)}")

        return make

    def words(self) -> Iterator[str]:
        codes = " ".join(f"${code}" for code in self.codes)
        yield f"{self.predicate} “{codes}” each of {self.which.__doc__}"
