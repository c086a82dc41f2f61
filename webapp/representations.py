"""The bytes of each representation of a record."""

from collections.abc import Callable
from typing import Final

from flask import json, render_template, request
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse, serialize

from converters import as_iso2709, as_json, as_marcxml, parse_one
from converters.record import MarcRecord
from shapes import iris
from shapes.namespaces import BF, PREFIXES, RDFS
from sparql.questions import ask
from store import Contribution, Record
from webapp.negotiation import Representation, offered
from webapp.reading import fields, holdings, marc_table, statements
from webapp.reading.description import LABEL, Description
from webapp.reading.edition import Edition
from webapp.reading.summaries import summaries
from webapp.site import Site

_RDF: Final[dict[str, RdfFormat]] = {
    "ttl": RdfFormat.TURTLE,
    "jsonld": RdfFormat.JSON_LD,
    "rdf": RdfFormat.RDF_XML,
}


def _marc_in_json(marc: MarcRecord) -> bytes:
    return (json.dumps(as_json(marc.marc), ensure_ascii=False, indent=2) + "\n").encode()


_MARC: Final[dict[str, Callable[[MarcRecord], bytes]]] = {
    "mrc": lambda record: as_iso2709(record.marc),
    "cnmarc": lambda record: as_iso2709(record.marc),
    "marcxml": lambda record: as_marcxml(record.marc),
    "json": _marc_in_json,
}


def written(
    here: Site, record: Record, contribution: Contribution | None, form: Representation
) -> bytes:
    """A live record in one of the forms it is offered in."""
    triples = here.store.log.triples(record.path)
    if form.suffix == "nt":
        return triples
    if form.suffix in _RDF:
        return _rdf(triples, _RDF[form.suffix], iris.document(here.store.base, record.path))
    if form.suffix in _MARC and contribution is not None:
        return _MARC[form.suffix](_marc(contribution))
    if record.kind == "member":
        return _member_page(here, record, contribution, triples).encode()
    return _record_page(here, record, contribution, triples).encode()


def _rdf(triples: bytes, format_: RdfFormat, document: str) -> bytes:
    prefixes = dict(PREFIXES)
    if format_ == RdfFormat.TURTLE:
        prefixes["this"] = f"{document}#"
    statements_ = (
        Triple(quad.subject, quad.predicate, quad.object)
        for quad in parse(triples, format=RdfFormat.N_TRIPLES)
    )
    return serialize(statements_, format=format_, prefixes=prefixes) or b""


def _marc(contribution: Contribution) -> MarcRecord:
    return parse_one(contribution.raw, "iso2709" if contribution.format == "iso2709" else "marcxml")


def _record_page(
    here: Site, record: Record, contribution: Contribution | None, triples: bytes
) -> str:
    document = iris.document(here.store.base, record.path)
    says = Description(triples)
    edition = Edition(says, document)
    names = {iri: library.names for iri, library in here.inventory().libraries.items()}
    is_marc = contribution is not None and contribution.format in ("iso2709", "marcxml")
    return render_template(
        "record.html",
        record=record,
        contribution=contribution,
        contributor=names.get(iris.library(here.store.base, contribution.member))
        if contribution
        else None,
        document=document,
        edition=edition,
        fields=fields.in_order(edition),
        holdings=holdings.by_library(holdings.copies(says, edition.instance), names),
        marc=marc_table.rows(_marc(contribution).marc) if contribution and is_marc else [],
        nodes=statements.nodes(says, here.store.base, record.path),
        triples=triples.count(b"\n"),
        forms=offered(record, contribution),
    )


def _member_page(
    here: Site, record: Record, contribution: Contribution | None, triples: bytes
) -> str:
    document = iris.document(here.store.base, record.path)
    library = iris.thing(here.store.base, record.path, iris.LIBRARY)
    says = Description(triples)
    held = here.inventory().libraries.get(library)
    after = request.args.get("after", "")
    rows = ask(here.store.graph, "held-by", library=NamedNode(library), after=Literal(after))
    paths = [iris.path_of(here.store.base, row["record"]) for row in rows[:25]]
    return render_template(
        "member.html",
        record=record,
        contribution=contribution,
        document=document,
        names=says.texts(library, LABEL),
        code=says.text(library, f"{BF}code"),
        place=says.texts(library, f"{BF}place", LABEL),
        links=[
            link
            for link in says.nodes(library, f"{RDFS}seeAlso")
            if link.startswith(("https://", "http://"))
        ],
        held=summaries(here.store, [path for path in paths if path]),
        records=held.records if held else 0,
        items=held.items if held else 0,
        after=after,
        next_=rows[24]["record"] if len(rows) > 25 else "",
        nodes=statements.nodes(says, here.store.base, record.path),
        triples=triples.count(b"\n"),
        forms=offered(record, contribution),
    )
