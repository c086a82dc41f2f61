"""Coded data, 033-043: dates and places of capture, coordinates, areas; who catalogued it."""

from typing import Final

from converters.bibframe import control
from converters.bibframe.field import Field
from converters.bibframe.graph import Class, Node, thing
from converters.bibframe.rules.languages_041 import LANGUAGE, LANGUAGES
from converters.bibframe.table import (
    AppliesTo,
    By,
    Condition,
    ForEach,
    Has,
    Part,
    Says,
    Table,
    This,
    When,
    admin,
    second_indicator,
    with_,
    work,
)
from converters.bibframe.terms import literal, term, typed
from converters.bibframe.text import chop, edtf, joined, normalize, url_encoded

CLASS_G: Final = "http://id.loc.gov/authorities/classification/G"
EDTF: Final = "http://id.loc.gov/datatypes/edtf"
_AREAS = "http://id.loc.gov/vocabulary/geographicAreas/"
_AUTHENTICATIONS = "http://id.loc.gov/vocabulary/marcauthen/"
_CONVENTIONS_STEM = "http://id.loc.gov/vocabulary/descriptionConventions/"
_SUBJECT_SCHEMES = "http://id.loc.gov/vocabulary/subjectSchemes/"

AUTHENTICATION: Final = Class("bf:DescriptionAuthentication")
CONVENTIONS: Final = Class("bf:DescriptionConventions")
COVERAGE: Final = Class("bf:GeographicCoverage")
NOTE: Final = Class("bf:Note")
PLACE: Final = Class("bf:Place")
SOURCE: Final = control.SOURCE

_AUTHENTICATION = term("bf:descriptionAuthentication")
_CODE = term("bf:code")
_CONVENTIONS = term("bf:descriptionConventions")
_COORDINATES = term("bf:coordinates")
_COVERAGE = term("bf:geographicCoverage")
_DATE = term("bf:date")
_DESCRIPTION_LANGUAGE = term("bf:descriptionLanguage")
_LABEL = term("rdfs:label")
_NOTE = term("bf:note")
_PLACE = term("bf:place")
_SOURCE = term("bf:source")
_TYPE = term("rdf:type")
_VALUE = term("rdf:value")
_INTERNAL = f"{_TYPE} <http://id.loc.gov/vocabulary/mnotetype/internal>"


def say_capture_dates(field: Field, node: Node) -> None:
    """bf:date “$a” in EDTF: one of them (first indicator 0), each (1), or a range of them (2)"""
    dates = field.by.get("a", ())
    if field.ind1 == "0":
        dates = [edtf(dates[0] if dates else "")]
    elif field.ind1 == "2":
        span = "/".join([edtf(date) for date in dates])
        dates = [span] if span else []
    elif field.ind1 == "1":
        dates = [edtf(date) for date in dates]
    else:
        return
    node.said += [f"{_DATE} {typed(date, EDTF)}" for date in dates]


def say_capture_places(field: Field, node: Node) -> None:
    """bf:place the class of LCC's schedule G in $b and the $c after it
    bf:place a bf:Place: rdfs:label “$p”, bf:source the subject scheme of the $2 after it
    """
    if "b" not in field.by and "p" not in field.by:
        return
    following = [*field.subfields[1:], ("", "")]
    for (code, value), (next_code, next_value) in zip(field.subfields, following, strict=True):
        if code == "b":
            area = normalize(value)
            if next_code == "c":
                area = f"{area}.{normalize(next_value)}"
            node.point(_PLACE, CLASS_G + area)
        elif code == "p":
            place = thing(PLACE)
            place.text(_LABEL, value)
            if next_code == "2":
                control.say_source(place, next_value, _SUBJECT_SCHEMES)
            node.link(_PLACE, place)


def say_coordinates(field: Field, node: Node) -> None:
    """bf:coordinates “$d $e $f $g”"""
    node.text(_COORDINATES, joined(field.all("defg")))


def say_cataloguing(field: Field, node: Node) -> None:
    """bf:descriptionLanguage the language whose code is $b, each
    bf:descriptionConventions the conventions whose code is $e, each, with bf:code “$e”
    bf:note a bf:Note of rdf:type internal: rdfs:label the whole field
    """
    for language in field.by.get("b", ()):
        if len(language) == 3:
            made = thing(LANGUAGE, LANGUAGES + url_encoded(normalize(language)))
        else:
            made = thing(LANGUAGE)
            made.text(_CODE, language)
        node.link(_DESCRIPTION_LANGUAGE, made)
    for rules in field.by.get("e", ()):
        code = normalize(rules)
        made = thing(CONVENTIONS, "" if " " in code else _CONVENTIONS_STEM + url_encoded(code))
        made.text(_CODE, rules)
        node.link(_CONVENTIONS, made)
    note = thing(NOTE)
    note.said.append(_INTERNAL)
    note.text(_LABEL, field.marc_key)
    node.link(_NOTE, note)


def say_authentication(field: Field, node: Node) -> None:
    """bf:descriptionAuthentication the program whose code is $a, each, with bf:code “$a”"""
    for program in field.by.get("a", ()):
        made = thing(AUTHENTICATION, _AUTHENTICATIONS + url_encoded(normalize(program)))
        made.text(_CODE, program)
        node.link(_AUTHENTICATION, made)


def say_areas(field: Field, node: Node) -> None:
    """bf:geographicCoverage each $0 at id.loc.gov, if the first $0 is an address; if not:
    bf:geographicCoverage the area whose code is $a, each
    bf:geographicCoverage a bf:GeographicCoverage: rdf:value “$b” or “$c” each
    (of $b: bf:source $2 and the identifier $0 after it; of $c: bf:source ISO 3166)
    """
    if field.first("0").startswith("http"):
        _say_addressed_areas(field, node)
        return
    for i, (code, value) in enumerate(field.subfields):
        if code == "a":
            area = url_encoded(normalize(chop(value, end="-")))
            node.said.append(f"{_COVERAGE} <{_AREAS}{area}>")
        elif code == "b":
            made = _coverage(node, value)
            for next_code, next_value in field.subfields[i + 1 : i + 3]:
                if next_code == "2":
                    control.say_source(made, next_value)
                elif next_code == "0":
                    control.identify(made, next_value)
        elif code == "c":
            source = thing(SOURCE)
            source.said.append(_ISO_3166)
            _coverage(node, value).link(_SOURCE, source)


def _say_addressed_areas(field: Field, node: Node) -> None:
    """What an earlier 043 has is not said again."""
    before = {
        zero
        for other in field.record.tags.get("043", ())
        if other.index < field.index
        for zero in other.by.get("0", ())
    }
    for zero in field.by["0"]:
        if zero not in before and any(part in zero for part in _AT_LOC):
            node.point(_COVERAGE, zero)


def _coverage(node: Node, value: str) -> Node:
    made = thing(COVERAGE)
    made.text(_VALUE, value)
    node.link(_COVERAGE, made)
    return made


_AT_LOC = ("/authorities/subjects", "/authorities/names", "/vocabulary/geographicAreas")
_ISO_3166 = f"{_CODE} {literal('ISO 3166')}"
LINEAR: Final = Condition(
    "an $a is a, without $b and $c",
    lambda field: "a" in field.by.get("a", ()) and not field.has("bc"),
)
ANGULAR: Final = Condition("an $a is b", lambda field: "b" in field.by.get("a", ()))


def _scale(*parts: Part) -> Part:
    return Has("bf:scale", "bf:Scale", *parts, AppliesTo())


def _capture(indicator: str, note: str) -> Part:
    said = Has("bf:note", "bf:Note", Says("rdfs:label", note))
    return When(second_indicator(indicator), said)


TABLE: Final[Table] = {
    "033": (
        work(
            Has(
                "bf:capture",
                "bf:Capture",
                _capture("0", "capture"),
                _capture("1", "broadcast"),
                _capture("2", "finding"),
                By(say_capture_dates),
                By(say_capture_places),
                AppliesTo(),
            )
        ),
    ),
    "034": (
        work(
            When(
                with_("defg"),
                Has(
                    "bf:cartographicAttributes",
                    "bf:Cartographic",
                    By(say_coordinates),
                    AppliesTo(),
                ),
            ),
            When(LINEAR, _scale(Says("rdfs:label", "linear scale"))),
            When(ANGULAR, _scale(Says("rdfs:label", "angular scale"))),
            ForEach(
                "b",
                _scale(This("rdf:value", tagged=False), Says("rdfs:label", "linear horizontal")),
            ),
            ForEach(
                "c",
                _scale(This("rdf:value", tagged=False), Says("rdfs:label", "linear vertical")),
            ),
        ),
    ),
    "038": (
        admin(
            ForEach(
                "a",
                Has("bflc:metadataLicensor", "bflc:MetadataLicensor", This("rdfs:label")),
            )
        ),
    ),
    "040": (admin(By(say_cataloguing)),),
    "042": (admin(By(say_authentication)),),
    "043": (work(By(say_areas)),),
}
