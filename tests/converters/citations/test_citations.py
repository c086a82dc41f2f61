"""Citations, each read beside the manual of its style: GB/T 7714-2015, APA 7, MLA 9, Chicago 18."""

import json
from functools import cache

import pymarc
import pytest

import samples
from converters import read
from converters.citations import csl
from converters.citations.bibtex import as_bibtex
from converters.citations.ris import as_ris
from converters.citations.styles import STYLES, as_citations, citation, formatted
from converters.record import MarcRecord
from converters.writing.asked import Asked, Style

#: A Chinese set with editors, a translation, a serial, a western book of four authors, a set under
#: its editor, a corporate author, a set in English with translators, a Japanese novel.
CITED: dict[str, dict[Style, str]] = {
    "PKU0000137": {
        "gb-t-7714": "曹雪芹. 红楼梦[M]. 3版. 北京: 人民文学出版社, 2008.",
        "gb-t-7714-author-date": "曹雪芹, 2008. 红楼梦[M]. 3版. 北京: 人民文学出版社.",
        "apa": "Cao, X. (2008). Hong lou meng 红楼梦 (E. Gao, W. Cheng, & Zhongguo yi shu yan jiu "
        "yuan. Hong lou meng yan jiu suo, Eds.; 3rd ed., Vols. 1–2). Ren min wen xue chu ban she.",
        "mla": "Cao, Xueqin. Hong lou meng 红楼梦. Edited by Gao E et al., 3rd ed., Ren min wen "
        "xue chu ban she, 2008. Zhongguo gu dian wen xue du ben cong shu, 2 vols.",
        "chicago": "Cao, Xueqin. Hong lou meng 红楼梦. 3rd ed. Edited by Gao E, Cheng Weiyuan, and "
        "Zhongguo yi shu yan jiu yuan. Hong lou meng yan jiu suo. 2 vols. Zhongguo gu dian wen "
        "xue du ben cong shu. Ren min wen xue chu ban she, 2008.",
    },
    "SYSU0001148": {
        "gb-t-7714": "GARCÍA MÁRQUEZ G. 百年孤独[M]. 范晔, 译. 海口: 南海出版公司, 2011.",
        "gb-t-7714-author-date": "GARCÍA MÁRQUEZ G, 2011. 百年孤独[M]. 范晔, 译. 海口: "
        "南海出版公司.",
        "apa": "García Márquez, G. (2011). Bai nian gu du 百年孤独 (Y. Fan, Trans.). Nanhai chu "
        "ban gong si.",
        "mla": "García Márquez, Gabriel. Bai nian gu du 百年孤独. Translated by Fan Ye, Nanhai chu "
        "ban gong si, 2011.",
        "chicago": "García Márquez, Gabriel. Bai nian gu du 百年孤独. Translated by Fan Ye. Nanhai "
        "chu ban gong si, 2011.",
        "chicago-author-date": "García Márquez, Gabriel. 2011. Bai nian gu du 百年孤独. Translated "
        "by Fan Ye. Nanhai chu ban gong si.",
    },
    "PKU0000448": {
        "gb-t-7714": "读书[J]. 1979-. 北京: 生活·读书·新知三联书店, 1979-.",
        "gb-t-7714-author-date": "佚名, 1979-. 读书[J]. 1979-. 北京: 生活·读书·新知三联书店.",
        "apa": "Du shu 读书. (1979–). Sheng huo, du shu, xin zhi san lian shu dian.",
        "mla": "Du shu 读书. Sheng huo, du shu, xin zhi san lian shu dian, 1979–.",
        "chicago": "Du shu 读书. Sheng huo, du shu, xin zhi san lian shu dian, 1979–.",
    },
    "THU0001215": {
        "gb-t-7714": "CORMEN T H, LEISERSON C E, RIVEST R L, et al. Introduction to algorithms[M]. "
        "2nd ed. Cambridge, Massachusetts: MIT Press, 2001.",
        "gb-t-7714-author-date": "CORMEN T H, LEISERSON C E, RIVEST R L, et al., 2001. "
        "Introduction to algorithms[M]. 2nd ed. Cambridge, Massachusetts: MIT Press.",
        "apa": "Cormen, T. H., Leiserson, C. E., Rivest, R. L., & Stein, C. (2001). Introduction "
        "to algorithms (2nd ed.). MIT Press.",
        "mla": "Cormen, Thomas H., et al. Introduction to Algorithms. 2nd ed., MIT Press, 2001.",
        "chicago": "Cormen, Thomas H., Charles Eric Leiserson, Ronald L. Rivest, and Clifford "
        "Stein. Introduction to Algorithms. 2nd ed. MIT Press, 2001.",
        "chicago-author-date": "Cormen, Thomas H., Charles Eric Leiserson, Ronald L. Rivest, and "
        "Clifford Stein. 2001. Introduction to Algorithms. 2nd ed. MIT Press.",
    },
    "NJU0001192": {
        "gb-t-7714": "彭定求. 全唐诗: 九百卷[M]. 北京: 中华书局, 1960.",
        "apa": "Peng, D. (Ed.). (1960). Quan Tang shi: jiu bai juan 全唐诗: 九百卷 (Vols. 1–25). "
        "Zhonghua shu ju.",
        "mla": "Peng, Dingqiu, editor. Quan Tang shi: jiu bai juan 全唐诗: 九百卷. Zhonghua "
        "shu ju, 1960. 25 vols.",
        "chicago": "Peng, Dingqiu, ed. Quan Tang shi: jiu bai juan 全唐诗: 九百卷. 25 vols. "
        "Zhonghua shu ju, 1960.",
    },
    "SJTU0001200": {
        "gb-t-7714": "同济大学数学系. 高等数学[M]. 7版. 北京: 高等教育出版社, 2014.",
        "apa": "Tongji da xue. Shu xue xi. (2014). Gao deng shu xue 高等数学 (7th ed., Vols. 1–2). "
        "Gao deng jiao yu chu ban she.",
        "mla": "Tongji da xue. Shu xue xi. Gao deng shu xue 高等数学. 7th ed., Gao deng jiao "
        "yu chu ban she, 2014. 2 vols.",
        "chicago": "Tongji da xue. Shu xue xi. Gao deng shu xue 高等数学. 7th ed. 2 vols. Gao deng "
        "jiao yu chu ban she, 2014.",
    },
    "FDU0001404": {
        "gb-t-7714": "CAO X. The story of the stone: a Chinese novel in five volumes[M]. HAWKES D, "
        "MINFORD J, trans. Harmondsworth: Penguin, 1973-1986.",
        "apa": "Cao, X. (1973–1986). The story of the stone: A Chinese novel in five volumes (E. "
        "Gao, Ed.; D. Hawkes & J. Minford, Trans.; Vols. 1–5). Penguin.",
    },
    "SYSU0001348": {
        "gb-t-7714": "村上春樹. ノルウェイの森[M]. 東京: 講談社, 1987.",
        "chicago-author-date": "Murakami, Haruki. 1987. Noruwei no mori ノルウェイの森. 2 vols. "
        "Kōdansha.",
    },
}
CASES = [(number, style) for number, cited in CITED.items() for style in cited]


@cache
def books() -> dict[str, pymarc.Record]:
    return {
        one.control_number: one.marc
        for file in samples.marc21_files()
        for one in read(file)
        if isinstance(one, MarcRecord)
    }


def test_there_are_citations_enough() -> None:
    assert len(CASES) >= 24


@pytest.mark.parametrize(("number", "style"), CASES)
def test_a_book_is_cited_as_the_manual_has_it(number: str, style: Style) -> None:
    assert citation(books()[number], style) == CITED[number][style]


def test_every_sample_can_be_cited_in_every_style() -> None:
    for marc in list(books().values())[::5]:
        for style in STYLES:
            line = citation(marc, style)
            assert len(line) > 10
            assert "  " not in line
            assert ".." not in line
            assert "None" not in line


def item(**values: object) -> csl.Item:
    return {"id": "1", "type": "book", "title": "书", "language": "zh-CN", **values}


NAMES = [{"literal": name} for name in ("甲一", "乙二", "丙三", "丁四")]


@pytest.mark.parametrize(
    ("given", "cited"),
    [
        (item(author=NAMES), "甲一, 乙二, 丙三, 等. 书[M]."),
        (item(author=NAMES[:3]), "甲一, 乙二, 丙三. 书[M]."),
        (item(author=NAMES[:1], edition="2"), "甲一. 书[M]. 2版."),
        (item(author=NAMES[:1], edition="新1版"), "甲一. 书[M]. 新1版."),
        (
            item(editor=NAMES[:1], URL="https://example.org/x"),
            "甲一. 书[M/OL]. https://example.org/x.",
        ),
        (item(type="map", author=NAMES[:1]), "甲一. 书[CM]."),
        (item(type="thesis", author=NAMES[:1]), "甲一. 书[D]."),
        (
            item(
                language="en-US", title="A book", author=[{"family": "de la Cruz", "given": "Ana"}]
            ),
            "DE LA CRUZ A. A book[M].",
        ),
        (
            item(language="fr", title="Un livre", author=[{"family": "Aro", "given": "Jean-luc"}]),
            "ARO J L. Un livre[M].",
        ),
        (
            item(language="ar", title="كتاب", author=[{"family": "محفوظ", "given": "نجيب"}]),
            "محفوظ نجيب. كتاب[M].",
        ),
    ],
)
def test_the_rules_of_gb_t_7714(given: csl.Item, cited: str) -> None:
    assert formatted(given, "gb-t-7714") == cited


def field(tag: str, indicators: str, *subfields: tuple[str, str]) -> pymarc.Field:
    return pymarc.Field(
        tag=tag,
        indicators=pymarc.Indicators(indicators[0], indicators[1]),
        subfields=[pymarc.Subfield(code, value) for code, value in subfields],
    )


def record(
    *fields: pymarc.Field, fixed: str = "240101s1999    nyu           000 0 eng  "
) -> pymarc.Record:
    marc = pymarc.Record()
    marc.leader = pymarc.Leader("00000nam a2200000 i 4500")
    marc.fields = [pymarc.Field(tag="001", data="x"), pymarc.Field(tag="008", data=fixed), *fields]
    return marc


@pytest.mark.parametrize(
    ("statement", "variable"),
    [
        ("John Smith ; edited by Ann Jones.", "editor"),
        ("John Smith ; translated from the French by Ann Jones.", "translator"),
        ("John Smith ; with an introduction by Ann Jones.", None),
        ("John Smith and Ann Jones.", "author"),
    ],
)
def test_a_name_without_a_role_has_that_of_the_statement(
    statement: str, variable: str | None
) -> None:
    made = csl.item(
        record(
            field("100", "1 ", ("a", "Smith, John.")),
            field("245", "10", ("a", "A book /"), ("c", statement)),
            field("700", "1 ", ("a", "Jones, Ann.")),
        )
    )
    jones = {"family": "Jones", "given": "Ann"}
    assert [name for name in ("author", "editor", "translator") if jones in made.get(name, [])] == (
        [variable] if variable else []
    )


@pytest.mark.parametrize(
    ("statement", "edition"),
    [
        ("2nd ed.", "2"),
        ("Third edition.", "3"),
        ("First edition.", ""),
        ("第1版", ""),
        ("第十二版", "12"),
        ("Beijing di 3 ban.", "3"),
        ("2., überarb. Aufl.", "2"),
        ("Rev. ed.", "Rev. ed."),
    ],
)
def test_an_edition_is_a_number_where_it_is_one(statement: str, edition: str) -> None:
    marc = record(field("245", "00", ("a", "T")), field("250", "  ", ("a", statement)))
    assert csl.item(marc).get("edition", "") == edition


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Tabb, John B.", {"family": "Tabb", "given": "John B."}),
        ("Smith, Ann.", {"family": "Smith", "given": "Ann"}),
        ("曹雪芹,", {"literal": "曹雪芹"}),
        ("大谷, 尊由,", {"literal": "大谷尊由"}),
        ("محفوظ، نجيب،", {"family": "محفوظ", "given": "نجيب"}),
    ],
)
def test_a_name_has_its_parts(name: str, parts: dict[str, str]) -> None:
    marc = record(field("100", "1 ", ("a", name)), field("245", "00", ("a", "T")))
    assert csl.item(marc)["author"] == [parts]


def test_what_the_record_does_not_know_is_not_cited() -> None:
    marc = record(
        field("245", "00", ("a", "T.")),
        field("260", "  ", ("a", "[S.l. :"), ("b", "s.n.],"), ("c", "1999.")),
    )
    assert {"publisher", "publisher-place"} & csl.item(marc).keys() == set()


HOSTILE = "}}\\input{/etc/passwd}%$&#_^~\r\nER  - \nTY  - BOOK <script>{{7*7}}"


def test_hostile_text_stays_text() -> None:
    marc = record(
        field("100", "1 ", ("a", f"{HOSTILE}, {HOSTILE}")),
        field("245", "10", ("a", HOSTILE)),
        field("856", "40", ("u", f"https://example.org/{HOSTILE}")),
    )
    bibtex = as_bibtex(marc).decode()
    body = bibtex.replace("\\textbackslash{}", "").replace("\\textasciicircum{}", "")
    body = body.replace("\\textasciitilde{}", "")
    assert body.count("{") == body.count("}")
    assert "\\input" not in bibtex
    ris = as_ris(marc).decode()
    assert [line[:2] for line in ris.split("\r\n")].count("ER") == 1
    assert all(line[2:6] == "  - " for line in ris.split("\r\n") if line)
    assert json.loads(json.dumps(csl.item(marc)))["title"].startswith("}}")
    assert as_citations(marc, Asked()).count(b"\n") == len(STYLES) * 3 - 1


def test_a_name_of_a_hundred_thousand_letters_does_not_take_long() -> None:
    long = record(
        field("100", "1 ", ("a", "x" * 100_000)), field("245", "10", ("a", "y " * 50_000))
    )
    assert len(as_citations(long, Asked())) < 200_000
