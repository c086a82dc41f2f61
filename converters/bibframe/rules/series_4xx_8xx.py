"""Series, 440, 490 and 8XX (400-411 once)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from converters.bibframe.control import (
    AGENT,
    APPLIES_TO,
    IDENTIFIER,
    ORGANIZATIONS,
    authority_iri,
    identify,
    iri_from_1,
    say_institution,
    say_type,
)
from converters.bibframe.field import OTHER_SCRIPT, Field
from converters.bibframe.graph import Class, Node, thing
from converters.bibframe.table import (
    By,
    Table,
    shared,
    work,
)
from converters.bibframe.terms import literal, term
from converters.bibframe.text import chop
from converters.bibframe.things.names import say_name
from converters.bibframe.things.uniform_titles import HUB, say_uniform_title

CLASSIFICATION: Final = Class("bf:ClassificationLcc")
ISSN: Final = Class("bf:Issn")
LCCN: Final = Class("bf:Lccn")
RELATION: Final = Class("bf:Relation")
RELATIONSHIP: Final = Class("bf:Relationship")
SERIES: Final = Class("bf:Series")
STATUS: Final = Class("bf:Status")
TITLE: Final = Class("bf:Title")
_APPLIES_TO = term("bflc:appliesTo")
_ASSIGNER = term("bf:assigner")
_ASSOCIATED = term("bf:associatedResource")
_CLASSIFICATION = term("bf:classification")
_ENUMERATION = term("bf:seriesEnumeration")
_IDENTIFIED_BY = term("bf:identifiedBy")
_LABEL = term("rdfs:label")
_MAIN_TITLE = term("bf:mainTitle")
_PART_NAME = term("bf:partName")
_PART_NUMBER = term("bf:partNumber")
_PORTION = term("bf:classificationPortion")
_RELATION = term("bf:relation")
_RELATIONSHIP = term("bf:relationship")
_STATUS = term("bf:status")
_TITLE = term("bf:title")
_VALUE = term("rdf:value")
_IS_SERIES = f"{term('rdf:type')} {term('bf:Series')}"


def _known(class_: Class, iri: str, label: str) -> Node:
    """A thing of a vocabulary of id.loc.gov's; nothing is ever added to it, so all share it."""
    node = thing(class_, f"http://id.loc.gov/vocabulary/{iri}")
    node.said.append(f"{_LABEL} {literal(label)}")
    return node


_IN_SERIES: Final = _known(RELATIONSHIP, "relationship/series", "series")
_TRANSCRIBED: Final = _known(STATUS, "mstatus/t", "transcribed")
_TRACED: Final = _known(STATUS, "mstatus/tr", "traced")
_DLC: Final = thing(AGENT, f"{ORGANIZATIONS}dlc")
#: What the number of a series is said to be, by its subfield.
_ISSN_STATUS: Final = {
    "x": None,
    "y": _known(STATUS, "mstatus/incorrect", "incorrect"),
    "z": _known(STATUS, "mstatus/cancinv", "canceled"),
}


def _in_series(node: Node, series: Node) -> Node:
    """A relation of the node to a series."""
    relation = thing(RELATION)
    relation.links += [(_RELATIONSHIP, _IN_SERIES), (_ASSOCIATED, series)]
    node.links.append((_RELATION, relation))
    return relation


def _issn(value: str, code: str) -> Node:
    """An ISSN; ``$y`` is an incorrect one, ``$z`` a canceled one."""
    node = thing(ISSN)
    node.text(_VALUE, chop(value))
    if status := _ISSN_STATUS[code]:
        node.link(_STATUS, status)
    return node


@dataclass(slots=True)
class _Group:
    """What a 490 says of one series; a field can name several, or one in parallel languages."""

    of_series: list[tuple[str, Node]]
    enumerations: list[str]


def say_series(field: Field, node: Node) -> None:
    """For each series named in the field (a new one begins after a subfield ending in “=”, and
    at each $a that does not follow another $a):
    bf:relation a bf:Relation:
        bf:relationship <http://id.loc.gov/vocabulary/relationship/series>
        bf:associatedResource a bf:Series:
            bf:status transcribed, and traced when the first indicator is 1
            bf:title a bf:Title for each $a: bf:mainTitle “$a”, bf:partNumber “$n” and \
bf:partName “$p” next to it
            bf:identifiedBy a bf:Issn for each $x; $y with the status incorrect, $z canceled
        bf:seriesEnumeration “$v” each
        bf:classification a bf:ClassificationLcc: bf:classificationPortion the first “$l”
        bflc:appliesTo a bflc:AppliesTo: rdfs:label the first “$3”
    each literal without end punctuation; for the first series $a and $v of the paired 880 too
    """
    if field.own == OTHER_SCRIPT and field.first("6")[3:6] != "-00":
        return
    for group in _groups(field):
        series = thing(SERIES)
        series.links = [(_STATUS, _TRANSCRIBED), *group.of_series]
        if field.ind1 == "1":
            series.links.append((_STATUS, _TRACED))
        relation = _in_series(node, series)
        relation.said += group.enumerations
        if "l" in field.by:
            number = thing(CLASSIFICATION)
            number.text(_PORTION, field.by["l"][0])
            number.link(_ASSIGNER, _DLC)
            relation.links.append((_CLASSIFICATION, number))
        if "3" in field.by:
            applies = thing(APPLIES_TO)
            applies.text(_LABEL, chop(field.by["3"][0]))
            relation.links.append((_APPLIES_TO, applies))


def _groups(field: Field) -> list[_Group]:
    """The series a field names; in each what is said of it, in the field's order."""
    subfields = field.subfields
    others = copies_of(field, "490")
    group, groups = _Group([], []), list[_Group]()
    for place, (code, value) in enumerate(subfields):
        if code == "a":
            group.of_series.append((_TITLE, _title(field, place, others)))
        elif code == "v":
            for text, language in ((value, field.language), *_copies(place, code, others)):
                group.enumerations.append(f"{_ENUMERATION} {literal(chop(text), language)}")
        elif code in _ISSN_STATUS:
            group.of_series.append((_IDENTIFIED_BY, _issn(value, code)))
        following = subfields[place + 1][0] if place + 1 < len(subfields) else ""
        if code != "6" and (value.endswith("=") or (code != "a" and following == "a")):
            groups.append(group)
            group, others = _Group([], []), ()
    groups.append(group)
    return [group for group in groups if group.of_series or group.enumerations]


def copies_of(field: Field, tag: str) -> Sequence[Field]:
    """The 880s of a tag and the field's occurrence; without one, those that have none either."""
    others = field.record.other_scripts
    if not others:
        return ()
    occurrence = "" if "-00" in field.first("6") else field.occurrence
    return [each for each in others if each.tag == tag and each.occurrence == occurrence]


def _copies(place: int, code: str, others: Sequence[Field]) -> list[tuple[str, str]]:
    """The subfield at the same place in the 880, if it has the same code, and its language."""
    for other in others:
        if place < len(other.subfields) and other.subfields[place][0] == code:
            value = other.subfields[place][1]
            return [(value, "".join([each.language for each in others]))] if value else []
    return []


def _title(field: Field, place: int, others: Sequence[Field]) -> Node:
    """The title in the ``$a`` at a place, with the part in the two subfields after it."""
    title = thing(TITLE)
    title.text(_MAIN_TITLE, chop(field.subfields[place][1]), field.language)
    for value, language in _copies(place, "a", others):
        title.text(_MAIN_TITLE, chop(value), language)
    for code, value in field.subfields[place + 1 : place + 3]:
        if code == "n":
            title.text(_PART_NUMBER, chop(value))
        elif code == "p":
            title.text(_PART_NAME, chop(value))
    return title


def say_added_series(field: Field, node: Node) -> None:
    """bf:relation a bf:Relation:
    bf:relationship <http://id.loc.gov/vocabulary/relationship/series>
    bf:associatedResource a bf:Hub and bf:Series, with the IRI in $0, $1 or $w:
        what the uniform title says (830), or the name and title (800, 810, 811)
        bf:identifiedBy each $w, a bf:Lccn if it begins with (DLC), else a bf:Identifier
        bf:identifiedBy a bf:Issn for each $x; $y with the status incorrect, $z canceled
        bflc:applicableInstitution the organization whose code is $5
        rdf:type and bf:issuance by $7
    bf:seriesEnumeration “$v” each; that of the paired 880 too
    """
    by, of_title = field.by, field.tag == "830"
    hub = thing(HUB, iri_from_1(field) if of_title and "1" in by else authority_iri(field, "Hub"))
    hub.said.append(_IS_SERIES)
    if of_title:
        say_uniform_title(field, hub)
    else:
        say_name(field, hub, thing(AGENT, _agent_iri(field)))
    for value in by.get("w", ()):
        identify(hub, value, "w", LCCN if value.startswith("(DLC)") else IDENTIFIER)
    for code in _ISSN_STATUS:
        for value in by.get(code, ()):
            hub.links.append((_IDENTIFIED_BY, _issn(value, code)))
    if "5" in by:
        say_institution(hub, field)
    for value in by.get("7", ()):
        say_type(hub, value)
    relation = _in_series(node, hub)
    for value in by.get("v", ()):
        relation.text(_ENUMERATION, value)
    others = copies_of(field, field.tag)
    for other in others:
        for value in other.by.get("v", ()):
            relation.text(_ENUMERATION, value, "".join([each.language for each in others]))


def _agent_iri(field: Field) -> str:
    by = field.by
    if "1" in by or any("id.loc.gov/authorities/names/" in zero for zero in by.get("0", ())):
        return iri_from_1(field)
    return authority_iri(field, "Agent")


TABLE: Final[Table] = {
    **shared("400 410 411", work(By(say_added_series), copies=False)),
    **shared("440 490", work(By(say_series))),
    **shared("800 810 811 830", work(By(say_added_series))),
}
