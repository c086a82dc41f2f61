"""A work: its page in every form, its editions in order, and what the pages of its books tell."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pyoxigraph import RdfFormat, parse

from catalogue.works.rules import rules
from sparql.lookup import LookupIndex
from sparql.service.evaluation import InProcess
from store import Store, Unreachable, open_store
from store.log.likenesses import moment
from store.log.uniting import Occasion, Told, Union
from tests.webapp.test_pages import Page, page
from tests.webapp.works_by_hand import AT, Edition, put
from webapp import works
from webapp.application import create_app
from webapp.site import WebSettings

BASE = "http://catena.example/"
EDITIONS = [
    Edition("Call to arms", "eng", "1981", ("PKU", "THU")),
    Edition("Na han", "chi", "1923", ("PKU",)),
    Edition("Na han", "chi", "1973", ("PKU", "THU", "FDU")),
    Edition("Cris", "fre", "1995"),
    Edition("Outcry", "eng", "2009", ("FDU", "FDU2")),
    Edition("No language", "", "1950"),
]
#: The last is in the table no more.
RULES = ["creator, title", "creator, uniform-title", "decided", "rule-of-yesterday"]


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "var", BASE, openers=(LookupIndex,)) as store:
        yield store


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The editions above, and their work."""
    home = tmp_path_factory.mktemp("home") / "var"
    with open_store(home, BASE, openers=(LookupIndex,)) as store:
        put(store, EDITIONS, RULES, "chi")
        yield store


def site_of(store: Store) -> Flask:
    app = create_app(WebSettings(), store, InProcess(store.graph))
    app.testing = True
    return app


@pytest.fixture(scope="module")
def client(shelf: Store) -> FlaskClient:
    return site_of(shelf).test_client()


def words(found: Page) -> str:
    return re.sub(r"\s+", " ", found.words)


def links(found: Page, start: str) -> list[str]:
    hrefs = (attributes.get("href") or "" for _, attributes in found.tags)
    return [href for href in hrefs if href.startswith(start)]


FORMS = {
    "html": "text/html",
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
    "json": "application/json",
}


def test_a_work_has_every_form_by_suffix_and_by_accept(client: FlaskClient) -> None:
    for suffix, media_type in FORMS.items():
        answer = client.get(f"/hub/w1.{suffix}")
        assert (answer.status_code, answer.mimetype) == (200, media_type)
        asked = client.get("/hub/w1", headers={"Accept": media_type})
        assert (asked.status_code, asked.mimetype, asked.data) == (200, media_type, answer.data)
        others = [link for link in answer.headers.getlist("Link") if 'rel="alternate"' in link]
        assert len(others) == len(FORMS) - 1
        again = client.get(f"/hub/w1.{suffix}", headers={"If-None-Match": answer.headers["ETag"]})
        assert again.status_code == 304
    said = {str(quad.triple) for quad in parse(client.get("/hub/w1.nt").data, RdfFormat.N_TRIPLES)}
    for suffix, format_ in (
        ("ttl", RdfFormat.TURTLE),
        ("jsonld", RdfFormat.JSON_LD),
        ("rdf", RdfFormat.RDF_XML),
    ):
        data = client.get(f"/hub/w1.{suffix}").data
        assert {str(quad.triple) for quad in parse(data, format_)} == said


@pytest.mark.parametrize("suffix", ["mrc", "marcxml", "cnmarc", "mods", "ris", "raw"])
def test_a_work_is_in_nobodys_marc_and_says_so(client: FlaskClient, suffix: str) -> None:
    refused = client.get(f"/hub/w1.{suffix}")
    assert refused.status_code == 406
    assert "not in MARC; each of its editions comes in MARC" in refused.get_json(True)["detail"]
    listed = {each["mediaType"] for each in refused.get_json(True)["alternatives"]}
    assert listed == set(FORMS.values())


def test_a_work_that_never_was_is_not_found(client: FlaskClient) -> None:
    answer = client.get("/hub/w9", headers={"Accept": "text/html"})
    assert (answer.status_code, "never was a work" in answer.text) == (404, True)


def test_the_original_comes_first_then_languages_by_name_and_the_newest_edition_of_each(
    client: FlaskClient,
) -> None:
    found = page(client, "/hub/w1")
    editions = links(found, "/bib/")[: len(EDITIONS)]
    assert editions == [f"/bib/b{number}" for number in (3, 2, 5, 1, 4, 6)]
    text = words(found)
    for part in (
        "Editions 6 in 3 languages",
        "Chinese 中文 2 in the original",
        "English 2 translations",
        "French Français 1 translation 1995",
        "Language not given 1",
        "Publisher 1973 held by 3 libraries",
        "Cris Publisher 1995 no copy reported",
        "Written inChinese 中文",
    ):
        assert part in text, part
    assert ("h1", {}) in found.tags
    assert "/lookup?q=Lu,+Xun&field=author" in links(found, "/lookup?")


def test_why_they_are_one_work_is_told_in_the_words_of_the_table_of_rules(
    client: FlaskClient,
) -> None:
    because = words(page(client, "/hub/w1")).partition("Why these are one work")[2]
    assert f"{rules()['title'].meaning}." in because
    assert "The same name, in one script at least; the same uniform title." in because
    assert "Somebody looked at both and decided so." in because
    assert "Rule of yesterday." in because
    assert "Call to arms (1981) and Na han (1923)" in because
    assert "uniform-title" not in because.partition("Statements")[0]


def test_a_work_of_many_editions_comes_a_page_at_a_time(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webapp.hubs.ON_A_PAGE", 4)
    first, second = page(client, "/hub/w1"), page(client, "/hub/w1?page=2")
    assert links(first, "/hub/w1?") == ["/hub/w1?page=2"]
    assert links(second, "/hub/w1?") == ["/hub/w1?page=1"]
    assert "Page 2 of 2" in words(second)
    assert links(second, "/bib/")[:2] == ["/bib/b4", "/bib/b6"]
    for address in ("/hub/w1?page=0", "/hub/w1?page=99", "/hub/w1?page=x"):
        assert client.get(address).status_code == 200
    told = client.get("/hub/w1.json").get_json()
    assert (told["editionsInAll"], len(told["editions"])) == (6, 4)
    rest = client.get(told["next"]).get_json()
    assert "next" not in rest
    paths = [each["path"] for each in (*told["editions"], *rest["editions"])]
    assert sorted(paths) == [f"bib/b{number}" for number in range(1, 7)]
    assert told["editions"][0] == {
        "path": "bib/b3",
        "iri": f"{BASE}bib/b3#Work",
        "title": [{"value": "Na han"}],
        "languages": ["chi"],
        "original": True,
        "year": "1973",
        "edition": "",
        "publisher": "Publisher 1973",
        "libraries": 3,
    }


def test_the_page_of_a_book_shows_the_others_of_its_work_its_own_language_first(
    client: FlaskClient,
) -> None:
    text = words(page(client, "/bib/b1"))
    section = text.partition("Other editions and translations")[2].partition("All editions")[0]
    assert section.split()[0] == "5"
    order = ("English", "Outcry", "Chinese", "Na han", "French", "Cris", "Language not given")
    places = [section.index(part) for part in order]
    assert places == sorted(places)
    assert "Call to arms" not in section
    assert "/hub/w1" in links(page(client, "/bib/b1"), "/hub/")


def test_of_a_much_translated_work_a_book_shows_some_and_leads_to_the_rest(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(works, "_BESIDE", 2)
    monkeypatch.setattr(works, "_OF_A_LANGUAGE", 1)
    found = page(client, "/bib/b1")
    text = words(found)
    assert "1 more in Chinese" in text
    assert "French Français 1 All of them" in text
    assert {"/hub/w1#in-chi", "/hub/w1#in-fre"} <= set(links(found, "/hub/"))
    anchors = {attributes.get("id") for _, attributes in page(client, "/hub/w1").tags}
    assert {"in-chi", "in-fre"} <= anchors


def test_a_book_without_other_editions_says_nothing_of_works(small: Store) -> None:
    put(small, EDITIONS[:1], RULES, "")
    client = site_of(small).test_client()
    assert "Other editions" not in page(client, "/bib/b1").words


def test_the_way_to_take_part_is_shown_where_there_is_one(shelf: Store) -> None:
    shown = page(site_of(shelf).test_client(), "/hub/w1")
    assert "Take part in deciding" in shown.words
    assert {*links(shown, "/review")} == {"/review/", "/review/?only=work"}


def test_without_the_graph_a_work_is_shown_and_no_holders_are_made_up(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:

    def away(*_: object, **__: object) -> None:
        raise Unreachable("away")

    monkeypatch.setattr(works, "ask", away)
    text = words(page(client, "/hub/w1"))
    assert "Call to arms" in text
    assert "held by" not in text
    assert "no copy" not in text
    assert client.get("/hub/w1.json").get_json()["editions"][0]["libraries"] is None


def test_what_shows_other_records_is_asked_for_again_when_one_of_them_changed(small: Store) -> None:
    put(small, EDITIONS[:2], RULES, "chi")
    client = site_of(small).test_client()
    marks = {suffix: client.get(f"/hub/w1.{suffix}").headers["ETag"] for suffix in FORMS}
    # Withdrawn, without a word to the work it is an edition of.
    told = Told("bib/b2", "bib", None, "delete", "sold")
    assert small.writer.unite(Union(told=[told]), Occasion(AT, "t", "test"), moment(small.log))
    for suffix, mark in marks.items():
        answer = client.get(f"/hub/w1.{suffix}", headers={"If-None-Match": mark})
        assert (suffix, answer.status_code) == (suffix, 200 if suffix in ("html", "json") else 304)
    assert client.get("/hub/w1.json").get_json()["editionsInAll"] == 1


@pytest.mark.parametrize(
    ("authority", "link"),
    [
        (f"{BASE}auth/a1#Agent", "/auth/a1#Agent"),
        ("http://id.loc.gov/authorities/names/n80", "http://id.loc.gov/authorities/names/n80"),
    ],
)
def test_the_creator_leads_to_the_authority(small: Store, authority: str, link: str) -> None:
    put(small, EDITIONS[:2], RULES, "chi", authority)
    client = site_of(small).test_client()
    assert link in links(page(client, "/hub/w1"), link)
    (creator,) = client.get("/hub/w1.json").get_json()["creators"]
    assert creator == {"name": [{"value": "Lu, Xun"}], "authorities": [authority]}


def test_a_hostile_title_does_no_harm(small: Store) -> None:
    client = site_of(small).test_client()
    hostile = '<script>alert(1)</script> {{ 7 * 7 }} " onload="x'
    put(small, [Edition(hostile, "eng", "1998"), Edition(hostile, "fre", "1999")], RULES, "")
    for address in ("/hub/w1", "/bib/b1"):
        text = client.get(address, headers={"Accept": "text/html"}).text
        assert "<script" not in text
        assert "alert(1)" in unescape(text)
        assert "49" not in text


def test_a_work_has_a_history_under_its_title(client: FlaskClient) -> None:
    text = words(page(client, "/hub/w1/history"))
    assert "History Na han" in text
    assert "the union itself" in text
