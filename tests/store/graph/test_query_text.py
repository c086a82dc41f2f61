"""A query's text is changed where it must be, and nowhere else."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from store.graph.query_text import bound, form, kept_to_one_graph, tokens

X = {"x": Literal("书\"' }")}
V = '"书\\"\' }"'


@pytest.mark.parametrize(
    ("query", "filled"),
    [
        ("SELECT ?x ?y { ?y ?p ?x }", f"SELECT ({V} AS ?x) ?y {{ ?y ?p {V} }}"),
        ("SELECT $x { ?y ?p $x }", f"SELECT ({V} AS ?x) {{ ?y ?p {V} }}"),
        (
            "SELECT ?x (STR(?x) AS ?z) {} ORDER BY ?x DESC(?x)",
            f"SELECT ({V} AS ?x) (STR({V}) AS ?z) {{}} ORDER BY ({V}) DESC({V})",
        ),
        (
            "SELECT ?x { { SELECT (COUNT(?x) AS ?n) { ?s ?p ?x } } ?s a ?x }",
            f"SELECT ({V} AS ?x) {{ {{ SELECT (COUNT(?x) AS ?n) {{ ?s ?p ?x }} }} ?s a {V} }}",
        ),
        ("SELECT ?x { { SELECT * { ?s ?p ?x } } }",
         f"SELECT ({V} AS ?x) {{ {{ SELECT * {{ ?s ?p {V} }} }} }}"),
        (
            "SELECT ?x { { SELECT ?x { ?s ?p ?x } } }",
            f"SELECT ({V} AS ?x) {{ {{ SELECT ({V} AS ?x) {{ ?s ?p {V} }} }} }}",
        ),
    ],
)  # fmt: skip
def test_a_value_takes_the_place_of_its_variable(query: str, filled: str) -> None:
    assert bound(query, X) == filled


@pytest.mark.parametrize(
    "text",
    [
        "'?x'",
        '"?x"',
        '"\\"?x"',
        "'''?x ' ?x'''",
        '"""?x " "" ?x"""',
        "<http://e/?x>",
        "<http://e/#?x>",
        "?xx",
        "?y",
        "e:a\\?x",
    ],
)
def test_what_only_looks_like_the_variable_stays(text: str) -> None:
    assert bound(f"SELECT ?y {{ ?y ?p {text} }}", X) == f"SELECT ?y {{ ?y ?p {text} }}"


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s ?p ?x }",
        "SELECT ?x { BIND(1 AS ?x) }",
        "SELECT ?x { VALUES ?x { 1 2 } }",
    ],
)
def test_a_variable_that_has_a_value_already_cannot_be_filled_in(query: str) -> None:
    with pytest.raises(ValueError, match=r"value in the query|must name"):
        bound(query, X)


def test_a_comment_is_no_part_of_a_query() -> None:
    filled = bound("SELECT ?x # ?x \" {\n{ ?s ?p ?x } # ' ?x", {"x": NamedNode("urn:x")})
    assert filled.split() == ["SELECT", "(<urn:x>", "AS", "?x)", "{", "?s", "?p", "<urn:x>", "}"]


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("ASK FROM <urn:a> FROM NAMED e:a {}", "ASK {}"),
        ("ASK{GRAPH ?g{}}", "ASK{GRAPH <urn:catena:nowhere>{}}"),
        ("ASK{graph<urn:a>{}}", "ASK{graph<urn:catena:nowhere>{}}"),
        ("ASK{?s ?p 'x'@graph,<urn:a>}", "ASK{?s ?p 'x'@graph,<urn:a>}"),
        (
            "ASK{?graph e:graph 'GRAPH <urn:a>' . FILTER(?a<?b)GRAPH<urn:a>{}}",
            "ASK{?graph e:graph 'GRAPH <urn:a>' . FILTER(?a<?b)GRAPH<urn:catena:nowhere>{}}",
        ),
        ("ASK{GRAPH#<urn:b>\n<urn:a>{}}", "ASK{GRAPH <urn:catena:nowhere>{}}"),
    ],
)
def test_no_graph_is_named(query: str, kept: str) -> None:
    assert " ".join(kept_to_one_graph(query).split()) == kept


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SELECT * {}", "SELECT"),
        ("# a comment\nPREFIX a: <http://e/>\nprefix : <#> select * {}", "SELECT"),
        ("BASE <http://e/> ASK {}", "ASK"),
        ('VERSION "1.2" construct {} where {}', "CONSTRUCT"),
        ("DESCRIBE<http://e/>", "DESCRIBE"),
        ("# SELECT\nASK {}", "ASK"),
        ("INSERT DATA {}", ""),
        ("SELECTED", ""),
        ("PREFIX a: <SELECT> SELECT * {}", "SELECT"),
        ("", ""),
        ("PREFIX select: <urn:ask> # ASK\nconstruct WHERE {}", "CONSTRUCT"),
        ("BASE <urn:SELECT> DESCRIBE <urn:x>", "DESCRIBE"),
        ("PREFIX a: <http://e/", ""),
    ],
)
def test_the_form_is_the_first_word_after_the_prologue(text: str, expected: str) -> None:
    assert form(text) == expected


@pytest.mark.parametrize(
    "text",
    ["# " * 500_000, "PREFIX " * 150_000, " " * 10**6 + "x", "BASE<" * 200_000, "a-" * 500_000],
)
def test_a_megabyte_meant_to_be_slow_is_not(text: str) -> None:
    began = process_time()
    form(text)
    assert process_time() - began < 0.5


@given(st.text(alphabet="?x{}()\"'<>#\\\n :@aSELECT", max_size=40))
def test_no_character_is_lost_but_those_of_comments(text: str) -> None:
    found = list(tokens(text))
    if "#" not in text:
        assert "".join(token.text for token in found) == text
