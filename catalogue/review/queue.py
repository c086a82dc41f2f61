"""The list of what waits: pairs of records out of pairs of likenesses, the most valuable first."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from catalogue.joining.assigning import order
from catalogue.review.sides import Sides
from catalogue.review.values import Listed
from store.log.doubts import Doubt, Doubtful, Place, best, counted, doubts, waiting
from store.log.likenesses import decided, feeding
from store.log.reading import RecordLog

#: Pairs of likenesses read at once.
_READ: Final = 50


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that wait, the one whose path stays first."""

    kind: str
    one: str
    other: str
    score: float
    worth: float
    place: Place


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits in a log now; ``says`` is ``ask``, or ``same`` for what the rules could not join.

    A person who passes a case over goes on behind it; who begins again sees it again.
    """

    log: RecordLog
    says: Doubtful = "ask"
    kind: str = ""

    @property
    def length(self) -> int:
        """About how many wait, of all kinds: what is compared by the same counts once."""
        return counted(self.log, self.says)

    def pairs(self, after: Place | None = None) -> Iterator[Pair]:
        """The pairs of records, each once; what was decided meanwhile is passed over."""
        seen: set[tuple[str, str]] = set()
        place = after
        while found := doubts(self.log, self.says, kind=self.kind, limit=_READ, after=place):
            for each in found:
                for one, other in self._records(each):
                    if (one, other) not in seen:
                        seen.add((one, other))
                        yield Pair(each.kind, one, other, each.score, each.worth, each.place)
            place = found[-1].place

    def listed(self, limit: int, after: Place | None = None) -> list[Listed]:
        """The first cases with what a list tells of them."""
        pairs = [*islice(self.pairs(after), limit)]
        sides = Sides(self.log)
        known = sides.of({path for pair in pairs for path in (pair.one, pair.other)})
        return [
            Listed(
                each.kind, known[each.one], known[each.other], each.score, each.worth, each.place
            )
            for each in pairs
            if each.one in known and each.other in known
        ]

    def _records(self, doubt: Doubt) -> Iterator[tuple[str, str]]:
        """The pairs of records of two likenesses that nobody has decided about.

        Records that share several doubts are found by the most valuable of them alone.
        """
        at = feeding(self.log, likenesses={doubt.a, doubt.b})
        ones = sorted({each.path for each in at if each.likeness == doubt.a}, key=order)
        others = sorted({each.path for each in at if each.likeness == doubt.b}, key=order)
        if not ones or not others or (ones == others and len(ones) == 1):
            return
        path_of: dict[str, str] = {}
        compared: defaultdict[str, set[int]] = defaultdict(set)
        for each in feeding(self.log, paths={*ones, *others}):
            path_of[each.name] = each.path
            if each.likeness is not None:
                compared[each.path].add(each.likeness)
        settled = {
            frozenset((path_of[a], path_of[b]))
            for a, b in decided(self.log, doubt.kind, path_of.keys())
            if a in path_of and b in path_of
        }
        found = waiting(self.log, self.says, {each for path in ones for each in compared[path]})
        for one in ones:
            for other in others:
                known = frozenset((one, other)) in settled
                if one == other or known or (doubt.a == doubt.b and order(one) > order(other)):
                    continue
                if best(found, compared[one], compared[other]) == doubt.place:
                    first, second = sorted((one, other), key=order)
                    yield first, second
