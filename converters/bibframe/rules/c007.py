"""What the carrier is like, in the codes of 007."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from converters.bibframe.codes import Value, meanings
from converters.bibframe.conditions import Elsewhere
from converters.bibframe.description import Description
from converters.bibframe.field import Field
from converters.bibframe.graph import Class, Node, thing
from converters.bibframe.rules.c007_positions import MATERIALS, Coded, Material
from converters.bibframe.table import By, Make, Table, instance, work
from converters.bibframe.terms import literal, term

CONTENT: Final = Class("bf:Content")
NOTE: Final = Class("bf:Note")
ASPECT_RATIO: Final = Class("bf:AspectRatio")
REDUCTION_RATIO: Final = Class("bf:ReductionRatio")
_ASPECT_RATIO = term("bf:aspectRatio")
_CONTENT = term("bf:content")
_LABEL = term("rdfs:label")
_NOTE = term("bf:note")
_REDUCTION_RATIO = term("bf:reductionRatio")


@dataclass(frozen=True, slots=True)
class Said:
    """What one code says, ready to be said: the statement, or the thing pointed to.

    The thing is the same node in every description; it says nothing of a record.
    """

    predicate: str
    value: Value
    unless: Elsewhere | None
    thing: Node | None

    def of(self, node: Node, record: Description) -> None:
        if self.unless is not None and self.unless.says(record, self.value):
            return
        if self.thing is None:
            node.said.append(f"{self.predicate} {literal(self.value.label)}")
        else:
            node.links.append((self.predicate, self.thing))


def _listed(coded: Coded, category: str) -> Mapping[str, Sequence[Value]]:
    """The codes of a position that stand for things of its class."""
    name = coded.kind.class_.partition(":")[2]
    listed: dict[str, list[Value]] = {}
    for code, each in meanings(coded.codes or f"{category}{coded.at:02}", coded.file).items():
        if of_class := [value for value in each if value.class_ in ("", name)]:
            listed[" " if code == "#" else code] = of_class
    return listed


def _said(coded: Coded, category: str) -> Mapping[str, Sequence[Said]]:
    kind = coded.kind
    predicate, class_ = term(kind.predicate), Class(kind.class_) if kind.class_ else None
    return {
        code: [
            Said(predicate, value, kind.unless, value.thing(class_) if class_ else None)
            for value in each
        ]
        for code, each in _listed(coded, category).items()
    }


@dataclass(frozen=True, slots=True)
class Materials:
    """What the codes of 007 say, by its category of material."""

    materials: Mapping[str, Material]

    def compiled(self) -> Make:
        positions = {
            category: [(each.at, each.read, _said(each, category)) for each in material.positions]
            for category, material in self.materials.items()
        }

        def make(field: Field, node: Node, value: str) -> None:  # noqa: ARG001 - a Make
            data = field.data
            for at, read, codes in positions.get(data[:1], ()):
                for said in codes.get(read(data) if read else data[at : at + 1], ()):
                    said.of(node, field.record)

        return make

    def words(self) -> Iterator[str]:
        for category, material in self.materials.items():
            yield f"when 007/00 is {category} ({material.name}):"
            for each in material.positions:
                kind = each.kind
                what = f"{kind.predicate} a {kind.class_}" if kind.class_ else kind.predicate
                codes = " ".join(code.replace(" ", "#") for code in _listed(each, category))
                unless = f", unless {kind.unless.words}" if kind.unless else ""
                yield f"    {what} by 007/{each.at:02} ({codes}){unless}"


def _content(code: str, label: str) -> Node:
    content = thing(CONTENT, f"http://id.loc.gov/vocabulary/contentTypes/{code}")
    content.text(_LABEL, label)
    return content


_GLOBE: Final = _content("crf", "cartographic three-dimensional form")
_MAP: Final = _content("cri", "cartographic image")
_MOVING: Final = _content("tdi", "two-dimensional moving image")
_STILL: Final = _content("sti", "still image")


def say_content(field: Field, node: Node) -> None:
    """bf:content a bf:Content by 007/00 and 007/01, where there is no 336 and the leader tells
    of another kind of material.
    """
    if "336" not in field.record.tags and (content := _content_of(field)):
        node.links.append((_CONTENT, content))


def _content_of(field: Field) -> Node | None:
    # An empty 007 tells of a still image: LC looks the first character up in "gk", and an empty
    # text is in every text.
    category, designation = field.data[:1], field.data[1:2]
    kind = field.record.leader[6:7]
    if category == "a":
        if designation == "q":
            return _GLOBE
        return _MAP if designation in "dgjkrsy" and kind not in ("e", "f") else None
    if category == "d":
        return _GLOBE
    if category in "gk" and kind != "k":
        return _STILL
    return _MOVING if category in "mv" and kind != "g" else None


def say_reduction_ratio(field: Field, node: Node) -> None:
    """bf:reductionRatio a bf:ReductionRatio: rdfs:label 007/06-08 of a microform, as it is."""
    data = field.data
    if data.startswith("h") and data[6:9] not in ("", "|||", "---"):
        ratio = thing(REDUCTION_RATIO)
        ratio.text(_LABEL, data[6:9])
        node.link(_REDUCTION_RATIO, ratio)


_WIDE: Final = {"b": "non-anamorphic (wide-screen)", "d": "anamorphic (wide-screen)"}


def say_wide_screen(field: Field, node: Node) -> None:
    """bf:aspectRatio a bf:AspectRatio: bf:note a bf:Note that tells both ratios of a motion
    picture whose 007/04 is b or d.
    """
    data = field.data
    if data.startswith("m") and (label := _WIDE.get(data[4:5])):
        note = thing(NOTE)
        note.text(_LABEL, label)
        ratio = thing(ASPECT_RATIO)
        ratio.link(_NOTE, note)
        node.link(_ASPECT_RATIO, ratio)


TABLE: Final[Table] = {
    "007": (
        work(By(say_content), copies=False),
        instance(Materials(MATERIALS), By(say_reduction_ratio), By(say_wide_screen), copies=False),
    )
}
