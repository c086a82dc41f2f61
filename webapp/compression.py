"""Bodies are compressed for who accepts it (RFC 9110 §8.4 and §12.5.3): pages, data and streams."""

import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import Final, Protocol

import zstandard
from flask import Flask, Response, request

#: Smaller bodies fit a packet or two as they are.
SMALLEST: Final = 1024
_TEXTUAL: Final = ("text/", "+json", "+xml")
_TYPES: Final = frozenset(
    {
        "application/json",
        "application/marc",
        "application/n-triples",
        "application/xml",
        "application/javascript",
        "application/x-bibtex",
        "application/x-cnmarc",
        "application/x-research-info-systems",
    }
)


class _Compressor(Protocol):
    def compress(self, data: bytes, /) -> bytes: ...
    def flush(self) -> bytes: ...


def _zstd() -> _Compressor:
    compressor: _Compressor = zstandard.ZstdCompressor(level=3).compressobj()
    return compressor


def _gzip() -> _Compressor:
    return zlib.compressobj(level=6, wbits=zlib.MAX_WBITS | 16)  # 16: in gzip's frame


#: Of equals the first is taken: zstd needs a quarter of gzip's time, for as few bytes.
CODINGS: Final[dict[str, Callable[[], _Compressor]]] = {"zstd": _zstd, "gzip": _gzip}


class Compressed(Iterator[bytes]):
    """A stream, compressed as it comes. What breaks it off goes through, and nothing after it."""

    def __init__(self, body: Iterable[bytes], compressor: _Compressor) -> None:
        self._body = body
        self._chunks = self._written(compressor)

    def __next__(self) -> bytes:
        return next(self._chunks)

    def _written(self, compressor: _Compressor) -> Iterator[bytes]:
        for chunk in self._body:
            if part := compressor.compress(chunk):
                yield part
        yield compressor.flush()

    def close(self) -> None:
        """Closes the stream itself too, which gives back what works for it."""
        close = getattr(self._body, "close", None)
        if close is not None:
            close()


def init_app(app: Flask) -> None:
    app.after_request(compressed)


def compressed(response: Response) -> Response:
    """The response in the coding this request likes most, or as it is.

    A validator becomes weak: two codings of one result differ in bytes, and a strong one would
    say that they do not (RFC 9110 §8.8.3). `If-None-Match` compares weakly, so that a view needs
    to know nothing of codings.
    """
    if not _worth(response):
        return response
    response.vary.add("Accept-Encoding")
    coding = _chosen()
    if not coding:
        return response
    if response.status_code == 304:
        _weaken(response)
        return response
    if response.headers.get("Content-Length", SMALLEST, type=int) < SMALLEST:
        return response
    response.direct_passthrough = False  # a file of `static` is read here
    if response.is_streamed:
        response.headers.pop("Content-Length", None)
        response.response = Compressed(response.response, CODINGS[coding]())  # type: ignore[arg-type]
    else:
        compressor = CODINGS[coding]()
        response.set_data(compressor.compress(response.get_data()) + compressor.flush())
    response.headers["Content-Encoding"] = coding
    response.headers.pop("Accept-Ranges", None)
    _weaken(response)
    return response


def _worth(response: Response) -> bool:
    if response.status_code == 304:
        return True
    if response.status_code < 200 or response.status_code in (204, 206):
        return False
    if "Content-Encoding" in response.headers or response.cache_control.no_transform:
        return False
    kind = response.mimetype or ""
    return kind in _TYPES or kind.startswith(_TEXTUAL[0]) or kind.endswith(_TEXTUAL[1:])


def _chosen() -> str:
    """The coding with the highest weight; none where the bytes as they are weigh more."""
    accepted = request.accept_encodings
    wished = max(CODINGS, key=accepted.quality)
    identity = dict(accepted).get("identity", 0)
    quality = accepted.quality(wished)
    return wished if quality > 0 and quality >= identity else ""


def _weaken(response: Response) -> None:
    mark, weak = response.get_etag()
    if mark and not weak:
        response.set_etag(mark, weak=True)
