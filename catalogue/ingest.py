"""The way in: records read become contributions in the log, descriptions in the graph.

A pipeline of portions: look up what each control number is known as, convert what is new in worker
processes, unite it with what the union has in one transaction of the log; a thread lets the graph
follow in larger portions. Memory stays flat. What another load was quicker to send is looked at
once more.
"""

from collections import deque
from collections.abc import Collection, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import batched
from typing import Final, Protocol

from catalogue.description import Describer
from catalogue.joining.arrivals import Arrival, kept
from catalogue.joining.preparing import prepared
from catalogue.joining.uniting import Uniting
from catalogue.joining.works import BY_WORKS
from catalogue.planning import Planned, Planning
from catalogue.settling import settle
from catalogue.tally import Tally
from converters.engine import Failed, Job
from converters.pool import Converters, Outcome
from converters.record import MarcRecord, Rejected
from shapes.iris import document
from store import Store
from store.log import likenesses
from store.log.batch import Source_
from store.log.likenesses import Kept
from store.log.uniting import Occasion
from store.log.writer import Entry

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


@dataclass
class Ingest:
    """One load of one file: iterate over :meth:`run`; ``tally`` and ``done`` (bytes) tell all.

    With ``apart``, every record stays by itself: nothing is compared.
    """

    store: Store
    converters: Converters
    channel: Channel
    members: Collection[str]
    refusals: Refusing
    apart: bool = False
    tally: Tally = field(default_factory=Tally)
    done: int = 0

    def __post_init__(self) -> None:
        self._describer = Describer(self.store, self.members)
        by = self.channel
        occasion = Occasion(by.at, by.by, by.name)
        self._uniting = Uniting(
            self.store,
            self.converters,
            self._describer,
            occasion,
            works=None if self.apart else BY_WORKS,
        )
        self._planning = Planning(self.store, by.member)
        #: Each job's record as planned and, where that was found out first, what it is compared by;
        #: in the order of the jobs.
        self._planned: deque[tuple[Planned, Kept | None]] = deque()
        #: Whether what comes is mostly known: then it is worth finding out before it is converted.
        self._familiar = False
        #: What records that are under way are compared by, as far as that was found out first.
        self._coming: set[int] = set()

    def run(self, records: Iterable[MarcRecord | Rejected]) -> Generator[Tally]:
        """Takes the records in; yields the tally whenever some are safely in the log.

        To be closed before the store is: while it runs, a thread of it writes the graph.
        """
        taken: list[Arrival] = []
        with self.store.following(gathering=True) as follower:
            for job, outcome in self.converters.convert(self._jobs(records), self.channel.at):
                took = self._taken(job, outcome, *self._planned.popleft())
                if took:
                    taken.append(took)
                if len(taken) >= WRITTEN:
                    self._write(taken)
                    taken = []
                    follower.hold()
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
        """The records that must be converted, each with the document it will be found at.

        Where most are known, one that is compared by the same as another that is there is not: it
        has nothing to add but its copies.
        """
        for portion in batched(records, LOOKED_UP):
            alike: list[tuple[MarcRecord, Planned, Kept | None]] = []
            for record, planned in self._planning.plan(portion):
                self.tally.read += 1
                self.done += len(record.raw)
                if isinstance(record, Rejected):
                    self._refuse(record)
                elif planned is None:
                    self.tally.unchanged += 1
                else:
                    first = self._familiar and not (self.apart or record.deleted)
                    alike.append((record, planned, kept(record) if first else None))
            there = likenesses.kept(self.store.log, {each.id for *_, each in alike if each})
            for record, planned, compared in alike:
                self._planned.append((planned, compared))
                known = (
                    compared is not None
                    and not compared.alone
                    and (compared.id in there or compared.id in self._coming)
                )
                if compared:
                    self._coming.add(compared.id)
                yield Job(record, document(self.store.base, planned.path), known=known)

    def _taken(
        self, job: Job, outcome: Outcome, planned: Planned, compared: Kept | None
    ) -> Arrival | None:
        """What goes into the log for a converted record; None when it could not be converted.

        What it is ``compared`` by is found out now, if it was not before.
        """
        record = job.record
        if isinstance(outcome, Failed) and not record.deleted:
            self._planning.refused(record, planned)
            self._refuse(_rejected(record, outcome))
            return None
        entry = Entry(
            member=self.channel.member,
            control=record.control_number,
            kind=record.kind,
            dialect=record.dialect,
            charset=record.charset,
            format=record.format,
            raw=record.raw,
            digest=planned.digest,
            path=planned.path,
            number=planned.number,
            triples=b"",
            engine=self.converters.version,
            expects=planned.before,
        )
        if isinstance(outcome, Failed) or record.deleted:
            withdrawn = "withdrawn by the contributing library"
            return Arrival(record, replace(entry, delete=True, reason=withdrawn), None)
        if record.kind == "holding":
            said = self._describer.says(record, b"", self.channel.member, planned.path)
            self.refusals.mend(record.position, (*record.mended, *said.told))
            return Arrival(record, replace(entry, triples=said.triples, awaits=said.awaits), None)
        if compared is None and not self.apart:
            ready = prepared(outcome)
            compared = ready.likeness if ready else kept(record)
        return Arrival(record, entry, compared, None if job.known else outcome)

    def _write(self, taken: Sequence[Arrival]) -> None:
        """Writes to the log; what another writer overtook is planned again until it is in."""
        waiting: Sequence[Arrival] = taken
        while waiting:
            overtaken = self._append([each for each in waiting if each.record.kind == "holding"])
            for portion in _once_each(each for each in waiting if each.record.kind != "holding"):
                overtaken += self._unite(portion)
            again = [self._again(each.record) for each in overtaken]
            waiting = [each for each in again if each]
        for each in taken:
            self._planning.settled(each.record, each.entry.digest)
            if each.likeness:
                self._coming.discard(each.likeness.id)

    def _append(self, holdings: Sequence[Arrival]) -> list[Arrival]:
        """Holdings go in as they are; returns those that were overtaken."""
        by, name = self.channel.by, self.channel.name
        entries = [each.entry for each in holdings]
        late = {id(each) for each in self.store.writer.append(entries, self.channel.at, by, name)}
        self.tally.accepted += len(holdings) - len(late)
        return [each for each in holdings if id(each.entry) in late]

    def _unite(self, portion: Sequence[Arrival]) -> list[Arrival]:
        """Books and authorities become part of the union; returns those that were overtaken."""
        done = self._uniting.take(portion)
        self.tally.accepted += len(done.taken) - done.joined
        self.tally.merged += done.joined
        self._familiar = 3 * done.joined > len(done.taken)
        for arrival in done.taken:
            if mended := done.mended.get(arrival.name):
                self.refusals.mend(arrival.record.position, mended)
        for arrival, outcome in done.failed:
            self._planning.dropped(arrival.record)
            self._refuse(_rejected(arrival.record, outcome))
        return done.overtaken

    def _again(self, record: MarcRecord) -> Arrival | None:
        """A record overtaken by another load of the same library, with what that load has made."""
        planned = self._planning.again(record)
        if planned is None:
            self.tally.unchanged += 1
            return None
        job = Job(record, document(self.store.base, planned.path))
        ((_, outcome),) = self.converters.convert([job], self.channel.at)
        return self._taken(job, outcome, planned, None)

    def _catch_up(self) -> None:
        for _ in self.store.catch_up():
            pass

    def _refuse(self, refused: Rejected) -> None:
        self.tally.refuse(refused.verdict)
        self.refusals.refuse(refused)


def _rejected(record: MarcRecord, failed: Failed) -> Rejected:
    return Rejected(record.position, failed.reason, record.raw, format=record.format)


def _once_each(arrivals: Iterable[Arrival]) -> Iterator[list[Arrival]]:
    """In order, in portions in which each source occurs once: versions follow each other."""
    portion: dict[Source_, Arrival] = {}
    for each in arrivals:
        if each.source in portion:
            yield [*portion.values()]
            portion = {}
        portion[each.source] = each
    if portion:
        yield [*portion.values()]
