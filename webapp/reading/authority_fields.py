"""What an authority page says of a person, a body, a work or a subject, in the order of a card."""

from collections.abc import Iterator
from typing import Final

from shapes.namespaces import BF, MADSRDF
from webapp.reading import vocabulary
from webapp.reading.authority import AUTHORITATIVE, VARIANT, Authority, shown
from webapp.reading.authority_dates import dates, spoken
from webapp.reading.description import LABEL, VALUE, Description, Text
from webapp.reading.values import Field, Value, labels, once, stated

_BIOGRAPHICAL: Final = "http://id.loc.gov/vocabulary/mnotetype/biogdata"
_WEB: Final = ("https://", "http://")
_RELATED: Final = (
    ("Broader", "hasBroaderAuthority"),
    ("Narrower", "hasNarrowerAuthority"),
    ("Part of", "hasCorporateParentAuthority"),
    ("Earlier name", "hasEarlierEstablishedForm"),
    ("Later name", "hasLaterEstablishedForm"),
    ("See also", "hasReciprocalAuthority"),
    ("Related", "hasRelatedAuthority"),
)
#: What another form is to the heading.
_FORMS: Final = {
    "hasAcronymVariant": "short form",
    "hasEarlierEstablishedForm": "earlier name",
    "hasLaterEstablishedForm": "later name",
}
_THINGS: Final = (
    ("Occupation", f"{MADSRDF}occupation"),
    ("Field of activity", f"{MADSRDF}fieldOfActivity"),
    ("Title", f"{MADSRDF}honoraryTitle"),
    ("Known as", f"{MADSRDF}entityDescriptor"),
    ("Gender", f"{MADSRDF}gender"),
    ("Form", f"{BF}genreForm"),
    ("Characteristic", f"{MADSRDF}hasCharacteristic"),
)


def in_order(authority: Authority) -> list[Field]:
    """The fields that have something to say."""
    says, thing = authority.says, authority.thing
    named = (
        ("Other forms", _variants(authority)),
        *dates(says, thing),
        ("Places", _places(authority)),
        *((name, labels(says, thing, predicate)) for name, predicate in _THINGS),
        ("Affiliation", _affiliations(authority)),
        ("Language", _languages(authority)),
        ("Life", _notes(authority, biographical=True)),
        ("Scope", _said(authority, "scopeNote", "definitionNote")),
        *((name, _related(authority, predicate)) for name, predicate in _RELATED),
        ("Note", _said(authority, "note", "exampleNote", "historyNote", "editorialNote")),
        ("Notes", _notes(authority, biographical=False)),
        ("Numbers", _identifiers(authority)),
        ("The same elsewhere", _elsewhere(authority)),
        ("Classification", _classes(authority)),
        ("Sources", _sources(authority)),
    )
    fields = [(name, once(values)) for name, values in named]
    return [Field(name, values) for name, values in fields if values]


def _variants(authority: Authority) -> Iterator[Value]:
    """Each variant in all its scripts, with what it is beside it; earlier names are told apart."""
    says = authority.says
    beside = _relations(authority)
    for predicate, words in _FORMS.items():
        for node in says.nodes(authority.thing, f"{MADSRDF}{predicate}"):
            beside.setdefault(node, words)
    for node in says.nodes(authority.thing, f"{MADSRDF}hasVariant"):
        if texts := shown(says.texts(node, VARIANT)):
            yield Value(tuple(texts), beside.get(node, ""))


def _relations(authority: Authority) -> dict[str, str]:
    """What other forms and headings are to this one, in the record's words or by their role."""
    says = authority.says
    found: dict[str, list[str]] = {}
    for relation in says.nodes(authority.thing, f"{BF}relation"):
        kinds = says.nodes(relation, f"{BF}relationship")
        words = [says.text(kind, LABEL) or vocabulary.role(kind) for kind in kinds]
        for other in says.nodes(relation, f"{BF}associatedResource"):
            found.setdefault(other, []).extend(word for word in words if word)
    return {other: ", ".join(dict.fromkeys(words)) for other, words in found.items()}


def _related(authority: Authority, name: str) -> Iterator[Value]:
    says = authority.says
    beside = _relations(authority)
    for node in says.nodes(authority.thing, f"{MADSRDF}{name}"):
        texts = shown(says.texts(node, AUTHORITATIVE))
        if not texts and not node.startswith(authority.document):
            texts = [Text(node)]
        outside = node if _leads_away(authority, node) else ""
        look_up = "author" if _names_agent(says, node) and not outside else ""
        if texts:
            yield Value(tuple(texts), beside.get(node, ""), look_up, outside)


def _leads_away(authority: Authority, node: str) -> bool:
    """Whether the node is a thing of another document, to be followed by its address."""
    return node.startswith(_WEB) and not node.startswith(f"{authority.document}#")


def _names_agent(says: Description, node: str) -> bool:
    agents = ("PersonalName", "FamilyName", "CorporateName", "ConferenceName")
    return any(says.is_a(node, f"{MADSRDF}{kind}") for kind in agents)


def _places(authority: Authority) -> Iterator[Value]:
    says = authority.says
    for name, predicate in (
        ("birth", "birthPlace"),
        ("death", "deathPlace"),
        ("origin", "workOrigin"),
        ("", "associatedLocale"),
    ):
        for node in says.nodes(authority.thing, f"{MADSRDF}{predicate}"):
            texts = says.texts(node, LABEL) or [
                Text(vocabulary.country(code.value), "en") for code in says.texts(node, f"{BF}code")
            ]
            if texts:
                yield Value(tuple(texts), name)


def _affiliations(authority: Authority) -> Iterator[Value]:
    """The body, with the years beside it."""
    says = authority.says
    for node in says.nodes(authority.thing, f"{MADSRDF}hasAffiliation"):
        years = [spoken(says.text(node, f"{MADSRDF}affiliation{end}")) for end in ("Start", "End")]
        beside = "–".join(years) if any(years) else ""
        for organization in says.nodes(node, f"{MADSRDF}organization"):
            if texts := says.texts(organization, LABEL):
                yield Value(tuple(texts), beside)


def _languages(authority: Authority) -> Iterator[Value]:
    says = authority.says
    for node in says.nodes(authority.thing, f"{MADSRDF}associatedLanguage"):
        known = vocabulary.language(node)
        own = (Text(known.own_name, known.tag),) if known.own_name != known.name else ()
        name = says.text(node, LABEL) or known.name
        yield Value((Text(name, "en"), *(text for text in own if text.value)))


def _said(authority: Authority, *names: str) -> Iterator[Value]:
    for name in names:
        for text in authority.says.texts(authority.thing, f"{MADSRDF}{name}"):
            yield Value((text,))


def _notes(authority: Authority, *, biographical: bool) -> Iterator[Value]:
    says = authority.says
    for node in says.nodes(authority.thing, f"{BF}note"):
        if says.is_a(node, _BIOGRAPHICAL) == biographical:
            yield from stated(says, node, LABEL)


def _identifiers(authority: Authority) -> Iterator[Value]:
    """Numbers, with their kind or source and their state beside them."""
    says = authority.says
    for node in says.nodes(authority.thing, f"{BF}identifiedBy"):
        if value := says.text(node, VALUE).strip():
            source = says.text(node, f"{BF}source", f"{BF}code")
            kinds = [vocabulary.kind(kind) for kind in says.types(node)]
            states = [text.value for text in says.texts(node, f"{BF}status", LABEL)]
            beside = [source.upper() if source else next(iter(kinds), ""), *states]
            yield Value((Text(value),), " · ".join(filter(None, beside)))


def _elsewhere(authority: Authority) -> Iterator[Value]:
    """The same, or nearly, in other files and languages, with links."""
    says = authority.says
    for predicate, beside in (
        (f"{MADSRDF}hasExactExternalAuthority", ""),
        (f"{MADSRDF}identifiesRWO", ""),
        (f"{MADSRDF}isIdentifiedByAuthority", ""),
        (f"{MADSRDF}hasCloseExternalAuthority", "close"),
        (f"{MADSRDF}hasBroaderExternalAuthority", "broader"),
        (f"{MADSRDF}hasNarrowerExternalAuthority", "narrower"),
    ):
        for node in says.nodes(authority.thing, predicate):
            away = _leads_away(authority, node)
            texts = shown(says.texts(node, AUTHORITATIVE)) or ([Text(node)] if away else [])
            if texts:
                yield Value(tuple(texts), beside, address=node if away else "")


def _classes(authority: Authority) -> Iterator[Value]:
    says = authority.says
    for node in says.nodes(authority.thing, f"{BF}classification"):
        portion = says.text(node, f"{BF}classificationPortion")
        aspect = says.text(node, f"{BF}note", LABEL)
        if portion:
            yield Value((Text(portion),), aspect)


def _sources(authority: Authority) -> Iterator[Value]:
    """Where the information was found; what was looked at in vain says so."""
    says = authority.says
    for node in says.nodes(authority.thing, f"{MADSRDF}hasSource"):
        cited = says.texts(node, f"{MADSRDF}citationSource")
        found = says.texts(node, f"{MADSRDF}citationNote")
        addresses = [
            iri for iri in says.nodes(node, f"{MADSRDF}citationSource") if iri.startswith(_WEB)
        ]
        in_vain = says.text(node, f"{MADSRDF}citationStatus") == "notfound"
        notes = [text.value for text in found]
        beside = "; ".join([*notes, *(["nothing found"] if in_vain else [])])
        texts = cited or [Text(iri) for iri in addresses[:1]]
        if texts:
            yield Value(tuple(texts), beside, address=next(iter(addresses), ""))
