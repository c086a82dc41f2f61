"""Who made an authority record and when: its administrative metadata, as bibliographic records' is.

``bf:adminMetadata`` and not LC's ``madsrdf:adminMetadata`` with the RecordInfo ontology: one union
catalogue, one question for “what changed since”, whatever kind of record it is (decision 13).
"""

import re
from typing import Final

from converters.authorities.authority import Authority
from converters.bibframe.administrative import ADMIN_METADATA, ONTOLOGY
from converters.bibframe.codes import values
from converters.bibframe.control import AGENT
from converters.bibframe.graph import Class, Node
from converters.bibframe.terms import expand, literal, term, typed

PROCESS: Final = Class("bf:GenerationProcess")
STATUS: Final = Class("bf:Status")

#: What of this each field is for, in words: it is no table's, for one node tells of several.
ABOUT: Final = {
    "LDR": "the record's last change: bf:status by leader/05, unless it is n",
    "005": "the date of the record's last change",
    "008": "the date of the record's creation, by 008/00-05",
    "040": "who made the record ($a), and who changed it last ($d, else $a)",
}
_ADMIN_METADATA = term("bf:adminMetadata")
_AGENT = term("bf:agent")
_CODE = term("bf:code")
_DATE = term("bf:date")
_DATE_TIME: Final = expand("xsd:dateTime")
_LABEL = term("rdfs:label")
_LEVEL = f"{term('bf:descriptionLevel')} <{ONTOLOGY}>"
_MODIFIER = term("bf:descriptionModifier")
_PROCESS = term("bf:generationProcess")
_STATUS = term("bf:status")
#: Leader/05 of authorities to the status of a record: obsolete, split and replaced are deleted.
_STATUSES: Final = {"a": "c", "c": "c", "d": "d", "n": "n", "o": "d", "s": "d", "x": "d"}
_CHANGED: Final = re.compile(r"(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)", re.ASCII)
_ENTERED: Final = re.compile(r"(\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])", re.ASCII)


def administrative(authority: Authority, entity: Node, version: str) -> Node:
    """Adds creation, change and conversion to the entity; returns one for the rules to fill."""
    made = [_creation(authority)]
    if authority.leader[5:6] != "n":
        made.append(_change(authority))
    made.append(_conversion(authority, version))
    node = authority.thing(ADMIN_METADATA)
    node.said.append(_LEVEL)
    entity.links += [(_ADMIN_METADATA, each) for each in (*made, node)]
    return node


def _node(authority: Authority, status: str) -> Node:
    node = authority.thing(ADMIN_METADATA)
    if value := values("mstatus").get(_STATUSES.get(status, "c")):
        node.link(_STATUS, value.thing(STATUS))
    return node


def _creation(authority: Authority) -> Node:
    """008/00-05; two digits below 65 are of this century."""
    node = _node(authority, "n")
    if match := _ENTERED.match(authority.f008):
        century = "20" if int(match[1]) < 65 else "19"
        day = f"{century}{match[1]}-{match[2]}-{match[3]}"
        node.say(_DATE, typed(f"{day}T00:00:00", _DATE_TIME))
    if agencies := [code for code in authority.values("040", "a") if code.strip()]:
        node.link(_AGENT, _agent(agencies[0]))
    return node


def _change(authority: Authority) -> Node:
    """Leader/05 and 005, by the last agency of 040 ``$d``, or its ``$a``."""
    node = _node(authority, authority.leader[5:6])
    if match := _CHANGED.match(authority.control("005")):
        year, month, day, hour, minute, second = match.groups()
        node.say(_DATE, typed(f"{year}-{month}-{day}T{hour}:{minute}:{second}", _DATE_TIME))
    if modifiers := [code for code in authority.values("040", "d") if code.strip()]:
        node.link(_MODIFIER, _agent(modifiers[-1]))
    elif agencies := [code for code in authority.values("040", "a") if code.strip()]:
        node.link(_AGENT, _agent(agencies[0]))
    return node


def _conversion(authority: Authority, version: str) -> Node:
    node = _node(authority, "c")
    process = authority.thing(PROCESS)
    process.said.append(f"{_LABEL} {literal(version)}")
    node.link(_PROCESS, process)
    node.say(_DATE, typed(authority.generated, _DATE_TIME))
    return node


def _agent(code: str) -> Node:
    agent = Node("Agent")
    agent.said += [AGENT.statement, f"{_CODE} {literal(code.strip())}"]
    return agent
