"""Links to other publications: 4XX."""

import time

import pymarc
import pytest

from converters.crosswalk.fields import view
from converters.crosswalk.unimarc import to_marc21
from converters.crosswalk.unimarc.embedded import embedded

SPELLINGS = (
    "454 _1 $1001A12$12001 $aCien años$1700 1$aGarcía$bG.",
    "454 _1 $1001A12$1200 1$aCien años$1700 1$aGarcía$bG.",
    "454 _1 $1001A12$12001$aCien años$1700 1$aGarcía$bG.",
)


@pytest.mark.parametrize("given", SPELLINGS)
def test_every_spelling_of_an_embedded_field_says_the_same(cross, given: str) -> None:
    assert cross(given, tags="765") == ["765 0_ $aGarcía, G.$tCien años$wA12"]


def test_the_other_technique_says_the_same(cross) -> None:
    made = cross("454 _1 $0A12$aGarcía, G.$tCien años", tags="765")
    assert made == ["765 0_ $aGarcía, G.$tCien años$wA12"]


def test_a_link_with_a_number_alone_before_its_title(cross) -> None:
    made = cross("421 _0 $1000715458$tTârgul$x1222-5355", dialect="unimarc", tags="770")
    assert made == ["770 1_ $tTârgul$w000715458$x1222-5355"]


def test_all_of_a_description_finds_its_subfield(cross) -> None:
    made = cross(
        "452 _0 $12001 $a围城$e小说$h上册$f钱锺书著$v3$1205  $a2版$1210  $a北京$c人民出版社$d1991"
        "$1215  $a359页$d21cm$1010  $a978-7-02-002475-9$1011  $a1000-5919$1300  $a影印本",
        tags="776",
    )
    assert made == [
        (
            "776 1_ $t围城 : 小说. 上册$b2版$d北京 : 人民出版社, 1991$h359页 ; 21cm$g3"
            "$n钱锺书著$n影印本$x1000-5919$z9787020024759"
        )
    ]


@pytest.mark.parametrize(
    ("inside", "made"),
    [
        ("$1040  $aNARSC", "$yNARSC"),
        ("$1013  $aM-57-1", "$oM-57-1"),
        ("$1015  $aRR", "$rRR"),
        ("$150011$aHamlet$mFrench", "$sHamlet. French"),
        ("$1225 2$a丛书$v3", "$k丛书, 3"),
        ("$1410 0$t丛书", "$k丛书"),
        ("$171002$aUnesco$bOffice", "$aUnesco. Office"),
        ("$1720  $aHan", "$aHan"),
        ("$1305  $a影印", "$n影印"),
    ],
)
def test_each_embedded_field_has_its_subfield(cross, inside: str, made: str) -> None:
    assert cross(f"452 _0 {inside}", tags="776") == [f"776 1_ {made}"]


@pytest.mark.parametrize("pinyin", ["$Asan ti", "$9san ti"])
def test_pinyin_of_a_linked_title_is_no_author(cross, pinyin: str) -> None:
    given = f"452 _0 $12001 $a三体{pinyin}$1701 0$a刘慈欣$Aliu ci xin$1225 2$a丛书{pinyin}"
    assert cross(given, tags="776 880") == ["776 1_ $a刘慈欣$t三体$k丛书"]


def test_a_link_has_one_main_entry_and_the_others_are_told(cross) -> None:
    made = cross("452 _0 $12001 $a书$1701 0$a甲$1701 0$a乙", tags="776")
    assert made == ["776 1_ $a甲$t书$n乙"]


@pytest.mark.parametrize(
    ("tag", "made"),
    [
        ("412", "787 18 $iOffprint or excerpt from$t刊"),
        ("421", "770 1_ $t刊"),
        ("422", "772 1_ $t刊"),
        ("423", "777 1_ $t刊"),
        ("424", "787 18 $iUpdated by$t刊"),
        ("430", "780 10 $t刊"),
        ("431", "780 11 $t刊"),
        ("432", "780 12 $t刊"),
        ("433", "780 13 $t刊"),
        ("434", "780 15 $t刊"),
        ("435", "780 16 $t刊"),
        ("436", "780 14 $t刊"),
        ("437", "780 17 $t刊"),
        ("440", "785 10 $t刊"),
        ("441", "785 11 $t刊"),
        ("442", "785 12 $t刊"),
        ("443", "785 13 $t刊"),
        ("444", "785 14 $t刊"),
        ("445", "785 15 $t刊"),
        ("446", "785 16 $t刊"),
        ("447", "785 17 $t刊"),
        ("448", "785 18 $t刊"),
        ("451", "775 1_ $t刊"),
        ("452", "776 1_ $t刊"),
        ("453", "767 1_ $t刊"),
        ("454", "765 1_ $t刊"),
        ("455", "775 18 $iReproduction of$t刊"),
        ("456", "775 18 $iReproduced as$t刊"),
        ("470", "787 18 $iReview of$t刊"),
        ("481", "787 18 $iAlso bound in this volume$t刊"),
        ("482", "787 18 $iBound with$t刊"),
        ("488", "787 1_ $t刊"),
    ],
)
def test_each_relation_has_its_field_and_indicator(cross, tag: str, made: str) -> None:
    assert cross(f"{tag} _0 $t刊", tags=made[:3]) == [made]


@pytest.mark.parametrize(
    ("tag", "leader", "made"),
    [
        ("461", "00000nam2 2200000   450 ", "773"),
        ("462", "00000nam2 2200000   450 ", "773"),
        ("462", "00000nam1 2200000   450 ", "774"),
        ("463", "00000naa2 2200000   450 ", "773"),
        ("463", "00000nam1 2200000   450 ", "774"),
        ("464", "00000nam0 2200000   450 ", "774"),
    ],
)
def test_up_to_the_whole_or_down_to_a_part_by_the_level_of_the_record(
    cross, tag: str, leader: str, made: str
) -> None:
    assert cross(f"{tag} _0 $t全集", leader=leader, tags="773 774") == [f"{made} 1_ $t全集"]


def test_a_series_is_transcribed_and_traced_once(cross) -> None:
    made = cross("225 2_ $a科幻丛书$v3$x1000-5919", "410 _0 $12001 $a科幻丛书$v3", tags="490 830")
    assert made == ["490 1_ $a科幻丛书$v3$x1000-5919", "830 _0 $a科幻丛书$v3"]


def test_a_series_nobody_traces_is_not_traced(cross) -> None:
    assert cross("225 2_ $a二十四史$e点校本$f中华书局编", tags="490 830") == [
        "490 0_ $a二十四史 : 点校本 / 中华书局编"
    ]


def test_a_set_that_225_transcribes_is_a_series(cross) -> None:
    made = cross("225 2_ $a經典今譯$v1", "461 _0 $12001$a經典今譯$v1", tags="490 773 830")
    assert made == ["490 1_ $a經典今譯$v1", "830 _0 $a經典今譯$v1"]


def test_an_authors_series_is_entered_under_its_author(cross) -> None:
    made = cross("410 _0 $12001 $a作品集$v2$1700 0$a鲁迅$f1881-1936", tags="800 830")
    assert made == ["800 0_ $a鲁迅,$d1881-1936$t作品集$v2"]


def test_a_chain_of_ten_thousand_embedded_fields_takes_no_time() -> None:
    source = pymarc.Field(
        tag="464",
        indicators=pymarc.Indicators(" ", "0"),
        subfields=[
            part
            for number in range(10_000)
            for part in (pymarc.Subfield("1", "2001 "), pymarc.Subfield("a", f"t{number}"))
        ],
    )
    assert len(embedded(view(source, 0))) == 10_000
    record = pymarc.Record()
    record.leader = pymarc.Leader("00000nam0 2200000   450 ")
    record.fields = [source]
    before = time.process_time()
    to_marc21(record, "cnmarc")
    assert time.process_time() - before < 1
