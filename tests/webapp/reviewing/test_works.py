"""Works at the desk over HTTP: listed, shown, decided, taken back, and found from the records."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from sparql.lookup import LookupIndex
from store import open_store
from tests.catalogue.joining.conftest import BASE
from tests.catalogue.review.conftest import Bookcase
from tests.webapp.reviewing.conftest import ANNA

HTML = {"Accept": "text/html"}
JSON = {"Accept": "application/json"}
CASE = "/review/work/b1/b2"


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Bookcase]:
    """Two books of which both questions are asked: one edition, and one work?"""
    fishing, dances = "moon : fishing at night", "moon : the emperor dances"
    with open_store(tmp_path / "home", BASE, openers=(LookupIndex,)) as store:
        bookcase = Bookcase(store, {frozenset((fishing, dances)): ("ask", 0.4)})
        bookcase.take(A=fishing, B=dances, C="moon : fishing at night / 2nd ed.")
        yield bookcase


def test_a_pair_is_listed_once_for_each_question_and_works_alone_if_wished(
    client: FlaskClient,
) -> None:
    told = client.get("/review/", headers=JSON).get_json()
    assert [each["kind"] for each in told["cases"]] == ["work", "bib"]
    told = client.get("/review/?only=work", headers=JSON).get_json()
    assert [each["name"] for each in told["cases"][0]["records"]] == ["bib/b1", "bib/b2"]
    page = client.get("/review/?only=work", headers=HTML).text
    assert 'href="/review/work/b1/b2?only=work"' in page
    assert '<strong aria-current="true">works</strong>' in page


def test_a_case_asks_about_the_work_in_words(client: FlaskClient) -> None:
    page = client.get(CASE, headers=HTML | ANNA).text
    assert "Are these editions of one work?" in page
    assert "Same work <kbd" in page
    assert "Different works <kbd" in page
    assert "the other title information differs" in page
    assert "leads to" not in page
    assert "Are these the same edition?" in client.get("/review/bib/b1/b2", headers=HTML).text
    answer = client.get("/review/work/b1/b99", headers=HTML)
    assert (answer.status_code, "/bib/b99 are not two records" in answer.text) == (404, True)


def test_one_work_is_made_by_a_decision_and_taken_back(
    client: FlaskClient, shelf: Bookcase
) -> None:
    where = f"{CASE}?only=work"
    answer = client.post(where, data={"says": "same", "only": "work"}, headers=ANNA | HTML)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/review/?done=1&only=work")
    assert shelf.works() == {"hub/w1": {"bib/b1", "bib/b2", "bib/b3"}}
    page = client.get("/review/decisions", headers=HTML).text
    assert "<strong>Same work</strong>" in page
    assert 'href="/hub/w1"' in page
    back = client.post("/review/decisions/1", headers=ANNA | HTML)
    assert back.headers["Location"] == f"{CASE}?done=2"
    assert shelf.works() == {"hub/w1": {"bib/b1", "bib/b3"}}


def test_the_pages_of_a_book_and_of_a_work_lead_to_what_waits(client: FlaskClient) -> None:
    for address, cases in (
        ("/bib/b1", {"/review/work/b1/b2", "/review/bib/b1/b2"}),
        ("/bib/b2", {"/review/work/b2/b1", "/review/bib/b2/b1"}),
        ("/hub/w1", {CASE}),
    ):
        page = client.get(address, headers=HTML).text
        assert {*re.findall(r'href="(/review/(?:work|bib)/[^"]*)"', page)} == cases
    client.post(CASE, data={"says": "different"}, headers=ANNA | HTML)
    assert "In doubt" not in client.get("/hub/w1", headers=HTML).text
