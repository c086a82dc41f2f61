"""Paths that lead to others, over one step or many."""

from collections.abc import Collection

from store.log.likenesses import Decided, Decision
from store.log.redirects import between_records, followed, followers

STEPS = {"b4": "b3", "b3": "b1", "b5": "b1", "x": "y", "y": "x"}


def onwards(paths: Collection[str]) -> dict[str, str]:
    return {path: STEPS[path] for path in paths if path in STEPS}


def leading(paths: Collection[str]) -> dict[str, str]:
    return {path: to for path, to in STEPS.items() if to in paths}


def test_a_path_is_followed_to_its_end_and_a_circle_ends() -> None:
    found = followed(iter(("b4", "b3", "b2", "x")), onwards)
    assert found | {"x": ""} == {"b4": "b1", "b3": "b1", "b2": "b2", "x": ""}


def test_everything_that_leads_to_a_path_is_found() -> None:
    expected = {"b1": "b1", "b3": "b1", "b4": "b1", "b5": "b1", "b2": "b2"}
    assert followers(iter(("b1", "b2")), leading) == expected


def decision(number: int, a: str, b: str, says: Decided) -> Decision:
    return Decision(number, "work", a, b, says, "t", "", "")


def test_of_two_records_the_newest_decision_counts_and_of_one_none() -> None:
    made = [
        decision(2, "b1", "b2", "different"),
        decision(1, "b2", "b4", "same"),
        decision(3, "b3", "b4", "same"),
    ]
    assert between_records(made, {"b3": "b1", "b4": "b1"}) == {("b1", "b2"): made[0]}
