"""Variant and former titles, 246 and 247."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from converters.bibframe.field import Field
from converters.bibframe.graph import Class, Node, thing
from converters.bibframe.half import Half
from converters.bibframe.joining import joined as make_one
from converters.bibframe.rules.titles_2xx import (
    VARIANTS,
    date_only,
    same_occurrence,
    say_parts,
)
from converters.bibframe.table import (
    By,
    Each,
    ForEach,
    Has,
    Institution,
    Is,
    Make,
    Part,
    Table,
    This,
    When,
    instance,
    second_indicator,
    work,
)
from converters.bibframe.terms import term
from converters.bibframe.text import chop, joined

NOTE: Final = Class("bf:Note")
_LABEL = term("rdfs:label")
_NOTE = term("bf:note")
_TYPE = term("rdf:type")
_BY_INDICATOR: Final = {
    "0": "por",
    "2": "dis",
    "4": "cov",
    "5": "atp",
    "6": "cap",
    "7": "run",
    "8": "spi",
}


def qualifier_only(value: str) -> str:
    """Without round brackets and end punctuation."""
    return chop(value, parens=True)


def paired(field: Field) -> Sequence[Field]:
    """The same, but none where the ``$6`` says that the field is unpaired (00)."""
    return () if "-00" in field.first("6") else same_occurrence(field)


@dataclass(frozen=True, slots=True, init=False)
class WithPaired:
    """Its parts for the field and for each 880 paired with it."""

    parts: tuple[Part, ...]

    def __init__(self, *parts: Part) -> None:
        object.__setattr__(self, "parts", parts)

    def compiled(self) -> Make:
        makes = [part.compiled() for part in self.parts]

        def make(field: Field, node: Node, value: str) -> None:
            for each in (field, *paired(field)):
                for part in makes:
                    part(each, node, value)

        return make

    def words(self) -> Iterator[str]:
        yield "for the field and the 880 paired with it:"
        for part in self.parts:
            for line in part.words():
                yield f"    {line}"


def say_kind_of_variant(field: Field, node: Node) -> None:
    """rdf:type by the second indicator: 0 portion of title, 2 distinctive, 4 cover,
    5 added title page, 6 caption, 7 running, 8 spine title
    """
    if kind := _BY_INDICATOR.get(field.ind2):
        node.say(_TYPE, f"<{VARIANTS}{kind}>")


def say_note_of_547(field: Field, node: Node) -> None:
    """bf:note a bf:Note: rdfs:label “$a” of the 547 that has the same place among the 547s as \
this among the 247s
    """
    tags = field.record.tags
    if isinstance(field, Half):
        return  # Told with the field: the note has the 880s of the 547.
    if notes := tags.get("547"):
        place = sum(former.index < field.index for former in tags.get("247", ()))
        if place < len(notes):
            make_one(_say_547, notes[place], node)


def _say_547(field: Field, node: Node) -> None:
    note = thing(NOTE)
    if "a" in field.by:
        note.text(_LABEL, joined(field.by["a"]), field.language)
    node.link(_NOTE, note)


_VARIANT: Final = (
    By(say_kind_of_variant),
    WithPaired(
        ForEach("i", Has("bf:note", "bf:Note", This("rdfs:label", chop))),
        By(say_parts),
        Each("bf:date", "f", date_only),
    ),
    Institution(),
)

TABLE: Final[Table] = {
    "246": (
        work(
            When(second_indicator(" 023567"), Has("bf:title", "bf:VariantTitle", *_VARIANT)),
            When(second_indicator("1"), Has("bf:title", "bf:ParallelTitle", *_VARIANT)),
        ),
        instance(When(second_indicator("48"), Has("bf:title", "bf:VariantTitle", *_VARIANT))),
    ),
    "247": (
        work(
            Has(
                "bf:title",
                "bf:VariantTitle",
                Is("rdf:type", f"{VARIANTS}for"),
                WithPaired(
                    By(say_parts),
                    Each("bf:date", "f", date_only),
                    Each("bf:qualifier", "g", qualifier_only),
                    ForEach(
                        "x",
                        Has("bf:identifiedBy", "bf:Issn", This("rdf:value", chop, tagged=False)),
                    ),
                ),
                By(say_note_of_547),
            )
        ),
    ),
}
