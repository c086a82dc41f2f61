"""Decisions over the web: a case decided, a decision taken back, and where it goes from there."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from catalogue.review.deciding import Stale
from catalogue.review.outcome import Outcome
from catalogue.review.queue import Queue
from catalogue.review.values import Case
from store.log.likenesses import Decided
from store.log.whereabouts import WORK
from webapp.errors import Problem
from webapp.reviewing import allowed, places, shown
from webapp.site import site


def decide(kind: str, one: str, other: str) -> ResponseReturnValue:
    """`POST /review/bib/b2/b7`: ``says`` is ``same`` or ``different``; on to the next case.

    ``seen`` are the versions of both records when they were looked at, as the page has them.
    """
    desk, name = allowed.needed()
    says = _said(request.form.get("says", ""))
    found = places.case_at(kind, one, other)
    if found is None:
        raise no_case(kind, one, other)
    seen = request.form.get("seen", "")
    try:
        if seen and seen != versions(found):
            raise Stale(
                "One of the two records has changed since this page was made, so nothing was "
                "decided. Go back, load the page again, and decide on what it shows then."
            )
        outcome = desk.decide(found, says, name, request.form.get("reason", ""), channel="web")
    except Stale as error:
        raise Problem(409, "The records have changed", str(error)) from None
    if shown.as_json():
        return shown.json_({"decision": shown.told(outcome)}, 201)
    return _onwards(found, outcome)


def take_back(number: int) -> ResponseReturnValue:
    """`POST /review/decisions/17`: takes it back; then the case is shown again."""
    desk, name = allowed.needed()
    outcome = desk.take_back(number, name, channel="web")
    if outcome is None:
        raise Problem(
            404, "No such decision", f"There is no decision {number}. /review/decisions lists them."
        )
    if shown.as_json():
        return shown.json_({"decision": shown.told(outcome)}, 200)
    done = str(outcome.decision.id)
    if len(outcome.paths) == 2:
        query = {"after": places.written(places.after()), "only": shown.kind()}
        kind = outcome.decision.kind
        return redirect(places.case_url(kind, *outcome.paths, done=done, **query), 303)
    return redirect(url_for("review.decisions", done=done), 303)


def versions(of: Case) -> str:
    """What a form carries, to be noticed when the records are others by then."""
    return f"{of.one.version}.{of.other.version}"


def no_case(kind: str, one: str, other: str) -> Problem:
    records = "bib" if kind == WORK else kind
    return Problem(
        404,
        "No such case",
        f"/{records}/{one} and /{records}/{other} are not two records now: one leads to the "
        "other, was withdrawn, or never was. /review/ lists what waits.",
    )


def _said(text: str) -> Decided:
    match text:
        case "same" | "different":
            return text
    raise Problem(400, "No decision", "Send “says” as same or different.")


def _onwards(decided: Case, outcome: Outcome) -> Response:
    """To the next case of the list this one was in."""
    after = places.after()
    queue = Queue(site().store.log, "same" if decided.alarm else "ask", shown.kind())
    done = str(outcome.decision.id)
    pair = next(queue.pairs(after), None)
    if pair is None:
        where = "review.alarms" if decided.alarm else "review.queue"
        return redirect(url_for(where, done=done, only=shown.kind() or None), 303)
    query = {"after": places.written(after), "done": done, "only": shown.kind()}
    return redirect(places.case_url(pair.kind, pair.one, pair.other, **query), 303)
