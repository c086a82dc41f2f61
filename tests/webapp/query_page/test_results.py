"""Results as cells: links that stay, languages that are told, beginnings of what is too long."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from sparql.service.answers import Answer
from webapp.query_page import results
from webapp.query_page.results import STATEMENTS_SHOWN, cell, graph, table

JSON = "application/sparql-results+json"
BASE = "http://catena.example/"


@pytest.fixture(autouse=True)
def _in_a_request(app: Flask) -> Iterator[None]:
    with app.test_request_context("/sparql"):
        yield


class Endless(Iterator[bytes]):
    """A rest that must not be read for a page."""

    def __next__(self) -> bytes:
        raise AssertionError("the page read on")

    def close(self) -> None:
        pass


def answer(rows: list[dict[str, Any]], names: list[str]) -> Answer:
    result = {"head": {"vars": names}, "results": {"bindings": rows}}
    return Answer(200, json.dumps(result, separators=(",", ":")).encode(), JSON)


def test_a_thing_of_ours_is_a_link_within_the_site() -> None:
    shown = cell({"type": "uri", "value": f"{BASE}bib/b1#Work"}, BASE)
    assert (shown.shown, shown.link) == ("bib/b1#Work", "/bib/b1#Work")


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "urn:x"])
def test_an_iri_that_is_no_web_address_is_no_link(address: str) -> None:
    shown = cell({"type": "uri", "value": address}, BASE)
    assert (shown.shown, shown.link) == (address, "")


def test_a_term_of_a_known_vocabulary_has_its_prefix() -> None:
    work = "http://id.loc.gov/ontologies/bibframe/Work"
    assert cell({"type": "uri", "value": work}, BASE).shown == "bf:Work"


def test_a_blank_node_and_a_triple_read_as_in_turtle() -> None:
    blank = {"type": "bnode", "value": "b0"}
    triple = {"subject": blank, "predicate": {"type": "uri", "value": "urn:p"}, "object": blank}
    assert cell(blank, BASE).shown == "_:b0"
    assert cell({"type": "triple", "value": triple}, BASE).shown == "<<( _:b0 urn:p _:b0 )>>"


def test_a_variable_that_is_not_bound_is_an_empty_cell() -> None:
    found = table(answer([{"a": {"type": "literal", "value": "x"}}], ["a", "b"]), BASE)
    assert [each.shown for each in found.rows[0]] == ["x", ""]


def test_numbers_stand_to_the_right_and_words_know_their_language() -> None:
    number = {
        "type": "literal",
        "value": "7",
        "datatype": "http://www.w3.org/2001/XMLSchema#integer",
    }
    words = {"type": "literal", "value": "呐喊", "xml:lang": "zh-hani"}
    row = table(answer([{"n": number, "w": words}], ["n", "w"]), BASE).rows[0]
    assert [each.number for each in row] == [True, False]
    assert row[1].text is not None
    assert row[1].text.lang == "zh-hani"


def test_an_answer_that_goes_on_is_shown_as_far_as_it_was_read() -> None:
    """The last row is cut in the middle of a Chinese character."""
    rows = [{"a": {"type": "literal", "value": f"{n} 红楼梦"}} for n in range(20)]
    whole = answer(rows, ["a"])
    begun = Answer(200, whole.body[:-9], JSON, rest=Endless())
    found = table(begun, BASE)
    assert (found.variables, found.count, found.whole) == (["a"], 19, False)
    assert found.rows[18][0].shown == "18 红楼梦"


def test_a_kept_answer_is_not_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(results, "READ", 400)
    rows = [{"a": {"type": "literal", "value": str(n)}} for n in range(1000)]
    found = table(answer(rows, ["a"]), BASE)
    assert 0 < found.count < 20
    assert not found.whole


def test_at_most_five_hundred_rows_become_cells() -> None:
    rows = [{"a": {"type": "literal", "value": str(n)}} for n in range(501)]
    found = table(answer(rows, ["a"]), BASE)
    assert (found.count, len(found.rows), found.whole) == (501, 500, True)


def test_a_yes_is_a_yes() -> None:
    found = table(Answer(200, b'{"head":{},"boolean":true}', JSON), BASE)
    assert found.verdict is True
    assert found.count == 0


def test_each_row_stands_on_its_own_line_of_the_raw_result_and_nothing_else_changed() -> None:
    rows = [{"a": {"type": "literal", "value": "}},{"}}, {"a": {"type": "literal", "value": "y"}}]
    given = answer(rows, ["a"])
    raw = table(given, BASE).raw
    assert raw.count("\n") >= 2
    assert raw.replace("\n", "") == given.body.decode()


def test_a_graph_is_turtle_with_prefixes() -> None:
    line = b"<urn:s> <http://purl.org/dc/terms/title> <urn:o> .\n"
    found = graph(Answer(200, line, "application/n-triples"))
    assert "dcterms:title" in found.text
    assert (found.count, found.whole) == (1, True)


def test_a_graph_that_was_cut_in_a_line_is_shown_up_to_that_line() -> None:
    line = b"<urn:s> <urn:p> <urn:o%d> .\n"
    body = b"".join(line % n for n in range(5))[:-4]
    found = graph(Answer(200, body, "application/n-triples", rest=Endless()))
    assert (found.count, found.whole) == (4, False)


def test_a_large_graph_is_shown_by_its_beginning() -> None:
    body = b"".join(b"<urn:s> <urn:p> <urn:o%d> .\n" % n for n in range(STATEMENTS_SHOWN + 1))
    found = graph(Answer(200, body, "application/n-triples"))
    assert (found.count, found.whole) == (STATEMENTS_SHOWN, False)
