"""6XX: subjects, with place and period under their other letters, and class marks."""

import pytest


@pytest.mark.parametrize(
    ("line", "written"),
    [
        (
            "650  7$a章回小说$z中国$y清代$v教材$2cct",
            "606 0_$a章回小说$Azhang hui xiao shuo$y中国$z清代$j教材$2cct",
        ),
        (
            "650  0$aSocial problems$zChina$xHistory$y20th century.",
            "606 0_$aSocial problems$yChina$xHistory$z20th century$2lc",
        ),
        ("650  4$a长篇小说", "606 0_$a长篇小说$Achang pian xiao shuo"),
        ("650 24$a长篇小说", "606 2_$a长篇小说$Achang pian xiao shuo"),
        (
            "651  0$aChina$xSocial conditions$y1976-2000.",
            "607 __$aChina$xSocial conditions$z1976-2000$2lc",
        ),
        ("600 14$a周恩来,$d1898-1976.$v传记", "600 _0$a周恩来$Azhou en lai$f(1898-1976)$j传记"),
        ("600 10$aSun, Yat-sen,$d1866-1925.", "600 _1$aSun$bY.$g(Sun, Yat-sen)$f(1866-1925)$2lc"),
        ("600 04$a老子.$t道德經.", "604 __$1700 0$a老子$150010$a道德經"),
        ("610 24$a中国共产党$x党的建设", "601 02$a中国共产党$Azhong guo gong chan dang$x党的建设"),
        (
            "611 24$a中国共产党全国代表大会$n(13th :$d1987 :$c北京)",
            (
                "601 12$a中国共产党全国代表大会$Azhong guo gong chan dang quan guo dai biao da hui"
                "$d13th$f1987$e北京"
            ),
        ),
        ("630 04$a红楼梦$x研究", "605 __$a红楼梦$Ahong lou meng$x研究"),
        ("653   $a经济发展$a概况", "610 0_$a经济发展$Ajing ji fa zhan$a概况$Agai kuang"),
        ("655  7$aNovels.$2lcgft", "608 __$aNovels$2lcgft"),
        ("084   $aI242.4$2clc/5", "690 __$aI242.4$v5"),
        ("084   $a28.24$2lccas/3", "692 __$a28.24$v3"),
        ("084   $a15.9$2rubbk", "686 __$a15.9$2rubbk"),
        ("080   $a94(510)", "675 __$a94(510)"),
        ("082 04$a523.1/09$219", "676 __$a523.109$v19"),
        ("050 00$aHN733.5$b.Z487 1998", "680 __$aHN733.5$b.Z487 1998"),
        ("060 10$aWB 100$bA1", "686 __$aWB 100$bA1$2usnlm"),
        ("043   $aa-cc---$an-us---", "660 __$aa-cc---$an-us---"),
        ("662   $aChina$bZhejiang$dHangzhou", "620 __$aChina$bZhejiang$dHangzhou"),
    ],
)
def test_a_subject_or_class_mark_has_its_field(made, line, written):
    assert made(written[:3], line) == [written]


def test_nlc_spells_no_subject_out(made):
    assert made("606", "650  7$a章回小说$2cct", practice="nlc") == ["606 0_$a章回小说$2cct"]


def test_the_number_of_the_authority_is_3_and_an_address_is_none(crossed):
    result = crossed("650  7$a小说$0(CN-NLC)A001$0http://example.org/x$2cct")
    (field,) = result.marc.get_fields("606")
    assert field.get_subfields("3") == ["(CN-NLC)A001"]
    assert "identifies the thing in another system" in result.left[1, 2]
