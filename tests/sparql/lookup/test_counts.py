"""The counts are those SPARQL finds in the graph, whatever came and went."""

import sqlite3
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Store

from sparql.lookup import Link, LookupIndex
from sparql.lookup.counts import LINKS
from sparql.lookup.index import FILE
from sparql.lookup.packing import Kept, pack, unpack
from sparql.lookup.spaces import space
from tests.sparql.lookup.said import BASE, SaidLog, asked, follow

BF = "http://id.loc.gov/ontologies/bibframe/"
A = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"
SAME = "http://www.w3.org/2002/07/owl#sameAs"
CHINESE = "<http://id.loc.gov/vocabulary/languages/chi>"
LIBRARY = f"<{BASE}member/PKU#Library>"

#: What a record may say; ``{0}`` is its document.
SAYINGS = (
    f"<{{0}}#Work> {A} <{BF}Work> .",
    f"<{{0}}#Work> {A} <{BF}Text> .",
    f"<{{0}}#Work> <{BF}language> {CHINESE} .",
    f"<{{0}}#Work> <{BF}language> <http://id.loc.gov/vocabulary/languages/eng> .",
    f'<{{0}}#Work> <{BF}language> "chi" .',
    f"<{{0}}#Other> <{BF}language> {CHINESE} .",
    f"<{{0}}> {A} <http://e/Document> .",
    f"{CHINESE} {A} <{BF}Language> .",
    f'{CHINESE} {LABEL} "Chinese"@en .',
    f"<http://e/1#Work> <{BF}language> {CHINESE} .",
    f"<http://e/1#Item> <{BF}heldBy> {LIBRARY} .",
    *(f"<{{0}}#Item{n}> <{BF}heldBy> {LIBRARY} ." for n in range(3)),
    *(f"<{{0}}#Item{n}> <{BF}itemOf> <{BASE}bib/b{n // 2}#Instance> ." for n in range(3)),
    f"<{{0}}#Item1> <{BF}heldBy> <http://e/library> .",
    f"<{{0}}#Item1> <{BF}itemOf> <http://e/edition> .",
    f"<{{0}}#Work> <{SAME}> <http://viaf.org/viaf/1> .",
    f"<{{0}}#Work> <{SAME}> <http://viaf.org/viaf/2> .",
    f"<{{0}}> <{SAME}> <urn:isbn:7020000000> .",
    f"<{BASE}auth/a1#Agent> <{SAME}> <http://viaf.org/viaf/3> .",
)
MEMBER = (
    f"<{{0}}#Library> {A} <{BF}Organization> .",
    f'<{{0}}#Library> <{BF}code> "PKU" .',
    f'<{{0}}#Library> {LABEL} "北京\\t大学"@zh-hans .',
    f'<{{0}}#Library> {LABEL} "Peking"@EN .',
)
PATHS = ("bib/b1", "bib/b2", "holding/h1", "holding/h2", "member/PKU")


def assert_as_sparql(index: LookupIndex, graph: Store) -> None:
    counts = index.counts()
    assert counts.statements == len(graph)
    assert counts.items == int(asked(graph, "items")[0]["items"])
    classes = [(row["class"], int(row["things"])) for row in asked(graph, "classes")]
    assert counts.classes == classes
    properties = [(row["property"], int(row["statements"])) for row in asked(graph, "properties")]
    assert counts.properties == properties
    links = [
        Link(row["property"], row["space"], int(row["statements"])) for row in asked(graph, "links")
    ]
    assert counts.links == links
    languages = [(row["language"], int(row["works"])) for row in asked(graph, "languages")]
    assert counts.languages == languages
    members = [
        (
            *(row["library"], row["language"], row["label"]),
            *(int(row.get("records", 0)), int(row.get("items", 0))),
        )
        for row in asked(graph, "members")
    ]
    assert [
        (library, language, name, held.editions, held.copies)
        for library, held in counts.libraries.items()
        for language, name in held.names
    ] == members


def test_the_counts_of_the_samples_are_those_of_sparql(
    samples_said: SaidLog, samples_index: LookupIndex
) -> None:
    assert_as_sparql(samples_index, samples_said.graph())
    counts = samples_index.counts()
    assert counts.kinds == {"auth": 22, "bib": 101, "holding": 7, "hub": 5, "member": 12}
    assert len(counts.libraries) == 12
    assert len(counts.classes) > 100
    assert len(counts.properties) > 50
    assert {link.space for link in counts.links} > {
        "http://id.loc.gov/vocabulary/",
        "http://id.loc.gov/authorities/",
    }


type Step = tuple[str, set[int]]

steps = st.lists(
    st.tuples(st.sampled_from(PATHS), st.sets(st.integers(0, len(SAYINGS) - 1))), max_size=8
)


@settings(max_examples=30, deadline=None)
@given(st.lists(steps, min_size=1, max_size=3))
def test_the_counts_are_those_of_sparql_after_any_changes(portions: list[list[Step]]) -> None:
    log = SaidLog()
    with TemporaryDirectory() as folder:
        index = LookupIndex(Path(folder))
        index.begin(SaidLog.identity)
        for portion in portions:
            for path, chosen in portion:
                said = MEMBER if path == "member/PKU" and chosen else ()
                lines = [*(SAYINGS[number] for number in chosen), *said]
                log.say(path, (line.replace("{0}", BASE + path) for line in lines))
            follow(index, log)
            assert_as_sparql(index, log.graph())
        live = [record.kind for record, _ in log.live()]
        assert index.counts().kinds == {kind: live.count(kind) for kind in live}
        assert index.check(log.log, deep=True).equal
        index.close()


@given(
    st.dictionaries(st.integers(1, 1 << 40), st.integers(1, 300)),
    st.lists(st.integers(1, 1 << 20)),
    st.lists(st.tuples(st.integers(1, 999), st.integers(0, (1 << 63) - 1), st.integers(1, 3))),
)
def test_facts_are_kept_as_they_were(
    tallies: dict[int, int], foreign: list[int], held: list[tuple[int, int, int]]
) -> None:
    kept = Kept(tallies, tuple(foreign), tuple(held))
    assert unpack(pack(kept)) == kept


@pytest.mark.parametrize("path", ["bib/b1", "holding/h1"])
def test_a_statement_many_records_make_counts_until_the_last_of_them_goes(
    log: SaidLog, index: LookupIndex, path: str
) -> None:
    language = f"{CHINESE} {A} <{BF}Language> ."
    log.say(path, [language])
    log.say("bib/b7", [language])
    follow(index, log)
    assert index.counts().classes == [(f"{BF}Language", 1)]
    assert index.counts().properties == [(A[1:-1], 1)]
    log.say(path, [])
    follow(index, log)
    assert index.counts().classes == [(f"{BF}Language", 1)]
    log.say("bib/b7", [])
    follow(index, log)
    counts = index.counts()
    assert (counts.classes, counts.statements, counts.kinds) == ([], 0, {})
    assert counts.properties == []


def test_a_link_counts_for_whoever_says_it_when_it_is_about_our_things(
    log: SaidLog, index: LookupIndex
) -> None:
    own = f"<{BASE}auth/a1#Agent> <{SAME}> <http://viaf.org/viaf/1> ."
    log.say("bib/b1", [own, f"<http://e/x/1> <{SAME}> <http://viaf.org/viaf/1> ."])
    log.say("bib/b2", [own, f"<{BASE}bib/b2#Work> <{SAME}> <{BASE}bib/b1#Work> ."])
    log.say("bib/b3", [f"<{BASE}bib/b3#Work> {A} <http://e/x/Work> ."])
    log.say("bib/b4", [f"<{BASE}bib/b4#Work> <{SAME}> <http://viaf.org/viaf/2> ."])
    follow(index, log)
    assert index.counts().links == [Link(SAME, "http://viaf.org/viaf/", 2)]


def test_only_the_links_most_used_are_told(log: SaidLog, index: LookupIndex) -> None:
    many = [f"<{BASE}bib/b1#Work> <{SAME}> <http://e{n}/x/y> ." for n in range(LINKS + 5)]
    often = [f"<{BASE}bib/b1#Work> <{SAME}> <http://z/x/{n}> ." for n in range(2)]
    log.say("bib/b1", [*many, *often])
    follow(index, log)
    links = index.counts().links
    assert (len(links), links[0]) == (LINKS, Link(SAME, "http://z/x/", 2))


@pytest.mark.parametrize(
    ("iri", "wanted"),
    [
        ("http://id.loc.gov/vocabulary/languages/chi", "http://id.loc.gov/vocabulary/"),
        ("http://id.loc.gov/authorities/names/n79", "http://id.loc.gov/authorities/"),
        ("http://viaf.org/viaf/1", "http://viaf.org/viaf/"),
        ("http://www.wikidata.org/entity/Q1#a", "http://www.wikidata.org/entity/"),
        ("https://e:8443/x/y", "https://e:8443/x/"),
        ("http://e/x", "http://e/"),
        ("http://e/x#y/z", "http://e/"),
        ("http://e/?a/b", "http://e/"),
        ("http://e", "http://e"),
        ("http://e#x", "http://e"),
        ("urn:isbn:7020000000", "urn:isbn:"),
        ("info:lc/authorities/n1", "info:lc/"),
        ("mailto:somebody@example.org", "mailto:"),
        ("no IRI", ""),
    ],
)
def test_a_space_is_told_from_the_iri(iri: str, wanted: str) -> None:
    assert space(f"<{iri}>".encode()) == wanted.encode()
    assert space(f"<{iri}> .".encode()) == wanted.encode()


def test_a_count_that_is_back_at_nothing_is_forgotten(
    log: SaidLog, index: LookupIndex, tmp_path: Path
) -> None:
    for number in range(3):
        said = f"<{BASE}bib/b1#Work> <{SAME}> <http://e{number}/x/y> ."
        log.say("bib/b1", [said])
        follow(index, log)
        with sqlite3.connect(tmp_path / FILE) as file:
            values = [value for (value,) in file.execute("SELECT value FROM tally")]
        file.close()
        assert sorted(values) == ["bib", SAME, f"{SAME}\thttp://e{number}/x/"]
    assert index.check(log.log, deep=True).equal
