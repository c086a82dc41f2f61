"""Whose job is next."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sparql.jobs.job import Job, Owner
from sparql.jobs.order import fair
from sparql.service.answers import QueryRequest

START = datetime(2026, 11, 22, tzinfo=UTC)


def made(owners: str) -> list[Job]:
    return [
        Job(f"{number}", Owner(each, each), QueryRequest(""), START + timedelta(seconds=number))
        for number, each in enumerate(owners)
    ]


def order(owners: str, served: dict[str, int]) -> str:
    return "".join(job.owner.name + job.id for job in fair(made(owners), served))


def test_owners_alternate_and_each_keeps_its_order() -> None:
    assert order("aaab", {}) == "a0b3a1a2"


def test_who_had_the_last_turn_comes_last() -> None:
    assert order("aab", {"a": 2, "b": 1}) == "b2a0a1"
    assert order("abc", {"a": 1, "b": 2}) == "c2a0b1"


@given(st.text("abcd", max_size=30), st.dictionaries(st.sampled_from("abcd"), st.integers(1, 9)))
def test_nobody_is_overtaken_more_than_once_by_each_other_for_each_turn(
    owners: str, served: dict[str, int]
) -> None:
    ordered = fair(made(owners), served)
    assert sorted(job.id for job in ordered) == sorted(job.id for job in made(owners))
    for place, job in enumerate(ordered):
        mine = sum(each.owner == job.owner for each in ordered[:place])
        for other in set("abcd") - {job.owner.name}:
            assert sum(each.owner.name == other for each in ordered[:place]) <= mine + 1
