"""What a shared record is made of: who contributed what to it, and what else it was called."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from catalogue.composing import Composed, Contributed, explained
from catalogue.joining.describing import givers
from catalogue.reading import as_sent
from converters.record import MarcRecord, Unreadable
from shapes import iris
from store import Contribution, Record
from store.log.likenesses import Sourced, feeding
from webapp.contributed import MARC_FORMATS, is_composed, received
from webapp.reading.description import Text
from webapp.site import Site

#: So many contributors are listed, and compared with what the record says.
LISTED: Final = 40


@dataclass(frozen=True, slots=True)
class Contributor:
    """A library that contributed to the record, and the contribution of it that counts.

    ``names`` is empty for one that is no member; ``gave`` are the fields it gave.
    """

    member: str
    names: tuple[Text, ...]
    control: str
    number: int
    at: datetime
    received: list[str]
    gave: int


@dataclass(frozen=True, slots=True)
class Mark:
    """Of one field: the member that gave it, and the others that say the same."""

    member: str
    also: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Former:
    """A record that is part of this one now, and since when."""

    path: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Shared:
    """Contributors, those who gave most first; ``more`` are not listed; ``members`` is how many
    libraries they all are.

    ``marks`` has one for each field of the record, in order, where several gave some; ``whole`` is
    the member that gave them all.
    """

    contributors: list[Contributor]
    more: int
    members: int
    marks: list[Mark]
    whole: str
    former: list[Former]

    @property
    def count(self) -> int:
        """How many records were sent for this one."""
        return len(self.contributors) + self.more

    @property
    def libraries(self) -> dict[str, tuple[Text, ...]]:
        """The names of the listed ones by their codes."""
        return {each.member: each.names for each in self.contributors}


def shared(
    here: Site, record: Record, contribution: Contribution, names: Mapping[str, tuple[Text, ...]]
) -> Shared | None:
    """What a record is made of; None for one that has one source, and had no other name."""
    sources = feeding(here.store.log, paths=[record.path])
    former = _former(here, record, sources)
    if len(sources) < 2:
        return Shared([], 0, 0, [], "", former) if former else None
    composed = is_composed(contribution, record.path)
    given = givers(contribution.raw) if composed else []
    gave = Counter(given)
    first = (contribution.member, contribution.control)

    def order(each: Sourced) -> tuple[bool, int, str, str]:
        name = each.member, each.control
        return name != first, -gave[name], each.member, each.control

    in_order = sorted(sources, key=order)
    listed = in_order[:LISTED]
    sent = here.store.log.contributions({each.contribution for each in listed})
    base = here.store.base
    contributors = [
        Contributor(
            each.member,
            names.get(iris.library(base, each.member), ()),
            each.control,
            each.contribution,
            sent[each.contribution].received,
            received(sent[each.contribution]),
            gave[each.member, each.control],
        )
        for each in listed
    ]
    marks = _marks(contribution, given, [sent[each.contribution] for each in listed])
    whole = "" if composed else contribution.member
    members = len({each.member for each in sources})
    return Shared(contributors, len(sources) - len(listed), members, marks, whole, former)


def _marks(
    contribution: Contribution, given: Sequence[tuple[str, str]], sent: Sequence[Contribution]
) -> list[Mark]:
    if not given:
        return []
    composed = Composed(as_sent(contribution), tuple(given), given[0], "")
    sources = [
        Contributed(each.member, each.control, "", record)
        for each in sent
        if (record := _read(each)) is not None
    ]
    return [Mark(each.member, each.also) for each in explained(composed, sources)]


def _read(contribution: Contribution) -> MarcRecord | None:
    if contribution.format not in MARC_FORMATS:
        return None
    try:
        return as_sent(contribution)
    except Unreadable:
        return None


def _former(here: Site, record: Record, sources: set[Sourced]) -> list[Former]:
    """The records that were merged into this one, the latest first."""
    paths = {path for each in sources for path in each.came} - {record.path}
    found = [known for path in sorted(paths) if (known := here.store.log.record(path))]
    merged = [Former(each.path, each.modified) for each in found if each.status == "merged"]
    return sorted(merged, key=lambda each: each.since, reverse=True)
