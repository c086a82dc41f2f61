"""Numbering of serials, 362."""

from typing import Final

from converters.bibframe.field import Field
from converters.bibframe.graph import Class, Node, thing
from converters.bibframe.table import By, Table, instance
from converters.bibframe.terms import expand, term
from converters.bibframe.text import chop, normalize

NOTE: Final = Class("bf:Note")
_FIRST = term("bf:firstIssue")
_LAST = term("bf:lastIssue")
_LABEL = term("rdfs:label")
_NOTE = term("bf:note")
_OF_NUMBERING = f"<{expand('rdf:type')}> <http://id.loc.gov/vocabulary/mnotetype/number>"


def say_numbering(field: Field, node: Node) -> None:
    """bf:firstIssue and bf:lastIssue, what stands before and after the hyphen of $a
    each of two statements with “=” between by itself; “)-” before other hyphens
    a bf:note of the type number: where the first indicator is not 0 or $a is not so simple
    """
    values = field.by.get("a", ())
    text = values[0] if values else ""
    if field.ind1 != "0" or ";" in text or "-" not in text or text.count("=") > 1:
        _say_note(field, node, next((value for value in values if value), ""))
    elif "=" in text:
        for statement in text.split("="):
            _say_issues(field, node, normalize(statement))
    else:
        _say_issues(field, node, text)


def _say_issues(field: Field, node: Node, text: str) -> None:
    """The first and the last issue; a note where hyphens leave in doubt which they are."""
    if ")-" in text:
        first, _, last = text.partition(")-")
        first = f"{first})"
    elif text.count("-") == 1:
        first, _, last = text.partition("-")
    else:
        _say_note(field, node, text)
        return
    if first:
        node.text(_FIRST, chop(first), field.language)
    if last:
        node.text(_LAST, chop(last), field.language)


def _say_note(field: Field, node: Node, text: str) -> None:
    note = thing(NOTE)
    note.said.append(_OF_NUMBERING)
    note.text(_LABEL, text, field.language)
    node.links.append((_NOTE, note))


TABLE: Final[Table] = {"362": (instance(By(say_numbering)),)}
