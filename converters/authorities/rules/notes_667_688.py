"""Notes, 667 and 677-688: for cataloguers, on lives, on scope, on use."""

from typing import Final

from converters.authorities.authority import authority_of
from converters.authorities.literals import said
from converters.authorities.parts import Words, say_sources
from converters.authorities.table import Table, entity
from converters.bibframe import control
from converters.bibframe.field import Field
from converters.bibframe.graph import Class, Node, thing
from converters.bibframe.table import By
from converters.bibframe.terms import term
from converters.bibframe.text import joined

NOTE: Final = Class("bf:Note")
BIOGRAPHICAL: Final = "http://id.loc.gov/vocabulary/mnotetype/biogdata"
_BIOGRAPHICAL = f"{term('rdf:type')} <{BIOGRAPHICAL}>"
_CHANGE = term("madsrdf:changeNote")
_DELETION = term("madsrdf:deletionNote")
_EDITORIAL = term("madsrdf:editorialNote")
_LABEL = term("rdfs:label")
_LOCATOR = term("bf:electronicLocator")
_NOTE = term("bf:note")


def say_editorial(field: Field, node: Node) -> None:
    """madsrdf:editorialNote “$a” each; where $5 says whose it is, bf:note a bf:Note with it"""
    for each in (field, *field.alternates):
        for value in each.by.get("a", ()):
            text = said(each, joined([value]))
            if "5" in field.by:
                note = thing(NOTE)
                note.said.append(f"{_LABEL} {text}")
                control.say_institution(note, field)
                node.link(_NOTE, note)
            else:
                node.said.append(f"{_EDITORIAL} {text}")


def say_life(field: Field, node: Node) -> None:
    """bf:note a bf:Note of rdf:type biogdata: rdfs:label “$a $b”; bf:electronicLocator $u"""
    note = thing(NOTE)
    for each in (field, *field.alternates):
        if text := joined(each.all("ab")):
            note.said.append(f"{_LABEL} {said(each, text)}")
    if len(note.said) == 1 and "u" not in field.by:
        return
    note.said.append(_BIOGRAPHICAL)
    for value in field.by.get("u", ()):
        note.point(_LOCATOR, value)
    node.link(_NOTE, note)


def say_deletion(field: Field, node: Node) -> None:
    """madsrdf:deletionNote “$i $a …” of a record that leader/05 withdraws, else changeNote"""
    withdrawn = authority_of(field).leader[5:6] in "dosx"
    predicate = _DELETION if withdrawn else _CHANGE
    for each in (field, *field.alternates):
        if text := joined([value for code, value in each.subfields if code in "ai"]):
            node.said.append(f"{predicate} {said(each, text)}")
    for zero in field.by.get("0", ()):
        control.identify(node, zero)


TABLE: Final[Table] = {
    "667": (entity(By(say_editorial)),),
    "677": (entity(Words("madsrdf:definitionNote", "a"), By(say_sources)),),
    "678": (entity(By(say_life)),),
    "680": (entity(Words("madsrdf:scopeNote", "ai")),),
    "681": (entity(Words("madsrdf:exampleNote", "ai")),),
    "682": (entity(By(say_deletion)),),
    "688": (entity(Words("madsrdf:historyNote", "a"), By(say_sources)),),
}
