"""The look-up in a small catalogue: which records, and in which order."""

import pytest
from pyoxigraph import RdfFormat, Store

from sparql.lookup import FIELDS, Index
from sparql.ranking import MOST

TURTLE = """
@prefix bf: <http://id.loc.gov/ontologies/bibframe/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix mads: <http://www.loc.gov/mads/rdf/v1#> .
@prefix : <e:> .
<e:b1#Work> bf:title <e:b1#T> ; bf:contribution <e:b1#C>, <e:b1#C2> .
<e:b1#T> bf:mainTitle "Hong lou meng", "红楼梦"@zh-hani ; bf:subtitle "xin yi" .
<e:b1#C> bf:agent <e:b1#A> . <e:b1#A> rdfs:label "Cao, Xueqin", "曹雪芹"@zh-hani .
<e:b1#C2> bf:agent <e:b1#A2> . <e:b1#A2> rdfs:label "Gao, E" .
<e:b1#Instance> bf:title <e:b1#T> ; bf:identifiedBy <e:b1#I> .
<e:b1#I> a bf:Isbn ; rdf:value "9787020002207" .
<e:b2#Work> bf:title <e:b2#T> . <e:b2#T> bf:mainTitle "Hong lou meng yan jiu" .
<e:b3#Work> bf:title <e:b3#T> . <e:b3#T> bf:mainTitle "Yan jiu Hong lou meng" .
<e:b4#Work> bf:title <e:b4#T> . <e:b4#T> bf:mainTitle "Lüxing zhe" .
<e:b4#Hub-1> bf:title <e:b4#T2> . <e:b4#T2> bf:mainTitle "Somewhere else" .
<e:b5#Work> bf:title <e:b5#T> . <e:b5#T> bf:mainTitle "Canvas" .
<e:/auth/a1#Agent> mads:authoritativeLabel "司马迁 (汉)"@zh-hani, "Sima, Qian" ;
  mads:hasVariant <e:/auth/a1#V>, <e:/auth/a1#V2> .
<e:/auth/a1#V> mads:variantLabel "太史公"@zh-hani, "tai shi gong"@zh-latn-pinyin .
<e:/auth/a1#V2> mads:variantLabel "Ssŭ-ma, Chʻien" .
<e:/auth/a2#Hub> mads:authoritativeLabel "Sima, Qian. Shi ji" .
<e:/auth/a3#Topic> mads:authoritativeLabel "Historians--Sima" ;
  mads:hasRelatedAuthority <e:/auth/a3#Topic-1> .
<e:/auth/a3#Topic-1> mads:authoritativeLabel "Chronicles" .
<e:/bib/b9#Agent> mads:authoritativeLabel "Sima, Guang" .
"""
HEADINGS = [
    ("any", "sima", ["a1", "a2", "a3"]),  # what begins with it before what has it
    ("author", "sima", ["a1"]),
    ("title", "sima qian", ["a2"]),
    ("isbn", "sima", []),
    ("any", "太史公", ["a1"]),
    ("any", "taishigong", ["a1"]),
    ("any", "ssu ma chien", ["a1"]),
    ("any", "chien gong", []),  # of two forms
    ("any", "chronicles", []),  # a heading the record speaks of
    ("any", "guang", []),  # of a bibliographic record
    ("any", "", []),
]
LOOKED_UP = [
    ("title", "hong lou meng", ["b1", "b2", "b3"]),
    ("title", "meng LOU hóng", ["b1", "b2", "b3"]),
    ("title", "hongloumeng", ["b1", "b2", "b3"]),
    ("title", "红楼", ["b1"]),
    ("title", "hong lou meng yan jiu", ["b2", "b3"]),
    ("title", "meng xin yi", ["b1"]),
    ("title", "红楼梦 xin", []),  # in two titles, not in one
    ("title", "lvxing", ["b4"]),
    ("title", "canvas", ["b5"]),
    ("title", "somewhere", []),  # the title of something the record speaks of
    ("title", "xueqin", []),
    ("title", "!!!", []),
    ("author", "Xueqin Cao", ["b1"]),
    ("author", "caoxueqin", ["b1"]),
    ("author", "cao gao", []),  # two people
    ("author", "meng", []),
    ("any", "红楼梦 曹雪芹", ["b1"]),
    ("any", "cao gao", ["b1"]),
    ("any", "7-02-000220-X", ["b1"]),
    ("any", "nobody", []),
    ("isbn", "9787020002207", ["b1"]),
    ("isbn", "702000220X", ["b1"]),
    ("isbn", "9787020002208", []),
    ("isbn", "hong", []),
]


@pytest.fixture(scope="module")
def index() -> Index:
    store = Store()
    store.load(TURTLE, RdfFormat.TURTLE)
    return Index(store)


@pytest.mark.parametrize(("field", "typed", "found"), LOOKED_UP)
def test_the_records_are_found_the_best_first(
    index: Index, field: str, typed: str, found: list[str]
) -> None:
    assert [record.removeprefix("e:") for record in FIELDS[field](index, typed)] == found


@pytest.mark.parametrize(("field", "typed", "found"), HEADINGS)
def test_authorities_are_found_by_every_form_they_have(
    index: Index, field: str, typed: str, found: list[str]
) -> None:
    headings = index.headings(typed, field)
    assert [heading.removeprefix("e:/auth/") for heading in headings] == found


def test_the_table_of_look_ups_is_whole() -> None:
    assert {field for field, _, _ in LOOKED_UP} == set(FIELDS)
    assert len(LOOKED_UP) == 24


def test_no_more_than_a_few_pages_are_given() -> None:
    store = Store()
    title = "http://id.loc.gov/ontologies/bibframe/"
    lines = (
        f'<e:b{n}#Work> <{title}title> <e:t{n}> . <e:t{n}> <{title}mainTitle> "The same" .'
        for n in range(MOST + 50)
    )
    store.load("\n".join(lines), RdfFormat.TURTLE)
    assert len(Index(store).by_title("same")) == MOST


def test_an_empty_catalogue_has_nothing() -> None:
    index = Index(Store())
    assert [look_up(index, "9787020002207") for look_up in FIELDS.values()] == [[]] * 4
