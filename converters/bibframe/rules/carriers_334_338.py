"""Issuance, content, media and carrier in RDA's terms, 334-338."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from converters.bibframe.codes import meanings
from converters.bibframe.control import SOURCE, say_applies_to
from converters.bibframe.field import Field
from converters.bibframe.graph import Class, Node, thing
from converters.bibframe.table import Make, Table, instance, work
from converters.bibframe.terms import literal, term
from converters.bibframe.text import chop, code, normalize, url_encoded
from converters.bibframe.things.properties import relate

_LABEL = term("rdfs:label")
_SOURCE = term("bf:source")
_SCHEMES: Final = "http://id.loc.gov/vocabulary/genreFormSchemes/"
_VOCABULARIES: Final = "http://id.loc.gov/vocabulary/"

#: Terms of the three vocabularies of RDA, whichever field they are in.
_TERMS: Final = {
    value.label: value.iri
    for vocabulary in ("carriers", "mediaTypes", "contentTypes")
    for values in meanings(vocabulary).values()
    for value in values
    if value.iri
}


@dataclass(frozen=True, slots=True)
class Resource:
    """A thing for each code (``$b``), and for each term (``$a``) that another subfield follows.

    ``secondary``: a secondary Instance's ``$b`` says what part it is about (``$3``), too.
    """

    predicate: str
    class_: str
    vocabulary: str
    secondary: bool = True

    def compiled(self) -> Make:
        predicate, class_ = term(self.predicate), Class(self.class_)
        stem, secondary = f"{_VOCABULARIES}{self.vocabulary}/", self.secondary

        def make(field: Field, node: Node, value: str) -> None:  # noqa: ARG001 - a Make
            subfields = field.subfields
            last = len(subfields) - 1
            for at, (key, text) in enumerate(subfields):
                if key == "b":
                    following = subfields[at + 1] if at < last else ("", "")
                    made = _of_code(field, class_, stem + url_encoded(normalize(text)), following)
                    if at and subfields[at - 1][0] == "a":
                        made.text(_LABEL, chop(subfields[at - 1][1]), field.language)
                    if "3" in field.by and (secondary or not field.record.is_secondary):
                        say_applies_to(made, field)
                elif key == "a" and at < last and subfields[at + 1][0] != "b":
                    made = _of_term(field, class_, text)
                else:
                    continue
                node.links.append((predicate, made))

        return make

    def words(self) -> Iterator[str]:
        yield f"{self.predicate} a {self.class_} for each $b: the thing {self.vocabulary}/$b"
        yield "    rdfs:label “$a” before it, without end punctuation"
        yield "    madsrdf:hasRelatedAuthority or bf:identifiedBy the $0 after it"
        yield "    bf:source the vocabulary genreFormSchemes/$2"
        yield from self._words_of_part()
        yield f"{self.predicate} a {self.class_} for each $a that another subfield but $b follows:"
        yield "    the thing of carriers, mediaTypes or contentTypes that has the label $a"
        yield "    rdfs:label “$a” without end punctuation"
        yield "    bflc:appliesTo a bflc:AppliesTo: rdfs:label “$3” each"

    def _words_of_part(self) -> Iterator[str]:
        unless = "" if self.secondary else " (not of a secondary Instance)"
        yield f"    bflc:appliesTo a bflc:AppliesTo: rdfs:label “$3” each{unless}"


def _of_code(field: Field, class_: Class, iri: str, following: tuple[str, str]) -> Node:
    """The thing a ``$b`` names, with the ``$0`` after it and the vocabulary of ``$2``."""
    made = thing(class_, iri)
    if following[0] == "0":
        relate(made, (following[1],), iri)
    for two in field.by.get("2", ()):
        made.links.append((_SOURCE, thing(SOURCE, _SCHEMES + code(two))))
    return made


def _of_term(field: Field, class_: Class, text: str) -> Node:
    """The thing an ``$a`` names without a ``$b``; LC takes neither ``$0`` nor ``$2`` with it."""
    made = thing(class_, _TERMS.get(text, ""))
    made.said.append(f"{_LABEL} {literal(chop(text), field.language)}")
    say_applies_to(made, field)
    return made


TABLE: Final[Table] = {
    "334": (instance(Resource("bf:issuance", "bf:Issuance", "issuance")),),
    "336": (work(Resource("bf:content", "bf:Content", "contentTypes")),),
    "337": (instance(Resource("bf:media", "bf:Media", "mediaTypes", secondary=False)),),
    "338": (instance(Resource("bf:carrier", "bf:Carrier", "carriers", secondary=False)),),
}
