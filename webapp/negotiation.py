"""Which representation of a document a request gets: by suffix, or by the Accept header."""

from dataclasses import dataclass
from typing import Final

from flask import request

from sparql.formats import best
from store import Contribution, Record
from webapp import addresses
from webapp.errors import Alternative, Problem


@dataclass(frozen=True, slots=True)
class Representation:
    """A way to write a document down."""

    suffix: str
    media_type: str
    name: str


#: In the order of preference for a client that does not care; the page first, for people.
REPRESENTATIONS: Final[dict[str, Representation]] = {
    suffix: Representation(suffix, media_type, name)
    for suffix, media_type, name in (
        ("html", "text/html", "Page"),
        ("ttl", "text/turtle", "Turtle"),
        ("nt", "application/n-triples", "N-Triples"),
        ("jsonld", "application/ld+json", "JSON-LD"),
        ("rdf", "application/rdf+xml", "RDF/XML"),
        ("mrc", "application/marc", "MARC 21"),
        ("marcxml", "application/marcxml+xml", "MARCXML"),
        ("cnmarc", "application/x-cnmarc", "CNMARC"),
        ("json", "application/json", "MARC-in-JSON"),
    )
}
_DATA: Final = ("html", "ttl", "nt", "jsonld", "rdf")
_MARC21: Final = ("mrc", "marcxml", "json")
#: The MARC forms of a record, by the dialect it was contributed in.
_MARC: Final = {"marc21": _MARC21, "cnmarc": ("cnmarc",)}


def offered(record: Record, contribution: Contribution | None) -> list[Representation]:
    """The representations this record has: MARC only when it was contributed as MARC."""
    suffixes = list(_DATA)
    if record.kind == "bib" and contribution is not None:
        suffixes += _MARC.get(contribution.dialect, ())
    return [REPRESENTATIONS[suffix] for suffix in suffixes]


def chosen(suffix: str, record: Record, contribution: Contribution | None) -> Representation:
    """The one this request gets; raises a 406 that lists what there is."""
    choices = offered(record, contribution)
    by_type = {choice.media_type: choice for choice in choices}
    if suffix:
        found = REPRESENTATIONS[suffix] if REPRESENTATIONS[suffix] in choices else None
    else:
        media_type = best(request.headers.get("Accept", ""), list(by_type))
        found = by_type[media_type] if media_type else None
    if found is None:
        raise Problem(
            406,
            "Not available in this form",
            _sentence(suffix, record, contribution),
            alternatives=alternatives(record, contribution),
        )
    return found


def alternatives(record: Record, contribution: Contribution | None) -> list[Alternative]:
    """The representations of this record with their addresses, for a reader to choose from."""
    return [
        Alternative(form.name, form.media_type, addresses.document(record.path, form.suffix))
        for form in offered(record, contribution)
    ]


def _sentence(suffix: str, record: Record, contribution: Contribution | None) -> str:
    if record.kind != "bib":
        return "A member library is described in RDF, not in MARC. Choose one of the forms below."
    if suffix in ("cnmarc", *_MARC21) and contribution is not None:
        dialect = "MARC 21" if contribution.dialect == "marc21" else contribution.dialect.upper()
        return f"This record was contributed in {dialect}. Choose one of the forms below."
    return "The request accepts none of the forms this record has. Choose one of those below."
