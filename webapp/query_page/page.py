"""The query page: a form with worked examples, and what came of the query.

It needs no script. Where `scripts/web` has built one, the text area becomes an editor.
"""

from dataclasses import replace
from functools import cache
from pathlib import Path
from threading import Lock
from time import perf_counter
from typing import Any, Final

from flask import Response, current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue

from shapes.namespaces import PREFIXES
from sparql.advice import advice, plan
from sparql.examples import GROUPS, Example, examples
from sparql.service.answers import Answer, Failure
from sparql.service.kept import repeatable
from store.graph.generations import described
from webapp import machines
from webapp.errors import Problem
from webapp.query_page.editing import complaint
from webapp.query_page.maps import HEIGHT, WIDTH
from webapp.query_page.outcome import GRAPHS, VIEWS, Outcome, outcome, wrong_lines
from webapp.query_page.results import MEDIA_TYPES
from webapp.querying import asking, protocol, responses, times
from webapp.site import site

_NO_PLAN: Final = Failure(
    503,
    "There is no plan of this query",
    "The engine tells none, or takes too long to make one. Run the query instead.",
)
_PLANNED_NOW: Final = Failure(
    503,
    "Another plan is being made",
    "Plans are made one at a time. Ask for this one again.",
    retry=2,
)
#: A plan takes a process of its own, outside the queue of queries: one at a time.
_PLANNING: Final = Lock()


def sparql() -> ResponseReturnValue:
    """Answers a query; shows the page when there is none, or when a person asks."""
    asked = protocol.asked()
    if asked is None and not request.args and machines.wants_description():
        return machines.service_description(federated=bool(site().settings.services))
    if asked is None:
        return page(_example().text)
    if not protocol.wants_page():
        return responses.answered(asked)
    if "plan" in request.values:
        return _planned(asked.text)
    before = perf_counter()
    shown = replace(asked, accept=MEDIA_TYPES, media_type="")
    answer = asking.answer(shown, "page")
    try:
        return page(asked.text, answer, perf_counter() - before)
    finally:
        answer.close()


def page(
    text: str,
    answer: Answer | None = None,
    seconds: float = 0.0,
    *,
    failure: Failure | None = None,
    steps: str = "",
) -> ResponseReturnValue:
    """The page with this query, and what came of it in so many seconds; or its plan."""
    failure = answer.failure if answer else failure
    found = outcome(text, answer, seconds) if answer and not failure else None
    citable = found is not None and found.generation and repeatable(text)
    written = render_template(
        "sparql.html",
        text=text,
        failure=failure,
        lines=wrong_lines(text, failure) if failure else [],
        result=found,
        steps=steps,
        warnings=advice(text) if answer or steps or failure else [],
        view=_view(found),
        size=(WIDTH, HEIGHT),
        prefixes=PREFIXES,
        groups=[(title, examples(name)) for name, title in GROUPS.items()],
        seconds=site().settings.seconds,
        citing=_citing() if citable else "",
        plans=_plans(),
        editor=(Path(current_app.static_folder or "") / "built" / "editor.js").exists(),
        **_time(),
    )
    response = Response(written, status=failure.status if failure else 200)
    response.vary.update(("Accept", "Accept-Encoding"))
    response.headers["Cache-Control"] = "no-cache"
    if failure and failure.retry is not None:
        response.headers["Retry-After"] = str(failure.retry)
    return times.stamp(response, found.generation if found else "")


def _planned(text: str) -> ResponseReturnValue:
    """The page with the plan of a query, which is not run."""
    wrong = complaint(text)
    if wrong is not None:
        return page(text, failure=wrong)
    if not _PLANNING.acquire(blocking=False):
        return page(text, failure=_PLANNED_NOW)
    try:
        steps = plan(text)
    finally:
        _PLANNING.release()
    return page(text, steps=steps) if steps else page(text, failure=_NO_PLAN)


@cache
def _plans() -> bool:
    """Whether plans can be told here: it needs a program that is not everywhere."""
    return plan("ASK {}") is not None


def _example() -> Example:
    """The example a link asks for; the first one otherwise."""
    known = {each.name: each for name in GROUPS for each in examples(name)}
    name = request.args.get("example", "")
    if name and name not in known:
        raise Problem(404, "No such example", f"The examples are {', '.join(known)}.")
    return known[name] if name else next(iter(known.values()))


def _view(found: Outcome | None) -> str:
    """How the result is looked at first, or would be: as the address asks, where that is there."""
    asked = request.values.get("view", "")
    if found and found.views:
        return asked if asked in found.views else found.views[0]
    return asked if asked in VIEWS else ""


def _time() -> dict[str, Any]:
    """What the form says of the time asked about, and what else it must carry along."""
    named = request.values.get("generation", "").strip()
    known = described(Path(named)) if named else None
    return {
        "dated": times.kept_here() is not None,
        "as_of": request.values.get("asOf", "").strip(),
        "then": known,
        "carried": [(name, each) for name in GRAPHS for each in request.values.getlist(name)],
    }


def _citing() -> str:
    """The address that makes a citation; empty on a site that makes none."""
    rules = current_app.url_map.iter_rules()
    endpoint = next((rule.endpoint for rule in rules if rule.rule == "/cite"), "")
    return url_for(endpoint) if endpoint else ""
