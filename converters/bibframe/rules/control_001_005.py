"""The record's control number, 001 and 003; 005 is told of by the administrative metadata."""

from typing import Final

from converters.bibframe.control import AGENT, ORGANIZATIONS
from converters.bibframe.field import Field
from converters.bibframe.graph import Class, Node, thing
from converters.bibframe.table import By, Table, admin
from converters.bibframe.terms import term

LOCAL: Final = Class("bf:Local")
_ASSIGNER = term("bf:assigner")
_CODE = term("bf:code")
_IDENTIFIED_BY = term("bf:identifiedBy")
_VALUE = term("rdf:value")


def say_control_number(field: Field, node: Node) -> None:
    """bf:identifiedBy a bf:Local:
    rdf:value the control number, with its blanks
    bf:assigner the agency whose bf:code is 003; LC (DLC) where 003 is missing or empty
    """
    agencies = [other.data for other in field.record.tags.get("003", ())]
    is_lc = not agencies or "" in agencies or "DLC" in agencies
    assigner = thing(AGENT, f"{ORGANIZATIONS}dlc" if is_lc else "")
    assigner.text(_CODE, "DLC" if is_lc else agencies[0])
    number = thing(LOCAL)
    number.text(_VALUE, field.data)
    number.link(_ASSIGNER, assigner)
    node.link(_IDENTIFIED_BY, number)


TABLE: Final[Table] = {"001": (admin(By(say_control_number), copies=False),)}
