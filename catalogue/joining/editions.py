"""Records of the union as editions to be put together: what the log has of them as works."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field

from catalogue.joining.assigning import Item, order
from shapes.iris import numbered
from store.log.editions import grouped
from store.log.likenesses import Decision, decided
from store.log.reading import RecordLog
from store.log.uniting import Grouped

#: What decisions about works call their kind, and what their records are.
WORK = "work"
HUB = "hub"


@dataclass
class Editions:
    """The live books of the union, as of a moment of the log (a :class:`Level`).

    A work is told of where it has two editions. ``found`` is all that was read, by path.
    """

    log: RecordLog
    reserve: Callable[[str], int]
    decisions_too: Mapping[tuple[str, str], Decision] = field(default_factory=dict)
    anything_decided: bool = True
    least: int = 2
    found: dict[str, Grouped] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)

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
        """What people decided about these books as works, the newest decision of each pair."""
        found = decided(self.log, WORK, names) if self.anything_decided else {}
        new = {
            pair: decision
            for pair, decision in self.decisions_too.items()
            if not {*pair}.isdisjoint(names)
        }
        return {pair: each for pair, each in (found | new).items() if each.says != "open"}

    def free(self, path: str) -> bool:
        """Whether a hub that was given says nothing now."""
        record = self.log.record(path)
        return record is not None and record.status != "live"

    def new(self) -> str:
        """A path no hub ever had."""
        number = self.reserve(HUB)
        path = numbered(HUB, number)
        self.numbers[path] = number
        return path

    def _items(self, editions: Iterable[Grouped]) -> Iterable[Item]:
        for each in editions:
            self.found[each.path] = each
            if each.likeness is not None:
                yield item(each)


def item(edition: Grouped) -> Item:
    """An edition as a thing to be put together."""
    came = tuple(edition.came.split())
    return Item(edition.path, edition.likeness, edition.hub, came, order(edition.path)[0])
