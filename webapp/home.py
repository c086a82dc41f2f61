"""The home page and the plain look-up."""

from typing import Final

from flask import render_template, request

from shapes.standard_numbers import corrected, is_number
from sparql.examples import GROUPS, examples
from sparql.lookup import FIELDS, Found
from webapp.errors import Problem
from webapp.reading.description import Text
from webapp.reading.headings import headings
from webapp.reading.summaries import summaries
from webapp.site import site

ON_A_PAGE: Final = 25
#: Names and subjects shown above the records.
HEADINGS: Final = 4
LONGEST: Final = 500


def home() -> str:
    """What is inside, what is new, and the way in."""
    here = site()
    return render_template(
        "home.html",
        inventory=here.inventory(),
        newest=here.newest(),
        examples=[examples(group)[0] for group in GROUPS],
    )


def lookup() -> str:
    """The records whose title, author or number is what was typed; names and subjects above."""
    here = site()
    typed = request.args.get("q", "").strip()
    field = request.args.get("field", "any")
    if field not in FIELDS or len(typed) > LONGEST:
        raise Problem(
            400,
            "This look-up cannot be made",
            f"A look-up is by {', '.join(FIELDS)} and has at most {LONGEST} characters.",
        )
    index = here.index()
    found = index.look_up(typed, field) if typed else Found()
    pages = max(1, -(-len(found.paths) // ON_A_PAGE))
    page = min(max(request.args.get("page", 1, type=int), 1), pages)
    shown = found.paths[(page - 1) * ON_A_PAGE :][:ON_A_PAGE]
    known = index.headings(typed, field).paths if typed and page == 1 else ()
    return render_template(
        "lookup.html",
        typed=typed,
        typed_text=Text(typed),
        field=field,
        count=len(found.paths),
        more=found.more,
        inside=here.inventory().counts.get("bib", 0),
        corrected=_corrected(field, typed),
        page=page,
        pages=pages,
        records=summaries(here.store, shown),
        headings=headings(here.store, known[:HEADINGS], typed),
        more_headings=max(0, len(known) - HEADINGS),
    )


def _corrected(field: str, typed: str) -> str:
    """The ISBN or ISSN that was meant, when what was typed has a wrong check digit."""
    return corrected(typed) if field == "isbn" or (field == "any" and is_number(typed)) else ""
