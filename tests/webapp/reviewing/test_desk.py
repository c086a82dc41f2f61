"""The desk over HTTP: who may decide, what it does, and what nobody else can make it do."""

import re

from flask.testing import FlaskClient

from tests.catalogue.review.conftest import Shelf
from tests.webapp.reviewing.conftest import ANNA, BEN, BROWSER

HTML = {"Accept": "text/html"}
JSON = {"Accept": "application/json"}
CASE = "/review/bib/b1/b2"


def stamp(client: FlaskClient, address: str = CASE) -> dict[str, str]:
    """The hidden fields of the form a browser is shown."""
    page = client.get(address, headers=BROWSER | HTML).text
    form = page[page.index('class="decide"') :]
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))


def test_everybody_may_look_and_is_told_why_they_may_not_decide(client: FlaskClient) -> None:
    listed = client.get("/review/", headers=HTML).text
    assert "2 pairs wait" in listed
    page = client.get(CASE, headers=HTML).text
    assert "To decide, show a key that may" in page
    assert 'value="same"' not in page
    assert "The key ben may not decide" in client.get(CASE, headers=HTML | BEN).text
    assert client.get("/review/key").status_code == 401


def test_a_case_has_both_records_what_differs_and_why_it_is_in_doubt(client: FlaskClient) -> None:
    page = client.get(CASE, headers=HTML).text
    assert '<td dir="auto" data-side="b1"><mark>moon</mark></td>' in page
    assert '<td class="state">differs</td>' in page
    assert "the titles proper are equal" in page
    assert 'href="/bib/b1"' in page
    assert "the rules are 60 % sure" in page
    told = client.get(CASE, headers=JSON).get_json()
    assert [each["name"] for each in told["records"]] == ["A:1", "B:1"]
    assert told["lines"][0] == {
        "label": "Title",
        "state": "differs",
        "one": "moon",
        "other": "moons",
    }


def test_a_decision_leads_to_the_next_case_and_tells_what_came_of_it(
    client: FlaskClient, shelf: Shelf
) -> None:
    form = stamp(client) | {"says": "same", "reason": "one moon"}
    answer = client.post(CASE, data=form, headers=BROWSER | HTML)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/review/bib/b3/b4?done=1")
    assert shelf.groups() == {"bib/b1": "AB", "bib/b3": "C", "bib/b4": "D"}
    page = client.get(answer.headers["Location"], headers=BROWSER | HTML).text
    assert "<strong>Same.</strong>" in page
    assert re.search(r"bib/b2</a>\s+now\s+leads\s+to", page)
    assert client.get("/bib/b2").status_code == 301
    listed = client.get("/review/decisions", headers=HTML).text
    assert "one moon" in listed
    assert "anna" in listed


def test_a_decision_is_taken_back_and_the_case_is_shown_again(
    client: FlaskClient, shelf: Shelf
) -> None:
    client.post(CASE, data={"says": "same"}, headers=ANNA | HTML)
    form = {"stamp": stamp(client, "/review/bib/b3/b4")["stamp"]}
    answer = client.post("/review/decisions/1", data=form, headers=BROWSER | HTML)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{CASE}?done=2")
    assert shelf.groups() == {"bib/b1": "A", "bib/b2": "B", "bib/b3": "C", "bib/b4": "D"}


def test_the_last_decision_leads_back_to_the_list(client: FlaskClient) -> None:
    client.post("/review/bib/b3/b4", data={"says": "different"}, headers=ANNA | HTML)
    answer = client.post(CASE, data={"says": "different"}, headers=ANNA | HTML)
    assert answer.headers["Location"] == "/review/?done=2"
    assert "Nothing waits" in client.get("/review/?done=2", headers=HTML).text


def test_later_goes_on_behind_the_case(client: FlaskClient) -> None:
    page = client.get(CASE, headers=BROWSER | HTML).text
    later = re.search(r'href="(/review/next[^"]*)" data-key="l"', page)
    assert later is not None
    answer = client.get(later[1].replace("&amp;", "&"))
    assert answer.headers["Location"].startswith("/review/bib/b3/b4?after=")
    form = {"says": "different", "after": answer.headers["Location"].partition("after=")[2]}
    done = client.post("/review/bib/b3/b4", data=form, headers=ANNA | HTML)
    assert done.headers["Location"].startswith("/review/?")


def test_nobody_decides_who_may_not_nor_by_another_sites_page(
    client: FlaskClient, shelf: Shelf
) -> None:
    form = stamp(client) | {"says": "same"}
    unstamped = {"says": "same", "seen": form["seen"]}
    before = shelf.groups()
    for headers, sent, status in (
        ({}, form, 401),
        ({"Authorization": "Bearer wrong"}, form, 401),
        (BEN, form, 403),
        (BROWSER, unstamped, 403),
        (BROWSER | {"Sec-Fetch-Site": "cross-site"}, form, 403),
        (BROWSER | {"Sec-Fetch-Site": "", "Origin": "http://evil.example"}, form, 403),
    ):
        for address in (CASE, "/review/decisions/1"):
            assert client.post(address, data=sent, headers=headers).status_code == status
    assert shelf.groups() == before


def test_nothing_is_decided_of_what_changed_since_the_page_was_made(
    client: FlaskClient, shelf: Shelf
) -> None:
    form = stamp(client) | {"says": "same"}
    shelf.take(B="star")
    answer = client.post(CASE, data=form, headers=BROWSER | HTML)
    assert answer.status_code == 409
    assert "load the page again" in answer.text
    assert "bib/b2" in shelf.groups()


def test_only_the_two_decisions_are_taken(client: FlaskClient) -> None:
    for says in ("", "open", "SAME", "same\0"):
        assert client.post(CASE, data={"says": says}, headers=ANNA).status_code == 400


def test_whatever_an_address_carries_a_page_answers(client: FlaskClient) -> None:
    for address in ("/review/bib/b1/b1", "/review/bib/b1/b99", "/review/auth/a/b"):
        answer = client.get(address, headers=HTML)
        assert answer.status_code == 404
        assert "are not two records now" in answer.text
    for query in (
        "after=1_2",
        "after=9_" + "9" * 40 + "_1",
        "done=x",
        "done=" + "9" * 30,
        "only=x",
    ):
        assert client.get(f"/review/?{query}", headers=HTML).status_code == 200


def test_pages_need_no_style_or_script_of_their_own_and_are_kept_by_nobody(
    client: FlaskClient,
) -> None:
    for address in ("/review/", "/review/alarms", CASE, "/review/decisions", "/review/rules"):
        answer = client.get(address, headers=ANNA | HTML)
        assert answer.status_code == 200
        assert not re.search(r"<script(?! src=)|<style|style=|\son\w+=", answer.text)
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert "Authorization" in answer.headers["Vary"]


def test_hostile_titles_are_words(client: FlaskClient) -> None:
    for address in ("/review/", "/review/bib/b3/b4"):
        page = client.get(address, headers=HTML).text
        assert "&lt;" in page
        assert "<script>" not in page


def test_decisions_are_exported_to_who_may_decide(client: FlaskClient) -> None:
    client.post(CASE, data={"says": "different"}, headers=ANNA | JSON)
    assert client.get("/review/decisions.json").status_code == 401
    assert client.get("/review/rules", headers=BEN).status_code == 403
    told = client.get("/review/decisions.json", headers=ANNA).get_json()
    assert [each["says"] for each in told["decisions"]] == ["different"]
    table = client.get("/review/decisions.tsv", headers=ANNA).text.splitlines()
    assert table[1].split("\t")[1:5] == ["bib", "A:1", "B:1", "different"]
    assert "the titles proper are equal" in client.get("/review/rules", headers=ANNA | HTML).text
