"""What a tracing (4XX, 5XX) or a linking entry (7XX) leads to, and how it is related."""

from typing import Final

from converters.authorities.headings import (
    AUTHORITATIVE,
    label_of,
    say_labels,
    say_mads_types,
)
from converters.authorities.iris import address
from converters.authorities.kinds import kind_of
from converters.authorities.literals import said
from converters.bibframe import control
from converters.bibframe.field import Field
from converters.bibframe.graph import Class, Node
from converters.bibframe.terms import mend_iri, term
from converters.bibframe.text import chop

RELATION: Final = Class("bf:Relation")
RELATIONSHIP: Final = Class("bf:Relationship")
_ASSOCIATED = term("bf:associatedResource")
_BY_AUTHORITY = term("madsrdf:isIdentifiedByAuthority")
_CODE = term("bf:code")
_IDENTIFIES = term("madsrdf:identifiesRWO")
_LABEL = term("rdfs:label")
_RELATION = term("bf:relation")
_RELATIONSHIP = term("bf:relationship")
_RELATORS: Final = "http://id.loc.gov/vocabulary/relators/"


def related(field: Field) -> Node:
    """The other authority a field names: by its IRI (``$0``) where that is known."""
    kind = kind_of(field)
    zeros = field.by.get("0", ())
    iri = next((found for zero in zeros if (found := address(zero))), "")
    node = Node(kind.mads, f"<{good}>" if iri and (good := mend_iri(iri)) else "")
    say_mads_types(node, kind, "Authority")
    say_labels(field, node, AUTHORITATIVE)
    for zero in zeros:
        if not (found := address(zero)):
            control.identify(node, zero)
        elif found != iri:
            node.point(_BY_AUTHORITY, found)
    for one in field.by.get("1", ()):
        if found := address(one):
            node.point(_IDENTIFIES, found)
        else:
            control.identify(node, one)
    if "5" in field.by:
        control.say_institution(node, field)
    return node


def say_relation(field: Field, entity: Node, other: Node) -> None:
    """bf:relation to the other: bf:relationship “$i” or “$e” each, and the relation in $4 each."""
    codes = "ij4" if field.tag[1:3] == "11" else "ie4"
    for code, value in field.subfields:
        if code not in codes or not value:
            continue
        relationship = Node("Relationship", _relationship_iri(value) if code == "4" else "")
        relationship.said.append(RELATIONSHIP.statement)
        if code != "4":
            label = chop(value, end=".:;,/= ")
            relationship.said.append(f"{_LABEL} {said(field, label or value)}")
        elif not relationship.name:
            relationship.text(_CODE, value)
        relation = Node("Relation")
        relation.said.append(RELATION.statement)
        relation.links += [(_RELATIONSHIP, relationship), (_ASSOCIATED, other)]
        entity.links.append((_RELATION, relation))


def _relationship_iri(value: str) -> str:
    if "://" in value:
        return f"<{good}>" if (good := mend_iri(value)) else ""
    if len(value) == 3 and value.isascii() and value.isalpha() and value.islower():
        return f"<{_RELATORS}{value}>"
    return ""


def has_heading(field: Field) -> bool:
    """Whether the field names anything."""
    return bool(label_of(field)) or any(label_of(other) for other in field.alternates)
