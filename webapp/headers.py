"""The headers every answer carries: nothing foreign runs in a page, and data may be read by any."""

from typing import Final

from flask import Flask, Response, request

_POLICY: Final = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
#: What a script of another site may read of an answer, and what it may send (Fetch, §3.2).
_EXPOSED: Final = (
    "Catena-Cached, Catena-Generation, Content-Disposition, Content-Location, Content-Range, ETag, "
    "Last-Modified, Link, Location, Memento-Datetime, Repr-Digest, Retry-After, WWW-Authenticate"
)
_ALLOWED: Final = (
    "Accept, Accept-Datetime, Authorization, Cache-Control, Content-Type, If-Match, If-None-Match, "
    "If-Range, Range"
)


def _secured(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = _POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "strict-origin-when-cross-origin"
    if request.endpoint != "static":
        # Everything here is public and read-only, so any page may fetch it.
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = _EXPOSED
        if request.method == "OPTIONS":
            response.headers["Access-Control-Allow-Methods"] = "GET, HEAD, POST, DELETE, OPTIONS"
            response.headers["Access-Control-Allow-Headers"] = _ALLOWED
            response.headers["Access-Control-Max-Age"] = "86400"
    return response


def init_app(app: Flask) -> None:
    app.after_request(_secured)
