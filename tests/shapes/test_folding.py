"""Words that a reader may write in more than one way are the same word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shapes.folding import fold

SAME = [
    ("Lu, Xun, 1881-1936.", "lu xun 1881 1936"),
    ("《红楼梦》", "红楼梦"),
    ("紅樓夢", "红楼梦"),
    ("羣峯", "群峰"),
    ("乾隆", "干隆"),  # as 乾 alone: a beginning folds like the whole
    ("Hóng lóu mèng", "hong lou meng"),
    ("Lǚxíng", "luxing"),
    ("lüxing", "luxing"),  # the dots as a mark of their own
    ("al-Shiʻr al-Jāhilī", "al shir al jahili"),
    ("al-Shi'r al-Jahili", "al shir al jahili"),
    ("Voprosy ėkonomiki", "voprosy ekonomiki"),
    ("poni︠a︡tii︠a︡", "poniatiia"),
    ("Толстой, Лев Николаевич", "толстои лев николаевич"),
    ("Straße", "strasse"),
    ("Ærøskøbing", "aeroskobing"),
    ("Łódź", "lodz"),
    ("加西亚·马尔克斯", "加西亚马尔克斯"),
    ("Ｃａｔｅｎａ　１", "catena 1"),
    ("C++ and C#", "c++ and c#"),
    ("أولاد حارتنا", "اولاد حارتنا"),
    ("한국", "한국"),
    ("snake_case", "snake case"),
    (" … ", ""),
]


@pytest.mark.parametrize(("written", "folded"), SAME)
def test_a_word_is_one_word_however_it_is_written(written: str, folded: str) -> None:
    assert fold(written) == folded
    assert fold(folded) == folded
    assert fold(written.upper()) == folded


@pytest.mark.parametrize(
    ("one", "other"),
    [("红楼梦", "青楼梦"), ("Lu Xun", "Lü Xuan"), ("한", "하"), ("東京", "とうきょう")],
)
def test_different_words_stay_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text(st.characters(max_codepoint=127)))
def test_ascii_folds_by_itself_as_it_does_beside_other_letters(text: str) -> None:
    assert fold(f"{text} é").split() == [*fold(text).split(), "e"]
