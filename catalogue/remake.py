"""Records made by other rules, made again: those that say the same are left as they are.

The conversion's date stands in a record, so it is first made again with the date it has, to see
whether anything else changes; only then with today's.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from catalogue.description import Describer, Said
from catalogue.reading import as_sent
from converters import MarcRecord
from converters.bibframe import Rules
from converters.bibframe.engine import RULE_FAILS
from converters.bibframe.provenance import by_field
from converters.conversion import pivoted
from converters.engine import Failed, Job
from converters.pool import Pool
from converters.record import Kind
from shapes.iris import document
from store import Store, statements
from store.log import likenesses
from store.log.records import Making
from store.log.writer import Remade

KINDS: Final[tuple[Kind, ...]] = ("bib", "auth", "holding")


@dataclass(slots=True)
class Remaking:
    """What became of the records made by other rules.

    ``fields``: in how many of the changed records statements of each field are new; a record only
    some of whose statements went counts under ``""``. ``left_out``: fields whose rules fail.
    """

    looked_at: int = 0
    changed: int = 0
    failed: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    fields: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class _Known:
    """A record with the contribution its description is made of, and what it says.

    ``sources`` are what the libraries sent that have part in it, with their codes.
    """

    making: Making
    record: MarcRecord
    member: str
    triples: bytes
    sources: Sequence[tuple[MarcRecord, str]]


def remake(
    store: Store, pool: Pool, rules: Rules | None, members: Collection[str], at: str
) -> Iterator[Remaking]:
    """Makes every record again that the pool's engine has not made; yields the count so far.

    ``rules``, when the engine is ours, tells which field a change comes from; ``members`` are the
    codes of all member libraries, ``at`` the date to write into what changes.
    """
    work = _Remake(store, pool, rules, Describer(store, members), Remaking())
    for kind in KINDS:
        for portion in store.log.made_by_others(pool.version, kind):
            work.take(portion, at)
            yield work.done


@dataclass(frozen=True, slots=True)
class _Remake:
    """The making again of one store's records."""

    store: Store
    pool: Pool
    rules: Rules | None
    describer: Describer
    done: Remaking

    def take(self, portion: Sequence[Making], at: str) -> None:
        """Makes these again; what says something else is written with the new date."""
        self.done.looked_at += len(portion)
        by_date: defaultdict[str, list[_Known]] = defaultdict(list)
        for each in self._known(portion):
            by_date[each.making.modified].append(each)
        changed: list[_Known] = []
        made: list[Remade] = []
        for date, alike in by_date.items():
            for each, said in self._converted(alike, date):
                new = _new(each.triples, said.triples)
                if new is not None:
                    changed.append(each)
                    self._count(each, new)
                else:
                    made.append(self._remade(each, said))
        made += [self._remade(each, said) for each, said in self._converted(changed, at)]
        reason = f"made by {self.pool.version}"
        self.done.changed += self.store.writer.remake(made, at, reason)

    def _known(self, portion: Sequence[Making]) -> Iterator[_Known]:
        log, paths = self.store.log, [making.path for making in portion]
        triples = log.saying(paths)
        feeding = likenesses.feeding(log, paths=paths)
        numbers = {each.contribution for each in feeding}
        sent = log.contributions(numbers.union(making.contribution for making in portion))
        by_path: defaultdict[str, list[tuple[MarcRecord, str]]] = defaultdict(list)
        for each in feeding:
            by_path[each.path].append((as_sent(sent[each.contribution]), each.member))
        for making in portion:
            made_of = sent[making.contribution]
            record, path = as_sent(made_of), making.path
            sources = by_path[path] or [(record, made_of.member)]
            yield _Known(making, record, made_of.member, triples[path], sources)

    def _remade(self, each: _Known, said: Said) -> Remade:
        making = each.making
        return Remade(
            making.path, said.triples, self.pool.version, said.awaits, making.contribution
        )

    def _job(self, each: _Known) -> Job:
        return Job(each.record, document(self.store.base, each.making.path))

    def _converted(self, known: Sequence[_Known], date: str) -> Iterator[tuple[_Known, Said]]:
        """Each record with what it says when converted; those that cannot be are left alone."""
        outcomes = self.pool.convert([self._job(each) for each in known], date)
        for each, (_, outcome) in zip(known, outcomes, strict=True):
            if isinstance(outcome, Failed):
                self.done.failed.append(f"{each.making.path}: {outcome.reason}")
                continue
            for sentence in outcome.mended:
                told = f"{each.making.path}: {sentence}"
                if RULE_FAILS in sentence and told not in self.done.left_out:
                    self.done.left_out.append(told)
            yield each, self._says(each, outcome.triples)

    def _says(self, each: _Known, triples: bytes) -> Said:
        path = each.making.path
        if each.record.kind == "holding":
            return self.describer.says(each.record, triples, each.member, path)
        copies = [self.describer.copies(*source, path) for source in each.sources]
        return self.describer.shared(triples, copies, path)

    def _count(self, each: _Known, new: set[bytes]) -> None:
        """Puts a changed record down to the fields its new statements come from."""
        if self.rules is None or each.record.kind != "bib":
            return
        pivot = pivoted(each.record)
        job = Job(pivot, self._job(each).document)
        fields = pivot.marc.fields
        tags = {
            fields[place].tag if place >= 0 else "LDR"
            for line, places in by_field(self.rules, job, each.making.modified).items()
            if line.encode() in new
            for place in places
        }
        self.done.fields.update(tags or {""})


def _new(before: bytes, after: bytes) -> set[bytes] | None:
    """The statements that are new, perhaps none where some went; ``None`` where all is as it was.

    What only is written otherwise in the log (a duration) is nothing new.
    """
    was = statements.lines(before)
    is_ = statements.lines(after)
    came = {line for line in is_ - was if statements.canonical(line).rstrip() not in was}
    return came if came or was - statements.lines(statements.canonical(after)) else None
