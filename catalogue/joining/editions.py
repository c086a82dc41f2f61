"""Records of the union as editions to be put together: what the log has of them as works."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from catalogue.joining.assigning import Item, order
from catalogue.joining.known import Known
from catalogue.joining.leading import Leads
from store.log.doubts import anything
from store.log.editions import grouped
from store.log.likenesses import Decision, decided, in_force
from store.log.redirects import between_records
from store.log.uniting import Grouped
from store.log.whereabouts import WORK

#: What works are as records.
HUB = "hub"


@dataclass
class Editions(Known):
    """The live books of the union (a :class:`Level`); a work is told of where it has two editions.

    ``found`` is all that was read, by path. What was decided of a record that is part of another
    now holds for that one, by ``leads``.
    """

    leads: Leads = field(kw_only=True)
    least: int = 2
    found: dict[str, Grouped] = field(default_factory=dict)

    def alike(self, likenesses: Collection[int]) -> Iterable[Item]:
        """The books compared by these."""
        return self._items(grouped(self.log, likenesses=likenesses)) if likenesses else ()

    def at(self, paths: Collection[str]) -> Iterable[Item]:
        """The editions of these works."""
        return self._items(grouped(self.log, hubs=paths)) if paths else ()

    def named(self, names: Collection[str]) -> Iterable[Item]:
        """The books at these paths."""
        return self._items(grouped(self.log, paths=names)) if names else ()

    def decisions(self, names: Collection[str]) -> Mapping[tuple[str, str], Decision]:
        """What people decided about these books, of each two the newest that is in force."""
        if not self.decisions_too and not (self.anything_decided and self._ever):
            return {}
        here = self.leads.names(names)
        found = decided(self.log, WORK, here) if self.anything_decided else {}
        new = {
            pair: decision
            for pair, decision in self.decisions_too.items()
            if not here.keys().isdisjoint(pair)
        }
        standing = in_force((found | new).values()).values()
        now = self.leads.now(name for each in standing for name in (each.a, each.b))
        return between_records(standing, now)

    @cached_property
    def _ever(self) -> bool:
        """Whether anybody decided about works: mostly nobody has, and nothing need be asked."""
        return anything(self.log, WORK)

    def _items(self, editions: Iterable[Grouped]) -> Iterable[Item]:
        for each in editions:
            self.found[each.path] = each
            if each.likeness is not None:
                yield item(each)


def item(edition: Grouped) -> Item:
    """An edition as a thing to be put together."""
    came = tuple(edition.came.split())
    return Item(edition.path, edition.likeness, edition.hub, came, order(edition.path)[0])
