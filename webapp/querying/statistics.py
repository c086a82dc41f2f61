"""`/statistics`: how much the query service is used; numbers of everybody together."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from flask import Flask, Response, current_app, json, render_template, request
from flask.typing import ResponseReturnValue

from sparql.service.formats import best
from sparql.usage.statistics import Statistics, TimeClass
from sparql.usage.usage import Usage
from webapp.errors import Problem

EXTENSION: Final = "catena-usage"
_FORMS: Final = ("text/html", "application/json")
#: The drawing, in units of its own.
WIDTH: Final = 600
HEIGHT: Final = 160
_GAP: Final = 4


@dataclass(frozen=True, slots=True)
class Bar:
    """A day's bar in the drawing."""

    day: date
    n: int
    x: float
    y: float
    width: float
    height: float


def init_app(app: Flask, usage: Usage | None) -> None:
    """Without usage the address says that nothing is counted."""
    app.extensions[EXTENSION] = usage


def statistics() -> ResponseReturnValue:
    """The last 30 days, as a page or as JSON."""
    usage = current_app.extensions.get(EXTENSION)
    if usage is None:
        raise Problem(404, "Nothing is counted", "This catalogue does not count its queries.")
    assert isinstance(usage, Usage)  # noqa: S101 - for the type checker; init_app put it there
    try:
        shown = usage.statistics()
    except sqlite3.Error:
        raise Problem(
            503, "The counts cannot be read", "The counts cannot be read just now. Try again later."
        ) from None
    if _media_type() == "text/html":
        page = render_template(
            "statistics.html",
            shown=shown,
            bars=bars(shown.days),
            most=max(n for _, n in shown.days),
            width=WIDTH,
            height=HEIGHT,
            wording=wording,
        )
        response = Response(page)
    else:
        written = json.dumps(_told(shown), ensure_ascii=False, indent=2) + "\n"
        response = Response(written, mimetype="application/json")
    response.vary.add("Accept")
    response.headers["Cache-Control"] = "no-cache"
    return response


def bars(days: Sequence[tuple[date, int]]) -> list[Bar]:
    """A bar for each day, as high as its share of the highest; a day with any is seen."""
    most = max((n for _, n in days), default=0)
    step = WIDTH / max(len(days), 1)
    drawn = []
    for number, (day, n) in enumerate(days):
        height = max(2.0, round(HEIGHT * n / most, 1)) if n else 0.0
        x = round(number * step, 1)
        drawn.append(Bar(day, n, x, round(HEIGHT - height, 1), round(step - _GAP, 1), height))
    return drawn


def wording(times: TimeClass) -> str:
    """A class of time in words: ``3 to 10 ms``, ``over 100 s``."""
    if times.most is None:
        return f"over {times.above // 1000} s"
    unit, size = ("s", 1000) if times.most > 1000 else ("ms", 1)
    if times.above == 0:
        return f"up to {times.most} ms"
    return f"{times.above // size} to {times.most // size} {unit}"


def _media_type() -> str:
    name = request.args.get("format", "")
    if name not in ("", "html", "json"):
        raise Problem(400, "No such format", "The statistics come as html and as json.")
    if name:
        return "text/html" if name == "html" else "application/json"
    found = best(request.headers.get("Accept", ""), _FORMS)
    if found is None:
        raise Problem(
            406,
            "Not available in this form",
            f"The statistics come in {', '.join(_FORMS)}. Name one of them in Accept.",
        )
    return found


def _told(shown: Statistics) -> dict[str, Any]:
    """The statistics for machines; times in milliseconds."""
    return {
        "days": [{"day": day.isoformat(), "queries": n} for day, n in shown.days],
        "queries": shown.total,
        "seconds": round(shown.seconds, 1),
        "bytes": shown.bytes,
        "keptShare": round(shown.kept, 4) if shown.kept is not None else None,
        "outcomes": dict(shown.outcomes),
        "forms": dict(shown.forms),
        "times": [_range(each) | {"answers": each.n} for each in shown.times],
        "median": _range(shown.median) if shown.median else None,
        "p95": _range(shown.p95) if shown.p95 else None,
    }


def _range(times: TimeClass) -> dict[str, Any]:
    return {"above": times.above, "most": times.most}
