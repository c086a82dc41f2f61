"""Records of the union as editions to be put together: what the log has of them as works."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from catalogue.joining.assigning import Item, order
from catalogue.joining.known import Known
from store.log.editions import grouped
from store.log.uniting import Grouped

#: What decisions about works call their kind, and what their records are.
WORK = "work"
HUB = "hub"


@dataclass
class Editions(Known):
    """The live books of the union (a :class:`Level`); a work is told of where it has two editions.

    ``found`` is all that was read, by path.
    """

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

    def _items(self, editions: Iterable[Grouped]) -> Iterable[Item]:
        for each in editions:
            self.found[each.path] = each
            if each.likeness is not None:
                yield item(each)


def item(edition: Grouped) -> Item:
    """An edition as a thing to be put together."""
    came = tuple(edition.came.split())
    return Item(edition.path, edition.likeness, edition.hub, came, order(edition.path)[0])
