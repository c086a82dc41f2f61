"""Numbers that identify, 010-035, and the IRIs they stand for; coordinates and areas, 034, 043."""

from typing import Final

from converters.authorities.iris import address, iri_of
from converters.authorities.table import Rule, Table, admin, entity
from converters.bibframe import control
from converters.bibframe.codes import Value
from converters.bibframe.field import Field
from converters.bibframe.graph import Class, Node, thing
from converters.bibframe.rules import coded_033_043, numbers_010_037
from converters.bibframe.rules.coded_033_043 import say_coordinates
from converters.bibframe.table import By, ForEach, Has, Source, This, When, with_
from converters.bibframe.table import Table as BibTable
from converters.bibframe.terms import literal, term
from converters.bibframe.text import joined, lower, url_encoded
from converters.bibframe.things.identifiers import CANCELED, STATUS

AREAS: Final = "http://id.loc.gov/vocabulary/geographicAreas/"
IDENTIFIER: Final = Class("bf:Identifier")
PLACE: Final = Class("bf:Place")
_CLASSES: Final = {"isni": Class("bf:Isni"), "doi": Class("bf:Doi"), "urn": Class("bf:Urn")}
_CANCELED: Final = Value("", CANCELED, "invalid").thing(STATUS)
_CODE = term("bf:code")
_EXACT = term("madsrdf:hasExactExternalAuthority")
_IDENTIFIED_BY = term("bf:identifiedBy")
_IDENTIFIES = term("madsrdf:identifiesRWO")
_LOCALE = term("madsrdf:associatedLocale")
_QUALIFIER = term("bf:qualifier")
_STATUS = term("bf:status")
_VALUE = term("rdf:value")


def say_standard(field: Field, node: Node) -> None:
    """bf:identifiedBy a bf:Identifier (bf:Isni, bf:Doi, bf:Urn by $2) for each $a and $z:
    rdf:value “it”; bf:source $2; bf:qualifier “$q”; of $z: bf:status invalid
    madsrdf:hasExactExternalAuthority the IRI of $a by its source (viaf, isni, orcid, wikidata, gnd
    and others), where its form and its check digit are right, or the address it is; and the address
    in $0
    madsrdf:identifiesRWO the address in $1
    """
    source = field.first("2").strip()
    for code, value in field.subfields:
        if code not in "az" or not value.strip():
            continue
        node.link(_IDENTIFIED_BY, _number(field, source, code, value))
        if code == "a" and (iri := iri_of(source, value) or address(value)):
            node.point(_EXACT, iri)
    for code, predicate in (("0", _EXACT), ("1", _IDENTIFIES)):
        for value in field.by.get(code, ()):
            if iri := address(value):
                node.point(predicate, iri)
            elif value:
                control.identify(node, value)


def _number(field: Field, source: str, code: str, value: str) -> Node:
    made = thing(_CLASSES.get(source.lower(), IDENTIFIER))
    made.said.append(f"{_VALUE} {literal(joined([value]))}")
    for two in field.by.get("2", ()):
        control.say_source(made, two)
    for qualifier in field.by.get("q", ()):
        made.said.append(f"{_QUALIFIER} {literal(joined([qualifier]))}")
    if code == "z":
        made.link(_STATUS, _CANCELED)
    return made


def say_lc(field: Field, node: Node) -> None:
    """madsrdf:hasExactExternalAuthority id.loc.gov's authority of that number, where it is one"""
    for value in field.by.get("a", ()):
        if iri := iri_of("lccn", value):
            node.point(_EXACT, iri)


def say_system(field: Field, node: Node) -> None:
    """madsrdf:hasExactExternalAuthority the authority of that number, where (…) names a source"""
    for value in field.by.get("a", ()):
        if iri := address(value):
            node.point(_EXACT, iri)


def say_areas(field: Field, node: Node) -> None:
    """madsrdf:associatedLocale the area whose code is $a, each (geographicAreas/$a), what is in $0
    each; a bf:Place with bf:code “$b” each (bf:source $2), “$c” each (bf:source ISO 3166)
    """
    for code, value in field.subfields:
        text = joined([value])
        if code == "a" and (area := url_encoded(lower(text).rstrip("-"))):
            node.point(_LOCALE, f"{AREAS}{area}")
        elif code == "0" and (iri := address(text)):
            node.point(_LOCALE, iri)
        elif code in "bc" and text:
            place = thing(PLACE)
            place.said.append(f"{_CODE} {literal(text)}")
            if code == "b":
                for two in field.by.get("2", ()):
                    control.say_source(place, two)
            else:
                control.source(place, "ISO 3166")
            node.link(_LOCALE, place)


def _of(table: BibTable, tag: str, *more: By) -> tuple[Rule, ...]:
    """The rules bibliographic records have, of the authority (or its administrative metadata)."""
    rules = [
        (admin if rule.target == "admin" else entity)(*rule.parts)
        for rule in table[tag]
        if rule.target in ("work", "instance", "admin")
    ]
    return (*rules, *([entity(*more)] if more else []))


TABLE: Final[Table] = {
    "010": _of(numbers_010_037.TABLE, "010", By(say_lc)),
    "014": (
        entity(ForEach("a", Has("bf:identifiedBy", "bf:Local", This("rdf:value", tagged=False)))),
    ),
    "016": _of(numbers_010_037.TABLE, "016"),
    "020": _of(numbers_010_037.TABLE, "020"),
    "022": _of(numbers_010_037.TABLE, "022"),
    "024": (entity(By(say_standard)),),
    "034": (
        entity(
            When(
                with_("defg"),
                Has("bf:cartographicAttributes", "bf:Cartographic", By(say_coordinates), Source()),
            ),
        ),
    ),
    "035": _of(numbers_010_037.TABLE, "035", By(say_system)),
    "040": _of(coded_033_043.TABLE, "040"),
    "042": _of(coded_033_043.TABLE, "042"),
    "043": (entity(By(say_areas)),),
}
