"""A job on its way to the disk and back."""

import json
from datetime import UTC, datetime

import pytest

from sparql.jobs.job import Job, Owner, read, written
from sparql.service.answers import Failure, Limits, QueryRequest

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
JOB = Job(
    "x" * 22,
    Owner("anna-1", "anna"),
    QueryRequest("SELECT 红 \ud800", "", "text/csv", ("http://e/d",), ("http://e/n",), "g"),
    NOW,
    "failed",
    NOW,
    NOW,
    NOW,
    2,
    0,
    "",
    "",
    Failure(400, "Wrong", "No query.", 1, 2),
)


def test_a_job_comes_back_as_it_was_written() -> None:
    assert read(json.loads(json.dumps(written(JOB)))) == JOB


def test_limits_and_the_client_are_not_written_down() -> None:
    request = QueryRequest("ASK {}", client="10.0.0.1", limits=Limits(1.0))
    told = json.dumps(written(Job("i", JOB.owner, request, NOW)))
    assert "10.0.0.1" not in told
    assert "limits" not in told


@pytest.mark.parametrize(
    "change",
    [
        {"state": "asleep"},
        {"made": None},
        {"made": 7},
        {"request": {}},
        {"owner": None},
        {"failure": {"status": 1}},
        {"more": 1},
    ],
)
def test_what_is_no_job_is_not_taken_for_one(change: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"job|format"):
        read(written(JOB) | change)
