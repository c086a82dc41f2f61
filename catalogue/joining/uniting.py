"""A portion of sources taken into the union: placed, described, and written in one transaction.

Whatever else was written meanwhile, it is planned again on what the log says then.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from catalogue.description import Describer
from catalogue.joining.arrivals import Arrival, Renewed, compared
from catalogue.joining.comparing import Rules
from catalogue.joining.portion import Portion
from catalogue.joining.works import BY_WORKS
from catalogue.settling import settle
from converters.engine import Failed
from converters.pool import Converters
from store import Store
from store.log.likenesses import Decision, feeding, moment
from store.log.uniting import Occasion

#: The rules of :mod:`catalogue.matching`.
BY_MATCHING: Final = Rules(compared)


@dataclass
class United:
    """What became of a portion.

    ``joined`` of the ``taken`` are part of a record with other sources now. ``overtaken`` must be
    planned again, of ``failed`` nothing can be made. ``mended`` are repairs in words, by the name
    of the source. ``moved`` are paths that were merged, split or ended.
    """

    taken: list[Arrival] = field(default_factory=list)
    joined: int = 0
    overtaken: list[Arrival] = field(default_factory=list)
    failed: list[tuple[Arrival, Failed]] = field(default_factory=list)
    mended: dict[str, tuple[str, ...]] = field(default_factory=dict)
    moved: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Uniting:
    """Takes sources in, withdraws them, and does what people decide."""

    store: Store
    converters: Converters
    describer: Describer
    occasion: Occasion
    rules: Rules = BY_MATCHING
    works: Rules | None = BY_WORKS

    def take(
        self,
        arrivals: Sequence[Arrival] = (),
        decisions: Sequence[Decision] = (),
        renewed: Sequence[Renewed] = (),
    ) -> United:
        """Takes a portion in, with at most one arrival of each source; it is in the log then.

        What is only ``renewed`` and has sent something else meanwhile is left as it is.
        """
        waiting = [*arrivals]
        done = United()
        while True:
            then = moment(self.store.log)
            portion = Portion(
                self.store, self.converters, self.describer, then, self.rules, self.works
            )
            portion.plan(waiting, decisions, _still(self.store, renewed), self.occasion.at)
            if portion.failed:
                done.failed += portion.failed
                lost = {arrival.name for arrival, _ in portion.failed}
                waiting = [arrival for arrival in waiting if arrival.name not in lost]
            elif not portion.union or self.store.writer.unite(portion.union, self.occasion, then):
                done.taken, done.overtaken = portion.taken, portion.overtaken
                done.joined, done.mended = portion.joined, portion.mended
                done.moved = portion.moved
                if portion.union.holdings:
                    settle(self.store, self.describer, self.occasion.at)
                return done


def _still(store: Store, renewed: Sequence[Renewed]) -> list[Renewed]:
    """Those that are as they were found."""
    if not renewed:
        return []
    names = [(each.found.member, each.found.control, each.found.kind) for each in renewed]
    there = feeding(store.log, named=names)
    return [each for each in renewed if each.found in there]
