"""What is known of a person, family or body, 368-378: places, fields, offices, languages."""

import re
from typing import Final

from converters.authorities.dates import date_literal
from converters.authorities.literals import said
from converters.authorities.parts import (
    EachWord,
    Named,
    say_sources,
    things_named,
)
from converters.authorities.table import Table, entity
from converters.bibframe import control
from converters.bibframe.field import Field
from converters.bibframe.graph import Class, Node, thing
from converters.bibframe.table import By, When, with_
from converters.bibframe.terms import term
from converters.bibframe.text import chop, joined

ADDRESS: Final = Class("madsrdf:Address")
AFFILIATION: Final = Class("madsrdf:Affiliation")
FULLER: Final = Class("madsrdf:PersonalName")
LANGUAGE: Final = Class("bf:Language")
ORGANIZATION: Final = Class("bf:Organization")
SCHEMES: Final = "http://id.loc.gov/vocabulary/subjectSchemes/"
_AFFILIATION = term("madsrdf:hasAffiliation")
_ADDRESS = term("madsrdf:hasAffiliationAddress")
_END = term("madsrdf:affiliationEnd")
_FULLER = term("madsrdf:fullerName")
_LABEL = term("rdfs:label")
_LANGUAGE = term("madsrdf:associatedLanguage")
_NOTE = term("madsrdf:note")
_ORGANIZATION = term("madsrdf:organization")
_START = term("madsrdf:affiliationStart")
_VOCABULARY: Final = "http://id.loc.gov/vocabulary/"
_LANGUAGE_LISTS: Final = ("iso639-1", "iso639-2", "iso639-3")
_CODE: Final = re.compile("[a-z]{2,3}")
_OF_ADDRESS: Final = {
    "b": term("madsrdf:city"),
    "c": term("madsrdf:state"),
    "d": term("madsrdf:country"),
    "e": term("madsrdf:postcode"),
    "m": term("madsrdf:email"),
}
_STREET = term("madsrdf:streetAddress")
_EXTENDED = term("madsrdf:extendedAddress")


def say_address(field: Field, node: Node) -> None:
    """madsrdf:hasAffiliation a madsrdf:Affiliation:
    madsrdf:hasAffiliationAddress a madsrdf:Address:
    streetAddress the first “$a”, extendedAddress each other, city “$b”, state “$c”, country “$d”,
    postcode “$e”, email “$m”
    affiliationStart $s, affiliationEnd $t; note “$z”; hasSource “$v”, the address in $u
    """
    address = thing(ADDRESS)
    first = True
    for code, value in field.subfields:
        if not value.strip():
            continue
        if code == "a":
            address.said.append(f"{_STREET if first else _EXTENDED} {said(field, joined([value]))}")
            first = False
        elif code in _OF_ADDRESS:
            address.said.append(f"{_OF_ADDRESS[code]} {said(field, joined([value]))}")
    affiliation = _affiliation(field)
    if len(address.said) > 1:
        affiliation.link(_ADDRESS, address)
    node.link(_AFFILIATION, affiliation)


def say_affiliations(field: Field, node: Node) -> None:
    """for each $a: madsrdf:hasAffiliation a madsrdf:Affiliation: madsrdf:organization a
    bf:Organization, the thing of the world whose address follows in $0 or $1: rdfs:label “$a”
    affiliationStart $s, affiliationEnd $t; hasSource “$v”, the address in $u; bf:source $2
    """
    for organization in things_named(field, ORGANIZATION, "a", SCHEMES):
        affiliation = _affiliation(field)
        affiliation.link(_ORGANIZATION, organization)
        node.link(_AFFILIATION, affiliation)


def _affiliation(field: Field) -> Node:
    affiliation = thing(AFFILIATION)
    for code, predicate in (("s", _START), ("t", _END)):
        for date in field.by.get(code, ()):
            affiliation.said.append(f"{predicate} {date_literal(date)}")
    for note in field.by.get("z", ()):
        affiliation.said.append(f"{_NOTE} {said(field, joined([note]))}")
    say_sources(field, affiliation)
    return affiliation


def say_languages(field: Field, node: Node) -> None:
    """madsrdf:associatedLanguage the language whose code is $a, each (languages/$a, or of the list
    $2 names: iso639-1, iso639-2, iso639-3); a bf:Language with rdfs:label “$l” each, and “$a” where
    it is no code
    """
    named = next((two for two in field.by.get("2", ()) if two in _LANGUAGE_LISTS), "languages")
    for code, value in field.subfields:
        if code not in "al" or not value.strip():
            continue
        text = joined([value])
        if code == "a" and _CODE.fullmatch(text):
            node.link(_LANGUAGE, thing(LANGUAGE, f"{_VOCABULARY}{named}/{text}"))
            continue
        language = thing(LANGUAGE)
        language.said.append(f"{_LABEL} {said(field, chop(text))}")
        for two in field.by.get("2", ()):
            control.say_source(language, two)
        node.link(_LANGUAGE, language)


def say_fuller_name(field: Field, node: Node) -> None:
    """madsrdf:fullerName a madsrdf:PersonalName: rdfs:label “$q” each, without round brackets"""
    for value in field.by.get("q", ()):
        if text := chop(value, parens=True):
            fuller = thing(FULLER)
            fuller.said.append(f"{_LABEL} {said(field, text)}")
            if field.tag == "378":
                say_sources(field, fuller)
            node.link(_FULLER, fuller)


def _topic(predicate: str, codes: str) -> Named:
    return Named(predicate, "madsrdf:Topic", codes, stem=SCHEMES)


def _place(predicate: str, codes: str, beside: str = "madsrdf:Geographic") -> Named:
    return Named(predicate, "bf:Place", codes, beside, SCHEMES)


TABLE: Final[Table] = {
    "075": (entity(_topic("madsrdf:entityDescriptor", "ab")),),
    "100": (entity(When(with_("q"), By(say_fuller_name))),),
    "368": (
        entity(_topic("madsrdf:entityDescriptor", "abc"), _topic("madsrdf:honoraryTitle", "d")),
    ),
    "370": (
        entity(
            _place("madsrdf:birthPlace", "a"),
            _place("madsrdf:deathPlace", "b"),
            _place("madsrdf:associatedLocale", "c", "madsrdf:Country"),
            _place("madsrdf:associatedLocale", "ef"),
            _place("madsrdf:workOrigin", "g"),
            When(with_("i4"), EachWord("madsrdf:note", "i")),
        ),
    ),
    "371": (entity(By(say_address)),),
    "372": (entity(_topic("madsrdf:fieldOfActivity", "a")),),
    "373": (entity(By(say_affiliations)),),
    "374": (entity(Named("madsrdf:occupation", "madsrdf:Occupation", "a", stem=SCHEMES)),),
    "375": (entity(_topic("madsrdf:gender", "a")),),
    "376": (
        entity(
            _topic("madsrdf:entityDescriptor", "a"),
            _topic("madsrdf:prominentFamilyMember", "b"),
            _topic("madsrdf:honoraryTitle", "c"),
        ),
    ),
    "377": (entity(By(say_languages)),),
    "378": (entity(By(say_fuller_name)),),
}
