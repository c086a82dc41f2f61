"""The query page as it is sent: it needs no script, shows every result, and believes nobody."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from sparql.advice import plan
from sparql.examples import GROUPS, examples
from sparql.service.answers import Answer, Failure, QueryRequest
from webapp.site import site

HTML = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
ALL = [example for group in GROUPS for example in examples(group)]
BUILT = {
    "editor.js": "/* an editor */",
    "world.json": '{"land": "M0,0L9,9Z", "countries": {"CN": [103.8, 36.6]}}',
}


def shown(client: FlaskClient, query: str, **more: str) -> str:
    answer = client.get("/sparql", query_string={"query": query, **more}, headers=HTML)
    return text_of(answer)


def text_of(answer: TestResponse) -> str:
    assert answer.mimetype == "text/html"
    return answer.get_data(as_text=True)


@pytest.fixture(params=["plain", "built"])
def built(request: pytest.FixtureRequest, app: Flask, tmp_path: Path) -> Iterator[str]:
    """Whether `scripts/web` made anything, in a folder of static files of the test's own."""
    state: str = request.param
    before = app.static_folder
    app.static_folder = str(tmp_path)
    if state == "built":
        (tmp_path / "built").mkdir()
        for name, text in BUILT.items():
            (tmp_path / "built" / name).write_text(text)
    yield state
    app.static_folder = before


COUNTRIES = """SELECT ?place (COUNT(*) AS ?n) {
  ?s <http://id.loc.gov/ontologies/bibframe/place> ?place
  FILTER(STRSTARTS(STR(?place), "http://id.loc.gov/vocabulary/countries/"))
} GROUP BY ?place"""


def test_the_page_has_an_editor_and_a_map_only_where_they_were_built(
    client: FlaskClient, built: str
) -> None:
    text = shown(client, COUNTRIES)
    assert ('built/editor.js"' in text) == (built == "built")
    assert ('<svg class="world"' in text) == (built == "built")
    assert "<textarea" in text
    assert "China" in text


def test_the_script_is_ours_and_nothing_stands_in_the_page_itself(
    client: FlaskClient, built: str
) -> None:
    """The site's policy forbids what is written into a page, so there must be none."""
    text = shown(client, COUNTRIES)
    assert re.findall(r"<script(?![^>]*\bsrc=\"/static/)[^>]*>", text) == []
    assert re.findall(r"<[^>]*\s(?:style|on\w+)=", text) == []
    assert "<style" not in text


def test_every_example_is_offered_under_a_heading(client: FlaskClient) -> None:
    text = text_of(client.get("/sparql", headers=HTML))
    for title in GROUPS.values():
        assert f">{title}</h3>" in text
    for example in ALL:
        assert f"example={example.name}" in text
    assert text.count("<h3") == len(GROUPS)


def test_an_example_is_put_into_the_form(client: FlaskClient) -> None:
    text = text_of(client.get(f"/sparql?example={ALL[-1].name}", headers=HTML))
    assert ALL[-1].text.splitlines()[0] in text
    assert client.get("/sparql?example=none").status_code == 404


def test_an_example_best_seen_as_a_chart_is_shown_as_one(client: FlaskClient) -> None:
    example = next(each for each in ALL if each.view == "chart")
    form = text_of(client.get(f"/sparql?example={example.name}&view=chart", headers=HTML))
    assert '<input type="hidden" name="view" value="chart">' in form
    text = shown(client, example.text, view="chart")
    assert re.search(r'id="view-chart"[^>]* checked', text)
    assert not re.search(r'id="view-table"[^>]* checked', text)


def test_a_view_that_a_result_does_not_have_is_not_chosen(client: FlaskClient) -> None:
    text = shown(client, "SELECT ?s { ?s ?p ?o } LIMIT 3", view="map")
    assert re.search(r'id="view-table"[^>]* checked', text)
    assert 'id="view-map"' not in text


def test_the_result_can_be_had_in_every_format_of_its_kind(client: FlaskClient) -> None:
    kinds = {
        "SELECT ?s { ?s ?p ?o } LIMIT 3": ("csv", "tsv", "json", "xml"),
        "ASK { ?s ?p ?o }": ("json", "xml"),
        "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 3": ("ttl", "nt", "jsonld", "rdf"),
    }
    for query, formats in kinds.items():
        links = re.findall(
            r'href="(/sparql\?[^"]*)">(?:CSV|TSV|JSON|XML|Turtle|N-T|JSON-LD|RDF)',
            shown(client, query),
        )
        found = [client.get(link.replace("&amp;", "&"), headers=HTML) for link in links]
        assert len(found) == len(formats)
        assert {answer.status_code for answer in found} == {200}
        assert len({answer.mimetype for answer in found}) == len(formats)


def test_the_page_says_how_many_rows_how_long_and_links_to_itself(client: FlaskClient) -> None:
    text = shown(client, "SELECT ?s { ?s ?p ?o } LIMIT 3")
    assert "3 rows" in text
    assert re.search(r"<dt>Took</dt><dd>\d+ ms|<dt>Took</dt><dd>\d\.\d s", text)
    assert re.search(r'href="/sparql\?query=SELECT[^"]*format=html#answer">this query', text)


def test_a_wrong_query_is_shown_with_its_line_marked(client: FlaskClient) -> None:
    answer = client.get(
        "/sparql", query_string={"query": "SELECT *\nWHERE {\n ?x foo:bar 1 }"}, headers=HTML
    )
    assert answer.status_code == 400
    text = text_of(answer)
    assert '<li value="3" class="wrong"><code> ?x <mark>foo:bar 1 }</mark></code></li>' in text
    assert '<li value="2"><code>WHERE {</code></li>' in text
    assert 'aria-invalid="true"' in text


def test_a_cross_product_is_warned_of_beside_its_result(client: FlaskClient) -> None:
    query = "SELECT * { ?a <urn:p> ?b . ?c <urn:q> ?d }"
    text = shown(client, query)
    assert "Worth a thought" in text
    assert "Nothing joins" in text
    assert "Worth a thought" not in shown(client, "SELECT ?b { ?a <urn:p> ?b . ?b <urn:q> ?d }")


HOSTILE = '"</textarea></script><img src=x onerror=alert(1)>{{ 7*7 }}"'


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT ({HOSTILE} AS ?year) (1 AS ?n) {{}}",
        f"SELECT ?a ?n {{ VALUES (?a ?n) {{ ({HOSTILE} 1) ({HOSTILE} 2) }} }}",
        f"CONSTRUCT {{ <urn:s> <urn:p> {HOSTILE} }} WHERE {{}}",
        f"ASK {{ FILTER({HOSTILE} = 1",
        f"SELECT ?lat ?long ?x {{ VALUES (?lat ?long ?x) {{ (1.5 2.5 {HOSTILE}) }} }}",
    ],
)
def test_what_a_stranger_writes_stays_text(client: FlaskClient, query: str, built: str) -> None:
    text = shown(client, query)
    assert "<img" not in text.replace('<img src="/static/logo.svg"', "")
    assert "</textarea></script>" not in text
    assert "{{ 7*7 }}" in text or "{{ 7*7" not in query


def test_a_result_with_a_generation_says_of_when_and_is_linked_for_ever(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = "20261122T164512.123Z-1234-5f0c9a1b"
    body = json.dumps({"head": {"vars": ["a"]}, "results": {"bindings": [{}]}}).encode()
    answer = Answer(200, body, "application/sparql-results+json", generation=name, kept=True)
    with app.app_context():
        monkeypatch.setattr(site().queries, "answer", lambda *_: answer)
    text = shown(client, "SELECT ?a {}")
    assert (
        '<time datetime="2026-11-22T16:45:12.123000+00:00">2026-11-22 16:45:12 UTC</time>' in text
    )
    assert "change 1,234" in text
    assert "kept from before" in text
    assert re.search(rf"generation={name}[^\"]*#answer\">this result", text)


def test_who_has_to_wait_is_told_how_long(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    failure = Failure(503, "Too many ask", "Too many queries wait.", retry=7)
    answer = Answer(503, b"", "text/plain", failure)
    with app.app_context():
        monkeypatch.setattr(site().queries, "answer", lambda *_: answer)
    sent = client.get("/sparql", query_string={"query": "ASK {}"}, headers=HTML)
    assert (sent.status_code, sent.headers["Retry-After"]) == (503, "7")
    assert "Try again in 7 seconds" in text_of(sent)


def test_the_answer_is_given_back_although_the_page_reads_only_its_beginning(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = []

    class Rest:
        def __iter__(self) -> "Rest":
            return self

        def __next__(self) -> bytes:
            raise AssertionError("the page read on")

        def close(self) -> None:
            closed.append(True)

    def answer(asked: QueryRequest, *_: object) -> Answer:
        row = b'{"a":{"type":"literal","value":"1"}}'
        body = b'{"head":{"vars":["a"]},"results":{"bindings":[' + row + b"," + row[:9]
        return Answer(200, body, "application/sparql-results+json", rest=Rest())

    with app.app_context():
        monkeypatch.setattr(site().queries, "answer", answer)
    text = shown(client, "SELECT ?a { ?a ?b ?c }")
    assert "1 and more" in text
    assert closed


@pytest.mark.skipif(plan("ASK {}") is None, reason="the program oxigraph is not installed")
def test_a_plan_is_shown_and_nothing_runs(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    with app.app_context():
        monkeypatch.setattr(site().queries, "answer", None)
    text = shown(client, "SELECT ?s { ?s ?p ?o } LIMIT 3", plan="yes")
    assert "Nothing was run" in text
    wrong = client.get("/sparql?plan=yes&query=SELECT+*+%7B", headers=HTML)
    assert wrong.status_code == 400
