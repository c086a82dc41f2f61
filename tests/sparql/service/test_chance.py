"""Which queries have another answer each time; words in names and strings do not count."""

import pytest

from sparql.service.chance import by_chance

WHERE = "{ ?s ?p ?o }"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (f"SELECT (RAND() AS ?x) {WHERE}", "RAND"),
        (f"SELECT (rand ( ) AS ?x) {WHERE}", "RAND"),
        ("SELECT * { ?s ?p ?o FILTER(?o < NOW()) }", "NOW"),
        ("SELECT * { ?s ?p ?o FILTER(1<now #a remark\n()) } # the end", "NOW"),
        ("ASK { FILTER(?o <NOW()) }", "NOW"),
        ("ASK { BIND(RAND() AS ?x) }", "RAND"),
        ("ASK{FILTER(1<RAND())}", "RAND"),
        ("SELECT * {} ORDER BY RAND()", "RAND"),
        ("SELECT (UUID() AS ?x) {}", "UUID"),
        ("SELECT (STRUUID() AS ?x) {}", "UUID"),
        ("SELECT (BNODE() AS ?x) {}", "BNODE"),
        ('SELECT (BNODE("a") AS ?x) {}', "BNODE"),
        ("SELECT * { SERVICE <http://e/> { ?s ?p ?o } }", "SERVICE"),
        ("SELECT * { SERVICE SILENT ?x { ?s ?p ?o } }", "SERVICE"),
        ('SELECT ("NOW()" AS ?a) (NOW() AS ?b) {}', "NOW"),
    ],
)
def test_a_query_that_calls_for_chance_or_the_clock_says_by_which_word(
    text: str, word: str
) -> None:
    assert by_chance(text) == word


@pytest.mark.parametrize(
    "text",
    [
        f"SELECT * {WHERE}",
        "PREFIX now: <http://e/now#> SELECT ?now { ?now now:now now:uuid }",
        "SELECT * { ?s <http://xmlns.com/foaf/0.1/knows> ?o }",
        "SELECT * { ?s ?p \"RAND() and NOW()\", '''UUID()\nSERVICE''' }",
        "SELECT * { ?s ?p ?o } # NOW()",
        "SELECT * { _:bnode ?service ?brand } # ends in a remark",
        "ASK { ?s ?p ?o FILTER(CONTAINS(?o, 'unknown')) }",
    ],
)
def test_the_same_words_elsewhere_are_no_calls(text: str) -> None:
    assert by_chance(text) == ""


def test_what_is_no_query_is_left_to_the_engine_to_complain_of() -> None:
    assert by_chance("SELECT NOW( {") == ""


def test_nothing_is_run_to_find_out() -> None:
    bomb = " ".join(f"VALUES ?v{n} {{ {' '.join(map(str, range(50)))} }}" for n in range(30))
    assert by_chance(f"ASK {{ {bomb} FILTER(?v1 = 'unknown') }}") == ""
