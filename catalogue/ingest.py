"""The way in: records read become contributions in the log, descriptions in the graph.

A pipeline of portions: look up what each control number is known as, convert what is new in worker
processes, append to the log in one transaction, and let the graph follow. Memory stays flat.
"""

from collections import deque
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from itertools import batched
from typing import Final

from catalogue.description import description
from catalogue.refused import Refusals
from catalogue.tally import Tally
from converters.engine import Failed, Job
from converters.pool import Outcome, Pool
from converters.record import MarcRecord, Rejected
from shapes.iris import document, numbered
from store import Store
from store.projection import PORTION
from store.writer import Entry

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
    refusals: Refusals
    tally: Tally = field(default_factory=Tally)
    done: int = 0

    def __post_init__(self) -> None:
        self._numbers = self.store.log.next_number("bib")
        #: Control numbers whose newest version is being converted, or was written after the look-up
        #: now in use was made: the record each feeds, the digest of that version, its number.
        self._underway: dict[str, _Source] = {}
        self._written: dict[str, _Source] = {}
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
        for _ in self.store.catch_up():
            pass
        yield self.tally

    def _jobs(self, records: Iterable[MarcRecord | Rejected]) -> Iterator[Job]:
        """The records that must be converted, each with the document it will be found at."""
        for portion in batched(records, LOOKED_UP):
            readable = [record for record in portion if isinstance(record, MarcRecord)]
            controls = [record.control_number for record in readable]
            self._written.clear()
            known = self.store.log.sources(self.channel.member, "bib", controls)
            for record in portion:
                self.tally.read += 1
                self.done += len(record.raw)
                if isinstance(record, Rejected):
                    self._refuse(record)
                    continue
                control = record.control_number
                digest = blake2b(record.raw, digest_size=16).digest()
                last = self._underway.get(control) or self._written.get(control)
                if last is None and control in known:
                    last = _Source(known[control].path, bytes(known[control].digest), None)
                if last is None and not record.deleted:
                    last = _Source(numbered("bib", self._numbers), b"", self._numbers)
                    self._numbers += 1
                if last is None or last.digest == digest:
                    self.tally.unchanged += 1
                    continue
                source = self._underway[control] = _Source(last.path, digest, last.number)
                self._planned.append(source)
                yield Job(record, document(self.store.base, source.path))

    def _entry(self, job: Job, outcome: Outcome) -> Entry | None:
        """What goes into the log for one converted record; None when it could not be converted."""
        source = self._planned.popleft()
        path = source.path
        record = job.record
        if isinstance(outcome, Failed) and not record.deleted:
            if self._underway.get(record.control_number) is source:
                # An earlier version may still be under way: a later one must find its record.
                self._underway[record.control_number] = replace(source, digest=b"")
            self._refuse(Rejected(record.position, outcome.reason, record.raw))
            return None
        said = b""
        if not isinstance(outcome, Failed) and not record.deleted:
            self.refusals.mend(record.position, (*record.mended, *outcome.mended))
            said = description(
                outcome.triples,
                record.marc,
                member=self.channel.member,
                members=self.members,
                base=self.store.base,
                path=path,
            )
        self.tally.accepted += 1
        return Entry(
            member=self.channel.member,
            control=record.control_number,
            kind="bib",
            dialect=record.dialect,
            charset=record.charset,
            format=record.format,
            raw=record.raw,
            digest=source.digest,
            path=path,
            number=source.number,
            triples=said,
            engine=self.pool.version,
            delete=record.deleted,
            reason="withdrawn by the contributing library" if record.deleted else "",
        )

    def _write(self, entries: list[Entry]) -> Tally:
        self.store.writer.append(entries, self.channel.at, self.channel.by, self.channel.name)
        for entry in entries:
            underway = self._underway.get(entry.control)
            if underway and underway.digest == entry.digest:
                self._written[entry.control] = self._underway.pop(entry.control)
        if self.store.log.head - self.store.graph.checkpoint >= PORTION:
            for _ in self.store.catch_up():
                pass
        return self.tally

    def _refuse(self, refused: Rejected) -> None:
        self.tally.refuse(refused.verdict)
        self.refusals.refuse(refused)
