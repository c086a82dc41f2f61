"""What is noted of a query: its form and its outcome."""

import pytest

from sparql.usage.noted import OUTCOMES, outcome


@pytest.mark.parametrize(
    ("status", "cut", "expected"),
    [
        (200, False, "answered"),
        (304, False, "answered"),
        (200, True, "broken off"),
        (400, False, "wrong"),
        (406, False, "wrong"),
        (403, False, "refused"),
        (401, False, "refused"),
        (413, False, "too large"),
        (499, False, "left"),
        (503, False, "busy"),
        (504, False, "too slow"),
        (500, False, "failed"),
        (507, False, "failed"),
    ],
)
def test_a_status_is_an_outcome_in_a_word(status: int, *, cut: bool, expected: str) -> None:
    assert outcome(status, cut=cut) == expected
    assert expected in OUTCOMES
