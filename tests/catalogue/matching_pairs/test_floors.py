"""The matcher on the pairs of the shared data: no worse than it was measured."""

import os
from pathlib import Path
from typing import Final

import pytest

from bench.matching.figures import Figures, counted
from bench.matching.judging import Judged, judged
from bench.matching.pairs import LC, Kind, labelled, once
from bench.matching.records import resolved

SHARED: Final = Path(
    os.environ.get("CATENA_TEST_DATA", Path(__file__).parents[4] / "shared" / "data")
)
#: A little below what `python -m bench.matching` measures: precision, recall.
FLOORS: Final[dict[Kind, tuple[float, float]]] = {
    "edition": (0.99, 0.93),
    "heading": (0.99, 0.94),
    "work": (0.98, 0.80),
}

pytestmark = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the shared data do not lie beside this project"
)


def answers() -> list[Judged]:
    """On every pair that is the same, and on every second of the others."""
    here = [pair for pair in once(labelled()) if LC not in (pair.a.file, pair.b.file)]
    sample = [pair for n, pair in enumerate(here) if n % 2 or pair.verdict == "same"]
    records, missing = resolved({one for pair in sample for one in pair.both}, SHARED, None)
    assert list(missing.values()) == []
    return judged(sample, records)


def below(figures: Figures, floors: tuple[float, float]) -> list[str]:
    """What is too low, of precision and recall."""
    shares = {"precision": figures.precision, "recall": figures.recall}
    return [
        f"{name} {share} is below {floor}"
        for (name, share), floor in zip(shares.items(), floors, strict=True)
        if share.of < 50 or share.value < floor
    ]


def test_the_matcher_is_as_good_as_it_was_measured_and_joins_no_easy_pair_wrongly() -> None:
    """One test, for the records are read once: two processes would read them twice."""
    judged_ = answers()
    wrong = {
        kind: low for kind, floors in FLOORS.items() if (low := below(of(kind, judged_), floors))
    }
    assert wrong == {}, named(judged_, "joined")
    assert named([one for one in judged_ if not one.pair.hard], "joined") == []


def of(kind: Kind, answers: list[Judged]) -> Figures:
    return counted((one.pair.verdict, one.answer) for one in answers if one.pair.kind == kind)


def named(answers: list[Judged], error: str) -> list[str]:
    wrong = [one.pair for one in answers if one.error == error]
    return [f"{pair.a} {pair.b}: {pair.reason}" for pair in wrong]
