"""See from and see also: the variants, 4XX, and the related authorities, 5XX."""

from collections.abc import Iterator, Mapping
from typing import Final

from converters.authorities.authority import authority_of
from converters.authorities.codes import rows
from converters.authorities.headings import VARIANT, say_labels, say_mads_types
from converters.authorities.kinds import KINDS, kind_of
from converters.authorities.table import Table, entity, shared
from converters.authorities.tracings import has_heading, related, say_relation
from converters.bibframe import control
from converters.bibframe.field import Field
from converters.bibframe.graph import Node
from converters.bibframe.table import By
from converters.bibframe.terms import term

_HAS_VARIANT = term("madsrdf:hasVariant")
_RELATED = term("madsrdf:hasRelatedAuthority")
_RECIPROCAL = term("madsrdf:hasReciprocalAuthority")
_PROPERTIES: Final[Mapping[tuple[str, int, str], str]] = {
    (block, int(position), code): term(f"madsrdf:{name}")
    for block, position, code, name in rows("relations")
}


def _properties(field: Field) -> Iterator[str]:
    """The properties ``$w`` stands for, by its positions; each once."""
    control_codes = field.first("w")
    found = (_PROPERTIES.get((field.tag[0], at, code)) for at, code in enumerate(control_codes))
    return iter(dict.fromkeys(each for each in found if each))


def say_variant(field: Field, node: Node) -> None:
    """madsrdf:hasVariant a madsrdf:Variant of the MADS class of its tag and subfields:
    madsrdf:variantLabel “the heading”, in each script it is given in; bflc:marcKey
    by $w also madsrdf:hasEarlierEstablishedForm (an earlier name, or the heading before),
    hasLaterEstablishedForm, hasAcronymVariant; hasHiddenVariant where it is not displayed
    bf:relation by $i, $e and $4; bf:identifiedBy $0; bflc:applicableInstitution $5
    """
    if not has_heading(field):
        return
    variant = Node(kind_of(field).mads)
    say_mads_types(variant, kind_of(field), "Variant")
    say_labels(field, variant, VARIANT)
    for value in field.all("01"):
        control.identify(variant, value)
    if "5" in field.by:
        control.say_institution(variant, field)
    node.link(_HAS_VARIANT, variant)
    for property_ in _properties(field):
        node.link(property_, variant)
    say_relation(field, node, variant)
    _tell_unknown(field, "a variant")


def say_related(field: Field, node: Node) -> None:
    """By $w madsrdf:hasEarlierEstablishedForm, hasLaterEstablishedForm, hasBroaderAuthority,
    hasNarrowerAuthority, hasCorporateParentAuthority, hasRelatedAuthority; without it
    hasReciprocalAuthority; a madsrdf:Authority of the MADS class of its tag and subfields, the
    thing of the world where $0 has its IRI:
    madsrdf:authoritativeLabel “the heading”; bflc:marcKey; madsrdf:identifiesRWO $1
    bf:relation by $i, $e and $4; madsrdf:see where $w refers to 663-665
    """
    if not has_heading(field):
        return
    other = related(field)
    properties = list(_properties(field))
    if not properties:
        properties = [_RELATED if field.has("i4") else _RECIPROCAL]
    for property_ in properties:
        node.link(property_, other)
    say_relation(field, node, other)
    _tell_unknown(field, "a related topic")


def _tell_unknown(field: Field, what: str) -> None:
    if field.tag[1:3] not in KINDS:
        sentence = f"fields {field.tag} are no tracings of MARC 21's; each was taken for {what}"
        told = authority_of(field).told
        if sentence not in told:
            told.append(sentence)


_SUFFIXES: Final = (*KINDS, "XX")

TABLE: Final[Table] = {
    **shared(" ".join(f"4{suffix}" for suffix in _SUFFIXES), entity(By(say_variant))),
    **shared(" ".join(f"5{suffix}" for suffix in _SUFFIXES), entity(By(say_related))),
}
