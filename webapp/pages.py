"""The page of each kind of record: what its template is given."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Final

from flask import render_template, request
from pyoxigraph import Literal, NamedNode

from shapes import iris
from shapes.namespaces import BF, RDFS
from sparql.questions import ask
from store import Contribution, Record, Unreachable
from webapp import doubts
from webapp.contributed import is_composed, marc_of, received, sent
from webapp.hubs import Work, told
from webapp.negotiation import Representation, groups, in_charsets, offered
from webapp.reading import authority, authority_fields, fields, holdings, marc_table, statements
from webapp.reading.description import LABEL, Description, Text
from webapp.reading.edition import Edition
from webapp.reading.summaries import summaries
from webapp.shared import Shared, shared
from webapp.site import Site
from webapp.works import others


class Page:
    """What the page of any record shows beside what it is about."""

    def __init__(self, here: Site, record: Record, contribution: Contribution | None) -> None:
        base = here.store.base
        said = here.store.log.triples(record.path)
        self.record = record
        self.contribution = contribution
        self.document = iris.document(base, record.path)
        self.says = Description(said)
        self.names = {iri: library.names for iri, library in here.inventory().libraries.items()}
        self.contributor: tuple[Text, ...] | None = None
        self.received: list[str] = []
        self.sent = ""
        self.shared: Shared | None = None
        self.composed = is_composed(contribution, record.path)
        if contribution is not None:
            self.contributor = self.names.get(iris.library(base, contribution.member))
            self.received = received(contribution)
            self.sent = sent(contribution)
            if record.kind in ("bib", "auth"):
                self.shared = shared(here, record, contribution, self.names)
        marc = marc_of(contribution) if contribution is not None else None
        self.marc = marc_table.rows(marc.marc) if marc else []
        self.base = base
        self.triples = said.count(b"\n")
        self.forms: list[Representation] = offered(record, contribution)
        self.downloads = groups(self.forms)
        self.in_charsets = in_charsets(record, self.forms, contribution)

    @cached_property
    def nodes(self) -> list[statements.Node]:
        """All that is said, for a page that shows it."""
        return statements.nodes(self.says, self.base, self.record.path)


def _bib(here: Site, record: Record, contribution: Contribution | None) -> str:
    page = Page(here, record, contribution)
    edition = Edition(page.says, page.document)
    copies = holdings.copies(page.says, edition.instance)
    away = False
    try:
        copies += _elsewhere(here, edition.instance, record.path)
    except Unreachable:
        away = True
    return render_template(
        "record.html",
        page=page,
        edition=edition,
        fields=fields.in_order(edition),
        holdings=holdings.by_library(sorted(copies), page.names),
        away=away,
        others=others(here, record.path),
        doubts=doubts.of_book(here, record.path),
    )


def _elsewhere(here: Site, instance: str, path: str) -> list[holdings.Copy]:
    """The copies that holdings records of their own tell of."""
    rows = ask(here.store.graph, "holdings-of", instance=NamedNode(instance))
    paths = [iris.path_of(here.store.base, row["holding"]) for row in rows]
    said = here.store.log.saying([found for found in paths if found and found != path])
    return [
        copy
        for triples in said.values()
        for copy in holdings.copies(Description(triples), instance)
    ]


def _authority(here: Site, record: Record, contribution: Contribution | None) -> str:
    page = Page(here, record, contribution)
    about = authority.Authority(page.says, page.document)
    return render_template(
        "authority.html", page=page, authority=about, fields=authority_fields.in_order(about)
    )


def _hub(here: Site, record: Record, contribution: Contribution | None) -> str:
    page = Page(here, record, contribution)
    work = Work(here, record, page.says)
    return render_template(
        "hub.html",
        page=page,
        work=work,
        because=told(here, work.reasons),
        doubts=doubts.of_work(here, work.editions),
    )


def _holding(here: Site, record: Record, contribution: Contribution | None) -> str:
    page = Page(here, record, contribution)
    item = iris.thing(here.store.base, record.path, "Item")
    instance = next(iter(page.says.nodes(item, f"{BF}itemOf")), "")
    book = iris.path_of(here.store.base, instance)
    known = summaries(here.store, [book]) if book else []
    found = holdings.copies_in(page.says)
    return render_template(
        "holding.html",
        page=page,
        book=book,
        title=known[0].title if known else [],
        holdings=holdings.by_library(found, page.names),
    )


def _member(here: Site, record: Record, contribution: Contribution | None) -> str:
    page = Page(here, record, contribution)
    library = iris.thing(here.store.base, record.path, iris.LIBRARY)
    held = here.inventory().libraries.get(library)
    after = request.args.get("after", "")
    away = False
    rows: list[dict[str, str]] = []
    try:
        rows = ask(here.store.graph, "held-by", library=NamedNode(library), after=Literal(after))
    except Unreachable:
        away = True
    paths = [iris.path_of(here.store.base, row["record"]) for row in rows[:25]]
    return render_template(
        "member.html",
        page=page,
        names=page.says.texts(library, LABEL),
        code=page.says.text(library, f"{BF}code"),
        place=page.says.texts(library, f"{BF}place", LABEL),
        links=[
            link
            for link in page.says.nodes(library, f"{RDFS}seeAlso")
            if link.startswith(("https://", "http://"))
        ],
        held=summaries(here.store, [path for path in paths if path]),
        records=held.records if held else 0,
        items=held.items if held else 0,
        after=after,
        next_=rows[24]["record"] if len(rows) > 25 else "",
        away=away,
    )


#: What makes the page of a record of each kind.
PAGES: Final[Mapping[str, Callable[[Site, Record, Contribution | None], str]]] = {
    "bib": _bib,
    "auth": _authority,
    "hub": _hub,
    "holding": _holding,
    "member": _member,
}
