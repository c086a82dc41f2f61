"""`/jobs`: long queries for holders of a key, taken now, run in turn, fetched later as a file."""

import base64
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from flask import (
    Flask,
    Response,
    after_this_request,
    current_app,
    json,
    redirect,
    render_template,
    request,
    send_file,
    url_for,
)
from flask.typing import ResponseReturnValue
from werkzeug.http import http_date

from sparql.jobs.job import Job, Owner
from sparql.jobs.jobs import Jobs
from sparql.service.answers import Failure
from sparql.service.formats import SHORT, best
from store.graph.generations import described
from webapp.errors import Problem
from webapp.keys.file import Holder
from webapp.querying import keys, protocol

EXTENSION: Final = "catena-jobs"
_FORMS: Final = ("application/json", "text/html")
_SUFFIXES: Final = {media_type: name for name, media_type in SHORT.items()}
#: Seconds after which to look at an open job again, at least and at most.
_SOON: Final = 2
_LATE: Final = 60


def init_app(app: Flask, jobs: Jobs | None) -> None:
    """Without jobs the addresses say that there are none."""
    app.extensions[EXTENSION] = jobs


def jobs() -> ResponseReturnValue:
    """The jobs of who asks, the newest first; a POST starts another."""
    taken, holder = _asked()
    if request.method == "POST":
        return _started(taken, holder)
    every = taken.of(_owner(holder))
    if _as_page():
        rows = [(job, taken.progress(job)) for job in every]
        page = render_template(
            "jobs.html", rows=rows, holder=holder, formats=SHORT, kept=sum(j.bytes for j in every)
        )
        return _private(Response(page))
    return _private(_json({"jobs": [_told(taken, job) for job in every]}))


def job(job_id: str) -> ResponseReturnValue:
    """One job; DELETE ends an open one and removes another, and so does the page's button."""
    taken, holder = _asked()
    found = _found(taken, holder, job_id)
    if request.method in ("DELETE", "POST"):
        keys.not_from_elsewhere()
        # The page's button says what it was for: the job may be done since the page was made.
        was = request.form.get("was", "") if request.method == "POST" else ""
        if was == "open" or (not was and found.open):
            taken.cancel(_owner(holder), job_id)
        else:
            taken.remove(_owner(holder), job_id)
        if request.method == "POST":
            return redirect(url_for("jobs.jobs"), 303)
        return _private(Response(status=204))
    if _as_page():
        page = render_template("job.html", job=found, progress=taken.progress(found))
        response = Response(page)
    else:
        response = _json(_told(taken, found))
    if found.open:
        response.headers["Retry-After"] = str(_soon(taken, found))
    return _private(response)


def result(job_id: str) -> ResponseReturnValue:
    """The file of a job that is done, whole or the ranges asked for (RFC 9110 §14)."""
    taken, holder = _asked()
    found = _found(taken, holder, job_id)
    if found.open:
        _come_again(_soon(taken, found))
        raise Problem(
            409,
            "The job is not done",
            f"The job is {found.state}. Look at {url_for('jobs.job', job_id=found.id)} until it is "
            "done; Retry-After says when to look again.",
        )
    if found.failure is not None:
        raise Problem(404, found.failure.title, found.failure.detail)
    if found.state != "done":
        raise Problem(404, "There is no result", "The job was cancelled. Start it again.")
    try:
        response = send_file(
            taken.result(found),
            mimetype=found.media_type,
            as_attachment=True,
            download_name=f"catena-{found.id}.{_SUFFIXES.get(found.media_type, 'txt')}",
            conditional=True,
            etag=found.sha256,
            last_modified=found.ended,
            max_age=0,
        )
    except FileNotFoundError:
        raise _unknown() from None  # its days were over this moment
    if request.method == "HEAD" or response.status_code == 304:
        response.close()  # werkzeug leaves the file open where no body is sent
    digest = base64.b64encode(bytes.fromhex(found.sha256)).decode()
    response.headers["Repr-Digest"] = f"sha-256=:{digest}:"
    if (generation := described(Path(found.request.generation))) is not None:
        response.headers["Catena-Generation"] = generation.folder.name
        response.headers["Memento-Datetime"] = http_date(generation.at)
    response = _private(response)
    # Compressed on the way it would be other bytes than the hash and the ranges are of.
    response.headers["Cache-Control"] = "private, no-cache, no-transform"
    return response


def _asked() -> tuple[Jobs, Holder]:
    """The jobs, and whose are asked for; raises a 401 without a key."""
    holder = keys.needed()
    taken = current_app.extensions.get(EXTENSION)
    if taken is None:
        raise Problem(404, "No jobs here", "This catalogue runs no jobs. Ask at /sparql.")
    assert isinstance(taken, Jobs)  # noqa: S101 - for the type checker; init_app put it there
    return taken, holder


def _owner(holder: Holder) -> Owner:
    return Owner(holder.identity, holder.name)


def _found(taken: Jobs, holder: Holder, job_id: str) -> Job:
    found = taken.find(_owner(holder), job_id)
    if found is None:
        raise _unknown()
    return found


def _unknown() -> Problem:
    return Problem(
        404,
        "No such job",
        "There is no such job of this key. It may have been removed, or its days were over; "
        f"{url_for('jobs.jobs')} lists those there are.",
    )


def _started(taken: Jobs, holder: Holder) -> ResponseReturnValue:
    keys.not_from_elsewhere()
    asked = protocol.asked()
    if asked is None:
        raise Problem(400, "No query", "The request carries no query. Send it as “query”.")
    # Accept is about the answer to this request; the result's format is named by `format`.
    made = taken.submit(_owner(holder), replace(asked, accept=""))
    if isinstance(made, Failure):
        if made.retry is not None:
            _come_again(made.retry)
        raise Problem(made.status, made.title, made.detail)
    address = url_for("jobs.job", job_id=made.id)
    if _as_page():
        return redirect(address, 303)
    response = _json(_told(taken, made))
    response.status_code = 202
    response.headers["Location"] = address
    response.headers["Retry-After"] = str(_soon(taken, made))
    return _private(response)


def _as_page() -> bool:
    return best(request.headers.get("Accept", ""), _FORMS) == "text/html"


def _come_again(seconds: int) -> None:
    def told(response: Response) -> Response:
        response.headers["Retry-After"] = str(seconds)
        return response

    after_this_request(told)


def _soon(taken: Jobs, job: Job) -> int:
    """When to look again: the longer it has run the later."""
    progress = taken.progress(job)
    return int(min(_LATE, max(_SOON, progress.seconds / 5, 5 * progress.place)))


def _private(response: Response) -> Response:
    """What no cache may give to others."""
    response.headers["Cache-Control"] = "private, no-cache"
    response.vary.update(("Accept", "Authorization"))
    return response


def _json(told: dict[str, Any]) -> Response:
    written = json.dumps(told, ensure_ascii=False, indent=2) + "\n"
    return Response(written, mimetype="application/json")


def _told(taken: Jobs, job: Job) -> dict[str, Any]:
    """A job for machines."""
    progress = taken.progress(job)
    told: dict[str, Any] = {
        "id": job.id,
        "state": job.state,
        "made": _time(job.made),
        "started": _time(job.started),
        "ended": _time(job.ended),
        "expires": _time(job.expires),
        "seconds": round(progress.seconds, 3),
        "bytes": progress.bytes,
        "place": progress.place or None,
        "generation": job.request.generation or None,
        "format": job.media_type or job.request.media_type or None,
        "sha256": job.sha256 or None,
        "query": job.request.text,
        "defaultGraphs": list(job.request.default_graphs),
        "namedGraphs": list(job.request.named_graphs),
        "self": url_for("jobs.job", job_id=job.id),
        "result": url_for("jobs.result", job_id=job.id) if job.state == "done" else None,
    }
    if job.failure is not None:
        told["failure"] = {
            "status": job.failure.status,
            "title": job.failure.title,
            "detail": job.failure.detail,
            "line": job.failure.line,
            "column": job.failure.column,
        }
    return told


def _time(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="milliseconds") if moment else None
