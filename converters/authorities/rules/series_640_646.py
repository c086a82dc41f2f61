"""How a series is numbered, published and treated, 640-646; each library's practice by its code."""

from typing import Final

from converters.authorities.literals import said
from converters.authorities.parts import Words
from converters.authorities.table import Table, entity, shared
from converters.bibframe import control
from converters.bibframe.field import Field
from converters.bibframe.graph import Class, Node, thing
from converters.bibframe.table import By
from converters.bibframe.terms import literal, term
from converters.bibframe.text import joined

NOTE: Final = Class("bf:Note")
_CODE = term("bf:code")
_LABEL = term("rdfs:label")
_NOTE = term("bf:note")
#: What the code in ``$a`` of a practice means (MARC 21 Format for Authority Data).
_PRACTICES: Final = {
    ("644", "f"): "analyzed in full",
    ("644", "p"): "analyzed in part",
    ("644", "n"): "not analyzed",
    ("645", "t"): "traced as a series added entry",
    ("645", "n"): "not traced as a series added entry",
    ("646", "s"): "volumes classed separately",
    ("646", "c"): "volumes classed as a collection",
    ("646", "m"): "volumes classed with main or other series",
}


def say_note(field: Field, node: Node) -> None:
    """bf:note a bf:Note: rdfs:label “all letters”; bf:applicableInstitution $5"""
    for each in (field, *field.alternates):
        text = joined([value for code, value in each.subfields if code.isalpha()])
        if text:
            _say(field, node, said(each, text))


def say_practice(field: Field, node: Node) -> None:
    """bf:note a bf:Note: rdfs:label what the code in $a means, and “$b $d”; bf:code $a;
    bflc:applicableInstitution $5
    """
    code = field.first("a").strip()
    meaning = _PRACTICES.get((field.tag, code), code)
    beside = joined([value for each, value in field.subfields if each.isalpha() and each != "a"])
    label = f"{meaning}: {beside}" if beside else meaning
    if label:
        note = _say(field, node, literal(label))
        note.said.append(f"{_CODE} {literal(code)}")


def _say(field: Field, node: Node, text: str) -> Node:
    note = thing(NOTE)
    note.said.append(f"{_LABEL} {text}")
    if "5" in field.by:
        control.say_institution(note, field)
    node.link(_NOTE, note)
    return note


TABLE: Final[Table] = {
    **shared("640 641 642", entity(By(say_note))),
    "643": (entity(Words("bf:provisionActivityStatement", "abd")),),
    **shared("644 645 646", entity(By(say_practice))),
}
