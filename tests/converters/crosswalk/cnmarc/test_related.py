"""5XX: titles beside the one in 200."""

import pytest


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("130 0 $a红楼梦.", "500 10$a红楼梦$Ahong lou meng"),
        ("243 10$a作品集.", "501 10$a作品集$Azuo pin ji"),
        ("246 30$a石头记", "517 1_$a石头记$Ashi tou ji"),
        (
            "246 31$aJournal of Peking University$bnew",
            "510 1_$aJournal of Peking University$enew$zeng",
        ),
        ("246 14$a封面题", "512 1_$a封面题$Afeng mian ti"),
        ("246 15$a附题", "513 1_$a附题$Afu ti"),
        ("246 16$a卷端题", "514 1_$a卷端题$Ajuan duan ti"),
        ("246 17$a逐页题", "515 1_$a逐页题$Azhu ye ti"),
        ("246 18$a书脊题", "516 1_$a书脊题$Ashu ji ti"),
        ("247 10$a前名$f1979-1985", "520 1_$a前名$Aqian ming$j1979-1985"),
        ("222  0$a读书$b(北京)", "530 0_$a读书$Adu shu$b(北京)"),
        ("210 0 $aBeijing daxue xuebao", "531 0_$aBeijing daxue xuebao"),
        ("242 10$aStory of the stone /$cCao.$yeng", "541 1_$aStory of the stone$fCao$zeng"),
        ("740 02$a彷徨", "517 1_$a彷徨$Apang huang"),
    ],
)
def test_each_kind_of_title_has_its_field(made, line, written):
    assert made(written[:3], line) == [written]


def test_what_is_shown_before_a_title_is_a_note(made):
    lines = made("312 517", "246 1 $i版权页题名:$a石头记", practice="nlc")
    assert lines == ["312 __$a版权页题名: 石头记", "517 1_$a石头记$9shi tou ji"]


def test_a_parallel_title_taken_for_english_is_told(crossed):
    assert (
        "a parallel title in Latin letters was taken for English ($z eng)"
        in crossed("246 31$aGeopedology").noted
    )


def test_041_is_better_than_a_guess_at_the_language(made):
    assert made("510", "041 0 $achi$ffre", "246 31$aGeopedologie") == ["510 1_$aGeopedologie$zfre"]
