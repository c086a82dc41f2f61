"""Names: the creator, 1XX, and others who contributed or whose works are related, 700-720."""

from typing import Final

from converters.bibframe import control
from converters.bibframe.control import AGENT
from converters.bibframe.field import Field
from converters.bibframe.graph import Node, thing
from converters.bibframe.table import By, Table, shared, work
from converters.bibframe.terms import literal, term
from converters.bibframe.text import chop
from converters.bibframe.things.agents import agent_iri
from converters.bibframe.things.names import (
    RELATION,
    RELATIONSHIP,
    contribution,
    say_name,
)
from converters.bibframe.things.uniform_titles import HUB, say_uniform_title

RELATIONSHIPS: Final = "http://id.loc.gov/vocabulary/relationship/"
VARIANT_ENTRY: Final = "http://id.loc.gov/ontologies/bflc/hasVariantEntry"
#: Relations of works that ``$i`` names in these words.
OF_WORKS: Final = {
    "is arrangement of": f"{RELATIONSHIPS}arrangementof",
    "is translation of": f"{RELATIONSHIPS}translationof",
}
PART: Final = f"{RELATIONSHIPS}part"
RELATED: Final = f"{RELATIONSHIPS}relatedwork"

_ASSOCIATED = term("bf:associatedResource")
_CONTRIBUTION = term("bf:contribution")
_EXPRESSION_OF = term("bf:expressionOf")
_LABEL = term("rdfs:label")
_RELATION = term("bf:relation")
_RELATIONSHIP = term("bf:relationship")


def say_creator(field: Field, node: Node) -> None:
    """bf:contribution a bf:PrimaryContribution: bf:agent by $1 or $0: label $a $b $c $d $j $q …,
    bflc:marcKey; bf:role by $4 or $e ($j of a meeting), else author or contributor.
    With $t, or $k where there is no 240: bf:expressionOf a bf:Hub with that title.
    """
    iri = agent_iri(field)
    hub = None if iri else thing(HUB)
    say_creator_as(field, node, thing(AGENT, iri), hub)


def say_creator_as(field: Field, node: Node, agent: Node, hub: Node | None = None) -> None:
    """The same for an agent named already; ``hub`` is the one of ``$t`` and of ``$k``."""
    say_name(field, node, agent, hub)
    if "k" not in field.by or "240" in field.record.tags:
        return
    iri = control.authority_iri(field, "Hub")
    collected = hub if hub and not iri else thing(HUB, iri)
    say_name(field, collected, agent, hub)
    say_uniform_title(field, collected)
    node.links.append((_EXPRESSION_OF, collected))


def say_contributor(field: Field, node: Node) -> None:
    """bf:contribution: bf:agent by $1 or $0: label $a $b $c $d $j $q …, bflc:marcKey; bf:role by
    $4 or $e ($j of a meeting), else contributor.
    With $t: bf:relation by the second indicator and $i to a bf:Hub with that title and agent.
    """
    if "t" not in field.by:
        node.links.append((_CONTRIBUTION, contribution(field, thing(AGENT, agent_iri(field)))))
        return
    related = _related(field)
    relation = relation_of(related)
    if related in (PART, RELATED):
        for value in field.by.get("i", ()):
            if value not in OF_WORKS and (related == RELATED or "ontain" not in value):
                say_relationship(field, relation, value)
    # LC looks for the agent's IRI in every $0, also those after $t.
    agent = thing(AGENT, control.iri_from_0(field))
    one = "1" in field.by
    hub = thing(HUB, control.iri_from_1(field) if one else control.authority_iri(field, "Hub"))
    say_name(field, hub, agent)
    relation.links.append((_ASSOCIATED, hub))
    node.links.append((_RELATION, relation))


def relation_of(related: str) -> Node:
    """A bf:Relation of the kind an IRI says."""
    relation = Node("Relation")
    relation.said += [RELATION.statement, f"{_RELATIONSHIP} <{related}>"]
    return relation


def say_relationship(field: Field, relation: Node, value: str) -> None:
    """bf:relationship a bf:Relationship with a label."""
    made = Node("Relationship")
    made.said += [RELATIONSHIP.statement, f"{_LABEL} {literal(chop(value), field.language)}"]
    relation.links.append((_RELATIONSHIP, made))


def _related(field: Field) -> str:
    """How the work ``$t`` names is related."""
    if field.ind2 == "2":
        return PART
    return other_relation(field)


def other_relation(field: Field) -> str:
    """How the related work of a 7XX is related, where it is not contained."""
    named = field.by.get("i", ())
    if field.ind2 == "4" and not named:
        return VARIANT_ENTRY
    if field.ind2 == " ":
        for words, iri in OF_WORKS.items():
            if words in named:
                return iri
    return RELATED


TABLE: Final[Table] = {
    **shared("100 110", work(By(say_creator))),
    # LC's rule for the 880 of a 111 looks for 100.
    "111": (work(By(say_creator), copies=False),),
    **shared("700 710 711 720", work(By(say_contributor))),
}
