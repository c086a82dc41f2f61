"""curl, and so every script in a shell."""

import json
import os
import shutil
import subprocess

import pytest

from tests.clients.conftest import (
    ASK,
    CONSTRUCT,
    COUNT,
    DESCRIBE,
    LARGE,
    SAYS,
    SERVICE,
    TITLES,
    UPDATE,
    WRONG,
)

JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"


@pytest.fixture(scope="module", autouse=True)
def _curl_is_installed() -> None:
    if shutil.which("curl") is None:
        sentence = "curl is not there: apt-get install curl"
        if os.environ.get("CI") == "true":
            pytest.fail(sentence)
        pytest.skip(sentence)


def curl(*arguments: str) -> tuple[int, str, bytes]:
    """The status, the media type and the body of an answer."""
    written = "\n%{http_code} %{content_type}"
    command = ["curl", "--silent", "--show-error", "--write-out", written, *arguments]
    done = subprocess.run(command, capture_output=True, check=True)
    body, _, last = done.stdout.rpartition(b"\n")
    status, _, media_type = last.decode().partition(" ")
    return int(status), media_type, body


def get(endpoint: str, query: str, *arguments: str) -> tuple[int, str, bytes]:
    return curl("--get", "--data-urlencode", f"query={query}", *arguments, endpoint)


def test_a_query_in_the_address_is_answered(endpoint: str) -> None:
    status, media_type, body = get(endpoint, TITLES)
    assert (status, media_type) == (200, JSON)
    titles = [row["title"]["value"] for row in json.loads(body)["results"]["bindings"]]
    assert "红楼梦" in titles


def test_a_query_in_a_form_or_by_itself_is_answered(endpoint: str) -> None:
    form = curl("--data-urlencode", f"query={TITLES}", "--header", f"Accept: {XML}", endpoint)
    alone = curl(
        *("--data-binary", TITLES, "--header", "Content-Type: application/sparql-query"),
        *("--header", f"Accept: {XML}", endpoint),
    )
    assert form[:2] == (200, XML)
    assert "红楼梦".encode() in form[2]
    assert alone == form


def test_a_yes_is_a_yes(endpoint: str) -> None:
    assert json.loads(get(endpoint, ASK)[2])["boolean"] is True


@pytest.mark.parametrize("query", [CONSTRUCT, DESCRIBE])
def test_a_graph_comes_in_the_form_asked_for(endpoint: str, query: str) -> None:
    status, media_type, body = get(endpoint, query, "--header", "Accept: text/turtle")
    assert (status, media_type) == (200, "text/turtle; charset=utf-8")
    assert "红楼梦".encode() in body


@pytest.mark.parametrize("query", [WRONG, SERVICE, UPDATE])
def test_what_is_refused_is_said_in_a_sentence(endpoint: str, query: str) -> None:
    status, media_type, body = get(endpoint, query)
    assert status == (400 if query == WRONG else 403)
    assert media_type.startswith(("application/problem+json", "text/plain"))
    if query == WRONG:
        assert SAYS in body.decode()


def test_a_large_result_is_whole_compressed_or_not(endpoint: str) -> None:
    count = json.loads(get(endpoint, COUNT)[2])["results"]["bindings"][0]["n"]["value"]
    plain = get(endpoint, LARGE, "--header", "Accept: text/csv")
    packed = get(endpoint, LARGE, "--header", "Accept: text/csv", "--compressed")
    assert plain[0] == packed[0] == 200
    assert plain[2].count(b"\r\n") == int(count) + 1
    assert len(plain[2]) > 1 << 20
    assert sorted(packed[2].splitlines()) == sorted(plain[2].splitlines())


def test_only_the_headers_may_be_asked_for(endpoint: str) -> None:
    done = subprocess.run(
        ["curl", "--silent", "--head", "--get", "--data-urlencode", f"query={ASK}", endpoint],
        capture_output=True,
        text=True,
        check=True,
    )
    first, *headers = done.stdout.splitlines()
    assert first.split()[1] == "200"
    assert any(line.lower().startswith(f"content-type: {JSON}") for line in headers)
