"""Queries that explode: each is stopped in time or refused, and costs nobody else anything.

The bombs are those of `bench/queries/bombs`, on six thousand statements and with small limits.
"""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

import psutil
import pytest

from bench.queries.bombs import Bomb, bombs, repeated
from sparql.service.answers import Answer, Cut, Limits, QueryRequest
from sparql.service.turns import Room
from sparql.service.workers import WorkerPool

LIMITS = Limits(seconds=0.4, memory=96 * 1024**2, answer=256 * 1024)
#: After its limit a query has this long to be gone (seconds); the machine may be busy.
GRACE = 1.0
COUNT = QueryRequest("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", limits=Limits(seconds=30))
#: What a bomb may end with: an answer after all, wrong, too large, out of memory, out of time.
ENDS = {200, 400, 413, 500, 503, 504}


@dataclass(frozen=True)
class Outcome:
    answer: Answer
    seconds: float
    cut: bool


@pytest.fixture(scope="module")
def pool(generation: Path) -> Iterator[WorkerPool]:
    pool = WorkerPool(generation, room=Room(quick=2, slow=2), limits=LIMITS)
    assert pool.answer(COUNT).status == 200
    yield pool
    pool.close()


def memory() -> int:
    """Resident bytes of our children; those that are going are not counted."""
    total = 0
    for process in psutil.Process(os.getpid()).children(recursive=True):
        try:
            total += process.memory_info().rss
        except psutil.Error:
            continue
    return total


def explode(pool: WorkerPool, bomb: Bomb) -> Outcome:
    began = monotonic()
    answer = pool.answer(QueryRequest(bomb.text, client=bomb.name))
    cut = False
    try:
        answer.whole()
    except Cut:
        cut = True
    finally:
        answer.close()
    return Outcome(answer, monotonic() - began, cut)


@pytest.fixture(scope="module")
def outcomes(pool: WorkerPool) -> dict[str, Outcome]:
    with ThreadPoolExecutor(2) as clients:
        found = clients.map(lambda bomb: explode(pool, bomb), bombs())
        return dict(zip((bomb.name for bomb in bombs()), found, strict=True))


def test_there_are_thirty_bombs_and_each_says_why_it_explodes() -> None:
    assert len(bombs()) >= 30
    assert [bomb.name for bomb in bombs() if len(bomb.why) < 30] == []


def test_the_marks_of_a_bomb_are_written_out() -> None:
    assert repeated("a ⟦b№⁺ ⟪c№⟫2 ⟧2d") == "a b01 c0c1 b12 c0c1 d"
    assert [bomb.name for bomb in bombs() if set("⟦⟧⟪⟫№⁺") & set(bomb.text)] == []


@pytest.mark.parametrize("bomb", bombs(), ids=lambda bomb: bomb.name)
def test_a_bomb_is_stopped_within_its_limit_and_a_second(
    bomb: Bomb, outcomes: dict[str, Outcome]
) -> None:
    outcome = outcomes[bomb.name]
    assert outcome.seconds < LIMITS.seconds + GRACE
    assert outcome.answer.status in ENDS
    if outcome.answer.status != 200:
        assert outcome.answer.failure is not None
        assert outcome.answer.failure.detail


def test_most_bombs_are_stopped_and_not_answered(outcomes: dict[str, Outcome]) -> None:
    """Or the limits are not what stops them."""
    stopped = [name for name, one in outcomes.items() if one.answer.status in (413, 503, 504)]
    assert len(stopped) > len(outcomes) * 2 / 3


def test_after_the_bombs_the_memory_is_back_and_queries_are_answered(
    pool: WorkerPool, outcomes: dict[str, Outcome]
) -> None:
    answers = [pool.answer(COUNT) for _ in range(4)]
    assert [answer.status for answer in answers] == [200] * 4
    assert all(b'"6000"' in answer.whole() for answer in answers)
    until = monotonic() + 5
    while (left := memory()) > 400 * 1024**2 and monotonic() < until:
        sleep(0.1)
    assert left < 400 * 1024**2, "idle query processes take some 60 MiB each"
