"""The look-up in a small catalogue: which records, and in which order."""

from collections.abc import Iterator

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse, serialize

from sparql.lookup import FIELDS, MOST, LookupIndex, finding
from tests.sparql.lookup.said import BASE, SaidLog, follow

TURTLE = """
@base <http://catena.example/> .
@prefix bf: <http://id.loc.gov/ontologies/bibframe/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix mads: <http://www.loc.gov/mads/rdf/v1#> .
<bib/b1#Work> bf:title <bib/b1#T> ; bf:contribution <bib/b1#C>, <bib/b1#C2> .
<bib/b1#T> bf:mainTitle "Hong lou meng", "红楼梦"@zh-hani ; bf:subtitle "xin yi" .
<bib/b1#C> bf:agent <bib/b1#A> . <bib/b1#A> rdfs:label "Cao, Xueqin", "曹雪芹"@zh-hani .
<bib/b1#C2> bf:agent <bib/b1#A2> . <bib/b1#A2> rdfs:label "Gao, E" .
<bib/b1#Instance> bf:title <bib/b1#T> ; bf:identifiedBy <bib/b1#I> .
<bib/b1#I> a bf:Isbn ; rdf:value "9787020002207" .
<bib/b2#Work> bf:title <bib/b2#T> . <bib/b2#T> bf:mainTitle "Hong lou meng yan jiu" .
<bib/b3#Work> bf:title <bib/b3#T> . <bib/b3#T> bf:mainTitle "Yan jiu Hong lou meng" .
<bib/b4#Work> bf:title <bib/b4#T> . <bib/b4#T> bf:mainTitle "Lüxing zhe" .
<bib/b4#Hub-1> bf:title <bib/b4#T2> . <bib/b4#T2> bf:mainTitle "Somewhere else" .
<bib/b5#Work> bf:title <bib/b5#T> . <bib/b5#T> bf:mainTitle "Canvas" .
<auth/a1#Agent> mads:authoritativeLabel "司马迁 (汉)"@zh-hani, "Sima, Qian" ;
  mads:hasVariant <auth/a1#V>, <auth/a1#V2> .
<auth/a1#V> mads:variantLabel "太史公"@zh-hani, "tai shi gong"@zh-latn-pinyin .
<auth/a1#V2> mads:variantLabel "Ssŭ-ma, Chʻien" .
<auth/a2#Hub> mads:authoritativeLabel "Sima, Qian. Shi ji" .
<auth/a3#Topic> mads:authoritativeLabel "Historians--Sima" ;
  mads:hasRelatedAuthority <auth/a3#Topic-1> .
<auth/a3#Topic-1> mads:authoritativeLabel "Chronicles" .
<bib/b9#Agent> mads:authoritativeLabel "Sima, Guang" .
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


def of(turtle: str) -> SaidLog:
    """A log of records that say these statements, each those about its own things."""
    records: dict[str, list[str]] = {}
    for quad in parse(turtle, RdfFormat.TURTLE):
        assert isinstance(quad.subject, NamedNode)
        path = quad.subject.value.removeprefix(BASE).partition("#")[0]
        line = serialize([quad.triple], format=RdfFormat.N_TRIPLES) or b""
        records.setdefault(path, []).append(line.decode().rstrip("\n"))
    log = SaidLog()
    for path, lines in records.items():
        log.say(path, lines)
    return log


def titled(*titles: str) -> SaidLog:
    """A log of one record for each title, in order from ``bib/b1``."""
    bf = "http://id.loc.gov/ontologies/bibframe/"
    log = SaidLog()
    for number, title in enumerate(titles, start=1):
        thing = f"<{BASE}bib/b{number}#"
        said = (f"{thing}Work> <{bf}title> {thing}T> .", f'{thing}T> <{bf}mainTitle> "{title}" .')
        log.say(f"bib/b{number}", said)
    return log


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LookupIndex]:
    index = LookupIndex(tmp_path_factory.mktemp("small"))
    index.begin(SaidLog.identity)
    follow(index, of(TURTLE))
    yield index
    index.close()


@pytest.mark.parametrize(("field", "typed", "found"), LOOKED_UP)
def test_the_records_are_found_the_best_first(
    small: LookupIndex, field: str, typed: str, found: list[str]
) -> None:
    paths = small.look_up(typed, field).paths
    assert [path.removeprefix("bib/") for path in paths] == found


@pytest.mark.parametrize(("field", "typed", "found"), HEADINGS)
def test_authorities_are_found_by_every_form_they_have(
    small: LookupIndex, field: str, typed: str, found: list[str]
) -> None:
    paths = small.headings(typed, field).paths
    assert [path.removeprefix("auth/") for path in paths] == found


def test_the_table_of_look_ups_is_whole() -> None:
    assert {field for field, _, _ in LOOKED_UP} == set(FIELDS)
    assert len(LOOKED_UP) == 24


#: Every part of what is written without spaces finds it, one sign alone too.
PARTS = [
    "红",
    "梦",
    "楼",
    "红楼",
    "楼梦",
    "红楼梦",
    "梦研究",
    "究",
    "三国",
    "第2",
    "2卷",
    "卷",
    "اب",
]


@pytest.mark.parametrize("typed", PARTS)
def test_a_title_is_found_by_any_part_of_it_in_a_script_without_spaces(
    index: LookupIndex, typed: str
) -> None:
    follow(index, titled("红楼梦研究 三国", "第2卷", "كتاب", "Hong lou meng"))
    [found] = index.look_up(typed, "title").paths
    assert found == {"第": "bib/b2", "2": "bib/b2", "卷": "bib/b2", "ا": "bib/b3"}.get(
        typed[0], "bib/b1"
    )


def test_signs_that_stand_apart_are_not_found_as_one_word(index: LookupIndex) -> None:
    follow(index, titled("红与黑", "黑红", "红 黑"))
    assert index.look_up("红黑").paths == ()
    assert set(index.look_up("红 黑").paths) == {"bib/b1", "bib/b2", "bib/b3"}


@pytest.mark.parametrize(
    "typed",
    ["zhongguo", "zhongguoli", "zhongguolishi", "lishi", "lishididejianjie", "dejianjie"],
)
def test_words_that_follow_one_another_are_found_written_as_one(
    index: LookupIndex, typed: str
) -> None:
    follow(index, titled("Zhong guo li shi di de jian jie", "Li shui"))
    assert index.look_up(typed, "title").paths == ("bib/b1",)


@pytest.mark.parametrize("typed", ["C++", "c#", "c++ c#", "cplus", "+"])
def test_signs_that_make_names_are_looked_for_and_never_read_as_a_query(
    index: LookupIndex, typed: str
) -> None:
    follow(index, titled("C++ and C#", "Plain C"))
    expected = ("bib/b1",) if typed in ("C++", "c#", "c++ c#") else ()
    assert index.look_up(typed, "title").paths == expected


@pytest.mark.parametrize(
    "typed", ['"', "a AND b", "titles : x", "NEAR(a b)", "*", "a*", "_a", "\0", "{x}", "x" * 500]
)
@pytest.mark.parametrize("field", FIELDS)
def test_nothing_that_is_typed_breaks_a_look_up(small: LookupIndex, typed: str, field: str) -> None:
    assert len(small.look_up(typed, field).paths) <= MOST
    assert len(small.headings(typed, field).paths) <= MOST
    assert small.look_up("红楼梦" * 100, field).paths == ()


def test_no_more_than_a_few_pages_are_given_and_it_is_said_that_there_are_more(
    index: LookupIndex,
) -> None:
    follow(index, titled(*["The same"] * (MOST + 50)), portion=1000)
    found = index.look_up("same", "title")
    assert (len(found.paths), found.more) == (MOST, True)
    found = index.look_up("the same", "title")
    assert (len(found.paths), found.more) == (MOST, True)


def test_exactly_as_many_as_are_given_are_all(index: LookupIndex) -> None:
    follow(index, titled(*["The same"] * MOST), portion=1000)
    found = index.look_up("same", "title")
    assert (len(found.paths), found.more) == (MOST, False)


def test_what_begins_with_a_frequent_word_comes_first_however_many_have_it(
    index: LookupIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "READ", 10)
    monkeypatch.setattr(finding, "COMMON", 5)
    follow(index, titled(*["A long history"] * 30, "History", "History of bread"), portion=1000)
    found = index.look_up("history", "title")
    assert found.paths[:2] == ("bib/b31", "bib/b32")
    assert found.more


def test_an_empty_catalogue_has_nothing(index: LookupIndex) -> None:
    assert [index.look_up("9787020002207", field).paths for field in FIELDS] == [()] * 4
