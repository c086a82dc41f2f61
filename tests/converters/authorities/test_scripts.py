"""Which script a text is in, and which language tag the record's evidence gives it."""

from collections.abc import Callable
from time import process_time

import pymarc
import pytest

from converters.authorities import describe
from converters.authorities.scripts import script_of
from converters.engine import Converted

type Said = Callable[..., set[str]]
type Record = Callable[..., pymarc.Record]

SCRIPTS = {
    "": "",
    "1564-1616": "",
    "Twain, Mark": "latn",
    "Šekʻspiri": "latn",
    "曹雪芹": "hani",
    "夏目漱石 なつめそうせき": "jpan",
    "한강 (韓江)": "kore",
    "Шекспир, Уильям": "cyrl",
    "Ὅμηρος": "grek",
    "أدونيس": "arab",
    "שעקספיר": "hebr",
    "शेक्सपियर": "deva",
    "t.p. (毛泽东)": "hani",
    "title page (毛泽东)": "latn",
}


@pytest.mark.parametrize("text", SCRIPTS)
def test_a_text_is_in_the_script_of_most_of_its_letters(text: str) -> None:
    assert script_of(text) == SCRIPTS[text]


EVIDENCE = {
    (): "und-hani",
    ("377 ## $aeng",): "und-hani",
    ("377 ## $achi",): "zh-hani",
    ("040 ## $bchi",): "zh-hani",
    ("043 ## $aa-cc---",): "zh-hani",
    ("043 ## $cTW",): "zh-hani",
    ("377 ## $ajpn", "040 ## $bchi"): "ja",
    ("377 ## $akor",): "ko",
}


@pytest.mark.parametrize("evidence", EVIDENCE)
def test_han_characters_are_of_the_language_the_record_gives_evidence_of(
    evidence: tuple[str, ...], said: Said
) -> None:
    made = said("100 1# $aDoe, Jane", "400 0# $a莎士比亞", *evidence)
    assert f'#PersonalName madsrdf:variantLabel "莎士比亞"@{EVIDENCE[evidence]}' in made


def test_kana_is_japanese_and_hangul_korean_whatever_the_record_says(said: Said) -> None:
    made = said("040 ## $bchi", "100 1# $aX", "400 0# $aカフカ", "400 0# $a카프카")
    assert '#PersonalName madsrdf:variantLabel "カフカ"@ja' in made
    assert '#PersonalName madsrdf:variantLabel "카프카"@ko' in made


def test_cyrillic_is_russian_only_with_evidence(said: Said) -> None:
    name = ("100 1# $aX", "400 1# $aЛев")
    assert '#PersonalName madsrdf:variantLabel "Лев"@und-cyrl' in said(*name)
    assert '#PersonalName madsrdf:variantLabel "Лев"@ru' in said(*name, "377 ## $arus")
    assert '#PersonalName madsrdf:variantLabel "Лев"@uk' in said(*name, "377 ## $aukr")


def test_a_language_the_field_names_counts_where_it_is_written_so(said: Said) -> None:
    made = said("130 #0 $aX", "430 #0 $aPetit prince$7(bcp47)fr", "430 #0 $a小王子$7(bcp47)fr")
    assert '#Title madsrdf:variantLabel "Petit prince"@fr' in made
    assert '#Title madsrdf:variantLabel "小王子"@und-hani' in made


def test_two_tracings_of_one_number_have_each_its_own_880(record: Record) -> None:
    marc = record(
        "100 1# $aLu, Xun",
        "400 1# $6880-02$aZhou, Shuren",
        "400 1# $6880-02$aLu, Sun",
        "880 1# $6400-02/~1$a周樹人",
        "880 1# $6400-02/~1$a魯迅",
    )
    outcome = describe(marc, "http://x/1", "2026-01-01T00:00:00Z")
    assert isinstance(outcome, Converted)
    labels: dict[str, list[str]] = {}
    for line in outcome.triples.decode().splitlines():
        subject, predicate, label = line.split(" ", 2)
        if predicate.endswith("#variantLabel>"):
            labels.setdefault(subject, []).append(label.split('"')[1])
    assert sorted(labels.values()) == [["Lu, Sun", "魯迅"], ["Zhou, Shuren", "周樹人"]]


def test_two_thousand_tracings_of_one_number_take_no_time(record: Record) -> None:
    romanised = [f"400 1# $6880-02$aZhou, {n}" for n in range(2000)]
    others = [f"880 1# $6400-02/~1$a周{n}" for n in range(2000)]
    marc = record("100 1# $aLu, Xun", *romanised, *others)
    started = process_time()
    describe(marc, "http://x/1", "2026-01-01T00:00:00Z")
    assert process_time() - started < 1.5
