"""The parts rules are made of: each compiles to a function, and can say itself in words.

Where no part fits, :class:`By` runs a named function whose docstring is its words.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from inspect import cleandoc
from typing import Protocol

from converters.bibframe import control
from converters.bibframe.conditions import Condition, dollars
from converters.bibframe.field import Field
from converters.bibframe.graph import Class, Node
from converters.bibframe.terms import literal, mend_iri, term
from converters.bibframe.text import joined

#: What a part compiles to: it writes to the node what the field says; ``value`` is the subfield
#: at hand inside :class:`ForEach`, else ``""``.
type Make = Callable[[Field, Node, str], None]
type Clean = Callable[[str], str]


class Part(Protocol):
    """One part of a shape."""

    def compiled(self) -> Make: ...

    def words(self) -> Iterator[str]:
        """What it does, in words, a line for each thing said; indented lines belong to the last."""
        ...


def indented(parts: Sequence[Part]) -> Iterator[str]:
    """The words of parts, a step further in."""
    for part in parts:
        for line in part.words():
            yield f"    {line}"


def together(parts: Sequence[Part]) -> Make:
    """One function for several parts."""
    makes = [part.compiled() for part in parts]
    if len(makes) == 1:
        return makes[0]

    def make(field: Field, node: Node, value: str) -> None:
        for each in makes:
            each(field, node, value)

    return make


def _cleaned(clean: Clean | None) -> str:
    """What a cleaning function's docstring says it does, as far as its first full stop."""
    if clean is None:
        return ""
    said = (clean.__doc__ or clean.__name__).split("(")[0].split(".")[0].strip()
    return f", {said[0].lower()}{said[1:]}"


@dataclass(frozen=True, slots=True)
class Text:
    """One literal from several subfields joined in the field's order.

    None when it is empty, unless ``empty``. ``others``: the 880 fields paired with it add the same
    literal of their own.
    """

    predicate: str
    codes: str
    by: str = " "
    clean: Clean | None = None
    tagged: bool = True
    others: bool = False
    empty: bool = False

    def compiled(self) -> Make:
        predicate, codes, by, clean = term(self.predicate), self.codes, self.by, self.clean
        tagged, others, empty = self.tagged, self.others, self.empty

        def make(field: Field, node: Node, value: str) -> None:  # noqa: ARG001 - a Make
            for each in (field, *field.alternates) if others else (field,):
                text = joined(each.all(codes), by)
                if clean:
                    text = clean(text)
                if text or empty:
                    language = each.language if tagged else ""
                    node.said.append(f"{predicate} {literal(text, language)}")

        return make

    def words(self) -> Iterator[str]:
        yield f"{self.predicate} “{dollars(self.codes)}”{_cleaned(self.clean)}"


@dataclass(frozen=True, slots=True)
class Each:
    """A literal for each of these subfields, empty ones too.

    ``others``: so do the 880 fields paired with it.
    """

    predicate: str
    codes: str
    clean: Clean | None = None
    tagged: bool = True
    others: bool = False

    def compiled(self) -> Make:
        predicate, codes, clean = term(self.predicate), self.codes, self.clean
        tagged, others = self.tagged, self.others

        def make(field: Field, node: Node, value: str) -> None:  # noqa: ARG001 - a Make
            for each in (field, *field.alternates) if others else (field,):
                for text in each.all(codes):
                    said = clean(text) if clean else text
                    language = each.language if tagged else ""
                    node.said.append(f"{predicate} {literal(said, language)}")

        return make

    def words(self) -> Iterator[str]:
        yield f"{self.predicate} “{dollars(self.codes)}” each{_cleaned(self.clean)}"


@dataclass(frozen=True, slots=True)
class This:
    """A literal from the subfield at hand (inside :class:`ForEach`)."""

    predicate: str
    clean: Clean | None = None
    tagged: bool = True

    def compiled(self) -> Make:
        predicate, clean, tagged = term(self.predicate), self.clean, self.tagged

        def make(field: Field, node: Node, value: str) -> None:
            text = clean(value) if clean else value
            node.said.append(f"{predicate} {literal(text, field.language if tagged else '')}")

        return make

    def words(self) -> Iterator[str]:
        yield f"{self.predicate} it{_cleaned(self.clean)}"


@dataclass(frozen=True, slots=True)
class Is:
    """A statement that is always the same: ``Is("bf:status", "http://…")`` or a prefixed name."""

    predicate: str
    object_: str

    def compiled(self) -> Make:
        object_ = f"<{self.object_}>" if "://" in self.object_ else term(self.object_)
        said = f"{term(self.predicate)} {object_}"
        return lambda field, node, value: node.said.append(said)  # noqa: ARG005 - a Make

    def words(self) -> Iterator[str]:
        yield f"{self.predicate} {self.object_}"


@dataclass(frozen=True, slots=True)
class Says:
    """A literal that is always the same."""

    predicate: str
    text: str

    def compiled(self) -> Make:
        said = f"{term(self.predicate)} {literal(self.text)}"
        return lambda field, node, value: node.said.append(said)  # noqa: ARG005 - a Make

    def words(self) -> Iterator[str]:
        yield f"{self.predicate} “{self.text}”"


@dataclass(frozen=True, slots=True, init=False)
class Has:
    """A property whose object is a new thing: ``Has("bf:note", "bf:Note", Each(…))``.

    ``iri``: the thing is one of the world, with this IRI.
    """

    predicate: str
    class_: str
    parts: tuple[Part, ...]
    iri: str

    def __init__(self, predicate: str, class_: str, *parts: Part, iri: str = "") -> None:
        object.__setattr__(self, "predicate", predicate)
        object.__setattr__(self, "class_", class_)
        object.__setattr__(self, "parts", parts)
        object.__setattr__(self, "iri", iri)

    def compiled(self) -> Make:
        predicate, class_, inside = term(self.predicate), Class(self.class_), together(self.parts)
        kind, statement, iri = class_.kind, class_.statement, self.iri
        name = f"<{mend_iri(iri)}>" if iri else ""

        def make(field: Field, node: Node, value: str) -> None:
            made = Node(kind, name)
            made.said.append(statement)
            inside(field, made, value)
            node.links.append((predicate, made))

        return make

    def words(self) -> Iterator[str]:
        yield f"{self.predicate} a {self.class_}{f' {self.iri}' if self.iri else ''}:"
        yield from indented(self.parts)


@dataclass(frozen=True, slots=True, init=False)
class ForEach:
    """Its parts once for each of these subfields."""

    codes: str
    parts: tuple[Part, ...]

    def __init__(self, codes: str, *parts: Part) -> None:
        object.__setattr__(self, "codes", codes)
        object.__setattr__(self, "parts", parts)

    def compiled(self) -> Make:
        codes, inside = self.codes, together(self.parts)

        def make(field: Field, node: Node, value: str) -> None:  # noqa: ARG001 - a Make
            for each in field.all(codes):
                inside(field, node, each)

        return make

    def words(self) -> Iterator[str]:
        yield f"for each {' or '.join(f'${code}' for code in self.codes)}:"
        yield from indented(self.parts)


@dataclass(frozen=True, slots=True, init=False)
class When:
    """Its parts where the condition holds."""

    condition: Condition
    parts: tuple[Part, ...]

    def __init__(self, condition: Condition, *parts: Part) -> None:
        object.__setattr__(self, "condition", condition)
        object.__setattr__(self, "parts", parts)

    def compiled(self) -> Make:
        holds, inside = self.condition.holds, together(self.parts)

        def make(field: Field, node: Node, value: str) -> None:
            if holds(field):
                inside(field, node, value)

        return make

    def words(self) -> Iterator[str]:
        yield f"when {self.condition.words}:"
        yield from indented(self.parts)


@dataclass(frozen=True, slots=True)
class AppliesTo:
    """``bflc:appliesTo`` from ``$3``."""

    def compiled(self) -> Make:
        return lambda field, node, value: control.say_applies_to(node, field)  # noqa: ARG005

    def words(self) -> Iterator[str]:
        yield "bflc:appliesTo a bflc:AppliesTo: rdfs:label “$3” each, without end punctuation"


@dataclass(frozen=True, slots=True)
class Institution:
    """``bflc:applicableInstitution`` from ``$5``."""

    def compiled(self) -> Make:
        return lambda field, node, value: control.say_institution(node, field)  # noqa: ARG005

    def words(self) -> Iterator[str]:
        yield "bflc:applicableInstitution the organization whose code is $5"


@dataclass(frozen=True, slots=True)
class Source:
    """``bf:source`` from each ``$2``; ``stem`` begins the vocabulary's IRI."""

    stem: str = ""

    def compiled(self) -> Make:
        stem = self.stem

        def make(field: Field, node: Node, value: str) -> None:  # noqa: ARG001 - a Make
            for two in field.by.get("2", ()):
                control.say_source(node, two, stem)

        return make

    def words(self) -> Iterator[str]:
        yield f"bf:source the vocabulary {self.stem}$2" if self.stem else "bf:source “$2”"


@dataclass(frozen=True, slots=True)
class Locator:
    """``bf:electronicLocator`` from each ``$u``."""

    codes: str = "u"

    def compiled(self) -> Make:
        codes = self.codes
        return lambda field, node, value: control.say_locators(node, field, codes)  # noqa: ARG005

    def words(self) -> Iterator[str]:
        yield f"bf:electronicLocator the address in {dollars(self.codes)}"


@dataclass(frozen=True, slots=True)
class By:
    """What no other part can say: a function of (field, node), its docstring the words."""

    function: Callable[[Field, Node], None]

    def compiled(self) -> Make:
        function = self.function
        return lambda field, node, value: function(field, node)  # noqa: ARG005 - a Make

    def words(self) -> Iterator[str]:
        yield from cleandoc(self.function.__doc__ or self.function.__name__).splitlines()
