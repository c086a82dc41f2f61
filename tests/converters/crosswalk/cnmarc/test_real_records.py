"""Records of the Library of Congress, Chinese and western, are sound CNMARC when converted."""

import os
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pymarc
import pytest

from converters.crosswalk.cnmarc import to_cnmarc

SHARED = Path(os.environ.get("CATENA_TEST_DATA", Path(__file__).parents[5] / "shared" / "data"))
FOLDER = SHARED / "marc21-bib" / "lc-booksall2016"
#: Fields of the UNIMARC Manual and of CNMARC that the crosswalk may write.
KNOWN = {
    *("001", "005", "010", "011", "012", "013", "015", "016", "017", "020", "021", "022", "035"),
    *("040", "071", "072", "073", "091", "092", "094", "099", "100", "101", "102", "105", "106"),
    *("110", "115", "116", "117", "120", "122", "123", "125", "126", "127", "128", "130", "135"),
    *("181", "182", "183", "200", "205", "206", "207", "208", "210", "211", "215", "225", "230"),
    *map(str, (*range(300, 334), 336, 337, 345)),
    *("410", "411", "421", "422", "423", *map(str, range(430, 449)), "451", "452", "453", "454"),
    *("461", "462", "463", "464", "488", "500", "501", "510", *map(str, range(512, 518)), "518"),
    *("520", "530", "531", "532", "540", "541", "545", "600", "601", "602", "604", "605", "606"),
    *("607", "608", "610", "620", "660", "661", "675", "676", "680", "686", "690", "692", "701"),
    *("702", "711", "712", "721", "722", "730", "801", "856"),
}
#: What is written in other words, and so is not found letter by letter in the result.
OTHER_WORDS = {
    *(("008", ""), ("020", "a"), ("020", "z"), ("300", "a"), ("300", "b"), ("504", "a")),
    *(("245", "a"), ("245", "b"), ("245", "c"), ("250", "a"), ("260", "g"), ("440", "a")),
    *(("490", "a"), ("246", "a"), ("655", "2"), ("830", "a")),
    *((tag, code) for tag in ("100", "600", "700") for code in "ade"),
    *((tag, code) for tag in ("110", "610", "710") for code in "ab"),
}


def records(language: str, count: int) -> Iterator[pymarc.Record]:
    path = FOLDER / f"{language}-dev.mrc"
    if not path.exists():
        pytest.skip("the shared test data are not beside the project")
    with path.open("rb") as stream:
        reader = pymarc.MARCReader(stream, to_unicode=True, force_utf8=True)
        yield from islice((each for each in reader if each is not None), count)


def letters(text: str) -> str:
    return "".join(each for each in text.casefold() if each.isalnum())


@pytest.mark.parametrize(
    ("language", "count", "practice"),
    [
        ("chi", 2000, "calis"),
        ("chi", 300, "nlc"),
        ("eng", 300, "calis"),
        ("rus", 100, "nlc"),
        ("jpn", 100, "calis"),
        ("kor", 100, "nlc"),
        ("ara", 100, "calis"),
        ("heb", 100, "nlc"),
    ],
)
def test_every_record_is_sound_cnmarc(language, count, practice):
    for marc in records(language, count):
        result = to_cnmarc(marc, practice)
        number = marc["001"].data
        made = result.marc
        assert not [each for each in result.noted if "could not be carried over" in each], number
        assert len(made["100"]["a"]) == 36, number
        assert made["200"].subfields[0].code == "a", number
        tags = {each.tag for each in made.fields}
        assert tags >= {"001", "101", "102", "105", "801"}, number
        assert tags <= KNOWN, number
        assert len(str(made.leader)) == 24
        assert str(made.leader).endswith(" 450 ")
        for field in made.fields:
            assert field.subfields or field.data, (number, field.tag)
            assert all(value.strip() for _, value in field.subfields), (number, field)


@pytest.mark.parametrize(("language", "count"), [("chi", 400), ("eng", 150), ("rus", 50)])
def test_every_subfield_is_there_again_or_has_its_reason(language, count):
    missing: Counter[tuple[str, str]] = Counter()
    for marc in records(language, count):
        result = to_cnmarc(marc, "nlc")
        texts = [value for field in result.marc.fields for _, value in field.subfields]
        whole = letters(" ".join([*texts, *(field.data or "" for field in result.marc.fields)]))
        for place, field in enumerate(marc.fields):
            tag = (field.get("6") or "")[:3] if field.tag == "880" else field.tag
            if not field.subfields:
                if (place, -1) not in result.left and letters(field.data or "") not in whole:
                    missing[tag, ""] += 1
                continue
            for own, (code, value) in enumerate(field.subfields):
                reasoned = code == "6" or (place, own) in result.left
                if not reasoned and letters(value) not in whole:
                    missing[tag, code] += 1
    assert set(missing) <= OTHER_WORDS, missing


def test_most_pinyin_of_chinese_records_is_that_of_the_record():
    by_machine = Counter(
        any("by machine" in each for each in to_cnmarc(marc, "calis").noted)
        for marc in records("chi", 500)
    )
    assert by_machine[True] / 500 < 0.15
