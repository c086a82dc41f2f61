"""What one library sent for a record, by itself: as a page, as its own bytes, and as MARC."""

from typing import Any, Final, cast
from urllib.parse import unquote

from flask import Response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from converters.record import Kind
from converters.writing import formats
from converters.writing.asked import Unwritable, Written
from converters.writing.source import Source
from shapes import iris
from sparql.service.formats import best
from store import Contribution
from webapp.contributed import comes_as, is_composed, marc_of, received, sent
from webapp.errors import Alternative, Problem
from webapp.negotiation import REPRESENTATIONS, Representation, asked
from webapp.reading import marc_table
from webapp.reading.description import Text
from webapp.representations import SENT, name_file
from webapp.site import Site, site

#: The forms a contribution may be had in, by suffix.
FORMS: Final = {
    suffix: one for suffix, one in REPRESENTATIONS.items() if one.group in ("page", "MARC")
}
SUFFIXES: Final = ",".join(FORMS)

#: The log has no number as large as this.
_NUMBERS: Final = 1 << 63


def address(path: str, number: int, suffix: str = "") -> str:
    """The address of a contribution to the record at a path, by the contribution's number."""
    kind, _, name = path.partition("/")
    values: dict[str, Any] = {"kind": kind, "name": unquote(name), "number": number}
    if suffix:
        return url_for("sent.representation", suffix=suffix, **values)
    return url_for("sent.contribution", **values)


def contribution(kind: str, name: str, number: int) -> ResponseReturnValue:
    """A contribution in the form the Accept header asks for."""
    return _served(iris.named(kind, name), number, "")


def representation(kind: str, name: str, number: int, suffix: str) -> ResponseReturnValue:
    """A contribution in the form its address asks for."""
    return _served(iris.named(kind, name), number, suffix)


def _served(path: str, number: int, suffix: str) -> Response:
    here = site()
    found = _found(here, path, number)
    choices = [one for one in FORMS.values() if _has(one, found)]
    form = _chosen(choices, suffix)
    if form is None:
        raise _unavailable(
            "What was sent has no such form. Choose one of those below.", path, found, choices
        )
    try:
        said = _written(here, path, found, form, choices)
    except Unwritable as error:
        raise _unavailable(str(error), path, found, choices) from None
    response = Response(said.data, mimetype=form.media_type)
    if form.suffix == "raw":
        response.mimetype = SENT.get(found.format, form.media_type)
        if "charset" in response.mimetype_params:
            response.mimetype_params["charset"] = found.charset
    name_file(response, f"{path.rpartition('/')[2]}-{number}", form, found)
    # Of what was written: a page also tells the names of libraries, which change by themselves.
    response.add_etag()
    response.headers["Cache-Control"] = "no-cache"
    response.vary.add("Accept")
    response.make_conditional(request)
    return response


def _found(here: Site, path: str, number: int) -> Contribution:
    """The contribution, when it was sent for this record; a 404 otherwise."""
    log = here.store.log
    try:
        found = log.contribution(number) if number < _NUMBERS else None
    except KeyError:
        found = None
    if found is not None:
        source = log.sources(found.member, found.kind, [found.control]).get(found.control)
        if source and path in (source.path, *source.came):
            return found
    raise Problem(
        404,
        "No such contribution",
        f"No library sent a contribution of the number {number} for /{path}. The record's page "
        "lists what was sent for it.",
    )


def _has(one: Representation, found: Contribution) -> bool:
    if one.form is None:
        return True
    return marc_of(found) is not None and comes_as(one.form, found.kind, found)


def _chosen(choices: list[Representation], suffix: str) -> Representation | None:
    if suffix:
        return next((one for one in choices if one.suffix == suffix), None)
    by_type = {one.media_type: one for one in choices}
    media_type = best(request.headers.get("Accept", ""), list(by_type))
    return by_type[media_type] if media_type else None


def _unavailable(
    sentence: str, path: str, found: Contribution, choices: list[Representation]
) -> Problem:
    there = [
        Alternative(one.name, one.media_type, address(path, found.id, one.suffix))
        for one in choices
    ]
    return Problem(406, "Not available in this form", sentence, alternatives=there)


def _written(
    here: Site, path: str, found: Contribution, form: Representation, choices: list[Representation]
) -> Written:
    if form.suffix == "raw":
        return Written(found.raw)
    marc = marc_of(found)
    document = iris.document(here.store.base, path)
    if form.form is not None:
        # What it became as a whole is another matter: nothing is told of it but what it says.
        source = Source(document, bytes, marc, cast("Kind", found.kind))
        return formats.alone(form.form, source, asked(form))
    known = here.inventory().libraries.get(iris.library(here.store.base, found.member))
    page = render_template(
        "sent.html",
        path=path,
        found=found,
        names=known.names if known else (Text(found.member),),
        page=bool(known),
        composed=is_composed(found, path),
        received=received(found),
        rows=marc_table.rows(marc.marc) if marc else [],
        text=sent(found),
        forms=choices,
    )
    return Written(page.encode())
