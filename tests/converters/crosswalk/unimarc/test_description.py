"""Numbers, description, notes, sources: 0XX, 205-251, 3XX, 8XX, and what is local."""

import pytest


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ("010 __ $a978-7-02-004929-5$b精装$dCNY64.00 (全三册)$z7-02-000000-0",
         "020 __ $a9787020049295$q精装$cCNY64.00 (全三册)$z7-02-000000-0"),
        ("010 __ $a没有$dCNY1.00", "020 __ $a没有$cCNY1.00"),
        ("011 __ $a1000-5919$f1000-5919$y1000-0000$z1000-1111",
         "022 __ $a1000-5919$l1000-5919$z1000-0000$y1000-1111"),
        ("011 __ $a1000-5919$bpbk.$dCNY8.00", "037 __ $fpbk.$cCNY8.00"),
        ("012 __ $aabcd 12.3$2fei", "026 __ $eabcd 12.3$2fei"),
        ("013 __ $aM-57-1", "024 2_ $aM-57-1"),
        ("014 __ $a0046-225X$2sici", "024 7_ $a0046-225X$2sici"),
        ("015 __ $aMETPRO--RR", "027 __ $aMETPRO--RR"),
        ("016 __ $aFR-Z03", "024 0_ $aFR-Z03"),
        ("017 70 $a10.1000/1$2doi", "024 7_ $a10.1000/1$2doi"),
        ("020 __ $aRU$b00-13645", "015 __ $a00-13645$qRU"),
        ("021 __ $aFR$bPDL/9100", "017 __ $aPDL/9100$bFR"),
        ("022 __ $aUS$bGP 3.22", "086 __ $aGP 3.22"),
        ("033 __ $ahttp://x/ark:/1$2BNF", "035 __ $a(BNF)http://x/ark:/1"),
        ("035 __ $a(aleph)000218074", "035 __ $a(aleph)000218074"),
        ("036 __ $a1$b1$c1$mG-2$g1r$p4A", "031 __ $a1$b1$c1$gG-2$r1r$p4A"),
        ("040 __ $aNARSC", "030 __ $aNARSC"),
        ("071 01 $aSTMA 8007$bTamla", "028 02 $aSTMA 8007$bTamla"),
        ("072 __ $a7-67", "024 1_ $a7-67"),
        ("073 _0 $a9782759701056", "024 3_ $a9782759701056"),
        ("091 __ $aI10019.2$b平$d0.50", "024 7_ $aI10019.2$q平$c0.50$2tongyishuhao"),
        ("092 __ $aCN$b2-675", "037 __ $a2-675$bCN"),
        ("094 __ $aCN$bGB 7714-87", "024 7_ $qCN$aGB 7714-87$2standard"),
        ("003 http://x/1", "035 __ $ahttp://x/1"),
        ("005 20050603", "005 20050603000000.0"),
    ],
)  # fmt: skip
def test_each_number_has_its_field(cross, given: str, made: str) -> None:
    assert made in cross(given, tags=made[:3])


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ("205 __ $a修订本$f王菊丽补订", ["250 __ $a修订本$b王菊丽补订"]),
        ("205 __ $a新2版$b增订本$d2nd ed.", ["250 __ $a新2版, 增订本 = 2nd ed."]),
        ("206 __ $bScale 1:250$cMercator$dW 12°", ["255 __ $aScale 1:250$bMercator$cW 12°"]),
        ("207 _0 $a1979, no.1-$z封面", ["362 0_ $a1979, no.1-$z封面"]),
        ("208 __ $a总谱$dFull score", ["254 __ $a总谱 = Full score"]),
        ("210 __ $a北京$c中华书局$d1982.10", ["264 _1 $a北京$b中华书局$c1982.10"]),
        ("210 __ $a北京$c甲$a上海$c乙$d清康熙", ["264 _1 $a北京$b甲$a上海$b乙$c清康熙"]),
        ("210 __ $a北京$b东城$c甲$d[19--]", ["264 _1 $a北京 (东城)$b甲$c[19--]"]),
        ("210 __ $d2001$e北京$g印厂$h2005重印", ["264 _1 $c2001", "264 _3 $a北京$b印厂$c2005重印"]),
        ("210 1_ $d2001", ["264 31 $c2001"]),
        ("211 __ $a200810", ["263 __ $a200810"]),
        ("214 _0 $aParis$cSeuil$d2020", ["264 _1 $aParis$bSeuil$c2020"]),
        ("214 _1 $d1900", ["264 _0 $c1900"]),
        ("214 _4 $dC 2020", ["264 _4 $cC 2020"]),
        ("215 __ $a320页$c彩图$d24cm$e光盘1片", ["300 __ $a320页$b彩图$c24cm$e光盘1片"]),
        ("225 2_ $a丛书$dSeries$h第一辑$i国家$v3", ["490 0_ $a丛书 = Series. 第一辑, 国家$v3"]),
        ("230 __ $a数据 (1个文件)", ["256 __ $a数据 (1个文件)"]),
        ("231 __ $aimage$bPNG$e2 KB", ["347 __ $aimage$bPNG$c2 KB"]),
        ("251 __ $a按年", ["351 __ $a按年"]),
    ],
)  # fmt: skip
def test_each_area_of_the_description_has_its_field(cross, given: str, made: list[str]) -> None:
    tags = " ".join(each[:3] for each in made)
    assert cross(given, tags=tags) == made


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ("300 __ $a附注", "500 __ $a附注"),
        ("302 __ $a中英对照", "546 __ $a中英对照"),
        ("304 __ $a题名原文: X", "500 __ $a题名原文: X"),
        ("311 __ $a附于报", "580 __ $a附于报"),
        ("316 __ $a有批校$5PKU", "562 __ $a有批校$5PKU"),
        ("317 __ $a旧藏$5PKU", "561 __ $a旧藏$5PKU"),
        ("318 __ $a修复$c2001$5PKU", "583 __ $a修复$c2001$5PKU"),
        ("320 __ $a有书目", "504 __ $a有书目"),
        ("321 __ $aChemical abstracts$x0009-2258", "510 __ $aChemical abstracts$x0009-2258"),
        ("322 __ $a导演: 甲", "508 __ $a导演: 甲"),
        ("323 __ $a主演: 乙", "511 0_ $a主演: 乙"),
        ("324 __ $a据1930年版影印", "534 __ $n据1930年版影印"),
        ("325 __ $a电子复制品", "533 __ $a电子复制品"),
        ("326 __ $a月刊$b2001-", "310 __ $a月刊$b2001-"),
        ("326 __ $a季刊$b1990-2000", "321 __ $a季刊$b1990-2000"),
        ("327 1_ $a坟$a热风$p12页$a呐喊", "505 0_ $a坟 -- 热风 (12页) -- 呐喊"),
        ("327 0_ $a坟", "505 1_ $a坟"),
        ("328 __ $b博士论文$c数学$e北京大学$d2001", "502 __ $b博士论文$g数学$c北京大学$d2001"),
        ("328 __ $a博士论文", "502 __ $a博士论文"),
        ("330 __ $a提要", "520 __ $a提要"),
        ("332 __ $a引文", "524 __ $a引文"),
        ("333 __ $a大学生", "521 __ $a大学生"),
        ("334 __ $b茅盾奖$c1991", "586 __ $a茅盾奖, 1991"),
        ("336 __ $a文本", "516 __ $a文本"),
        ("337 __ $a浏览器", "538 __ $a浏览器"),
        ("338 __ $b基金会$dA-1", "536 __ $a基金会$fA-1"),
        ("345 __ $a邮局$b2-675$d有售", "037 __ $b邮局$a2-675$c有售"),
        ("830 __ $a编目员附注", "588 __ $a编目员附注"),
        ("856 4_ $uhttp://x/$2全文", "856 4_ $uhttp://x/$y全文"),
        ("886 2_ $a150$b 0$2usmarc", "886 2_ $a150$b 0$2usmarc"),
    ],
)
def test_each_note_means_the_same_in_marc_21(cross, given: str, made: str) -> None:
    assert made in cross(given, tags=made[:3])


def test_830_is_the_cataloguers_note_and_no_series(cross) -> None:
    assert cross("830 __ $a据封面著录", tags="830 490") == []


def test_who_made_the_record_is_a_chain(cross) -> None:
    made = cross(
        "100 __ $a20180503d2005    em y0chiy50      ea",
        "801 _0 $aCN$bPKU$c2001$gAACR2",
        "801 _1 $aCN$bTHU$c2002",
        "801 _2 $aCN$bNJU$c2003",
        "801 _2 $aCN$bWHU$c2004$gRDA",
        tags="003 040",
    )
    assert made == ["003 PKU", "040 __ $aPKU$bchi$eaacr2$erda$cTHU$dNJU$dWHU"]


def test_rules_named_twice_are_told_once(cross, left) -> None:
    given = ("801 _0 $aCN$bPKU$gRDA", "801 _2 $aCN$bNJU$gRDA")
    assert cross(*given, tags="040") == ["040 __ $aPKU$erda$dNJU"]
    assert "another 801" in left(*given)["801 $g"]


def test_who_issues_the_record_gives_its_number(cross) -> None:
    made = cross("801 _0 $aFR$bBNF", "801 _3 $aFR$bAbes", dialect="unimarc", tags="003")
    assert made == ["003 Abes"]


@pytest.mark.parametrize(
    ("given", "dialect"),
    [
        ("905 __ $aPKU$b123$dI247", "cnmarc"),
        ("906 __ $a211260", "cnmarc"),
        ("805 __ $aNHU$d873", "cmarc"),
        ("899 __ $aNLR$j97-4", "rusmarc"),
        ("995 __ $bMED", "unimarc"),
        ("852 __ $aDE-1", "unimarc"),
    ],
)
def test_holdings_are_left_to_the_members_profile(cross, left, given: str, dialect: str) -> None:
    assert [each[:3] for each in cross(given, dialect=dialect)] == ["LDR", "008"]
    assert set(left(given, dialect=dialect).values()) == {"holdings: read by the member's profile"}


def test_a_local_field_stays_behind_and_nobody_complains(left) -> None:
    assert left("998 __ $acn007") == {
        "998 $a": "local field: what it means is the library's own; a profile can say"
    }


def test_a_field_unimarc_does_not_define_is_told_of(left) -> None:
    assert "not defined" in left("265 __ $a何物")["265 $a"]


def test_a_subfield_unimarc_does_not_define_has_its_reason(left) -> None:
    assert "not known" in left("210 __ $a北京$q何物")["210 $q"]


def test_full_stops_of_a_system_are_not_the_librarys(cross) -> None:
    made = cross("101 1_ $achi$ceng.", "205 __ $a第1版.", dialect="cmarc", tags="041 250")
    assert made == ["041 1_ $achi$heng", "250 __ $a第1版"]
