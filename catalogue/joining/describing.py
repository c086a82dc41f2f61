"""What the record of a group says: composed of its sources, converted, with everybody's copies."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from catalogue.composing import Contributed, compose
from catalogue.description import Describer
from catalogue.joining.preparing import prepared
from converters.engine import Converted, Failed, Job
from converters.pool import Converters
from converters.record import MarcRecord
from shapes.iris import document
from store.log.batch import Source_
from store.log.entries import Entry
from store.log.likenesses import OWN
from store.log.packing import Packed
from store.log.reading import RecordLog
from store.log.records import Source


@dataclass(frozen=True, slots=True)
class Part:
    """One source of a record, with what was made of it alone, if anything was.

    ``contribution`` is the number of what it sent, None for what is not in the log yet.
    """

    of: Contributed
    source: Source_
    contribution: int | None
    alone: Converted | None = None


@dataclass(frozen=True, slots=True)
class Shared:
    """A record to be described: its path, its sources, and what it was made of so far.

    ``before`` are the contributions it was made of, ``made_of`` the one its description came from,
    by which ``engine``; nothing of it where the record is new or says nothing.
    """

    path: str
    kind: str
    parts: Sequence[Part]
    before: frozenset[int] = frozenset()
    made_of: int | None = None
    engine: str = ""


@dataclass(frozen=True, slots=True)
class Described:
    """What a record says; ``source`` is whose contribution its description was made of.

    ``composed`` is that contribution where it is the union's own, and new. ``record`` is what was
    described, ``told`` what was odd in the copies of each source (member, control number);
    ``ready`` are the triples as the log keeps them, if they were made ready already.
    """

    triples: bytes
    source: Source_
    composed: Entry | None
    mended: tuple[str, ...]
    record: MarcRecord
    told: Mapping[tuple[str, str], tuple[str, ...]]
    ready: Packed | None = None


@dataclass(frozen=True, slots=True)
class _Plan:
    """The description of a record: of whose record it is to be made, with which date."""

    shared: Shared
    source: Source_
    record: MarcRecord
    date: str
    composed: Entry | None = None
    #: Made already, by converting the only source alone.
    alone: Converted | None = None
    #: The description stays: only copies come.
    stays: bool = False


@dataclass(frozen=True, slots=True)
class Describing:
    """Describes the records of groups, many at a time, for the sake of the converters."""

    log: RecordLog
    converters: Converters
    describer: Describer

    def describe(self, records: Iterable[Shared]) -> dict[str, Described | Failed]:
        """What each says, by path; :class:`Failed` for one nothing can be made of."""
        wanted = [*records]
        several = [each.path for each in wanted if len(each.parts) > 1]
        own = {
            path: source
            for kind in sorted({each.kind for each in wanted})
            for path, source in self.log.sources(OWN, kind, several).items()
        }
        plans = [self._plan(shared, own.get(shared.path)) for shared in wanted]
        outcomes: dict[str, Converted | Failed] = {}
        by_date: defaultdict[str, list[_Plan]] = defaultdict(list)
        stay = self.log.saying([plan.shared.path for plan in plans if plan.stays])
        for plan in plans:
            if plan.alone:
                outcomes[plan.shared.path] = plan.alone
            elif plan.stays:
                outcomes[plan.shared.path] = Converted(stay[plan.shared.path])
            else:
                by_date[plan.date].append(plan)
        for date, alike in sorted(by_date.items()):
            for plan, outcome in zip(alike, self._converted(alike, date), strict=True):
                outcomes[plan.shared.path] = outcome
        return {plan.shared.path: self._said(plan, outcomes[plan.shared.path]) for plan in plans}

    def _converted(self, plans: Sequence[_Plan], date: str) -> list[Converted | Failed]:
        base = self.log.base
        jobs = [Job(plan.record, document(base, plan.shared.path)) for plan in plans]
        return [outcome for _, outcome in self.converters.convert(jobs, date)]

    def _said(self, plan: _Plan, outcome: Converted | Failed) -> Described | Failed:
        if isinstance(outcome, Failed):
            return outcome
        path = plan.shared.path
        copies = {
            (part.of.member, part.of.control): self.describer.copies(
                part.of.record, part.of.member, path
            )
            for part in plan.shared.parts
            if not (plan.stays and part.contribution in plan.shared.before)
        }
        said = self.describer.shared(outcome.triples, copies.values(), path)
        told = {source: each.told for source, each in copies.items()}
        made = prepared(plan.alone) if said.triples is outcome.triples else None
        return Described(
            said.triples,
            plan.source,
            plan.composed,
            outcome.mended,
            plan.record,
            told,
            made.says if made else None,
        )

    def _plan(self, shared: Shared, known: Source | None) -> _Plan:
        """``known`` is what the union has composed of it before."""
        parts = {(part.of.member, part.of.control): part for part in shared.parts}
        if len(parts) == 1:
            (only,) = shared.parts
            return _Plan(shared, only.source, only.of.record, only.of.received, None, only.alone)
        composed = compose([part.of for part in shared.parts])
        if {*composed.given} <= {composed.base}:
            base = parts[composed.base]
            stays = base.contribution is not None and self._stays(shared, base.contribution)
            return _Plan(shared, base.source, base.of.record, base.of.received, stays=stays)
        source = (OWN, shared.kind, shared.path)
        raw = _written(composed.record, composed.given)
        digest = blake2b(raw, digest_size=16).digest()
        if known and bytes(known.digest) == digest:
            stays = known.contribution is not None and self._stays(shared, known.contribution)
            return _Plan(shared, source, composed.record, composed.date, stays=stays)
        entry = _entry(composed.record, raw, digest, shared)
        return _Plan(shared, source, composed.record, composed.date, entry)

    def _stays(self, shared: Shared, contribution: int) -> bool:
        """Whether the description is there already, and no copies go."""
        now = {part.contribution for part in shared.parts}
        return (
            shared.made_of == contribution
            and shared.engine == self.converters.version
            and shared.before <= now
        )


def _entry(record: MarcRecord, raw: bytes, digest: bytes, shared: Shared) -> Entry:
    return Entry(
        member=OWN,
        control=shared.path,
        kind=shared.kind,
        dialect=record.dialect,
        charset="utf-8",
        format="json",
        raw=raw,
        digest=digest,
        path=shared.path,
        number=None,
        triples=b"",
        engine="",
    )


def _written(record: MarcRecord, given: Sequence[tuple[str, str]]) -> bytes:
    """The composed record as MARC-in-JSON, with the source that gave each field in ``given``."""
    made = json.loads(record.raw) | {"given": [list(each) for each in given]}
    return json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode()


def givers(raw: bytes) -> list[tuple[str, str]]:
    """Which source (member, control number) gave each field of a record that was composed."""
    return [(member, control) for member, control in json.loads(raw)["given"]]
