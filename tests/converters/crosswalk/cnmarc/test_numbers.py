"""0XX: the numbers."""

import pytest


@pytest.mark.parametrize(
    ("given", "chinese"),
    [
        ("$a9787020002207$q(set)", "$a978-7-02-000220-7$b全套"),
        ("$a7221037450 :$cRMBY22.80", "$a7-221-03745-0$dRMBY22.80"),
        ("$a7534006848 (pbk.)", "$a7-5340-0684-8$b平装"),
        ("$a9789881990112$c￥25.00元 (全三册)", "$a978-988-19901-1-2$d￥25.00元 (全三册)"),
        ("$a055305340X", "$a055305340X"),
        ("$z9775227308", "$z9775227308"),
        ("$a978-7-108-00982-1$cCNY18.00", "$a978-7-108-00982-1$dCNY18.00"),
    ],
)
def test_an_isbn_has_hyphens_binding_and_price(made, given, chinese):
    assert made("010", f"020   {given}") == [f"010 __{chinese}"]


def test_nlc_puts_the_year_of_the_printing_beside_the_isbn(made):
    lines = ("020   $a9787020002207", "260   $a北京 :$b人民,$c1996$g(1998 printing)")
    assert made("010", *lines, practice="nlc") == ["010 __$a978-7-02-000220-7$b1998印"]
    assert made("010", *lines) == ["010 __$a978-7-02-000220-7"]


def test_cancelled_and_wrong_issn_change_letters(made):
    assert made("011", "022   $a0257-0270$l0257-0270$y0257-0271$z0257-0272") == [
        "011 __$a0257-0270$f0257-0270$z0257-0271$y0257-0272"
    ]


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("024 2 $aM571100511", "013 __$aM571100511"),
        ("024 0 $aCNA019800112", "016 __$aCNA019800112"),
        ("024 1 $a7822183031031", "072 __$a7822183031031"),
        ("024 3 $a9787020002207", "073 __$a9787020002207"),
        ("024 7 $a10.1000/182$2doi", "017 7_$a10.1000/182$2doi"),
        ("024 7 $a10019·2140$2tongyishuhao", "091 __$a10019·2140"),
        ("027   $aMETPRO-CB--81-3", "015 __$aMETPRO-CB--81-3"),
        ("030   $aBJCHAA", "040 __$aBJCHAA"),
        ("010   $a   00323051 ", "020 __$aUS$b00323051"),
        ("028 01$aH-1003$b中国唱片", "071 01$aH-1003$b中国唱片"),
        ("037   $a82-2$bCN", "092 __$aCN$b82-2"),
        ("037   $bNTIS", "345 __$aNTIS"),
        ("086   $aY 4.C 33/2:H 62", "022 __$bY 4.C 33/2:H 62"),
    ],
)
def test_each_number_has_its_field(made, line, written):
    assert made(written[:3], line) == [written]


def test_calis_keeps_its_own_number_in_099(made):
    line = "035   $aCAL 012000518979"
    assert made("035 099", line) == ["099 __$aCAL 012000518979"]
    assert made("035 099", line, practice="nlc") == ["035 __$aCAL 012000518979"]
    assert made("035 099", "035   $a(OCoLC)166662") == ["035 __$a(OCoLC)166662"]
