"""The one place where what went wrong becomes an answer: a page, a problem document or a line."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final

from flask import Flask, Response, json, render_template, request
from werkzeug.exceptions import HTTPException

from sparql.service.formats import best
from store import StoreError

_LOG: Final = logging.getLogger(__name__)
_PROBLEM: Final = "application/problem+json"
_OFFERED: Final = (_PROBLEM, "text/html", "application/json", "text/plain")


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another form of the same document, offered with a 406."""

    name: str
    media_type: str
    address: str


class Problem(Exception):
    """A request that cannot be served as asked; the words are for the reader (RFC 9457)."""

    def __init__(
        self,
        status: int,
        title: str,
        detail: str,
        *,
        alternatives: Sequence[Alternative] = (),
        more: Mapping[str, Any] | None = None,
        template: str = "error.html",
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.title = title
        self.detail = detail
        self.alternatives = tuple(alternatives)
        self.more = dict(more or {})  # further members of the problem document
        self.template = template


def answer(problem: Problem) -> Response:
    """The problem in the form the request accepts; as a problem document when it accepts none."""
    media_type = best(request.headers.get("Accept", ""), _OFFERED) or _PROBLEM
    if media_type == "text/html":
        response = Response(render_template(problem.template, problem=problem))
    elif media_type == "text/plain":
        forms = "".join(f"{form.address}  {form.media_type}\n" for form in problem.alternatives)
        response = Response(f"{problem.title}. {problem.detail}\n{forms}", mimetype="text/plain")
    else:
        response = Response(json.dumps(_document(problem), ensure_ascii=False, indent=2) + "\n")
        response.mimetype = media_type
    response.status_code = problem.status
    response.headers["Cache-Control"] = "no-store" if problem.status >= 500 else "no-cache"
    response.vary.add("Accept")
    if problem.status == HTTPStatus.SERVICE_UNAVAILABLE:
        response.headers["Retry-After"] = "60"
    return response


def _document(problem: Problem) -> dict[str, Any]:
    document: dict[str, Any] = {
        "type": "about:blank",
        "title": problem.title,
        "status": problem.status,
        "detail": problem.detail,
        "instance": request.path,
        **problem.more,
    }
    if problem.alternatives:
        document["alternatives"] = [
            {"name": form.name, "mediaType": form.media_type, "href": form.address}
            for form in problem.alternatives
        ]
    return document


def _of_http(error: HTTPException) -> Response:
    """What Flask itself refuses: no such address, wrong method, body too large, a bug of ours."""
    status = error.code or 500
    details = {
        404: f"There is nothing at {request.path}. Look for the record from the home page.",
        405: f"{request.path} does not take {request.method}.",
        413: "The request is too large. A query may have a megabyte.",
        500: "Something in Catena broke. It has been noted; try again, or another way.",
    }
    if error.response is not None:  # a redirect made by Flask
        return Response(status=status, headers=error.get_headers())
    detail = details.get(status) or error.description or HTTPStatus(status).phrase
    response = answer(Problem(status, HTTPStatus(status).phrase, detail))
    for name, value in error.get_headers():
        if name == "Allow":
            response.headers[name] = value
    return response


def _of_store(error: StoreError) -> Response:
    _LOG.error("the store refused: %s", error)
    return answer(Problem(503, "The catalogue is not available just now", str(error)))


def init_app(app: Flask) -> None:
    app.register_error_handler(Problem, answer)
    app.register_error_handler(HTTPException, _of_http)
    app.register_error_handler(StoreError, _of_store)
