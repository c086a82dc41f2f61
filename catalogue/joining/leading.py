"""Where paths lead once a portion is written: what the log says, and what the portion changes."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from store.log.reading import RecordLog
from store.log.redirects import followed, followers, leading, onwards
from store.log.uniting import Told


@dataclass
class Leads:
    """What leads where; ``news`` are paths that are told of now: where to, None for nowhere."""

    log: RecordLog
    news: Mapping[str, str | None] = field(default_factory=dict)

    def now(self, names: Iterable[str]) -> dict[str, str]:
        """The path each of these leads to in the end; one that leads nowhere stays."""
        return followed(names, self._onwards)

    def names(self, paths: Iterable[str]) -> dict[str, str]:
        """These paths, and all that lead to them, each with its end."""
        return followers(paths, self._leading)

    def _onwards(self, paths: Collection[str]) -> dict[str, str]:
        with self.log.asking() as connection:
            found = onwards(connection, {*paths} - self.news.keys())
        return found | {path: to for path in paths if (to := self.news.get(path))}

    def _leading(self, paths: Collection[str]) -> dict[str, str]:
        with self.log.asking() as connection:
            found = leading(connection, paths)
        known = {path: to for path, to in found.items() if path not in self.news}
        return known | {path: to for to in paths for path in self._new.get(to, ())}

    @cached_property
    def _new(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for path, to in self.news.items():
            if to:
                found.setdefault(to, []).append(path)
        return found


def leads(log: RecordLog, told: Iterable[Told]) -> Leads:
    """What leads where after all this is told."""
    return Leads(log, {each.path: each.other if each.says is None else None for each in told})
