"""What the desk's pages have in common: their form, the last decision, libraries by name."""

from dataclasses import asdict
from typing import Any, Final

from flask import Response, json, render_template, request

from catalogue.review.outcome import Outcome
from catalogue.review.outcomes import outcomes
from catalogue.review.questions import KINDS
from shapes import iris
from sparql.service.formats import best
from store.log.doubts import decision
from webapp.reading.description import Text
from webapp.reviewing import allowed
from webapp.site import site

_FORMS: Final = ("text/html", "application/json")
#: A number of a decision, as an address carries it.
_DIGITS: Final = 18


def as_json() -> bool:
    """Whether the request would rather have data than a page."""
    accept = request.headers.get("Accept", "")
    return best(accept, _FORMS) == "application/json"


def kind() -> str:
    """To which kind of records the list is limited; empty: none."""
    wished = request.values.get("only", "")
    return wished if wished in KINDS else ""


def page(template: str, **values: Any) -> Response:
    """A page of the desk; it tells what came of the decision it follows."""
    html = render_template(
        template, permit=allowed.permit(), done=_done(), libraries=names(), only=kind(), **values
    )
    return private(Response(html, mimetype="text/html"))


def json_(told: Any, status: int = 200) -> Response:
    """Data in place of a page."""
    written = json.dumps(told, ensure_ascii=False, indent=2) + "\n"
    return private(Response(written, status, mimetype="application/json"))


def private(response: Response) -> Response:
    """For who asked alone: what a page offers depends on the key."""
    response.headers["Cache-Control"] = "private, no-store"
    response.vary.update(("Accept", "Authorization"))
    return response


def names() -> dict[str, tuple[Text, ...]]:
    """The names of the libraries that are members, by their codes."""
    here = site()
    return {
        code: library.names
        for iri, library in here.inventory().libraries.items()
        if (code := _code(here.store.base, iri))
    }


def told(outcome: Outcome) -> dict[str, Any]:
    """A decision and what came of it, for machines."""
    return asdict(outcome.decision) | {
        "standing": outcome.standing,
        "became": outcome.became,
        "records": [*outcome.paths],
        "libraries": outcome.libraries,
        "sentence": outcome.sentence,
    }


def _code(base: str, iri: str) -> str:
    path = iris.path_of(base, iri) or ""
    return path.removeprefix("member/") if path.startswith("member/") else ""


def _done() -> Outcome | None:
    number = request.args.get("done", "")
    if not (number.isascii() and number.isdigit() and len(number) <= _DIGITS):
        return None
    log = site().store.log
    found = decision(log, int(number))
    return outcomes(log, [found])[0] if found else None
