"""The list of what waits: pairs of records out of pairs of likenesses, the most valuable first."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from catalogue.joining.assigning import order
from catalogue.review.questions import Thing, question
from catalogue.review.sides import Sides
from catalogue.review.values import Listed
from store.log.doubts import Doubt, Doubtful, Place, best, counted, doubts, waiting
from store.log.reading import RecordLog

#: Pairs of likenesses read at once.
_READ: Final = 50
#: Pairs of likenesses a page of a record is kept waiting for: many may be of the same two works.
_LOOKED: Final = 10


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that wait, the one whose path stays first; ``kind`` is what is asked of them."""

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
        """About how many wait, of all kinds.

        What is compared by the same counts once, editions of two works each with each.
        """
        return counted(self.log, self.says)

    def pairs(self, after: Place | None = None) -> Iterator[Pair]:
        """The pairs of records, each once; what was decided meanwhile is passed over."""
        seen: set[tuple[str, str, str]] = set()
        place = after
        while found := doubts(self.log, self.says, kind=self.kind, limit=_READ, after=place):
            for each in found:
                for things in self._records(each):
                    one, other = (thing.path for thing in sorted(things, key=_order))
                    if (each.kind, one, other) not in seen:
                        seen.add((each.kind, one, other))
                        yield Pair(each.kind, one, other, each.score, each.worth, each.place)
            place = found[-1].place

    def listed(self, limit: int, after: Place | None = None) -> list[Listed]:
        """The first cases with what a list tells of them."""
        pairs = [*islice(self.pairs(after), limit)]
        sides = Sides(self.log)
        known = sides.of({path for pair in pairs for path in (pair.one, pair.other)})
        return [
            Listed(
                each.kind,
                question(self.log, each.kind).side(known[each.one]),
                question(self.log, each.kind).side(known[each.other]),
                each.score,
                each.worth,
                each.place,
            )
            for each in pairs
            if each.one in known and each.other in known
        ]

    def about(self, path: str, limit: int) -> list[tuple[str, str]]:
        """What waits of this kind about a record, or the work it is an edition of: the record, or
        another edition of that work, and one that it may be the same as.
        """
        asked = question(self.log, self.kind)
        mine = asked.things([path]).get(path)
        if mine is None:
            return []
        found = waiting(self.log, self.says, mine.likenesses)
        found.sort(key=lambda doubt: doubt.place, reverse=True)
        pairs = (pair for doubt in found[:_LOOKED] for pair in self._records(doubt))
        ours = (
            (one.path, other.path) if one.group == mine.group else (other.path, one.path)
            for one, other in pairs
            if mine.group in (one.group, other.group)
        )
        return [*islice(ours, limit)]

    def _records(self, doubt: Doubt) -> Iterator[tuple[Thing, Thing]]:
        """The pairs of records of two likenesses that nobody has decided about.

        Records that share several doubts are found by the most valuable of them alone, and of the
        editions of two works the two that most libraries have.
        """
        asked = question(self.log, doubt.kind)
        at = asked.at({doubt.a, doubt.b})
        known = asked.things({path for paths in at.values() for path in paths})
        ones, others = (
            sorted((known[path] for path in at.get(each, ()) if path in known), key=_order)
            for each in (doubt.a, doubt.b)
        )
        if len({each.group for each in (*ones, *others)}) < 2:
            return
        group_of = {name: each.group for each in known.values() for name in each.names}
        settled = {
            frozenset((group_of[a], group_of[b]))
            for a, b in asked.decided(group_of.keys())
            if a in group_of and b in group_of
        }
        fewer = min(
            ({id_ for each in side for id_ in each.likenesses} for side in (ones, others)), key=len
        )
        found = waiting(self.log, self.says, fewer)
        most: dict[frozenset[str], tuple[Thing, Thing]] = {}
        for one in ones:
            for other in others:
                groups = frozenset((one.group, other.group))
                twice = doubt.a == doubt.b and _order(one) > _order(other)
                if len(groups) < 2 or groups in settled or twice:
                    continue
                if best(found, one.likenesses, other.likenesses) != doubt.place:
                    continue
                if groups not in most or _libraries(one, other) > _libraries(*most[groups]):
                    most[groups] = one, other
        yield from most.values()


def _order(of: Thing) -> tuple[int, str]:
    return order(of.path)


def _libraries(one: Thing, other: Thing) -> int:
    return one.libraries + other.libraries
