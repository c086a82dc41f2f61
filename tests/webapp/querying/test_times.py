"""The catalogue as of a moment: by `asOf=`, by the name of a generation, and by Memento."""

import re
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from sparql.service.evaluation import InProcess
from tests.webapp.querying.past import BASE, SAYS, past, site_over
from webapp.querying import times
from webapp.site import EXTENSION

HTML = {"Accept": "text/html"}
LINK = re.compile(r'<([^>]*)>; rel="([^"]*)"(?:; type="[^"]*")?(?:; datetime="([^"]*)")?')


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[FlaskClient, list[str]]]:
    with past(tmp_path_factory.mktemp("home")) as (app, names):
        yield app.test_client(), names


@pytest.fixture
def client(kept: tuple[FlaskClient, list[str]]) -> FlaskClient:
    return kept[0]


@pytest.fixture
def names(kept: tuple[FlaskClient, list[str]]) -> list[str]:
    return kept[1]


def ask(client: FlaskClient, at: str = "", **parameters: str) -> TestResponse:
    headers = {"Accept-Datetime": at} if at else {}
    asked = {"query": SAYS, "format": "csv"} | parameters
    return client.get("/sparql", query_string=asked, headers=headers)


def said(answer: TestResponse) -> str:
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return "".join(answer.get_data(as_text=True).split()[1:])


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2027-01-01T00:00Z", "a"),
        ("2027-03-01T00:00Z", "a"),
        ("2027-03-01T12:00:00.900Z", "ab"),
        ("2027-03-01T12:00:00.899Z", "a"),
        ("2027-03-01T20:30+08:00", "ab"),
        ("2027-03-01", "abc"),
        ("2027-02-28", "a"),
        ("2999-01-01", "abc"),
        ("", "abc"),
    ],
)
def test_as_of_a_moment_the_catalogue_says_what_it_said_then(
    client: FlaskClient, as_of: str, expected: str
) -> None:
    assert said(ask(client, asOf=as_of)) == expected


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("Mon, 01 Mar 2027 13:00:00 GMT", "ab"),
        ("Mon, 01 Mar 2027 12:00:00 GMT", "ab"),
        ("Mon, 01 Mar 2027 11:59:59 GMT", "a"),
        ("Thu, 31 Dec 2026 23:59:59 GMT", "a"),
        ("Fri, 31 Dec 9999 23:59:59 GMT", "abc"),
    ],
)
def test_by_accept_datetime_it_is_the_last_by_the_end_of_that_second_or_the_first_there_is(
    client: FlaskClient, asked: str, expected: str
) -> None:
    assert said(ask(client, asked)) == expected


def test_what_memento_datetime_says_asks_for_the_same_again(client: FlaskClient) -> None:
    answer = ask(client, asOf="2027-03-01T13:00Z")
    again = ask(client, answer.headers["Memento-Datetime"])
    assert again.headers["Catena-Generation"] == answer.headers["Catena-Generation"]


def test_a_generation_is_had_by_its_name_in_an_address_and_in_a_form(
    client: FlaskClient, names: list[str]
) -> None:
    for name, expected in zip(names, ("a", "ab", "abc"), strict=True):
        assert said(ask(client, generation=name)) == expected
        form = client.post("/sparql", data={"query": SAYS, "format": "csv", "generation": name})
        assert said(form) == expected
        direct = client.post(
            f"/sparql?generation={name}",
            data=SAYS,
            content_type="application/sparql-query",
            headers={"Accept": "text/csv"},
        )
        assert said(direct) == expected


@pytest.mark.parametrize(
    ("parameters", "status"),
    [
        ({"asOf": "yesterday"}, 400),
        ({"asOf": "2027-03-01T00:00"}, 400),
        ({"asOf": "2026-12-31T23:59:59Z"}, 404),
        ({"generation": "20200101T000000.000Z-1-0123abcd"}, 410),
        ({"generation": "../graph"}, 404),
        ({"generation": "../../../../etc"}, 404),
        ({"generation": "newest"}, 404),
    ],
)
def test_a_time_that_cannot_be_had_is_told_what_there_is(
    client: FlaskClient, parameters: dict[str, str], status: int
) -> None:
    answer = ask(client, **parameters)
    assert answer.status_code == status
    detail = answer.get_json(force=True)["detail"]
    assert "2027-0" in detail or "/generations" in detail


@pytest.mark.parametrize(
    "header", ["yesterday", "2027-03-01T00:00Z", "Mon, 01 Mar 2027 12:00:00", "GMT", "32 GMT"]
)
def test_an_accept_datetime_that_is_none_is_a_bad_request(client: FlaskClient, header: str) -> None:
    assert ask(client, header).status_code == 400


def test_two_times_at_once_are_refused(client: FlaskClient, names: list[str]) -> None:
    assert ask(client, asOf="2027-03-01", generation=names[0]).status_code == 400
    assert client.get(f"/sparql?query={SAYS}&asOf=2027-03-01&asOf=2027-01-01").status_code == 400


def links(answer: TestResponse) -> dict[str, tuple[str, str]]:
    found = LINK.findall(", ".join(answer.headers.getlist("Link")))
    return {relation: (address, at) for address, relation, at in found}


def test_an_answer_says_of_when_it_is_and_where_it_stays(
    client: FlaskClient, names: list[str]
) -> None:
    answer = ask(client, asOf="2027-03-01T13:00Z")
    assert answer.headers["Catena-Generation"] == names[1]
    assert answer.headers["Memento-Datetime"] == "Mon, 01 Mar 2027 12:00:00 GMT"
    assert "Accept-Datetime" in answer.headers["Vary"]
    found = links(answer)
    memento, at = found["memento"]
    assert at == answer.headers["Memento-Datetime"]
    assert answer.headers["Content-Location"] == memento
    assert client.get(memento).data == answer.data
    assert said(client.get(found["original timegate"][0])) == "abc"
    listed = client.get(found["timemap"][0])
    assert listed.mimetype == "application/link-format"


def test_the_answer_to_a_post_stays_at_an_address_too(client: FlaskClient) -> None:
    answer = client.post("/sparql", data=SAYS, content_type="application/sparql-query")
    memento, _ = links(answer)["memento"]
    assert client.get(memento).data == answer.data


def test_a_query_too_long_for_a_header_is_left_out_of_it(client: FlaskClient) -> None:
    answer = client.post("/sparql", data={"query": f"{SAYS} # {'x' * 3000}", "format": "csv"})
    assert said(answer) == "abc"
    assert sum(len(value) for _, value in answer.headers) < 3000
    assert set(links(answer)) == {"timemap"}


def test_a_query_writes_no_header_of_its_own(client: FlaskClient) -> None:
    hostile = f'{SAYS} # >; rel="license"\r\n# Set-Cookie: a=b'
    answer = client.post("/sparql", data={"query": hostile, "format": "csv"})
    assert "Set-Cookie" not in answer.headers
    assert set(links(answer)) == {"timemap", "original timegate", "memento"}


def test_the_timemap_of_a_query_leads_to_it_at_every_moment(
    client: FlaskClient, names: list[str]
) -> None:
    listed = client.get("/generations", query_string={"query": SAYS})
    assert listed.mimetype == "application/link-format"
    found = LINK.findall(listed.get_data(as_text=True))
    assert [relation for _, relation, _ in found] == [
        "original timegate",
        "self",
        "first memento",
        "memento",
        "last memento",
    ]
    addresses = [address.removeprefix(BASE.rstrip("/")) for address, _, _ in found[2:]]
    csv = {"Accept": "text/csv"}
    assert [said(client.get(each, headers=csv)) for each in addresses] == ["a", "ab", "abc"]


def test_the_list_of_generations_comes_as_json_and_as_a_page(
    client: FlaskClient, names: list[str]
) -> None:
    listed = client.get("/generations?format=json").get_json()
    assert [each["name"] for each in listed["generations"]] == names[::-1]
    assert listed["generations"][1]["time"] == "2027-03-01T12:00:00.900Z"
    assert [each["change"] for each in listed["generations"]] == [3, 2, 1]
    assert not any(each["cited"] for each in listed["generations"])
    page = client.get("/generations", headers=HTML).get_data(as_text=True)
    for name in names:
        assert f"/sparql?generation={name}" in page
    assert client.get("/generations", headers={"Accept": "image/png"}).status_code == 406
    assert client.get("/generations?format=pdf").status_code == 406


def test_the_page_escapes_the_query_it_is_about(client: FlaskClient) -> None:
    page = client.get("/generations", query_string={"query": "<script>"}, headers=HTML)
    assert "<script>" not in page.get_data(as_text=True)
    assert "&lt;script&gt;" in page.get_data(as_text=True)


def test_a_remote_graph_has_no_past_and_an_unasked_time_is_passed_over(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = client.application.extensions[EXTENSION].store
    client = site_over(store, InProcess(store.graph)).test_client()
    monkeypatch.setattr(times, "kept_here", lambda: None)
    query = {"query": "ASK {}"}
    assert client.get("/sparql", query_string=query | {"asOf": "2027-01-01"}).status_code == 501
    header = {"Accept-Datetime": "Mon, 01 Mar 2027 12:00:00 GMT"}
    answer = client.get("/sparql", query_string=query, headers=header)
    assert answer.status_code == 200
    assert "Memento-Datetime" not in answer.headers
