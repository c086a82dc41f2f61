"""Titles: 200 and 5XX."""

import pytest


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ("$a三体$f刘慈欣著", "$a三体$c刘慈欣著"),
        (
            "$a人类简史$e从动物到上帝$f赫拉利著$g林俊宏译",
            "$a人类简史$b从动物到上帝$c赫拉利著 ; 林俊宏译",
        ),
        ("$a呐喊$a彷徨$f鲁迅著", "$a呐喊$b; 彷徨$c鲁迅著"),
        (
            "$a花间集$f赵崇祚辑$c花间集补$f温博辑$g陈晨校点",
            "$a花间集$c赵崇祚辑. 花间集补 / 温博辑 ; 陈晨校点",
        ),
        ("$a中国$d= China$ea history$f李四著$zeng", "$a中国$b= China : a history$c李四著"),
        ("$a鲁迅全集$h第一卷$i坟$f鲁迅著", "$a鲁迅全集$n第一卷$p坟$c鲁迅著"),
        ("$a年鉴$f丁志为主编$h2017$f洪永淼编", "$a年鉴$n2017$c丁志为主编 ; 洪永淼编"),
        ("$a围城$b电子资源$f钱锺书著", "$a围城$h[电子资源]$c钱锺书著"),
        ("$a学报$i哲学版$dJournal$iPhilosophy", "$a学报$p哲学版$b= Journal. Philosophy"),
        ("$a书名$f张三著$f= by Zhang San", "$a书名$c张三著 = by Zhang San"),
    ],
)
def test_the_order_of_200_is_kept_in_245(cross, given: str, made: str) -> None:
    assert cross(f"200 1_ {given}", tags="245") == [f"245 00 {made}"]


def test_a_parallel_title_has_an_access_point_of_its_own(cross) -> None:
    made = cross("200 1_ $a中国$d= China$ea history$f李四著$zeng", tags="246")
    assert made == ["246 31 $aChina$ba history"]


def test_a_parallel_title_that_510_repeats_is_told_once(cross) -> None:
    made = cross("200 1_ $a中国$dChina", "510 1_ $aChina.$zeng", tags="246")
    assert made == ["246 31 $aChina."]


def test_a_second_title_by_another_author_is_found_under_740(cross) -> None:
    made = cross("200 1_ $a花间集$f赵崇祚辑$c花间集补$f温博辑", tags="740")
    assert made == ["740 02 $a花间集补"]


def test_a_second_title_that_423_links_to_needs_no_740(cross) -> None:
    given = ("200 1_ $a花间集$f赵崇祚辑$c花间集补$f温博辑", "423 _0 $12001 $a花间集补")
    assert cross(*given, tags="740") == []


def test_what_does_not_file_is_counted_and_its_marks_are_gone(cross) -> None:
    made = cross("200 1_ $a\x98The \x9cart of war$fSun Tzu", dialect="unimarc", tags="245")
    assert made == ["245 04 $aThe art of war$cSun Tzu"]


def test_the_blank_after_the_mark_counts_too(cross) -> None:
    made = cross(
        "200 1_ $a\x88L'\x89altra faccia", "700 _1 $aAsimov$bI.", dialect="unimarc", tags="245"
    )
    assert made == ["245 12 $aL'altra faccia"]


def test_a_volume_without_a_title_of_its_own_is_entered_under_its_set(cross) -> None:
    made = cross(
        "200 0_ $aВып. 13",
        "461 _0 $1001RU\\5996$12001 $aЗадачи и этюды$vВып. 13",
        dialect="rusmarc",
        leader="00000nam2 2200000   450 ",
        tags="LDR 245 773",
    )
    assert made[0][4:][19] == "c"
    assert made[1:] == [
        "245 00 $aЗадачи и этюды$nВып. 13",
        "773 1_ $tЗадачи и этюды$gВып. 13$wRU\\5996",
    ]


def test_a_volume_with_a_title_of_its_own_keeps_it(cross) -> None:
    made = cross(
        "200 1_ $aИстория$vТ. 2",
        "461 _0 $12001 $aСочинения",
        dialect="rusmarc",
        leader="00000nam2 2200000   450 ",
        tags="245",
    )
    assert made == ["245 00 $aИстория$nТ. 2"]


def test_pinyin_is_the_title_in_another_script(cross) -> None:
    made = cross("200 1_ $a围城$Awei cheng$f钱锺书著$Fqian zhong shu zhu", tags="245 880")
    assert made == [
        "245 00 $6880-01$a围城$c钱锺书著",
        "880 00 $6245-01/Latn-pinyin$awei cheng$cqian zhong shu zhu",
    ]


def test_pinyin_of_the_national_library_stands_in_9(cross) -> None:
    made = cross("200 1_ $a围城$9wei cheng", tags="880")
    assert made == ["880 00 $6245-01/Latn-pinyin$awei cheng"]


def test_pinyin_in_a_first_a_is_no_title(cross) -> None:
    made = cross("200 1_ $awei cheng$a围城$f钱锺书著", tags="245 880")
    assert made == [
        "245 00 $6880-01$a围城$c钱锺书著",
        "880 00 $6245-01/Latn-pinyin$awei cheng",
    ]


def test_a_title_in_latin_letters_before_another_stays_a_title(cross) -> None:
    assert cross("200 1_ $aC++$a程序设计", tags="245") == ["245 00 $aC++$b; 程序设计"]


def test_nine_is_no_pinyin_outside_chinese_dialects(cross) -> None:
    made = cross("200 1_ $a围城$9wei cheng", dialect="unimarc", tags="245 880")
    assert made == ["245 00 $a围城"]


def test_fields_linked_by_6_are_two_scripts_of_one_title(cross) -> None:
    made = cross(
        "200 1_ $6a01$7ba$aVoina i mir",
        "200 1_ $6a01$7ca$aВойна и мир",
        dialect="unimarc",
        tags="245 880",
    )
    assert made == ["245 00 $6880-01$aВойна и мир", "880 00 $6245-01/Latn$aVoina i mir"]


@pytest.mark.parametrize(
    ("tag", "made"),
    [
        ("510", "246 31 $a书名"),
        ("511", "246 1_ $iHalf title$a书名"),
        ("512", "246 14 $a书名"),
        ("513", "246 15 $a书名"),
        ("514", "246 16 $a书名"),
        ("515", "246 17 $a书名"),
        ("516", "246 18 $a书名"),
        ("517", "246 3_ $a书名"),
        ("518", "246 1_ $iTitle in modern spelling$a书名"),
        ("520", "247 10 $a书名"),
        ("530", "222 _0 $a书名"),
        ("531", "210 0_ $a书名"),
        ("532", "246 1_ $iExpanded title$a书名"),
        ("540", "246 1_ $iTitle supplied by cataloguer$a书名"),
        ("541", "242 10 $a书名"),
        ("545", "246 30 $a书名"),
        ("560", "246 1_ $iArtificial title$a书名"),
    ],
)
def test_each_kind_of_title_keeps_its_kind(cross, tag: str, made: str) -> None:
    assert cross(f"{tag} 1_ $a书名", tags=made[:3]) == [made]


def test_a_title_is_an_added_entry_where_something_else_is_the_main_one(cross) -> None:
    assert cross("200 1_ $a论语译注", tags="245") == ["245 00 $a论语译注"]
    assert cross("200 1_ $a论语译注", "500 10 $a论语", tags="245") == ["245 10 $a论语译注"]
    assert cross("200 1_ $aI", "700 _1 $aDoe", dialect="unimarc", tags="245") == ["245 10 $aI"]


def test_a_uniform_title_is_the_entry_where_nobody_is_main_author(cross) -> None:
    made = cross("500 10 $a论语", "702 _0 $a杨伯峻$4译注", tags="130 240")
    assert made == ["130 0_ $a论语"]


def test_a_uniform_title_stands_beside_the_main_author(cross) -> None:
    made = cross(
        "500 10 $aHamlet$mFrench",
        "700 _1 $aShakespeare$bWilliam",
        dialect="unimarc",
        tags="130 240",
    )
    assert made == ["240 10 $aHamlet.$lFrench"]


def test_further_uniform_titles_are_added_entries(cross) -> None:
    made = cross("500 10 $a论语", "500 10 $a孟子", tags="130 730")
    assert made == ["130 0_ $a论语", "730 0_ $a孟子"]


def test_the_part_of_a_key_title_is_kept(cross) -> None:
    made = cross("530 0_ $a北京大学学报$i哲学社会科学版", tags="222")
    assert made == ["222 _0 $a北京大学学报. 哲学社会科学版"]
