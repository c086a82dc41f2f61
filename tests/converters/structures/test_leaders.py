"""Leaders of other lengths than 24: every place keeps its meaning where it can."""

import pytest

from converters.structures.leaders import leader_of, missing


@pytest.mark.parametrize(
    ("text", "leader"),
    [
        ("00000nam a2200000 i 4500", "00000nam a2200000 i 4500"),
        (" cx j22 3 45 ", "     cx  j22     3  45  "),
        ("00000nam0 2200000 450 ", "00000nam0 2200000   450 "),
        ("00000nam  22", "00000nam  22            "),
        ("00000nam a2200000 i 4500 and more", "00000nam a2200000 i 4500"),
        ("00000nam a22\x000000 i 4500", "00000nam a22 0000 i 4500"),
        ("", " " * 24),
    ],
)
def test_a_leader_has_24_characters(text: str, leader: str) -> None:
    mended: list[str] = []
    assert leader_of(text, mended) == leader
    assert (mended == []) == (len(text) == 24)


def test_a_leader_that_did_not_come_is_that_of_a_printed_book_and_told() -> None:
    mended: list[str] = []
    assert missing(mended)[6:8] == "am"
    assert mended == ["it has no leader; that of a printed book was put in"]
