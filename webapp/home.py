"""The home page and the plain look-up."""

from typing import Final

from flask import render_template, request

from shapes.iris import path_of
from sparql.lookup import FIELDS, MOST
from sparql.questions import examples
from sparql.standard_numbers import corrected, is_number
from webapp.errors import Problem
from webapp.reading.description import Text
from webapp.reading.summaries import summaries
from webapp.site import site

ON_A_PAGE: Final = 25
LONGEST: Final = 500


def home() -> str:
    """What is inside, what is new, and the way in."""
    here = site()
    return render_template(
        "home.html", inventory=here.inventory(), newest=here.newest(), examples=examples()
    )


def lookup() -> str:
    """The records whose title, author or number is what was typed."""
    here = site()
    typed = request.args.get("q", "").strip()
    field = request.args.get("field", "any")
    if field not in FIELDS or len(typed) > LONGEST:
        raise Problem(
            400,
            "This look-up cannot be made",
            f"A look-up is by {', '.join(FIELDS)} and has at most {LONGEST} characters.",
        )
    found = FIELDS[field](here.index(), typed) if typed else []
    pages = max(1, -(-len(found) // ON_A_PAGE))
    page = min(max(request.args.get("page", 1, type=int), 1), pages)
    paths = [path_of(here.store.base, iri) for iri in found[(page - 1) * ON_A_PAGE :][:ON_A_PAGE]]
    return render_template(
        "lookup.html",
        typed=typed,
        typed_text=Text(typed),
        field=field,
        count=len(found),
        most=MOST,
        inside=here.inventory().counts.get("bib", 0),
        corrected=_corrected(field, typed),
        page=page,
        pages=pages,
        records=summaries(here.store, [path for path in paths if path]),
    )


def _corrected(field: str, typed: str) -> str:
    """The ISBN or ISSN that was meant, when what was typed has a wrong check digit."""
    return corrected(typed) if field == "isbn" or (field == "any" and is_number(typed)) else ""
