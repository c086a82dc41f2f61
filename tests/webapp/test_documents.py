"""A record by its address: every form of it, its versions, and what becomes of it."""

import pytest
from flask.testing import FlaskClient
from pyoxigraph import RdfFormat, parse

FORMS = {
    "html": "text/html",
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
    "mrc": "application/marc",
    "marcxml": "application/marcxml+xml",
    "cnmarc": "application/x-cnmarc",
    "json": "application/json",
    "mrk": "text/x-mrk",
    "marcxchange": "application/x-marcxchange+xml",
    "mods": "application/mods+xml",
    "dc": "application/x-oai-dc+xml",
    "csl": "application/vnd.citationstyles.csl+json",
    "bib": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
    "cite": "text/plain",
}
ACCEPTED = [
    ("", "html"),
    ("*/*", "html"),
    ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "html"),
    ("text/turtle", "ttl"),
    ("text/turtle;q=0.4, application/ld+json;q=0.5", "jsonld"),
    ("application/rdf+xml, text/html;q=0.9", "rdf"),
    ("text/*;q=0.3, application/marc", "mrc"),
    ("text/html;q=0, text/*", "ttl"),
    ("application/json", "json"),
    ("application/marcxml+xml", "marcxml"),
    ("application/mods+xml, application/marcxml+xml;q=0.9", "mods"),
    ("application/vnd.citationstyles.csl+json", "csl"),
    ("text/plain", "cite"),
    ('application/ld+json;profile="http://www.w3.org/ns/json-ld#compacted"', "jsonld"),
    ("image/png, application/n-triples;q=0.01", "nt"),
]
MERGED, GONE = "bib/b4", "bib/b3"


@pytest.mark.parametrize(("suffix", "media_type"), FORMS.items())
def test_a_record_has_every_form_at_an_address_of_its_own(
    client: FlaskClient, suffix: str, media_type: str
) -> None:
    for accept in ("", "image/png", "text/turtle"):  # the suffix decides, whatever is accepted
        answer = client.get(f"/bib/b1.{suffix}", headers={"Accept": accept})
        assert (answer.status_code, answer.mimetype) == (200, media_type)
    assert answer.data


@pytest.mark.parametrize(("accept", "suffix"), ACCEPTED)
def test_the_accept_header_chooses_the_form(client: FlaskClient, accept: str, suffix: str) -> None:
    answer = client.get("/bib/b1", headers={"Accept": accept})
    assert (answer.status_code, answer.mimetype) == (200, FORMS[suffix])
    assert answer.headers["Vary"] == "Accept, Accept-Encoding"
    assert answer.data == client.get(f"/bib/b1.{suffix}").data


@pytest.mark.parametrize(
    ("suffix", "format_"),
    [
        ("ttl", RdfFormat.TURTLE),
        ("nt", RdfFormat.N_TRIPLES),
        ("jsonld", RdfFormat.JSON_LD),
        ("rdf", RdfFormat.RDF_XML),
    ],
)
def test_every_rdf_form_says_the_same(client: FlaskClient, suffix: str, format_: RdfFormat) -> None:
    said = {str(quad.triple) for quad in parse(client.get(f"/bib/b1.{suffix}").data, format_)}
    lines = client.get("/bib/b1.nt").data
    assert said == {str(quad.triple) for quad in parse(lines, RdfFormat.N_TRIPLES)}
    assert len(said) > 100


def test_every_form_names_the_others(client: FlaskClient) -> None:
    links = client.get("/bib/b1.ttl").headers.getlist("Link")
    others = [link for link in links if 'rel="alternate"' in link]
    assert len(others) == len(FORMS)  # and what was sent, without this one
    assert '</bib/b1.mrc>; rel="alternate"; type="application/marc"' in others
    assert '<http://catena.example/bib/b1>; rel="canonical"' in links


def test_a_form_already_there_is_not_sent_again(client: FlaskClient) -> None:
    first = client.get("/bib/b1.ttl")
    mark, changed = first.headers["ETag"], first.headers["Last-Modified"]
    assert not mark.startswith("W/")
    again = client.get("/bib/b1.ttl", headers={"If-None-Match": mark})
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", mark)
    assert again.headers["Vary"] == "Accept, Accept-Encoding"
    since = client.get("/bib/b1.ttl", headers={"If-Modified-Since": changed})
    assert since.status_code == 304
    for stale in (
        {"If-None-Match": '"v0"'},
        {"If-Modified-Since": "Sat, 01 Jan 2000 00:00:00 GMT"},
    ):
        assert client.get("/bib/b1.ttl", headers=stale).status_code == 200


def test_every_form_and_every_record_has_a_mark_of_its_own(client: FlaskClient) -> None:
    marks = {client.get(f"/bib/b1.{suffix}").headers["ETag"] for suffix in FORMS}
    marks.add(client.get("/bib/b2.ttl").headers["ETag"])
    assert len(marks) == len(FORMS) + 1


def test_head_has_the_headers_of_get_and_no_body(client: FlaskClient) -> None:
    head, get = client.head("/bib/b1.ttl"), client.get("/bib/b1.ttl")
    assert (head.status_code, head.data) == (200, b"")
    for name in ("ETag", "Content-Type", "Content-Length", "Last-Modified", "Vary"):
        assert head.headers[name] == get.headers[name]


def test_a_form_that_is_not_there_is_refused_with_those_that_are(client: FlaskClient) -> None:
    answer = client.get("/bib/b1", headers={"Accept": "image/png"})
    assert answer.status_code == 406
    listed = {
        form["mediaType"]: form["href"] for form in answer.get_json(force=True)["alternatives"]
    }
    forms = {media_type: f"/bib/b1.{suffix}" for suffix, media_type in FORMS.items()}
    assert listed == forms | {"application/octet-stream": "/bib/b1.raw"}


@pytest.mark.parametrize("suffix", ["mrc", "marcxml", "json", "cnmarc", "mods", "cite", "raw"])
def test_a_library_is_not_described_in_marc(client: FlaskClient, suffix: str) -> None:
    answer = client.get(f"/member/PKU.{suffix}")
    assert answer.status_code == 406
    assert "not in MARC" in answer.get_json(force=True)["detail"]
    assert "mrc" not in str(client.get("/member/PKU").headers.getlist("Link"))


@pytest.mark.parametrize(
    "address", ["/bib/b999999", "/bib/b999999.ttl", "/member/none", "/bib/b1.pdf"]
)
def test_what_never_was_is_not_found(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 404


def test_a_wrong_suffix_is_told_the_right_ones(client: FlaskClient) -> None:
    for address in ("/bib/b1.xml", "/bib/b1.TTL"):
        problem = client.get(address).get_json(force=True)
        assert problem["title"] == "No such form"
        assert {"name": "Turtle", "mediaType": "text/turtle", "href": "/bib/b1.ttl"} in problem[
            "alternatives"
        ]
    assert client.get(f"/{GONE}.xml").get_json(force=True)["title"] == "No such record"


def test_a_wrong_code_of_a_library_is_told_where_the_codes_are(client: FlaskClient) -> None:
    problem = client.get("/member/pku").get_json(force=True)
    assert problem["title"] == "No such library"
    assert "home page" in problem["detail"]


def test_a_condition_that_fails_sends_nothing(client: FlaskClient) -> None:
    answer = client.get("/bib/b1.ttl", headers={"If-Match": '"v0"'})
    assert (answer.status_code, answer.data) == (412, b"")


def test_a_withdrawn_record_leaves_a_tombstone(client: FlaskClient) -> None:
    answer = client.get(f"/{GONE}.ttl", headers={"Accept": "application/json"})
    assert answer.status_code == 410
    problem = answer.get_json()
    assert problem["reason"] == "withdrawn by the contributing library"
    assert problem["deleted"].startswith("2026-11-22T")
    page = client.get(f"/{GONE}", headers={"Accept": "text/html"})
    assert page.status_code == 410
    assert "withdrawn on 2026-11-22" in page.get_data(as_text=True)


@pytest.mark.parametrize("suffix", ["", ".ttl", ".mrc"])
def test_a_merged_record_points_to_its_survivor_in_the_same_form(
    client: FlaskClient, suffix: str
) -> None:
    answer = client.get(f"/{MERGED}{suffix}")
    assert (answer.status_code, answer.headers["Location"]) == (301, f"/bib/b6{suffix}")
