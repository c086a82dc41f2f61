"""ISBN and ISSN in every way they are written, and with a wrong digit."""

import pytest

from shapes.standard_numbers import corrected, is_number, ways


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("978-7-02-000872-8", ["9787020008728", "7020008720"]),
        ("7-02-000872-0", ["7020008720", "9787020008728"]),
        ("0-8044-2957-x", ["080442957X", "9780804429573"]),
        ("979-12-200-0852-5", ["9791220008525"]),
        ("0042-8744", ["00428744"]),
        ("ISBN 978 7 02 000872 8", ["9787020008728", "7020008720"]),
        ("ISBN-13: 978-7-02-000872-8", ["9787020008728", "7020008720"]),
        ("ISSN 0042‐8744", ["00428744"]),
        ("none", []),
    ],
)
def test_a_number_is_known_in_every_way_it_is_written(typed: str, found: list[str]) -> None:
    assert ways(typed) == found


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("9787020008728", ""),
        ("9787020008729", "9787020008728"),
        ("7-02-000872-1", "7020008720"),
        ("080442957X", ""),
        ("0804429571", "080442957X"),
        ("0042-8744", ""),
        ("0042-8745", "00428744"),
        ("2434-561X", ""),
        ("12345", ""),
        ("08044X957X", ""),
    ],
)
def test_a_wrong_check_digit_is_seen(typed: str, right: str) -> None:
    assert corrected(typed) == right


@pytest.mark.parametrize(
    ("typed", "is_one"),
    [
        ("978-7-02-000872-8", True),
        ("0042-8744", True),
        ("080442957x", True),
        ("ISBN 7020008720", True),
        ("1984", False),
        ("1881-1936", True),  # eight digits: an ISSN first, and words when nobody has it
        ("2001: a space odyssey", False),
        ("红楼梦", False),
        ("12345678901", False),
    ],
)
def test_what_is_meant_for_a_number_is_seen(typed: str, is_one: bool) -> None:
    assert is_number(typed) is is_one
