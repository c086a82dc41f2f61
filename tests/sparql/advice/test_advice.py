"""Advice before a query runs: what it says, what it does not say, and that nothing stops it."""

from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sparql
from sparql.advice import advice, plan
from sparql.advice.advising import LONGEST
from sparql.advice.layout import CROSS as CROSS_IN_PLAN

BF = "PREFIX bf: <http://id.loc.gov/ontologies/bibframe/>\n"
EXAMPLES = sorted(Path(sparql.__file__).parent.joinpath("queries").rglob("*.rq"))
CROSSED = ("Nothing joins", "Only a FILTER joins")


def said(query: str) -> str:
    return " ".join(one.sentence for one in advice(BF + query))


def crossed(query: str) -> bool:
    return any(words in said(query) for words in CROSSED)


APART = [
    "SELECT * { ?a bf:title ?b . ?c bf:agent ?d }",
    "SELECT * { ?a bf:title ?b . OPTIONAL { ?c bf:agent ?d } }",
    "SELECT * { ?a bf:title ?b . { SELECT ?c { ?c bf:agent ?a } } }",
    "SELECT * { { ?a bf:title ?b } { ?c bf:agent ?d } }",
    "SELECT * { ?a bf:title ?b . ?c bf:agent ?d FILTER(?b = ?d) }",
    "SELECT * { ?a bf:title/bf:mainTitle ?b . ?c bf:agent|bf:role ?d . ?d a bf:Agent }",
    "SELECT (COUNT(*) AS ?n) { ?a a bf:Work . ?b a bf:Item }",
    "SELECT * { { ?a bf:title ?b . ?c bf:agent ?d } UNION { ?a bf:role ?b } }",
    "CONSTRUCT { ?a bf:x ?c } WHERE { ?a bf:title ?b . ?c bf:agent ?d }",
    "ASK { ?a bf:title [ bf:mainTitle ?b ] . [] bf:agent ?d }",
    "SELECT * { ?a bf:title ?b . ?c bf:agent ?d BIND(CONCAT(?b, ?d) AS ?e) }",
    "SELECT * { ?a bf:title ?b . ?c bf:agent ?d BIND(STR(?b) AS ?e) FILTER(?e = ?d) }",
]
TOGETHER = [
    "SELECT * { ?a bf:title ?b ; bf:agent ?d . ?d bf:role ?e, ?f }",
    "SELECT * { ?a bf:title ?b . OPTIONAL { ?a bf:agent ?d } }",
    "SELECT * { ?a bf:title ?b . { SELECT ?a { ?a bf:agent ?d } LIMIT 5 } }",
    "SELECT * { ?a bf:title ?b . { ?a bf:agent ?d } UNION { ?e bf:agent ?a } }",
    "SELECT * { ?a bf:title [ bf:mainTitle ?b ] . ?c bf:agent ?a }",
    "SELECT * { ?a bf:title _:t . _:t bf:mainTitle ?b }",
    "SELECT * { ?a bf:title ?b FILTER NOT EXISTS { ?c bf:agent ?a . ?c bf:role ?d } }",
    "SELECT * { ?a (bf:title|^bf:of)*/bf:agent ?b . ?b bf:role ?c }",
    "SELECT * { ?a bf:title ?b MINUS { ?a bf:agent ?d } }",
    "SELECT * { VALUES (?a ?c) { (<x:a> <x:c>) } ?a bf:title ?b . ?c bf:agent ?d }",
]
#: More than one row of each is needed for a product that hurts.
FEW = [
    "SELECT * { <x:work> bf:title ?t . <x:other> bf:agent ?a }",
    "SELECT * { ?a bf:title ?b . { SELECT (COUNT(*) AS ?all) { ?x a bf:Work } } }",
    "SELECT * { VALUES ?code { 'PKU' 'THU' } ?a bf:title ?b }",
    "SELECT * { ?a bf:title ?b . BIND(STR(?b) AS ?c) . ?d bf:code ?c }",
    "SELECT * { ?a bf:x ?b OPTIONAL { ?a bf:y ?c . ?b bf:z ?d } }",
]


@pytest.mark.parametrize("query", APART)
def test_patterns_that_nothing_joins_are_told(query: str) -> None:
    assert crossed(query)


@pytest.mark.parametrize("query", [*TOGETHER, *FEW])
def test_patterns_that_something_joins_are_not_told(query: str) -> None:
    assert not crossed(query)


# Inside of EXISTS Oxigraph joins without a key what shares a variable: told apart from these.
@pytest.mark.parametrize("query", [*APART[1:6], *TOGETHER[1:5]])
def test_the_engine_plans_a_cross_product_where_advice_tells_one(query: str) -> None:
    planned = plan(BF + query)
    if planned is None:
        pytest.skip("the oxigraph program is not installed, or this system cannot shut it in")
    assert (CROSS_IN_PLAN in planned) == crossed(query)


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_no_worked_example_has_a_cross_product(file: Path) -> None:
    found = advice(file.read_text(encoding="utf-8"))
    assert [one for one in found if one.sentence.startswith(CROSSED)] == []


def test_the_engine_still_joins_without_a_key_inside_exists() -> None:
    planned = plan("ASK { ?a ?b ?c FILTER NOT EXISTS { ?d ?e ?a . ?d ?f ?g } }")
    if planned is None:
        pytest.skip("the oxigraph program is not installed, or this system cannot shut it in")
    assert CROSS_IN_PLAN in planned, "it does better now: the advice on EXISTS can go"


def test_a_cross_product_is_told_with_its_variables_and_its_line() -> None:
    (one,) = advice(f"{BF}SELECT * {{\n  ?a bf:title ?b .\n  # not here\n  ?c bf:agent ?d\n}}")
    assert one.line == 5
    assert one.sentence.startswith("Nothing joins ?a with ?c: ")


TOLD = {
    "SELECT * { ?s ?p ?o }": "?s ?p ?o is every statement",
    "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p LIMIT 5": "all are read before",
    "SELECT * { ?s ?p ?o } ORDER BY ?s LIMIT 5": "all are read before",
    "CONSTRUCT WHERE { ?s ?p ?o }": "?s ?p ?o is every statement",
    "SELECT * { ?a bf:broader+ ?b }": "The path from ?a to ?b",
    "SELECT * { ?a (bf:broader/bf:x)* ?b } LIMIT 9": "The path from ?a to ?b",
    "SELECT * { ?a bf:title ?t FILTER REGEX(?t, 'x') }": "REGEX looks at the text of every ?t",
    "SELECT * { ?a bf:title ?t FILTER(CONTAINS(?t, 'x')) }": "CONTAINS looks at the text",
    "SELECT * { ?a bf:title ?t } ORDER BY ?t": "ORDER BY sorts all rows",
    "SELECT * { ?a bf:title ?t } ORDER BY ?t LIMIT 9 OFFSET 50000": "OFFSET 50000 finds",
    "SELECT * { ?a a bf:Work } LIMIT 9 OFFSET 90": "pages by OFFSET",
    "SELECT * { ?a rdfs:label 'x' }": "Add: PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>",
    "SELECT * { ?a bf:mainTitle '红楼梦' }": "'红楼梦'@zh-hani",
    "SELECT * { ?a a bf:Title ; bf:mainTitle ?t FILTER(?t = 'Война') }": "'Война'@ru-cyrl",
    "SELECT * { ?a a bf:Work FILTER NOT EXISTS { ?a bf:x ?n . ?n a bf:Isbn } }": "MINUS { … }",
    "SELECT * { ?a a bf:Work FILTER(EXISTS { ?a bf:x/bf:y ?n }) }": "without EXISTS",
    "SELECT * { ?a bf:title ?b MINUS { ?c bf:agent ?d } }": "takes nothing away",
}
UNTOLD = [
    "SELECT * { ?s ?p ?o } LIMIT 10",
    "SELECT ?p { <x:a> ?p ?o }",
    "SELECT * { ?a a bf:Work ; ?p ?o } LIMIT 3",
    "SELECT * { <x:a> bf:broader+ ?b }",
    "SELECT * { ?a a bf:Work ; bf:broader+ ?b }",
    "SELECT * { ?a bf:subject/bf:broader* ?b }",
    "SELECT * { BIND(<x:y> AS ?a) ?a bf:broader* ?b }",
    "SELECT * { ?a a bf:Work ; bf:title ?t FILTER REGEX(?t, 'x') }",
    "SELECT * { ?a bf:title ?t FILTER REGEX(?t, 'x') } LIMIT 10",
    "SELECT * { ?a a bf:Work } ORDER BY ?a",
    "SELECT * { ?a bf:title ?t } ORDER BY ?t LIMIT 10 OFFSET 20",
    "SELECT ?l (COUNT(*) AS ?n) { ?a bf:language ?l } GROUP BY ?l ORDER BY DESC(?n)",
    "SELECT * { ?a bf:mainTitle '红楼梦'@zh-hani }",
    "SELECT * { ?a a bf:Title ; bf:mainTitle ?t FILTER(STR(?t) = '红楼梦') }",
    "SELECT * { ?a bf:date '2001'^^<x:y> } # SELECT * { ?s ?p ?o }",
    "SELECT * { ?a a bf:Work FILTER NOT EXISTS { ?a bf:subject ?n } }",
    "ASK { ?s ?p ?o }",
    "DESCRIBE <x:a>",
    'SELECT ("?s ?p ?o . ?d ?e ?f" AS ?x) {}',
]


@pytest.mark.parametrize("query", list(TOLD))
def test_what_is_much_or_probably_not_meant_is_told(query: str) -> None:
    assert TOLD[query] in said(query)


@pytest.mark.parametrize("query", UNTOLD)
def test_an_ordinary_query_gets_no_advice(query: str) -> None:
    assert said(query) == ""


@pytest.mark.parametrize(
    "query", ["", "SELECT", "SELECT * {", "INSERT DATA {}", "{}", "SELECT * { ) }"]
)
def test_what_is_no_query_gets_no_advice(query: str) -> None:
    assert said(query) == ""


def test_a_query_nested_beyond_reason_gets_no_advice() -> None:
    product = "?a bf:title ?b . ?c bf:agent ?d"
    assert said(f"SELECT * {'{' * 20} {product} {'}' * 20}")
    assert said(f"SELECT * {'{' * 80} {product} {'}' * 80}") == ""


PIECES = [
    *("SELECT * {", "ASK {", "{", "}", "(", ")", "[", "]", "<<", ">>", "<<(", ")>>", "{|", "|}"),
    *(
        "?a",
        "$b ",
        "?c ?d ?e . ",
        "<x:y>",
        "<x",
        "bf:Work",
        "_:b",
        ":",
        "a",
        ".",
        ",",
        ";",
        "*",
        "+",
    ),
    *(
        "'",
        '"',
        "'''",
        '"""',
        "\\",
        "'x'",
        "@en",
        "^^",
        "^",
        "/",
        "|",
        "!",
        "?",
        "1",
        ".5",
        "#",
        "\n",
    ),
    *("OPTIONAL {", "UNION {", "MINUS {", "FILTER(", "FILTER NOT EXISTS {", "BIND(", " AS ?x)"),
    *(
        "VALUES ?a {",
        "VALUES (?a ?b) {",
        "GRAPH ?g {",
        "SERVICE <x:y> {",
        "{ SELECT ?a {",
        "GROUP BY",
    ),
    *(
        " ORDER BY ?a",
        " LIMIT ",
        " LIMIT 9",
        " OFFSET 99999",
        "COUNT(",
        "CONSTRUCT {",
        "REGEX(",
        "红",
    ),
    *(
        "PREFIX bf: <x:y>",
        "BASE <x:y>",
        "a.a.a.",
        "x.y:z",
        "\x00",
        "\ud800",
        "~",
        "CONSTRUCT WHERE {",
    ),
]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30) | st.lists(st.text(max_size=9), max_size=5))
def test_no_text_makes_it_raise(pieces: list[str]) -> None:
    for one in advice("".join(pieces)):
        assert one.sentence
        assert one.line


def test_no_repetition_makes_it_slow() -> None:
    slow = {}
    for piece in PIECES:
        text = ("SELECT * {" + f"{piece} {{}} ?x " * LONGEST)[:LONGEST]
        began = process_time()
        advice(text)
        if (took := process_time() - began) > 0.5:  # far above the 50 ms the worst takes
            slow[piece] = took
    assert slow == {}


@pytest.mark.parametrize("piece", ["{", "(", "?a ", '"', "<", "a.", "{ SELECT * { "])
def test_a_text_of_100_kilobytes_costs_nothing(piece: str) -> None:
    text = f"SELECT * {{ {piece * 100_000}"
    began = process_time()
    assert advice(text) == []
    assert process_time() - began < 0.02
