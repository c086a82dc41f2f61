"""Uncontrolled terms, occupations and places in a hierarchy as subjects, 653-662."""

from typing import Final

from converters.bibframe import control
from converters.bibframe.field import Field
from converters.bibframe.graph import Class, Node, thing
from converters.bibframe.table import By, Table, work
from converters.bibframe.terms import expand, literal, term
from converters.bibframe.text import chop
from converters.bibframe.things.subjects import (
    COMPLEX,
    SUBDIVISIONS,
    SUBJECT_SCHEMES,
    TOPIC,
    each_component,
    related,
    say_components,
)
from converters.bibframe.things.uniform_titles import ADDRESSES, say_further_authorities

GENRE_FORM: Final = Class("bf:GenreForm")
PLACE: Final = Class("bf:Place")
TEMPORAL: Final = Class("bf:Temporal")
_MADS_GENRE_FORM = Class("madsrdf:GenreForm")
_OCCUPATION = Class("madsrdf:Occupation")

_GENRE_FORM = term("bf:genreForm")
_LABEL = term("rdfs:label")
_SUBJECT = term("bf:subject")
_UNCONTROLLED = f"{term('rdf:type')} <{expand('bflc:')}Uncontrolled>"

#: 653: what the second indicator says a term is.
_UNCONTROLLED_CLASSES: Final = {
    "1": Class("bf:Person"),
    "2": Class("bf:Organization"),
    "3": Class("bf:Meeting"),
    "4": TEMPORAL,
    "5": PLACE,
    "6": GENRE_FORM,
}


def say_uncontrolled(field: Field, node: Node) -> None:
    """For each $a, bf:subject (bf:genreForm where the second indicator is 6) a bf:Topic, bf:Person,
    bf:Organization, bf:Meeting, bf:Temporal, bf:Place or bf:GenreForm by the second indicator,
    also a bflc:Uncontrolled: rdfs:label “$a” without end punctuation.
    """
    class_ = _UNCONTROLLED_CLASSES.get(field.ind2, TOPIC)
    predicate = _GENRE_FORM if field.ind2 == "6" else _SUBJECT
    iri = "".join([value for value in field.all("0w") if value.startswith(ADDRESSES)])
    for value in field.by.get("a", ()):
        made = thing(class_, iri)
        made.said += [_UNCONTROLLED, f"{_LABEL} {literal(chop(value), field.language)}"]
        if "5" in field.by:
            control.say_institution(made, field)
        node.links.append((predicate, made))


_OCCUPATIONS: Final = {"a": _OCCUPATION, "k": _MADS_GENRE_FORM, **SUBDIVISIONS}


def say_occupation(field: Field, node: Node) -> None:
    """bf:subject a bf:Topic, a madsrdf:ComplexSubject, by $1 or $0: rdfs:label “$a--$z”;
    madsrdf:componentList of $a (madsrdf:Occupation), $k, $v, $x, $y, $z; bf:source $2.
    """
    topic = thing(TOPIC, "" if "t" in field.by else control.authority_iri(field, "Topic"))
    label = chop("--".join([*field.all("az"), ""]), end="-")
    topic.said += [COMPLEX, f"{_LABEL} {literal(label, field.language)}"]
    others = related(field, unpaired=True)
    say_components(topic, each_component(field, _OCCUPATIONS, others, _LABEL))
    say_further_authorities(topic, _numbers(field), fast=False)
    for two in field.by.get("2", ()):
        control.say_source(topic, two)
    control.say_applies_to(topic, field)
    node.links.append((_SUBJECT, topic))


_LEVELS: Final = {
    "a": Class("madsrdf:Country"),
    "b": Class("madsrdf:State"),
    "c": Class("madsrdf:County"),
    "d": Class("madsrdf:City"),
    "f": Class("madsrdf:CitySection"),
    "g": Class("madsrdf:Region"),
    "h": Class("madsrdf:ExtraterrestrialArea"),
}
_HIERARCHICAL = Class("madsrdf:HierarchicalGeographic").statement


def say_hierarchical_place(field: Field, node: Node) -> None:
    """bf:subject a bf:Place, a madsrdf:HierarchicalGeographic, by $1 or $0: rdfs:label of $a $b $c
    $d $f $g $h with “--” between; madsrdf:componentList of them (madsrdf:Country, State, County,
    City, CitySection, Region, ExtraterrestrialArea); bf:source $2.
    """
    place = thing(PLACE, "" if "t" in field.by else control.authority_iri(field, "Place"))
    label = chop("--".join([*field.all("abcdfgh"), ""]), end="-")
    place.said += [_HIERARCHICAL, f"{_LABEL} {literal(label, field.language)}"]
    say_components(place, each_component(field, _LEVELS, (), _LABEL))
    say_further_authorities(place, _numbers(field))
    for two in field.by.get("2", ()):
        control.say_source(place, two, SUBJECT_SCHEMES)
    node.links.append((_SUBJECT, place))


def _numbers(field: Field) -> list[tuple[str, str]]:
    return [(code, value) for code, value in field.subfields if code in ("0", "w")]


TABLE: Final[Table] = {
    "653": (work(By(say_uncontrolled)),),
    "656": (work(By(say_occupation)),),
    "662": (work(By(say_hierarchical_place)),),
}
