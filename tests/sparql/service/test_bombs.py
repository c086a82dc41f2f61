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

LIMITS = Limits(seconds=0.25, memory=96 * 1024**2, answer=256 * 1024)
#: It is gone within its limit and a second.
LATEST = LIMITS.seconds + 1
COUNT = QueryRequest("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", limits=Limits(seconds=30))
#: What a bomb may end with: nested too deeply, too large, out of memory, out of time; or cut.
ENDS = {200, 400, 413, 503, 504}


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


def test_there_are_thirty_bombs_and_each_says_why_it_explodes() -> None:
    assert len(bombs()) >= 30
    assert [bomb.name for bomb in bombs() if len(bomb.why) < 30] == []


def test_the_marks_of_a_bomb_are_written_out() -> None:
    assert repeated("a ⟦b№⁺ ⟪c№⟫2 ⟧2d") == "a b01 c0c1 b12 c0c1 d"
    assert [bomb.name for bomb in bombs() if set("⟦⟧⟪⟫№⁺") & set(bomb.text)] == []


def test_every_bomb_is_stopped_in_time_and_what_it_took_comes_back(pool: WorkerPool) -> None:
    before = memory()
    with ThreadPoolExecutor(2) as clients:
        found = clients.map(lambda bomb: explode(pool, bomb), bombs())
        outcomes = dict(zip((bomb.name for bomb in bombs()), found, strict=True))
    late = {name: one.seconds for name, one in outcomes.items() if one.seconds > LATEST}
    assert late == {}
    statuses = {name: one.answer.status for name, one in outcomes.items()}
    assert {name: status for name, status in statuses.items() if status not in ENDS} == {}
    silent = [name for name, one in outcomes.items() if one.answer.failure is None and not one.cut]
    assert silent == [], "none can be answered within these limits"
    answers = [pool.answer(COUNT) for _ in range(4)]
    assert [(answer.status, b'"6000"' in answer.whole()) for answer in answers] == [(200, True)] * 4
    until = monotonic() + 5
    while memory() > before + LIMITS.memory and monotonic() < until:
        sleep(0.1)  # what was killed a moment ago
    assert memory() <= before + LIMITS.memory
