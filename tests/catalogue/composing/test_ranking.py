"""Which record is the frame."""

import pytest

from catalogue.composing import compose
from tests.catalogue.composing.writing import record, sources

PLAIN = ["001 1", "008 040101s2004    xxu           000 0 eng", "245 10 $a Title"]


def better(one: list[str], other: list[str], leaders: tuple[str, str] = (" ", " ")) -> None:
    """The first is the frame, whoever sent which."""
    first, second = (f"00000nam a2200000{level}i 4500" for level in leaders)
    assert compose(sources(record(one, first), record(other, second))).base[0] == "a"
    assert compose(sources(record(other, second), record(one, first))).base[0] == "b"


@pytest.mark.parametrize(("level", "lower"), [(" ", "1"), ("I", "4"), ("4", "7"), ("7", "8")])
def test_a_higher_level_of_encoding_is_better(level: str, lower: str) -> None:
    better(PLAIN, PLAIN, (level, lower))


@pytest.mark.parametrize(
    "more",
    [
        "040 __ $a DLC $c DLC",
        "040 __ $a XYZ $b eng",
        "040 __ $a XYZ $e rda",
        "042 __ $a pcc",
        "300 __ $a 320 p.",
        "650 _0 $a Rice",
        "880 10 $6 245-00/$1 $a 乡村",
        "500 __ $a Note",
    ],
)
def test_a_record_that_says_more_is_better(more: str) -> None:
    better([*PLAIN, more], PLAIN)


def test_what_is_one_librarys_own_makes_no_record_better() -> None:
    better([*PLAIN, "300 __ $a 3 p."], [*PLAIN, *(f"590 __ $a Ours {n}" for n in range(50))])


def test_a_full_record_with_little_in_it_is_not_better_than_a_rich_one_at_a_lower_level() -> None:
    rich = [
        *PLAIN,
        "020 __ $a 7020008720",
        "050 00 $a PL2754",
        "100 1_ $a Li, Ming",
        "264 _1 $a Beijing : $b Wen yi, $c 2004",
        "300 __ $a 3 p. ; $c 21 cm",
        "504 __ $a Bibliography",
        *(f"650 _0 $a Subject {n}" for n in range(6)),
        "700 1_ $a Wang, Li",
    ]
    better(rich, PLAIN[:1] + PLAIN[2:], ("4", " "))
