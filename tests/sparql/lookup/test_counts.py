"""The counts are those SPARQL finds in the graph, whatever came and went."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Store

from sparql.lookup import LookupIndex
from sparql.lookup.facts import Kept, pack, unpack
from tests.sparql.lookup.said import BASE, SaidLog, asked, follow

BF = "http://id.loc.gov/ontologies/bibframe/"
A = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"
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
    assert counts.kinds == {"auth": 24, "bib": 118, "holding": 7, "member": 12}
    assert len(counts.libraries) == 12
    assert len(counts.classes) == 100


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
    st.lists(st.tuples(st.integers(1, 1 << 40), st.integers(1, 300))),
    st.lists(st.integers(1, 1 << 20)),
    st.lists(st.tuples(st.integers(1, 999), st.integers(0, (1 << 63) - 1), st.integers(1, 3))),
)
def test_facts_are_kept_as_they_were(
    tallies: list[tuple[int, int]], foreign: list[int], held: list[tuple[int, int, int]]
) -> None:
    kept = Kept(tuple(tallies), tuple(foreign), tuple(held))
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
    log.say(path, [])
    follow(index, log)
    assert index.counts().classes == [(f"{BF}Language", 1)]
    log.say("bib/b7", [])
    follow(index, log)
    counts = index.counts()
    assert (counts.classes, counts.statements, counts.kinds) == ([], 0, {})
