"""Added titles, places and systems, and related resources, 740-758."""

from collections.abc import Sequence
from typing import Final

from converters.bibframe.control import (
    authority_iri,
    identify,
    say_institution,
    say_source,
)
from converters.bibframe.field import OTHER_SCRIPT, Field
from converters.bibframe.graph import Class, Node, bound_list, thing
from converters.bibframe.rules.series_4xx_8xx import copies_of
from converters.bibframe.table import By, Table, instance, work
from converters.bibframe.terms import expand, term
from converters.bibframe.text import chop, normalize, url_encoded
from converters.bibframe.things.names import say_relationships
from converters.bibframe.things.uniform_titles import ADDRESSES, say_further_authorities

PLACE: Final = Class("bf:Place")
RELATION: Final = Class("bf:Relation")
RELATIONSHIP: Final = Class("bf:Relationship")
TITLE: Final = Class("bf:Title")
WORK: Final = Class("bf:Work")
_ASSOCIATED = term("bf:associatedResource")
_COMPONENTS = term("madsrdf:componentList")
_EQUIVALENT = f"{term('bf:relationship')} {term('bf:hasEquivalent')}"
_FIRST = term("rdf:first")
_HIERARCHICAL = f"{term('rdf:type')} {term('madsrdf:HierarchicalGeographic')}"
_LABEL = term("rdfs:label")
_MAIN_TITLE = term("bf:mainTitle")
_NIL = term("rdf:nil")
_NONSORT = term("bflc:nonSortNum")
_PLACE = term("bf:place")
_RELATED_AUTHORITY = term("madsrdf:hasRelatedAuthority")
_RELATION = term("bf:relation")
_RELATIONSHIP = term("bf:relationship")
_REST = term("rdf:rest")
_SYSTEM_REQUIREMENT = term("bf:systemRequirement")
_TITLE = term("bf:title")
_UNCONTROLLED = f"{term('rdf:type')} {term('bflc:Uncontrolled')}"
_RELATIONSHIPS: Final = "http://id.loc.gov/vocabulary/relationship/"
_RELATORS: Final = "http://id.loc.gov/vocabulary/relators/"

_PARTS: Final = (("n", term("bf:partNumber")), ("p", term("bf:partName")))


def say_added_title(field: Field, node: Node) -> None:
    """bf:relation a bf:Relation:
        bf:relationship part, when the second indicator is 2, else relatedwork
        bf:associatedResource a bf:Work and bflc:Uncontrolled:
            bf:title a bf:Title, if there is $a:
                bflc:nonSortNum the first indicator, 0 if it is no digit
                bf:mainTitle “$a” without so many characters and without end punctuation; both \
from the 880 paired with it too
            bf:partNumber “$n” each, bf:partName “$p” each, without end punctuation; so the 880
            bflc:applicableInstitution the organization whose code is $5
    """
    kind = "part" if field.ind2 == "2" else "relatedwork"
    relation, added = thing(RELATION), thing(WORK)
    relation.say(_RELATIONSHIP, f"<{_RELATIONSHIPS}{kind}>")
    relation.link(_ASSOCIATED, added)
    node.link(_RELATION, relation)
    added.said.append(_UNCONTROLLED)
    others = copies_of(field, field.tag)
    language = "".join([other.language for other in others])
    by = field.by
    if "a" in by:
        title = thing(TITLE)
        added.link(_TITLE, title)
        skipped = _skipped(field)
        title.text(_NONSORT, skipped, field.language)
        title.text(_MAIN_TITLE, chop(by["a"][0][int(skipped) :]))
        names = [value for other in others for value in other.by.get("a", ())]
        if names:
            skipped = _skipped(others[0])
            title.text(_NONSORT, skipped, language)
            title.text(_MAIN_TITLE, chop(names[0][int(skipped) :]), language)
    for code, predicate in _PARTS:
        for value in by.get(code, ()):
            added.text(predicate, chop(value))
        for other in others:
            for value in other.by.get(code, ()):
                added.text(predicate, chop(value), language)
    if "5" in by:
        say_institution(added, field)


def _skipped(field: Field) -> str:
    return field.ind1 if field.ind1 in _DIGITS else "0"


_DIGITS: Final = frozenset("0123456789")


_COMPONENTS_BY_CODE: Final = {
    "a": Class("madsrdf:Country"),
    "b": Class("madsrdf:State"),
    "c": Class("madsrdf:County"),
    "d": Class("madsrdf:City"),
    "f": Class("madsrdf:CitySection"),
    "g": Class("madsrdf:Region"),
    "h": Class("madsrdf:ExtraterrestrialArea"),
}


def say_hierarchical_place(field: Field, node: Node) -> None:
    """bf:place a bf:Place and madsrdf:HierarchicalGeographic, with the IRI in $1, $0 or $w:
        rdfs:label “$a--$b--$c--$d--$f--$g--$h”
        madsrdf:componentList a list: $a a madsrdf:Country, $b a State, $c a County, $d a City, \
$f a CitySection, $g a Region, $h an ExtraterrestrialArea, each with rdfs:label
        madsrdf:isIdentifiedByAuthority each further address in $0 or $w, bf:identifiedBy each \
number
        bf:source “$2” each
        bf:relation a bf:Relation for each role in $e: bf:relationship a bf:Relationship with \
rdfs:label, bf:relatedTo the Work
        bf:relation a bf:Relation for each $4: bf:relationship the relator of this code, \
bf:associatedResource the Work
    """
    by = field.by
    place = thing(PLACE, "" if "t" in by else authority_iri(field, "Hub"))
    node.link(_PLACE, place)
    place.said.append(_HIERARCHICAL)
    named = [pair for pair in field.subfields if pair[0] in _COMPONENTS_BY_CODE]
    place.text(_LABEL, chop("".join([f"{value}--" for _, value in named]), end="-"))
    _say_list(place, [_component(field, code, value) for code, value in named])
    authorities = [pair for pair in field.subfields if pair[0] in "0w"]
    say_further_authorities(place, authorities)
    for value in by.get("2", ()):
        say_source(place, value)
    say_relationships(field, place, "e")
    for value in by.get("4", ()):
        relation = thing(RELATION)
        code = url_encoded(normalize(value[:3]))
        relation.link(_RELATIONSHIP, thing(RELATIONSHIP, _RELATORS + code))
        relation.link(_ASSOCIATED, field.record.work)
        place.link(_RELATION, relation)


def _component(field: Field, code: str, value: str) -> Node:
    component = thing(_COMPONENTS_BY_CODE[code])
    component.text(_LABEL, chop(value), field.language)
    return component


def _say_list(node: Node, members: Sequence[Node]) -> None:
    """An RDF list of the members."""
    if not members:
        node.say(_COMPONENTS, _NIL)
        return
    bound_list(len(members))
    rest: Node | None = None
    for member in reversed(members):
        cell = Node("List")
        cell.link(_FIRST, member)
        if rest is None:
            cell.say(_REST, _NIL)
        else:
            cell.link(_REST, rest)
        rest = cell
    if rest is not None:
        node.link(_COMPONENTS, rest)


_SYSTEMS: Final = {
    "a": Class("bflc:MachineModel"),
    "b": Class("bflc:ProgrammingLanguage"),
    "c": Class("bflc:OperatingSystem"),
}


def say_system(field: Field, node: Node) -> None:
    """bf:systemRequirement for each $a a bflc:MachineModel, $b a bflc:ProgrammingLanguage, \
$c a bflc:OperatingSystem, with the IRI in the $0 right after it:
        rdfs:label it, without end punctuation
        madsrdf:hasRelatedAuthority each further address in the $0 right after it; \
bf:identifiedBy each number
        bf:source “$2” each
    """
    subfields = field.subfields
    for place, (code, value) in enumerate(subfields):
        if code in _SYSTEMS:
            _say_system(field, node, code, value, subfields[place + 1 :])


def _say_system(
    field: Field, node: Node, code: str, value: str, after: Sequence[tuple[str, str]]
) -> None:
    addresses, numbers = [], []
    for following, zero in after:
        if following != "0":
            break
        if "://" in zero:
            addresses.append(zero.removeprefix("(uri)"))
        else:
            numbers.append(zero)
    iri = addresses[0] if addresses else ""
    system = thing(_SYSTEMS[code], iri)
    system.text(_LABEL, chop(value), field.language)
    for address in addresses:
        if address != iri:
            system.point(_RELATED_AUTHORITY, address)
    for number in numbers:
        identify(system, number)
    for two in field.by.get("2", ()):
        say_source(system, two)
    node.link(_SYSTEM_REQUIREMENT, system)


def say_related_resource(field: Field, node: Node) -> None:
    """bf:relation a bf:Relation, unless $4 is an element of RDA and there is no $i:
        bf:relationship: each $4 that is no element of RDA, else each $i, else bf:hasEquivalent
        bf:associatedResource each address in $0 and $1
    nothing for an 880 with $4 http://id.loc.gov/ontologies/bibframe/instanceOf
    """
    by = field.by
    fours = by.get("4", ())
    if field.own == OTHER_SCRIPT and _INSTANCE_OF in fours:
        return
    relation = thing(RELATION)
    if not fours and "i" not in by:
        relation.said.append(_EQUIVALENT)
    elif fours and "rdaregistry" not in fours[0]:
        for four in fours:
            if four.startswith("http"):
                relation.point(_RELATIONSHIP, four)
            else:
                relation.link(_RELATIONSHIP, _labelled(four))
    elif "i" in by:
        for label in by["i"]:
            relation.link(_RELATIONSHIP, _labelled(label))
    else:
        return
    for value in field.all("01"):
        if value.startswith(ADDRESSES):
            relation.point(_ASSOCIATED, value.removeprefix("(uri)"))
    node.link(_RELATION, relation)


def _labelled(label: str) -> Node:
    relationship = thing(RELATIONSHIP)
    relationship.text(_LABEL, label)
    return relationship


_INSTANCE_OF: Final = expand("bf:instanceOf")

TABLE: Final[Table] = {
    "740": (work(By(say_added_title)),),
    "752": (work(By(say_hierarchical_place)),),
    "753": (instance(By(say_system)),),
    "758": (work(By(say_related_resource)),),
}
