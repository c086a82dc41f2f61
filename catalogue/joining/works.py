"""The works of books that come, change or go: which editions each has, and what its hub says."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import pymarc

from catalogue.joining.assigning import Item, order
from catalogue.joining.comparing import Comparing, Rules
from catalogue.joining.editions import HUB, Editions, item
from catalogue.joining.placing import Arriving, Placement, place
from catalogue.matching.verdict import Verdict
from catalogue.reading import as_sent
from catalogue.works.hub import Because, Edition, hub
from catalogue.works.likeness import WorkLikeness, compare, work_likeness
from converters.record import MarcRecord
from store.log.likenesses import Kept, edges
from store.log.packing import packed
from store.log.uniting import Grouped, Told, Union, number

#: Raised when a hub says something else of the same editions.
ENGINE = "works-2"


def kept(record: MarcRecord, marc: pymarc.Record | None = None) -> Kept | None:
    """What a book is compared by as an edition of a work; None where it says too little.

    ``marc`` is the record as MARC 21, if it has been made already.
    """
    found = work_likeness(record, marc)
    if found is None or not found.keys:
        return None
    said = b"\x00".join([b"work", found.traits, *map(str.encode, found.keys)])
    return Kept(number(said), "work", alone=False, traits=found.traits, keys=found.keys)


def compared(a: Kept, b: Kept) -> Verdict:
    """The decision of the rules of works on two that are kept."""
    return compare(_likeness(a), _likeness(b))


def _likeness(of: Kept) -> WorkLikeness:
    return WorkLikeness(of.keys, of.traits)


#: The rules of :mod:`catalogue.works`.
BY_WORKS: Final = Rules(compared, common=1_000, largest=1_000, tolerated=frozenset({"other-title"}))


@dataclass(frozen=True, slots=True)
class Works:
    """Puts the books of a portion under their works; what follows of it goes into ``union``.

    ``records`` are the books that say something now, by path; ``gone`` those that say nothing any
    more.
    """

    level: Editions
    base: str
    rules: Rules
    union: Union

    def plan(
        self,
        records: Mapping[str, MarcRecord],
        gone: Sequence[str],
        decided: Sequence[str] = (),
        again: Collection[str] = (),
        ready: Mapping[str, Kept | None] = MappingProxyType({}),
    ) -> None:
        """Finds out which hubs change; ``decided`` are books somebody decided of.

        Those of ``again`` are compared with all others anew. What some are compared by may be
        ``ready``.
        """
        known = {each.name: each for each in self.level.named([*records, *gone])}
        found = self.level.found
        arriving: list[Arriving] = []
        for path, record in records.items():
            before = found.get(path, Grouped(path, None, None, ""))
            likeness = ready[path] if path in ready else kept(record)
            if likeness is None and path not in known:
                self.union.editions.append(Grouped(path, None, None, before.came))
                continue
            id_ = likeness.id if likeness else None
            now = Item(path, id_, before.hub, tuple(before.came.split()), order(path)[0])
            arriving.append(
                Arriving(
                    now,
                    likeness,
                    before.likeness,
                    gone=likeness is None,
                    again=path in again,
                )
            )
        arriving += [
            Arriving(item(found[path]), None, found[path].likeness, gone=True)
            for path in gone
            if path in known
        ]
        also = self.level.named(decided)
        if not arriving and not decided:
            return
        comparing = Comparing(self.level.log, self.rules)
        placed = place(self.level, comparing, arriving, also)
        coming = {each.item.name: each for each in arriving}
        self._hubs(placed, coming, records)
        self._editions(placed, coming)
        self.union.born += placed.born
        self.union.gone |= placed.gone
        self.union.edges += placed.compared.edges.values()
        self.union.undecided |= placed.compared.undecided

    def _hubs(
        self,
        placed: Placement,
        coming: Mapping[str, Arriving],
        records: Mapping[str, MarcRecord],
    ) -> None:
        former: dict[str, set[str]] = {}
        for each in self.level.found.values():
            if each.hub:
                former.setdefault(each.hub, set()).add(each.path)
        altered = {
            path: items
            for path, items in placed.groups.items()
            if former.get(path, set()) != {each.name for each in items}
            or not coming.keys().isdisjoint(each.name for each in items)
        }
        wanted = {each.name for items in altered.values() for each in items} - records.keys()
        log = self.level.log
        makings = log.makings([*wanted])
        sent = log.contributions({making.contribution for making in makings})
        all_records = {
            making.path: as_sent(sent[making.contribution]) for making in makings
        } | dict(records)
        because = self._because(placed)
        ids = {each.likeness for items in altered.values() for each in items if each.likeness}
        likenesses = Comparing(log, self.rules, {each.id: each for each in placed.born}).of(ids)
        for path, items in sorted(altered.items()):
            editions = [
                Edition(each.name, all_records[each.name], _likeness(likenesses[each.likeness]))
                for each in items
                if each.likeness is not None
            ]
            names = {each.name for each in items}
            reasons = [each for each in because if each.a in names]
            says = packed(hub(self.base, path, editions, reasons), b"", self.base, path)
            origin = placed.assigned.split.get(path)
            told = Told(
                path,
                HUB,
                self.level.numbers.get(path),
                "split" if origin else "update",
                f"split from {origin}" if origin else "",
                says,
                engine=ENGINE,
                other=origin,
            )
            self.union.told.append(told)
        for old, new in sorted(placed.assigned.merged.items()):
            reason = f"the same work as {new}"
            self.union.told.append(Told(old, HUB, None, "merge", reason, other=new))
        for path in placed.ended:
            self.union.told.append(Told(path, HUB, None, "delete", "it has one edition, or none"))

    def _because(self, placed: Placement) -> list[Because]:
        """Why editions are together: the pairs that joined them, and the rules that held."""
        pairs = [each.edge for each in placed.joined if each.edge]
        ids = {id_ for edge in pairs for id_ in (edge.a, edge.b)}
        evidence = {
            (edge.a, edge.b): edge.evidence for edge in edges(self.level.log, ids, evidence=True)
        } | {pair: edge.evidence for pair, edge in placed.compared.edges.items()}
        made: list[Because] = []
        for each in placed.joined:
            rules: tuple[str, ...] = ("decided",) if each.decided else ("alike",)
            if each.edge:
                said = json.loads(evidence[each.edge.a, each.edge.b] or b"[]")
                rules = tuple(dict.fromkeys(one["rule"] for one in said if one["weight"] > 0))
            made += [Because(a, each.b[0], rules) for a in each.a]
            made += [Because(each.a[0], b, rules) for b in each.b[1:]]
        return made

    def _editions(self, placed: Placement, coming: Mapping[str, Arriving]) -> None:
        hubs = {each.name: path for path, items in placed.groups.items() for each in items}
        single = {each.name: None for each in placed.single}
        items = [each for of in placed.groups.values() for each in of] + placed.single
        for each in items:
            came = " ".join(placed.assigned.came.get(each.name, ()))
            path = (hubs | single)[each.name]
            now = Grouped(each.name, each.likeness, path, came)
            if self.level.found.get(each.name) != now:
                self.union.editions.append(now)
        for name, arriving in coming.items():
            if arriving.gone:
                self.union.editions.append(Grouped(name, None, None, ""))
