"""205–225: edition, publication, extent and series as GB/T 3792 has them."""

import pytest


def test_the_second_edition_is_written_without_its_ordinal(made):
    assert made("205", "250   $a第2版.") == ["205 __$a2版"]
    assert made("205", "250   $a第3版, 增订本 /$b王菊丽补订.") == [
        "205 __$a3版, 增订本$f王菊丽补订"
    ]


def test_a_first_edition_is_not_recorded_and_the_rule_is_named(crossed):
    result = crossed("250   $a第1版．")
    assert not result.marc.get_fields("205")
    assert result.left[1, 0] == "a first edition is not recorded (GB/T 3792)"


def test_an_edition_of_a_place_is_no_first_edition(made):
    assert made("205", "250   $a北京第1版.") == ["205 __$a北京第1版"]


def test_places_publishers_and_date_are_subfields_without_marks(made):
    line = "264  1$a北京 ;$a上海 :$b中国发展出版社 :$b北京出版社,$c2017."
    assert made("210", line) == ["210 __$a北京$a上海$c中国发展出版社$c北京出版社$d2017"]


def test_who_made_it_and_when_follow(made):
    line = "260   $a北京 :$b中国音像出版社,$c1996$e(北京 :$f电影制片厂,$g1998 printing)"
    assert made("210", line) == ["210 __$a北京$c中国音像出版社$d1996$e北京$g电影制片厂$h1998"]


def test_a_year_of_copyright_joins_the_date(made):
    lines = ("264  1$a北京 :$b三联书店,$c2008.", "264  4$c©2007")
    assert made("210", *lines) == ["210 __$a北京$c三联书店$d2008, ©2007"]


@pytest.mark.parametrize(
    ("given", "chinese"),
    [
        ("$a3, 12, 539 p. :$bill. ;$c20 cm.", "$a3,12,539页$c图$d20cm"),
        (
            "$a14, 300 p., [9] p. of plates :$bill. (some col.), maps ;$c21 cm.",
            "$a14,300页,图版[9]页$c图(部分彩色), 地图$d21cm",
        ),
        ("$a6 v. :$bcol. ill. ;$c26 cm +$e1 CD-ROM", "$a6册$c彩图$d26cm$e1张光盘"),
        ("$a1 v. (unpaged) ;$c21 x 19 cm.", "$a1册$d21x19cm"),
        ("$a320页 :$b彩图, 地图 ;$c24 cm +$e光盘1片", "$a320页$c彩图, 地图$d24cm$e光盘1片"),
    ],
)
def test_the_extent_of_a_chinese_book_is_in_chinese(made, given, chinese):
    assert made("215", f"300   {given}") == [f"215 __{chinese}"]


def test_the_extent_of_an_english_book_stays_as_it_is(made):
    fixed = "240101s1988    onc           000 0 eng d"
    assert made("215", "300   $ax, 198 pages :$billustrations ;$c24 cm", fixed=fixed) == [
        "215 __$ax, 198 pages$cillustrations$d24cm"
    ]


def test_the_indicator_of_the_series_says_whether_410_has_its_form(made):
    assert made("225", "490 0 $a中华文库")[0].startswith("225 1_")
    assert made("225", "490 1 $a中华文库", "830  0$a中华文库.")[0].startswith("225 2_")
    assert made("225", "490 1 $a中华文库", "830  0$a中华文库 (北京)")[0].startswith("225 0_")


def test_a_series_has_parallel_title_volume_and_issn(made):
    line = "490 0 $a智库丛书 =$aThink tank series,$x1234-5679 ;$v第3辑"
    assert made("225", line, practice="nlc") == [
        "225 1_$a智库丛书$dThink tank series$x1234-5679$v第3辑"
    ]


def test_a_traced_series_of_old_records_is_described_and_linked(made):
    line = "440  0$a台灣本土企業個案集 ;$v系列5"
    assert made("225 410", line, practice="nlc") == [
        "225 2_$a台灣本土企業個案集$v系列5",
        "410 _0$12001 $a台灣本土企業個案集$v系列5",
    ]


def test_numbering_in_figures_is_207_and_in_words_a_note(made):
    assert made("207 315", "362 0 $a1979年第1期-") == ["207 _0$a1979年第1期-"]
    assert made("207 315", "362 1 $a1955年创刊。") == ["315 __$a1955年创刊。"]


def test_scale_projection_and_coordinates_are_one_text(made):
    line = "255   $aScale 1:250 000 ;$bTransverse Mercator proj.$c(W 124°-W 122°)."
    assert made("206", line) == [
        "206 __$aScale 1:250 000 ; Transverse Mercator proj (W 124°-W 122°)"
    ]
