"""One try at a portion: planned on what the log said at one moment, all that is to be written."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from catalogue.composing import Contributed
from catalogue.copies.attaching import attached
from catalogue.description import Describer
from catalogue.joining.arrivals import Arrival, Renewed
from catalogue.joining.assigning import Item
from catalogue.joining.comparing import Comparing, Rules
from catalogue.joining.describing import Described, Describing, Part, Shared
from catalogue.joining.editions import HUB, Editions
from catalogue.joining.leading import leads
from catalogue.joining.placing import Placement, place
from catalogue.joining.preparing import prepared
from catalogue.joining.sources import Sources
from catalogue.joining.works import Works
from catalogue.reading import as_sent
from converters.engine import Failed
from converters.pool import Converters
from converters.record import MarcRecord
from store import Store
from store.errors import StoreError
from store.log.likenesses import Decision, Kept, Moment
from store.log.packing import packed
from store.log.records import Contribution, Making, Source
from store.log.uniting import Moved, Sent, Told, Union
from store.log.whereabouts import WORK

_SAME: Final[Mapping[str, str]] = {"bib": "the same edition as", "auth": "the same heading as"}


@dataclass
class Portion:
    """What becomes of arrivals and decisions; ``union`` is what to write if nothing ``failed``."""

    store: Store
    converters: Converters
    describer: Describer
    then: Moment
    rules: Rules
    works: Rules | None
    union: Union = field(default_factory=Union)
    taken: list[Arrival] = field(default_factory=list)
    overtaken: list[Arrival] = field(default_factory=list)
    failed: list[tuple[Arrival, Failed]] = field(default_factory=list)
    joined: int = 0
    mended: dict[str, tuple[str, ...]] = field(default_factory=dict)
    moved: set[str] = field(default_factory=set)
    #: What is said of books by what record, by path, and what these are compared by as editions,
    #: where that was found out before; and the books that say nothing any more.
    books: dict[str, MarcRecord] = field(default_factory=dict)
    as_works: dict[str, Kept | None] = field(default_factory=dict)
    ended: set[str] = field(default_factory=set)
    #: Books whose sources are compared anew: they are as editions too.
    again: set[str] = field(default_factory=set)

    def plan(
        self,
        arrivals: Sequence[Arrival],
        decisions: Sequence[Decision],
        renewed: Sequence[Renewed],
        at: str,
    ) -> None:
        """Finds out all that changes; ``at`` is the date of what comes now."""
        # The numbers the log will give them: the newest of what is decided counts.
        decisions = [
            replace(each, id=self.then.decision + number)
            for number, each in enumerate(decisions, start=1)
        ]
        self.union.decisions = decisions
        for kind in _SAME:
            coming = [each for each in arrivals if each.entry.kind == kind]
            decided = [each for each in decisions if each.kind == kind]
            again = [each for each in renewed if each.found.kind == kind]
            if coming or decided or again:
                level = Sources(
                    self.store.log,
                    kind,
                    kind,
                    self._reserve,
                    {(min(each.a, each.b), max(each.a, each.b)): each for each in decided},
                    anything_decided=self.then.decision > 0,
                )
                _Level(self, level, at).plan(coming, decided, again)
        if self.moved and not self.failed:
            self._hold()
        if self.works and not self.failed:
            self._works(self.works, [each for each in decisions if each.kind == WORK])

    def _hold(self) -> None:
        """Holdings of books that merge or split wait for their book, as if it had just come."""
        log = self.store.log
        if not log.counts().get("holding"):
            return
        paths = {path for each in attached(self.store, self.moved).values() for path in each}
        makings = log.makings(sorted(paths))
        sent = log.contributions({making.contribution for making in makings})
        for making in makings:
            of = sent[making.contribution]
            self.union.holdings[making.path] = self.describer.ways(as_sent(of), of.member)

    def _works(self, rules: Rules, decisions: Sequence[Decision]) -> None:
        """What follows for the works of the books that are not as they were."""
        anything = self.then.decision > 0
        pairs = {(min(each.a, each.b), max(each.a, each.b)): each for each in decisions}
        led = leads(self.store.log, (told for told in self.union.told if told.kind == "bib"))
        level = Editions(self.store.log, HUB, WORK, self._reserve, pairs, anything, leads=led)
        works = Works(level, self.store.base, rules, self.union)
        names = led.now(name for each in decisions for name in (each.a, each.b))
        gone, decided = sorted(self.ended), sorted({*names.values()})
        works.plan(self.books, gone, decided, self.again, self.as_works)

    def _reserve(self, kind: str) -> int:
        return self.store.writer.reserve(kind, 1)[0]


@dataclass
class _Level:
    """The part of a portion that is of one kind."""

    portion: Portion
    level: Sources
    at: str
    coming: dict[str, Arrival] = field(default_factory=dict)
    known: dict[str, Source] = field(default_factory=dict)

    def plan(
        self,
        arrivals: Sequence[Arrival],
        decisions: Sequence[Decision],
        renewed: Sequence[Renewed],
    ) -> None:
        """Places what comes, and describes the records that are not as they were."""
        portion, log = self.portion, self.portion.store.log
        self.known = self._known(arrivals)
        for each in arrivals:
            if each.late(self.known.get(each.name)):
                portion.overtaken.append(each)
            else:
                self.coming[each.name] = each
        since = self.portion.then.contribution
        arriving = [
            each.arriving(self.known.get(name), since + number)
            for number, (name, each) in enumerate(self.coming.items(), start=1)
        ]
        for each_again in renewed:
            self.level.found[each_again.found.name] = each_again.found
            arriving.append(each_again.arriving)
        touched = self.level.named({name for each in decisions for name in (each.a, each.b)})
        also = [item for item in touched if item.name not in self.coming]
        placed = place(self.level, Comparing(log, portion.rules), arriving, also)
        former = self._former()
        again = {each.found.name for each in renewed}
        altered = {
            path: items
            for path, items in placed.groups.items()
            if former.get(path, set()) != {item.name for item in items}
            or not self.coming.keys().isdisjoint(item.name for item in items)
            # By new rules it may be composed otherwise.
            or (len(items) > 1 and not again.isdisjoint(item.name for item in items))
        }
        described = self._describe(altered, former)
        if portion.failed:
            return
        self._sources(placed)
        for path, said in described.items():
            self._tell(path, altered[path], said, placed)
        self._ends(placed)
        portion.union.born += placed.born
        portion.union.gone |= placed.gone
        portion.union.edges += placed.compared.edges.values()
        portion.union.undecided |= placed.compared.undecided
        portion.taken += self.coming.values()
        if self.level.kind == "bib" and portion.works:
            portion.ended |= {*placed.assigned.merged, *placed.ended}
            portion.books |= {path: said.record for path, said in described.items()}
            portion.as_works |= self._as_works(described)
            portion.again |= {
                path
                for path, items in placed.groups.items()
                if not again.isdisjoint(item.name for item in items)
            }
            portion.books |= self._unaltered(portion.again.difference(described))

    def _as_works(self, described: Mapping[str, Described]) -> dict[str, Kept | None]:
        """What those are compared by that one arrival alone describes."""
        made = {id(each.record): prepared(each.alone) for each in self.coming.values()}
        ready = {path: made.get(id(said.record)) for path, said in described.items()}
        return {path: each.as_work for path, each in ready.items() if each}

    def _unaltered(self, paths: Collection[str]) -> dict[str, MarcRecord]:
        """The records of sources that are compared anew and stay where they are."""
        log = self.portion.store.log
        makings = log.makings([*paths])
        sent = log.contributions({making.contribution for making in makings})
        return {making.path: as_sent(sent[making.contribution]) for making in makings}

    def _known(self, arrivals: Sequence[Arrival]) -> dict[str, Source]:
        """What the log knows of the sources that send something, by name."""
        controls: defaultdict[str, list[Arrival]] = defaultdict(list)
        for each in arrivals:
            controls[each.entry.member].append(each)
        found: dict[str, Source] = {}
        for member, theirs in controls.items():
            wanted = {each.entry.control: each.name for each in theirs}
            known = self.portion.store.log.sources(member, self.level.kind, [*wanted])
            found |= {wanted[control]: source for control, source in known.items()}
        return found

    def _former(self) -> dict[str, set[str]]:
        """The names of the sources that make each record now."""
        former: defaultdict[str, set[str]] = defaultdict(set)
        for name, found in self.level.found.items():
            former[found.path].add(name)
        for name, source in self.known.items():
            if name in self.coming and not source.withdrawn:
                former[source.path].add(name)
        return dict(former)

    def _describe(
        self, altered: Mapping[str, Sequence[Item]], former: Mapping[str, set[str]]
    ) -> dict[str, Described]:
        log = self.portion.store.log
        makings = {making.path: making for making in log.makings([*altered])}
        wanted = {
            self.level.found[item.name].contribution
            for items in altered.values()
            for item in items
            if item.name not in self.coming
        }
        sent = log.contributions(wanted)
        shared = [
            self._shared(path, items, former.get(path, set()), makings.get(path), sent)
            for path, items in altered.items()
        ]
        portion = self.portion
        describing = Describing(log, portion.converters, portion.describer)
        described: dict[str, Described] = {}
        for path, said in describing.describe(shared).items():
            if isinstance(said, Failed):
                self._fail(path, altered[path], said)
            else:
                described[path] = said
        return described

    def _shared(
        self,
        path: str,
        items: Sequence[Item],
        former: set[str],
        making: Making | None,
        sent: Mapping[int, Contribution],
    ) -> Shared:
        parts: list[Part] = []
        for item in items:
            arrival = self.coming.get(item.name)
            if arrival:
                entry = arrival.entry
                of = Contributed(entry.member, entry.control, self.at, arrival.record)
                alone = arrival.alone if entry.path == path else None
                parts.append(Part(of, arrival.source, None, alone))
            else:
                found = self.level.found[item.name]
                contribution = sent[found.contribution]
                received = contribution.received.isoformat().replace("+00:00", "Z")
                of = Contributed(found.member, found.control, received, as_sent(contribution))
                source = (found.member, found.kind, found.control)
                parts.append(Part(of, source, found.contribution))
        before = frozenset(
            number for name in former if (number := self._contribution(name)) is not None
        )
        kind = self.level.kind
        if making is None:
            return Shared(path, kind, parts)
        return Shared(path, kind, parts, before, making.contribution, making.engine)

    def _contribution(self, name: str) -> int | None:
        """The number of what a source sent last, before now."""
        if name in self.known:
            return self.known[name].contribution
        return self.level.found[name].contribution

    def _fail(self, path: str, items: Sequence[Item], failed: Failed) -> None:
        lost = [self.coming[item.name] for item in items if item.name in self.coming]
        if not lost:
            raise StoreError(
                f"Nothing can be made of the record {path} any more ({failed.reason}). Nothing was "
                "changed. Ask its library for the record in another form, or withdraw it."
            )
        self.portion.failed += [(arrival, failed) for arrival in lost]

    def _sources(self, placed: Placement) -> None:
        """Who feeds which record from now on."""
        union = self.portion.union
        at = {item.name: path for path, items in placed.groups.items() for item in items}
        for name, arrival in self.coming.items():
            likeness = arrival.likeness.id if arrival.likeness else None
            path = at.get(name, arrival.entry.path)
            entry = arrival.entry
            made = prepared(arrival.alone)
            raw = made.says if made else packed(b"", entry.raw, self.portion.store.base, path)
            came = placed.assigned.came.get(name, ())
            union.sent.append(Sent(replace(entry, path=path, packed=raw), likeness, came))
        for path, items in placed.groups.items():
            for item in items:
                came = placed.assigned.came[item.name]
                if item.name not in self.coming and self._elsewhere(item, path, came):
                    found = self.level.found[item.name]
                    source = (found.member, found.kind, found.control)
                    union.moved.append(Moved(source, path, item.likeness, came))

    def _elsewhere(self, item: Item, path: str, came: tuple[str, ...]) -> bool:
        """Whether what the log says of a source that sends nothing is not so any more."""
        found = self.level.found[item.name]
        return (found.path, found.likeness, found.came) != (path, item.likeness, came)

    def _tell(self, path: str, items: Sequence[Item], said: Described, placed: Placement) -> None:
        union = self.portion.union
        if said.composed:
            union.sent.append(Sent(said.composed))
        arrivals = [self.coming[item.name] for item in items if item.name in self.coming]
        numbers = {each.entry.path: each.entry.number for each in arrivals} | self.level.numbers
        origin = placed.assigned.split.get(path)
        came = sorted(old for old, new in placed.assigned.merged.items() if new == path)
        went = sorted(new for new, old in placed.assigned.split.items() if old == path)
        reason = f"split from {origin}" if origin else ""
        if went and not origin:
            reason = f"{', '.join(went)} taken out of it"
        if came:
            reason = f"merged with {', '.join(came)}"
        told = Told(
            path,
            self.level.kind,
            numbers.get(path),
            "split" if origin else "update",
            reason,
            said.ready or packed(said.triples, b"", self.portion.store.base, path),
            said.source,
            self.portion.converters.version,
            origin,
        )
        union.told.append(told)
        for arrival in arrivals:
            entry = arrival.entry
            self.portion.joined += len(items) > 1 and entry.expects is None
            mended = said.mended if len(items) == 1 else ()
            odd = said.told.get((entry.member, entry.control), ())
            if every := (*arrival.record.mended, *mended, *odd):
                self.portion.mended[arrival.name] = every
        if origin or came:
            self.portion.moved |= {path, *came, *([origin] if origin else [])}

    def _ends(self, placed: Placement) -> None:
        """Records that are part of another from now on, or that nobody feeds any more."""
        union, kind = self.portion.union, self.level.kind
        for old, new in sorted(placed.assigned.merged.items()):
            reason = f"{_SAME[kind]} {new}"
            union.told.append(Told(old, kind, None, "merge", reason, other=new))
        why = {each.entry.path: each.entry.reason for each in self.coming.values()}
        for path in placed.ended:
            union.told.append(Told(path, kind, None, "delete", why.get(path, "")))
            self.portion.moved.add(path)
