"""Jobs over HTTP: started, looked at, fetched whole and in part, ended; by their owner alone."""

import base64
import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from sparql.jobs.jobs import Jobs
from sparql.service.answers import Answer, Failure, QueryRequest, failed, stays
from webapp.keys.file import Holder, hashed
from webapp.keys.ring import Keyring
from webapp.keys.writing import add
from webapp.querying import jobs as views
from webapp.querying import keys

ANNA = {"Authorization": "Bearer anna-token"}
BEN = {"Authorization": "Bearer ben-token"}
HTML = {"Accept": "text/html"}
BODY = b"title\n" + b"Na han\n" * 1000
GENERATION = "20261122T164512.123Z-7-5f0c9a1b"


class Scripted:
    """Waits for ``wait``, refuses ``wrong``, and gives the same rows for all else."""

    def answer(self, request: QueryRequest, gone: Callable[[], bool] = stays) -> Answer:
        while "wait" in request.text and not gone():
            sleep(0.005)
        if "wrong" in request.text:
            return failed(Failure(400, "Not valid", "The parser says: <b>no</b>.", 3, 4))
        return Answer(200, BODY, request.media_type or "text/csv", generation=GENERATION)


@pytest.fixture
def jobs(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Jobs]:
    for name in ("anna", "ben"):
        add(tmp_path / "keys.toml", Holder(name, hashed(f"{name}-token")))
    keyring = Keyring(tmp_path / "keys.toml", print)
    with Jobs(tmp_path / "jobs", None, keyring.allowance, tell=print) as jobs:
        jobs.start(Scripted())
        monkeypatch.setitem(app.extensions, keys.EXTENSION, keyring)
        monkeypatch.setitem(app.extensions, views.EXTENSION, jobs)
        yield jobs


@pytest.fixture
def start(client: FlaskClient, jobs: Jobs) -> Callable[..., str]:
    """The address of a new job, when it is as far as is wished."""

    def run(query: str, state: str = "done", **form: str) -> str:
        answer = client.post("/jobs", data={"query": query} | form, headers=ANNA)
        assert answer.status_code == 202, answer.text
        address = answer.headers["Location"]
        ending = monotonic() + 10
        while client.get(address, headers=ANNA).get_json()["state"] != state:
            assert monotonic() < ending, client.get(address, headers=ANNA).text
            sleep(0.005)
        return address

    return run


type Start = Callable[..., str]


def test_a_job_is_taken_and_says_where_to_look(client: FlaskClient, jobs: Jobs) -> None:
    answer = client.post(
        "/jobs?format=csv",
        data="SELECT * { wait }",
        content_type="application/sparql-query",
        headers=ANNA | {"Accept": "application/json"},
    )
    assert answer.status_code == 202
    told = answer.get_json()
    assert answer.headers["Location"] == told["self"] == f"/jobs/{told['id']}"
    assert int(answer.headers["Retry-After"]) >= 2
    assert told["state"] in ("queued", "running")
    assert (told["query"], told["format"]) == ("SELECT * { wait }", "text/csv")
    assert told["result"] is None
    second = client.post("/jobs", data={"query": "ASK { wait }"}, headers=ANNA).get_json()
    assert (second["state"], second["place"]) == ("queued", 1)
    listed = client.get("/jobs", headers=ANNA).get_json()["jobs"]
    assert [each["id"] for each in listed] == [second["id"], told["id"]]
    result = client.get(f"{told['self']}/result", headers=ANNA)
    assert (result.status_code, "Retry-After" in result.headers) == (409, True)


def test_a_result_is_a_file_with_its_hash(client: FlaskClient, start: Start) -> None:
    address = start("SELECT * {}")
    told = client.get(address, headers=ANNA).get_json()
    digest = hashlib.sha256(BODY)
    assert (told["bytes"], told["sha256"]) == (len(BODY), digest.hexdigest())
    assert told["generation"] == GENERATION
    assert told["seconds"] >= 0
    result = client.get(told["result"], headers=ANNA, buffered=True)
    assert (result.status_code, result.mimetype, result.data) == (200, "text/csv", BODY)
    assert result.headers["Content-Disposition"] == f"attachment; filename=catena-{told['id']}.csv"
    assert result.get_etag() == (digest.hexdigest(), False)
    wanted = base64.b64encode(digest.digest()).decode()
    assert result.headers["Repr-Digest"] == f"sha-256=:{wanted}:"
    assert result.headers["Catena-Generation"] == GENERATION
    assert result.headers["Memento-Datetime"] == "Sun, 22 Nov 2026 16:45:12 GMT"
    assert "private" in result.headers["Cache-Control"]
    assert "Authorization" in result.headers["Vary"]


def test_a_download_that_broke_off_goes_on_where_it_was(client: FlaskClient, start: Start) -> None:
    address = start("SELECT * {}") + "/result"
    tag = client.head(address, headers=ANNA).headers["ETag"]
    part = client.get(
        address, headers=ANNA | {"Range": "bytes=100-199", "If-Range": tag}, buffered=True
    )
    assert (part.status_code, part.data) == (206, BODY[100:200])
    assert part.headers["Content-Range"] == f"bytes 100-199/{len(BODY)}"
    other = client.get(
        address, headers=ANNA | {"Range": "bytes=100-", "If-Range": '"other"'}, buffered=True
    )
    assert (other.status_code, len(other.data)) == (200, len(BODY))
    beyond = client.get(address, headers=ANNA | {"Range": "bytes=999999-"}, buffered=True)
    assert beyond.status_code == 416
    again = client.get(address, headers=ANNA | {"If-None-Match": tag}, buffered=True)
    assert (again.status_code, again.data) == (304, b"")


def test_a_job_that_failed_says_why(client: FlaskClient, start: Start) -> None:
    address = start("SELECT wrong", "failed")
    told = client.get(address, headers=ANNA).get_json()
    assert told["failure"]["status"] == 400
    assert (told["failure"]["line"], told["failure"]["column"]) == (3, 4)
    page = client.get(address, headers=ANNA | HTML).text
    assert "&lt;b&gt;no&lt;/b&gt;" in page
    result = client.get(f"{address}/result", headers=ANNA)
    assert (result.status_code, result.get_json()["title"]) == (404, "Not valid")


def test_delete_ends_what_runs_and_removes_what_has_ended(
    client: FlaskClient, start: Start
) -> None:
    address = start("SELECT * { wait }", "running")
    assert client.delete(address, headers=ANNA).status_code == 204
    assert client.get(address, headers=ANNA).get_json()["state"] == "cancelled"
    assert client.get(f"{address}/result", headers=ANNA).status_code == 404
    assert client.delete(address, headers=ANNA).status_code == 204
    assert client.get(address, headers=ANNA).status_code == 404
    assert start("SELECT * {}")  # the slot is free again


def test_a_job_is_not_there_for_anybody_else(client: FlaskClient, start: Start) -> None:
    address = start("SELECT * {}")
    for path in (address, f"{address}/result", "/jobs/nowhere", "/jobs/..%2F..%2Fkeys.toml"):
        answers = [client.get(path, headers=BEN), client.delete(address, headers=BEN)]
        assert [each.status_code for each in answers] == [404, 404], path
    assert client.get("/jobs", headers=BEN).get_json() == {"jobs": []}
    for path in ("/jobs", address, f"{address}/result"):
        assert client.get(path).status_code == 401
    assert client.post("/jobs", data={"query": "ASK {}"}).status_code == 401
    assert client.get(address, headers=ANNA).status_code == 200


@pytest.mark.parametrize(
    ("data", "status"),
    [
        ({"format": "csv"}, 400),
        ({"query": " "}, 400),
        ({"query": "ASK {}", "format": "no such"}, 400),
        ({"update": "CLEAR ALL"}, 403),
        ({"query": ["ASK {}", "ASK {}"]}, 400),
        ({"query": "x" * 2_000_000}, 413),
    ],
)
def test_what_is_no_query_is_no_job(
    client: FlaskClient, jobs: Jobs, data: dict[str, Any], status: int
) -> None:
    assert client.post("/jobs", data=data, headers=ANNA).status_code == status
    assert client.get("/jobs", headers=ANNA).get_json() == {"jobs": []}


def test_the_pages_work_in_a_browser_without_javascript(client: FlaskClient, start: Start) -> None:
    start('SELECT * { ?s ?p "<script>" }')
    page = client.get("/jobs", headers=ANNA | HTML).text
    assert "&lt;script&gt;" in page
    assert "<script" not in page
    made = client.post("/jobs", data={"query": "ASK { wait }"}, headers=ANNA | HTML)
    assert made.status_code == 303
    page = client.get(made.location, headers=ANNA | HTML).text
    assert 'name="was" value="open"' in page
    assert "style=" not in page
    pressed = client.post(made.location, data={"was": "open"}, headers=ANNA | HTML)
    assert (pressed.status_code, pressed.location) == (303, "/jobs")
    assert client.get(made.location, headers=ANNA).get_json()["state"] == "cancelled"


def test_a_button_to_cancel_removes_no_result_that_came_meanwhile(
    client: FlaskClient, start: Start
) -> None:
    address = start("SELECT * {}")
    client.post(address, data={"was": "open"}, headers=ANNA)
    assert client.head(f"{address}/result", headers=ANNA).status_code == 200
    client.post(address, data={"was": "ended"}, headers=ANNA)
    assert client.get(address, headers=ANNA).status_code == 404


def test_another_sites_page_starts_and_ends_nothing(client: FlaskClient, start: Start) -> None:
    address = start("SELECT * {}")
    password = base64.b64encode(b"anna:anna-token").decode()
    remembered = {"Authorization": f"Basic {password}", "Sec-Fetch-Site": "cross-site"}
    assert client.post("/jobs", data={"query": "ASK {}"}, headers=remembered).status_code == 403
    assert client.post(address, headers=remembered).status_code == 403
    assert client.get(address, headers=ANNA).status_code == 200


def test_a_catalogue_without_keys_has_no_jobs(client: FlaskClient) -> None:
    answer = client.get("/jobs", headers=ANNA)
    assert answer.status_code == 404
    assert "gives no keys" in answer.text
