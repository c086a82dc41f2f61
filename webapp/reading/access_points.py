"""The access points of an edition: the names, titles, headings and numbers it is found by."""

from collections.abc import Iterator
from typing import Final

from shapes.namespaces import BF, MADSRDF
from webapp.reading import vocabulary
from webapp.reading.description import LABEL, VALUE, Text, in_own_script_first
from webapp.reading.edition import Edition
from webapp.reading.titles import title, variants
from webapp.reading.values import Value

_HEADING: Final = f"{MADSRDF}authoritativeLabel"
_SERIES: Final = "series"


def contributors(edition: Edition) -> Iterator[Value]:
    """People and bodies, the main ones and the authors first, each once with all its roles."""
    says = edition.says
    nodes = says.nodes(edition.work, f"{BF}contribution")
    nodes += says.nodes(edition.instance, f"{BF}contribution")
    nodes.sort(key=edition.rank)
    roles: dict[tuple[Text, ...], list[str]] = {}
    for node in nodes:
        name = tuple(edition.names(node))
        if name:
            known = roles.setdefault(name, [])
            known += [role for role in _roles(edition, node) if role not in known]
    for name, found in roles.items():
        yield Value(name, ", ".join(found), "author")


def _roles(edition: Edition, contribution: str) -> Iterator[str]:
    for role in edition.says.nodes(contribution, f"{BF}role"):
        if name := vocabulary.role(role) or edition.says.text(role, LABEL).rstrip(".,"):
            yield name


def other_titles(edition: Edition) -> Iterator[Value]:
    """Variant titles, without what the title itself says already."""
    known = {text.value for text in edition.title}
    for found in variants(edition.says, edition.both):
        new = tuple(text for text in found if text.value not in known)
        if new:
            yield Value(new)


def preferred_titles(edition: Edition) -> Iterator[Value]:
    """The titles of the hubs: uniform titles, to a cataloguer."""
    for hub in edition.says.nodes(edition.work, f"{BF}expressionOf"):
        texts = title(edition.says, (hub,))
        if texts:
            yield Value(tuple(texts))


def headings(edition: Edition, predicate: str) -> Iterator[Value]:
    """Subjects, or forms and genres, in the order of their words."""
    says = edition.says
    found = []
    for node in says.nodes(edition.work, predicate):
        texts = [*says.texts(node, LABEL), *says.texts(node, _HEADING)]
        split = (
            Text(text.value.rstrip(".").replace("--", " — "), text.lang)
            for text in texts or title(says, (node,))
        )
        found.append(Value(tuple(in_own_script_first(split))))
    said = (value for value in found if value.texts)
    yield from sorted(said, key=lambda value: value.texts[0].value)


def classification(edition: Edition) -> Iterator[Value]:
    """Class numbers, with the name of the scheme beside them."""
    says = edition.says
    for node in says.nodes(edition.work, f"{BF}classification"):
        portions = [
            *says.texts(node, f"{BF}classificationPortion"),
            *says.texts(node, f"{BF}itemPortion"),
        ]
        if not portions:
            continue
        plain = f"{BF}Classification"
        kinds = [kind for kind in says.types(node) if kind != plain]
        code = says.text(node, f"{BF}source", f"{BF}code")
        name = vocabulary.kind(kinds[0] if kinds else code) if kinds or code else ""
        yield Value((Text(" ".join(portion.value for portion in portions)),), name)


def identifiers(edition: Edition) -> Iterator[Value]:
    """Standard and other numbers: of which kind, qualified how, at what price, in what state."""
    says = edition.says
    for thing in edition.both:
        for node in says.nodes(thing, f"{BF}identifiedBy"):
            value = says.text(node, VALUE)
            types = [vocabulary.kind(kind) for kind in says.types(node)]
            beside = [
                *types[:1],
                *(text.value for text in says.texts(node, f"{BF}qualifier")),
                *(text.value for text in says.texts(node, f"{BF}acquisitionTerms")),
                *(text.value for text in says.texts(node, f"{BF}status", LABEL)),
            ]
            if value:
                yield Value((Text(value),), " · ".join(beside))


def related(edition: Edition, *, of_series: bool) -> Iterator[Value]:
    """The series with the number in it, or else the other works with what they are to this one."""
    says = edition.says
    for thing in edition.both:
        for relation in says.nodes(thing, f"{BF}relation"):
            kinds = says.nodes(relation, f"{BF}relationship")
            if of_series != any(kind.endswith(f"/{_SERIES}") for kind in kinds):
                continue
            label = next((text for kind in kinds if (text := says.text(kind, LABEL))), "")
            name = label or (vocabulary.kind(kinds[0]) if kinds else "")
            number = says.text(relation, f"{BF}seriesEnumeration")
            for resource in says.nodes(relation, f"{BF}associatedResource"):
                texts = title(says, (resource,)) or says.texts(resource, LABEL)
                if texts:
                    yield Value(tuple(texts), number if of_series else name, "title")
