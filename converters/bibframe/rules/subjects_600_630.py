"""Names and titles as subjects, 600-630."""

from typing import Final

from converters.bibframe import control
from converters.bibframe.control import AGENT
from converters.bibframe.field import Field
from converters.bibframe.graph import Class, Node, thing
from converters.bibframe.table import By, Table, shared, work
from converters.bibframe.terms import literal, term
from converters.bibframe.text import chop
from converters.bibframe.things.agents import Subject, agent_iri, name_label, say_agent
from converters.bibframe.things.names import say_name, say_relations
from converters.bibframe.things.subjects import (
    COMPLEX,
    MADS_LABEL,
    SUBDIVISIONS,
    SUBJECT_SCHEMES,
    TOPIC,
    describes_vocabulary,
    say_components,
    say_scheme,
    say_vocabulary,
    subdivided,
    subdivisions,
)
from converters.bibframe.things.uniform_titles import (
    HUB,
    counterparts,
    say_uniform_title,
    title_label,
)

_SUBJECT = term("bf:subject")
_NAME_TITLE = Class("madsrdf:NameTitle").statement
_TITLE = Class("madsrdf:Title").statement


def say_name_as_subject(field: Field, node: Node) -> None:
    """bf:subject: the bf:Agent by $1 or $0, as in 700, with madsrdf:isIdentifiedByAuthority; with
    $t a bf:Hub a madsrdf:NameTitle with that title and agent. With $v $x $y $z: a bf:Topic a
    madsrdf:ComplexSubject, whose madsrdf:componentList begins with that; bf:source by the second
    indicator or $2.
    """
    label = f"{name_label(field)} {title_label(field)}"
    whole = _whole(field, label)
    divided = subdivided(field)
    if "t" in field.by:
        subject = _hub(field, chop(label) if divided else whole)
    else:
        subject = thing(AGENT, agent_iri(field))
        say_relations(field, subject)
        say_agent(field, subject, Subject(_mads(field), chop(label) if divided else whole))
    if divided:
        subject = _complex(field, whole, subject)
        for other in _others(field):
            text = _whole(other, f"{name_label(other)} {title_label(other)}")
            subject.said.append(f"{MADS_LABEL} {literal(text, other.language)}")
    node.links.append((_SUBJECT, subject))


def say_title_as_subject(field: Field, node: Node) -> None:
    """bf:subject: a bf:Hub a madsrdf:Title, as in 730; with $v $x $y $z a bf:Topic a
    madsrdf:ComplexSubject, whose madsrdf:componentList begins with that; bf:source by the second
    indicator or $2.
    """
    label = title_label(field)
    whole = _whole(field, label)
    divided = subdivided(field)
    subject = thing(HUB, control.authority_iri(field, "Hub"))
    text = chop(label) if divided else whole
    subject.said += [_TITLE, f"{MADS_LABEL} {literal(text)}"]
    say_scheme(field, subject)
    say_uniform_title(field, subject, stem=SUBJECT_SCHEMES if describes_vocabulary(field) else "")
    if divided:
        subject = _complex(field, whole, subject)
    node.links.append((_SUBJECT, subject))


def _whole(field: Field, label: str) -> str:
    """A heading with its subdivisions."""
    parts = [value for code, value in field.subfields if code in SUBDIVISIONS]
    return chop("--".join([chop(label), *parts, ""]), end="-")


def _mads(field: Field) -> str:
    """The class of the authority of a name (MADS)."""
    if field.tag == "600":
        return "FamilyName" if field.ind1 == "3" else "PersonalName"
    return "CorporateName" if field.tag == "610" else "ConferenceName"


def _others(field: Field) -> list[Field]:
    """The 880s linked to it."""
    if "6" not in field.by or "-00" in field.first("6"):
        return []
    return list(counterparts(field))


def _hub(field: Field, label: str) -> Node:
    """The Hub of a name with a title (mode ``work6XXHub``)."""
    hub = thing(HUB, control.authority_iri(field, "Hub"))
    hub.said.append(_NAME_TITLE)
    if label:
        hub.said.append(f"{MADS_LABEL} {literal(label, field.language)}")
    for other in _others(field):
        text = chop(chop(f"{name_label(other)} {title_label(other)}"), end="-")
        hub.said.append(f"{MADS_LABEL} {literal(text, other.language)}")
    say_scheme(field, hub)
    if describes_vocabulary(field):
        say_vocabulary(field, hub)
    say_name(field, hub, thing(AGENT, agent_iri(field)))
    return hub


def _complex(field: Field, label: str, first: Node) -> Node:
    """The Topic of a heading with subdivisions."""
    topic = thing(TOPIC, "" if "t" in field.by else control.authority_iri(field, "Topic"))
    topic.said += [COMPLEX, f"{MADS_LABEL} {literal(label, field.language)}"]
    say_scheme(field, topic)
    say_vocabulary(field, topic)
    say_components(topic, [first, *subdivisions(field)])
    return topic


TABLE: Final[Table] = {
    **shared("600 610 611", work(By(say_name_as_subject))),
    "630": (work(By(say_title_as_subject)),),
}
