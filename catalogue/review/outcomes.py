"""What came of decisions, as the union is now."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from catalogue.joining.assigning import order
from catalogue.joining.leading import Leads
from catalogue.review.outcome import Became, Outcome, WorkOutcome
from store.log.doubts import about
from store.log.editions import grouped
from store.log.likenesses import Decision, Sourced, feeding, in_force, split_name
from store.log.reading import RecordLog
from store.log.redirects import between_records
from store.log.whereabouts import WORK

#: Of so many paths is told that they lead to a record.
_LEADS: Final = 5


def outcomes(log: RecordLog, decisions: Sequence[Decision]) -> list[Outcome]:
    """What came of each."""
    of_works = [each for each in decisions if each.kind == WORK]
    of_sources = [each for each in decisions if each.kind != WORK]
    works = iter(_of_works(log, of_works) if of_works else ())
    sources = iter(_of_sources(log, of_sources) if of_sources else ())
    return [next(works if each.kind == WORK else sources) for each in decisions]


def _of_sources(log: RecordLog, decisions: Sequence[Decision]) -> Iterable[Outcome]:
    wanted = [(*split_name(name), each.kind) for each in decisions for name in (each.a, each.b)]
    at = {(each.kind, each.name): each for each in feeding(log, named=wanted)}
    members: defaultdict[str, set[str]] = defaultdict(set)
    for each in feeding(log, paths={source.path for source in at.values()}):
        members[each.path].add(each.member)
    newest = _newest(log, decisions)
    for decision in decisions:
        one, other = (at.get((decision.kind, name)) for name in (decision.a, decision.b))
        last = newest[_pair(decision)] == decision.id
        if one is None or other is None:
            yield Outcome(decision, "gone", (), (), 0, last)
            continue
        paths = tuple(sorted({one.path, other.path}, key=order))
        libraries = len({member for path in paths for member in members[path]})
        became: Became = "joined" if len(paths) == 1 else "apart"
        yield Outcome(decision, became, paths, _led(one, other), libraries, last)


def _of_works(log: RecordLog, decisions: Sequence[Decision]) -> Iterable[Outcome]:
    leads = Leads(log)
    now = leads.now(name for each in decisions for name in (each.a, each.b))
    editions = {each.path: each for each in grouped(log, paths={*now.values()})}
    members: defaultdict[str, set[str]] = defaultdict(set)
    for source in feeding(log, paths={*now.values()}):
        members[source.path].add(source.member)
    hubs = {each.hub for each in editions.values() if each.hub}
    count = Counter(each.hub for each in grouped(log, hubs=hubs))
    standing = _standing(log, leads, now)
    newest = _newest(log, decisions)
    for each in decisions:
        paths = tuple(sorted({now[each.a], now[each.b]}, key=order))
        last = newest[_pair(each)] == each.id and (each.says == "open" or each.id in standing)
        if not all(members[path] for path in paths):
            yield WorkOutcome(each, "gone", (), (), 0, last)
            continue
        libraries = len({member for path in paths for member in members[path]})
        of = {edition.hub for path in paths if (edition := editions.get(path))}
        work = of.pop() if len(of) == 1 else None
        became: Became = "joined" if work or len(paths) == 1 else "apart"
        silent = tuple(p for p in paths if p not in editions or editions[p].likeness is None)
        led = tuple(sorted({each.a, each.b}.difference(paths), key=order))
        yield WorkOutcome(
            *(each, became, paths, led, libraries, last),
            work or "",
            count[work] if work else 0,
            silent,
        )


def _standing(log: RecordLog, leads: Leads, now: Mapping[str, str]) -> set[int]:
    """The numbers of the decisions that count, of all about these records wherever they were."""
    every = in_force(about(log, WORK, {*now, *leads.names(now.values())})).values()
    here = leads.now(name for each in every for name in (each.a, each.b))
    counting = {each.id for each in between_records(every, here).values()}
    return counting | {each.id for each in every if here[each.a] == here[each.b]}


def _led(one: Sourced, other: Sourced) -> tuple[str, ...]:
    """Paths both had before, that lead to the one they share."""
    came = {path for each in (one, other) for path in each.came if path != each.path}
    return tuple(sorted(came, key=order))[:_LEADS] if one.path == other.path else ()


def _pair(decision: Decision) -> tuple[str, frozenset[str]]:
    return decision.kind, frozenset((decision.a, decision.b))


def _newest(log: RecordLog, decisions: Sequence[Decision]) -> dict[tuple[str, frozenset[str]], int]:
    """The number of the newest decision about each pair."""
    found: dict[tuple[str, frozenset[str]], int] = {}
    for kind in {each.kind for each in decisions}:
        names = {each.a for each in decisions if each.kind == kind}
        for each in about(log, kind, names):
            found[_pair(each)] = max(each.id, found.get(_pair(each), 0))
    return found
