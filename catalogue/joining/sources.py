"""Sources as things to be put together: what the log has of them, and what is known of it now."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from catalogue.joining.assigning import Item
from catalogue.joining.known import Known
from store.log.likenesses import Sourced, feeding, split_name


@dataclass
class Sources(Known):
    """The sources of one kind (a :class:`Level`). ``found`` is all that was read, by name."""

    least: int = 1
    found: dict[str, Sourced] = field(default_factory=dict)

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

    def _items(self, sources: Iterable[Sourced]) -> Iterable[Item]:
        for source in sources:
            self.found[source.name] = source
            yield Item(source.name, source.likeness, source.path, source.came, source.contribution)
