"""Names: what the agents fields name did, and the works named with them.

Other blocks call :func:`say_name` for a field's contribution (with its uniform title, where it has
``$t``) and :func:`say_relationships` for the ``$e`` of a subject or place. Each function gives
what the template of marc2bibframe2's ConvSpec-1XX,7XX,8XX-names named in its docstring gives.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from converters.bibframe import control
from converters.bibframe.field import Field
from converters.bibframe.graph import Class, Node, thing
from converters.bibframe.half import Half
from converters.bibframe.terms import expand, literal, term
from converters.bibframe.text import chop, normalize, url_encoded
from converters.bibframe.things.agents import say_agent
from converters.bibframe.things.uniform_titles import HUB, say_uniform_title

RELATORS: Final = "http://id.loc.gov/vocabulary/relators/"

CONTRIBUTION: Final = Class("bf:Contribution")
RELATION: Final = Class("bf:Relation")
RELATIONSHIP: Final = Class("bf:Relationship")

_AGENT = term("bf:agent")
_CODE = term("bf:code")
_CONTRIBUTION = term("bf:contribution")
_EXPRESSION_OF = term("bf:expressionOf")
_LABEL = term("rdfs:label")
_RELATED_TO = term("bf:relatedTo")
_RELATION = term("bf:relation")
_RELATIONSHIP = term("bf:relationship")
_ROLE = term("bf:role")
_TYPE = term("rdf:type")
_PRIMARY = f"{_TYPE} <{expand('bf:')}PrimaryContribution>"


def relator(code: str) -> Node:
    """The role id.loc.gov has for a code of three letters."""
    role = Node("Role", f"<{RELATORS}{url_encoded(code)}>")
    role.said.append(control.ROLE.statement)
    return role


# Nothing is ever added to these; every description shares them.
_AUTHOR: Final = relator("aut")
_CONTRIBUTOR: Final = relator("ctb")
_relator = lru_cache(maxsize=512)(relator)


def say_name(field: Field, node: Node, agent: Node, hub: Node | None = None) -> None:
    """bf:contribution of the agent to the node; with ``$t``, the title too (mode ``workName``).

    ``agent`` is a bf:Agent yet to be described, ``thing(AGENT, iri)``. The title is the node's
    own, but a 1XX's is that of a Hub the node is an expression of (``hub``, if given).
    """
    node.links.append((_CONTRIBUTION, contribution(field, agent)))
    if "t" not in field.by:
        return
    if field.tag[:1] != "1":
        say_uniform_title(field, node)
        return
    if hub is None:
        before, found, after = agent.name[1:-1].partition("#Agent")
        hub = thing(HUB, f"{before}#Hub{after}" if found else "")
    say_uniform_title(field, hub)
    node.links.append((_EXPRESSION_OF, hub))


def contribution(field: Field, agent: Node) -> Node:
    """A bf:Contribution, its agent described."""
    made = Node("Contribution")
    made.said.append(CONTRIBUTION.statement)
    if field.tag[:1] == "1":
        made.said.append(_PRIMARY)
    say_agent(field, agent)
    made.links.append((_AGENT, agent))
    _say_roles(field, made)
    if "5" in field.by:
        control.say_institution(made, field)
    return made


def _say_roles(field: Field, node: Node) -> None:
    """bf:role by ``$4``, else ``$e`` (a meeting's ``$j``); author or contributor where none is."""
    by, tag = field.by, field.tag
    if tag[:1] == "6":
        node.links.append((_ROLE, _CONTRIBUTOR))
    elif "4" in by:
        if "rdaregistry.info" in by["4"][0]:
            _say_named_roles(field, node)
        else:
            _say_coded_roles(field, node)
    elif ("e" in by and tag[2:3] == "0") or ("j" in by and tag[2:3] == "1"):
        _say_named_roles(field, node)
    elif isinstance(field, Half) and field.of:
        return  # What its field says of the role, or what is supposed where it says nothing.
    elif tag[:1] == "1" and field.record.leader[6:8] in ("am", "aa"):
        node.links.append((_ROLE, _AUTHOR))
    else:
        node.links.append((_ROLE, _CONTRIBUTOR))


def _say_coded_roles(field: Field, node: Node) -> None:
    """Each ``$4`` that no later subfield repeats (mode ``contributionRoleCode``)."""
    subfields = field.subfields
    for i, (code, value) in enumerate(subfields):
        if code != "4":
            continue
        iri = _relation_iri(value)
        if any(later in (iri, value) for _, later in subfields[i + 1 :]):
            continue
        node.links.append((_ROLE, _coded(control.ROLE, value)))


def _relation_iri(value: str) -> str:
    """The IRI of a ``$4``: a relator's code, or an address."""
    if len(value) == 3:
        return RELATORS + url_encoded(value)
    return value if "://" in value else ""


def _coded(class_: Class, value: str) -> Node:
    """The role or relationship a ``$4`` gives."""
    if class_ is control.ROLE and len(value) == 3:
        return _relator(value)
    iri = _relation_iri(value)
    made = thing(class_, iri)
    if not iri:
        made.text(_CODE, value)
    return made


def _say_named_roles(field: Field, node: Node) -> None:
    """Each role named in ``$e``, a meeting's ``$j`` (mode ``contributionRole``)."""
    for value in field.by.get(_role_code(field), ()):
        language = field.language
        for role in _divided(value):
            if role is not None:
                node.links.append((_ROLE, _named(control.ROLE, role, language)))
            # LC's recursion forgets the language.
            language = ""


def _role_code(field: Field) -> str:
    return "j" if field.tag[1:3] == "11" else "e"


def _divided(value: str) -> Iterator[str | None]:
    """The roles in one subfield: parted by comma, “and” or ``&`` (``splitRole``).

    The first is ``None`` where nothing stands before the first divider.
    """
    rest = value
    first = True
    while True:
        if "," in rest:
            before, _, rest = rest.partition(",")
            more = bool(normalize(rest))
        elif " and" in rest:
            before, _, rest = rest.partition(" and")
            more = True
        elif "&" in rest:
            before, _, rest = rest.partition("&")
            more = True
        else:
            yield rest
            return
        role = normalize(before)
        if role or first:
            yield role or None
        if not more:
            return
        first = False


def _named(class_: Class, label: str, language: str) -> Node:
    """The role or relationship of a name."""
    made = Node(class_.kind)
    made.said += [class_.statement, f"{_LABEL} {literal(chop(label), language)}"]
    return made


def say_relationships(field: Field, node: Node, code: str) -> None:
    """bf:relation to the Work for each role in these subfields (``contributionRole``).

    Only the first role of a subfield is one; LC's recursion makes those after it bf:role.
    """
    for value in field.by.get(code, ()):
        for i, role in enumerate(_divided(value)):
            if i:
                node.links.append((_ROLE, _named(control.ROLE, role or "", "")))
            elif role is not None:
                _say_relation(field, node, _named(RELATIONSHIP, role, field.language))


def _say_relation(field: Field, node: Node, relationship: Node) -> None:
    relation = Node("Relation")
    relation.said.append(RELATION.statement)
    relation.links += [(_RELATIONSHIP, relationship), (_RELATED_TO, field.record.work)]
    node.links.append((_RELATION, relation))


def say_relations(field: Field, agent: Node) -> None:
    """bf:relation of a subject to the Work, by ``$e`` (a meeting's ``$j``) and ``$4``."""
    say_relationships(field, agent, _role_code(field))
    for value in field.by.get("4", ()):
        _say_relation(field, agent, _coded(RELATIONSHIP, value))
