"""Things that a subfield names, each with what stands after the subfield: its ``$0``.

The way LC's stylesheet takes most of 3XX (mode ``generateProperty``, and 340, 370, 377 like it).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from converters.bibframe.codes import Value, values
from converters.bibframe.control import identify
from converters.bibframe.field import Field
from converters.bibframe.graph import Class, Node, thing
from converters.bibframe.table import Clean, Condition, Make, Part
from converters.bibframe.terms import literal, term
from converters.bibframe.text import lower, normalize

#: The file of the vocabularies that properties name.
_FILE: Final = "characteristics"
_RELATED = term("madsrdf:hasRelatedAuthority")
PRIMARY: Final = Condition(
    "this is no secondary Instance", lambda field: not field.record.is_secondary
)

type Match = Callable[[str, Mapping[str, Value]], Value | None]


def exactly(text: str, terms: Mapping[str, Value]) -> Value | None:
    """The term is written as there."""
    return terms.get(text)


def whatever_case(text: str, terms: Mapping[str, Value]) -> Value | None:
    """The term is written as there, in capitals or not."""
    return terms.get(lower(text))


def containing(text: str, terms: Mapping[str, Value]) -> Value | None:
    """The term contains one of its words, in capitals or not, with hyphens or not."""
    text = normalize(lower(normalize(text)).replace("-", ""))
    return next((value for word, value in terms.items() if word in text), None)


@dataclass(frozen=True, slots=True)
class Property:
    """What one subfield becomes; ``vocabulary`` has the things its terms name.

    ``clean`` is for terms the vocabulary has no label for.
    """

    predicate: str
    class_: str
    label: str = "rdfs:label"
    vocabulary: str = ""
    match: Match = exactly
    clean: Clean | None = None

    def meaning(self) -> Callable[[str], tuple[str, str]]:
        """The IRI and the label of a term."""
        terms = values(self.vocabulary, _FILE) if self.vocabulary else {}
        match, clean = self.match, self.clean

        def meaning(text: str) -> tuple[str, str]:
            value = match(text, terms) if terms else None
            label = value.label if value else ""
            return value.iri if value else "", label or (clean(text) if clean else text)

        return meaning

    def words(self, code: str) -> str:
        said = f"{self.predicate} a {self.class_} for each ${code}: {self.label} “${code}”"
        if self.vocabulary:
            how = (self.match.__doc__ or "").rstrip(".").lower()
            said += f"; the thing of {self.vocabulary} where {how}"
        return said


@dataclass(frozen=True, slots=True, init=False)
class Properties:
    """The things some subfields name, by code: ``Properties({"e": Property("bf:mount", …)}, …)``.

    ``parts`` are said of each of them. ``by_0``: a thing is the one of the world whose address
    follows in ``$0``; the addresses after the first are of authorities ``related`` to it, or its
    own. ``once``: what an earlier field of the tag says is not said again.
    """

    rows: Mapping[str, Property]
    parts: tuple[Part, ...]
    clean: Clean | None
    tagged: bool
    by_0: bool
    related: bool
    once: bool

    def __init__(
        self,
        rows: Mapping[str, Property],
        *parts: Part,
        clean: Clean | None = None,
        tagged: bool = False,
        by_0: bool = False,
        related: bool = True,
        once: bool = False,
    ) -> None:
        object.__setattr__(self, "rows", rows)
        object.__setattr__(self, "parts", parts)
        object.__setattr__(self, "clean", clean)
        object.__setattr__(self, "tagged", tagged)
        object.__setattr__(self, "by_0", by_0)
        object.__setattr__(self, "related", related)
        object.__setattr__(self, "once", once)

    def compiled(self) -> Make:
        rows = {
            code: (term(row.predicate), Class(row.class_), term(row.label), row.meaning())
            for code, row in self.rows.items()
        }
        makes = [part.compiled() for part in self.parts]
        clean, tagged, by_0 = self.clean, self.tagged, self.by_0
        related, once = self.related, self.once

        def make(field: Field, node: Node, value: str) -> None:  # noqa: ARG001 - a Make
            for at, (code, text) in enumerate(field.subfields):
                row = rows.get(code)
                if row is None:
                    continue
                predicate, class_, label, meaning = row
                iri, said = meaning(text)
                if once and _said_before(field, said):
                    continue
                said = said or text
                zeros = zeros_after(field, at) if "0" in field.by else ()
                if by_0:
                    iri = first_address(zeros)
                named = thing(class_, iri)
                language = field.language if tagged else ""
                named.said.append(f"{label} {literal(clean(said) if clean else said, language)}")
                if related:
                    relate(named, zeros, iri)
                else:
                    identify_further(named, zeros)
                for each in makes:
                    each(field, named, "")
                node.links.append((predicate, named))

        return make

    def words(self) -> Iterator[str]:
        for code, row in self.rows.items():
            yield row.words(code)
        if self.clean:
            yield "    without end punctuation"
        if self.once:
            yield "    unless an earlier field of the tag has it"
        if self.by_0:
            yield "    each the thing of the world whose address follows it in $0"
        further = "hasRelatedAuthority" if self.related else "isIdentifiedByAuthority"
        yield f"    madsrdf:{further} (addresses) or bf:identifiedBy the $0 that follow it"
        for part in self.parts:
            for line in part.words():
                yield f"    {line}"


def _said_before(field: Field, text: str) -> bool:
    """Whether a field of the tag before this one has a subfield with the text."""
    first = field.record.first_with(field.tag).get(text)
    return first is not None and first < field.index


def zeros_after(field: Field, at: int) -> Sequence[str]:
    """The ``$0`` right after a place among the subfields."""
    zeros: list[str] = []
    for code, value in field.subfields[at + 1 :]:
        if code != "0":
            break
        zeros.append(value)
    return zeros


def address(zero: str) -> str:
    """What a ``$0`` gives as an address, without ``(uri)``."""
    return zero.removeprefix("(uri)")


def first_address(zeros: Sequence[str]) -> str:
    """The first address among them, or ``""``."""
    return next((address(zero) for zero in zeros if "://" in zero), "")


def relate(node: Node, zeros: Sequence[str], iri: str) -> None:
    """``madsrdf:hasRelatedAuthority`` from addresses other than the node's own; identifiers."""
    for zero in zeros:
        if "://" not in zero:
            identify(node, zero)
        elif (related := address(zero)) != iri:
            node.point(_RELATED, related)


def identify_further(node: Node, zeros: Sequence[str]) -> None:
    """Authorities from the addresses after the first; identifiers."""
    first = True
    for zero in zeros:
        if "://" not in zero:
            identify(node, zero)
        elif first:
            first = False
        else:
            identify(node, zero)
