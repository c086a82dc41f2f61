"""Which record each control number feeds, before it is written: what is known, new or under way."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b

from converters.record import Kind, MarcRecord, Rejected
from shapes.iris import numbered
from store import Store

#: What a library knows a record by: its kind and its control number.
type Key = tuple[Kind, str]


@dataclass(frozen=True, slots=True)
class Planned:
    """The record a control number feeds, the digest of what came last, and the record's number.

    ``before`` is the digest of what came before that; None where nothing did.
    """

    path: str
    digest: bytes
    number: int | None = None
    before: bytes | None = None


@dataclass
class Planning:
    """Where the records of one member go, while some of them are still being converted."""

    store: Store
    member: str
    #: Control numbers whose newest version is being converted, or was written after the look-up
    #: now in use was made.
    underway: dict[Key, Planned] = field(default_factory=dict)
    written: dict[Key, Planned] = field(default_factory=dict)

    def plan(
        self, portion: Sequence[MarcRecord | Rejected]
    ) -> Iterator[tuple[MarcRecord | Rejected, Planned | None]]:
        """Where each goes; None for what is refused, and for what says nothing new."""
        known = self._known(portion)
        numbers = self._numbers(portion, known)
        for record in portion:
            if isinstance(record, Rejected):
                yield record, None
                continue
            key = key_of(record)
            last = self.underway.get(key) or self.written.get(key) or known.get(key)
            planned = _next(last, record, numbers)
            if planned:
                self.underway[key] = planned
            yield record, planned

    def again(self, record: MarcRecord) -> Planned | None:
        """Where it goes after what another load of the same library has sent meanwhile."""
        known = self._known([record])
        return _next(known.get(key_of(record)), record, self._numbers([record], known))

    def refused(self, record: MarcRecord, planned: Planned) -> None:
        """Nothing could be made of it. A later version must find the record of an earlier one."""
        if self.underway.get(key_of(record)) is planned:
            self.underway[key_of(record)] = replace(planned, digest=planned.before or b"")

    def dropped(self, record: MarcRecord) -> None:
        """It could not be taken after all: what is known of its control number is in the log."""
        self.underway.pop(key_of(record), None)

    def settled(self, record: MarcRecord, digest: bytes) -> None:
        """It is in the log."""
        key = key_of(record)
        underway = self.underway.get(key)
        if underway and underway.digest == digest:
            self.written[key] = self.underway.pop(key)

    def _known(self, portion: Sequence[MarcRecord | Rejected]) -> dict[Key, Planned]:
        """What the log knows of the control numbers in a portion."""
        controls: defaultdict[Kind, list[str]] = defaultdict(list)
        for record in portion:
            if isinstance(record, MarcRecord):
                controls[record.kind].append(record.control_number)
        self.written.clear()
        return {
            (kind, control): Planned(found.path, bytes(found.digest))
            for kind, wanted in controls.items()
            for control, found in self.store.log.sources(self.member, kind, wanted).items()
        }

    def _numbers(
        self, portion: Iterable[MarcRecord | Rejected], known: Collection[Key]
    ) -> dict[Kind, Iterator[int]]:
        """Numbers nobody else has, as many as the portion has new records of each kind."""
        new: defaultdict[Kind, set[Key]] = defaultdict(set)
        for record in portion:
            if isinstance(record, MarcRecord) and not record.deleted:
                key = key_of(record)
                if key not in known and key not in self.underway:
                    new[record.kind].add(key)
        return {
            kind: iter(self.store.writer.reserve(kind, len(keys))) for kind, keys in new.items()
        }


def _next(
    last: Planned | None, record: MarcRecord, numbers: dict[Kind, Iterator[int]]
) -> Planned | None:
    """Where a record goes, after what came last under its control number; None: nothing is new."""
    digest = blake2b(record.raw, digest_size=16).digest()
    if last is None:
        if record.deleted:
            return None
        number = next(numbers[record.kind])
        return Planned(numbered(record.kind, number), digest, number)
    if last.digest == digest:
        return None
    return Planned(last.path, digest, last.number, last.digest or None)


def key_of(record: MarcRecord) -> Key:
    """What its library knows it by."""
    return record.kind, record.control_number
