"""Editions, scales and coordinates of maps, places of origin, 250-265; 26X's provision apart."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from converters.bibframe.field import Field
from converters.bibframe.graph import Class, Node, thing
from converters.bibframe.table import (
    By,
    Clean,
    Each,
    ForEach,
    Has,
    Is,
    Make,
    Source,
    Table,
    Text,
    This,
    When,
    instance,
    with_,
    work,
)
from converters.bibframe.terms import literal, term
from converters.bibframe.text import chop

PUBLISHER_NUMBER: Final = Class("bf:PublisherNumber")
_IDENTIFIED_BY = term("bf:identifiedBy")
_VALUE = term("rdf:value")


@dataclass(frozen=True, slots=True)
class First:
    """A literal from the first subfield of a code; none if it is empty, unless ``empty``."""

    predicate: str
    code: str
    clean: Clean
    empty: bool = False
    tagged: bool = True

    def compiled(self) -> Make:
        predicate, code, clean = term(self.predicate), self.code, self.clean
        empty, tagged = self.empty, self.tagged

        def make(field: Field, node: Node, value: str) -> None:  # noqa: ARG001 - a Make
            text = clean(field.first(code))
            if text or empty:
                language = field.language if tagged else ""
                node.said.append(f"{predicate} {literal(text, language)}")

        return make

    def words(self) -> Iterator[str]:
        yield f"{self.predicate} the first “${self.code}”"


def unbracketed(value: str) -> str:
    """Without round brackets and end punctuation."""
    return chop(value, force=True, parens=True)


def say_publisher_numbers(field: Field, node: Node) -> None:
    """bf:identifiedBy a bf:PublisherNumber for each $d:
    rdf:value “$d”
    rdf:value “$d”, the first of the 880s with the same occurrence, too
    """
    if "d" not in field.by:
        return
    other = ""
    occurrence = field.occurrence
    if occurrence != "00":
        others = field.record.other_scripts
        found = [o for o in others if o.tag == "260" and o.occurrence == occurrence]
        other = next((value for o in found for value in o.by.get("d", ())), "")
    for value in field.by["d"]:
        number = thing(PUBLISHER_NUMBER)
        number.text(_VALUE, value)
        if other:
            number.text(_VALUE, other)
        node.link(_IDENTIFIED_BY, number)


TABLE: Final[Table] = {
    "250": (instance(Text("bf:editionStatement", "ab", clean=chop, empty=True)),),
    "254": (instance(First("bf:editionStatement", "a", chop, empty=True)),),
    "255": (
        work(
            ForEach("a", Has("bf:scale", "bf:Scale", This("rdfs:label", chop))),
            When(
                with_("bcdfg"),
                Has(
                    "bf:cartographicAttributes",
                    "bf:Cartographic",
                    ForEach(
                        "b",
                        Has("bf:projection", "bf:Projection", This("rdfs:label", chop)),
                    ),
                    First("bf:coordinates", "c", unbracketed),
                    First("bf:ascensionAndDeclination", "d", unbracketed),
                    First("bf:equinox", "e", unbracketed),
                    Each("bf:outerGRing", "f", chop),
                    Each("bf:exclusionGRing", "g", chop),
                ),
            ),
        ),
    ),
    "256": (
        instance(
            Has(
                "bf:note",
                "bf:Note",
                Is("rdf:type", "http://id.loc.gov/vocabulary/mnotetype/computer"),
                First("rdfs:label", "a", chop, empty=True),
            )
        ),
    ),
    "257": (
        instance(
            ForEach("a", Has("bf:originPlace", "bf:Place", This("rdfs:label", chop), Source()))
        ),
    ),
    "260": (instance(By(say_publisher_numbers), copies=False),),
    "263": (instance(Each("bflc:projectedProvisionDate", "a", chop, tagged=False)),),
    "265": (
        instance(
            ForEach(
                "a",
                Has("bf:acquisitionSource", "bf:AcquisitionSource", This("rdfs:label", chop)),
            )
        ),
    ),
}
