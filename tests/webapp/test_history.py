"""The history of a record: every version, and what became of it, for people and for machines."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from sparql.lookup import LookupIndex
from sparql.service.evaluation import InProcess
from store import Store, open_store
from store.log.likenesses import moment
from store.log.packing import packed
from store.log.uniting import Occasion, Told, Union
from store.log.writer import Entry
from tests.store.merging import merge
from webapp.application import create_app
from webapp.site import WebSettings

BASE = "http://catena.example/"
BF = "http://id.loc.gov/ontologies/bibframe/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
HTML = {"Accept": "text/html"}
MARC = """<record xmlns="http://www.loc.gov/MARC21/slim"><leader>00000nam a2200000 a 4500</leader>
<controlfield tag="001">1</controlfield>
<datafield tag="245" ind1="1" ind2="0"><subfield code="a">{0}</subfield>
<subfield code="c">by somebody.</subfield></datafield>{1}</record>"""
NOTE = '<datafield tag="500" ind1=" " ind2=" "><subfield code="a">A note.</subfield></datafield>'


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "var", BASE, openers=(LookupIndex,)) as store:
        yield store


@pytest.fixture
def client(small: Store) -> FlaskClient:
    app = create_app(WebSettings(), small, InProcess(small.graph))
    app.testing = True
    return app.test_client()


def say(store: Store, title: str, *, day: int, more: str = "", delete: bool = False) -> None:
    """A version of bib/b1 with this title, sent as MARC on a day of November."""
    written = title.replace("\\", "\\\\").replace('"', '\\"')
    triples = (
        f'<{BASE}bib/b1#Title-1> <{BF}mainTitle> "{written}" .\n'
        f"<{BASE}bib/b1#Work> <{BF}title> <{BASE}bib/b1#Title-1> .\n"
        f"<{BASE}bib/b1#Work> <{RDF}type> <{BF}Work> .\n"
    )
    sent = title.replace("&", "&amp;").replace("<", "&lt;")
    raw = MARC.format(sent, more).encode()
    entry = Entry(
        member="PKU",
        control="1",
        kind="bib",
        dialect="marc21",
        charset="utf-8",
        format="marcxml",
        raw=raw,
        digest=raw[-16:],
        path="bib/b1",
        number=1,
        triples=b"" if delete else triples.encode(),
        engine="tests",
        delete=delete,
        reason="<b>sold</b>" if delete else "",
    )
    store.writer.append([entry], f"2026-11-{day:02}T08:00:00+00:00", "login name", "file")
    for _ in store.catch_up():
        pass


def words(page: str) -> str:
    """The words of a page, as a reader has them: without the tags, blanks as one."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", page)))


def test_every_version_is_told_the_newest_first(small: Store, client: FlaskClient) -> None:
    say(small, "Na han", day=1)
    say(small, "Call to arms", day=2)
    say(small, "", day=3, delete=True)
    say(small, "Outcry", day=4)
    answer = client.get("/bib/b1/history", headers=HTML)
    assert answer.status_code == 200
    page = words(answer.get_data(as_text=True))
    told = re.findall(r"(\d) 2026-11-0(\d) 08:00 ([A-Z][a-z ]*[a-z])", page)
    assert told == [
        ("4", "4", "Taken in again"),
        ("3", "3", "Withdrawn"),
        ("2", "2", "Changed"),
        ("1", "1", "Taken in"),
    ]
    assert "Outcry" in page
    links = re.findall(r"/bib/b1/history\?from=(\d)&amp;to=(\d)#change", answer.text)
    assert links == [("3", "4"), ("2", "3"), ("1", "2")]
    assert "<option selected>3</option>" in answer.text


def test_a_cataloguer_sees_which_subfields_became_others(small: Store, client: FlaskClient) -> None:
    say(small, "Na han", day=1)
    say(small, "Call to arms", day=2, more=NOTE)
    page = client.get("/bib/b1/history?from=1&to=2").get_data(as_text=True)
    rows = re.findall(r'<tr class="(gone|come)">(.*?)</tr>', page, re.DOTALL)
    fields = [(mark, words(row).strip()) for mark, row in rows if "$a" in row]
    assert fields == [
        ("gone", "was − 245 10 $a Na han $c by somebody."),
        ("come", "is + 245 10 $a Call to arms $c by somebody."),
        ("come", "is + 500 ## $a A note."),
    ]
    told = [words(said).strip() for said in re.findall(r'<bdi class="told">(.*?)</bdi>', page)]
    assert told == ["Na han", "Call to arms", "A note."]


def test_statements_that_went_and_came_stand_by_the_thing_they_are_about(
    small: Store, client: FlaskClient
) -> None:
    say(small, "Na han", day=1)
    say(small, "Call to arms", day=2)
    page = client.get("/bib/b1/history?from=1&to=2").get_data(as_text=True)
    section = page[page.index("What the record says") : page.index('id="versions"')]
    assert "Call to arms #Title-1" in words(section)
    assert re.search(r"was − bf:mainTitle Na han is \+ bf:mainTitle Call to arms", words(section))
    assert "bf:Work" not in section  # what stayed is not told
    back = words(client.get("/bib/b1/history?from=2&to=1").get_data(as_text=True))
    assert "was − bf:mainTitle Call to arms is + bf:mainTitle Na han" in back


def test_a_thing_is_called_by_its_name_where_it_has_one(small: Store, client: FlaskClient) -> None:
    say(small, "Na han", day=1)
    say(small, "", day=2, delete=True)
    page = words(client.get("/bib/b1/history?from=1&to=2").get_data(as_text=True))
    assert "bf:title Na han #Title-1" in page


def test_the_history_is_given_to_machines_too(small: Store, client: FlaskClient) -> None:
    say(small, "Na han", day=1)
    say(small, "Call to arms", day=2)
    told = client.get("/bib/b1/history.json?from=1&to=2").get_json()
    assert (told["path"], told["iri"]) == ("bib/b1", f"{BASE}bib/b1")
    assert [each["version"] for each in told["versions"]] == [2, 1]
    assert told["versions"][0] == {
        "version": 2,
        "change": 2,
        "action": "update",
        "at": "2026-11-02T08:00:00+00:00",
        "member": "PKU",
        "reason": "",
        "others": [],
        "added": 1,
        "removed": 1,
    }
    change = told["difference"]
    assert (change["from"], change["to"]) == (1, 2)
    assert change["removed"] == [f'<{BASE}bib/b1#Title-1> <{BF}mainTitle> "Na han" .']
    assert change["added"] == [f'<{BASE}bib/b1#Title-1> <{BF}mainTitle> "Call to arms" .']
    assert [(each["mark"], each["subfields"][0]) for each in change["fields"]] == [
        ("gone", ["a", "Na han"]),
        ("come", ["a", "Call to arms"]),
    ]


def test_the_form_follows_the_accept_header(small: Store, client: FlaskClient) -> None:
    say(small, "Na han", day=1)
    forms = {"": "text/html", "text/html": "text/html", "application/json": "application/json"}
    marks = {}
    for accept, media_type in forms.items():
        headers = {"Accept": accept}
        answer = client.get("/bib/b1/history", headers=headers)
        assert (answer.status_code, answer.mimetype) == (200, media_type)
        assert "Accept" in answer.headers["Vary"]
        headers["If-None-Match"] = marks[accept] = answer.headers["ETag"]
        again = client.get("/bib/b1/history", headers=headers)
        assert (again.status_code, again.data) == (304, b"")
    say(small, "Call to arms", day=2)
    for accept, mark in marks.items():
        headers = {"Accept": accept, "If-None-Match": mark}
        assert client.get("/bib/b1/history", headers=headers).status_code == 200


def test_a_withdrawn_and_a_merged_record_have_their_histories(
    small: Store, client: FlaskClient
) -> None:
    say(small, "Na han", day=1)
    say(small, "", day=2, delete=True)
    gone = client.get("/bib/b1", headers=HTML)
    assert (gone.status_code, 'href="/bib/b1/history"' in gone.text) == (410, True)
    page = client.get("/bib/b1/history", headers=HTML)
    assert page.status_code == 200
    assert "This record was withdrawn" in page.text
    assert "<h1>Na han</h1>" in re.sub(r"\s*</?span[^>]*>\s*", "", page.text)
    say(small, "Na han", day=3)
    small.writer.append([survivor()], "2026-11-03T08:00:00+00:00", "t", "t")
    merge(small.log, "bib/b1", "bib/b2", "2026-11-04T08:00:00+00:00", "twice")
    page = client.get("/bib/b1/history", headers=HTML)
    assert 'merged into <a href="/bib/b2">' in page.text
    assert client.get("/bib/b1").status_code == 301


def test_a_merge_and_a_split_lead_to_the_other_record(small: Store, client: FlaskClient) -> None:
    say(small, "Na han", day=1)
    small.writer.append([survivor()], "2026-11-03T08:00:00+00:00", "t", "t")
    merge(small.log, "bib/b1", "bib/b2", "2026-11-04T08:00:00+00:00", "the same edition as bib/b2")
    page = client.get("/bib/b1/history", headers=HTML).text
    assert "Merged into [untitled] /bib/b2" in words(page)
    assert 'href="/bib/b2"' in page
    told = Told(
        "bib/b1",
        "bib",
        None,
        "split",
        "split from bib/b2",
        packed(b"", b"", BASE, "bib/b1"),
        ("PKU", "bib", "1"),
        "tests",
        "bib/b2",
    )
    others = Told("bib/b2", "bib", None, "delete", "merged with bib/b1, bib/b7")
    occasion = Occasion("2026-11-05T08:00:00+00:00", "t", "test")
    assert small.writer.unite(Union(told=[told, others]), occasion, moment(small.log))
    page = client.get("/bib/b1/history", headers=HTML).text
    assert "Taken out of /bib/b2" in words(page)
    assert 'href="/bib/b2/history"' in page  # it says nothing any more
    page = client.get("/bib/b2/history", headers=HTML).text
    assert "Took in /bib/b1 , /bib/b7" in words(page)
    versions = client.get("/bib/b1/history.json").get_json()["versions"]
    assert [each["others"] for each in versions] == [["bib/b2"], ["bib/b2"], []]


def test_a_record_that_a_reason_names_is_a_link(small: Store, client: FlaskClient) -> None:
    say(small, "Na han", day=1)
    reason = "a part of bib/b2 <b>now</b>, not of xbib/b3 or bib/none"
    told = Told("bib/b1", "bib", None, "delete", reason)
    occasion = Occasion("2026-11-05T08:00:00+00:00", "t", "test")
    assert small.writer.unite(Union(told=[told]), occasion, moment(small.log))
    page = client.get("/bib/b1/history", headers=HTML).text
    assert re.findall(r'<a href="(/bib/b\d+)"><code>', page) == ["/bib/b2"]
    assert reason.partition(" <b>")[2].partition("</b>")[0] in page
    assert "<b>now" not in page


def survivor() -> Entry:
    triples = f'<{BASE}bib/b2#Work> <{RDF}value> "x" .\n'.encode()
    facts = ("PKU", "2", "bib", "marc21", "utf-8", "marcxml", b"<r/>", b"2", "bib/b2", 2)
    return Entry(*facts, triples, "tests")


def test_the_page_of_a_record_leads_to_its_history(small: Store, client: FlaskClient) -> None:
    say(small, "Na han", day=1)
    assert 'href="/bib/b1/history"' in client.get("/bib/b1", headers=HTML).text


def test_a_version_that_never_was_is_told(small: Store, client: FlaskClient) -> None:
    say(small, "Na han", day=1)
    say(small, "Call to arms", day=2)
    told = {
        "from=x": 400,
        "to=-1": 400,
        "to=²": 400,
        "from=1&to=" + "9" * 5000: 400,
        "from=0&to=1": 404,
        "from=1&to=3": 404,
        "to=1": 404,  # nothing was before it
        "from=1": 200,
        "to=2": 200,
        "from=1&to=2": 200,
    }
    for query, status in told.items():
        answer = client.get(f"/bib/b1/history?{query}", headers=HTML)
        assert (query, answer.status_code) == (query, status)
        if status == 200:
            assert "Version 1 and version 2" in words(answer.text)
    same = client.get("/bib/b1/history?from=2&to=2", headers=HTML).text
    assert "The two versions say the same" in same


def test_a_record_that_never_was_has_no_history(client: FlaskClient) -> None:
    answer = client.get("/bib/b9/history", headers=HTML)
    assert (answer.status_code, "no history" in answer.text) == (404, True)
    assert client.get("/bib/b9/history", headers={"Accept": "image/png"}).status_code == 406


def test_what_was_not_kept_is_told_and_is_no_fault(small: Store, client: FlaskClient) -> None:
    """A log of schema 2 kept what a change took away, and not what it brought."""
    say(small, "Na han", day=1)
    say(small, "Call to arms", day=2)
    say(small, "Outcry", day=3)
    with small.log.database.begin() as connection:
        connection.exec_driver_sql("UPDATE change SET added = NULL")
    answer = client.get("/bib/b1/history?from=1&to=2", headers=HTML)
    assert (answer.status_code, "not kept" in answer.text) == (404, True)
    assert client.get("/bib/b1/history", headers=HTML).status_code == 200


HOSTILE = '<script>alert(1)</script> {{ 7 * 7 }} " onload="x'


def test_a_hostile_record_has_a_harmless_history(small: Store, client: FlaskClient) -> None:
    say(small, HOSTILE, day=1)
    say(small, f"{HOSTILE}&", day=2, more=NOTE.replace("A note.", "&lt;img src=x onerror=y&gt;"))
    say(small, "", day=3, delete=True)
    for address in ("", "?from=1&to=2", "?from=2&to=3"):
        answer = client.get(f"/bib/b1/history{address}", headers=HTML)
        assert answer.status_code == 200
        for harm in ("<script", "<img src=x", "<b>sold", "49", ' onload="x'):
            assert harm not in answer.text
        assert "alert(1)" in answer.text
        assert "login name" not in answer.text  # who sat at the keyboard is nobody's business
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_a_difference_too_long_for_a_page_is_whole_in_the_json(
    small: Store, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webapp.reading.revisions.SHOWN", 2)
    say(small, "Na han", day=1)
    say(small, "", day=2, delete=True)
    page = client.get("/bib/b1/history?from=1&to=2", headers=HTML).text
    assert "1 more are" in words(page)
    assert 'href="/bib/b1/history.json?from=1&amp;to=2"' in page
    told = client.get("/bib/b1/history.json?from=1&to=2").get_json()
    assert len(told["difference"]["removed"]) == 3
