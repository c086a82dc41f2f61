"""The notes of one shape, 500 to 588: a label, a type, and what a few of them add."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from converters.bibframe.control import APPLIES_TO
from converters.bibframe.field import Field
from converters.bibframe.graph import Node, thing
from converters.bibframe.rules.note_parts import LABEL, after, note_type, paired
from converters.bibframe.table import (
    AppliesTo,
    By,
    Condition,
    Each,
    ForEach,
    Has,
    Institution,
    Is,
    Locator,
    Make,
    Part,
    Rule,
    Table,
    This,
    When,
    first_indicator,
    instance,
)
from converters.bibframe.terms import literal, term
from converters.bibframe.text import chop, joined, normalize

_APPLIES_TO = term("bflc:appliesTo")


@dataclass(frozen=True, slots=True)
class NoteLabel:
    """``rdfs:label`` from several subfields, and that of each 880 paired with the field."""

    codes: str

    def compiled(self) -> Make:
        codes = self.codes

        def make(field: Field, node: Node, value: str) -> None:  # noqa: ARG001 - a Make
            fields = (field, *paired(field)) if field.record.other_scripts else (field,)
            for each in fields:
                if texts := each.all(codes):
                    node.said.append(f"{LABEL} {literal(joined(texts), each.language)}")

        return make

    def words(self) -> Iterator[str]:
        codes = " ".join(f"${code}" for code in self.codes)
        yield f"rdfs:label “{codes}”, and that of {paired.__doc__}"


@dataclass(frozen=True, slots=True)
class AlsoAppliesTo:
    """``bflc:appliesTo`` from a subfield that is not ``$3``."""

    code: str

    def compiled(self) -> Make:
        code = self.code

        def make(field: Field, node: Node, value: str) -> None:  # noqa: ARG001 - a Make
            for text in field.by.get(code, ()):
                applies = thing(APPLIES_TO)
                applies.text(LABEL, chop(text), field.language)
                node.link(_APPLIES_TO, applies)

        return make

    def words(self) -> Iterator[str]:
        yield f"bflc:appliesTo a bflc:AppliesTo: rdfs:label “${self.code}” each, chopped"


_BASIS: Final = {"0": "Description based on:", "1": "Latest issue consulted:"}


def say_basis(field: Field, node: Node) -> None:
    """rdfs:label “Description based on: $a” (first indicator 0), “Latest issue consulted: $a” (1)
    or “$a”, and that of the 880s paired with it."""
    for each in (field, *paired(field)):
        basis = f"{_BASIS.get(each.ind1, '')} {each.first('a')}"
        node.text(LABEL, normalize(basis), each.language)


def identifier(code: str, class_: str) -> ForEach:
    return ForEach(code, Has("bf:identifiedBy", class_, This("rdf:value", chop, tagged=False)))


def label_after(code: str, words: str) -> Each:
    return Each("rdfs:label", code, after(words, chop))


def by_indicator(value: str, name: str) -> When:
    return When(first_indicator(value), note_type(name))


def note(codes: str, kind: str = "", *parts: Part) -> Sequence[Rule]:
    """A note by the subfields of its label, its type and what else it says."""
    typed: tuple[Is, ...] = (note_type(kind),) if kind else ()
    return note_of(NoteLabel(codes), *typed, *parts)


def note_of(*parts: Part) -> Sequence[Rule]:
    return (instance(_note(*parts)),)


def _note(*parts: Part) -> Has:
    return Has("bf:note", "bf:Note", *parts, Locator(), AppliesTo(), Institution())


#: Where there are former titles, 547 is a note on the first of them.
NO_FORMER_TITLE: Final = Condition(
    "the record has no 247", lambda field: "247" not in field.record.tags
)

#: Tag: subfields of the label, type, what else the note says.
TABLE: Final[Table] = {
    "500": note("a"),
    "501": note("a", "with"),
    "513": note("ab", "report"),
    "515": note("a", "issuance"),
    "516": note("a", "computer"),
    "530": note("abc", "addphys", identifier("d", "bf:StockNumber")),
    "533": note("abcdefn", "repro", AlsoAppliesTo("m")),
    "534": note(
        "abcefkmnt",
        "orig",
        AlsoAppliesTo("p"),
        identifier("x", "bf:Issn"),
        identifier("z", "bf:Isbn"),
    ),
    "536": note(
        "a",
        "fundinfo",
        label_after("b", "Contract: "),
        label_after("c", "Grant: "),
        Each("rdfs:label", "d", chop),
        label_after("e", "Program element: "),
        label_after("f", "Project: "),
        label_after("g", "Task: "),
        label_after("h", "Work unit: "),
    ),
    "544": note("abcden", "related"),
    "545": note("ab", "", by_indicator("0", "biogdata"), by_indicator("1", "adminhist")),
    "547": (instance(When(NO_FORMER_TITLE, _note(NoteLabel("a")))),),
    "550": note("a", "issuing"),
    "555": note("abcd", "", by_indicator(" ", "index"), by_indicator("0", "finding")),
    "556": note("a", "doc"),
    "581": note("a", "related", identifier("z", "bf:Isbn")),
    "585": note("a", "exhibit"),
    "588": note_of(By(say_basis), note_type("descsource")),
}
