"""The shape of a class number: its portions, and what the ``$0`` that follow it say of it."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from converters.bibframe import control
from converters.bibframe.codes import Value
from converters.bibframe.field import Field
from converters.bibframe.graph import Class, Node, thing
from converters.bibframe.table import Make, Part
from converters.bibframe.terms import literal, term
from converters.bibframe.things.identifiers import CANCELED, STATUS

_CLASSIFICATION = term("bf:classification")
_ITEM_PORTION = term("bf:itemPortion")
_RELATED = term("madsrdf:hasRelatedAuthority")
_STATUS = term("bf:status")
#: A thing of the world that is always the same; one node of it serves all records.
_INVALID: Final = Value("", CANCELED, "invalid").thing(STATUS)


@dataclass(frozen=True, slots=True, init=False)
class Classification:
    """``bf:classification`` for each of the subfields, with the ``$0`` that follow it.

    ``items``: how many ``$b`` the first of them takes.
    """

    class_: str
    parts: tuple[Part, ...]
    codes: str
    predicate: str
    items: int

    def __init__(
        self,
        class_: str,
        *parts: Part,
        codes: str = "a",
        predicate: str = "bf:classificationPortion",
        items: int = sys.maxsize,
    ) -> None:
        object.__setattr__(self, "class_", class_)
        object.__setattr__(self, "parts", parts)
        object.__setattr__(self, "codes", codes)
        object.__setattr__(self, "predicate", predicate)
        object.__setattr__(self, "items", items)

    def compiled(self) -> Make:
        class_, codes, predicate = Class(self.class_), tuple(self.codes), term(self.predicate)
        items = self.items
        inside = [part.compiled() for part in self.parts]

        def make(field: Field, node: Node, value: str) -> None:  # noqa: ARG001 - a Make
            itemized = "b" in field.by
            portions: Sequence[str] = field.by["b"][:items] if itemized else ()
            for i, (code, text) in enumerate(field.subfields):
                if code in codes:
                    zeros = _following(field, i) if "0" in field.by else ()
                    made = classified(class_, zeros, itemized=itemized)
                    made.said.append(f"{predicate} {literal(text)}")
                    made.said += [f"{_ITEM_PORTION} {literal(portion)}" for portion in portions]
                    portions = ()
                    if code == "z":
                        made.links.append((_STATUS, _INVALID))
                    for each in inside:
                        each(field, made, text)
                    node.links.append((_CLASSIFICATION, made))

        return make

    def words(self) -> Iterator[str]:
        each = " or ".join(f"${code}" for code in self.codes)
        yield f"for each {each}: bf:classification a {self.class_}:"
        yield f"    {self.predicate} “it”"
        if self.items:
            yield f"    of the first: bf:itemPortion {'the first $b' if self.items == 1 else '$b'}"
        if "z" in self.codes:
            yield f"    of $z: bf:status {CANCELED} “invalid”"
        for part in self.parts:
            yield from (f"    {line}" for line in part.words())
        yield "    its IRI is the first $0 after it, where that is an address and there is no $b"
        yield "    madsrdf:hasRelatedAuthority the other addresses in $0 after it"
        yield "    bf:identifiedBy each $0 after it that is no address"


def _following(field: Field, place: int) -> list[str]:
    """The ``$0`` that stand directly after a subfield."""
    zeros = []
    for code, value in field.subfields[place + 1 :]:
        if code != "0":
            break
        zeros.append(value)
    return zeros


def classified(class_: Class, zeros: Sequence[str], *, itemized: bool) -> Node:
    """A class number with what ``$0`` says of it: with an item number it is not in the scheme."""
    if not zeros:
        return thing(class_)
    first = "" if itemized else next((zero for zero in zeros if "://" in zero), "")
    node = thing(class_, first.removeprefix("(uri)"))
    relate(node, zeros, 1 if first else 0)
    return node


def relate(node: Node, zeros: Sequence[str], said: int = 0) -> None:
    """``said``: how many of the addresses have been said already."""
    for zero in zeros:
        if "://" not in zero:
            control.identify(node, zero)
        elif said:
            said -= 1
        else:
            node.point(_RELATED, zero)
