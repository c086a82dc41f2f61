"""A record that changes, one in CNMARC, and one that says almost nothing."""

from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from converters import parse_one
from sparql.lookup import LookupIndex
from sparql.service.evaluation import InProcess
from store import Store, open_store
from store.log.writer import Entry
from webapp.application import create_app
from webapp.site import WebSettings

BASE = "http://catena.example/"
BF = "http://id.loc.gov/ontologies/bibframe/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
CNMARC = """<record xmlns="http://www.loc.gov/MARC21/slim"><leader>00000nam0 2200000   450 </leader>
<controlfield tag="001">c1</controlfield>
<datafield tag="200" ind1="1" ind2=" "><subfield code="a">呐喊</subfield>
<subfield code="f">鲁迅著</subfield></datafield></record>"""


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "var", BASE, openers=(LookupIndex,)) as store:
        yield store


@pytest.fixture
def client(small: Store) -> FlaskClient:
    app = create_app(WebSettings(), small, InProcess(small.graph))
    app.testing = True
    return app.test_client()


def say(
    store: Store,
    title: str,
    at: str,
    *,
    dialect: str = "marc21",
    statements: str = "",
    path: str = "bib/b1",
) -> None:
    triples = statements or (
        f'<{BASE}bib/b1#Title-1> <{BF}mainTitle> "{title}" .\n'
        f"<{BASE}bib/b1#Work> <{BF}title> <{BASE}bib/b1#Title-1> .\n"
    )
    raw = CNMARC.replace("呐喊", title).encode()
    known = store.log.record(path)
    entry = Entry(
        member="PKU",
        control=path,
        kind=path.partition("/")[0],
        dialect=dialect,
        charset="utf-8",
        format="marcxml",
        raw=raw,
        digest=blake2b(raw, digest_size=16).digest(),
        path=path,
        number=None if known else 1,
        triples=triples.encode(),
        engine="tests",
    )
    store.writer.append([entry], at, "tests", "file")
    for _ in store.catch_up():
        pass


def test_a_new_version_has_a_new_mark(small: Store, client: FlaskClient) -> None:
    say(small, "Na han", "2026-11-20T08:00:00+00:00")
    first = {suffix: client.get(f"/bib/b1.{suffix}") for suffix in ("html", "ttl", "mrc")}
    say(small, "Call to arms", "2026-11-21T08:00:00+00:00")
    for suffix, before in first.items():
        after = client.get(
            f"/bib/b1.{suffix}",
            headers={
                "If-None-Match": before.headers["ETag"],
                "If-Modified-Since": before.headers["Last-Modified"],
            },
        )
        assert after.status_code == 200
        assert after.headers["ETag"] != before.headers["ETag"]
        assert after.headers["Last-Modified"] == "Sat, 21 Nov 2026 08:00:00 GMT"
        assert b"Call to arms" in after.data


def test_a_page_is_as_new_as_what_it_shows_of_others(small: Store, client: FlaskClient) -> None:
    """Copies in a holdings record are on the page of their book, and not in its statements."""
    say(small, "Na han", "2026-11-20T08:00:00+00:00")
    before = {suffix: client.get(f"/bib/b1.{suffix}") for suffix in ("html", "ttl")}
    item = f"<{BASE}holding/h1#Item>"
    held = (
        f"{item} <{RDF}type> <{BF}Item> .\n"
        f"{item} <{BF}itemOf> <{BASE}bib/b1#Instance> .\n"
        f"<{BASE}bib/b1#Instance> <{BF}hasItem> {item} .\n"
        f"{item} <{BF}shelfMark> <{BASE}holding/h1#ShelfMark> .\n"
        f'<{BASE}holding/h1#ShelfMark> <{RDFS}label> "K 1" .\n'
    )
    say(small, "x", "2026-11-21T08:00:00+00:00", statements=held, path="holding/h1")
    for ask in ("ETag", "Last-Modified"):
        name = {"ETag": "If-None-Match", "Last-Modified": "If-Modified-Since"}[ask]
        again = {
            suffix: client.get(f"/bib/b1.{suffix}", headers={name: first.headers[ask]})
            for suffix, first in before.items()
        }
        assert again["ttl"].status_code == 304
        assert again["html"].status_code == 200
        assert b"K 1" in again["html"].data


def test_a_new_release_of_the_site_makes_new_pages(small: Store, client: FlaskClient) -> None:
    say(small, "Na han", "2026-11-20T08:00:00+00:00")
    newer = create_app(WebSettings(release="2"), small, InProcess(small.graph)).test_client()
    assert newer.get("/bib/b1").headers["ETag"] != client.get("/bib/b1").headers["ETag"]


def test_a_cnmarc_record_is_given_as_cnmarc(small: Store, client: FlaskClient) -> None:
    say(small, "呐喊", "2026-11-20T08:00:00+00:00", dialect="cnmarc")
    answer = client.get("/bib/b1.cnmarc")
    assert (answer.status_code, answer.mimetype) == (200, "application/x-cnmarc")
    assert b"\x1f" + "a呐喊\x1ff鲁迅著".encode() in answer.data
    crossed = parse_one(client.get("/bib/b1.mrc").data, "iso2709").marc
    assert (crossed["245"]["a"], crossed["245"]["c"]) == ("呐喊", "鲁迅著")


def test_a_record_that_says_almost_nothing_still_has_a_page(
    small: Store, client: FlaskClient
) -> None:
    odd = (
        f"<{BASE}bib/b1#Work> <{BF}contribution> <{BASE}bib/b1#Contribution-1> .\n"
        f"<{BASE}bib/b1#Work> <{BF}language> <http://id.loc.gov/vocabulary/languages/xyz> .\n"
        f'<{BASE}bib/b1#Work> <{BF}subject> "a word where a thing should be" .\n'
        f"<{BASE}bib/b1#Instance> <{BF}hasItem> <{BASE}bib/b1#Item-1> .\n"
    )
    say(small, "x", "2026-11-20T08:00:00+00:00", statements=odd)
    page = client.get("/bib/b1.html").get_data(as_text=True)
    for words in ("[untitled]", "xyz", "a word where a thing should be"):
        assert words in page


def test_an_empty_catalogue_has_a_home_page(client: FlaskClient) -> None:
    page = client.get("/").get_data(as_text=True)
    assert "The catalogue is empty" in page
    for address in ("/lookup", "/lookup?q=anything", "/lookup?q=9787020008728"):
        answer = client.get(address)
        assert answer.status_code == 200
        assert "The catalogue is empty" in answer.get_data(as_text=True)
    assert client.get("/.well-known/void").status_code == 200


def test_what_is_kept_ready_is_as_new_as_the_log(small: Store, client: FlaskClient) -> None:
    assert "The catalogue is empty" in client.get("/lookup?q=han").get_data(as_text=True)
    say(small, "Na han", "2026-11-20T08:00:00+00:00")
    assert "Na han" in client.get("/").get_data(as_text=True)
    assert "One record." in client.get("/lookup?q=na+han").get_data(as_text=True)
    say(small, "Call to arms", "2026-11-21T08:00:00+00:00")
    assert "Na han" not in client.get("/").get_data(as_text=True)
    assert "One record." not in client.get("/lookup?q=na+han").get_data(as_text=True)
    assert "One record." in client.get("/lookup?q=arms").get_data(as_text=True)


def test_what_is_kept_ready_is_not_worked_out_twice(
    small: Store, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    say(small, "Na han", "2026-11-20T08:00:00+00:00")
    pages = ("/", "/lookup?q=na+han", "/bib/b1", "/healthz", "/.well-known/void")
    first = [client.get(page).data for page in pages]

    ask = type(small.graph).query

    def of_one_thing_only(*asked: Any, substitutions: Any = None) -> Any:
        assert substitutions  # the copies of one book may be asked for, the catalogue not again
        return ask(*asked, substitutions=substitutions)

    def counted_again(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(type(small.graph), "query", of_one_thing_only)
    monkeypatch.setattr(type(small.graph), "__len__", counted_again)
    assert [client.get(page).data for page in pages] == first


def test_a_copy_outside_the_union_is_shown_as_what_it_is(small: Store, client: FlaskClient) -> None:
    """A library that is no member has no page here; a class number stands for its shelf mark."""
    item, mark = f"<{BASE}bib/b1#Item>", f"<{BASE}bib/b1#ClassificationLcc-1>"
    library = "http://id.loc.gov/vocabulary/organizations/dlc"
    held = (
        f"<{BASE}bib/b1#Instance> <{BF}hasItem> {item} .\n"
        f"{item} <{BF}heldBy> <{library}> .\n"
        f"{item} <{BF}classification> {mark} .\n"
        f'{mark} <{BF}classificationPortion> "E547.H2" .\n'
        f'{mark} <{BF}itemPortion> "W4" .\n'
    )
    say(small, "x", "2026-11-20T08:00:00+00:00", statements=held)
    page = client.get("/bib/b1.html").get_data(as_text=True)
    assert f'<a href="{library}"><span>DLC</span></a>' in page
    assert "E547.H2 W4" in page
    assert "PKU as" in " ".join(page.split())
    assert 'href="/member/PKU"' not in page  # it sent the record and is no member
