"""What the editor asks while somebody writes: which words there are, what is doubtful or wrong."""

import re
from itertools import accumulate
from typing import Any, Final

from flask import json, jsonify, request
from flask.typing import ResponseReturnValue

from shapes.namespaces import PREFIXES, compact
from sparql.advice import advice
from sparql.service import guard
from sparql.service.answers import Failure
from webapp.errors import Problem
from webapp.site import site

#: Characters of a query that are looked at while it is written.
LOOKED_AT: Final = 20_000
#: Nobody writes deeper; a parser goes down once for each, and falls off the end of its stack.
DEEPEST: Final = 40
_STEPS: Final = {"(": 1, "{": 1, "[": 1, ")": -1, "}": -1, "]": -1}
_SIGNS: Final = re.compile(r"[!^+\-\s]{40,}")


def terms() -> ResponseReturnValue:
    """The prefixes, and the classes and properties in use with how often; JSON."""
    response = jsonify(
        prefixes=PREFIXES,
        classes=[_term(each["class"], int(each["things"])) for each in site().classes()],
        properties=[_term(each["property"], int(each["things"])) for each in site().properties()],
    )
    response.headers["Cache-Control"] = "max-age=60"
    response.add_etag()
    return response.make_conditional(request)


def opinion() -> ResponseReturnValue:
    """What is wrong with the query in this JSON, and what is doubtful, without running it."""
    text = _text()
    failure = complaint(text)
    found: dict[str, Any] = {
        "error": failure
        and {"line": failure.line, "column": failure.column, "sentence": failure.detail},
        "advice": []
        if failure
        else [{"line": each.line, "sentence": each.sentence} for each in advice(text)],
    }
    response = jsonify(found)
    response.headers["Cache-Control"] = "no-store"
    return response


def complaint(text: str) -> Failure | None:
    """Why this text is no query the service runs; None when it may be one, or is too deep to tell.

    The text is parsed and no more: after that Oxigraph looks at its other arguments, and refuses
    this one. Its optimiser, which comes next, may take minutes or all of the stack.
    """
    if not text.strip() or _deep(text):
        return None
    if guard.is_update(text):
        return guard.READ_ONLY
    error = guard.complaint(text)
    return guard.wrong(text, error) if error else None


def _term(iri: str, things: int) -> dict[str, str | int]:
    return {"term": compact(iri), "iri": iri, "things": things}


def _deep(text: str) -> bool:
    depths = accumulate(_STEPS.get(character, 0) for character in text)
    return max(depths, default=0) > DEEPEST or _SIGNS.search(text) is not None


def _text() -> str:
    if request.mimetype != "application/json":
        raise Problem(415, "Unknown kind of request", 'Send JSON: {"query": "SELECT …"}.')
    try:
        found = json.loads(request.get_data())
    except ValueError:
        found = None
    text = found.get("query") if isinstance(found, dict) else None
    if not isinstance(text, str):
        raise Problem(400, "No query", 'Send the query as JSON: {"query": "SELECT …"}.')
    if len(text) > LOOKED_AT:
        raise Problem(
            413,
            "The query is too long to be looked at",
            f"Queries of up to {LOOKED_AT:,} characters are looked at while they are written; "
            "longer ones are when they run.",
        )
    return text
