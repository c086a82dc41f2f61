"""Addresses of the desk's pages, and the place in the list that goes with them."""

import re
from typing import Any, Final

from flask import request, url_for

from catalogue.review.cases import case
from catalogue.review.values import Case, Listed, Side
from store.log.doubts import Place
from store.log.whereabouts import WORK
from webapp.site import site

#: Worth and the two likenesses: what ``after=`` carries.
_PLACE: Final = re.compile(r"([0-9]{1,12}(?:\.[0-9]{1,6})?)_(-?[0-9]{1,19})_(-?[0-9]{1,19})")


def after() -> Place | None:
    """Behind which place the list goes on; what is no place is the beginning."""
    found = _PLACE.fullmatch(request.values.get("after", ""))
    if found is None:
        return None
    numbers = int(found[2]), int(found[3])
    if any(abs(number) >= 2**63 for number in numbers):
        return None
    return Place(float(found[1]), *numbers)


def written(place: Place | None) -> str:
    """A place as ``after=`` carries it."""
    return f"{place.worth}_{place.a}_{place.b}" if place else ""


def case_url(kind: str, one: str, other: str, **query: Any) -> str:
    """The address of the case of two records, by their paths; ``kind`` is what is asked of them."""
    first, second = (path.partition("/")[2] for path in (one, other))
    kept = {name: value for name, value in query.items() if value}
    return url_for("review.case", kind=kind, one=first, other=second, **kept)


def case_at(kind: str, one: str, other: str) -> Case | None:
    """The case at an address; works are asked about by their books."""
    records = "bib" if kind == WORK else kind
    return case(site().store.log, f"{records}/{one}", f"{records}/{other}", kind)


def of(listed: Listed | Case, **query: Any) -> str:
    """The address of a case."""
    return case_url(listed.kind, listed.one.path, listed.other.path, **query)


def short(side: Side) -> str:
    """What a record is called within its case: ``b7``."""
    return side.path.partition("/")[2]
