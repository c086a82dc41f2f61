"""The shape of a number: its class, its value, what qualifies it, and whether it holds.

The numbers of 01X-03X, 074 and 088 have it: ``$a`` is the number, ``$z`` one that is canceled or
invalid, ``$y`` one that is wrong.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from converters.bibframe import control
from converters.bibframe.codes import Value
from converters.bibframe.control import AGENT, ORGANIZATIONS
from converters.bibframe.field import Field
from converters.bibframe.graph import Class, Node, thing
from converters.bibframe.table import Clean, Each, ForEach, Has, Make, Part, This
from converters.bibframe.terms import literal, term
from converters.bibframe.text import chop, lower, normalize, url_encoded

CANCELED: Final = "http://id.loc.gov/vocabulary/mstatus/cancinv"
INCORRECT: Final = "http://id.loc.gov/vocabulary/mstatus/incorrect"
#: The agencies of the German library network, by their ISIL.
GERMAN_ORGANIZATIONS: Final = "https://ld.zdb-services.de/resource/organisations/"
STATUS: Final = Class("bf:Status")

_ASSIGNER = term("bf:assigner")
_IDENTIFIED_BY = term("bf:identifiedBy")
_QUALIFIER = term("bf:qualifier")
_STATUS = term("bf:status")
_VALUE = term("rdf:value")
#: No field of numbers has so many subfields; each number would be told with each qualifier.
MANY: Final = 200


@dataclass(frozen=True, slots=True)
class Kinds:
    """The class of a number by the first indicator, or by ``$2`` where that is 7.

    A class of ``""``: the number is none of this rule's.
    """

    otherwise: str
    indicator: Mapping[str, str]
    source: Mapping[str, str] = MappingProxyType({})

    def of(self, field: Field) -> str:
        if self.source and field.ind1 == "7":
            sources = field.by.get("2", ())
            if len(sources) == 1:
                return self.source.get(sources[0], self.otherwise)
            return next(
                (self.source[code] for code in self.source if code in sources), self.otherwise
            )
        return self.indicator.get(field.ind1, self.otherwise)

    def names(self) -> set[str]:
        return {self.otherwise, *self.indicator.values(), *self.source.values()} - {""}

    def words(self) -> Iterator[str]:
        for indicator, name in self.indicator.items():
            yield f"a {name} where the first indicator is {indicator}"
        for source, name in self.source.items():
            shown = f"a {name}" if name else "nothing"
            yield f"{shown} where the first indicator is 7 and $2 is {source}"


@dataclass(frozen=True, slots=True, init=False)
class Identifier:
    """``bf:identifiedBy`` for each ``$a $y $z``, with its parts; the value at hand is the number.

    ``value`` cleans it, ``iri`` is the IRI the field gives it, ``canceled`` what ``$z`` is called,
    ``valid`` are parts of ``$a`` alone.
    """

    class_: str | Kinds
    parts: tuple[Part, ...]
    value: Clean | None
    iri: Callable[[Field], str] | None
    canceled: str
    valid: tuple[Part, ...]

    def __init__(
        self,
        class_: str | Kinds,
        *parts: Part,
        value: Clean | None = None,
        iri: Callable[[Field], str] | None = None,
        canceled: str = "invalid",
        valid: tuple[Part, ...] = (),
    ) -> None:
        object.__setattr__(self, "class_", class_)
        object.__setattr__(self, "parts", parts)
        object.__setattr__(self, "value", value)
        object.__setattr__(self, "iri", iri)
        object.__setattr__(self, "canceled", canceled)
        object.__setattr__(self, "valid", valid)

    def compiled(self) -> Make:
        kinds = self.class_ if isinstance(self.class_, Kinds) else Kinds(self.class_, {})
        classes = {name: Class(name) for name in kinds.names()}
        only = classes[kinds.otherwise] if len(classes) == 1 else None
        inside = [part.compiled() for part in self.parts]
        number = [*inside, *(part.compiled() for part in self.valid)]
        clean, iri_of = self.value, self.iri
        # Always the same; one node of each serves all records.
        statuses = {
            "a": None,
            "y": Value("", INCORRECT, "incorrect").thing(STATUS),
            "z": Value("", CANCELED, self.canceled).thing(STATUS),
        }

        def make(field: Field, node: Node, value: str) -> None:  # noqa: ARG001 - a Make
            class_ = only or classes.get(kinds.of(field))
            if class_ is None:
                return
            if len(field.subfields) > MANY:
                raise ValueError(f"it has {len(field.subfields)} subfields")
            iri = iri_of(field) if iri_of else ""
            for code, text in field.subfields:
                if code not in statuses:
                    continue
                made = thing(class_, iri)
                made.said.append(f"{_VALUE} {literal(clean(text) if clean else text)}")
                if said := statuses[code]:
                    made.links.append((_STATUS, said))
                for each in number if code == "a" else inside:
                    each(field, made, text)
                node.links.append((_IDENTIFIED_BY, made))

        return make

    def words(self) -> Iterator[str]:
        class_ = self.class_.otherwise if isinstance(self.class_, Kinds) else self.class_
        yield f"for each $a or $y or $z: bf:identifiedBy a {class_}:"
        if isinstance(self.class_, Kinds):
            for line in self.class_.words():
                yield f"    ({line})"
        cleaned = (
            (self.value.__doc__ or "").split("(")[0].split(".")[0].strip().lower()
            if self.value
            else ""
        )
        yield f"    rdf:value “it”{cleaned and f', {cleaned}'}"
        yield f"    of $z: bf:status {CANCELED} “{self.canceled}”"
        yield f"    of $y: bf:status {INCORRECT} “incorrect”"
        for part in self.valid:
            yield from (f"    of $a: {line}" for line in part.words())
        for part in self.parts:
            yield from (f"    {line}" for line in part.words())
        if self.iri:
            yield "    its IRI is the first $0, where that is an address"


@dataclass(frozen=True, slots=True)
class ByValue:
    """What no other part can say of the subfield at hand: a function, its docstring the words."""

    function: Make

    def compiled(self) -> Make:
        return self.function

    def words(self) -> Iterator[str]:
        yield (self.function.__doc__ or self.function.__name__).strip()


def outside_brackets(value: str) -> str:
    """Without round brackets and what is in them, without end punctuation."""
    if "(" in value and ")" in value:
        value = value.partition("(")[0] + value.partition(")")[2]
    return chop(value)


def after_bracket(value: str) -> str:
    """Without the round brackets before it."""
    return value.partition(")")[2] if ")" in value else value


def without_brackets(value: str) -> str:
    """Without round brackets and end punctuation."""
    return chop(value, parens=True)


def _bracketed(value: str) -> str:
    inside, close, _ = value.partition("(")[2].partition(")")
    return inside if close else ""


def say_bracketed(field: Field, node: Node, value: str) -> None:
    """bf:qualifier “what it has in round brackets”, without end punctuation"""
    if "(" in value and (inside := _bracketed(value)):
        node.text(_QUALIFIER, chop(inside), field.language)


def say_system(field: Field, node: Node, value: str) -> None:
    """bf:assigner the organization whose code is in round brackets; for OCLC, bf:source “$2”"""
    if "OCoLC" in value:
        for two in field.by.get("2", ()):
            control.say_source(node, two)
    elif system := _bracketed(value):
        if system.startswith("DE-"):
            iri = GERMAN_ORGANIZATIONS + normalize(system)
        else:
            iri = ORGANIZATIONS + url_encoded(lower(normalize(system).replace("-", "")))
        node.link(_ASSIGNER, thing(AGENT, iri))


def address(field: Field) -> str:
    """The first ``$0``, without what it has in round brackets before it, if it is an address."""
    zero = field.first("0")
    if "://" not in zero:
        return ""
    before, close, after = zero.partition(")")
    # As many characters after "(" as there are before ")", less one: none where they touch.
    inside = zero.partition("(")[2][: max(len(before) - 1, 0)] if close else ""
    return after if inside else zero


def address_without_blanks(field: Field) -> str:
    """The same, blanks left out."""
    return address(field).replace(" ", "")


BRACKETED: Final = ByValue(say_bracketed)
QUALIFIER: Final = Each("bf:qualifier", "q", without_brackets)
TERMS: Final = Each("bf:acquisitionTerms", "c", chop)
#: Who gave a number: a name, or a code.
ASSIGNER: Final = ForEach("b", Has("bf:assigner", "bf:Organization", This("rdfs:label", chop)))
AGENCY: Final = ForEach("2", Has("bf:assigner", "bf:Agent", This("bf:code", tagged=False)))
