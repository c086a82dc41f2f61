"""A graph on a server says what the embedded one would, and nothing else that is there."""

import dataclasses
from threading import Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, QuerySolutions, QueryTriples, RdfFormat, Store, Variable

from sparql.service.answers import QueryRequest
from sparql.service.evaluation import InProcess
from store import statements
from store.engines import Endpoint
from store.graph.endpoint import EndpointGraph
from store.graph.protocol import Connections

XSD = "http://www.w3.org/2001/XMLSchema#"
OTHER = "http://other.example/graph"


def line(text: str, subject: str = "urn:s", predicate: str = "urn:p") -> bytes:
    return f'<{subject}> <{predicate}> "{text}" .'.encode()


def objects(graph: EndpointGraph) -> set[str]:
    rows = graph.query("SELECT ?o WHERE { ?s ?p ?o }")
    assert isinstance(rows, QuerySolutions)
    return {str(row["o"]) for row in rows}


def test_what_is_taken_away_goes_and_what_is_added_comes_and_both_again_change_nothing(
    graph: EndpointGraph,
) -> None:
    graph.apply(set(), {line("a"), line("b")}, 1)
    for _ in range(2):
        graph.apply({line("a"), line("never")}, {line("b"), line("c")}, 2)
        assert objects(graph) == {'"b"', '"c"'}
        assert (len(graph), graph.checkpoint, graph.log) == (2, 2, "a")
    assert graph.missing([line("b"), line("c"), line("a"), line("b", "urn:z")]) == {
        line("a"),
        line("b", "urn:z"),
    }


def test_a_statement_both_taken_away_and_added_is_there(graph: EndpointGraph) -> None:
    graph.apply({line("a")}, {line("a")}, 1)
    assert objects(graph) == {'"a"'}


def test_beginning_again_empties_our_graph_and_no_other(
    graph: EndpointGraph, endpoint: Endpoint
) -> None:
    neighbour = EndpointGraph(dataclasses.replace(endpoint, name=OTHER))
    neighbour.begin("z")
    neighbour.apply(set(), {line("theirs")}, 4)
    graph.apply(set(), {line("ours")}, 3)
    graph.begin("b")
    assert (len(graph), graph.log, graph.checkpoint) == (0, "b", 0)
    assert (objects(neighbour), neighbour.checkpoint) == ({'"theirs"'}, 4)


@pytest.mark.parametrize(
    "query",
    [
        "ASK { GRAPH <http://other.example/graph> { ?s ?p ?o } }",
        "PREFIX o: <http://other.example/> ASK { GRAPH o:graph { ?s ?p ?o } }",
        "ASK { GRAPH ?g { ?s ?p ?o } }",
        "ASK FROM <http://other.example/graph> { ?s ?p 'theirs' }",
        "ASK FROM NAMED <http://other.example/graph> { GRAPH ?g { ?s ?p ?o } }",
        "ASK { ?s ?p 'theirs' }",
        "ASK { ?s <urn:catena:change> ?o }",
        "ASK { GRAPH <http://catena.example/graph-checkpoint> { ?s ?p ?o } }",
    ],
)
def test_no_query_sees_another_graph_of_the_server(
    graph: EndpointGraph, endpoint: Endpoint, query: str
) -> None:
    neighbour = EndpointGraph(dataclasses.replace(endpoint, name=OTHER))
    neighbour.apply(set(), {line("theirs")}, 4)
    graph.apply(set(), {line("ours")}, 3)
    assert not bool(graph.query(query))
    given = [NamedNode(OTHER)]
    assert not bool(graph.query("ASK { ?s ?p ?o }", default_graph=[*given], named_graphs=[*given]))
    assert not bool(graph.query(query, default_graph=[*given], named_graphs=[*given]))
    assert bool(graph.query("ASK { ?s ?p 'ours' }"))


def test_without_a_name_the_data_are_in_the_servers_default_graph(
    oxigraph_endpoint: Endpoint,
) -> None:
    graph = EndpointGraph(dataclasses.replace(oxigraph_endpoint, name=""))
    graph.begin("a")
    graph.apply(set(), {line("a")}, 5)
    assert (objects(graph), graph.checkpoint, len(graph)) == ({'"a"'}, 5, 1)
    graph.apply({line("a")}, set(), 6)
    assert len(graph) == 0


def test_variables_filled_in_are_in_the_rows(graph: EndpointGraph) -> None:
    graph.apply(set(), {line("a"), line("b", "urn:z")}, 1)
    rows = graph.query(
        "SELECT ?s ?o WHERE { ?s ?p ?o }", substitutions={Variable("s"): NamedNode("urn:z")}
    )
    assert isinstance(rows, QuerySolutions)
    assert [variable.value for variable in rows.variables] == ["s", "o"]
    assert [(row["s"], row["o"]) for row in rows] == [(NamedNode("urn:z"), Literal("b"))]


def test_constructed_statements_can_be_written_in_any_format(graph: EndpointGraph) -> None:
    graph.apply(set(), {line("a"), line("书\\n\\u0022")}, 1)
    made = graph.query("CONSTRUCT { ?s <urn:q> ?o } WHERE { ?s ?p ?o }")
    assert isinstance(made, QueryTriples)
    written = made.serialize(format=RdfFormat.N_TRIPLES)
    assert written is not None
    expected = b'<urn:s> <urn:q> "a" .\n<urn:s> <urn:q> "\xe4\xb9\xa6\\n\\"" .\n'
    assert b"".join(sorted(written.splitlines(keepends=True))) == expected
    nothing = graph.query("CONSTRUCT WHERE { ?s <urn:none> ?o }")
    assert isinstance(nothing, QueryTriples)
    assert nothing.serialize(format=RdfFormat.N_TRIPLES) == b""


@pytest.mark.parametrize("query", ["SELECT * {", "", "INSERT DATA { <urn:a> <urn:b> 1 }"])
def test_a_wrong_query_is_told_in_the_same_words_as_by_the_embedded_graph(
    graph: EndpointGraph, query: str
) -> None:
    with pytest.raises(SyntaxError) as embedded:
        Store().query(query)
    with pytest.raises(SyntaxError) as remote:
        graph.query(query)
    assert str(remote.value) == str(embedded.value)


@pytest.mark.parametrize(
    "query",
    [
        'PREFIX x: <bif:> SELECT (x:file_to_string("/etc/passwd") AS ?x) {}',
        'SELECT (<sql:f>("x") AS ?x) {}',
        'BASE <BIF:x> SELECT (<bif:http_get>("http://127.0.0.1/") AS ?x) {}',
        'PREFIX x: <b\\u0069f:> SELECT (x:f("x") AS ?x) {}',
    ],
)
def test_an_engines_own_functions_are_not_called(graph: EndpointGraph, query: str) -> None:
    with pytest.raises(SyntaxError, match="bif"):
        graph.query(query)


@pytest.mark.parametrize("format_", ["json", "xml", "csv", "tsv"])
def test_the_query_service_answers_the_same_bytes_as_over_the_embedded_graph(
    graph: EndpointGraph, format_: str
) -> None:
    embedded = Store()
    said = {line("a"), b'<urn:s> <urn:p> "x"@zh-hani .', b"<urn:s> <urn:p> <urn:o> ."}
    embedded.load(b"\n".join(said), RdfFormat.N_TRIPLES)
    graph.apply(set(), said, 1)
    asked = QueryRequest("SELECT ?s ?o WHERE { ?s ?p ?o } ORDER BY STR(?o)", media_type=format_)
    remote = InProcess(graph).answer(asked)
    assert remote.status == 200
    assert remote == InProcess(embedded).answer(asked)


def test_many_threads_may_ask_at_once(graph: EndpointGraph) -> None:
    graph.apply(set(), {line(f"{n}") for n in range(50)}, 1)
    counted: list[int] = []
    threads = [Thread(target=lambda: counted.append(len(graph))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counted == [50] * 8


def test_a_cut_between_the_new_checkpoint_and_the_old_one_counts_from_the_old_one(
    graph: EndpointGraph, endpoint: Endpoint
) -> None:
    graph.apply(set(), set(), 4)
    marks = f"{endpoint.name}-checkpoint"
    Connections(endpoint).update(
        f"INSERT DATA {{ GRAPH <{marks}> {{ <{marks}> <urn:catena:change> 9 }} }}"
    )
    assert graph.checkpoint == 4
    graph.apply(set(), set(), 9)
    assert graph.checkpoint == 9


LITERALS = [
    '"PT1H31M"^^<xsd:duration>',
    '"PT1H31M"^^<xsd:dayTimeDuration>',
    '"P1Y"^^<xsd:yearMonthDuration>',
    '"2020-01-01T10:00:00"^^<xsd:dateTime>',
    '"2020-01-01T10:00:00+08:00"^^<xsd:dateTime>',
    '"2020-01-01T10:00:00.5Z"^^<xsd:dateTime>',
    '"2020-01-01T10:00:00.123456789"^^<xsd:dateTime>',
    '"-0044-03-15T00:00:00"^^<xsd:dateTime>',
    '"2020-13-99T99:00:00"^^<xsd:dateTime>',
    '"2020-01-01+08:00"^^<xsd:date>',
    '"-0500"^^<xsd:gYear>',
    '"1911-10"^^<xsd:gYearMonth>',
    '"10:00:00"^^<xsd:time>',
    '"true"^^<xsd:boolean>',
    '"0"^^<xsd:boolean>',
    '"007"^^<xsd:integer>',
    '"99999999999999999999999999"^^<xsd:integer>',
    '"abc"^^<xsd:integer>',
    '"1.50"^^<xsd:decimal>',
    '"1E10"^^<xsd:double>',
    '"x y"^^<xsd:anyURI>',
    '"<p>x</p>"^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#XMLLiteral>',
    '"1984/.."^^<http://id.loc.gov/datatypes/edtf>',
    '"x"@zh-Latn-pinyin',
    '"x"@EN',
    '"\\u0001\\u0008\\u000C\\u007F\\u0085\\u2028\\uFEFF\\uE000\\uFFFD"',
    '"\\U0010FFFD \\U0001F600 𠀀𪚥 e\\u0301 é"',
    '"אב\u202eab\u202c"',
    "\"'''a'b\\\\c\\\"d\\n\\r\\t$x ?y {} %41 \\\\u0041\"",
    f'"{"书" * 3000}"',
    f"<http://x.example/{'a' * 2500}>",
    "<http://x.example/书~a!$&()*+,;=:@#b/c?d>",
]


def test_whatever_the_engine_makes_of_a_literal_it_is_found_counted_and_taken_away(
    graph: EndpointGraph,
) -> None:
    said = statements.lines(
        statements.canonical(
            "".join(
                f"<urn:s{at}> <urn:p> {literal.replace('<xsd:', f'<{XSD}')} .\n"
                for at, literal in enumerate(LITERALS)
            ).encode()
        )
    )
    graph.apply(set(), said, 1)
    assert graph.missing(said) == set()
    assert len(graph) == len(LITERALS) == len(said)
    graph.apply(set(), said, 1)
    assert len(graph) == len(said)
    graph.apply(said, set(), 2)
    assert (len(graph), graph.missing(said)) == (0, said)


def test_a_duration_the_engine_refuses_is_read_back_as_a_duration(graph: EndpointGraph) -> None:
    literal = f'"PT1H31M"^^<{XSD}duration>'
    graph.load([f"<urn:s> <urn:p> {literal} .".encode()], 1)
    assert objects(graph) == {literal}
    made = graph.query("CONSTRUCT WHERE { ?s ?p ?o }")
    assert isinstance(made, QueryTriples)
    assert {str(triple.object) for triple in made} == {literal}


@settings(max_examples=15)
@given(texts=st.lists(st.text(max_size=40), min_size=1, max_size=20))
def test_any_text_of_unicode_comes_back_as_it_was(texts: list[str], endpoint: Endpoint) -> None:
    graph = EndpointGraph(endpoint)
    graph.begin("a")
    said = {
        f"<urn:s> <urn:p> {Literal(text, language='zh-latn-pinyin')} .".encode() for text in texts
    }
    graph.apply(set(), said, 1)
    assert graph.missing(said) == set()
    rows = graph.query("SELECT ?o WHERE { ?s ?p ?o }")
    assert isinstance(rows, QuerySolutions)
    assert {row["o"].value for row in rows} == set(texts)
    graph.close()


def test_a_load_beyond_what_the_server_takes_at_once_arrives_whole(graph: EndpointGraph) -> None:
    lines = [line(f"{n} {'书' * (n % 50)}", f"urn:s{n}") for n in range(12_000)]
    graph.load([b"\n".join(lines[:7000]) + b"\n", b"\n".join(lines[7000:])], 8)
    assert (len(graph), graph.checkpoint) == (12_000, 8)
    assert graph.missing(lines[::40]) == set()
