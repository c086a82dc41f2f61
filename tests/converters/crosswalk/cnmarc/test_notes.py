"""3XX: notes go to the field for what they are about."""

import pytest


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("500   $a据扬州诗局本断句排印。", "300 __$a据扬州诗局本断句排印。"),
        ("500   $aIncludes index.", "300 __$aIncludes index"),
        (
            "500   $a封面英文题名:China Development Report 1998。",
            "312 __$a封面英文题名:China Development Report 1998。",
        ),
        ("500   $a题名原文: Cien años de soledad", "304 __$a题名原文: Cien años de soledad"),
        ("500   $a由超星数图信息技术有限公司制作", "306 __$a由超星数图信息技术有限公司制作"),
        ("500   $a本书由张塞等主编。$9314", "314 __$a本书由张塞等主编。"),
        ("501   $aWith: 史记", "311 __$aWith: 史记"),
        ("502   $b博士$c北京大学$d2008", "328 0_$b博士$e北京大学$d2008"),
        (
            "504   $aIncludes bibliographical references (p. 348-373) and indexes.",
            "320 __$a有书目 (第348-373页)和索引",
        ),
        ("504   $a有书目。", "320 __$a有书目。"),
        ("505 0 $a第1卷. 坟 -- 第2卷. 热风.", "327 1_$a第1卷. 坟$a第2卷. 热风"),
        ("505 20$t坟 /$r鲁迅 --$t热风.", "327 0_$a坟 / 鲁迅$a热风"),
        ("508   $a导演: 张艺谋", "322 __$a导演: 张艺谋"),
        ("511 0 $a巩俐", "323 __$a巩俐"),
        ("520   $a长篇小说。", "330 __$a长篇小说。"),
        ("521   $a本科生", "333 __$a本科生"),
        ("538   $aWindows 7", "337 __$aWindows 7"),
        ("546   $a英汉对照。", "302 __$a英汉对照。"),
        ("580   $a继承《新青年》", "311 __$a继承《新青年》"),
        ("310   $a月刊", "326 __$a月刊"),
        ("321   $a季刊,$b1955-1965", "326 __$a季刊$b1955-1965"),
    ],
)
def test_a_note_has_its_own_field(made, line, written):
    assert made(written[:3], line) == [written]


def test_what_describes_the_copy_or_the_library_stays_out(crossed):
    result = crossed("590   $a馆藏特色", "541   $a赠送")
    assert [each.tag for each in result.marc.fields if each.tag[0] == "3"] == []
    assert set(result.left.values()) >= {"local to the library or system that made the record"}


def test_the_usual_text_and_carrier_are_said_once(made):
    lines = ("336   $atext$btxt$2rdacontent", "337   $bn$2rdamedia", "338   $bcr$2rdacarrier")
    assert made("181 182 183", *lines) == ["183 __$acr$2rdacarrier"]
