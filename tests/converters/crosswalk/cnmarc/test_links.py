"""4XX: links in the embedded technique."""

import pytest


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("830  0$a中华文库 ;$v第5卷.", "410 _0$12001 $a中华文库$v第5卷"),
        ("800 1 $a鲁迅.$t鲁迅全集 ;$v第5卷.", "410 _0$12001 $a鲁迅全集$v第5卷$1701 0$a鲁迅"),
        ("765 0 $tSapiens : a brief history", "454 _1$12001 $aSapiens$ea brief history"),
        ("765 0 $tKapital = Capital / Marx", "454 _1$12001 $aKapital$dCapital$fMarx"),
        ("767 1 $tRed chamber", "453 _0$12001 $aRed chamber"),
        ("770 1 $t增刊", "421 _0$12001 $a增刊"),
        ("775 1 $t史记$b2版", "451 _0$12001 $a史记$1205  $a2版"),
        ("776 1 $tNature (Online)$x1476-4687", "452 _0$1011  $a1476-4687$12001 $aNature (Online)"),
        ("777 1 $t附刊", "423 _0$12001 $a附刊"),
        ("780 00$t图书馆学通讯$w(CN-NLC)001", "430 _1$1001001$12001 $a图书馆学通讯"),
        ("780 05$t甲刊", "434 _1$12001 $a甲刊"),
        ("785 10$t乙刊", "440 _0$12001 $a乙刊"),
        ("785 16$t丙刊", "446 _0$12001 $a丙刊"),
        (
            "787 1 $a王力.$t古代汉语$z9787101000825",
            "488 _0$1010  $a9787101000825$12001 $a古代汉语$1701 0$a王力",
        ),
        ("700 12$a老子.$t道德經.", "464 _0$12001 $a道德經$1701 0$a老子"),
    ],
)
def test_a_link_has_the_other_items_fields_inside(made, line, written):
    assert made(written[:3], line) == [written]


def test_a_volume_links_to_its_set_and_an_article_to_its_host(made):
    line = "773 0 $w(CN)NJUCN002081$t鲁迅全集$g第一卷"
    whole = "$1001NJUCN002081$12001 $a鲁迅全集$v第一卷"
    assert made("461", line, leader="00000nam a2200000 ib4500") == [f"461 _1{whole}"]
    assert made("463", line, leader="00000naa a2200000 i 4500") == [f"463 _1{whole}"]


def test_a_set_links_to_its_parts(made):
    assert made("462", "774 1 $t坟", leader="00000nam a2200000 ia4500") == ["462 _0$12001 $a坟"]
    assert made("464", "774 1 $t坟") == ["464 _0$12001 $a坟"]


def test_the_title_translated_is_a_link_and_no_uniform_title(made):
    lines = ("041 1 $achi$heng", "240 10$aScratches on our minds.$lChinese")
    assert made("454 500", *lines) == ["454 _1$12001 $aScratches on our minds"]
    assert made("454 500", lines[1]) == ["500 10$aScratches on our minds$mChinese"]
