"""What a field is compared by."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.composing import compose
from catalogue.composing.saying import joined
from shapes.folding import fold
from tests.catalogue.composing.writing import BRIEF, record, sources


@given(st.text(st.characters(max_codepoint=0x24F), max_size=60))
def test_words_are_folded_as_everywhere_but_for_the_blanks(text: str) -> None:
    assert joined(text) == fold(text).replace(" ", "")


def test_of_a_long_text_the_end_counts_too() -> None:
    assert joined("a" * 600 + "x") != joined("a" * 600 + "y")


def subjects(letter: str, many: int) -> list[str]:
    return [f"650 _0 $a Subject {letter}{number}" for number in range(many)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (subjects("a", 10_000), subjects("b", 1_000)),
        ([f"700 1_ $a Li, Wei, $d {n}" for n in range(1000, 2000)],) * 2,
        (
            [f"700 1_ $a Li, Wei, $d {n}" for n in range(1000, 2000)],
            [f"700 1_ $a Li, Wei, $c {n}" for n in range(1000, 2000)],
        ),
        (["650 _0 $a " + "农村 village " * 100_000], ["650 _0 $a " + "农村 villages " * 100_000]),
        (["520 __ $a " + "é" * 1_000_000], ["520 __ $a " + "ê" * 1_000_000]),
        (["700 1_ $a Li"], [f"700 1_ $a {chr(0x4E00 + n)}伟" for n in range(1_500)]),
        (["020 __ " + "$a 7020008720 " * 5_000], ["020 __ " + "$z 7020008720 " * 5_000]),
        (
            [f"700 1_ $6 880-01 $a N{n}" for n in range(1_500)],
            [f"880 1_ $6 700-01/$1 $a 名{n}" for n in range(1_500)],
        ),
    ],
    ids=["subjects", "namesakes", "honours", "words", "note", "pinyin", "isbns", "pairs"],
)
def test_hostile_records_take_bounded_time(one: list[str], other: list[str]) -> None:
    composing = sources(record(["001 1", *one]), record(["001 2", *other], BRIEF))
    before = process_time()
    compose(composing)
    assert process_time() - before < 4
