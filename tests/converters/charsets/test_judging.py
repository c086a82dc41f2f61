"""Which character set a record is in: by its bytes, not by what it says; doubt goes to a person."""

import time
from collections.abc import Callable

import pytest

from converters.charsets import Judgement, Undecodable, decode, judge
from converters.record import Dialect

type Real = Callable[[str], list[tuple[str, list[bytes]]]]

CHINESE = "红楼梦 / 曹雪芹著", "人民文学出版社", "北京", "长篇小说 中国 清代"
RUSSIAN = "Война и мир : роман", "Толстой, Лев Николаевич", "Москва : Наука, 1981", "ил., портр."
FRENCH = "À la recherche du temps perdu", "Éditions de la Pléiade", "Première édition complète"


def judged(
    *texts: str, charset: str, dialect: Dialect | None = None, flag: str = " ", hint: str = ""
) -> Judgement:
    fields = [b"  \x1fa" + text.encode(charset) for text in texts]
    return judge(fields, dialect=dialect, flag=flag, hint=hint)


@pytest.mark.parametrize("form", ["gb18030", "gbk-crlf", "utf8", "utf8-charlen-bad"])
def test_cnmarc_reads_the_same_in_each_of_its_forms(form: str, real: Real) -> None:
    texts = []
    for leader, fields in real(f"unimarc-bib/cnmarc-dev8__{form}.iso"):
        found = judge(fields, dialect="cnmarc", flag=leader[9])
        assert (found.charset, found.doubtful) == ("utf-8" if "utf8" in form else "gb18030", False)
        texts.append([decode(field, found.charset) for field in fields])
    wanted = [
        [field.decode() for field in fields]
        for _, fields in real("unimarc-bib/cnmarc-dev8__utf8.iso")
    ]
    assert texts == wanted


def test_rusmarc_in_windows_1251_is_seen_whatever_its_100_says(real: Real) -> None:
    for name in ("TEST1-dev.iso", "TEST2.ISO"):
        for leader, fields in real(f"unimarc-bib/rusmarc-nlr__{name}"):
            for dialect in ("rusmarc", "unimarc", None):
                found = judge(fields, dialect=dialect, flag=leader[9], hint="01  ")
                assert found.charset == "cp1251"


@pytest.mark.parametrize(
    ("name", "dialect"),
    [("marc21-bib/catmandu/bu_bibs.mrc", "marc21"),
     ("unimarc-bib/qa-catalogue__serial.bnr.1993.mrc", "unimarc"),
     ("marc21-bib/openlibrary/dasrmischepriv00rein_meta.mrc", "marc21")],
)  # fmt: skip
def test_utf8_encoded_twice_is_never_taken_as_it_is_nor_mended_unasked(
    name: str, dialect: Dialect, real: Real
) -> None:
    seen = 0
    for leader, fields in real(name):
        data = b"\x1e".join(fields)
        if b"\xc3\x83" in data or b"\xc3\x85\xc2" in data or b"\xc3\x84\xc2" in data:
            found = judge(fields, dialect=dialect, flag=leader[9])
            assert (found.charset, found.doubtful) == ("utf-8-twice", True)
            assert "Ã" not in decode(data, found.charset)
            seen += 1
    assert seen


@pytest.mark.parametrize(
    "name",
    ["solrmarc/specTestRecs.mrc", "marc4j/selectedRecs.mrc", "marc4j/brkrtest.mrc",
     "pymarc/marc8.dat", "yaz/marc9.marc", "openlibrary/uoft_4351105_1626.mrc"],
)  # fmt: skip
def test_marc8_is_taken_as_marc8(name: str, real: Real) -> None:
    for leader, fields in real(f"marc21-bib/{name}"):
        found = judge(fields, dialect="marc21", flag=leader[9])
        assert not found.doubtful
        if not b"".join(fields).isascii():
            assert found.charset == "marc-8"


@pytest.mark.parametrize(
    "name", ["marc4j/not_unimarc_errors_3.mrc", "marc4j/sample1.mrc", "yaz/marc12.marc"]
)
def test_damage_is_shown_to_a_person_and_can_be_read(name: str, real: Real) -> None:
    asked = [
        (fields, found)
        for leader, fields in real(f"marc21-bib/{name}")
        if (found := judge(fields, dialect="marc21", flag=leader[9])).doubtful
    ]
    assert asked
    for fields, found in asked:
        assert found.candidates[0][0] in ("utf-8-mixed", "marc-8-damaged")
        for charset, _ in found.candidates:
            decode(b"\x1e".join(fields), charset)


@pytest.mark.parametrize(
    ("texts", "charset", "dialect", "answer"),
    [
        (CHINESE, "gb18030", "cnmarc", "gb18030"),
        (CHINESE, "gb18030", "marc21", "gb18030"),
        (CHINESE, "gb18030", None, "gb18030"),
        (("紅樓夢 / 曹雪芹著", "臺北市 : 聯經", "長篇小說"), "big5", "cmarc", "big5"),
        (("紅樓夢 / 曹雪芹著", "臺北市 : 聯經", "長篇小說"), "big5", None, "big5"),
        (RUSSIAN, "cp1251", "rusmarc", "cp1251"),
        (RUSSIAN, "koi8-r", "rusmarc", "koi8-r"),
        (RUSSIAN, "koi8-r", None, "koi8-r"),
        (FRENCH, "latin-1", "unimarc", "latin-1"),
        (FRENCH, "utf-8", "unimarc", "utf-8"),
        (CHINESE, "utf-8", "cnmarc", "utf-8"),
        (("plain",), "ascii", None, "utf-8"),
    ],
)
def test_a_few_subfields_are_enough(
    texts: tuple[str, ...], charset: str, dialect: Dialect | None, answer: str
) -> None:
    found = judged(*texts, charset=charset, dialect=dialect)
    assert (found.charset, found.doubtful) == (answer, False)


@pytest.mark.parametrize("text", ["知识", "医学专业", "通志", "学院志", "全委员"])
def test_gbk_that_is_sound_utf8_by_accident_is_not_taken_for_utf8(text: str) -> None:
    assert text.encode("gbk").decode()  # no error
    for dialect in ("cnmarc", None):
        assert judged(text, charset="gbk", dialect=dialect).charset == "gb18030"


def test_few_letters_are_doubt_and_both_readings_are_shown() -> None:
    found = judge([b"\x1faab\xe4cd"], dialect=None, flag=" ")
    assert found.doubtful
    assert len(found.candidates) > 1
    assert 0.9 < sum(score for _, score in found.candidates) <= 1.00001
    scores = [score for _, score in found.candidates]
    assert scores == sorted(scores, reverse=True)


def test_japanese_is_not_taken_for_chinese_with_kana() -> None:
    found = judged("天皇をめぐる物語 : 歴史の視座の中で", charset="euc_jp", dialect="unimarc")
    assert found.doubtful
    assert "euc_jp" in [charset for charset, _ in found.candidates]


def test_a_marc21_record_that_says_unicode_and_is_none_is_asked_about() -> None:
    found = judged(*CHINESE, charset="gb18030", dialect="marc21", flag="a")
    assert found.doubtful
    assert found.charset == "gb18030"


def test_unimarc_does_not_say_unicode_in_leader_09() -> None:
    assert not judged(*CHINESE, charset="gb18030", dialect="cnmarc", flag="a").doubtful


def test_subfields_in_two_character_sets_are_asked_about() -> None:
    fields = [b"\x1fa" + text.encode("gbk") for text in CHINESE] + ["\x1fa人民文学".encode()]
    assert judge(fields, dialect="cnmarc", flag=" ").doubtful


def test_what_a_record_says_of_itself_tips_the_balance() -> None:
    alike = [b"\x1faM\xc8uller, H."]
    plain = judge(alike, dialect="unimarc", flag=" ")
    said = judge(alike, dialect="unimarc", flag=" ", hint="0103")
    assert dict(said.candidates)["iso5426"] >= dict(plain.candidates)["iso5426"]


def test_an_escape_that_leads_nowhere_is_asked_about() -> None:
    assert judge([b"\x1fa\x1b$1!0!Bs"], dialect="marc21", flag=" ").doubtful
    assert judge([b"\x1fa33\x1bb-\x1bsp0\x1bb-\x1bss"], dialect="marc21", flag=" ").doubtful


def test_every_candidate_can_read_the_whole_record() -> None:
    fields = [b"\x1fa\xe9t\xe9", b"\x1fa" + b"x" * 4000 + b"\x81"]
    for charset, _ in judge(fields, dialect=None, flag=" ").candidates:
        decode(b"\x1e".join(fields), charset)
    with pytest.raises(Undecodable):
        decode(b"\x1e".join(fields), "latin-1")


def test_a_record_in_utf8_is_judged_in_no_time_and_a_hostile_one_in_linear() -> None:
    fields = [b"  \x1fa" + (" ".join(FRENCH) * 3).encode()] * 8
    started = time.process_time()
    for _ in range(1000):
        judge(fields, dialect="marc21", flag="a")
    assert time.process_time() - started < 1
    size = 50_000
    started = time.process_time()
    hostile = (b"\x1b", b"\xe9\x1f", b"\xff", b"\x1b$1", b"\xc3\x82", b"a", b"\xe2\xf2")
    for data in (part * size + b"\xe9" for part in hostile):
        judge([data], dialect=None, flag=" ")
    assert time.process_time() - started < 30
