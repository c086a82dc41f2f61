"""Places, languages, forms, and groups of people, 370-386."""

from typing import Final

from converters.bibframe.control import (
    SOURCE,
    identify,
    iri_from_0,
    say_applies_to,
    say_source,
)
from converters.bibframe.field import Field
from converters.bibframe.graph import Class, Node, thing
from converters.bibframe.table import (
    AppliesTo,
    By,
    ForEach,
    Has,
    Source,
    Table,
    This,
    shared,
    work,
)
from converters.bibframe.terms import term
from converters.bibframe.text import chop, normalize, url_encoded
from converters.bibframe.things.properties import (
    Properties,
    Property,
    first_address,
    identify_further,
    zeros_after,
)

DEMOGRAPHIC_GROUP: Final = Class("bflc:DemographicGroup")
LANGUAGE: Final = Class("bf:Language")
PLACE: Final = Class("bf:Place")
_CODE = term("bf:code")
_LABEL = term("rdfs:label")
_LANGUAGE = term("bf:language")
_ORIGIN_PLACE = term("bf:originPlace")
_SOURCE = term("bf:source")
_VALUE = term("rdf:value")
_DEMOGRAPHIC_TERMS: Final = "http://id.loc.gov/authorities/demographicTerms/"
_GENRE_FORM_SCHEMES: Final = "http://id.loc.gov/vocabulary/genreFormSchemes/"
_LANGUAGES: Final = "http://id.loc.gov/vocabulary/languages/"
_SUBJECTS: Final = "http://id.loc.gov/authorities/subjects/"
_SUBJECT_SCHEMES: Final = "http://id.loc.gov/vocabulary/subjectSchemes/"


def say_places(field: Field, node: Node) -> None:
    """for each $c or $g: bf:originPlace a bf:Place, the thing of the world whose address is in $0:
    rdfs:label “$c” or “$g” without end punctuation
    what further $0 after it identify
    bf:source the vocabulary subjectSchemes/$2 after it
    """
    for at, (key, text) in enumerate(field.subfields):
        if key in ("c", "g"):
            zeros = zeros_after(field, at)
            place = thing(PLACE, first_address(zeros))
            place.text(_LABEL, chop(text), field.language)
            identify_further(place, zeros)
            _say_rest(field, at + 1 + len(zeros), place)
            node.links.append((_ORIGIN_PLACE, place))


def _say_rest(field: Field, at: int, place: Node) -> None:
    """The first ``$2`` after the ``$0`` and ``$1`` of a place, and the numbers after the ``$2``."""
    rest = field.subfields[at:]
    for key, two in rest:
        if key == "2":
            place.links.append((_SOURCE, thing(SOURCE, _SUBJECT_SCHEMES + two)))
            break
        if key not in ("0", "1"):
            break
    for key, zero in rest:
        if key == "0" and "://" not in zero:
            identify(place, zero)
        elif key not in ("0", "2"):
            break


def say_languages(field: Field, node: Node) -> None:
    """for each $a: bf:language a bf:Language:
    where the second indicator is blank: the thing languages/$a, and what the $0 after it identify,
    bflc:appliesTo a bflc:AppliesTo: rdfs:label “$3” each
    elsewhere: rdf:value “$a”, bf:source “$2”
    """
    for at, (key, text) in enumerate(field.subfields):
        if key != "a":
            continue
        if field.ind2 == " ":
            language = thing(LANGUAGE, _LANGUAGES + text)
            for zero in zeros_after(field, at):
                identify(language, zero)
            say_applies_to(language, field)
        else:
            language = thing(LANGUAGE)
            language.text(_VALUE, text)
            for two in field.by.get("2", ()):
                say_source(language, two)
        node.links.append((_LANGUAGE, language))


_GROUPS: Final = {
    "385": (term("bf:intendedAudience"), Class("bf:IntendedAudience")),
    "386": (term("bflc:creatorCharacteristic"), Class("bflc:CreatorCharacteristic")),
}


def say_groups(field: Field, node: Node) -> None:
    """385 bf:intendedAudience a bf:IntendedAudience, 386 bflc:creatorCharacteristic
    a bflc:CreatorCharacteristic for each $a, the thing of the first $0 of id.loc.gov:
    rdfs:label “$a” without end punctuation, bf:code the $b after it
    bf:source the vocabulary subjectSchemes/$2
    bflc:appliesTo a bflc:AppliesTo: rdfs:label “$3” each
    where there is no $a: for each $m a bflc:DemographicGroup, the thing demographicTerms/$n
    after it: rdfs:label “$m”, bf:source subjectSchemes/$2
    where there is neither: the things demographicTerms/$n
    """
    predicate, class_ = _GROUPS[field.tag]
    if "a" in field.by:
        iri = _group_iri(field)
        for at, (key, text) in enumerate(field.subfields):
            if key == "a":
                group = _labelled(field, thing(class_, iri), text)
                if (code := _next(field, at, "b")) is not None:
                    group.text(_CODE, code)
                say_applies_to(group, field)
                node.links.append((predicate, group))
    elif "m" in field.by:
        for at, (key, text) in enumerate(field.subfields):
            if key == "m":
                code = _next(field, at, "n")
                iri = "" if code is None else _demographic(code)
                group = _labelled(field, thing(DEMOGRAPHIC_GROUP, iri), text)
                node.links.append((predicate, group))
    else:
        for code in field.by.get("n", ()):
            node.point(predicate, _demographic(code))


def _labelled(field: Field, group: Node, text: str) -> Node:
    group.text(_LABEL, chop(text), field.language)
    for two in field.by.get("2", ()):
        say_source(group, two, _SUBJECT_SCHEMES)
    return group


def _next(field: Field, at: int, code: str) -> str | None:
    """The next subfield of a code after a place."""
    return next((value for key, value in field.subfields[at + 1 :] if key == code), None)


def _demographic(code: str) -> str:
    return _DEMOGRAPHIC_TERMS + url_encoded(normalize(code))


def _group_iri(field: Field) -> str:
    """The IRI of a group by the first ``$0``: an address at LC, or a number of LCDGT or LCSH."""
    zero = field.first("0")
    if "id.loc.gov" in zero and zero.startswith("http"):
        return iri_from_0(field)
    number = zero.partition(")")[2]
    if number.startswith("dg"):
        return _demographic(number)
    return _SUBJECTS + number.replace(" ", "") if number.startswith("sh") else ""


TABLE: Final[Table] = {
    "370": (work(By(say_places)),),
    "377": (
        work(
            By(say_languages),
            Properties(
                {"l": Property("bf:language", "bf:Language")},
                AppliesTo(),
                clean=chop,
                tagged=True,
                by_0=True,
                related=False,
            ),
        ),
    ),
    "380": (
        work(
            Properties(
                {"a": Property("bf:genreForm", "bf:GenreForm")},
                AppliesTo(),
                Source(_GENRE_FORM_SCHEMES),
            )
        ),
    ),
    "384": (
        work(ForEach("a", Has("bf:keyMode", "bf:KeyMode", This("rdfs:label", chop), AppliesTo()))),
    ),
    **shared("385 386", work(By(say_groups))),
}
