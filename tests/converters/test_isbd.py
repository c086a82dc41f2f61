"""ISBD from UNIMARC: punctuation by the order of subfields."""

import csv
import html
import os
from collections.abc import Callable
from pathlib import Path

import pymarc
import pytest

from converters import isbd

SHARED = Path(os.environ.get("CATENA_TEST_DATA", Path(__file__).parents[3] / "shared" / "data"))
CASES = SHARED / "unimarc-bib" / "dp2__cnmarc-isbd-cases.tsv"
#: What a case asks for: area, tags, function.
ASKED: dict[str, tuple[tuple[str, ...], Callable[[list[tuple[str, str]]], str]]] = {
    "author": (("200",), isbd.responsibility),
    "title": (("200",), isbd.title),
    "title_area": (("200",), isbd.title_and_responsibility),
    "titlepinyin": (("200",), isbd.title_pinyin),
    "edition_area": (("205",), isbd.edition),
    "publication_area": (("210",), isbd.publication),
    "publisher": (("210",), isbd.publisher),
    "publishtime": (("210",), isbd.publication_date),
    "material_description_area": (("215",), isbd.physical_description),
    "pages": (("215",), isbd.extent),
    "series_area": (("225",), isbd.series),
    "subjects": (("606",), isbd.subject),
    "clc_class": (("690",), isbd.classification),
}
MATERIAL = {"206": isbd.mathematical_data, "207": isbd.numbering, "208": isbd.music_format}


def parts(text: str) -> list[tuple[str, str]]:
    return [(part[0], part[1:]) for part in text.split("$")[1:]]


@pytest.mark.skipif(not CASES.exists(), reason="the shared test data are not beside the project")
def test_all_54_cases_of_the_oracle_read_as_expected() -> None:
    with CASES.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
    assert len(rows) == 54
    wrong = []
    for name, worksheet, area, expected in rows:
        field = worksheet.split("|", 1)[1]
        tag, subfields = field[:3], parts(field.replace("ǂ", "$").replace("\x1f", "$"))
        wanted = html.unescape(expected.partition("=")[2])
        if area == "classes":
            made = f"中图法分类号: {isbd.classification(subfields)}"
        elif area == "material_specific_area":
            made = MATERIAL[tag](subfields)
        else:
            made = ASKED[area][1](subfields)
        if made != wanted:
            wrong.append((name, made, wanted))
    assert wrong == []


@pytest.mark.parametrize(
    ("function", "subfields", "text"),
    [
        ("title_and_responsibility", "$a三国演义$f罗贯中著", "三国演义 / 罗贯中著"),
        (
            "title_and_responsibility",
            "$a史记$e一百三十卷$f司马迁撰$g裴骃集解$g司马贞索隐",
            "史记 : 一百三十卷 / 司马迁撰 ; 裴骃集解 ; 司马贞索隐",
        ),
        (
            "title_and_responsibility",
            "$a呐喊$a彷徨$f鲁迅著",
            "呐喊 ; 彷徨 / 鲁迅著",
        ),
        (
            "title_and_responsibility",
            "$aФауст$fГёте$cГамлет$fШекспир",
            "Фауст / Гёте. Гамлет / Шекспир",
        ),
        (
            "title_and_responsibility",
            "$a鲁迅全集$Alu xun quan ji$h第一卷$i坟$f鲁迅著",
            "鲁迅全集. 第一卷, 坟 / 鲁迅著",
        ),
        (
            "title_and_responsibility",
            "$a人类简史$d= Sapiens$e从动物到上帝$zeng",
            "人类简史 = Sapiens : 从动物到上帝",
        ),
        ("title_and_responsibility", "$a围城$b[电子资源]", "围城 [电子资源]"),
        ("title", "$a围城$f钱锺书著$i上册", "围城. 上册"),
        ("responsibility", "$a围城$f钱锺书著$g= by Qian", "钱锺书著 ; by Qian"),
        ("title_pinyin", "$a围城$9wei cheng", "wei cheng"),
        ("title_pinyin", "$a围城", ""),
        ("edition", "$a第2版$f张三修订$g李四增补", "第2版 / 张三修订 ; 李四增补"),
        ("edition", "$a2-е изд.$d= 2nd ed.", "2-е изд. = 2nd ed."),
        ("publication", "$a北京$c中华书局$d1982.10", "北京 : 中华书局, 1982.10"),
        ("publication", "$e上海$g印刷厂$h2005重印", "(上海 : 印刷厂, 2005重印)"),
        ("publication", "$d清康熙", "清康熙"),
        ("physical_description", "$a36, 316页$d21cm", "36, 316页 ; 21cm"),
        (
            "series",
            "$a二十四史$dTwenty-four histories$v3$x1000-0000",
            "(二十四史 = Twenty-four histories ; 3, 1000-0000)",
        ),
        ("series", "$v3", "(3)"),
        ("series", "", ""),
        ("subject", "$a长篇小说$j小说集$y中国$z当代$2ct", "长篇小说-小说集-中国-当代"),
        ("classification", "$aI247.57$v5", "I247.57"),
    ],
)
def test_a_field_is_displayed_as(function: str, subfields: str, text: str) -> None:
    assert getattr(isbd, function)(parts(subfields)) == text


def test_a_record_is_displayed_area_by_area_in_isbds_order() -> None:
    record = pymarc.Record()
    for tag, subfields in (("215", "$a320页$d21cm"), ("200", "$a围城$f钱锺书著"), ("205", "$a2版")):
        record.fields.append(
            pymarc.Field(
                tag=tag,
                indicators=pymarc.Indicators(" ", " "),
                subfields=[pymarc.Subfield(*part) for part in parts(subfields)],
            )
        )
    assert isbd.description(record) == ["围城 / 钱锺书著", "2版", "320页 ; 21cm"]
