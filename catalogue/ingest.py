"""The way in: records read become contributions in the log, descriptions in the graph.

A pipeline of portions: look up what each control number is known as, convert what is new in worker
processes, append to the log in one transaction, and let the graph follow. Memory stays flat.
"""

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from itertools import batched
from typing import Final, Protocol, cast

from catalogue.description import Describer
from catalogue.settling import settle
from catalogue.tally import Tally
from converters.engine import Failed, Job
from converters.pool import Outcome, Pool
from converters.record import Kind, MarcRecord, Rejected
from shapes.iris import document, numbered
from store import Store
from store.log.writer import Entry
from store.projections.graph import PORTION

#: Records looked up together, and entries written in one transaction.
LOOKED_UP: Final = 200
WRITTEN: Final = 500


@dataclass(frozen=True, slots=True)
class Channel:
    """Who sends, by what way, and when (ISO 8601, UTC)."""

    member: str
    by: str
    name: str
    at: str


class Refusing(Protocol):
    """Who is told of the records that are not taken, and of what was mended in those that are."""

    def refuse(self, refused: Rejected) -> None:
        """A record that was not taken."""

    def mend(self, position: int, mended: tuple[str, ...]) -> None:
        """What was repaired in the record at this place of its file."""


#: What a library knows a record by: its kind and its control number.
type _Key = tuple[Kind, str]


@dataclass(frozen=True, slots=True)
class _Source:
    """The record a control number feeds, the digest of what came last, and the record's number."""

    path: str
    digest: bytes
    number: int | None


@dataclass
class Ingest:
    """One load of one file: iterate over :meth:`run`; ``tally`` and ``done`` (bytes) tell all."""

    store: Store
    pool: Pool
    channel: Channel
    members: Collection[str]
    refusals: Refusing
    tally: Tally = field(default_factory=Tally)
    done: int = 0

    def __post_init__(self) -> None:
        self._describer = Describer(self.store, self.members)
        self._numbers: dict[Kind, int] = {}
        #: Control numbers whose newest version is being converted, or was written after the look-up
        #: now in use was made: the record each feeds, the digest of that version, its number.
        self._underway: dict[_Key, _Source] = {}
        self._written: dict[_Key, _Source] = {}
        self._planned: deque[_Source] = deque()

    def run(self, records: Iterable[MarcRecord | Rejected]) -> Iterator[Tally]:
        """Takes the records in; yields the tally whenever some are safely in the log."""
        entries: list[Entry] = []
        for job, outcome in self.pool.convert(self._jobs(records), self.channel.at):
            entry = self._entry(job, outcome)
            if entry:
                entries.append(entry)
            if len(entries) >= WRITTEN:
                yield self._write(entries)
                entries = []
        if entries:
            self._write(entries)
        self._catch_up()
        if settle(self.store, self._describer, self.channel.at):
            self._catch_up()
        yield self.tally

    def _jobs(self, records: Iterable[MarcRecord | Rejected]) -> Iterator[Job]:
        """The records that must be converted, each with the document it will be found at."""
        for portion in batched(records, LOOKED_UP):
            known = self._known(portion)
            for record in portion:
                self.tally.read += 1
                self.done += len(record.raw)
                if isinstance(record, Rejected):
                    self._refuse(record)
                    continue
                key = _key(record)
                digest = blake2b(record.raw, digest_size=16).digest()
                last = self._underway.get(key) or self._written.get(key) or known.get(key)
                if last is None and not record.deleted:
                    last = self._new(record.kind)
                if last is None or last.digest == digest:
                    self.tally.unchanged += 1
                    continue
                source = self._underway[key] = _Source(last.path, digest, last.number)
                self._planned.append(source)
                yield Job(record, document(self.store.base, source.path))

    def _known(self, portion: Sequence[MarcRecord | Rejected]) -> dict[_Key, _Source]:
        """What the log knows of the control numbers in a portion."""
        controls: defaultdict[Kind, list[str]] = defaultdict(list)
        for record in portion:
            if isinstance(record, MarcRecord):
                controls[record.kind].append(record.control_number)
        self._written.clear()
        return {
            (kind, control): _Source(found.path, bytes(found.digest), None)
            for kind, wanted in controls.items()
            for control, found in self.store.log.sources(self.channel.member, kind, wanted).items()
        }

    def _new(self, kind: Kind) -> _Source:
        """A path no record has had."""
        number = self._numbers.get(kind) or self.store.log.next_number(kind)
        self._numbers[kind] = number + 1
        return _Source(numbered(kind, number), b"", number)

    def _entry(self, job: Job, outcome: Outcome) -> Entry | None:
        """What goes into the log for one converted record; None when it could not be converted."""
        source = self._planned.popleft()
        record = job.record
        key = _key(record)
        if isinstance(outcome, Failed) and not record.deleted:
            if self._underway.get(key) is source:
                # An earlier version may still be under way: a later one must find its record.
                self._underway[key] = replace(source, digest=b"")
            self._refuse(
                Rejected(record.position, outcome.reason, record.raw, format=record.format)
            )
            return None
        entry = Entry(
            member=self.channel.member,
            control=record.control_number,
            kind=record.kind,
            dialect=record.dialect,
            charset=record.charset,
            format=record.format,
            raw=record.raw,
            digest=source.digest,
            path=source.path,
            number=source.number,
            triples=b"",
            engine=self.pool.version,
        )
        self.tally.accepted += 1
        if isinstance(outcome, Failed) or record.deleted:
            return replace(entry, delete=True, reason="withdrawn by the contributing library")
        said = self._describer.says(record, outcome.triples, self.channel.member, source.path)
        self.refusals.mend(record.position, (*record.mended, *outcome.mended, *said.told))
        return replace(entry, triples=said.triples, awaits=said.awaits)

    def _write(self, entries: list[Entry]) -> Tally:
        self.store.writer.append(entries, self.channel.at, self.channel.by, self.channel.name)
        for entry in entries:
            key = (cast("Kind", entry.kind), entry.control)
            underway = self._underway.get(key)
            if underway and underway.digest == entry.digest:
                self._written[key] = self._underway.pop(key)
        if self.store.log.head - self.store.graph.checkpoint >= PORTION:
            self._catch_up()
        return self.tally

    def _catch_up(self) -> None:
        for _ in self.store.catch_up():
            pass

    def _refuse(self, refused: Rejected) -> None:
        self.tally.refuse(refused.verdict)
        self.refusals.refuse(refused)


def _key(record: MarcRecord) -> _Key:
    return record.kind, record.control_number
