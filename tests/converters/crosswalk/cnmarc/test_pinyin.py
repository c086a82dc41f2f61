"""Pinyin beside the characters: from the record where it matches, else by machine, and told."""

import pytest

from converters.crosswalk.cnmarc.pinyin import by_machine, from_record, tidied


@pytest.mark.parametrize(
    ("han", "romanised", "pinyin"),
    [
        ("红楼梦", "Hong lou meng /", "hong lou meng"),
        ("曹雪芹", "Cao, Xueqin,", "cao xue qin"),
        ("西安事变", "Xi'an shi bian", "xi an shi bian"),
        (
            "重庆银行长春分行",
            "Chongqing yin hang Changchun fen hang",
            "chong qing yin hang chang chun fen hang",
        ),
        ("法律", "fa lü", "fa lv"),
        ("策略", "ce lue", "ce lve"),
        ("真实的言说", "Zhen shi di yan shuo", "zhen shi de yan shuo"),
        ("这些目的", "Zhe xie mu di", "zhe xie mu di"),
        ("DNA与基因", "DNA yu ji yin", "DNA yu ji yin"),
        ("1949-1992年", "1949-1992 nian", "1949 1992 nian"),
        ("紅樓夢", "Hong lou meng", "hong lou meng"),
        ("史记", "Shi ji : yi bai san shi juan", "shi ji"),
    ],
)
def test_a_romanisation_that_spells_the_characters_is_taken(han, romanised, pinyin):
    assert from_record(han, romanised) == pinyin


@pytest.mark.parametrize(
    ("han", "romanised"),
    [
        ("中国", "Chung-kuo"),
        ("毛泽东", "Mao, Tse-tung"),
        ("马克思", "Marx, Karl"),
        ("东京", "Tōkyō"),
        ("こころ", "kokoro"),
        ("红楼梦", "Shi tou ji"),
        ("红楼梦", ""),
    ],
)
def test_another_system_or_another_title_is_not_taken_for_pinyin(han, romanised):
    assert not from_record(han, romanised)


@pytest.mark.parametrize(
    ("name", "pinyin"),
    [
        ("曾国藩", "zeng guo fan"),
        ("单田芳", "shan tian fang"),
        ("尉迟恭", "yu chi gong"),
        ("吕布", "lv bu"),
        ("查良镛", "zha liang yong"),
    ],
)
def test_a_surname_is_read_as_surnames_are(name, pinyin):
    assert by_machine(name, name=True) == pinyin


def test_the_same_character_in_a_title_is_read_as_a_word():
    assert by_machine("曾经") == "ceng jing"
    assert by_machine("Java语言《程序》") == "JAVA yu yan cheng xu"


def test_japanese_and_korean_are_not_spelled_out(made):
    for title in ("こころ", "채식주의자", "日本の歴史"):
        assert made("200", f"245 00$a{title}") == [f"200 1_$a{title}"]
    fixed = "240101s2008    ja            000 0 jpn d"
    assert made("200", "245 00$a金閣寺", fixed=fixed) == ["200 1_$a金閣寺"]


def test_the_record_is_better_evidence_than_a_machine(made, crossed):
    title = ("245 10$6880-01$aChong du /$c某人.", "880 10$6245-01/$1$a重读 /$c某人.")
    lines = ("040   $aPKU", *title)
    assert made("200", *lines)[0] == "200 1_$a重读$Achong du$f某人"
    assert not crossed(*lines).noted


def test_pinyin_by_machine_is_told_by_field(crossed):
    assert crossed("245 00$a重读").noted == (
        "the record names no agency, so it has no 801",
        "pinyin in 200 was made by machine: check characters read in several ways",
    )


def test_wade_giles_is_told_and_not_copied(made, crossed):
    lines = ("245 10$6880-01$aChung-kuo.", "880 10$6245-01/$1$a中国.")
    assert made("200", *lines) == ["200 1_$a中国$Azhong guo"]
    assert any("does not spell out its characters" in each for each in crossed(*lines).noted)


def test_pinyin_from_cnmarc_goes_back_as_it_was(made):
    lines = ("245 10$6880-01$a中国$c国家编", "880 10$6245-01/Latn-pinyin$aZhongguo'$cGuo Jia Bian")
    assert made("200", *lines) == ["200 1_$a中国$AZhongguo'$f国家编$FGuo Jia Bian"]
    assert made("200", *lines, practice="nlc") == ["200 1_$a中国$9zhong guo$b专著$f国家编"]


def test_what_is_not_spelled_out_of_a_romanisation_has_its_reason(crossed):
    result = crossed("245 10$6880-01$aHuo zhe /$cYu Hua.", "880 10$6245-01/$1$a活着 /$c余华.")
    assert "romanisation" in result.left[1, 2]
    assert (1, 1) not in result.left


def test_pinyin_of_a_person_is_put_in_order_without_its_text():
    assert tidied("Zhong Guo De “ Ba Wu ”") == "zhong guo de ba wu"
