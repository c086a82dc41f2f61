"""``catena load --preview``: how a file's holdings read with a profile; nothing is written."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

import pymarc

from converters.holdings.copy import Copy, Holding, Link, Reading
from converters.holdings.fields import read_copies
from converters.holdings.groups import plain
from converters.holdings.profile import Profile
from converters.holdings.profile_file import shipped, usual
from converters.holdings.reading import read_holding
from converters.record import MarcRecord, Rejected

#: Records with holdings that are shown, and the copies of each.
SHOWN: Final = 20
SHOWN_COPIES: Final = 8
#: Records the other profiles are tried on.
TRIED: Final = 500
#: Different subfields, codes and sentences that are counted; a file that has more is no catalogue.
_COUNTED: Final = 5_000
_TITLES: Final = (("245", "ab"), ("200", "a"))


@dataclass(frozen=True, slots=True)
class Row:
    """One copy as it would be shown; ``position`` and ``title`` are those of its record."""

    position: int
    title: str
    library: str
    place: str
    call_number: str
    barcodes: str
    enumeration: str
    note: str


@dataclass(frozen=True, slots=True)
class Unread:
    """A subfield no rule of the profile reads: how often, and what one of them says."""

    tag: str
    code: str
    count: int
    example: str


@dataclass(frozen=True, slots=True)
class Other:
    """Another shipped profile that reads more: copies and subfields of them, and how many ours."""

    name: str
    title: str
    copies: int
    subfields: int


@dataclass
class Preview:
    """What a load with this profile would read; ``ours`` are the subfields it reads in a sample."""

    profile: str
    rows: list[Row] = field(default_factory=list)
    records: int = 0
    refused: int = 0
    holding: int = 0
    copies: int = 0
    barcodes: int = 0
    unread: tuple[Unread, ...] = ()
    strangers: tuple[tuple[str, int], ...] = ()
    told: tuple[tuple[str, int], ...] = ()
    ours: int = 0
    others: tuple[Other, ...] = ()


def preview(
    records: Iterable[MarcRecord | Holding | Rejected],
    profile: Profile | None,
    members: Collection[str],
) -> Preview:
    """Reads the holdings of all records; keeps the first :data:`SHOWN` and counts.

    Without a profile each record is read with the usual one of its dialect. ``members`` are the
    codes the union knows.
    """
    made = Preview(profile.name if profile else "the usual one of each dialect")
    unread: Counter[tuple[str, str]] = Counter()
    examples: dict[tuple[str, str], str] = {}
    strangers: Counter[str] = Counter()
    told: Counter[str] = Counter()
    tried = _Tried()
    for record in records:
        made.records += 1
        if isinstance(record, Rejected):
            made.refused += 1
            continue
        reading, links = _reading(record, profile)
        made.holding += bool(reading.copies)
        made.copies += len(reading.copies)
        made.barcodes += sum(len(copy.barcodes) for copy in reading.copies)
        _count(told, reading.told)
        _count(strangers, _strangers(reading.copies, members))
        if isinstance(record, MarcRecord):
            for key, value in _unread(record.marc, reading):
                _count(unread, (key,))
                if key in unread:
                    examples.setdefault(key, value)
            if made.records <= TRIED:
                tried.read(record, reading)
        if reading.copies and made.holding <= SHOWN:
            made.rows += _rows(record, reading, _title(record, links))
    made.unread = tuple(
        Unread(tag, code, count, examples[tag, code])
        for (tag, code), count in sorted(unread.items())
    )
    made.strangers = tuple(strangers.most_common())
    made.told = tuple(told.most_common())
    made.ours, made.others = tried.ours, tried.better(profile)
    return made


def _reading(
    record: MarcRecord | Holding, profile: Profile | None
) -> tuple[Reading, Sequence[Link]]:
    """The copies, and of holdings the ways to their book."""
    if isinstance(record, Holding):
        return record.reading, record.bib
    chosen = profile or usual(record.dialect)
    if record.kind == "holding":
        holding = read_holding(record, chosen)
        return holding.reading, holding.bib
    return read_copies(record.marc, chosen), ()


def _strangers(copies: Iterable[Copy], members: Collection[str]) -> Iterator[str]:
    """The codes and names of libraries that are no member's."""
    for copy in copies:
        named = copy.member or copy.library
        if named and named not in members:
            yield named[:100]


def _unread(marc: pymarc.Record, reading: Reading) -> Iterator[tuple[tuple[str, str], str]]:
    for place, index in reading.unread:
        found = marc.fields[place]
        code, value = found.subfields[index]
        yield (found.tag, code), plain(value)


def _count[Key](counted: Counter[Key], keys: Iterable[Key]) -> None:
    for key in keys:
        if key in counted or len(counted) < _COUNTED:
            counted[key] += 1


def _rows(record: MarcRecord | Holding, reading: Reading, title: str) -> Iterator[Row]:
    for copy in reading.copies[:SHOWN_COPIES]:
        runs = (copy.enumeration, copy.chronology, *(held.text for held in copy.held))
        count = f"{copy.count} copies" if copy.count > 1 else ""
        notes = (copy.availability, *copy.notes, copy.policy, count, *copy.urls)
        yield Row(
            record.position,
            title,
            copy.member or copy.library,
            copy.sublocation,
            copy.shelfmark,
            " ".join(copy.barcodes),
            "; ".join(filter(None, runs)),
            "; ".join(filter(None, notes)),
        )
    more = len(reading.copies) - SHOWN_COPIES
    if more > 0:
        more_title = f"… and {more:,} more copies of it"
        yield Row(-record.position, more_title, "", "", "", "", "", "")


def _title(record: MarcRecord | Holding, links: Sequence[Link]) -> str:
    """The title; of holdings the number of their book, which they have instead."""
    if links:
        return links[0].value
    if isinstance(record, Holding):
        return record.control
    for tag, codes in _TITLES:
        for found in record.marc.get_fields(tag):
            if not found.control_field:
                return " ".join(plain(value) for value in found.get_subfields(*codes))
    return f"holdings {record.control_number}"


class _Tried:
    """The shipped profiles, tried on a sample: how many copies and subfields each reads."""

    def __init__(self) -> None:
        self.ours = 0
        self._copies: Counter[str] = Counter()
        self._subfields: Counter[str] = Counter()

    def read(self, record: MarcRecord, ours: Reading) -> None:
        self.ours += _subfields(ours)
        for name, profile in shipped().items():
            theirs = read_copies(record.marc, profile, record.kind)
            self._copies[name] += len(theirs.copies)
            self._subfields[name] += _subfields(theirs)

    def better(self, profile: Profile | None) -> tuple[Other, ...]:
        named = profile.name if profile else ""
        return tuple(
            Other(name, shipped()[name].title, self._copies[name], count)
            for name, count in self._subfields.most_common()
            if count > self.ours and name != named
        )


def _subfields(reading: Reading) -> int:
    return len({spot for copy in reading.copies for spot in copy.origin})
