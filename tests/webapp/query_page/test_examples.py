"""Every worked example has an answer over the samples that a librarian can check."""

import csv
import io

import pytest

from sparql.advice import advice
from sparql.examples import GROUPS, Example, examples
from sparql.service.answers import QueryRequest
from sparql.service.evaluation import InProcess
from store import Store

ALL = {example.name: example for group in GROUPS for example in examples(group)}
LC = "http://id.loc.gov/vocabulary"
#: What stands in a row of the answer: some of its columns with their whole values.
ROWS: dict[str, dict[str, str]] = {
    "works-by-an-author": {"title": "呐喊", "year": "1923"},
    "translations": {"from": f"{LC}/languages/eng", "into": f"{LC}/languages/chi", "works": "3"},
    "translations-of-a-work": {"language": f"{LC}/languages/fre"},
    "titles-in-two-scripts": {"original": "雪國", "script": "ja", "romanised": "Yukiguni"},
    "editions-of-a-work": {"publisher": "人民文学出版社", "year": "2008", "copies": "10"},
    "other-editions-and-translations": {
        "language": f"{LC}/languages/fre",
        "main": "Le rêve dans le pavillon rouge",
    },
    "the-most-translated-works": {
        "work": "Cao, Xueqin, approximately 1717-1763. Hong lou meng",
        "languages": "2",
    },
    "series": {"series": "Sammlung Vieweg", "number": "Heft 38"},
    "forms-of-a-name": {"form": "Гарсиа Маркес, Габриэль", "script": "und-cyrl"},
    "who-worked-together": {"other": "Hawkes, David, 1923-2009", "works": "1"},
    "what-people-did": {"role": f"{LC}/relators/trl"},
    "names-in-several-scripts": {"scripts": "3"},
    "earlier-and-later-names": {"name": "北京大学", "other": "京师大学堂"},
    "subjects": {"subject": "章回小说--中国--明代", "works": "2"},
    "subjects-that-co-occur": {"other": "Computer algorithms", "works": "2"},
    "classes": {"class": "I", "works": "47"},
    "works-in-a-class": {"number": "I247.55"},
    "what-a-library-holds": {"shelfmark": "AP20 .A58", "title": "Annales"},
    "who-holds-a-book": {"library": "Fudan University Library", "barcode": "9100035771"},
    "copies-and-volumes": {"code": "PKU", "shelfmark": "I210.1/L86", "volumes": "第一卷"},
    "copies-per-library": {"library": "Peking University Library", "copies": "95"},
    "languages-by-library": {"code": "FDU", "language": f"{LC}/languages/chi", "works": "16"},
    "only-in-one-library": {"library": "NJU", "copies": "2"},
    "publications-by-year": {"year": "1867", "publications": "1"},
    "publications-by-country": {"country": f"{LC}/countries/fr", "publications": "8"},
    "languages": {"language": f"{LC}/languages/ger", "works": "8"},
    "publishers-of-a-city": {"publisher": "中华书局", "publications": "5"},
    "works-without-subjects": {"title": "L'étranger : roman"},
    "authorities-without-books": {"name": "中华书局"},
    "books-without-an-isbn": {"title": "鲁迅全集"},
    "one-number-for-several-editions": {"isbn": "9787020002207", "editions": "2"},
    "copies-without-a-location": {"code": "NJU", "shelfmark": "TP181/L32"},
}
#: What the text of an answer says that has no rows.
TEXTS = {
    "a-small-description": "<http://purl.org/dc/terms/creator>",
    "describe-a-record": '"北京: 新潮社, 1923"@zh-hani',
    "is-there-a-translation": '"boolean":true',
}


@pytest.fixture(scope="module")
def service(union: Store) -> InProcess:
    """All the samples, as `catena demo` loads them."""
    return InProcess(union.graph)


def test_there_are_more_than_twenty_and_each_has_its_fact() -> None:
    assert len(ALL) > 20
    assert len(ALL) == sum(len(examples(group)) for group in GROUPS), "a name is there twice"
    assert ROWS.keys() | TEXTS.keys() == ALL.keys()


@pytest.mark.parametrize("name", ROWS)
def test_a_worked_example_finds_what_is_there(service: InProcess, name: str) -> None:
    answer = service.answer(QueryRequest(ALL[name].text, "text/csv"))
    assert answer.failure is None
    rows = list(csv.DictReader(io.StringIO(answer.whole().decode())))
    assert any(ROWS[name].items() <= row.items() for row in rows)
    assert all(any(row.values()) for row in rows)


@pytest.mark.parametrize("name", TEXTS)
def test_a_worked_example_without_rows_says_what_is_there(service: InProcess, name: str) -> None:
    answer = service.answer(QueryRequest(ALL[name].text))
    assert answer.failure is None
    assert TEXTS[name] in answer.whole().decode()


@pytest.mark.parametrize("example", ALL.values(), ids=list(ALL))
def test_a_worked_example_is_explained_in_two_lines_and_gives_a_good_example(
    example: Example,
) -> None:
    first, second, *rest = example.text.splitlines()
    assert (first, second) == (f"# {example.title}", f"# {example.shows}")
    assert example.shows.endswith(".")
    assert not rest[0].startswith("#") or example.view in ("chart", "map")
    assert max(len(line) for line in example.text.splitlines()) <= 100
    assert advice(example.text) == []
