"""200: the marks of ISBD in 245 become subfields, in the order of the manual."""

import pytest

H = "880 10$6245-01/$1"


def test_other_title_information_and_further_statements_are_subfields(made):
    line = "245 10$a红楼梦 :$b八十回本 /$c曹雪芹著 ; 无名氏续 ; 程伟元, 高鹗整理."
    assert made("200", line) == [
        "200 1_$a红楼梦$Ahong lou meng$e八十回本$f曹雪芹著$g无名氏续$g程伟元, 高鹗整理"
    ]


def test_nlc_names_the_material_of_a_printed_book_and_calis_does_not(made):
    line = "245 10$a经贸合作研究 /$c何军明著."
    assert made("200", line, practice="nlc") == [
        "200 1_$a经贸合作研究$9jing mao he zuo yan jiu$b专著$f何军明著"
    ]
    assert "$b" not in made("200", line)[0]


def test_both_name_the_material_where_the_record_does(made):
    line = "245 10$a红楼梦$h[electronic resource] /$c曹雪芹著."
    assert made("200", line) == ["200 1_$a红楼梦$Ahong lou meng$b电子资源$f曹雪芹著"]


def test_the_material_stands_behind_number_and_name_of_the_part(made):
    line = "245 10$a海峡西岸经济区发展报告.$n2017,$p基于自贸区背景 /$c洪永淼主编."
    assert made("200", line, practice="nlc")[0].endswith("$h2017$i基于自贸区背景$b专著$f洪永淼主编")


def test_a_parallel_title_has_its_language(made):
    line = "245 10$a语言学 =$bLinguistics : an introduction /$c张三著 = by Zhang San."
    assert made("200", line, "041 0 $achi$aeng") == [
        "200 1_$a语言学$Ayu yan xue$dLinguistics$ean introduction$f张三著$f=by Zhang San$zeng"
    ]


def test_another_authors_title_follows_a_full_stop(made):
    line = "245 10$a花间集 /$c(后蜀) 赵崇祚辑. 花间集补 / (明) 温博辑 ; 陈晨校点."
    assert made("200", line) == [
        "200 1_$a花间集$Ahua jian ji$f(后蜀) 赵崇祚辑$c花间集补$f(明) 温博辑$g陈晨校点"
    ]


def test_titles_of_one_author_are_repeated(made):
    line = "245 10$a呐喊 ;$b彷徨 /$c鲁迅著."
    assert made("200", line) == ["200 1_$a呐喊$Ana han$a彷徨$Apang huang$f鲁迅著"]


@pytest.mark.parametrize(
    ("statement", "calis", "nlc"),
    [
        ("主编孙佑海", "主编孙佑海", "孙佑海主编"),
        ("著者丛佩远 ... [et al.]", "著者丛佩远…[等]", "丛佩远[等]著"),
        ("朱永梅,　唐小波著", "朱永梅, 唐小波著", "朱永梅,唐小波著"),
        ("[清] 彭定求, [美] 甲等编", "(清) 彭定求, (美) 甲等编", "(清) 彭定求,(美) 甲等编"),
        ("编辑委员会编", "编辑委员会编", "编辑委员会编"),
        (
            "edited by A. Smith, B. Jones",
            "edited by A. Smith, B. Jones",
            "edited by A. Smith, B. Jones",
        ),
    ],
)
def test_statements_are_written_as_each_practice_does(made, statement, calis, nlc):
    line = f"245 10$aX /$c{statement}."
    assert made("200", line)[0].partition("$f")[2] == calis
    assert made("200", line, practice="nlc")[0].partition("$f")[2] == nlc


def test_a_mark_without_blanks_is_part_of_the_title(made):
    assert made("200", "245 00$aC++/C:A=B;C /$c某人.") == ["200 1_$aC++/C:A=B;C$f某人"]


def test_blanks_that_fill_a_characters_width_are_not_transcribed(made):
    assert made("200", "245 00$a透过  《南方周末》  看中国　 /$c尹　振环　著.") == [
        "200 1_$a透过《南方周末》看中国$Atou guo nan fang zhou mo kan zhong guo$f尹振环著"
    ]


def test_a_title_without_punctuation_of_its_own_stays_whole(made):
    # The pivot from CNMARC has no marks at the end of its subfields.
    line = "245 10$a'94中国发展报告$b研究$c国家统计局编"
    assert made("200", line, leader="00000nam a2200000 c 4500") == [
        "200 1_$a'94中国发展报告$A94 zhong guo fa zhan bao gao$e研究$f国家统计局编"
    ]


def test_a_title_that_is_no_entry_beside_its_author_says_so(made):
    assert made("200", "100 1 $a余华", "245 00$a活着")[0].startswith("200 0_")
    assert made("200", "245 00$a活着")[0].startswith("200 1_")
