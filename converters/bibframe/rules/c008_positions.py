"""The parts the table of 008/18-34 is written in: coded positions, by kind of material."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from converters.bibframe.codes import Value, meanings
from converters.bibframe.conditions import Elsewhere
from converters.bibframe.field import Field
from converters.bibframe.graph import Class, Node
from converters.bibframe.table import Make, Part
from converters.bibframe.terms import term

#: Kinds of material by leader/06, and by leader/07 where that is ``a``.
_MATERIAL: Final = {
    "c": "music",
    "d": "music",
    "e": "maps",
    "f": "maps",
    "g": "visual materials",
    "i": "music",
    "j": "music",
    "k": "visual materials",
    "m": "computer files",
    "o": "visual materials",
    "p": "mixed materials",
    "r": "visual materials",
}
_TEXT: Final = {
    "a": "books",
    "b": "continuing resources",
    "c": "books",
    "d": "books",
    "i": "continuing resources",
    "m": "books",
    "s": "continuing resources",
}
_TYPE: Final = term("rdf:type")


def material(leader: str) -> str:
    """The kind of material whose positions 008/18-34 has; ``""`` for manuscript text (06 t)."""
    kind = leader[6:7]
    return _TEXT.get(leader[7:8], "") if kind == "a" else _MATERIAL.get(kind, "")


@dataclass(frozen=True, slots=True)
class Position:
    """A property whose object is the thing a code stands for, for each code at these positions.

    ``codes`` names the list: one of ``values.tsv``, or ``008/…`` for one of ``008.tsv``.
    ``only`` and ``but`` are the codes of the list that count, and do not; ``width`` is the
    characters of a code. ``inside``: the property is one of another thing, which the node has.
    ``type_``: the thing's second rdf:type.
    """

    where: str
    predicate: str
    class_: str
    codes: str
    unless: Elsewhere | None = None
    only: str = ""
    but: str = ""
    width: int = 1
    inside: tuple[str, str] = ("", "")
    type_: str = ""

    def _links(self) -> Mapping[str, Sequence[tuple[Value, tuple[str, Node]]]]:
        """What each code says. The nodes are constant, so that records can share them."""
        file, _, name = self.codes.rpartition("/")
        links: dict[str, list[tuple[Value, tuple[str, Node]]]] = {}
        for code, values in meanings(name, file or "values").items():
            # LC's lists write x1 for 1, and ours # for a blank.
            key = code[1:] if len(code) > self.width else code.replace("#", " ")
            if key not in self.but and (not self.only or key in self.only):
                links[key] = [(value, self._link(value)) for value in values]
        return links

    def _link(self, value: Value) -> tuple[str, Node]:
        node = value.thing(Class(self.class_))
        if self.type_:
            node.said.append(f"{_TYPE} <{self.type_}>")
        predicate, class_ = self.inside
        if not predicate:
            return term(self.predicate), node
        outer = Node(Class(class_).kind)
        outer.said.append(Class(class_).statement)
        outer.link(term(self.predicate), node)
        return term(predicate), outer

    def compiled(self) -> Make:
        first, _, last = self.where.partition("-")
        start, end, width = int(first), int(last or first) + 1, self.width
        said = self.unless.says if self.unless else None
        links = self._links()

        def make(field: Field, node: Node, value: str) -> None:  # noqa: ARG001 - a Make
            text = field.data[start:end]
            for code in text if width == 1 else (text,):
                for meant, link in links.get(code, ()):
                    if said is None or not said(field.record, meant):
                        node.links.append(link)

        return make

    def words(self) -> Iterator[str]:
        outer = f"{self.inside[0]} a {self.inside[1]}: " if self.inside[0] else ""
        which = f", codes {' '.join(self.only)}" if self.only else ""
        which += f", but codes {' '.join(self.but)}" if self.but else ""
        unless = f", unless {self.unless.words}" if self.unless else ""
        yield (
            f"{outer}{self.predicate} the {self.class_} the code in 008/{self.where} stands for "
            f"(list {self.codes}{which}){unless}"
        )


@dataclass(frozen=True, slots=True)
class ByMaterial:
    """The parts for the kind of material the leader gives."""

    parts: Mapping[str, Sequence[Part]]

    def compiled(self) -> Make:
        makes = {kind: [part.compiled() for part in parts] for kind, parts in self.parts.items()}

        def make(field: Field, node: Node, value: str) -> None:
            for each in makes.get(material(field.record.leader), ()):
                each(field, node, value)

        return make

    def words(self) -> Iterator[str]:
        for kind, parts in self.parts.items():
            yield f"for {kind}:"
            for part in parts:
                for line in part.words():
                    yield f"    {line}"
