"""Class numbers and subject categories of what the heading names, 050-087."""

from itertools import pairwise
from typing import Final

from converters.authorities.literals import said
from converters.authorities.table import Rule, Table, entity
from converters.bibframe import control
from converters.bibframe.control import ORGANIZATIONS
from converters.bibframe.field import Field
from converters.bibframe.graph import Class, Node, thing
from converters.bibframe.rules import classes_050_088, coded_045_048
from converters.bibframe.table import By
from converters.bibframe.table import Table as BibTable
from converters.bibframe.terms import literal, term
from converters.bibframe.text import code as normalized_code
from converters.bibframe.text import joined

NOTE: Final = Class("bf:Note")
TOPIC: Final = Class("bf:Topic")
AGRICOLA: Final = "http://id.loc.gov/vocabulary/classSchemes/agricola"
_ASSIGNER = term("bf:assigner")
_CLASSIFICATION = term("bf:classification")
_CODE = term("bf:code")
_EDITION = term("bf:edition")
_LABEL = term("rdfs:label")
_NOTE = term("bf:note")
_PORTION = term("bf:classificationPortion")
_SOURCE = term("bf:source")
_SUBJECT = term("bf:subject")
_TABLE = term("bf:table")
_CLASSES: Final = {
    "053": Class("bf:ClassificationLcc"),
    "065": Class("bf:Classification"),
    "083": Class("bf:ClassificationDdc"),
    "087": Class("bf:Classification"),
}
#: The last number of a range.
_ENDS: Final = {"053": "b", "065": "b", "083": "c", "087": "b"}
#: A term that says which aspect of the heading the number is for.
_TERMS: Final = {"053": "c", "065": "c", "083": "e", "087": "q"}
_EDITIONS: Final = {"0": "full", "1": "abridged"}


def say_class(field: Field, node: Node) -> None:
    """bf:classification for each $a, by its tag a bf:ClassificationLcc (053), bf:ClassificationDdc
    (083) or bf:Classification (065, 087): bf:classificationPortion “$a”, or “$a-$b” of a range
    (083: “$a-$c”); bf:note a bf:Note “$c” (083 “$e”, 087 “$q”): the aspect it is for;
    bf:source $2; bf:table $z; bf:assigner LC where the second indicator of 053 is 0, else $5
    """
    end, aspect = _ENDS[field.tag], _TERMS[field.tag]
    subfields = field.subfields
    starts = [at for at, (code, _) in enumerate(subfields) if code == "a"]
    for at, until in pairwise([*starts, len(subfields)]):
        group = subfields[at:until]
        made = thing(_CLASSES[field.tag])
        portion = joined([value for code, value in group if code in ("a", end)], "-")
        made.said.append(f"{_PORTION} {literal(portion)}")
        for code, value in group:
            if code == aspect and value.strip():
                note = thing(NOTE)
                note.said.append(f"{_LABEL} {said(field, joined([value]))}")
                made.link(_NOTE, note)
        _say_scheme(field, made)
        node.link(_CLASSIFICATION, made)


def _say_scheme(field: Field, made: Node) -> None:
    for two in field.by.get("2", ()):
        control.say_source(made, two, of_082=True)
    for table in field.by.get("z", ()):
        made.said.append(f"{_TABLE} {literal(joined([table]))}")
    if field.tag == "083" and (edition := _EDITIONS.get(field.ind1)):
        made.said.append(f"{_EDITION} {literal(edition)}")
    if field.tag == "053" and field.ind2 == "0":
        made.point(_ASSIGNER, f"{ORGANIZATIONS}dlc")
    else:
        for agency in field.by.get("5", ()):
            made.point(_ASSIGNER, ORGANIZATIONS + normalized_code(agency, strip=True))


def say_category(field: Field, node: Node) -> None:
    """bf:subject a bf:Topic for each $x, or one: bf:code “$a$x”; bf:source $2, AGRICOLA where the
    second indicator is 0
    """
    first = field.first("a")
    for second in field.by.get("x", ("",)):
        if code := joined([first + second]):
            topic = thing(TOPIC)
            topic.said.append(f"{_CODE} {literal(code)}")
            if field.ind2 == "0":
                topic.link(_SOURCE, thing(control.SOURCE, AGRICOLA))
            for two in field.by.get("2", ()):
                control.say_source(topic, two)
            node.link(_SUBJECT, topic)


def say_use(field: Field, node: Node) -> None:
    """bf:note a bf:Note: rdfs:label “use as a subdivision: $a, $a …”; bf:source $z"""
    if values := field.by.get("a"):
        note = thing(NOTE)
        note.said.append(f"{_LABEL} {literal('use as a subdivision: ' + joined(values, ', '))}")
        for source in field.by.get("z", ()):
            control.say_source(note, source)
        node.link(_NOTE, note)


def _as_of_works(table: BibTable, tag: str) -> tuple[Rule, ...]:
    """The rules bibliographic records have for a Work, of the authority."""
    return tuple(entity(*rule.parts) for rule in table[tag] if rule.target == "work")


_CLASSED: Final = ("050", "052", "055", "060", "070", "080", "082", "086")

TABLE: Final[Table] = {
    "045": _as_of_works(coded_045_048.TABLE, "045"),
    **{tag: _as_of_works(classes_050_088.TABLE, tag) for tag in _CLASSED},
    "053": (entity(By(say_class)),),
    "065": (entity(By(say_class)),),
    "072": (entity(By(say_category)),),
    "073": (entity(By(say_use)),),
    "083": (entity(By(say_class)),),
    "087": (entity(By(say_class)),),
}
