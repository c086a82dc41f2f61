"""What was measured of the mix, as Markdown tables."""

from collections.abc import Iterable, Mapping, Sequence
from math import ceil
from typing import Final

from bench.queries.asked import Question
from bench.queries.peers import BARE, FRESH, KEPT
from bench.queries.rounds import Asked, Pass
from bench.queries.virtuoso import NAME as VIRTUOSO

_NONE: Final = "–"
#: A way wins that takes less than this share of the other's time.
_WINS: Final = 0.9


def percentile(seconds: Iterable[float], part: float) -> float:
    """The smallest of them that this part of all is not above."""
    found = sorted(seconds)
    return found[max(0, ceil(len(found) * part - 1e-9) - 1)]


def median(seconds: Iterable[float]) -> float:
    return percentile(seconds, 0.5)


def written(
    ways: Sequence[str],
    asked: Sequence[Question],
    answers: Sequence[Asked],
    passes: Sequence[Pass],
    different: Mapping[tuple[str, str], str],
) -> str:
    """The mix, each query, what is added to a look-up, and where Virtuoso wins."""
    taken = {
        (way, question.name): [
            one.seconds
            for one in answers
            if (one.way, one.clients, one.question.name) == (way, 1, question.name)
        ]
        for way in ways
        for question in asked
    }
    parts = [_mix(ways, answers, passes), _each(ways, asked, taken), _added(asked, taken)]
    if VIRTUOSO in ways:
        parts.append(_wins(asked, taken))
    parts.append(_kept(ways, answers))
    parts.append(_different(different))
    return "\n".join(parts)


def _mix(ways: Sequence[str], answers: Sequence[Asked], passes: Sequence[Pass]) -> str:
    text = (
        "| the mix | clients | queries/s | times (c) | p50 ms | p95 ms | p99 ms | seconds | "
        "not answered |\n|---|---:|---:|---:|---:|---:|---:|---:|---:|\n"
    )
    for clients in (1, 2):
        rates = {
            way: sum(one.queries for one in passes if (one.way, one.clients) == (way, clients))
            / sum(one.seconds for one in passes if (one.way, one.clients) == (way, clients))
            for way in ways
        }
        for way in ways:
            found = [one for one in answers if (one.way, one.clients) == (way, clients)]
            seconds = [one.seconds for one in found]
            whole = sum(one.seconds for one in passes if (one.way, one.clients) == (way, clients))
            times = f"{rates[way] / rates[BARE]:.2f}" if BARE in rates else _NONE
            numbers = " | ".join(_ms(percentile(seconds, part)) for part in (0.5, 0.95, 0.99))
            lost = sum(not one.answered for one in found)
            text += (
                f"| {way} | {clients} | {rates[way]:,.1f} | {times} | {numbers} | {whole:,.1f} | "
                f"{lost} of {len(found)} |\n"
            )
    return text


def _each(
    ways: Sequence[str], asked: Sequence[Question], taken: Mapping[tuple[str, str], list[float]]
) -> str:
    heads = " | ".join(way.partition(")")[0] + ")" for way in ways)
    text = (
        f"| one client: p50 / p95 / p99, ms | kind | asked | {heads} | (c) : (a) |\n"
        f"|---|---|---:|{'---:|' * len(ways)}---:|\n"
    )
    for question in asked:
        cells = [
            " / ".join(
                _ms(percentile(taken[way, question.name], part)) for part in (0.5, 0.95, 0.99)
            )
            for way in ways
        ]
        ratio = _NONE
        if BARE in ways and FRESH in ways:
            ratio = (
                f"{median(taken[BARE, question.name]) / median(taken[FRESH, question.name]):.2f}"
            )
        times = len(taken[ways[0], question.name])
        text += f"| {question.name} | {question.kind} | {times} | {' | '.join(cells)} | {ratio} |\n"
    return text


def _added(asked: Sequence[Question], taken: Mapping[tuple[str, str], list[float]]) -> str:
    points = [
        (median(taken[FRESH, one.name]) - median(taken[BARE, one.name])) * 1_000
        for one in asked
        if one.kind == "point" and (BARE, one.name) in taken and (FRESH, one.name) in taken
    ]
    if not points:
        return ""
    return (
        f"Added to a point look-up, (a) less (c), medians: {median(points):.2f} ms "
        f"({min(points):.2f} to {max(points):.2f}).\n"
    )


def _wins(asked: Sequence[Question], taken: Mapping[tuple[str, str], list[float]]) -> str:
    text = (
        "| where Virtuoso wins: p50, ms | Virtuoso | (a) | (a) : Virtuoso | (b) |\n"
        "|---|---:|---:|---:|---:|\n"
    )
    for question in asked:
        theirs = median(taken[VIRTUOSO, question.name])
        fresh, kept = (median(taken[way, question.name]) for way in (FRESH, KEPT))
        if theirs < _WINS * fresh:
            text += (
                f"| {question.name} | {_ms(theirs)} | {_ms(fresh)} | {fresh / theirs:.1f} | "
                f"{_ms(kept)} |\n"
            )
    return text


def _kept(ways: Sequence[str], answers: Sequence[Asked]) -> str:
    """Whether each way was what its name says."""
    counts = [
        f"{way}: {sum(one.kept for one in answers if one.way == way):,} of "
        f"{sum(one.way == way for one in answers):,}"
        for way in ways
        if way in (FRESH, KEPT)
    ]
    return f"Answers that the service had kept: {'; '.join(counts)}.\n"


def _different(different: Mapping[tuple[str, str], str]) -> str:
    if not different:
        return "All ways gave the same results.\n"
    said = "; ".join(f"{way}, {name}: {how}" for (way, name), how in different.items())
    return f"Results that are not those of (a): {said}.\n"


def _ms(seconds: float) -> str:
    milliseconds = seconds * 1_000
    return f"{milliseconds:,.0f}" if milliseconds >= 100 else f"{milliseconds:.3g}"
