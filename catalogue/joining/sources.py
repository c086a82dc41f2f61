"""Sources as things to be put together: what the log has of them, and what is known of it now."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field

from catalogue.joining.assigning import Item
from converters.record import Kind
from shapes.iris import numbered
from store.log.likenesses import Decision, Sourced, decided, feeding, split_name
from store.log.reading import RecordLog


@dataclass
class Sources:
    """The sources of one kind, as of a moment of the log (a :class:`Level`).

    ``decisions_too`` are decisions that are not in the log yet; ``reserve`` gives the number of a
    new record. ``found`` is all that was read, by name.
    """

    log: RecordLog
    kind: Kind
    reserve: Callable[[str], int]
    decisions_too: Mapping[tuple[str, str], Decision] = field(default_factory=dict)
    anything_decided: bool = True
    least: int = 1
    found: dict[str, Sourced] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)

    def alike(self, likenesses: Collection[int]) -> Iterable[Item]:
        """The sources compared by these."""
        return self._items(feeding(self.log, likenesses=likenesses)) if likenesses else ()

    def at(self, paths: Collection[str]) -> Iterable[Item]:
        """The sources that feed these records."""
        return self._items(feeding(self.log, paths=paths)) if paths else ()

    def named(self, names: Collection[str]) -> Iterable[Item]:
        """The sources of these names."""
        wanted = [(*split_name(name), self.kind) for name in names]
        return self._items(feeding(self.log, named=wanted)) if wanted else ()

    def decisions(self, names: Collection[str]) -> Mapping[tuple[str, str], Decision]:
        """What people decided about these, the newest decision of each pair."""
        found = decided(self.log, self.kind, names) if self.anything_decided else {}
        new = {
            pair: decision
            for pair, decision in self.decisions_too.items()
            if not {*pair}.isdisjoint(names)
        }
        return {pair: each for pair, each in (found | new).items() if each.says != "open"}

    def free(self, path: str) -> bool:
        """Whether the record at a path that was given says nothing now."""
        record = self.log.record(path)
        return record is not None and record.status != "live"

    def new(self) -> str:
        """A path nobody ever had."""
        number = self.reserve(self.kind)
        path = numbered(self.kind, number)
        self.numbers[path] = number
        return path

    def _items(self, sources: Iterable[Sourced]) -> Iterable[Item]:
        for source in sources:
            self.found[source.name] = source
            yield Item(source.name, source.likeness, source.path, source.came, source.contribution)
