"""The way in: records read become contributions in the log, descriptions in the graph.

A pipeline of portions: look up what each control number is known as, convert what is new in worker
processes, append to the log in one transaction, and let the graph follow. Memory stays flat.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import batched
from typing import Final

from catalogue.holdings import items
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


@dataclass
class Ingest:
    """One load of one file: iterate over :meth:`run`; ``tally`` and ``done`` (bytes) tell all."""

    store: Store
    pool: Pool
    channel: Channel
    engine: str
    members: Collection[str]
    refusals: Refusals
    tally: Tally = field(default_factory=Tally)
    done: int = 0

    def __post_init__(self) -> None:
        self._numbers = self.store.log.next_number("bib")
        self._underway: dict[str, tuple[str, bytes, int | None]] = {}
        self._planned: list[tuple[str, int | None, bytes]] = []

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
            known = self.store.log.sources(self.channel.member, "bib", controls)
            for record in portion:
                self.tally.read += 1
                self.done += len(record.raw)
                if isinstance(record, Rejected):
                    self._refuse(record)
                    continue
                control = record.control_number
                digest = blake2b(record.raw, digest_size=16).digest()
                if control in self._underway:
                    path, last, number = self._underway[control]
                elif control in known:
                    path, last, number = known[control].path, bytes(known[control].digest), None
                elif record.deleted:
                    self.tally.unchanged += 1
                    continue
                else:
                    number, self._numbers = self._numbers, self._numbers + 1
                    path, last = numbered("bib", number), b""
                if digest == last:
                    self.tally.unchanged += 1
                    continue
                self._underway[control] = (path, digest, number)
                self._planned.append((path, number, digest))
                yield Job(record, document(self.store.base, path))

    def _entry(self, job: Job, outcome: Outcome) -> Entry | None:
        """What goes into the log for one converted record; None when it could not be converted."""
        path, number, digest = self._planned.pop(0)
        record = job.record
        if isinstance(outcome, Failed) and not record.deleted:
            self._underway.pop(record.control_number, None)
            self._refuse(Rejected(record.position, outcome.reason, record.raw))
            return None
        said = set()
        if not isinstance(outcome, Failed) and not record.deleted:
            self.refusals.mend(record.position, (*record.mended, *outcome.mended))
            said = self._own(outcome.triples, path)
            said |= items(record.marc, self.channel.member, self.members, self.store.base, path)
        self.tally.accepted += 1
        return Entry(
            member=self.channel.member,
            control=record.control_number,
            kind="bib",
            dialect=record.dialect,
            charset=record.charset,
            format=record.format,
            raw=record.raw,
            digest=digest,
            path=path,
            number=number,
            triples=b"".join(line + b"\n" for line in sorted(said)),
            engine=self.engine,
            delete=record.deleted,
            reason="withdrawn by the contributing library" if record.deleted else "",
        )

    def _own(self, triples: bytes, path: str) -> set[bytes]:
        """Without what the record says of other records of the union: it may not speak for them."""
        lines = triples.splitlines()
        ours = f"<{self.store.base}".encode()
        own = f"<{document(self.store.base, path)}#".encode()
        if triples.count(b"\n" + ours) != triples.count(b"\n" + own) or triples.startswith(ours):
            lines = [line for line in lines if not line.startswith(ours) or line.startswith(own)]
        return set(lines)

    def _write(self, entries: list[Entry]) -> Tally:
        self.store.writer.append(entries, self.channel.at, self.channel.by, self.channel.name)
        for entry in entries:
            underway = self._underway.get(entry.control)
            if underway and underway[1] == entry.digest:
                del self._underway[entry.control]
        if self.store.log.head - self.store.graph.checkpoint >= PORTION:
            for _ in self.store.catch_up():
                pass
        return self.tally

    def _refuse(self, refused: Rejected) -> None:
        if refused.verdict == "rejected":
            self.tally.rejected += 1
        else:
            self.tally.quarantined += 1
        self.refusals.refuse(refused)
