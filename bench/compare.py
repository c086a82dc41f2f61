"""What two engines say of one record, side by side: the statements both make, and the others."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import pymarc
from pyoxigraph import RdfFormat, parse

from converters import MarcRecord
from converters.engine import Converted, Engine, Failed, Job

DOCUMENT: Final = "http://localhost:8000/bib/b1"
GENERATED: Final = "2026-01-01T00:00:00Z"
#: Lines kept of each side where only the nodes differ.
SHOWN: Final = 6
#: A node of the record: one it has one of, or one named by its kind and a hash of what it says.
_NODE: Final = re.compile(rf"<{re.escape(DOCUMENT)}#([A-Za-z]+)(-[^>]*)?>")

#: A statement with its nodes called by their kind alone: subject, predicate, object.
type Said = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Difference:
    """One record under both engines.

    Statements are compared with every content name replaced by its kind (``_:Agent``), as a
    multiset. A name is a hash of all that hangs below it, so one altered literal renames every
    node above it; the kind does not depend on what the node says, and so that literal counts once.
    What this cannot see, two nodes of one kind that swapped a statement, ``exact`` still tells.
    """

    exact: bool
    equal: int = 0
    only_ours: Counter[Said] = field(default_factory=Counter)
    only_lc: Counter[Said] = field(default_factory=Counter)
    #: The reason, when this engine alone makes nothing of the record.
    failed_ours: str = ""
    failed_lc: str = ""
    #: What a strict parser refuses in ours. Equal bytes need no parsing: LC's came out of one.
    refused: str = ""
    #: Lines of each side, when both say the same of nodes of the same kinds, but of other nodes.
    moved: tuple[str, ...] = ()

    def beyond(self, base: "Difference") -> bool:
        """Whether the engines differ here in more than they do there."""
        if base.exact:
            return not self.exact
        if self.failed_ours or self.failed_lc:
            return not (base.failed_ours or base.failed_lc)
        return bool(self.only_ours - base.only_ours or self.only_lc - base.only_lc)

    def without(self, base: "Difference") -> "Difference":
        """This difference less that one."""
        return replace(
            self,
            only_ours=self.only_ours - base.only_ours,
            only_lc=self.only_lc - base.only_lc,
        )


@dataclass(frozen=True, slots=True)
class Engines:
    """Ours and LC's, to be asked about the same records."""

    ours: Engine
    lc: Engine

    def compare(self, records: Sequence[MarcRecord]) -> list[Difference]:
        jobs = [Job(record, DOCUMENT) for record in records]
        outcomes = zip(
            self.ours.convert(jobs, GENERATED), self.lc.convert(jobs, GENERATED), strict=True
        )
        return [difference(ours, lc) for ours, lc in outcomes]


def difference(ours: Converted | Failed, lc: Converted | Failed) -> Difference:
    match ours, lc:
        case Failed(), Failed():
            return Difference(exact=True)
        case Failed(reason), Converted():
            return Difference(exact=False, failed_ours=reason)
        case Converted(), Failed(reason):
            return Difference(exact=False, failed_lc=reason)
        case Converted(mine), Converted(theirs):
            if mine == theirs:
                return Difference(exact=True, equal=mine.count(b"\n"))
            left, right = Counter(map(said, lines(mine))), Counter(map(said, lines(theirs)))
            return Difference(
                exact=False,
                equal=(left & right).total(),
                only_ours=left - right,
                only_lc=right - left,
                refused=refused(mine),
                moved=() if left != right else moved(mine, theirs),
            )
    raise TypeError(f"no outcomes of a conversion: {ours}, {lc}")


def moved(mine: bytes, theirs: bytes) -> tuple[str, ...]:
    """Some lines only one of two engines makes; ours first."""
    ours, lc = set(lines(mine)), set(lines(theirs))
    return (
        *(f"we  {line}" for line in sorted(ours - lc)[:SHOWN]),
        *(f"LC  {line}" for line in sorted(lc - ours)[:SHOWN]),
    )


def refused(mine: bytes) -> str:
    """What a strict parser refuses in lines of N-Triples, or nothing."""
    try:
        for _ in parse(mine, RdfFormat.N_TRIPLES):
            pass
    except SyntaxError as error:
        line = mine.splitlines()[(error.lineno or 1) - 1].decode(errors="replace")
        return f"{error.msg.partition(': ')[2]}: {line}"
    return ""


def lines(triples: bytes) -> list[str]:
    return triples.decode().splitlines()


def said(line: str) -> Said:
    s, p, o = line.removesuffix(" .").split(" ", 2)
    return _called(s), p, _called(o)


def _called(term: str) -> str:
    """``#Work`` for a node the record has one of, ``_:Agent`` for one named by its content."""
    if match := _NODE.fullmatch(term):
        return f"_:{match[1]}" if match[2] and match[2] != "-DLC" else f"#{match[1]}"
    return term


def having(record: MarcRecord, fields: Sequence[pymarc.Field]) -> MarcRecord:
    """The record with these fields only."""
    marc = pymarc.Record()
    marc.leader = record.marc.leader
    marc.fields = list(fields)
    return replace(record, marc=marc)
