"""The desk itself: what a person decides is applied at once, with all that follows from it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import batched
from threading import Lock
from typing import Final

from catalogue.description import Describer
from catalogue.joining.comparing import Rules
from catalogue.joining.uniting import BY_MATCHING, Uniting
from catalogue.joining.works import BY_WORKS
from catalogue.members import codes
from catalogue.review.cases import case
from catalogue.review.outcome import Outcome
from catalogue.review.outcomes import outcomes
from catalogue.review.questions import question
from catalogue.review.values import Case
from converters.pool import Converters
from store import Store
from store.log.doubts import about, decision
from store.log.likenesses import Decided, Decision
from store.log.reading import now
from store.log.uniting import Occasion

#: What is written down of a reason.
LONGEST: Final = 500
#: Decisions of a file that are applied in one transaction.
_TOGETHER: Final = 100


class Stale(Exception):
    """The records are not as they were when somebody looked; the text is for who decided."""


@dataclass
class Desk:
    """Decides in a store. ``converting`` gives who makes the records that change, once."""

    store: Store
    converting: Callable[[], Converters]
    rules: Rules = BY_MATCHING
    works: Rules | None = BY_WORKS
    _converters: Converters | None = None
    #: One decision after the other: each plans on what the one before has left.
    _turn: Lock = field(default_factory=Lock)

    def decide(
        self, of: Case, says: Decided, by: str, reason: str = "", *, channel: str = "desk"
    ) -> Outcome:
        """Applies a decision about the case as it was shown, and tells what came of it.

        Raises :class:`Stale` when one of the records has changed since.
        """
        with self._turn:
            now_ = case(self.store.log, of.one.path, of.other.path, of.kind)
            if now_ is None or _seen(now_) != _seen(of):
                raise Stale(
                    "One of the two records has changed since you looked at them, so nothing was "
                    "decided. Look at them again."
                )
            kind, a, b = of.kind, of.one.name, of.other.name
            made = Decision(0, kind, a, b, says, by, now(), tidy(reason))
            return self._applied([made], by, channel)[-1]

    def say(
        self,
        kind: str,
        a: str,
        b: str,
        says: Decided,
        *,
        by: str,
        reason: str = "",
        channel: str = "desk",
    ) -> Outcome:
        """Applies a decision about two things by their names: sources, or paths of records where
        it is about works.
        """
        with self._turn:
            made = Decision(0, kind, a, b, says, by, now(), tidy(reason))
            return self._applied([made], by, channel)[-1]

    def take_back(self, number: int, by: str, *, channel: str = "desk") -> Outcome | None:
        """Takes a decision back, if it is in force; None when there never was one of this number.

        What has been decided of the same two since stays.
        """
        with self._turn:
            found = decision(self.store.log, number)
            if found is None:
                return None
            (was,) = outcomes(self.store.log, [found])
            if not was.standing:
                return was
            made = Decision(
                0, found.kind, found.a, found.b, "open", by, now(), f"takes back {number}"
            )
            return self._applied([made], by, channel)[-1]

    def take(self, decisions: Sequence[Decision], by: str, *, channel: str) -> int:
        """Applies decisions made elsewhere that are news here; returns how many these are.

        Of a pair the newest counts, and one made later here stays.
        """
        with self._turn:
            news = self._news(decisions)
            for portion in batched(news, _TOGETHER):
                self._apply(portion, by, channel)
            return len(news)

    def _news(self, decisions: Sequence[Decision]) -> list[Decision]:
        newest: dict[tuple[str, frozenset[str]], Decision] = {}
        known: dict[tuple[str, frozenset[str]], Decision] = {}
        for kind in {each.kind for each in decisions}:
            asked = question(self.store.log, kind)
            theirs = [each for each in decisions if each.kind == kind]
            here = asked.here({name for each in theirs for name in (each.a, each.b)})
            for each in sorted(theirs, key=lambda each: each.at):
                a, b = here.get(each.a), here.get(each.b)
                if a and b and a != b:
                    newest[kind, frozenset((a, b))] = replace(each, a=a, b=b)
            pairs = [pair for of, pair in newest if of == kind]
            for each in asked.about({name for pair in pairs for name in pair}):
                known[kind, frozenset((each.a, each.b))] = each
        news: list[Decision] = []
        for pair, each in newest.items():
            there = known.get(pair)
            says = there.says if there else "open"
            if says != each.says and not (there and there.at > each.at):
                news.append(each)
        return news

    def _applied(self, decisions: Sequence[Decision], by: str, channel: str) -> list[Outcome]:
        self._apply(decisions, by, channel)
        log, made = self.store.log, decisions[-1]
        pair = {made.a, made.b}
        of = [each for each in about(log, made.kind, [made.a]) if {each.a, each.b} == pair]
        return outcomes(log, of[-1:])

    def _apply(self, decisions: Sequence[Decision], by: str, channel: str) -> None:
        if self._converters is None:
            self._converters = self.converting()
        describer = Describer(self.store, codes(self.store))
        occasion = Occasion(now(), by, channel)
        uniting = Uniting(self.store, self._converters, describer, occasion, self.rules, self.works)
        uniting.take([], decisions)


def _seen(of: Case) -> tuple[tuple[str, int], ...]:
    return tuple((side.path, side.version) for side in (of.one, of.other))


def tidy(reason: str) -> str:
    """A reason on one line, of no more than is kept."""
    return " ".join("".join(c if c.isprintable() else " " for c in reason).split())[:LONGEST]
