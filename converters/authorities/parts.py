"""The parts of rules that authorities need besides those of bibliographic rules.

Their literals have the language tags of their own letters (:mod:`.literals`), and what an 880
paired with the field repeats stands beside them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from converters.authorities.dates import date_literal
from converters.authorities.iris import address, first_address
from converters.authorities.kinds import type_
from converters.authorities.literals import said
from converters.bibframe import control
from converters.bibframe.conditions import dollars
from converters.bibframe.field import Field
from converters.bibframe.graph import Class, Node, thing
from converters.bibframe.parts import Clean, Make
from converters.bibframe.terms import term
from converters.bibframe.text import chop, joined

SOURCE: Final = Class("madsrdf:Source")
_BY_AUTHORITY = term("madsrdf:isIdentifiedByAuthority")
_END = term("madsrdf:activityEndDate")
_FOUND_IN = term("madsrdf:citationSource")
_HAS_SOURCE = term("madsrdf:hasSource")
_IDENTIFIES = term("madsrdf:identifiesRWO")
_LABEL = term("rdfs:label")
_START = term("madsrdf:activityStartDate")
#: Subfields that tell of the relation and not of the thing: from, to, where it was found.
_OF_RELATION: Final = "stuv"
#: What stands right after a subfield and tells of the thing it names.
_AFTER: Final = "01"


@dataclass(frozen=True, slots=True)
class Words:
    """One literal of several subfields, in the field's order; all letters where none are named."""

    predicate: str
    codes: str = ""
    by: str = " "
    clean: Clean | None = None

    def compiled(self) -> Make:
        predicate, codes, by, clean = term(self.predicate), self.codes, self.by, self.clean

        def make(field: Field, node: Node, value: str) -> None:  # noqa: ARG001 - a Make
            for each in (field, *field.alternates):
                values = each.all(codes) if codes else _letters(each)
                text = joined(values, by)
                if clean:
                    text = clean(text)
                if text:
                    node.said.append(f"{predicate} {said(each, text)}")

        return make

    def words(self) -> Iterator[str]:
        yield f"{self.predicate} “{dollars(self.codes) if self.codes else 'all subfields'}”"


def _letters(field: Field) -> list[str]:
    return [value for code, value in field.subfields if code.isalpha()]


@dataclass(frozen=True, slots=True)
class EachWord:
    """A literal for each of these subfields."""

    predicate: str
    codes: str
    clean: Clean | None = None

    def compiled(self) -> Make:
        predicate, codes, clean = term(self.predicate), self.codes, self.clean

        def make(field: Field, node: Node, value: str) -> None:  # noqa: ARG001 - a Make
            for each in (field, *field.alternates):
                for one in each.all(codes):
                    if text := clean(one) if clean else joined([one]):
                        node.said.append(f"{predicate} {said(each, text)}")

        return make

    def words(self) -> Iterator[str]:
        yield f"{self.predicate} “{dollars(self.codes)}” each"


@dataclass(frozen=True, slots=True)
class Named:
    """A thing for each of these subfields: its label, its IRI from the ``$0`` or ``$1`` after it.

    Where the field says when or by which source (``$s $t $u $v``), the thing is the record's own,
    with those dates and sources, and points to the authority; a thing of the world has neither.
    ``beside`` is a second class; ``stem`` begins the IRIs of the vocabularies in ``$2``.
    """

    predicate: str
    class_: str
    codes: str
    beside: str = ""
    stem: str = ""

    def compiled(self) -> Make:
        predicate, class_ = term(self.predicate), Class(self.class_)
        beside = type_(self.beside) if self.beside else ""
        codes, stem = self.codes, self.stem

        def make(field: Field, node: Node, value: str) -> None:  # noqa: ARG001 - a Make
            own = field.has(_OF_RELATION)
            for made in things_named(field, class_, codes, stem, own=own):
                if beside:
                    made.said.append(beside)
                if own:
                    say_relation(field, made)
                node.link(predicate, made)

        return make

    def words(self) -> Iterator[str]:
        yield f"{self.predicate} a {self.class_} for each {dollars(self.codes)}:"
        yield "    the thing of the world whose address follows in $0 or $1; rdfs:label “it”"
        yield "    bf:source $2"
        yield "    with $s $t $u $v: the record's own thing, its dates and sources, and the"
        yield "    address as madsrdf:isIdentifiedByAuthority"


def things_named(
    field: Field, class_: Class, codes: str, stem: str = "", *, own: bool = False
) -> Iterator[Node]:
    """A thing for each of these subfields, with its labels, IRI, numbers and vocabularies.

    ``own``: it is the record's own, and points to the authority that has the IRI.
    """
    counted: dict[str, int] = {}
    for at, (code, text) in enumerate(field.subfields):
        if code not in codes or not text.strip():
            continue
        nth = counted[code] = counted.get(code, -1) + 1
        after = _after(field, at)
        iri = first_address([value for _, value in after])
        made = thing(class_, "" if own else iri)
        _say_label(field, made, code, nth, text)
        _say_identity(made, after, "" if own else iri)
        for two in field.by.get("2", ()):
            control.say_source(made, two, stem)
        yield made


def _after(field: Field, at: int) -> Sequence[tuple[str, str]]:
    """The ``$0`` and ``$1`` right after a place."""
    found: list[tuple[str, str]] = []
    for code, value in field.subfields[at + 1 :]:
        if code not in _AFTER:
            break
        found.append((code, value))
    return found


def _say_label(field: Field, made: Node, code: str, nth: int, text: str) -> None:
    """rdfs:label of the subfield, and of the same one of the 880s paired with the field."""
    made.said.append(f"{_LABEL} {said(field, chop(text) or text)}")
    for other in field.alternates:
        values = other.by.get(code, ())
        if nth < len(values) and values[nth]:
            made.said.append(f"{_LABEL} {said(other, chop(values[nth]) or values[nth])}")


def _say_identity(made: Node, after: Sequence[tuple[str, str]], named: str) -> None:
    """What ``$0`` and ``$1`` say beyond the IRI the thing is named by."""
    for code, value in after:
        if found := address(value):
            if found != named:
                made.point(_IDENTIFIES if code == "1" else _BY_AUTHORITY, found)
        else:
            control.identify(made, value)


def say_relation(field: Field, made: Node) -> None:
    """The dates (``$s $t``) and the sources (``$u $v``) of what a field says."""
    for code, predicate in (("s", _START), ("t", _END)):
        for date in field.by.get(code, ()):
            made.said.append(f"{predicate} {date_literal(date)}")
    say_sources(field, made)


def say_sources(field: Field, node: Node) -> None:
    """madsrdf:hasSource a madsrdf:Source: citationSource “$v”, and the address in $u"""
    if not field.has("uv"):
        return
    source = thing(SOURCE)
    for value in field.by.get("v", ()):
        source.said.append(f"{_FOUND_IN} {said(field, joined([value]))}")
    for value in field.by.get("u", ()):
        source.point(_FOUND_IN, value)
    node.link(_HAS_SOURCE, source)
