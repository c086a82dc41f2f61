"""A record of several libraries: who gave what, what each sent, where its old addresses lead."""

import json
import re

import pytest
from flask.testing import FlaskClient

from sparql.service.evaluation import InProcess
from store import Store
from store.log.likenesses import OWN, feeding
from tests.webapp.test_pages import Page, page
from webapp.application import create_app
from webapp.negotiation import REPRESENTATIONS
from webapp.site import WebSettings

MERGED, SURVIVOR = "bib/b4", "bib/b6"


@pytest.fixture(scope="module")
def reader(union: Store) -> FlaskClient:
    """A reader of the whole demo; ``client`` reads the part that conftest.py merges by hand."""
    app = create_app(WebSettings(release="1"), union, InProcess(union.graph))
    app.testing = True
    return app.test_client()


@pytest.fixture(scope="module")
def composed(union: Store) -> str:
    """The path of 三国演义, which Fudan sent as MARC 21 and Wuhan as CNMARC."""
    (source,) = feeding(union.log, named=[("FDU", "FDU0001143", "bib")])
    return source.path


def words(found: Page) -> str:
    return re.sub(r"\s+", " ", found.words)


def links(found: Page, start: str) -> list[str]:
    hrefs = (attributes.get("href") or "" for _, attributes in found.tags)
    return [href for href in hrefs if href.startswith(start)]


def sent(reader: FlaskClient, path: str) -> dict[str, str]:
    """The address of what each library sent, by its code."""
    text = reader.get(f"/{path}", headers={"Accept": "text/html"}).text
    found = re.findall(r'<a href="([^"]*/sent/\d+)">[^<]*<span class="hidden"> that (\w+)', text)
    return {code: address for address, code in found}


def test_the_page_tells_who_contributed_with_number_date_and_what_was_sent(
    reader: FlaskClient, composed: str
) -> None:
    found = page(reader, f"/{composed}")
    text = words(found).partition("Contributed by")[2].partition("put together")[0]
    for part in ("2 libraries", "复旦大学图书馆", "FDU0001143", "武汉大学图书馆", "WHUCN002060"):
        assert part in text, part
    assert set(sent(reader, composed)) == {"FDU", "WHU"}
    for link in links(found, f"/{composed}/sent/"):
        assert reader.get(link).status_code == 200


def test_beside_each_field_stands_who_gave_it_and_who_says_the_same(
    reader: FlaskClient, composed: str
) -> None:
    text = reader.get(f"/{composed}", headers={"Accept": "text/html"}).text
    marc = text[text.index('id="marc"') :]
    rows = re.findall(
        r'<th scope="row">(\w+)</th>.*?<td class="from[^"]*">(.*?)</td>', marc, re.DOTALL
    )
    told: dict[str, list[str]] = {}
    for tag, cell in rows:
        said = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", cell)).strip()
        told.setdefault(tag, []).append(said)
    assert told["LDR"] == [""]
    assert told["044"] == ["from WHU"]
    assert told["020"] == ["from FDU also WHU"]
    assert told["520"] == ["from FDU"]
    given = json.loads(reader.get(f"/{composed}.raw").data)["given"]
    assert [said.split()[1] for _, said in _cells(rows)] == [member for member, _ in given]


def _cells(rows: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The cells of fields, without their tags."""
    return [
        (tag, re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", cell)).strip())
        for tag, cell in rows
        if tag != "LDR"
    ]


def test_what_stays_each_librarys_own_is_not_told_as_gone_when_records_are_put_together(
    reader: FlaskClient, composed: str
) -> None:
    text = words(page(reader, f"/{composed}/history?from=1&to=2"))
    fields = text.partition("What was sent, put together")[2].partition("What the record says")[0]
    assert re.search(r"is ?\+ ?044", fields)
    assert "852" not in fields
    assert "the union itself" in text


def test_what_a_library_sent_is_had_as_its_own_bytes_and_as_marc(
    union: Store, reader: FlaskClient, composed: str
) -> None:
    address = sent(reader, composed)["WHU"]
    number = int(address.rpartition("/")[2])
    contribution = union.log.contribution(number)
    raw = reader.get(f"{address}.raw")
    assert (raw.data, raw.mimetype) == (contribution.raw, "application/xml")
    name = f"{composed.rpartition('/')[2]}-{number}.xml"
    assert raw.headers["Content-Disposition"] == f'inline; filename="{name}"'
    assert reader.get(address, headers={"Accept": "application/marc"}).data[:5].isdigit()
    assert reader.get(f"{address}.cnmarc").mimetype == "application/x-cnmarc"
    assert "三国演义" in page(reader, address).words
    mark = reader.get(f"{address}.mrc").headers["ETag"]
    assert reader.get(f"{address}.mrc", headers={"If-None-Match": mark}).status_code == 304


def test_what_was_sent_for_another_record_is_not_found_here(
    union: Store, reader: FlaskClient, composed: str
) -> None:
    other = next(each for each in feeding(union.log, paths=["bib/b5"]))
    for number in (other.contribution, 10**15, 0):
        answer = reader.get(f"/{composed}/sent/{number}", headers={"Accept": "text/html"})
        assert (answer.status_code, "lists what was sent" in answer.text) == (404, True)
    assert reader.get(f"/{composed}/sent/{2**70}").status_code == 404


def test_what_was_sent_in_no_marc_is_not_made_marc(union: Store, reader: FlaskClient) -> None:
    (source,) = list(feeding(union.log, paths=["holding/h1"]))
    address = f"/holding/h1/sent/{source.contribution}"
    assert reader.get(f"{address}.raw").mimetype == "text/csv"
    refused = reader.get(f"{address}.mrc")
    listed = [form["href"] for form in refused.get_json(True)["alternatives"]]
    assert (refused.status_code, listed) == (406, [f"{address}.html", f"{address}.raw"])
    assert "控制号" in page(reader, address).words


def test_a_record_of_one_library_has_nothing_of_this(union: Store, reader: FlaskClient) -> None:
    single = next(
        record.path
        for record, _ in union.log.live("bib")
        if len(feeding(union.log, paths=[record.path])) == 1
    )
    text = reader.get(f"/{single}", headers={"Accept": "text/html"}).text
    for part in ('id="sources"', 'class="from', "/sent/", "put together", "also"):
        assert part not in text.partition('id="statements"')[0], part


def test_every_form_of_a_composed_record_can_be_had_and_its_page_names_nobody_as_its_sender(
    union: Store, reader: FlaskClient, composed: str
) -> None:
    answer = reader.get(f"/{composed}.ttl")
    for link in answer.headers.getlist("Link"):
        if 'rel="alternate"' in link:
            assert reader.get(link[1 : link.index(">")]).status_code == 200
    record = union.log.record(composed)
    assert record is not None
    assert record.contribution is not None
    assert union.log.contribution(record.contribution).member == OWN
    found = page(reader, f"/{composed}")
    assert "As put together" in found.words
    assert "/member/catena" not in links(found, "/member/")


@pytest.mark.parametrize("suffix", ["", *REPRESENTATIONS])
def test_every_form_of_a_merged_record_leads_to_that_of_its_survivor(
    client: FlaskClient, suffix: str
) -> None:
    dot = f".{suffix}" if suffix else ""
    answer = client.get(f"/{MERGED}{dot}")
    assert (answer.status_code, answer.headers["Location"]) == (301, f"/{SURVIVOR}{dot}")


def test_the_survivor_tells_the_addresses_it_had(client: FlaskClient) -> None:
    found = page(client, f"/{SURVIVOR}")
    assert re.search(rf"Its address was also /{MERGED} until 2026-11-22; it leads", words(found))
    assert links(found, f"/{MERGED}") == [f"/{MERGED}/history"]


def test_where_one_library_gave_all_a_sentence_says_so(client: FlaskClient) -> None:
    text = words(page(client, f"/{SURVIVOR}"))
    assert "what the others sent adds nothing to it" in text
    assert "2 records from 1 library" in text or "2 libraries" in text


def test_the_home_page_counts_the_works_beside_the_records(
    union: Store, reader: FlaskClient
) -> None:
    works = union.log.counts()["hub"]
    assert re.search(rf"works in several editions\s*{works}\b", page(reader, "/").words)
