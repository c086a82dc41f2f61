"""The heading, 1XX: what the record is an authority for."""

from typing import Final

from converters.authorities.authority import authority_of
from converters.authorities.dates import life, year_literal
from converters.authorities.headings import (
    AUTHORITATIVE,
    LABEL,
    VARIANT,
    label_of,
    say_labels,
    say_mads_types,
    say_structure,
    say_types,
)
from converters.authorities.iris import address
from converters.authorities.kinds import KINDS, NAME_TITLE, kind_of
from converters.authorities.parts import Named
from converters.authorities.table import Table, entity, shared
from converters.authorities.tracings import has_heading
from converters.authorities.works import say_work
from converters.bibframe import control
from converters.bibframe.field import Field
from converters.bibframe.graph import Node
from converters.bibframe.table import By
from converters.bibframe.terms import term

_BY_AUTHORITY = term("madsrdf:isIdentifiedByAuthority")
_HAS_VARIANT = term("madsrdf:hasVariant")
_IDENTIFIES = term("madsrdf:identifiesRWO")
#: What each of the dates in a person's heading is called.
_DATES: Final = {
    "born": term("madsrdf:birthDate"),
    "died": term("madsrdf:deathDate"),
    "from": term("madsrdf:activityStartDate"),
    "to": term("madsrdf:activityEndDate"),
}
#: Leader/05: the record is withdrawn, split or replaced by others.
_DEPRECATED: Final = frozenset("dosx")


def say_heading(field: Field, node: Node) -> None:
    """rdf:type by the tag, in MADS/RDF (PersonalName, CorporateName, …; ComplexSubject with
    $v $x $y $z; NameTitle with $t) and in BIBFRAME (bf:Person, bf:Organization, bf:Hub …),
    and madsrdf:Authority (madsrdf:DeprecatedAuthority where leader/05 is d, o, s or x)
    madsrdf:authoritativeLabel and rdfs:label “the heading”; bflc:marcKey
    madsrdf:elementList of its subfields, or madsrdf:componentList with $t or subdivisions
    of a person's $d: madsrdf:birthDate, deathDate, activityStartDate, activityEndDate
    of a title: bf:title, bf:contribution and so on
    madsrdf:isIdentifiedByAuthority the address in $0, madsrdf:identifiesRWO that in $1
    (a second 1XX is a variant)
    """
    authority = authority_of(field)
    if field is not authority.heading:
        _say_second(field, node)
        return
    kind = kind_of(field)
    deprecated = authority.leader[5:6] in _DEPRECATED
    say_types(node, kind, "DeprecatedAuthority" if deprecated else "Authority")
    say_labels(field, node, LABEL, AUTHORITATIVE)
    say_structure(field, node)
    if kind.mads == "PersonalName":
        _say_life(field, node)
    if kind.fragment == "Hub":
        say_work(field, node, named=kind is NAME_TITLE)
    _say_identity(field, node)
    if field.tag[1:3] not in KINDS:
        authority.told.append(
            f"field {field.tag} is no heading of MARC 21's; its text was taken for that of a topic"
        )


def _say_second(field: Field, node: Node) -> None:
    """The heading in the other field of the record: an 880 without a partner, or a mistake."""
    authority = authority_of(field)
    heading = authority.heading
    if not has_heading(field):
        return
    if heading is not None and field.own == "880" and field.tag == heading.tag:
        say_labels(field, node, LABEL, AUTHORITATIVE)
        say_structure(field, node)
        return
    variant = Node(kind_of(field).mads)
    say_mads_types(variant, kind_of(field), "Variant")
    say_labels(field, variant, VARIANT)
    node.link(_HAS_VARIANT, variant)
    authority.told.append(
        f"field {field.tag} is a second heading, and a record has one; it was taken for a variant"
    )


def _say_life(field: Field, node: Node) -> None:
    for each in field.by.get("d", ()):
        for what, words in life(each).items():
            node.said.append(f"{_DATES[what]} {year_literal(words)}")


def _say_identity(field: Field, node: Node) -> None:
    for code, predicate in (("0", _BY_AUTHORITY), ("1", _IDENTIFIES)):
        for value in field.by.get(code, ()):
            if iri := address(value):
                node.point(predicate, iri)
            elif value:
                control.identify(node, value)


def says_heading(field: Field | None) -> bool:
    """Whether a 1XX has words in it, its own or those of its 880."""
    return field is not None and any(label_of(each) for each in (field, *field.alternates))


ROLES: Final = Named("bf:role", "bf:Role", "e")

TABLE: Final[Table] = {
    **shared("100 110 150 151", entity(By(say_heading), ROLES)),
    **shared("111", entity(By(say_heading), Named("bf:role", "bf:Role", "j"))),
    **shared(
        "130 147 148 155 162 180 181 182 185 1XX",
        entity(By(say_heading)),
    ),
}
