"""The whole demo: MARC 21, CNMARC, authorities and holdings in one union, seen from outside."""

from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from pyoxigraph import RdfFormat, parse

import samples
from converters.engine import Converted, Job
from converters.engines import Choice, conversion
from converters.reader import read_stream
from converters.record import MarcRecord
from sparql.service.evaluation import InProcess
from store import Store
from tests.webapp.test_pages import Page, page
from webapp.application import create_app
from webapp.reading.access_points import contributors
from webapp.reading.description import Description
from webapp.reading.edition import Edition
from webapp.site import WebSettings


@pytest.fixture(scope="module")
def store(union: Store) -> Store:
    return union


@pytest.fixture(scope="module")
def client(store: Store) -> FlaskClient:
    app = create_app(WebSettings(release="1"), store, InProcess(store.graph))
    app.testing = True
    return app.test_client()


def looked_up(client: FlaskClient, words: str, field: str = "any") -> Page:
    return page(client, f"/lookup?q={quote(words)}&field={field}")


def links(found: Page, start: str) -> list[str]:
    hrefs = (attributes.get("href") or "" for _, attributes in found.tags)
    return list(dict.fromkeys(href for href in hrefs if href.startswith(start)))


FORMS = {
    "太史公": "司马迁",  # another name of the person, in Han
    "tai shi gong": "司马迁",  # in pinyin of CNMARC
    "Гарсиа Маркес": "García Márquez",
    "京师大学堂": "北京大学",  # an earlier name of the body
    "hongloumeng": "红楼梦",  # a work
}


@pytest.mark.parametrize("typed", FORMS)
def test_the_look_up_leads_to_an_authority_by_any_of_its_forms(
    client: FlaskClient, typed: str
) -> None:
    found = looked_up(client, typed)
    assert "Names and subjects" in found.words
    assert FORMS[typed] in found.words
    assert links(found, "/auth/")


def test_the_name_in_use_is_a_way_from_another_name_to_the_records(client: FlaskClient) -> None:
    found = looked_up(client, "太史公")
    assert "No record has 太史公 itself" in " ".join(found.words.split())
    way = next(link for link in links(found, "/lookup?") if "author" in link)
    assert "史记" in page(client, way).words


def test_a_name_nobody_has_shows_no_empty_section(client: FlaskClient) -> None:
    for field in ("any", "title", "author", "isbn"):
        assert "Names and subjects" not in looked_up(client, "zzzz", field).words
    assert "Names and subjects" not in looked_up(client, "儒家", "author").words  # a topic
    assert "Names and subjects" in looked_up(client, "儒家").words


@pytest.mark.parametrize("kind", ["auth", "holding"])
def test_every_authority_and_every_holdings_record_has_a_page_whose_links_lead_somewhere(
    client: FlaskClient, store: Store, kind: str
) -> None:
    paths = [record.path for record, _ in store.log.live(kind)]
    assert len(paths) == {"auth": 22, "holding": 7}[kind]
    for path in paths:
        found = page(client, f"/{path}")
        for link in [link for link in links(found, "/") if not link.startswith("/static")]:
            assert client.get(link).status_code == 200, (path, link)


def test_a_form_a_record_does_not_have_is_refused_in_a_sentence(client: FlaskClient) -> None:
    for address, words in (
        ("/auth/a1.ris", "An authority record comes in RDF and in MARC."),
        ("/holding/h1.mrc", "A holdings record comes in RDF, and in MARC where it was"),
        ("/auth/a999", "There never was a record at /auth/a999."),
    ):
        answer = client.get(address, headers={"Accept": "text/html"})
        assert answer.status_code in (404, 406)
        assert words in answer.get_data(as_text=True)


def test_authors_come_before_editors_where_nobody_is_marked_as_main() -> None:
    """CNMARC has them all in 701 and 702; with MARC 21 the two are one record by now."""
    file = samples.FOLDER / "cnmarc" / "THU.xml"
    document = "http://catena.example/bib/b1"
    with file.open("rb") as stream:
        record = next(
            each
            for each in read_stream(stream, file.name)
            if isinstance(each, MarcRecord) and each.control_number == "THUCN002053"
        )
    (outcome,) = conversion(Choice()).convert([Job(record, document)], "2026-11-22T08:00:00Z")
    assert isinstance(outcome, Converted)
    edition = Edition(Description(outcome.triples), document)
    first = next(contributors(edition))
    assert (first.texts[0].value, first.beside) == ("曹雪芹, 约1717-约1763", "author")
    assert [name[0].value for name in edition.creators()] == ["曹雪芹, 约1717-约1763"]


def test_copies_that_came_apart_are_on_the_page_of_their_book_with_their_volumes(
    client: FlaskClient,
) -> None:
    address = links(looked_up(client, "鲁迅全集", "title"), "/bib/")
    words = next(w for a in address if "PKU0000275" in (w := page(client, a).words))
    for copy in ("储存图书馆", "第二卷", "2001536953", "借出"):
        assert copy in words
    serial = links(looked_up(client, "读书", "title"), "/bib/")
    words = next(w for a in serial if "PKU0000448" in (w := page(client, a).words))
    assert "no.142-273 (1991-2001)" in words


def test_a_row_of_a_table_is_shown_as_it_was_sent_and_returns_byte_for_byte(
    client: FlaskClient,
) -> None:
    raw = client.get("/holding/h1.raw")
    assert raw.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert raw.headers["Content-Disposition"] == 'inline; filename="h1.csv"'
    assert raw.data.decode().startswith("控制号,题名,馆代码")
    found = page(client, "/holding/h1")
    assert raw.data.decode().strip() in found.words
    assert "MARC" not in found.words.partition("Take it along")[2].partition("As contributed")[0]


def test_other_character_sets_are_offered_and_can_be_had(client: FlaskClient) -> None:
    address = links(looked_up(client, "三国演义", "title"), "/bib/")
    offered = [link for one in address for link in links(page(client, one), one) if "?" in link]
    assert any("cnmarc?rules=nlc&charset=gb18030" in link for link in offered)
    assert any("charset=big5&unmappable=reference" in link for link in offered)
    for link in offered:
        assert client.get(link).status_code == 200, link


def test_what_is_said_of_a_copy_that_came_apart_is_in_its_own_document(
    client: FlaskClient,
) -> None:
    said = {
        quad.subject.value
        for quad in parse(client.get("/holding/h1.nt").data, RdfFormat.N_TRIPLES)
        if not str(quad.predicate).endswith("hasItem>")
    }
    assert all(subject.startswith("http://catena.example/holding/h1#") for subject in said)
    assert len(samples.holdings_files()) == 2
