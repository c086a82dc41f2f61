"""The measurement of queries: the mix runs, is the same each time, and its tables say what was."""

from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store

from bench.queries.alike import difference, result
from bench.queries.asked import Drawn, Question, mixed, questions
from bench.queries.client import Answered
from bench.queries.peers import BARE, FRESH, KEPT
from bench.queries.rounds import Asked, Pass
from bench.queries.tables import percentile, written
from bench.queries.virtuoso import NAME as VIRTUOSO

JSON = "application/sparql-results+json"
PREFIXES = """
@prefix bf: <http://id.loc.gov/ontologies/bibframe/> .
@prefix bflc: <http://id.loc.gov/ontologies/bflc/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""
BOOK = """
<urn:w{n}> a bf:Work ; bf:language <urn:eng> ; bf:contribution <urn:c{n}> ; bf:subject <urn:s{n}> .
<urn:c{n}> a bf:PrimaryContribution ; bf:agent <urn:a{n}> . <urn:a{n}> rdfs:label "Name, {n}" .
<urn:s{n}> rdfs:label "Heading {n}"@en . <urn:w{n}> bf:hasInstance <urn:i{n}> .
<urn:i{n}> a bf:Instance ; bf:title <urn:t{n}> ; bf:identifiedBy <urn:l{n}>, <urn:o{n}> ;
  bf:provisionActivity <urn:p{n}> . <urn:t{n}> bf:mainTitle "Letters number {n}" .
<urn:l{n}> a bf:Lccn ; rdf:value "   0000{n} " . <urn:o{n}> a bf:OclcNumber ; rdf:value "{n}" .
<urn:p{n}> bf:place <urn:mau> ; bflc:simplePlace "Boston" ; bflc:simpleDate "195{n}" .
"""


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("graph") / "generation"
    turtle = PREFIXES + "".join(BOOK.format(n=n) for n in range(6))
    Store(str(folder)).load(turtle, RdfFormat.TURTLE)
    return folder


@pytest.fixture(scope="module")
def drawn(graph: Path) -> Drawn:
    return Drawn(graph, 64)


def test_the_mix_has_twenty_queries_of_every_kind() -> None:
    kinds = [question.kind for question in questions()]
    assert len(kinds) == 20
    assert {kind: kinds.count(kind) for kind in kinds} == {
        "point": 6, "join": 5, "filter": 3, "count": 3, "top": 2, "path": 1,
    }  # fmt: skip


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.name)
def test_a_query_of_the_mix_runs_with_terms_of_the_data(
    question: Question, graph: Path, drawn: Drawn
) -> None:
    store = Store.read_only(str(graph))
    for text in drawn.texts(question, 0, 3):
        store.query(text)
        for parameter in question.parameters:
            assert f"?{parameter} " not in text


def test_two_draws_from_the_same_data_are_the_same(graph: Path, drawn: Drawn) -> None:
    again = Drawn(graph, 64)
    for turn in range(3):
        assert mixed(drawn, questions(), turn) == mixed(again, questions(), turn)
    assert mixed(drawn, questions(), 0) != mixed(drawn, questions(), 1)


def test_a_round_asks_each_query_as_often_as_it_says(drawn: Drawn) -> None:
    asked = [question.name for question, _ in mixed(drawn, questions(), 0)]
    assert {name: asked.count(name) for name in asked} == {
        question.name: question.times for question in questions()
    }


def json(body: str, status: int = 200, *, whole: bool = True) -> Answered:
    return Answered(status, body.encode(), JSON, 0.1, whole=whole, kept=False)


ROWS = """{"head": {"vars": ["b", "a"]}, "results": {"bindings": [%s]}}"""
ONE = '{"a": {"type": "uri", "value": "urn:x"}, "b": {"type": "literal", "value": "%s"%s}}'
INTEGER = ', "datatype": "http://www.w3.org/2001/XMLSchema#integer"'


def test_results_are_the_same_whatever_the_order_of_rows_and_the_spelling_of_numbers() -> None:
    two = result(json(ROWS % f"{ONE % ('7', INTEGER)}, {ONE % ('x', '')}"))
    same = result(json(ROWS % f"{ONE % ('x', '')}, {ONE % ('7.0', INTEGER)}"))
    assert two is not None
    assert difference(two, same) == ""
    assert difference(two, result(json(ROWS % (ONE % ("x", ""))))) == "2 and 1 rows"
    other = result(json(ROWS % f"{ONE % ('7', '')}, {ONE % ('y', '')}"))
    assert difference(two, other) == "1 of 2 rows differ"


@pytest.mark.parametrize(
    "cut",
    [
        json(ROWS % "", 503),
        json(ROWS % "", whole=False),
        json((ROWS % ONE)[:-2]),
        json("cancelled"),
    ],
)
def test_an_answer_that_is_not_whole_is_no_result(cut: Answered) -> None:
    assert result(cut) is None
    assert difference(result(cut), result(json(ROWS % ""))) == "only one of them answered"


def test_an_ask_is_compared_whatever_an_engine_calls_its_answer() -> None:
    said = '{"head": {"vars": ["__ASK_RETVAL"]}, "results": {"bindings": [%s]}}'
    yes = '{"__ASK_RETVAL": {"type": "typed-literal", "value": "1"}}'
    for told, answer in ((said % yes, "true"), (said % "", "false")):
        ours = json(f'{{"head": {{}}, "boolean": {answer}}}')
        assert difference(result(json(told)), result(ours)) == ""


def test_graphs_are_compared_by_their_statements() -> None:
    triples = '<urn:a> <urn:b> "c" .\n<urn:a> <urn:b> <urn:d> .\n'
    first = Answered(200, triples.encode(), "application/n-triples", 0.1, whole=True, kept=False)
    turtle = b'<urn:a> <urn:b> <urn:d> , "c" .'
    other = Answered(200, turtle, "text/turtle", 0.1, whole=True, kept=False)
    assert difference(result(first), result(other)) == ""


@pytest.mark.parametrize(("part", "expected"), [(0.5, 50), (0.95, 95), (0.99, 99), (1, 100)])
def test_percentiles_are_values_that_were_measured(part: float, expected: float) -> None:
    assert percentile(range(100, 0, -1), part) == expected
    assert percentile([4.0], part) == 4.0


def test_the_tables_say_what_is_added_who_wins_and_what_differs() -> None:
    point, count = (
        next(one for one in questions() if one.kind == kind) for kind in ("point", "count")
    )
    times = {FRESH: (0.003, 2.0), KEPT: (0.001, 0.001), BARE: (0.001, 2.0), VIRTUOSO: (0.004, 0.5)}
    answers = [
        Asked(
            way,
            clients,
            question,
            seconds,
            answered=way != BARE or question != count,
            kept=way == KEPT,
        )
        for way, both in times.items()
        for clients in (1, 2)
        for question, seconds in zip((point, count), both, strict=True)
    ]
    passes = [Pass(way, clients, 2, sum(both)) for way, both in times.items() for clients in (1, 2)]
    said = {(VIRTUOSO, count.name): "2 and 1 rows"}
    text = written(list(times), [point, count], answers, passes, said)
    rows = [line.split(" | ") for line in text.splitlines() if line.startswith("| ")]
    assert "2.00 ms (2.00 to 2.00)" in text
    assert f"{VIRTUOSO}, {count.name}: 2 and 1 rows" in text
    assert f"| {count.name} | 500 | 2,000 | 4.0 | 1 |" in text
    assert f"| {point.name} | 4 " not in text
    (bare,) = (row for row in rows if row[0] == f"| {BARE}" and row[1] == "1")
    assert bare[3] == "1.00"
    assert f"{FRESH}: 0 of 4; {KEPT}: 4 of 4" in text
    assert bare[-1] == "1 of 2 |"
    assert len({len(row) for row in rows}) == 3  # three tables and no broken row
