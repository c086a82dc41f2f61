"""One record and the BIBFRAME description being made of it: what rules read and write."""

from collections.abc import Collection, Sequence
from typing import Final

import pymarc

from converters.bibframe.codes import pairs
from converters.bibframe.field import OTHER_SCRIPT, Field
from converters.bibframe.graph import Class, Node, thing
from converters.bibframe.terms import term
from converters.bibframe.text import BLANKS

#: What becomes of a field and the 880 paired with it (LC's map880): ``field``: the 880 is read
#: with it; ``880``: only the 880 is converted. Fields not listed are converted, and their 880 too.
PAIRED: Final = pairs("pairing")
_TYPE: Final = term("rdf:type")
_WORK: Final = f"{_TYPE} {term('bf:Work')}"
_INSTANCE: Final = f"{_TYPE} {term('bf:Instance')}"


class Description:
    """A record's fields, and the Work, Instance and Item its rules write to.

    ``leader`` has 24 characters or what the record has of them. ``work`` says nothing where the
    Instance is a secondary one, ``instance`` is the Work where leader/06 is q (a hub).
    ``left_out``: places of fields to be read as if they were not there; -1: no rule is to read the
    leader.
    """

    def __init__(self, marc: pymarc.Record, generated: str, left_out: Collection[int] = ()) -> None:
        self.left_out = left_out
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
        self.other_scripts: Sequence[Field] = self.tags.get(OTHER_SCRIPT, ())
        #: The 880s by the tag and the occurrence they stand for.
        self._others: dict[tuple[str, str], list[Field]] = {}
        for field in self.other_scripts:
            self._others.setdefault((field.tag, field.occurrence), []).append(field)
        #: The occurrences of each tag, found when first asked for.
        self._occurrences: dict[str, set[str]] = {}
        self.has_008 = "008" in self.tags
        self.f008 = self.control("008")
        self.language = self.f008[35:38]
        self.country = self.f008[15:18]
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

    def release(self) -> None:
        """Lets go of the fields, which know their record: no circle is left to be collected."""
        self.fields = []
        self.tags = {}
        self.other_scripts = ()

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
