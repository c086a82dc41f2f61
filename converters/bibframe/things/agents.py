"""Agents: the persons, families, bodies and meetings that fields name.

Each function gives what the template of marc2bibframe2's ConvSpec-1XX,7XX,8XX-names named in its
docstring gives.
"""

from dataclasses import dataclass
from typing import Final

from converters.bibframe import control
from converters.bibframe.field import Field
from converters.bibframe.graph import Class, Node, thing
from converters.bibframe.terms import expand, literal, term
from converters.bibframe.text import chop, joined
from converters.bibframe.things.subjects import SUBDIVISIONS, say_vocabulary
from converters.bibframe.things.uniform_titles import (
    ADDRESSES,
    counterparts,
    say_further_authorities,
)

NAME_TITLE_SCHEMES: Final = "http://id.loc.gov/vocabulary/nameTitleSchemes/"

_BY_AUTHORITY = term("madsrdf:isIdentifiedByAuthority")
_IN_NAMES = f"{term('madsrdf:isMemberOfMADSScheme')} <http://id.loc.gov/authorities/names>"
_LABEL = term("rdfs:label")
_MADS_LABEL = term("madsrdf:authoritativeLabel")
_MARC_KEY = term("bflc:marcKey")
_TYPE = term("rdf:type")
_UNCONTROLLED = f"{_TYPE} <{expand('bflc:')}Uncontrolled>"
#: What LC says of the authority of an agent known by ``$1`` alone: a property used as a class.
_AUTHORITY = Class("madsrdf:isIdentifiedByAuthority")


def _type(name: str) -> str:
    return f"{_TYPE} <{expand('bf:')}{name}>"


_PERSON, _FAMILY, _MEETING = _type("Person"), _type("Family"), _type("Meeting")
_JURISDICTION, _ORGANIZATION = _type("Jurisdiction"), _type("Organization")

#: Subfields of a name by the second and third digit of its tag, then those before a title ``$k``.
_OF_NAMES: Final = {
    "00": (frozenset("abcdjqk"), frozenset("abcdjq")),
    "10": (frozenset("abcdngk"), frozenset("abcdng")),
    "11": (frozenset("acdengq"), frozenset("abcdng")),
}


@dataclass(frozen=True, slots=True)
class Subject:
    """The agent as a subject: the class and label of its authority (MADS), and whose it is."""

    mads: str
    label: str


def agent_iri(field: Field) -> str:
    """The agent's IRI in 1XX, 600-611 and, but for a ``$t``, 7XX; ``""`` where there is none.

    A thing of the real world (``$1``, or id.loc.gov's for a name in ``$0``) if there is one.
    """
    by = field.by
    if "1" in by:
        return control.iri_from_1(field)
    if "0" in by and any("id.loc.gov/authorities/names/" in zero for zero in by["0"]):
        return control.iri_from_1(field)
    return control.iri_from_0(field)


def name_label(field: Field) -> str:
    """The name, its punctuation kept (mode ``tNameLabel``)."""
    if field.tag == "720":
        return field.first("a")
    codes, before_title = _OF_NAMES.get(field.tag[1:3], (None, None))
    if codes is None:
        return ""
    by = field.by
    if "t" in by:
        return joined(_before(field, "t", codes))
    if "k" in by and field.own in _CREATORS and "240" not in field.record.tags:
        return joined(_before(field, "k", before_title or codes))
    return joined([value for code, value in field.subfields if code in codes])


_CREATORS: Final = ("100", "110", "111")


def _before(field: Field, stop: str, codes: frozenset[str]) -> list[str]:
    """The values of these subfields that stand before the last one with a code."""
    values: list[str] = []
    found: list[str] = []
    for code, value in field.subfields:
        if code == stop:
            found = values.copy()
        if code in codes:
            values.append(value)
    return found


def say_agent(field: Field, agent: Node, subject: Subject | None = None) -> None:
    """What the field says of its agent (mode ``agent``); ``subject`` for 600-611 without ``$t``."""
    by, tag = field.by, field.tag
    if type_ := _type_of(field):
        agent.said.append(type_)
    if tag == "720":
        agent.said.append(_UNCONTROLLED)
    _say_labels(field, agent)
    if "t" in by:
        if "0" in by or "w" in by:
            say_further_authorities(agent, _before_title(field))
        return
    if "0" in by or "w" in by or "1" in by:
        _say_authorities(field, agent, subject)
    if subject:
        say_vocabulary(field, agent)
    else:
        for two in by.get("2", ()):
            control.say_source(agent, two, NAME_TITLE_SCHEMES)
    if "3" in by:
        control.say_applies_to(agent, field)


def _say_labels(field: Field, agent: Node) -> None:
    """rdfs:label and bflc:marcKey, of the field and of its counterparts."""
    tag, said = field.tag, agent.said
    others = counterparts(field) if "6" in field.by else ()
    if label := chop(name_label(field)):
        said.append(f"{_LABEL} {literal(label, field.language)}")
        for other in others:
            said.append(f"{_LABEL} {literal(chop(name_label(other)), other.language)}")
    if tag[1:3] in _OF_NAMES:
        said.append(f"{_MARC_KEY} {literal(_marc_key(field, tag))}")
        for other in others:
            said.append(f"{_MARC_KEY} {literal(_marc_key(other, tag), other.language)}")


def _before_title(field: Field) -> list[tuple[str, str]]:
    """The ``$0`` and ``$w`` (code, value) that stand before the last ``$t``."""
    found: list[tuple[str, str]] = []
    last = 0
    for code, value in field.subfields:
        if code in ("0", "w"):
            found.append((code, value))
        elif code == "t":
            last = len(found)
    return found[:last]


def _type_of(field: Field) -> str:
    tag = field.tag
    kind = tag[1:3]
    if kind == "00":
        return _FAMILY if field.ind1 == "3" else _PERSON
    if kind == "10":
        return _JURISDICTION if field.ind1 == "1" else _ORGANIZATION
    if kind == "11":
        return _MEETING
    # Intended difference: LC writes rdf:type "" for other uncontrolled names.
    return _PERSON if tag == "720" and field.ind1 == "1" else ""


def _marc_key(field: Field, tag: str) -> str:
    """The key of the name alone: without a 1XX's ``$k`` or a subject's subdivisions."""
    by = field.by
    if tag[0] == "1":
        if "k" in by and "240" not in field.record.tags:
            return chop(field.marc_key.partition("$k")[0])
    elif tag[0] == "6":
        for code, _ in field.subfields:
            if code in SUBDIVISIONS:
                return chop(field.marc_key.partition(f"${code}")[0])
    return field.marc_key


def _say_authorities(field: Field, agent: Node, subject: Subject | None) -> None:
    """madsrdf:isIdentifiedByAuthority and bf:identifiedBy by ``$0``, ``$w`` and ``$1``."""
    by = field.by
    given = [(code, value) for code, value in field.subfields if code in ("0", "w")]
    first = next((value for _, value in given if value.startswith(ADDRESSES)), None)
    if first is None:
        if "1" in by and "id.loc.gov/rwo/" in by["1"][0]:
            if not subject:
                authority = thing(_AUTHORITY)
            else:
                authority = _authority(field, control.iri_from_0(field), subject)
            agent.links.append((_BY_AUTHORITY, authority))
    elif subject:
        iri = first if first[0] == "h" else first[5:].removeprefix(" ")
        agent.links.append((_BY_AUTHORITY, _authority(field, iri, subject)))
    else:
        control.identify(agent, first)
    for code, value in given:
        if not value.startswith(ADDRESSES):
            control.identify(agent, value, code)


def _authority(field: Field, iri: str, subject: Subject) -> Node:
    """The authority of an agent that is a subject."""
    authority = thing(Class(f"madsrdf:{subject.mads}"), iri)
    if subject.label:
        authority.text(_MADS_LABEL, chop(subject.label), field.language)
    authority.said.append(_IN_NAMES)
    return authority
