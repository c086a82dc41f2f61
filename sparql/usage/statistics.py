"""The counts of the last days, put together for the statistics page: public numbers only."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sparql.usage.counts import CLASSES, Asked
from sparql.usage.noted import FORMS, OUTCOMES

DAYS: Final = 30


@dataclass(frozen=True, slots=True)
class TimeClass:
    """A range of times in milliseconds, ``above`` < t ≤ ``most``; the last one has no end."""

    above: int
    most: int | None
    n: int


@dataclass(frozen=True, slots=True)
class Statistics:
    """What was asked in a number of days, the last of which is today.

    ``outcomes`` and ``forms`` are in their usual order, without those there were none of.
    ``kept`` is the share of answers, 0 to 1, that were made before; None without answers.
    ``median`` and ``p95`` are the classes those times fall into.
    """

    days: Sequence[tuple[date, int]]
    total: int
    seconds: float
    bytes: int
    kept: float | None
    outcomes: Mapping[str, int]
    forms: Mapping[str, int]
    times: Sequence[TimeClass]
    median: TimeClass | None
    p95: TimeClass | None


def statistics(asked: Sequence[Asked], lasted: Mapping[int, int], today: date) -> Statistics:
    """The rows of the last :data:`DAYS` days, added up."""
    by_day: Counter[str] = Counter()
    outcomes: Counter[str] = Counter()
    forms: Counter[str] = Counter()
    for row in asked:
        by_day[row.day] += row.n
        outcomes[row.outcome] += row.n
        forms[row.form] += row.n
    every = [today - timedelta(days=back) for back in reversed(range(DAYS))]
    times = [
        TimeClass(above, most, lasted.get(number, 0))
        for number, (above, most) in enumerate(zip((0, *CLASSES), (*CLASSES, None), strict=True))
    ]
    answered = outcomes["answered"]
    kept = sum(row.kept for row in asked if row.outcome == "answered")
    return Statistics(
        days=[(day, by_day[day.isoformat()]) for day in every],
        total=sum(outcomes.values()),
        seconds=sum(row.seconds for row in asked),
        bytes=sum(row.bytes for row in asked),
        kept=kept / answered if answered else None,
        outcomes={each: outcomes[each] for each in OUTCOMES if outcomes[each]},
        forms={each: forms[each] for each in FORMS if forms[each]},
        times=times,
        median=_quantile(times, 0.5),
        p95=_quantile(times, 0.95),
    )


def _quantile(times: Sequence[TimeClass], share: float) -> TimeClass | None:
    """The class below whose end at least this share of all times lies."""
    total, reached = sum(each.n for each in times), 0
    for each in times:
        reached += each.n
        if total and reached >= share * total:
            return each
    return None
