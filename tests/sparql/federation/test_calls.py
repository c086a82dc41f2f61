"""The public service, where SERVICE may ask an endpoint: it asks that one and nobody else."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from time import monotonic

import pytest

from sparql.federation import Relay
from sparql.service.answers import Limits, QueryRequest
from sparql.service.kept import KeptAnswers
from sparql.service.turns import Room
from sparql.service.workers import WorkerPool
from tests.sparql.federation.conftest import Outside

CALL = "SELECT ?name { SERVICE <%s> { ?s <http://e/name> ?name } }"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


@pytest.fixture
def pool(generation: Path, outside: Outside) -> Iterator[WorkerPool]:
    allowed = [outside.at("/rows"), outside.at("/broken"), outside.at("/slow")]
    with (
        Relay(allowed, reachable=lambda each: each.is_loopback) as relay,
        closing(WorkerPool(generation, Room(1, 1), Limits(seconds=1), relay)) as pool,
    ):
        yield pool


def test_the_rows_of_an_allowed_endpoint_are_joined_and_never_kept(
    pool: WorkerPool, outside: Outside
) -> None:
    kept, before = KeptAnswers(pool, 1 << 20), len(outside.asked)
    asked = QueryRequest(CALL % outside.at("/rows"), "text/csv")
    for _ in range(2):
        answer = kept.answer(asked)
        assert (answer.status, answer.kept, answer.chance) == (200, False, "SERVICE")
        assert "鲁迅" in answer.body.decode()
    assert len(outside.asked) == before + 2


def test_no_other_endpoint_is_asked(pool: WorkerPool, outside: Outside) -> None:
    before = len(outside.asked)
    answer = pool.answer(QueryRequest(CALL % outside.at("/other")))
    assert answer.status == 403
    assert outside.at("/rows") in answer.body.decode()
    assert len(outside.asked) == before


def test_an_endpoint_that_fails_is_named(pool: WorkerPool, outside: Outside) -> None:
    answer = pool.answer(QueryRequest(CALL % outside.at("/broken")))
    assert answer.failure is not None
    assert answer.status == 502
    assert outside.at("/broken") in answer.failure.detail
    assert "127.0.0.1:9" not in answer.failure.detail


def test_an_endpoint_that_is_slow_takes_no_more_than_the_querys_time(
    pool: WorkerPool, outside: Outside
) -> None:
    began = monotonic()
    assert pool.answer(QueryRequest(CALL % outside.at("/slow"))).status in (502, 504)
    assert monotonic() - began < 2
    assert b'"6000"' in pool.answer(QueryRequest(COUNT)).body


def test_a_process_that_could_call_out_serves_no_other_query(
    pool: WorkerPool, outside: Outside
) -> None:
    idle = list(pool._idle)
    assert pool.answer(QueryRequest(CALL % outside.at("/rows"))).status == 200
    assert pool._idle == idle
