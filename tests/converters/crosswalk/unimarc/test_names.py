"""Names and what they did: 7XX."""

import pytest

from converters.crosswalk.unimarc.codes import ROLES
from converters.crosswalk.unimarc.roles import relator


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ("701 _0 $a路遥$f(1949-1992)$4著", "700 0_ $a路遥,$d1949-1992,$e著$4aut"),
        ("702 _0 $a裴骃$c(刘宋)$4集解", "700 0_ $a裴骃$c(刘宋),$e集解$4wac"),
        ("701 _0 $a戴名世$f(清)$4撰", "700 0_ $a戴名世$c(清),$e撰$4aut"),
        (
            "701 _1 $a马尔克斯$g(García Márquez, Gabriel)$4著",
            "700 1_ $a马尔克斯$q(García Márquez, Gabriel),$e著$4aut",
        ),
        ("701 _1 $a赫拉利,$bY. N.", "700 1_ $a赫拉利, Y. N."),
        ("702 _1 $a張$b揚$4譯", "700 1_ $a張揚,$e譯$4trl"),
        ("701 _1 $a奧斯汀$b珍", "700 1_ $a奧斯汀, 珍"),
        ("701 _0 $a亨利$d八世", "700 0_ $a亨利$b八世"),
        ("701 _0 $a张三$p清华大学$4著", "700 0_ $a张三,$u清华大学,$e著$4aut"),
        (
            "701 _0 $a张三$o0000 0001 2103 2683",
            "700 0_ $a张三$1https://isni.org/isni/0000000121032683",
        ),
        ("701 _0 $a张三$3A0012$4著", "700 0_ $a张三,$e著$4aut$0A0012"),
        ("711 02 $a北京大学$b中文系$4编", "710 2_ $a北京大学.$b中文系,$e编$4com"),
        ("711 02 $a图书馆$c台北$4编", "710 2_ $a图书馆 (台北),$e编$4com"),
        ("711 12 $a学术会议$d2nd$f1990$e北京", "711 2_ $a学术会议$n(2nd :$d1990 :$c北京)"),
        ("721 __ $a孔$f明代", "700 3_ $a孔,$d明代"),
        ("703 _0 $a张三$5CN-PKU", "700 0_ $a张三$5CN-PKU$4fmo"),
        ("716 __ $a茅台$c酒", "720 __ $a茅台 (酒)$etrademark"),
        ("730 __ $a佚名$4著", "720 __ $a佚名$e著$4aut"),
        ("740 __ $a中国$l条约$f1972", "710 1_ $a中国$k条约$d1972"),
    ],
)
def test_a_name_is_written_whole(cross, given: str, made: str) -> None:
    assert made in cross(given, tags=made[:3])


def test_cnmarc_has_no_main_entry(cross) -> None:
    made = cross("701 _0 $a甲$4著", "701 _0 $a乙$4著", tags="100 700")
    assert made == ["700 0_ $a甲,$e著$4aut", "700 0_ $a乙,$e著$4aut"]


def test_the_first_primary_name_is_the_main_entry_and_there_is_one(cross) -> None:
    made = cross("710 02 $aUnesco", "700 _1 $aDoe$bJ.", dialect="unimarc", tags="100 110 700 710")
    assert made == ["110 2_ $aUnesco", "700 1_ $aDoe, J."]


def test_numbers_of_relators_are_letters_in_marc_21(cross) -> None:
    made = cross("702 _1 $aDelisle$bLéopold$4340", dialect="unimarc", tags="700")
    assert made == ["700 1_ $aDelisle, Léopold$4edt"]


def test_a_word_no_relator_means_is_kept_as_a_word(cross) -> None:
    assert cross("702 _0 $a张三$4奉敕", tags="700") == ["700 0_ $a张三,$e奉敕"]


def test_three_letters_are_a_relator_only_if_they_are_one(cross) -> None:
    assert cross("702 _1 $aTutilescu$bM.$4dir", dialect="unimarc", tags="700") == [
        "700 1_ $aTutilescu, M.,$edir"
    ]


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("著", "aut"), ("等著", "aut"), ("合著", "aut"), ("编著", "aut"), ("等编著", "aut"),
        ("主编", "edt"), ("副主编", "edt"), ("等主编", "edt"), ("主編", "edt"), ("[等]编", "com"),
        ("编", "com"), ("辑", "com"), ("选编", "com"), ("译", "trl"), ("譯", "trl"),
        ("等译", "trl"),
        ("编译", "trl"), ("译注", "trl"), ("注", "wac"), ("集解", "wac"), ("正义", "wac"),
        ("校注", "edt"), ("整理", "edt"), ("绘", "ill"), ("插图", "ill"), ("摄影", "pht"),
        ("作曲", "cmp"), ("作词", "lyr"), ("导演", "drt"), ("主演", "act"), ("主办", "isb"),
        ("序", "aui"), ("跋", "aft"), ("改编", "adp"), ("口述", "aut"), ("天马行空", ""),
    ],
)  # fmt: skip
def test_a_word_of_responsibility_means(word: str, code: str) -> None:
    assert relator(word) == code


def test_at_least_120_words_are_known() -> None:
    assert len(ROLES) >= 120


def test_two_roles_in_one_subfield_are_two_relators(cross) -> None:
    assert cross("702 _0 $a张三$4编, 译", tags="700") == ["700 0_ $a张三,$e编, 译$4com$4trl"]


def test_pinyin_of_a_name_is_the_name_alone(cross) -> None:
    made = cross("701 _0 $a路遥$Alu yao$f(1949-1992)$4著", tags="880")
    assert made == ["880 0_ $6700-01/Latn-pinyin$alu yao"]


def test_taiwan_writes_the_name_in_roman_letters_in_770(cross) -> None:
    made = cross(
        "700 _1 $a奧斯丁$4著", "770 _1 $aAusten$bJane$f1775-1817", dialect="cmarc", tags="100 880"
    )
    assert made == [
        "100 1_ $6880-01$a奧斯丁,$e著$4aut",
        "880 1_ $6100-01/Latn$aAusten, Jane,$d1775-1817",
    ]


def test_taiwan_writes_the_dynasty_in_s(cross) -> None:
    made = cross("700 _0 $a李白$s唐", dialect="cmarc", tags="100")
    assert made == ["100 0_ $a李白,$c唐"]
