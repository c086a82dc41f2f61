"""What the log knows at any level of what is put together: decisions, free paths, new ones."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from shapes.iris import numbered
from store.log.likenesses import Decision, decided
from store.log.reading import RecordLog


@dataclass
class Known:
    """The log as of a moment, for things that make records of one kind.

    ``decided_as`` is what decisions about them call their kind. ``decisions_too`` are decisions
    that are not in the log yet; ``reserve`` gives the number of a new record.
    """

    log: RecordLog
    kind: str
    decided_as: str
    reserve: Callable[[str], int]
    decisions_too: Mapping[tuple[str, str], Decision] = field(default_factory=dict)
    anything_decided: bool = True
    numbers: dict[str, int] = field(default_factory=dict)

    def decisions(self, names: Collection[str]) -> Mapping[tuple[str, str], Decision]:
        """What people decided about these, the newest decision of each pair."""
        found = decided(self.log, self.decided_as, names) if self.anything_decided else {}
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
