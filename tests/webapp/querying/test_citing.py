"""A result is cited by a button, and had again by its address for ever."""

from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.webapp.querying.past import BASE, SAYS, past

HTML = {"Accept": "text/html"}
JSON = "application/sparql-results+json"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def kept(home: Path) -> Iterator[tuple[FlaskClient, list[str]]]:
    with past(home) as (app, names):
        yield app.test_client(), names


@pytest.fixture
def client(kept: tuple[FlaskClient, list[str]]) -> FlaskClient:
    return kept[0]


@pytest.fixture
def names(kept: tuple[FlaskClient, list[str]]) -> list[str]:
    return kept[1]


def cite(client: FlaskClient, query: str = SAYS, **form: str) -> TestResponse:
    return client.post("/cite", data={"query": query, "format": "csv"} | form)


def address(made: TestResponse) -> str:
    assert made.status_code == 303, made.get_data(as_text=True)
    return made.headers["Location"]


def test_a_citation_has_one_address_that_tells_all(client: FlaskClient, names: list[str]) -> None:
    place = address(cite(client, generation=names[1]))
    assert address(cite(client, asOf="2027-03-01T13:00Z")) == place
    told = client.get(place, headers={"Accept": "application/json"}).get_json()
    result = b"x\r\na\r\nb\r\n"
    assert told["sha256"] == sha256(result).hexdigest()
    assert (told["query"], told["generation"], told["rows"]) == (SAYS, names[1], 2)
    assert (told["at"], told["change"]) == ("2027-03-01T12:00:00.900Z", 2)
    assert (told["media_type"], told["size"]) == ("text/csv", len(result))
    assert told["address"] == f"{BASE.rstrip('/')}{place}"
    assert client.get(told["result"]).data == result
    assert client.get(told["again"]).data == result


def test_the_kept_result_proves_itself(client: FlaskClient, names: list[str]) -> None:
    place = address(cite(client, generation=names[0]))
    answer = client.get(f"{place}/result")
    assert answer.data == b"x\r\na\r\n"
    assert answer.mimetype == "text/csv"
    digest = b64encode(sha256(answer.data).digest()).decode()
    assert answer.headers["Repr-Digest"] == f"sha-256=:{digest}:"
    assert answer.headers["ETag"] == f'"{sha256(answer.data).hexdigest()}"'
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["Memento-Datetime"] == "Fri, 01 Jan 2027 00:00:00 GMT"
    assert client.head(f"{place}/result").headers["Content-Length"] == "6"
    again = client.get(f"{place}/result", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_the_kept_result_is_sent_as_it_is_whatever_is_accepted(client: FlaskClient) -> None:
    query = 'SELECT ?x { VALUES ?x { "' + "a" * 3000 + '" } }'
    place = address(cite(client, query))
    answer = client.get(f"{place}/result", headers={"Accept-Encoding": "gzip, zstd"})
    assert "Content-Encoding" not in answer.headers
    assert len(answer.data) > 3000


def test_a_reader_gets_a_page_with_words_for_a_paper(client: FlaskClient, names: list[str]) -> None:
    query = f"{SAYS} # <script>alert(1)</script>"
    place = address(cite(client, query, generation=names[2], format="html"))
    answer = client.get(place, headers=HTML)
    page = answer.get_data(as_text=True)
    assert "Result of a SPARQL query on the catalogue as of 2027-03-01T18:00:00.000Z" in page
    assert "[DS/OL]" in page
    assert f"{place}/result" in page
    assert f'action="{place}/verify" method="post"' in page
    assert "<script>" not in page
    assert f'<{BASE.rstrip("/")}{place}>; rel="cite-as"' in answer.headers.getlist("Link")
    assert JSON in page, "the page cites rows as JSON"


@pytest.mark.parametrize(
    ("name", "media_type", "begins"),
    [
        ("bib", "application/x-bibtex", "@misc{catena-"),
        ("ris", "application/x-research-info-systems", "TY  - DATA"),
        ("csl", "application/vnd.citationstyles.csl+json", "["),
        ("json", "application/json", "{"),
    ],
)
def test_reference_managers_get_their_own_forms(
    client: FlaskClient, name: str, media_type: str, begins: str
) -> None:
    place = address(cite(client))
    for answer in (
        client.get(f"{place}?format={name}"),
        client.get(place, headers={"Accept": media_type}),
    ):
        assert (answer.status_code, answer.mimetype) == (200, media_type)
        assert answer.get_data(as_text=True).startswith(begins)
    assert client.get(f"{place}?format=pdf").status_code == 406


def test_a_citation_is_verified_by_running_it_again(client: FlaskClient, names: list[str]) -> None:
    place = address(cite(client, generation=names[1]))
    told = client.post(f"{place}/verify", headers={"Accept": "application/json"}).get_json()
    assert (told["same"], told["result"]) == (True, "identical")
    assert told["sha256"] == told["cited"]
    page = client.post(f"{place}/verify", headers=HTML).get_data(as_text=True)
    assert "The same, byte for byte" in page
    assert client.get(f"{place}/verify").status_code == 405


def test_a_cited_generation_is_listed_as_cited(client: FlaskClient, names: list[str]) -> None:
    address(cite(client, generation=names[0]))
    listed = client.get("/generations?format=json").get_json()["generations"]
    assert next(each for each in listed if each["name"] == names[0])["cited"]


def test_the_default_graph_of_a_request_is_cited_with_it(client: FlaskClient) -> None:
    place = address(cite(client, **{"default-graph-uri": "http://e/none"}))
    told = client.get(place).get_json()
    assert told["default_graphs"] == ["http://e/none"]
    assert told["rows"] == 0
    assert client.get(told["again"]).data == client.get(told["result"]).data == b"x\r\n"


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"query": ""}, 400),
        ({"query": "SELECT"}, 400),
        ({"query": "DELETE WHERE { ?s ?p ?o }"}, 403),
        ({"query": "SELECT (NOW() AS ?now) {}"}, 422),
        ({"query": "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"}, 403),
        ({"generation": "20200101T000000.000Z-1-0123abcd"}, 410),
        ({"generation": "../graph"}, 404),
        ({"format": "pdf"}, 400),
    ],
)
def test_what_cannot_be_cited_is_told_why(
    client: FlaskClient, form: dict[str, str], status: int
) -> None:
    refused = cite(client, **form)
    assert refused.status_code == status, refused.get_data(as_text=True)
    told = refused.get_json(force=True)
    assert told["title"]
    assert len(told["detail"].split()) > 5


def test_what_was_never_cited_is_not_found(client: FlaskClient, home: Path) -> None:
    (home / "citations").mkdir(exist_ok=True)
    for name in ("a" * 16, "none", "..", "%2e%2e%2flog", "a" * 3000):
        assert client.get(f"/cite/{name}").status_code == 404
        assert client.get(f"/cite/{name}/result").status_code == 404
        assert client.post(f"/cite/{name}/verify").status_code == 404


def test_a_lost_result_is_said_to_be_lost(client: FlaskClient, home: Path) -> None:
    place = address(cite(client, "SELECT ?lost { VALUES ?lost { 1 } }"))
    told = client.get(place).get_json()
    (home / "citations" / "results" / f"{told['sha256']}.zst").write_bytes(b"rubbish")
    answer = client.get(f"{place}/result")
    assert answer.status_code == 503
    assert "from a backup" in answer.get_json(force=True)["detail"]
