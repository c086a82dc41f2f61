"""7XX: who did what; no main entry, primary and secondary by the role."""

import pytest


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("100 1 $a曹雪芹,$d1717-1763,$e作者.$4aut", "701 _0$a曹雪芹$Acao xue qin$f(1717-1763)$4著"),
        ("700 1 $a高鹗,$e整理者.$4edt", "702 _0$a高鹗$Agao e$4整理"),
        ("700 1 $a涂又光,$4trl", "702 _0$a涂又光$Atu you guang$4译"),
        ("700 1 $a李强,$e主编", "701 _0$a李强$Ali qiang$4主编"),
        (
            "700 1 $a司馬遷,$dapproximately 145 B.C.-approximately 86 B.C.",
            "701 _0$a司馬遷$Asi ma qian$f(约前145-约前86)",
        ),
        ("700 1 $a蒲松龄,$c清,$d1640-1715.", "701 _0$a蒲松龄$Apu song ling$f(清, 1640-1715)"),
        ("700 0 $aLaozi.", "701 _0$aLaozi"),
        (
            "110 2 $a中国艺术研究院.$b红楼梦研究所,$4edt",
            (
                "711 02$a中国艺术研究院$Azhong guo yi shu yan jiu yuan"
                "$b红楼梦研究所$Bhong lou meng yan jiu suo$4编"
            ),
        ),
        ("710 1 $aChina.$b教育部.", "711 01$aChina$b教育部$Bjiao yu bu"),
        (
            "711 2 $a全国统计大会$n(2nd :$d1998 :$c北京)",
            "711 12$a全国统计大会$Aquan guo tong ji da hui$d2nd$f1998$e北京",
        ),
        ("700 3 $a孔氏家族$d1500-1600", "721 __$a孔氏家族$Akong shi jia zu$f(1500-1600)"),
        ("720   $a佚名", "730 __$a佚名$Ayi ming"),
    ],
)
def test_a_name_has_its_field_and_role(made, line, written):
    assert made(written[:3], line) == [written]


@pytest.mark.parametrize(
    ("practice", "rest"),
    [
        ("calis", "$bH. R.$g(Isaacs, Harold Robert)"),
        ("nlc", "$bHarold Robert"),
    ],
)
def test_a_foreign_name_is_inverted_and_calis_cuts_it(made, practice, rest):
    assert made("701", "100 1 $aIsaacs, Harold Robert,$d1910-", practice=practice) == [
        f"701 _1$aIsaacs{rest}$f(1910-)"
    ]


def test_a_foreign_name_in_chinese_has_the_original_behind_it(made):
    lines = (
        "100 1 $6880-01$aGarcía Márquez, Gabriel,$d1927-2014",
        "880 1 $6100-01/$1$a加西亚·马尔克斯,$d1927-2014",
    )
    assert made("701", *lines) == [
        "701 _1$a加西亚·马尔克斯$Ajia xi ya ma er ke si$bG.$g(García Márquez, Gabriel)$f(1927-2014)"
    ]


def test_the_role_of_a_name_is_read_from_the_statement(crossed, made):
    lines = (
        "245 10$a美国的中国形象 /$c伊萨克斯著 ; 于殿利, 陆日宇译 ; 于殿利校.",
        "700 1 $a于殿利.",
    )
    assert made("702", *lines) == ["702 _0$a于殿利$Ayu dian li$4译"]
    assert (
        "the role of 于殿利 was taken from the statement of responsibility" in crossed(*lines).noted
    )


def test_the_statements_own_word_goes_before_a_general_code(made):
    lines = (
        "245 10$a史记 /$c[汉] 司马迁撰 ; [宋] 裴骃集解.",
        "100 1 $a司马迁$4aut",
        "700 1 $a裴骃$4ann",
    )
    assert [line[-3:] for line in made("701 702", *lines)] == ["$4撰", "4集解"]


def test_a_name_inside_another_name_has_no_role_of_its_own(made):
    lines = ("245 10$a潘天寿书画集 /$c《潘天寿书画集》编辑委员会编.", "100 1 $a潘天寿")
    assert made("701", *lines) == ["701 _0$a潘天寿$Apan tian shou"]


def test_an_author_of_the_main_entry_stays_primary_whatever_the_role(made):
    assert made("701 702", "100 1 $a杨伯峻,$e译注")[0].startswith("701")


def test_a_name_in_chinese_with_its_original_is_inverted(made):
    line = "700 1 $a赫拉利$q(Harari, Yuval Noah)$d1976-$4aut"
    assert made("701", line) == ["701 _1$a赫拉利$Ahe la li$g(Harari, Yuval Noah)$f(1976-)$4著"]
