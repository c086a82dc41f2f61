"""A field and its 880 are one thing written twice: one entity, a literal in each script."""

import re
from collections.abc import Callable
from functools import cache
from itertools import islice
from time import process_time

import pymarc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import samples
from bench.compare import said as said_by
from bench.equality import SHARED
from bench.pairs import APART, EXPLAINED, ONE, judged, with_others
from converters import MarcRecord
from converters.bibframe import Rules
from converters.bibframe.table import Each, instance
from converters.engine import Converted, Job

type Lines = Callable[..., set[str]]
type Made = Callable[..., MarcRecord]
DOCUMENT = "http://catena.example/bib/b1"
GENERATED = "2026-01-01T00:00:00Z"
RULES = Rules()


def f008(language: str = "chi", country: str = "cc ") -> str:
    return f"008 990101s1999    {country}{'|' * 17}{language}||"


CHINESE, RUSSIAN, ENGLISH = f008(), f008("rus", "ru "), f008("eng", "nyu")

type Pair = tuple[str, str, str, str, tuple[str, str, str]]
#: By tag: the field, its 880, and for each property that must have a text in both scripts, those.
PAIRS: list[Pair] = [
    ("100", "1#", "$aLu, Xun", "$a鲁迅", ("rdfs:label", "Lu, Xun", "鲁迅")),
    ("110", "2#", "$aBeijing da xue", "$a北京大学", ("rdfs:label", "Beijing da xue", "北京大学")),
    ("111", "2#", "$aYan tao hui", "$a研讨会", ("rdfs:label", "Yan tao hui", "研讨会")),
    ("130", "0#", "$aLun yu", "$a论语", ("bf:mainTitle", "Lun yu", "论语")),
    ("240", "10", "$aNa han", "$a呐喊", ("bf:mainTitle", "Na han", "呐喊")),
    ("242", "00", "$aXin", "$a信", ("bf:mainTitle", "Xin", "信")),
    ("245", "10", "$aHong lou meng", "$a红楼梦", ("bf:mainTitle", "Hong lou meng", "红楼梦")),
    ("245", "10", "$aA$bfu ti", "$a甲$b副题", ("bf:subtitle", "fu ti", "副题")),
    ("245", "10", "$aA$ndi 1 ce", "$a甲$n第1册", ("bf:partNumber", "di 1 ce", "第1册")),
    ("245", "10", "$aA$pshang", "$a甲$p上", ("bf:partName", "shang", "上")),
    ("245", "10", "$aA$cCao zhu", "$a甲$c曹著", ("bf:responsibilityStatement", "Cao zhu", "曹著")),
    ("246", "3#", "$aShi tou ji", "$a石头记", ("bf:mainTitle", "Shi tou ji", "石头记")),
    ("246", "31", "$aShi tou ji", "$a石头记", ("bf:mainTitle", "Shi tou ji", "石头记")),
    ("247", "10", "$aJiu ming", "$a旧名", ("bf:mainTitle", "Jiu ming", "旧名")),
    ("250", "##", "$aDi 1 ban.", "$a第1版.", ("bf:editionStatement", "Di 1 ban", "第1版")),
    ("255", "##", "$aBi li chi", "$a比例尺", ("rdfs:label", "Bi li chi", "比例尺")),
    ("260", "##", "$aBeijing", "$a北京", ("bflc:simplePlace", "Beijing", "北京")),
    ("264", "#1", "$bZhong hua", "$b中华", ("bflc:simpleAgent", "Zhong hua", "中华")),
    ("264", "#1", "$bZhong hua", "$b中华", ("bf:publicationStatement", "Zhong hua", "中华")),
    ("264", "#4", "$cMin guo 3", "$c民国3", ("bf:copyrightDate", "Min guo 3", "民国3")),
    ("300", "##", "$a2 ce", "$a2册", ("rdfs:label", "2 ce", "2册")),
    ("440", "#0", "$aCong shu ;$vdi 1", "$a丛书 ;$v第1", ("bf:mainTitle", "Cong shu", "丛书")),
    ("490", "0#", "$aCong shu ;$vdi 1", "$a丛书 ;$v第1", ("bf:seriesEnumeration", "di 1", "第1")),
    ("500", "##", "$aFu lu", "$a附录", ("rdfs:label", "Fu lu", "附录")),
    ("504", "##", "$aShu mu", "$a书目", ("rdfs:label", "Shu mu", "书目")),
    ("505", "0#", "$aMu lu", "$a目录", ("rdfs:label", "Mu lu", "目录")),
    ("505", "00", "$tShi$rLi", "$t诗$r李", ("rdfs:label", "Shi Li", "诗 李")),
    ("518", "##", "$aLu yin", "$a录音", ("rdfs:label", "Lu yin", "录音")),
    ("520", "##", "$aZhai yao", "$a摘要", ("rdfs:label", "Zhai yao", "摘要")),
    ("538", "##", "$aXi tong", "$a系统", ("rdfs:label", "Xi tong", "系统")),
    ("546", "##", "$aZhong wen", "$a中文", ("rdfs:label", "Zhong wen", "中文")),
    ("580", "##", "$aShuo ming", "$a说明", ("rdfs:label", "Shuo ming", "说明")),
    ("600", "14", "$aLu, Xun", "$a鲁迅", ("rdfs:label", "Lu, Xun", "鲁迅")),
    ("610", "24", "$aQing hua", "$a清华", ("rdfs:label", "Qing hua", "清华")),
    ("630", "04", "$aShi jing", "$a诗经", ("bf:mainTitle", "Shi jing", "诗经")),
    ("648", "#4", "$aTang dai", "$a唐代", ("madsrdf:authoritativeLabel", "Tang dai", "唐代")),
    ("650", "#4", "$aShi", "$a诗", ("rdfs:label", "Shi", "诗")),
    ("651", "#4", "$aBeijing$xShi", "$a北京$x史", ("rdfs:label", "Beijing--Shi", "北京--史")),
    ("651", "#4", "$aBeijing$xShi", "$a北京$x史", ("madsrdf:authoritativeLabel", "Shi", "史")),
    ("653", "##", "$aShi", "$a诗", ("rdfs:label", "Shi", "诗")),
    ("655", "#4", "$aMan hua", "$a漫画", ("rdfs:label", "Man hua", "漫画")),
    ("700", "1#", "$aMao, Dun$ezhu", "$a茅盾$e著", ("rdfs:label", "zhu", "著")),
    ("700", "12", "$aLi, Bai.$tShi", "$a李白.$t诗", ("bf:mainTitle", "Shi", "诗")),
    ("710", "2#", "$aBeijing", "$a北京", ("rdfs:label", "Beijing", "北京")),
    ("711", "2#", "$aHui yi", "$a会议", ("rdfs:label", "Hui yi", "会议")),
    ("720", "##", "$aLu, Xun", "$a鲁迅", ("rdfs:label", "Lu, Xun", "鲁迅")),
    ("730", "0#", "$aZhou yi", "$a周易", ("bf:mainTitle", "Zhou yi", "周易")),
    ("740", "0#", "$aZhou yi", "$a周易", ("bf:mainTitle", "Zhou yi", "周易")),
    ("752", "##", "$aZhongguo", "$a中国", ("rdfs:label", "Zhongguo", "中国")),
    ("765", "0#", "$tYuan zhu", "$t原著", ("bf:mainTitle", "Yuan zhu", "原著")),
    ("773", "0#", "$tZa zhi$gdi 3", "$t杂志$g第3", ("bf:part", "di 3", "第3")),
    ("780", "00", "$tJiu kan", "$t旧刊", ("bf:mainTitle", "Jiu kan", "旧刊")),
    ("785", "06", "$tXin kan", "$t新刊", ("bf:mainTitle", "Xin kan", "新刊")),
    ("800", "1#", "$aLu, Xun.$tQuan ji", "$a鲁迅.$t全集", ("bf:mainTitle", "Quan ji", "全集")),
    ("830", "#0", "$aCong shu ;$v1", "$a丛书 ;$v1", ("bf:mainTitle", "Cong shu", "丛书")),
]


@pytest.mark.parametrize("pair", PAIRS)
def test_a_pair_is_one_thing_with_both_texts_tagged(lines: Lines, pair: Pair) -> None:
    tag, indicators, field, other, texts = pair
    said = lines(
        CHINESE, f"{tag} {indicators} $6880-01{field}", f"880 {indicators} $6{tag}-01/$1{other}"
    )
    property_, romanised, original = texts
    having = subjects(said, property_, f'"{romanised}"@zh-latn')
    assert having
    assert having == subjects(said, property_, f'"{original}"@zh-hani')
    assert not subjects(said, property_, f'"{romanised}"')


def subjects(said: set[str], property_: str, object_: str) -> set[str]:
    found = (line.split(" ", 2) for line in said)
    return {s for s, p, o in found if p == property_ and o == object_}


def texts(said: set[str], property_: str) -> set[str]:
    found = (line.split(" ", 2) for line in said)
    return {o for _, p, o in found if p == property_ and o.startswith('"')}


@pytest.mark.parametrize(
    ("coded", "script", "original", "tags"),
    [
        (f008("chi", "cc "), "$1", "书", {"zh-latn", "zh-hani"}),
        (f008("jpn", "ja "), "$1", "本", {"ja-latn", "ja"}),
        (f008("kor", "ko "), "$1", "책", {"ko-latn", "ko"}),
        (f008("rus", "ru "), "(N", "Книга", {"ru-latn", "ru"}),
        (f008("ara", "ua "), "(3/r", "كتاب", {"ar-latn", "ar"}),
        (f008("heb", "is "), "(2/r", "ספר", {"he-latn", "he"}),
        (f008("tha", "th "), "Thai", "หนังสือ", {"th-latn", "th"}),
        # The language of the record is not that of what was romanised.
        (f008("eng", "nyu"), "(N", "Книга", {"und-latn", "und-cyrl"}),
        (f008("fre", "fr "), "(N", "Книга", {"und-latn", "fr-cyrl"}),
        # $6 says nothing of the script: the letters do.
        (f008("chi", "cc "), "", "书", {"zh-latn", "zh-hani"}),
        (f008("rus", "ru "), "", "Книга", {"ru-latn", "ru"}),
        (f008("   ", "   "), "", "Книга", {"und-latn", "und-cyrl"}),
    ],
)
def test_the_tags_are_those_of_the_language_in_each_script(
    lines: Lines, coded: str, script: str, original: str, tags: set[str]
) -> None:
    six = f"245-01/{script}" if script else "245-01"
    said = lines(coded, "245 00 $6880-01$aKniga", f"880 00 $6{six}$a{original}")
    assert {text.rpartition("@")[2] for text in texts(said, "bf:mainTitle")} == tags


def test_without_008_the_letters_tell_the_script(lines: Lines) -> None:
    said = lines("245 00 $6880-01$aKniga", "880 00 $6245-01/(N$aКнига")
    assert texts(said, "bf:mainTitle") == {'"Kniga"@und-latn', '"Книга"@und-cyrl'}


def test_pinyin_by_rule_is_tagged_as_pinyin(lines: Lines) -> None:
    said = lines(CHINESE, "245 00 $6880-02/Latn-pinyin$aHonglou meng", "880 00 $6245-02/$1$a红楼梦")
    assert texts(said, "bf:mainTitle") == {'"Honglou meng"@zh-latn-pinyin', '"红楼梦"@zh-hani'}


def test_the_halves_may_stand_the_other_way_round(lines: Lines) -> None:
    said = lines(CHINESE, "245 00 $6880-01$a红楼梦", "880 00 $6245-01/(B$aHong lou meng")
    assert texts(said, "bf:mainTitle") == {'"Hong lou meng"@zh-latn', '"红楼梦"@zh-hani'}


def test_the_wrong_way_round_the_letters_are_believed_and_not_the_script_code(
    lines: Lines,
) -> None:
    said = lines(RUSSIAN, "245 00 $6880-01$aКнига", "880 00 $6245-01/(N$aKniga")
    assert texts(said, "bf:mainTitle") == {'"Kniga"@ru-latn', '"Книга"@ru'}


def test_a_field_without_880_in_such_a_record_keeps_its_text_untagged(lines: Lines) -> None:
    said = lines(
        CHINESE,
        "245 00 $6880-01$aShu",
        "880 00 $6245-01/$1$a书",
        "246 3# $aLing yi",
        "500 ## $6880-09$aZhu",
    )
    assert '"Ling yi"' in texts(said, "bf:mainTitle")
    assert '"Zhu"' in texts(said, "rdfs:label")


def test_an_unpaired_880_is_a_thing_of_its_own_with_its_tag(lines: Lines) -> None:
    said = lines(RUSSIAN, "500 ## $aIzdanie", "880 ## $6500-00/(N$aПримечание")
    assert len(subjects(said, "rdfs:label", '"Примечание"@ru')) == 1
    assert subjects(said, "rdfs:label", '"Izdanie"') != subjects(
        said, "rdfs:label", '"Примечание"@ru'
    )


@pytest.mark.parametrize(
    ("field", "reason"),
    [
        ("880 ## $6500-07/(N$aПримечание", "there is no field 500 whose $6 has the number 07"),
        ("880 ## $aПримечание", "its $6 does not say which field it stands for"),
    ],
)
def test_an_880_whose_partner_is_not_there_is_told(record: Made, field: str, reason: str) -> None:
    job = Job(record(RUSSIAN, "245 10 $aKniga", "500 ## $aA", "500 ## $aB", field), DOCUMENT)
    (outcome,) = RULES.convert([job], GENERATED)
    assert isinstance(outcome, Converted)
    (told,) = outcome.mended
    assert told.startswith("field 880 (5 of the record)")
    assert told.endswith(reason)


def test_two_880s_of_one_field_make_one_thing_with_three_texts(lines: Lines) -> None:
    said = lines(
        f008("kor", "ko "),
        "245 00 $6880-01$aChosŏn",
        "880 00 $6245-01/$1$a조선",
        "880 00 $6245-01/Hani$a朝鮮",
    )
    assert texts(said, "bf:mainTitle") == {'"Chosŏn"@ko-latn', '"조선"@ko', '"朝鮮"@ko-hani'}
    assert len({line.split(" ")[0] for line in said if " bf:mainTitle " in line}) == 1


def test_pairs_with_one_number_are_taken_in_order(lines: Lines) -> None:
    said = lines(
        CHINESE,
        "700 1# $6880-01$aLu, Xun",
        "700 1# $6880-01$aMao, Dun",
        "880 1# $6700-01/$1$a鲁迅",
        "880 1# $6700-01/$1$a茅盾",
    )
    for romanised, original in (("Lu, Xun", "鲁迅"), ("Mao, Dun", "茅盾")):
        assert subjects(said, "rdfs:label", f'"{romanised}"@zh-latn') == subjects(
            said, "rdfs:label", f'"{original}"@zh-hani'
        )


def test_an_880_says_publication_whichever_of_the_two_fields_it_names(lines: Lines) -> None:
    said = lines(CHINESE, "264 #1 $6880-01$aBeijing", "880 ## $6260-01/$1$a北京")
    assert subjects(said, "bflc:simplePlace", '"Beijing"@zh-latn') == subjects(
        said, "bflc:simplePlace", '"北京"@zh-hani'
    )


def test_an_880_for_another_kind_of_field_stays_by_itself(lines: Lines) -> None:
    said = lines(CHINESE, "500 ## $6880-01$aZhu", "880 00 $6245-01/$1$a书")
    assert texts(said, "rdfs:label") >= {'"Zhu"'}
    assert texts(said, "bf:mainTitle") == {'"书"@zh-hani'}


def test_a_link_in_the_880_alone_pairs_it_with_the_one_field_there_is(lines: Lines) -> None:
    said = lines(CHINESE, "245 00 $aShu", "880 00 $6245-01/$1$a书")
    assert texts(said, "bf:mainTitle") == {'"Shu"@zh-latn', '"书"@zh-hani'}


def test_a_subfield_only_one_half_has_stays_with_the_thing(lines: Lines) -> None:
    said = lines(CHINESE, "245 00 $6880-01$aShu$bfu ti", "880 00 $6245-01/$1$a书$c李著")
    (title,) = subjects(said, "bf:subtitle", '"fu ti"@zh-latn')
    assert title in subjects(said, "bf:mainTitle", '"书"@zh-hani')
    assert '"李著"@zh-hani' in texts(said, "bf:responsibilityStatement")


def test_what_both_halves_say_alike_is_said_once_and_in_no_script(lines: Lines) -> None:
    said = lines(CHINESE, "264 #1 $6880-01$aBeijing$c1999", "880 #1 $6264-01/$1$a北京$c1999")
    assert texts(said, "bflc:simpleDate") == {'"1999"'}


@pytest.mark.parametrize("with_iri", ["700", "880"])
def test_an_authority_in_one_half_is_that_of_both(lines: Lines, with_iri: str) -> None:
    iri = "http://id.loc.gov/rwo/agents/n1"
    one, two = (f"$1{iri}" if tag == with_iri else "" for tag in ("700", "880"))
    said = lines(CHINESE, f"700 1# $6880-01$aLu, Xun{one}", f"880 1# $6700-01/$1$a鲁迅{two}")
    assert subjects(said, "rdfs:label", '"鲁迅"@zh-hani') == {iri}
    assert subjects(said, "rdfs:label", '"Lu, Xun"@zh-latn') == {iri}
    assert len({line for line in said if " bf:contribution " in line}) == 1


def test_two_authorities_are_two_names_of_one_agent(lines: Lines) -> None:
    said = lines(
        CHINESE,
        "700 1# $6880-01$aLu, Xun$1http://id.loc.gov/rwo/agents/n1",
        "880 1# $6700-01/$1$a鲁迅$1http://viaf.org/viaf/1",
    )
    same = "http://id.loc.gov/rwo/agents/n1 madsrdf:isIdentifiedByAuthority http://viaf.org/viaf/1"
    assert same in said
    assert len(subjects(said, "rdfs:label", '"鲁迅"@zh-hani')) == 1


def test_roles_named_in_both_halves_are_one_role(lines: Lines) -> None:
    said = lines(CHINESE, "700 1# $6880-01$aLi$ezhu", "880 1# $6700-01/$1$a李$e著")
    assert len({line for line in said if " bf:role " in line}) == 1


def test_a_coded_role_gets_no_name_from_the_other_half_but_stands_beside_it(lines: Lines) -> None:
    said = lines(CHINESE, "700 1# $6880-01$aLi$4aut", "880 1# $6700-01/$1$a李$e著")
    assert len({line for line in said if " bf:role " in line}) == 2
    (role,) = subjects(said, "rdfs:label", '"著"@zh-hani')
    assert role.startswith("#Role")


def test_an_880_without_a_role_supposes_none(lines: Lines) -> None:
    said = lines(CHINESE, "700 1# $6880-01$aLi$4aut", "880 1# $6700-01/$1$a李")
    roles = {line.split(" ")[2] for line in said if " bf:role " in line}
    assert roles == {"http://id.loc.gov/vocabulary/relators/aut"}


def test_both_halves_keep_their_marc_key(lines: Lines) -> None:
    said = lines(CHINESE, "100 1# $6880-01$aLi", "880 1# $6100-01/$1$a李")
    assert texts(said, "bflc:marcKey") == {
        '"1001 $aLi"',
        '"8801 $a李"@zh-hani',
    }


def test_a_heading_without_the_subdivisions_is_its_first_component(lines: Lines) -> None:
    said = lines(CHINESE, "651 #0 $6880-01$aBeijing$xHistory", "880 #4 $6651-01/$1$a北京")
    assert not texts(said, "rdfs:label") & {'"Beijing--History"@zh-latn'}
    (part,) = subjects(said, "madsrdf:authoritativeLabel", '"北京"@zh-hani')
    assert part in subjects(said, "madsrdf:authoritativeLabel", '"Beijing"@zh-latn')
    assert '"History"' in texts(said, "madsrdf:authoritativeLabel")


def test_a_name_without_the_title_is_the_agent_of_the_work(lines: Lines) -> None:
    said = lines(CHINESE, "700 12 $6880-01$aLi, Bai.$tShi", "880 12 $6700-01/$1$a李白")
    assert not {line for line in said if line.startswith("#Work bf:contribution ")}
    assert subjects(said, "rdfs:label", '"李白"@zh-hani') == subjects(
        said, "rdfs:label", '"Li, Bai"@zh-latn'
    )


def test_a_work_only_the_880_names_is_by_the_agent_of_the_field(lines: Lines) -> None:
    said = lines(CHINESE, "700 1# $6880-01$aLi, Bai.", "880 12 $6700-01/$1$a李白.$t诗")
    (agent,) = subjects(said, "rdfs:label", '"李白"@zh-hani')
    assert subjects(said, "rdfs:label", '"Li, Bai"@zh-latn') == {agent}
    assert '"诗"@zh-hani' in texts(said, "bf:mainTitle")


def test_a_subdivision_only_the_880_has_makes_no_second_heading(lines: Lines) -> None:
    said = lines(CHINESE, "610 24 $6880-01$aJun dui", "880 24 $6610-01/$1$a军队$x史")
    (agent,) = subjects(said, "rdfs:label", '"军队"@zh-hani')
    assert subjects(said, "rdfs:label", '"Jun dui"@zh-latn') == {agent}
    assert '"军队--史"@zh-hani' in texts(said, "madsrdf:authoritativeLabel")
    assert len({line for line in said if line.startswith("#Work bf:subject ")}) == 1


def test_the_creator_in_both_scripts_is_the_creator_of_the_uniform_title(lines: Lines) -> None:
    said = lines(
        CHINESE,
        "100 1# $6880-01$aLu, Xun",
        "240 10 $6880-02$aNa han",
        "880 1# $6100-01/$1$a鲁迅",
        "880 10 $6240-02/$1$a呐喊",
    )
    names = subjects(said, "rdfs:label", '"Lu, Xun"@zh-latn')
    assert names == subjects(said, "rdfs:label", '"鲁迅"@zh-hani')
    assert '"8801 $a鲁迅$t呐喊"@zh-hani' in texts(said, "bflc:marcKey")


def test_a_merger_of_several_has_each_in_both_scripts(lines: Lines) -> None:
    said = lines(
        RUSSIAN,
        "780 04 $6880-01$tA",
        "780 04 $6880-02$tB",
        "880 04 $6780-01/(N$tА",
        "880 04 $6780-02/(N$tБ",
    )
    assert len({line for line in said if line.startswith("#Work bf:relation ")}) == 1
    for romanised, original in (("A", "А"), ("B", "Б")):
        assert subjects(said, "bf:mainTitle", f'"{romanised}"@ru-latn') == subjects(
            said, "bf:mainTitle", f'"{original}"@ru'
        )


def test_a_sites_rule_may_leave_the_880_out(lines: Lines) -> None:
    fields = (CHINESE, "950 ## $6880-01$aA", "880 ## $6950-01/$1$a甲")
    for copies, count in ((True, 2), (False, 1)):
        rules = Rules([{"950": (instance(Each("bf:code", "a"), copies=copies),)}])
        said = lines(*fields, rules=rules)
        assert len({line for line in said if line.startswith("#Instance bf:code ")}) == count


def test_a_sites_rule_may_read_the_880_with_its_field(lines: Lines) -> None:
    rules = Rules([{"950": (instance(Each("rdfs:label", "a", others=True), copies=False),)}])
    said = lines(CHINESE, "950 ## $6880-01$aShu", "880 ## $6950-01/$1$a书", rules=rules)
    assert '#Instance rdfs:label "书"@zh-hani' in said


def test_a_control_fields_880_says_nothing(lines: Lines) -> None:
    plain = lines(CHINESE, "245 00 $aShu")
    assert lines(CHINESE, "245 00 $aShu", "880 ## $6008-01/$1$a书") == plain


def taken(record: Made, count: int) -> float:
    """The time so many pairs, and so many 880s of one field, take."""
    pairs = [
        field
        for i in range(count)
        for field in (f"500 ## $6880-{i:04}$aA{i}", f"880 ## $6500-{i:04}/(N$aА{i}")
    ]
    of_one = [f"880 ## $6245-01/(N$aА{i}" for i in range(count)]
    job = Job(record(RUSSIAN, "245 00 $6880-01$aA", *pairs, *of_one), DOCUMENT)
    begun = process_time()
    (outcome,) = RULES.convert([job], GENERATED)
    assert isinstance(outcome, Converted)
    return process_time() - begun


def test_eight_times_the_880s_take_nothing_like_sixty_four_times_the_time(record: Made) -> None:
    small, large = (min(taken(record, count) for _ in range(3)) for count in (250, 2000))
    assert large < 32 * small


@cache
def real() -> list[MarcRecord]:
    """Records with 880s: the samples, and some of every file of LC's that has any."""
    found = list(with_others(samples.marc21_files()))
    folder = SHARED / "marc21-bib" / "lc-booksall2016"
    for language in ("chi", "jpn", "kor", "ara", "heb", "per"):
        if (file := folder / f"{language}-dev.mrc").exists():
            found += islice(with_others([file]), 0, 100, 12)
    return found


def test_every_pair_of_real_records_is_one_thing_in_two_scripts() -> None:
    counts: dict[str, int] = {}
    for record in real():
        for tag, verdict, shown in judged(RULES, record):
            if verdict is None:
                continue
            counts[verdict] = counts.get(verdict, 0) + 1
            assert verdict in (ONE, APART, *EXPLAINED), f"{tag} {verdict}: {shown}"
    assert counts[ONE] >= 20
    assert sum(counts.values()) - counts[ONE] <= max(2, sum(counts.values()) // 50)


def statements(marc: pymarc.Record) -> set[tuple[str, str, str]]:
    """What is said, nodes by their kind, texts without language."""
    record = MarcRecord(1, b"", "iso2709", marc, "marc21", "bib", "utf-8")
    (outcome,) = RULES.convert([Job(record, "http://localhost:8000/bib/b1")], GENERATED)
    assert isinstance(outcome, Converted)
    found = map(said_by, outcome.triples.decode().splitlines())
    return {(s, p, re.sub(r'"@[a-z-]+$', '"', o)) for s, p, o in found}


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_without_its_880s_a_record_says_nothing_else_of_what_it_romanises(
    data: st.DataObject,
) -> None:
    record = data.draw(st.sampled_from(real()))
    less = pymarc.Record()
    less.leader = record.marc.leader
    less.fields = [field for field in record.marc.fields if field.tag != "880"]
    assert statements(less) <= statements(record.marc)
