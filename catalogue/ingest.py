"""The way in: records read become contributions in the log, descriptions in the graph.

A pipeline of portions: look up what each control number is known as, convert what is new in worker
processes, append to the log in one transaction; a thread lets the graph follow in larger portions.
Memory stays flat. What another load was quicker to send is looked at once more.
"""

from collections import defaultdict, deque
from collections.abc import Collection, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from itertools import batched
from typing import Final, Protocol

from catalogue.description import Describer
from catalogue.settling import settle
from catalogue.tally import Tally
from converters.engine import Failed, Job
from converters.pool import Converters, Outcome
from converters.record import Kind, MarcRecord, Rejected
from shapes.iris import document, numbered
from store import Store
from store.log.writer import Entry

#: Records looked up together, and entries written in one transaction.
LOOKED_UP: Final = 200
WRITTEN: Final = 500
#: Changes the graph takes in at once, at least: the larger the portion, the cheaper.
FOLLOWED: Final = 2_000
#: Changes the log may be ahead of the graph: what is left to be waited for at the end.
AHEAD: Final = 10_000


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
    """The record a control number feeds, the digest of what came last, and the record's number.

    ``before`` is the digest of what came before that; None where nothing did.
    """

    path: str
    digest: bytes
    number: int | None = None
    before: bytes | None = None


@dataclass(frozen=True, slots=True)
class _Taken:
    """A record on its way into the log."""

    record: MarcRecord
    entry: Entry


@dataclass
class Ingest:
    """One load of one file: iterate over :meth:`run`; ``tally`` and ``done`` (bytes) tell all."""

    store: Store
    converters: Converters
    channel: Channel
    members: Collection[str]
    refusals: Refusing
    tally: Tally = field(default_factory=Tally)
    done: int = 0

    def __post_init__(self) -> None:
        self._describer = Describer(self.store, self.members)
        #: Control numbers whose newest version is being converted, or was written after the look-up
        #: now in use was made: the record each feeds, the digest of that version, its number.
        self._underway: dict[_Key, _Source] = {}
        self._written: dict[_Key, _Source] = {}
        self._planned: deque[_Source] = deque()

    def run(self, records: Iterable[MarcRecord | Rejected]) -> Generator[Tally]:
        """Takes the records in; yields the tally whenever some are safely in the log.

        To be closed before the store is: while it runs, a thread of it writes the graph.
        """
        taken: list[_Taken] = []
        with self.store.following(least=FOLLOWED) as follower:
            for job, outcome in self.converters.convert(self._jobs(records), self.channel.at):
                took = self._taken(job.record, outcome, self._planned.popleft())
                if took:
                    taken.append(took)
                if len(taken) >= WRITTEN:
                    self._write(taken)
                    taken = []
                    follower.hold(AHEAD)
                    yield self.tally
            if taken:
                self._write(taken)
            follower.finish()
        if self.store.log.awaits():
            self._catch_up()
            if settle(self.store, self._describer, self.channel.at):
                self._catch_up()
        yield self.tally

    def _jobs(self, records: Iterable[MarcRecord | Rejected]) -> Iterator[Job]:
        """The records that must be converted, each with the document it will be found at."""
        for portion in batched(records, LOOKED_UP):
            known = self._known(portion)
            numbers = self._numbers(portion, known)
            for record in portion:
                self.tally.read += 1
                self.done += len(record.raw)
                if isinstance(record, Rejected):
                    self._refuse(record)
                    continue
                key = _key(record)
                last = self._underway.get(key) or self._written.get(key) or known.get(key)
                source = _next(last, record, numbers)
                if source is None:
                    self.tally.unchanged += 1
                    continue
                self._underway[key] = source
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
            (kind, control): _Source(found.path, bytes(found.digest))
            for kind, wanted in controls.items()
            for control, found in self.store.log.sources(self.channel.member, kind, wanted).items()
        }

    def _numbers(
        self, portion: Iterable[MarcRecord | Rejected], known: Collection[_Key]
    ) -> dict[Kind, Iterator[int]]:
        """Numbers nobody else has, as many as the portion has new records of each kind."""
        new: defaultdict[Kind, set[_Key]] = defaultdict(set)
        for record in portion:
            if isinstance(record, MarcRecord) and not record.deleted:
                key = _key(record)
                if key not in known and key not in self._underway:
                    new[record.kind].add(key)
        return {
            kind: iter(self.store.writer.reserve(kind, len(keys))) for kind, keys in new.items()
        }

    def _taken(self, record: MarcRecord, outcome: Outcome, source: _Source) -> _Taken | None:
        """What goes into the log for a converted record; None when it could not be converted."""
        if isinstance(outcome, Failed) and not record.deleted:
            key = _key(record)
            if self._underway.get(key) is source:
                # An earlier version may still be under way: a later one must find its record.
                self._underway[key] = replace(source, digest=source.before or b"")
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
            engine=self.converters.version,
            expects=source.before,
        )
        if isinstance(outcome, Failed) or record.deleted:
            withdrawn = "withdrawn by the contributing library"
            return _Taken(record, replace(entry, delete=True, reason=withdrawn))
        said = self._describer.says(record, outcome.triples, self.channel.member, source.path)
        self.refusals.mend(record.position, (*record.mended, *outcome.mended, *said.told))
        return _Taken(record, replace(entry, triples=said.triples, awaits=said.awaits))

    def _write(self, taken: Sequence[_Taken]) -> None:
        """Appends to the log; what another writer overtook is planned again until it is in."""
        appending = taken
        while appending:
            overtaken = self._append([took.entry for took in appending])
            self.tally.accepted += len(appending) - len(overtaken)
            records = {id(took.entry): took.record for took in appending}
            again = [self._again(records[id(entry)]) for entry in overtaken]
            appending = [took for took in again if took]
        for took in taken:
            key = _key(took.record)
            underway = self._underway.get(key)
            if underway and underway.digest == took.entry.digest:
                self._written[key] = self._underway.pop(key)

    def _append(self, entries: Sequence[Entry]) -> list[Entry]:
        by, name = self.channel.by, self.channel.name
        return self.store.writer.append(entries, self.channel.at, by, name)

    def _again(self, record: MarcRecord) -> _Taken | None:
        """A record overtaken by another load of the same library, with what that load has made."""
        known = self._known([record])
        source = _next(known.get(_key(record)), record, self._numbers([record], known))
        if source is None:
            self.tally.unchanged += 1
            return None
        job = Job(record, document(self.store.base, source.path))
        ((_, outcome),) = self.converters.convert([job], self.channel.at)
        return self._taken(record, outcome, source)

    def _catch_up(self) -> None:
        for _ in self.store.catch_up():
            pass

    def _refuse(self, refused: Rejected) -> None:
        self.tally.refuse(refused.verdict)
        self.refusals.refuse(refused)


def _next(
    last: _Source | None, record: MarcRecord, numbers: dict[Kind, Iterator[int]]
) -> _Source | None:
    """Where a record goes, after what came last under its control number; None: nothing is new."""
    digest = blake2b(record.raw, digest_size=16).digest()
    if last is None:
        if record.deleted:
            return None
        number = next(numbers[record.kind])
        return _Source(numbered(record.kind, number), digest, number)
    if last.digest == digest:
        return None
    return _Source(last.path, digest, last.number, last.digest or None)


def _key(record: MarcRecord) -> _Key:
    return record.kind, record.control_number
