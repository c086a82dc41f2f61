"""The desk's pages: what waits, a case, what was decided, how often the rules were agreed with."""

import io
from dataclasses import asdict
from typing import Any, Final

from flask import Response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from catalogue.review.counting import counts
from catalogue.review.exchange import write_json, write_table
from catalogue.review.exporting import rows
from catalogue.review.outcomes import outcomes
from catalogue.review.queue import Queue
from catalogue.review.values import Case, Listed, Side
from store.log.doubts import Doubtful
from store.log.doubts import decisions as made
from webapp.querying import keys
from webapp.reviewing import allowed, deciding, places, shown
from webapp.site import site

#: Cases, and decisions, on one page.
LISTED: Final = 25
DECISIONS: Final = 50
_FORMS: Final = {"tsv": "text/tab-separated-values; charset=utf-8", "json": "application/json"}


def queue() -> ResponseReturnValue:
    """`GET /review/`: what waits, the most valuable first."""
    return _list("ask")


def alarms() -> ResponseReturnValue:
    """`GET /review/alarms`: what the rules call the same, and could not join."""
    return _list("same")


def _list(says: Doubtful) -> ResponseReturnValue:
    waiting = Queue(site().store.log, says, shown.kind())
    after = places.after()
    cases = waiting.listed(LISTED, after)
    if shown.as_json():
        return shown.json_({"waiting": waiting.length, "cases": [listed(each) for each in cases]})
    return shown.page(
        "review.html",
        says=says,
        waiting=waiting.length,
        cases=[
            (each, places.of(each, after=places.written(after), only=shown.kind()))
            for each in cases
        ],
        after=after,
        further=places.written(cases[-1].place) if len(cases) == LISTED else "",
    )


def case(kind: str, one: str, other: str) -> ResponseReturnValue:
    """`/review/bib/b2/b7`: two records side by side; a POST decides about them."""
    if request.method == "POST":
        return deciding.decide(kind, one, other)
    found = places.case_at(kind, one, other)
    if found is None:
        raise deciding.no_case(kind, one, other)
    if shown.as_json():
        return shown.json_(_told(found))
    after = places.after()
    return shown.page(
        "review_case.html",
        case=found,
        one=places.short(found.one),
        other=places.short(found.other),
        seen=deciding.versions(found),
        after=places.written(after),
        later=places.written(found.place),
        waiting=Queue(site().store.log, "same" if found.alarm else "ask").length,
    )


def later() -> ResponseReturnValue:
    """`GET /review/next?after=…`: the first case behind a place."""
    says: Doubtful = "same" if request.args.get("alarms") else "ask"
    after = places.after()
    pair = next(Queue(site().store.log, says, shown.kind()).pairs(after), None)
    if pair is None:
        return redirect(url_for("review.alarms" if says == "same" else "review.queue"), 303)
    query = {"after": places.written(after), "only": shown.kind()}
    return redirect(places.case_url(pair.kind, pair.one, pair.other, **query), 303)


def decisions() -> ResponseReturnValue:
    """`GET /review/decisions`: what was decided, by whom, why, and what came of it."""
    given = request.args.get("before", "")
    before = int(given) if given.isascii() and given.isdigit() and len(given) < 18 else 0
    log = site().store.log
    found = outcomes(log, made(log, before=before, limit=DECISIONS))
    if shown.as_json():
        return shown.json_({"decisions": [shown.told(each) for each in found]})
    last = found[-1].decision.id if len(found) == DECISIONS else 0
    return shown.page("review_decisions.html", decisions=found, before=before, further=last)


def exported(suffix: str) -> ResponseReturnValue:
    """`GET /review/decisions.tsv` and `.json`: all decisions, for who may decide."""
    allowed.needed()
    out = io.StringIO()
    (write_table if suffix == "tsv" else write_json)(rows(site().store.log), out)
    response = Response(out.getvalue(), content_type=_FORMS[suffix])
    response.headers["Content-Disposition"] = f'attachment; filename="decisions.{suffix}"'
    return shown.private(response)


def rules() -> ResponseReturnValue:
    """`GET /review/rules`: how often people decided as each rule speaks, for who may decide."""
    allowed.needed()
    counted = counts(rows(site().store.log))
    if shown.as_json():
        return shown.json_({"rules": [each.as_dict() for each in counted]})
    return shown.page("review_rules.html", counted=counted)


def key() -> ResponseReturnValue:
    """`GET /review/key`: makes a browser ask for the key, and goes back to the list."""
    keys.needed()
    return redirect(url_for("review.queue"), 303)


def taken_back(number: int) -> ResponseReturnValue:
    """`POST /review/decisions/17`: takes a decision back."""
    return deciding.take_back(number)


def listed(of: Listed) -> dict[str, Any]:
    """A case of the list, for machines."""
    return {
        "kind": of.kind,
        "worth": of.worth,
        "score": of.score,
        "records": [_side(of.one), _side(of.other)],
    }


def _told(of: Case) -> dict[str, Any]:
    return {
        "kind": of.kind,
        "rules_say": of.says,
        "score": of.score,
        "records": [_side(of.one), _side(of.other)],
        "libraries": [*of.libraries],
        "reasons": [asdict(each) for each in of.reasons],
        "lines": [
            {
                "label": each.label,
                "state": each.state,
                "one": "".join(text for text, _ in each.one),
                "other": "".join(text for text, _ in each.other),
            }
            for each in of.lines
        ],
        "together": of.together or None,
        "decided": asdict(of.decided) if of.decided else None,
        "seen": deciding.versions(of),
    }


def _side(of: Side) -> dict[str, Any]:
    return {
        "path": of.path,
        "title": of.title,
        "name": of.name,
        "sources": [source.name for source in of.sources],
        "copies": of.copies,
    }
