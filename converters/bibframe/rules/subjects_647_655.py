"""Subject headings: events, periods, topics, places and genres, 647-655."""

from collections.abc import Sequence
from typing import Final

from converters.bibframe import control
from converters.bibframe.field import OTHER_SCRIPT, Field
from converters.bibframe.graph import Class, Node, thing
from converters.bibframe.table import By, Table, shared, work
from converters.bibframe.terms import literal, term
from converters.bibframe.text import chop, joined
from converters.bibframe.things.subjects import (
    COMPLEX,
    GENRE_FORM_SCHEMES,
    MADS_LABEL,
    SUBDIVISIONS,
    SUBJECT_SCHEMES,
    TOPIC,
    component,
    each_component,
    related,
    say_components,
    say_scheme,
    say_vocabulary,
    subdivided,
    subdivisions,
)
from converters.bibframe.things.uniform_titles import ADDRESSES

EVENT: Final = Class("bf:Event")
GENRE_FORM: Final = Class("bf:GenreForm")
NOTE: Final = Class("bf:Note")
PLACE: Final = Class("bf:Place")
TEMPORAL: Final = Class("bf:Temporal")
_GEOGRAPHIC = Class("madsrdf:Geographic")
_MADS_GENRE_FORM = Class("madsrdf:GenreForm")
_MADS_TEMPORAL = Class("madsrdf:Temporal")
_MADS_TOPIC = Class("madsrdf:Topic")

_BY_AUTHORITY = term("madsrdf:isIdentifiedByAuthority")
_GENRE_FORM = term("bf:genreForm")
_IDENTIFIES = term("madsrdf:identifiesRWO")
_LABEL = term("rdfs:label")
_MARC_KEY = term("bflc:marcKey")
_NOTE = term("bf:note")
_SUBJECT = term("bf:subject")

#: Of each tag: the thing a heading names, and the subfields of its label before subdivisions.
_CLASSES: Final = {
    "647": (EVENT, "acd"),
    "648": (TEMPORAL, "a"),
    "650": (TOPIC, "abcd"),
    "651": (PLACE, "ab"),
    "655": (GENRE_FORM, "a"),
}
#: The class its authority has (MADS); a 647's has none.
_MADS_CLASSES: Final = {
    "648": _MADS_TEMPORAL,
    "650": _MADS_TOPIC,
    "651": _GEOGRAPHIC,
    "655": _MADS_GENRE_FORM,
}
#: The first component of a heading with subdivisions, and the subfields for which it has a key.
_FIRST_COMPONENTS: Final = {
    "647": (EVENT, "cd"),
    "650": (_MADS_TOPIC, "bcd"),
    "651": (_GEOGRAPHIC, "b"),
}


def say_heading(field: Field, node: Node) -> None:
    """bf:subject, or bf:genreForm for 655, by $0 ($1 for a place): rdfs:label and
    madsrdf:authoritativeLabel of $a (650 $a-$d, 651 $a $b, 647 $a $c $d) and “--” before each
    $v $x $y $z; with those it is a madsrdf:ComplexSubject with a madsrdf:componentList, and a
    bf:Topic but for places divided by $z alone; bf:note $g; bf:source by the second indicator
    or $2.
    """
    tag, by = field.tag, field.by
    divided = subdivided(field)
    class_ = _class_of(field, divided=divided)
    heading = _identified(field, class_)
    said = heading.said
    if divided:
        said.append(COMPLEX)
    elif tag in _MADS_CLASSES:
        said.append(_MADS_CLASSES[tag].statement)
    label = literal(chop(_heading(field), end="."), field.language)
    said.append(f"{_LABEL} {label}")
    said.append(f"{MADS_LABEL} {label}")
    others = related(field)
    if others and "6" in by:
        for other in others:
            text = chop(_heading(other, tag), end="-" if tag == "648" else "-.")
            if text:
                said.append(f"{MADS_LABEL} {literal(text, other.language)}")
    say_scheme(field, heading)
    if divided:
        say_components(heading, _components(field, others))
    for value in by.get("g", ()):
        heading.links.append((_NOTE, component(NOTE, value, field.language, _LABEL)))
    say_vocabulary(field, heading, GENRE_FORM_SCHEMES if tag == "655" else SUBJECT_SCHEMES)
    _say_control(field, heading)
    if class_ is EVENT:
        said.append(f"{_MARC_KEY} {literal(field.marc_key)}")
    node.links.append((_GENRE_FORM if tag == "655" and not divided else _SUBJECT, heading))


def say_genre(field: Field, node: Node) -> None:
    """As 650, where the first indicator is blank."""
    if field.ind1 == " ":
        say_heading(field, node)


def _class_of(field: Field, *, divided: bool) -> Class:
    """What the heading is: with subdivisions a topic, a place divided by places a place."""
    by = field.by
    if divided and (field.tag != "651" or "v" in by or "x" in by or "y" in by):
        return TOPIC
    return _CLASSES[field.tag][0]


def _identified(field: Field, class_: Class) -> Node:
    """The heading by its IRI, ``$1`` first for a place, else ``$0``; and the other IRI."""
    # LC begins the names of its nodes by the tag, whatever they have become.
    kind = "Topic" if field.own == OTHER_SCRIPT else _CLASSES[field.tag][0].kind
    by = field.by
    if "0" not in by and "1" not in by and "w" not in by:
        return thing(class_, kind=kind)
    zero, one = control.iri_from_0(field), control.iri_from_1(field)
    iri, other, says = (one, zero, _BY_AUTHORITY) if class_ is PLACE else (zero, one, _IDENTIFIES)
    heading = thing(class_, iri, "" if iri else kind)
    if other and other != iri:
        heading.point(says, other)
    return heading


def _heading(field: Field, tag: str = "") -> str:
    """The heading with its subdivisions; ``tag``: of the field an 880 is linked to."""
    tag = tag or field.tag
    label = joined(field.all(_CLASSES[tag][1]))
    if tag == "647":
        label = chop(label)
    parts = [value for code, value in field.subfields if code in SUBDIVISIONS]
    return "--".join([label, *parts])


def _components(field: Field, others: Sequence[Field]) -> list[Node]:
    tag = field.tag
    if (given := _FIRST_COMPONENTS.get(tag)) is None:
        class_ = _MADS_CLASSES[tag]
        return each_component(field, {"a": class_, **SUBDIVISIONS}, others)
    class_, keyed = given
    first = Node(class_.kind)
    label = literal(chop(joined(field.all(_CLASSES[tag][1]))))
    first.said += [class_.statement, f"{MADS_LABEL} {label}"]
    if tag == "647":
        first.said.append(f"{_LABEL} {label}")
    if field.has(keyed):
        first.said.append(f"{_MARC_KEY} {literal(field.marc_key)}")
    return [first, *subdivisions(field)]


def _say_control(field: Field, heading: Node) -> None:
    """Numbers in ``$0`` and ``$w``, and ``$3 $5``."""
    by = field.by
    if "0" in by or "w" in by:
        for code, value in field.subfields:
            if code in ("0", "w") and not value.startswith(ADDRESSES) and "(OCoLC)fst" not in value:
                control.identify(heading, value, code)
    if "3" in by:
        control.say_applies_to(heading, field)
    if "5" in by:
        control.say_institution(heading, field)


TABLE: Final[Table] = {
    **shared("647 648 650 651", work(By(say_heading))),
    "655": (work(By(say_genre)),),
}
