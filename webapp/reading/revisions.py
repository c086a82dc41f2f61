"""What became of a record between two versions, as a page shows it: fields, and statements."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Final, Literal

from store.log.history import Difference
from webapp.reading.description import Description, Text, in_own_script_first
from webapp.reading.marc_table import Row
from webapp.reading.statements import Node, Term, nodes

#: Statements shown on a page; the rest is in the JSON.
SHOWN: Final = 1_000
#: By what a thing is called, the best first.
_LABELS: Final = (
    *("rdfs:label", "madsrdf:authoritativeLabel"),
    *("bf:mainTitle", "rdf:value", "bf:code"),
)

type Mark = Literal["gone", "come"]


@dataclass(frozen=True, slots=True)
class Line:
    """A field that went or came; ``told`` says of each subfield whether it is what differs."""

    mark: Mark
    row: Row
    told: tuple[bool, ...]


def fields(before: Sequence[Row], after: Sequence[Row]) -> list[Line]:
    """The fields of one MARC record that another has not, and those it has instead, in order.

    A field that was altered stands as it was and, below, as it is.
    """
    found: list[Line] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for _, a, b, c, d in matcher.get_opcodes():
        found += _altered(before[a:b], after[c:d])
    return found


def _altered(before: Sequence[Row], after: Sequence[Row]) -> Iterator[Line]:
    """Of fields that stand in the same place, those of one tag beside each other."""
    if before == after:
        return
    tags = dict.fromkeys(row.tag for row in (*before, *after))
    for tag in tags:
        went = [row for row in before if row.tag == tag]
        came = [row for row in after if row.tag == tag]
        for old, new in zip_longest(went, came):
            if old:
                yield Line("gone", old, _told(old, new))
            if new:
                yield Line("come", new, _told(new, old))


def _told(row: Row, other: Row | None) -> tuple[bool, ...]:
    known = other.subfields if other else ()
    return tuple(subfield not in known for subfield in row.subfields)


@dataclass(frozen=True, slots=True)
class Said:
    """A statement about a thing that went or came; ``label`` is what its value is called."""

    mark: Mark
    predicate: Term
    value: Term
    label: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing of which something else is said now, and what it is called."""

    term: Term
    label: tuple[Text, ...]
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Revision:
    """The statements that went and came, by the things they are about; ``more`` are not shown."""

    things: list[Thing]
    more: int


def revision(difference: Difference, before: bytes, after: bytes, base: str, path: str) -> Revision:
    """The difference of two versions of a record (N-Triples) for reading.

    A thing is called as the later version calls it, or else the earlier.
    """
    removed, added = difference.removed, difference.added
    labels = {
        node.term.shown: label
        for said in (before, after)
        for node in nodes(Description(said), base, path)
        if (label := _label(node))
    }
    went = {
        (node.term, predicate, value)
        for node in nodes(Description(removed), base, path)
        for predicate, values in node.statements
        for value in values
    }
    things: list[Thing] = []
    shown = more = 0
    for node in nodes(Description(removed + added), base, path):
        said: list[Said] = []
        for predicate, values in node.statements:
            for value in values:
                mark: Mark = "gone" if (node.term, predicate, value) in went else "come"
                label = () if value.text else labels.get(value.shown, ())
                said.append(Said(mark, predicate, value, label))
        kept = said[: SHOWN - shown]
        shown, more = shown + len(kept), more + len(said) - len(kept)
        if kept:
            ordered = sorted(kept, key=lambda each: (each.predicate.shown, each.mark == "come"))
            things.append(Thing(node.term, labels.get(node.term.shown, ()), tuple(ordered)))
    return Revision(things, more)


def _label(node: Node) -> tuple[Text, ...]:
    """What a thing is called, by the best name it has."""
    said = {predicate.shown: values for predicate, values in node.statements}
    for predicate in _LABELS:
        if texts := [value.text for value in said.get(predicate, ()) if value.text]:
            return tuple(in_own_script_first(texts))
    return ()
