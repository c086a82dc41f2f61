"""One record and the BIBFRAME description being made of it: what rules read and write."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Final

import pymarc

from converters.bibframe.codes import pairs
from converters.bibframe.field import OTHER_SCRIPT, Field
from converters.bibframe.graph import Class, Node, thing
from converters.bibframe.half import Half
from converters.bibframe.pairs import pair
from converters.bibframe.terms import term
from converters.bibframe.text import BLANKS

#: What becomes of a field and the 880 paired with it (LC's map880): ``field``: the 880 is read
#: with it; ``880``: only the 880 is converted. Fields not listed are converted, and their 880 too.
PAIRED: Final = pairs("pairing")
_CREATORS: Final = ("100", "110", "111")
_TYPE: Final = term("rdf:type")
_WORK: Final = f"{_TYPE} {term('bf:Work')}"
_INSTANCE: Final = f"{_TYPE} {term('bf:Instance')}"


class Description:
    """A record's fields, and the Work, Instance and Item its rules write to.

    ``leader`` has 24 characters or what the record has of them. ``work`` says nothing where the
    Instance is a secondary one, ``instance`` is the Work where leader/06 is q (a hub).
    ``left_out``: places of fields to be read as if they were not there; -1: no rule is to read the
    leader. ``as_lc``: rules look for the 880s of their field themselves, as LC's do; else pairs are
    made by :mod:`.pairs`, and rules find no 880s at all.
    """

    def __init__(
        self,
        marc: pymarc.Record,
        generated: str,
        left_out: Collection[int] = (),
        *,
        as_lc: bool = False,
    ) -> None:
        self.left_out = left_out
        self.as_lc = as_lc
        leader = str(marc.leader)
        # XSLT's strip-space: a leader of blanks says nothing.
        self.leader = leader if leader.strip(BLANKS) else ""
        self.generated = generated
        self.fields = [
            Field(self, i, field.tag, field.data, field.indicators or "  ", field.subfields)
            for i, field in enumerate(marc.fields)
            # A data field with a control field's tag, or the reverse, is neither.
            if field.tag.startswith("00") == (field.data is not None and not field.subfields)
            and i not in left_out
        ]
        #: The fields whose rules failed, by place, each with the sentence that says so.
        self.failed: dict[int, str] = {}
        self.tags: dict[str, list[Field]] = {}
        for field in self.fields:
            self.tags.setdefault(field.own, []).append(field)
        #: The 880s as LC's rules look for them.
        self.other_scripts: Sequence[Field] = self.tags.get(OTHER_SCRIPT, ()) if as_lc else ()
        #: The 880s that are the other half of a field, by its place.
        self.halves: Mapping[int, Sequence[Half]] = {}
        #: The 880s that are nobody's other half, by their own place.
        self.alone: Mapping[int, Half] = {}
        #: The 880s by the tag and the occurrence they stand for.
        self._others: dict[tuple[str, str], list[Field]] = {}
        for field in self.other_scripts:
            self._others.setdefault((field.tag, field.occurrence), []).append(field)
        #: Where each text of a tag's fields stands first, found when first asked for.
        self._firsts: dict[str, dict[str, int]] = {}
        #: The occurrences of each tag, likewise.
        self._occurrences: dict[str, set[str]] = {}
        self._creators: Sequence[Field] | None = None
        self.has_008 = "008" in self.tags
        self.f008 = self.control("008")
        self.language = self.f008[35:38]
        self.country = self.f008[15:18]
        if OTHER_SCRIPT in self.tags and not as_lc:
            self._pair()
        #: Nodes known by some of their statements (see :mod:`converters.naming`).
        self.identified: list[Node] = []
        #: Nodes that point to each other: a linked Work and its Instance.
        self.circles: list[Sequence[Node]] = []
        #: Nodes by the name LC's stylesheet numbers them with, where two may get one number.
        self.numbered: dict[str, Node] = {}
        self.is_hub = self.leader[6:7] == "q"
        self.is_secondary = not self.is_hub and "SplitMARC" in self.values("958", "a")
        self.work: Node = Node("Work", "<#Work>")
        if not self.is_secondary:
            self.work.said.append(_WORK)
        self.instance: Node = self.work
        if not self.is_hub:
            self.instance = Node("Instance", "<#Instance>")
            self.instance.said.append(_INSTANCE)

    def _pair(self) -> None:
        """Takes the halves out of the fields, and reads 880s that stand alone as what they say."""
        self.halves, self.alone = pair(self)
        bound = {half.index for halves in self.halves.values() for half in halves}
        self.fields = [
            self.alone.get(field.index, field) for field in self.fields if field.index not in bound
        ]

    def release(self) -> None:
        """Lets go of the fields, which know their record: no circle is left to be collected."""
        self.fields = []
        self.tags = {}
        self.other_scripts = ()
        self.halves = {}
        self.alone = {}
        self._creators = None

    def control(self, tag: str) -> str:
        """The text of the first control field with the tag, or ``""``."""
        fields = self.tags.get(tag)
        return fields[0].data if fields else ""

    def has(self, *tags: str) -> bool:
        """Whether a field has one of these tags (880s have the tag 880 here)."""
        return any(tag in self.tags for tag in tags)

    def values(self, tag: str, codes: str) -> list[str]:
        """The values of these subfields in all fields with the tag, in order."""
        return [value for field in self.tags.get(tag, ()) for value in field.all(codes)]

    def first_with(self, tag: str) -> Mapping[str, int]:
        """The place of the first field of the tag that has a text as a subfield, by text."""
        if (known := self._firsts.get(tag)) is None:
            known = self._firsts[tag] = {}
            for field in self.tags.get(tag, ()):
                for _, value in field.subfields:
                    known.setdefault(value, field.index)
        return known

    def creators(self) -> Sequence[Field]:
        """The fields of the creator, 100, 110 and 111, and the 880s read as such."""
        if self._creators is None:
            self._creators = [
                field
                for field in self.fields
                if field.own in _CREATORS
                or (field.own == OTHER_SCRIPT and field.tag in _CREATORS[:2])
            ]
        return self._creators

    def alternates(self, tag: str, occurrence: str) -> list[Field]:
        """The 880 fields linked to a field of the tag by this occurrence number."""
        if occurrence == "00":
            return []
        return self._others.get((tag, occurrence), [])

    def thing(self, class_: Class, iri: str = "", kind: str = "") -> Node:
        """A new node (see :func:`~converters.bibframe.graph.thing`)."""
        node = thing(class_, iri, kind)
        if class_.identified and not node.name:
            self.identified.append(node)
        return node

    @contextmanager
    def apart(self) -> Iterator[None]:
        """What is described inside shares no numbered node with what is outside."""
        numbered, self.numbered = self.numbered, {}
        try:
            yield
        finally:
            self.numbered = numbered

    def converts(self, field: Field) -> bool:
        """Whether a field of a record with 880s is converted by itself (``tProcess``)."""
        if "6" not in field.by:
            return True
        how = PAIRED.get(field.tag)
        if how is None:
            return True
        occurrence = field.occurrence
        if field.own == OTHER_SCRIPT:
            return how == "880" or occurrence not in self._occurrences_of(field.tag)
        return how == "field" or (field.tag, occurrence) not in self._others

    def _occurrences_of(self, tag: str) -> set[str]:
        if tag not in self._occurrences:
            self._occurrences[tag] = {field.occurrence for field in self.tags.get(tag, ())}
        return self._occurrences[tag]
