"""The documents of records: found, moved, gone or unknown; then written in the form asked for."""

from datetime import datetime
from hashlib import blake2b
from typing import Final

from flask import Response, redirect, request
from flask.typing import ResponseReturnValue

from shapes import iris
from store import Contribution, Record
from webapp import addresses
from webapp.errors import Problem
from webapp.negotiation import (
    REPRESENTATIONS,
    Representation,
    alternatives,
    asked,
    chosen,
    offered,
)
from webapp.representations import SENT, name_file, written
from webapp.site import Site, site


def document(kind: str, name: str) -> ResponseReturnValue:
    """A record in the form the Accept header asks for."""
    return _served(iris.named(kind, name), "")


def representation(kind: str, name: str, suffix: str) -> ResponseReturnValue:
    """A record in the form its address asks for."""
    return _served(iris.named(kind, name), suffix)


def _served(path: str, suffix: str) -> ResponseReturnValue:
    here = site()
    record = here.store.log.record(path)
    if record is None:
        raise _unknown(here, path)
    if record.status == "merged" and record.survivor:
        response = redirect(addresses.document(record.survivor, suffix), 301)
        response.vary.add("Accept")
        return response
    if record.status != "live":
        raise _tombstone(record)
    contribution = _contribution(here, record)
    form = chosen(suffix, record, contribution)
    wishes = asked(form)
    # The version is compared before anything is written: a 304 costs one row of the log.
    response = _labelled(Response(), here, record, contribution, form, wishes=repr(wishes))
    if response.make_conditional(request).status_code == 200:
        document = written(here, record, contribution, form, wishes)
        response.set_data(document.data)
        response.headers["Content-Length"] = str(len(document.data))
        if document.uncarried:
            listed = " ".join(f"U+{ord(character):04X}" for character in document.uncarried)
            response.headers["Catena-Uncarried"] = listed
    return response


def _unknown(here: Site, path: str) -> Problem:
    kind, _, name = path.partition("/")
    stem, _, suffix = path.rpartition(".")
    record = here.store.log.record(stem) if stem else None
    if record is not None and record.status == "live":
        return Problem(
            404,
            "No such form",
            f"The record /{stem} is there, but not as “{suffix}”. Choose one of the forms below.",
            alternatives=alternatives(record, _contribution(here, record)),
        )
    if kind == "member":
        return Problem(
            404,
            "No such library",
            f"No member library has the code {name}. Codes are in capitals, like PKU; the home "
            "page lists the libraries.",
        )
    if kind == "hub":
        return Problem(
            404,
            "No such work",
            f"There never was a work at /{path}. Look up one of its editions: its page leads to "
            "the work.",
        )
    return Problem(
        404,
        "No such record",
        f"There never was a record at /{path}. Numbers are not reused: look the record up by "
        "its title, its author or its ISBN.",
    )


def _contribution(here: Site, record: Record) -> Contribution | None:
    if record.contribution is None:
        return None
    return here.store.log.contribution(record.contribution)


def _labelled(
    response: Response,
    here: Site,
    record: Record,
    contribution: Contribution | None,
    form: Representation,
    *,
    wishes: str,
) -> Response:
    """With the headers that say what this is, which version, and what else there is."""
    response.mimetype = form.media_type
    if form.suffix == "raw" and contribution is not None:
        response.mimetype = SENT.get(contribution.format, form.media_type)
        if "charset" in response.mimetype_params:
            response.mimetype_params["charset"] = contribution.charset
    # After a backup was put back, a version may say something else.
    log = here.store.log.identity
    parts = [log, record.path, str(record.version), form.suffix]
    parts += [here.settings.release, here.store.base]
    parts.append(wishes)
    if _of_others(record, form):
        # A page also shows what other records say: names of libraries, what a library holds.
        parts += [str(here.store.log.head), request.query_string.decode("ascii", "replace")]
    mark = blake2b("\n".join(parts).encode(), digest_size=8).hexdigest()
    response.set_etag(f"v{record.version}-{form.suffix}-{mark}")
    response.last_modified = _modified(here, record, form)
    response.headers["Cache-Control"] = "no-cache"
    response.vary.add("Accept")
    for other in offered(record, contribution):
        if other != form:
            address = addresses.document(record.path, other.suffix)
            response.headers.add("Link", f'<{address}>; rel="alternate"; type="{other.media_type}"')
    response.headers.add("Link", f'<{here.store.base}{record.path}>; rel="canonical"')
    name_file(response, record.path.rpartition("/")[2], form, contribution)
    return response


def _of_others(record: Record, form: Representation) -> bool:
    """Whether it also shows what other records say, as a page does, and the JSON of a work."""
    return form.suffix == "html" or (record.kind == "hub" and form.suffix == "json")


def _modified(here: Site, record: Record, form: Representation) -> datetime:
    """When this representation may last have become another."""
    others = _of_others(record, form)
    newest = here.store.log.changes(here.store.log.head - 1, 1) if others else []
    return newest[0].at if newest else record.modified


def _tombstone(record: Record) -> Problem:
    when = record.modified.date().isoformat()
    reason = record.reason or "no reason was given"
    return Problem(
        410,
        "This record was withdrawn",
        f"The record at /{record.path} was withdrawn on {when}. Reason: {reason}. Its number will "
        "not be used again.",
        more={"deleted": record.modified.isoformat(), "reason": record.reason},
        template="tombstone.html",
    )


SUFFIXES: Final = ",".join(REPRESENTATIONS)
