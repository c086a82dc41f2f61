"""Subjects and classes: 6XX."""

import pytest


def test_y_is_a_place_and_becomes_z_and_z_a_period_and_becomes_y(cross) -> None:
    made = cross("606 0_ $a长篇小说$j小说集$x研究$y中国$z当代", tags="650")
    assert made == ["650 04 $a长篇小说$v小说集$x研究$z中国$y当代"]


def test_the_order_of_subdivisions_is_kept(cross) -> None:
    made = cross("606 0_ $a史学$z明代$x研究$y中国", tags="650")
    assert made == ["650 04 $a史学$y明代$x研究$z中国"]


@pytest.mark.parametrize(
    ("code", "indicator", "source"),
    [
        ("ct", "7", "$2cct"),
        ("lc", "0", ""),
        ("mesh", "2", ""),
        ("rameau", "7", "$2ram"),
        ("nlr-sh", "7", "$2nlr-sh"),
        ("our-own", "7", "$2our-own"),
    ],
)
def test_the_system_of_a_heading_is_named_as_marc_21_names_it(
    cross, code: str, indicator: str, source: str
) -> None:
    made = cross(f"606 __ $a史学$2{code}", tags="650")
    assert made == [f"650 _{indicator} $a史学{source}"]


def test_where_no_system_is_named_none_is_supposed(cross) -> None:
    assert cross("606 __ $a史学", tags="650") == ["650 _4 $a史学"]


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ("600 _0 $a鲁迅$f(1881-1936)$x研究", "600 04 $a鲁迅,$d1881-1936$x研究"),
        (
            "600 _1 $aПушкин$bА. С.$gАлександр Сергеевич$f1799-1837",
            "600 14 $aПушкин, А. С.$q(Александр Сергеевич),$d1799-1837",
        ),
        ("601 02 $a北京大学$b图书馆$x概况", "610 24 $a北京大学.$b图书馆$x概况"),
        (
            "601 12 $a计算机会议$d第12届$f2010$e北京",
            "611 24 $a计算机会议$n(第12届 :$d2010 :$c北京)",
        ),
        ("602 __ $a孔$z明代", "600 34 $a孔$y明代"),
        ("604 __ $1700 1$aИсаев$bЛ.$150011$aПартии$2nlr-sh", "600 17 $aИсаев, Л.$tПартии$2nlr-sh"),
        ("604 __ $a曹雪芹$t红楼梦$j评论", "600 14 $a曹雪芹.$t红楼梦$v评论"),
        ("605 __ $a红楼梦$j评论", "630 04 $a红楼梦$v评论"),
        ("607 __ $a北京$x历史$z明代", "651 _4 $a北京$x历史$y明代"),
        ("608 __ $a小说$2rbgenr", "655 _7 $a小说$2rbgenr"),
        ("610 0_ $a科幻$a三部曲", "653 0_ $a科幻$a三部曲"),
        ("616 __ $a茅台$c酒$f1915", "650 _4 $a茅台 (酒)$y1915"),
        ("617 __ $a中国$b浙江$d杭州$k西湖区", "662 __ $a中国$b浙江$d杭州$f西湖区"),
        ("620 __ $a中国$d上海", "752 __ $a中国$d上海"),
        ("623 __ $a孙悟空", "600 04 $a孙悟空"),
        ("626 __ $aIBM PC$cMS-DOS", "753 __ $aIBM PC$cMS-DOS"),
        ("631 __ $a教师$y中国", "656 _7 $a教师$z中国$2local"),
        ("660 __ $aa-cc---", "043 __ $aa-cc---"),
        ("661 __ $ax0x1", "045 0_ $ax0x1"),
        ("675 __ $a94(510)$v3$zrus", "080 __ $a94(510)$23"),
        ("676 __ $a843.91$v22", "082 04 $a843.91$222"),
        ("680 __ $aPR4034$b.P7", "050 _4 $aPR4034$b.P7"),
        ("686 __ $a67.71$2rubbk", "084 __ $a67.71$2rubbk"),
        ("686 __ $aЧ515$vLBC/SL$2rubbk", "084 __ $aЧ515$2rubbk/LBC/SL"),
        ("690 __ $aI247.57$v5", "084 __ $aI247.57$2clc/5"),
        ("690 __ $aI247.57", "084 __ $aI247.57$2clc"),
        ("692 __ $a28.24$v3", "084 __ $a28.24$2lccas/3"),
    ],
)
def test_each_heading_and_class_has_its_field(cross, given: str, made: str) -> None:
    assert made in cross(given, tags=made[:3])


def test_of_several_numbers_the_first_is_that_of_the_heading(cross, left) -> None:
    given = "606 __ $311931593$aGravure$311931476$yFrance"
    assert cross(given, dialect="unimarc", tags="650") == ["650 _4 $aGravure$zFrance$011931593"]
    assert list(left(given, dialect="unimarc")) == ["606 $3"]


def test_690_is_a_chinese_class_in_chinese_records_only(cross) -> None:
    assert cross("690 __ $aI247", dialect="unimarc", tags="084") == []


def test_the_class_scheme_of_taiwan_is_its_own(cross) -> None:
    made = cross("681 __ $a873.57$b7955$y82$v增訂七版", dialect="cmarc", tags="084")
    assert made == ["084 __ $a873.57$b7955 82$2ncsclt/增訂七版"]


def test_a_performance_has_its_place_and_its_date(cross) -> None:
    made = cross("620 __ $a中国$d上海$e大剧院$f20200101", tags="752 518")
    assert made == ["518 __ $p大剧院$d20200101", "752 __ $a中国$d上海"]
