"""Who accepts a compressed body gets one, and everybody gets the same text."""

import gzip
from collections.abc import Iterator

import pytest
import zstandard
from flask import Flask, Response, request
from flask.testing import FlaskClient

from webapp import compression
from webapp.compression import SMALLEST

TEXT = "红楼梦 / 曹雪芹著\n".encode() * 500


class Stream(Iterator[bytes]):
    """Gives its parts, breaks where it is told to, and knows that it was closed."""

    def __init__(self, parts: list[bytes], breaks: type[Exception] | None = None) -> None:
        self._parts = iter(parts)
        self._breaks = breaks
        self.closed = False

    def __next__(self) -> bytes:
        for part in self._parts:
            return part
        if self._breaks:
            raise self._breaks
        raise StopIteration

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def streams() -> list[Stream]:
    return []


@pytest.fixture
def client(streams: list[Stream]) -> FlaskClient:
    app = Flask("webapp")
    compression.init_app(app)

    @app.get("/text")
    def text() -> Response:
        response = Response(TEXT, mimetype="text/turtle")
        response.set_etag("v1")
        response.make_conditional(request)
        return response

    @app.get("/<int:size>/<kind>/<subtype>")
    def sized(size: int, kind: str, subtype: str) -> Response:
        return Response(b"a" * size, mimetype=f"{kind}/{subtype}")

    @app.get("/stream")
    def stream() -> Response:
        streams.append(Stream([TEXT[:1000], b"", TEXT[1000:]]))
        return Response(streams[-1], mimetype="text/csv")

    @app.get("/broken")
    def broken() -> Response:
        streams.append(Stream([TEXT] * 50, ZeroDivisionError))
        return Response(streams[-1], mimetype="text/csv")

    @app.get("/packed")
    def packed() -> Response:
        return Response(
            gzip.compress(TEXT), mimetype="text/csv", headers={"Content-Encoding": "gzip"}
        )

    return app.test_client()


def unpacked(data: bytes, coding: str | None) -> bytes:
    if coding == "zstd":
        return zstandard.ZstdDecompressor().decompressobj().decompress(data)
    return gzip.decompress(data) if coding == "gzip" else data


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("", None),
        ("gzip", "gzip"),
        ("GZIP;q=0.3", "gzip"),
        ("gzip, deflate, br, zstd", "zstd"),
        ("zstd;q=0.5, gzip", "gzip"),
        ("br", None),
        ("*", "zstd"),
        ("*;q=0.5, zstd;q=0", "gzip"),
        ("gzip;q=0, zstd;q=0", None),
        ("gzip;q=0.5, identity", None),
        ("gzip;q=0.5, identity;q=0.5", "gzip"),
        ("identity;q=0, gzip;q=0.1", "gzip"),
        ("gzip;q=x;;,,", None),
    ],
)
@pytest.mark.parametrize("address", ["/text", "/stream"])
def test_the_coding_is_the_one_the_client_likes_most(
    client: FlaskClient, address: str, accepted: str, coding: str | None
) -> None:
    answer = client.get(address, headers={"Accept-Encoding": accepted})
    assert answer.headers.get("Content-Encoding") == coding
    assert unpacked(answer.data, coding) == TEXT
    assert answer.vary.as_set() == {"accept-encoding"}
    assert coding is None or len(answer.data) < len(TEXT) / 10


def test_a_validator_holds_for_every_coding(client: FlaskClient) -> None:
    plain = client.get("/text")
    packed = client.get("/text", headers={"Accept-Encoding": "gzip"})
    assert (plain.headers["ETag"], packed.headers["ETag"]) == ('"v1"', 'W/"v1"')
    for mark in ('"v1"', 'W/"v1"'):
        for accepted in ("", "gzip", "zstd"):
            headers = {"If-None-Match": mark, "Accept-Encoding": accepted}
            again = client.get("/text", headers=headers)
            assert (again.status_code, again.data) == (304, b"")
            assert "accept-encoding" in again.vary.as_set()
            assert again.headers["ETag"] == ('W/"v1"' if accepted else '"v1"')


@pytest.mark.parametrize(
    ("address", "packed"),
    [
        (f"/{SMALLEST}/text/html", True),
        (f"/{SMALLEST - 1}/text/html", False),
        ("/9000/application/sparql-results+json", True),
        ("/9000/application/rdf+xml", True),
        ("/9000/application/n-triples", True),
        ("/9000/image/png", False),
        ("/9000/application/octet-stream", False),
    ],
)
def test_what_would_not_become_smaller_is_left_alone(
    client: FlaskClient, address: str, *, packed: bool
) -> None:
    answer = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert ("Content-Encoding" in answer.headers) is packed
    assert answer.content_length == len(answer.data)


@pytest.mark.parametrize("address", ["/text", "/stream"])
def test_head_tells_what_get_would_send(client: FlaskClient, address: str) -> None:
    headers = {"Accept-Encoding": "gzip"}
    full, head = client.get(address, headers=headers), client.head(address, headers=headers)
    assert head.data == b""
    assert dict(head.headers) == dict(full.headers)


def test_a_stream_is_closed_and_what_breaks_it_is_not_hidden(
    client: FlaskClient, streams: list[Stream]
) -> None:
    client.get("/stream", headers={"Accept-Encoding": "gzip"}, buffered=True)
    with pytest.raises(ZeroDivisionError):
        client.get("/broken", headers={"Accept-Encoding": "gzip"}, buffered=True)
    assert [stream.closed for stream in streams] == [True, True]


def test_a_body_is_not_compressed_twice(client: FlaskClient) -> None:
    answer = client.get("/packed", headers={"Accept-Encoding": "zstd, gzip"})
    assert gzip.decompress(answer.data) == TEXT


def test_a_file_of_the_site_is_compressed_and_kept_by_browsers(client: FlaskClient) -> None:
    address = "/static/catena.css"
    plain = client.get(address, buffered=True)
    packed = client.get(address, headers={"Accept-Encoding": "gzip"}, buffered=True)
    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) < len(plain.data) / 2
    mark = packed.headers["ETag"]
    headers = {"Accept-Encoding": "gzip", "If-None-Match": mark}
    assert client.get(address, headers=headers, buffered=True).status_code == 304
