"""Every call of SERVICE leads to the relay, or the query is refused; nothing else is altered."""

import re
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Store

from sparql.federation import Relay, rewriting, rewritten, told
from sparql.federation.rewriting import MOST
from sparql.service.answers import Failure
from tests.sparql.federation.conftest import Outside
from tests.sparql.listening import Listener

RELAY: Final = "http://127.0.0.1:1/t"
ALLOWED: Final = ("https://a.example/sparql", "http://b.example/")

#: Calls as they may be spelt, and as they are after. `A` and `B` stand for what is allowed, `0`
#: and `1` for their places at the relay.
SPELT = [
    ("ASK { SERVICE A { ?s ?p ?o } }", "ASK { SERVICE 0 { ?s ?p ?o } }"),
    ("ASK { service B {} }", "ASK { SERVICE 1 {} }"),
    ("ASK { Service Silent A {} }", "ASK { SERVICE SILENT 0 {} }"),
    ("ASK { SERVICESILENTA{} }", "ASK { SERVICE SILENT 0{} }"),
    ("ASK{SERVICE<HTTPS://A.Example:443/sparql>{}}", "ASK{SERVICE 0{}}"),
    ("ASK { SERVICE # <http://evil/>\n\t# SILENT\r\nA {} }", "ASK { SERVICE 0 {} }"),
    ("ASK { SERVICE # SILENT\nSILENT # A\nB {} }", "ASK { SERVICE SILENT 1 {} }"),
]
#: Where calls may be: `CALL` is the word, and all else must stay as it is.
PLACES = [
    "ASK { ?s ?p ?o .CALL A { ?o ?q 'SERVICE A {}' } }",
    "ASK { CALL A {} CALL B {} CALL A {} }",
    "ASK { CALL A { CALL B {} } }",
    "SELECT * { { SELECT ?s { CALL A { ?s ?p ?o } } LIMIT 5 } }",
    "ASK { FILTER EXISTS { CALL A {} } }",
    "ASK { OPTIONAL { CALL A {} } MINUS { CALL B {} } }",
    "CONSTRUCT { ?s ?p ?o } WHERE { CALL A { ?s ?p ?o } }",
    "# SERVICE A {}\nASK { CALL A {} }",
    "ASK { CALL A {} ?service <http://e/service#SERVICE> 'a service <x>'@en-service }",
    "PREFIX service: <http://e/> ASK { service:service <p:p> service:a . CALL A {} }",
    "ASK { ?service <p:service> _:service . _:service <p:b> ?service CALL A {} }",
    "SELECT (COUNT(*) AS ?service) { CALL A { ?a ?b ?c } } GROUP BY ?c",
    "VERSION '1.2' ASK { CALL A { << ?s ?p ?o >> ?q 5 } }",
    "ASK { ?s ?p '''SERVICE <http://evil/> {}''' # SERVICE\n CALL A {} }",
]
#: Names for the first of the allowed.
NAMES = [
    "PREFIX a: <https://a.example/> ASK { SERVICE a:sparql {} }",
    "PREFIX a: <https://a.example/> ASK { SERVICE SILENT a:sparql {} }",
    "PREFIX : <https://a.example/sparql> ASK { SERVICE : {} }",
    "BASE <https://a.example/x/> ASK { SERVICE <../sparql> {} }",
]


def filled(query: str) -> str:
    """A query whose letters and digits are addresses."""
    for mark, address in (
        ("A", f"<{ALLOWED[0]}>"),
        ("B", f"<{ALLOWED[1]}>"),
        ("0", f"<{RELAY}/0>"),
        ("1", f"<{RELAY}/1>"),
    ):
        query = re.sub(rf"(?<=[ \n]){mark}(?=[ {{\n])|(?<=SILENT){mark}", address, query)
    return query


@pytest.mark.parametrize(("query", "after"), SPELT)
def test_a_call_of_an_allowed_server_leads_to_the_relay(query: str, after: str) -> None:
    assert rewritten(filled(query), RELAY, ALLOWED) == filled(after)


@pytest.mark.parametrize("query", PLACES)
def test_nothing_but_the_calls_is_altered(query: str) -> None:
    before = filled(query.replace("CALL", "SERVICE"))
    after = filled(query.replace("CALL A", "SERVICE 0").replace("CALL B", "SERVICE 1"))
    assert rewritten(before, RELAY, ALLOWED) == after


@pytest.mark.parametrize("query", NAMES)
def test_a_name_counts_as_the_address_it_stands_for(query: str) -> None:
    found = rewritten(query, RELAY, ALLOWED)
    assert isinstance(found, str)
    assert f"<{RELAY}/0> {{}}" in found


NOT_ALLOWED = [
    "ASK { SERVICE <http://evil.example/> {} }",
    "ASK { SERVICE SILENT <http://evil.example/> {} }",
    "ASK { SERVICE A {} SERVICE <http://evil.example/> {} }",
    "ASK { SERVICE A { SERVICE <http://evil.example/> {} } }",
    "ASK { SERVICE # A\n <http://evil.example/> {} }",
    "ASK { SERVICE <https://a.example/sparql/> {} }",
    "ASK { SERVICE <https://a.example/sparql?x> {} }",
    "ASK { SERVICE <https://a.example/sparql#x> {} }",
    "ASK { SERVICE <https://u@a.example/sparql> {} }",
    "ASK { SERVICE <http://127.0.0.1:1/t/0> {} }",
    "ASK { VALUES ?x { A } SERVICE ?x {} }",
    "ASK { VALUES ?x { A } SERVICE SILENT $x {} }",
    "PREFIX a: <http://evil.example/> ASK { SERVICE a:x {} }",
    "PREFIX : <https://a.example/> ASK { SERVICE:sparql {} }",
    "ASK { ?s ?p 1SERVICE A {} }",
    "ASK { ?s ?p trueSERVICE A {} }",
    "ASK { ?s ?p 1SERVICE <http://evil.example/> {} }",
    "PREFIX : <http://evil.example/> ASK { FILTER(?a<?b)SERVICE#>\n:x {} }",
    "PREFIX : <http://evil.example/> PREFIX zervice: <http://e/> ASK { {} SERVICE:x {} }",
    r"ASK { \u0053ERVICE <http://evil.example/> {} }",
    r"ASK { SERVIC\U00000045 <http://evil.example/> {} }",
    r"ASK { SERVICE \u003Chttp://evil.example/> {} }",
    r"ASK { SERVICE <https://a.example/sp\u0061rql> {} }",
    "BASE <http://evil.example/> ASK { SERVICE <sparql> {} }",
    "BASE <http://a.example:99/> ASK { SERVICE <sparql> {} }",
    "INSERT { ?s ?p ?o } WHERE { SERVICE A { ?s ?p ?o } }",
    "VERSION '1.2' DELETE { ?s ?p ?o } WHERE { SERVICE A { ?s ?p ?o } }",
]


@pytest.mark.parametrize("query", NOT_ALLOWED)
def test_every_other_call_is_refused(query: str) -> None:
    found = rewritten(filled(query), RELAY, ALLOWED)
    assert isinstance(found, Failure)
    assert found.status in (400, 403)


def test_who_is_refused_is_told_what_would_be_right() -> None:
    def refused(query: str) -> str:
        found = rewritten(query, RELAY, ALLOWED)
        assert isinstance(found, Failure)
        assert found.status == 403
        return found.detail

    assert "https://a.example/sparql, http://b.example/" in refused("ASK {SERVICE <http://c/> {}}")
    assert "from the data" in refused("ASK { SERVICE ?x {} }")
    assert "angle brackets" in refused("PREFIX : <http://c/> ASK { SERVICE:x {} }")
    many = "SERVICE <http://b.example/> {} " * (MOST + 1)
    assert f"{MOST} is the most" in refused(f"ASK {{ {many} }}")


def test_a_wrong_query_is_told_the_place_it_has_in_the_text_that_was_sent() -> None:
    found = rewritten("ASK {\n SERVICE SILENT <http://b.example/> { ?s ?p } }", RELAY, ALLOWED)
    assert isinstance(found, Failure)
    assert (found.status, found.line, found.column) == (400, 2, 47)


def test_a_place_that_was_read_wrongly_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Were a comment read as the address, the text that is written would not parse."""
    careless = re.compile(
        r"SERVICE(?P<gap>[^<]*)(?P<silent>SILENT)?(?P<more>[^<]*)(?P<name><[^>]*>)"
    )
    monkeypatch.setattr(rewriting, "_CALL", careless)
    found = rewritten(filled("ASK { SERVICE # A\n <http://evil/> {} }"), RELAY, ALLOWED)
    assert isinstance(found, Failure)
    assert "cannot be told apart" in found.detail


def test_a_query_that_only_says_the_word_is_left_as_it_is() -> None:
    query = "# SERVICE <http://evil/> {}\nASK { ?service ?p 'SERVICE <http://evil/> {}' }"
    assert rewritten(query, RELAY, ALLOWED) == query


def test_the_relays_address_is_in_no_sentence() -> None:
    said = f"Error 502 Bad Gateway returned by {RELAY}/1 with payload:\nSERVICE <b> answered 500."
    failure = told(said, RELAY, ALLOWED)
    assert failure is not None
    assert (failure.status, failure.detail) == (502, "SERVICE <b> answered 500.")
    failure = told(f"Connection refused by {RELAY}/1, {RELAY}", RELAY, ALLOWED)
    assert failure is not None
    assert failure.detail == "Connection refused by http://b.example/, the relay"
    assert told("out of memory", RELAY, ALLOWED) is None


WORD = st.sampled_from(
    ["service", "SERVICE", "Service", "sErViCe", r"\u0053ERVICE", "SERVIC\\u0045"]
)
PLACE = st.sampled_from(
    ["<{good}>", "<{evil}>", "good:rows", "evil:x", ":", ":x", "?x", "silent:x", "<rows>", "{evil}"]
)
GAP = st.sampled_from(
    ["", " ", "\n", "#\n", "# <{good}>\n", " SILENT ", "SILENT", "\t#>\rsilent\n", "'"]
)
PART = st.one_of(
    st.builds("{}{}{}{{ ?s ?p ?o }}".format, WORD, GAP, PLACE),
    st.builds("{}{}{} SILENT {}{{}}".format, WORD, GAP, WORD, PLACE),
    st.builds("?s ?p '{} {}' .".format, WORD, PLACE),
    st.builds("?s ?p '''\n'{}' {} {{}} ''' .".format, WORD, PLACE),
    st.builds("# {} {}\n".format, WORD, PLACE),
    st.builds("?{} ?p {} .".format, WORD, PLACE),
    st.builds("{}:a {}:b good:{} .".format, WORD, WORD, WORD),
    st.builds("BIND('\\\\{}' AS ?b)".format, WORD),
    st.sampled_from(["FILTER(?a<?b)", "FILTER(?a<?b && ?c>?d)", "{", "}", "OPTIONAL {"]),
    st.sampled_from(["'", '"""', "1", "<", ">", ". "]),
)
PREFIXES = st.lists(
    st.sampled_from(
        [
            "PREFIX : <{evil}>",
            "PREFIX service: <{evil}>",
            "PREFIX zervice: <{good}>",
            "PREFIX silent: <{evil}>",
            "BASE <{evil}>",
            "BASE <{good}>",
            "# SERVICE\n",
        ]
    ),
    max_size=3,
)


@given(PREFIXES, st.lists(PART, max_size=6))
def test_whatever_is_written_nobody_but_the_relay_is_called(
    relay: Relay, outside: Outside, listener: Listener, prefixes: list[str], parts: list[str]
) -> None:
    text = "\n".join(
        ["PREFIX good: <{root}> PREFIX evil: <{evil}>", *prefixes, "ASK {", *parts, "}"]
    )
    for name, address in (
        ("root", outside.at("/")),
        ("good", outside.at("/rows")),
        ("evil", listener.address),
    ):
        text = text.replace(f"{{{name}}}", address)
    visit = relay.visit(5)
    found = rewritten(text, visit.address, relay.allowed)
    before = len(outside.asked)
    if isinstance(found, str):
        try:
            Store().query(found)
        except (OSError, RuntimeError) as error:
            assert visit.address in str(error)  # noqa: PT017 - it need not be raised
        if f"{visit.address}/" not in found:
            assert found == text
            assert len(outside.asked) == before
    relay.end(visit)
    assert not listener.called()
