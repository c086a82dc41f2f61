"""No update is executed and no other server is called, however the query is spelt."""

import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Store

from sparql.service import guard
from sparql.service.answers import QueryRequest
from sparql.service.evaluation import InProcess
from tests.sparql.listening import Listener

CALLS = [
    "ASK { SERVICE <%s> { ?s ?p ?o } }",
    "ASK { service silent <%s> { ?s ?p ?o } }",
    "PREFIX : <%s> ASK { SERVICE: { ?s ?p ?o } }",
    "PREFIX : <%s> ASK { SERVICE:x { ?s ?p ?o } }",
    "PREFIX : <%s> PREFIX service: <http://e/> ASK { {} SERVICE:x { ?s ?p ?o } }",
    "PREFIX : <%s> PREFIX zervice: <http://e/> ASK { {} SERVICE:x { ?s ?p ?o } }",
    "PREFIX : <%s> ASK { FILTER(?a<?b)SERVICE#>\n:x { ?s ?p ?o } }",
    "ASK { ?s ?p 1SERVICE <%s> { ?s ?p ?o } }",
    "ASK { ?s ?p trueSERVICE <%s> { ?s ?p ?o } }",
    'ASK { ?s ?p "x"SERVICE<%s>{ ?s ?p ?o } }',
    "ASK { # '\nSERVICE # '\n<%s> { ?s ?p ?o } }",
    "ASK { ?s ?p '''a'b''' . SERVICE <%s> { ?s ?p ?o } }",
    "SELECT * { { SELECT * { SERVICE <%s> { ?s ?p ?o } } } } ORDER BY ?s",
    "ASK { VALUES ?e { <%s> } SERVICE ?e { ?s ?p ?o } }",
    "ASK { FILTER EXISTS { SERVICE <%s> { ?s ?p ?o } } }",
    "CONSTRUCT { ?s ?p ?o } WHERE { OPTIONAL { SERVICE <%s> { ?s ?p ?o } } }",
    "ASK { \\u0053ERVICE <%s> { ?s ?p ?o } }",
    "ASK { ser\\U00000076ice <%s> { ?s ?p ?o } }",
    "ASK { SERVICE \\u003C%s> { ?s ?p ?o } }",
    "VERSION '1.2' ASK { << ?s ?p ?o >> ?q 1 SERVICE <%s> { ?s ?p ?o } }",
    "ASK { ?s ?p ?o {| ?q 1 |} . SERVICE <%s> { ?s ?p ?o } }",
]


@pytest.mark.parametrize("query", CALLS)
def test_a_query_that_calls_another_server_is_refused(listener: Listener, query: str) -> None:
    answer = InProcess(Store()).answer(QueryRequest(query % listener.address))
    assert answer.failure is not None
    assert answer.status in (400, 403)
    assert not listener.called()


def test_the_first_spellings_are_told_what_is_wrong() -> None:
    for query in CALLS[:3]:
        answer = InProcess(Store()).answer(QueryRequest(query % "http://e/"))
        assert (answer.status, answer.failure and answer.failure.title) == (
            403,
            "SERVICE is not allowed",
        )


def test_the_listener_would_notice(listener: Listener) -> None:
    host, port = listener.address.removeprefix("http://").rstrip("/").split(":")
    socket.create_connection((host, int(port))).close()
    assert listener.called()


INNOCENT = [
    '# SERVICE <http://e/>\nASK { ?s ?p "SERVICE <http://e/> {}" }',
    "ASK { ?service ?p ?SERVICE }",
    "PREFIX service: <http://e/> ASK { service:a service:service <http://e/service#x> }",
    "PREFIX e: <http://e/service/> ASK { _:service e:SERVICE '''SERVICE'''@service }",
    "ASK { ?s <http://e/service> ?o FILTER(CONTAINS(?o, 'service')) }",
    "SELECT (COUNT(*) AS ?service) { ?s ?p ?o } GROUP BY ?services",
    "ASK { ?s <http://e/\\u0073ervice> '\\u0053ERVICE', '\\\\u0053ervice', 'serv\\u0069ce' }",
]


@pytest.mark.parametrize("query", INNOCENT)
def test_the_word_service_may_be_said(query: str) -> None:
    assert guard.refusal(query) is None
    assert InProcess(Store()).answer(QueryRequest(query)).status == 200


#: Syntax of SPARQL 1.2 that Oxigraph has, each beside the word.
NEW = [
    ("VERSION '1.2' ASK { ?s ?p 'service' }", "false"),
    ('VERSION "1.2" BASE <http://e/> ASK { ?service ?p ?o }', "false"),
    ("ASK { << ?s ?p ?o >> <e:service> 1 }", "false"),
    ("ASK { << ?s ?p ?o ~ ?service >> ?q 1 }", "false"),
    ("ASK { ?x <e:service> <<( ?s ?p ?o )>> }", "false"),
    ("ASK { ?s ?p ?o ~ _:service {| <e:service> 1 |} }", "false"),
    ("ASK { FILTER(LANGDIR('service'@en--ltr) = 'ltr') }", "true"),
    ("ASK { FILTER(hasLANGDIR(STRLANGDIR('service', 'ar', 'rtl'))) }", "true"),
    ("ASK { FILTER(hasLANG('service'@en)) }", "true"),
    ("ASK { FILTER(isTRIPLE(TRIPLE(<e:service>, <e:b>, 1))) }", "true"),
    ("ASK { BIND(<<( <e:a> <e:b> 'service' )>> AS ?t) FILTER(OBJECT(?t) = 'service') }", "true"),
]


@pytest.mark.parametrize(("query", "value"), NEW)
def test_the_syntax_of_the_next_sparql_passes(query: str, value: str) -> None:
    assert guard.refusal(query) is None
    answer = InProcess(Store()).answer(QueryRequest(query, "text/csv"))
    assert (answer.status, answer.body.decode().strip()) == (200, value)


def test_a_text_is_only_read() -> None:
    assert guard.complaint("ASK { ?s ?p ?o }") is None
    endless = " ".join(f"VALUES ?v{n} {{ {'1 ' * 99} }}" for n in range(9))
    assert guard.complaint(f"SELECT (COUNT(*) AS ?n) {{ {endless} }}") is None
    assert isinstance(guard.complaint("ASK { ?s ?p }"), SyntaxError)


def test_the_respelt_text_has_the_length_it_had() -> None:
    text = r"SERVICE sErvice 's\u0065rvice' \u0053\U00000065rvice <e:service>"
    respelt = guard.respelt(text)
    assert len(respelt) == len(text)
    assert not guard.says_service(respelt)


WORD = st.sampled_from(["service", "SERVICE", "Service", "sErViCe"])
HARMLESS = st.sampled_from(
    [
        "?s ?p '{w} <http://e/>' .",
        '?s ?p """\n{w} {{ }}\n""" .',
        "# {w} <http://e/>\n",
        "?{w} ?p ?o .",
        "<http://e/{w}> <http://e/#{w}> _:{w} .",
        "e:{w} e:p{w} e:{w}.{w} .",
        "FILTER(?a<?b && ?c>?d)",
        "?s ?p 'x'@{w} .",
        "BIND('\\'{w}' AS ?b{n})",
    ]
)
CALL = st.sampled_from(["{w} <http://e/> {{}}", "{w}?x{{}}", "{w} silent e:x {{}}", "{w}e:x{{}}"])


@given(st.lists(st.tuples(HARMLESS, WORD), max_size=6))
def test_no_query_is_refused_for_a_word_in_a_string_a_comment_or_a_name(
    parts: list[tuple[str, str]],
) -> None:
    body = " ".join(part.format(w=word, n=n) for n, (part, word) in enumerate(parts))
    assert guard.refusal(f"PREFIX e: <http://e/> ASK {{ {body} }}") is None


@given(st.lists(st.tuples(HARMLESS, WORD), max_size=4), CALL, WORD, st.integers(0, 4))
def test_no_company_hides_a_call(
    parts: list[tuple[str, str]], call: str, word: str, place: int
) -> None:
    written = [part.format(w=other, n=n) for n, (part, other) in enumerate(parts)]
    written.insert(place, call.format(w=word))
    query = f"PREFIX e: <http://e/> ASK {{ {' '.join(written)} }}"
    refused = guard.refusal(query)
    assert refused is not None
    assert refused.status in (400, 403)


UPDATES = [
    "INSERT DATA { <e:a> <e:b> 1 }",
    "PREFIX e: <http://e/> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "# a comment\nBASE <http://e/>\nCLEAR ALL",
    "LOAD <http://127.0.0.1:1/>",
    "with <e:g> delete { ?s ?p ?o } where {}",
    "DROP ALL",
    "VERSION '1.2' INSERT DATA { <e:a> <e:b> 1 }",
]


@pytest.mark.parametrize("update", UPDATES)
def test_an_update_is_named_as_one_and_not_executed(update: str) -> None:
    store = Store()
    store.update("INSERT DATA { <e:x> <e:y> <e:z> }")
    answer = InProcess(store).answer(QueryRequest(update))
    assert answer.status == 403
    assert "read-only" in (answer.failure.title if answer.failure else "")
    assert len(store) == 1


def test_a_query_that_only_mentions_an_update_is_a_query() -> None:
    assert not guard.is_update("SELECT ?insert { ?insert <e:delete> 'CLEAR ALL' }")
    assert not guard.is_update("# DROP ALL\nASK {}")
