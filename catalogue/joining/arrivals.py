"""Records on their way into the union, and what they are compared by."""

from dataclasses import dataclass

import pymarc

from catalogue.joining.assigning import Item
from catalogue.joining.placing import Arriving
from catalogue.matching.likeness import Likeness, compare, likeness
from catalogue.matching.verdict import Verdict
from converters.engine import Converted
from converters.record import Kind, MarcRecord
from store.log.batch import Source_
from store.log.entries import ANYTHING, Entry
from store.log.likenesses import Kept, Sourced, named
from store.log.records import Source
from store.log.uniting import number


@dataclass(frozen=True, slots=True)
class Arrival:
    """A record on its way in; ``alone`` is what was made of it alone, at the path of ``entry``.

    ``likeness`` is None for what is not to be compared, and for one that is withdrawn.
    """

    record: MarcRecord
    entry: Entry
    likeness: Kept | None
    alone: Converted | None = None

    @property
    def source(self) -> Source_:
        """Member, kind and control number."""
        return self.entry.member, self.entry.kind, self.entry.control

    @property
    def name(self) -> str:
        """What decisions call its source."""
        return named(self.entry.member, self.entry.control)

    def late(self, known: Source | None) -> bool:
        """Whether its source sent something else since this was planned."""
        if self.entry.expects is ANYTHING:
            return False
        if known is None:
            return self.entry.expects is not None
        return bytes(known.digest) != self.entry.expects or known.path != self.entry.path

    def arriving(self, known: Source | None, since: int) -> Arriving:
        """As a thing to be placed, after what the log knows of its source."""
        entry = self.entry
        there = known is not None and not known.withdrawn
        item = Item(
            self.name,
            self.likeness.id if self.likeness else None,
            known.path if known and there else None,
            (known.path,) if known and not there else known.came if known else (),
            since,
            None if known else entry.path,
        )
        was = known.likeness if known and there else None
        return Arriving(item, self.likeness, was, gone=entry.delete)


@dataclass(frozen=True, slots=True)
class Renewed:
    """A source that stays as it is, and is compared anew, by this from now on."""

    found: Sourced
    likeness: Kept | None

    @property
    def arriving(self) -> Arriving:
        """As a thing to be placed."""
        found = self.found
        id_ = self.likeness.id if self.likeness else None
        item = Item(found.name, id_, found.path, found.came, found.contribution)
        return Arriving(item, self.likeness, found.likeness, again=True)


def kept(record: MarcRecord, marc: pymarc.Record | None = None) -> Kept | None:
    """What a record is compared by, as the log keeps it; None where there are no rules for it.

    ``marc`` is the record as MARC 21, if it has been made already.
    """
    found = likeness(record, marc)
    if found is None:
        return None
    said = b"\x00".join([found.kind.encode(), found.traits, *map(str.encode, found.keys)])
    return Kept(number(said), found.kind, found.alone, found.traits, found.keys)


def compared(a: Kept, b: Kept) -> Verdict:
    """The decision of the rules on two that are kept."""
    return compare(_likeness(a), _likeness(b))


def _likeness(of: Kept) -> Likeness:
    kind: Kind = "auth" if of.kind == "auth" else "bib"
    return Likeness(kind, of.traits, of.keys, of.alone)
