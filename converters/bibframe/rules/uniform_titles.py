"""Uniform titles: the work's own, 130 and 240, and those of related works, 730."""

from functools import partial
from typing import Final

from converters.bibframe import control
from converters.bibframe.control import AGENT
from converters.bibframe.field import Field
from converters.bibframe.graph import Node, thing
from converters.bibframe.half import Half
from converters.bibframe.joining import joined
from converters.bibframe.rules.names_1xx_7xx import (
    OF_WORKS,
    PART,
    other_relation,
    relation_of,
    say_creator_as,
    say_relationship,
)
from converters.bibframe.table import By, Table, shared, work
from converters.bibframe.terms import term
from converters.bibframe.things.uniform_titles import HUB, say_uniform_title

_ASSOCIATED = term("bf:associatedResource")
_EXPRESSION_OF = term("bf:expressionOf")
_RELATION = term("bf:relation")


def say_own_title(field: Field, node: Node) -> None:
    """bf:expressionOf a bf:Hub by $1 or $0: bf:title (all but $i $v-$z and numbers), bf:language
    $l, bf:musicMedium $m, bf:keyMode $r, bf:version $s, bf:originDate $f, bf:legalDate $d,
    bflc:marcKey; with 240 the bf:contribution of the 1XX, too.
    Where the record describes a hub, the Work says all that itself.
    """
    if field.record.is_hub:
        say_uniform_title(field, node, on_work=True)
        return
    iri = control.authority_iri(field, "Hub")
    hub = thing(HUB, iri)
    if field.tag == "240":
        _say_creators(field, hub, iri)
    say_uniform_title(field, hub)
    node.links.append((_EXPRESSION_OF, hub))


def _say_creators(field: Field, hub: Node, iri: str) -> None:
    """The contributions of all 1XX to the Hub of a 240; LC gives them one agent.

    (Its IRI is the Hub's with ``-Agent``.)
    """
    record = field.record
    if isinstance(field, Half):
        return  # Said with the field: the contributions have the 880s of the 1XX.
    agent = None
    for each in record.creators():
        if not record.converts(each):
            continue
        if agent is None:
            agent = thing(AGENT, f"{iri}-Agent" if iri else "", "" if iri else "Hub")
        joined(partial(_say_creator, agent=agent), each, hub)


def _say_creator(field: Field, hub: Node, agent: Node) -> None:
    say_creator_as(field, hub, thing(AGENT, kind="Hub") if isinstance(field, Half) else agent)


def say_related_title(field: Field, node: Node) -> None:
    """bf:relation by the second indicator and $i to a bf:Hub by $1 or $0, its title as in 130."""
    named = field.by.get("i", ())
    related = PART if _is_part(field) else other_relation(field)
    relation = relation_of(related)
    for value in named:
        if value not in OF_WORKS and "ontainer of" not in value and "ontains" not in value:
            say_relationship(field, relation, value)
    hub = thing(HUB, control.authority_iri(field, "Hub"))
    say_uniform_title(field, hub)
    relation.links.append((_ASSOCIATED, hub))
    node.links.append((_RELATION, relation))


def _is_part(field: Field) -> bool:
    if field.ind2 != "2":
        return False
    first = field.first("i")
    return "i" not in field.by or "ontainer of" in first or "ontains" in first


TABLE: Final[Table] = {
    **shared("130 240", work(By(say_own_title))),
    "730": (work(By(say_related_title)),),
}
