"""The bytes of each representation of a record."""

from typing import Final, cast

from flask import Response
from pyoxigraph import RdfFormat, Triple, parse, serialize

from converters.record import Kind
from converters.writing import formats
from converters.writing.asked import Asked, Unwritable, Written
from converters.writing.source import Source
from shapes import iris
from shapes.namespaces import PREFIXES
from store import Contribution, Record
from webapp.contributed import marc_of
from webapp.hubs import as_json
from webapp.negotiation import Representation, unavailable
from webapp.pages import PAGES
from webapp.site import Site

#: The media type of what was sent, by the format it came in.
SENT = {
    "iso2709": "application/marc",
    "marcxml": "application/xml",
    "json": "application/json",
    "lines": "text/plain",
    "csv": "text/csv",
    "iso20775": "application/xml",
}


#: What a downloaded file is called, where its suffix is not what other programs know.
_EXTENSIONS: Final = {
    "cnmarc": "cnmarc.mrc",
    "marcxchange": "marcxchange.xml",
    "mods": "mods.xml",
    "dc": "dc.xml",
    "csl": "csl.json",
}

#: What was sent is called by the format it came in.
_SENT: Final = {
    "iso2709": "mrc",
    "marcxml": "xml",
    "json": "json",
    "lines": "mrk",
    "csv": "csv",
    "iso20775": "xml",
}


def name_file(
    response: Response, stem: str, form: Representation, contribution: Contribution | None
) -> None:
    """Says how a download is to be called, for the forms that are no data for programs."""
    if form.group in ("page", "linked data") or form.suffix in ("json", "cite"):
        return
    extension = _EXTENSIONS.get(form.suffix, form.suffix)
    if form.suffix == "raw" and contribution is not None:
        extension = _SENT.get(contribution.format, form.suffix)
    response.headers["Content-Disposition"] = f'inline; filename="{stem}.{extension}"'


def written(
    here: Site,
    record: Record,
    contribution: Contribution | None,
    form: Representation,
    asked: Asked,
) -> Written:
    """A live record in one of the forms it is offered in; a 406 says why it cannot be had."""
    if form.suffix == "raw" and contribution is not None:
        return Written(contribution.raw)
    if form.form is not None:
        try:
            return _formatted(here, record, contribution, form.form, asked)
        except Unwritable as error:
            raise unavailable(str(error), record, contribution) from None
    if form.suffix == "json":
        return Written(as_json(here, record).encode())
    return Written(PAGES[record.kind](here, record, contribution).encode())


def _formatted(
    here: Site,
    record: Record,
    contribution: Contribution | None,
    form: formats.Form,
    asked: Asked,
) -> Written:
    document = iris.document(here.store.base, record.path)
    if form.rdf is not None:
        return Written(_rdf(here.store.log.triples(record.path), form.rdf, document))
    source = Source(
        document,
        lambda: here.store.log.triples(record.path),
        marc_of(contribution) if contribution else None,
        cast("Kind", record.kind),
    )
    return formats.alone(form, source, asked)


def _rdf(triples: bytes, format_: RdfFormat, document: str) -> bytes:
    if format_ == RdfFormat.N_TRIPLES:
        return triples
    prefixes = dict(PREFIXES)
    if format_ == RdfFormat.TURTLE:
        prefixes["this"] = f"{document}#"
    statements_ = (
        Triple(quad.subject, quad.predicate, quad.object)
        for quad in parse(triples, format=RdfFormat.N_TRIPLES)
    )
    return serialize(statements_, format=format_, prefixes=prefixes) or b""
