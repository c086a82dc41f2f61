"""The work a linking entry (760 to 787) names, with its instance: one shape for all the tags."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from converters.bibframe.control import IDENTIFIER, identify, say_applies_to, say_role
from converters.bibframe.field import Field
from converters.bibframe.graph import Class, Node, thing
from converters.bibframe.half import Half
from converters.bibframe.rules.note_parts import LABEL, language_of_all
from converters.bibframe.terms import term
from converters.bibframe.text import chop, joined, normalize, url_encoded

_LANGUAGES: Final = "http://id.loc.gov/vocabulary/languages/"
_COUNTRIES: Final = "http://id.loc.gov/vocabulary/countries/"

_WORK: Final = Class("bf:Work")
_INSTANCE: Final = Class("bf:Instance")
_TITLE_CLASS: Final = Class("bf:Title")
_ABBREVIATED: Final = Class("bf:AbbreviatedTitle")
_AGENT_CLASS: Final = Class("bf:Agent")
_PRIMARY: Final = Class("bf:PrimaryContribution")
_LANGUAGE_CLASS: Final = Class("bf:Language")
_PLACE_CLASS: Final = Class("bf:Place")
_ACTIVITY_CLASS: Final = Class("bf:ProvisionActivity")
_NOTE_CLASS: Final = Class("bf:Note")
_ISSN: Final = Class("bf:Issn")
_LCCN: Final = Class("bf:Lccn")

_AGENT: Final = term("bf:agent")
_ACTIVITY: Final = term("bf:provisionActivity")
_CONTRIBUTION: Final = term("bf:contribution")
_HAS_INSTANCE: Final = term("bf:hasInstance")
_IDENTIFIED_BY: Final = term("bf:identifiedBy")
_INSTANCE_OF: Final = term("bf:instanceOf")
_LANGUAGE: Final = term("bf:language")
_MAIN_TITLE: Final = term("bf:mainTitle")
_NOTE: Final = term("bf:note")
_PLACE: Final = term("bf:place")
_QUALIFIER: Final = term("bf:qualifier")
_TITLE: Final = term("bf:title")
_VALUE: Final = term("rdf:value")

#: Subfields the Instance says as they are.
_STATEMENTS: Final = {
    "b": term("bf:editionStatement"),
    "d": term("bf:provisionActivityStatement"),
    "g": term("bf:part"),
    "k": term("bf:seriesStatement"),
}
#: Subfields that are labels of a thing the Instance has.
_LABELLED: Final = {
    "h": (term("bf:extent"), Class("bf:Extent")),
    "j": (_NOTE, _NOTE_CLASS),
    "m": (_NOTE, _NOTE_CLASS),
    "n": (_NOTE, _NOTE_CLASS),
    "q": (_NOTE, _NOTE_CLASS),
}
#: Subfields that are numbers of the Instance.
_NUMBERS: Final = {
    "o": Class("bf:Local"),
    "r": Class("bf:ReportNumber"),
    "u": Class("bf:Strn"),
    "y": Class("bf:Coden"),
    "z": Class("bf:Isbn"),
}
#: Entries for what has a title of its own: the whole and its parts.
_OTHER_TITLED: Final = ("773", "774")


@dataclass(frozen=True, slots=True)
class _Others:
    """The 880s paired with an entry, which say the same in another script."""

    fields: Sequence[Field] = ()
    language: str = ""

    def first(self, code: str) -> str | None:
        return next((other.by[code][0] for other in self.fields if code in other.by), None)


_NONE: Final = _Others()


def _others(field: Field, tag: str) -> _Others:
    if not field.record.other_scripts:
        return _NONE
    number = field.occurrence if "-00" not in field.first("6") else ""
    others = [
        other
        for other in field.record.other_scripts
        if other.tag == tag and other.occurrence == number
    ]
    return _Others(others, language_of_all(others))


def linked_work(field: Field, tag: str, number: int, language: str) -> Node:
    """The Work an entry names; ``tag`` and ``language`` are those of the entry whose relation it
    is part of, which may be another.

    LC numbers the works of a relation from 1, and those of single entries by their place in the
    record, so that two may get one number: then they are one.
    """
    node = _numbered(field, _WORK, number)
    others = _others(field, tag)
    _say_title(node, field, others, of_work=True)
    for code, value in field.subfields:
        if code == "a":
            agent = thing(_AGENT_CLASS)
            agent.text(LABEL, chop(value), language)
            _say_other(agent, LABEL, code, others)
            contribution = thing(_PRIMARY)
            contribution.links.append((_AGENT, agent))
            node.links.append((_CONTRIBUTION, contribution))
        elif code == "e":
            iri = _LANGUAGES + url_encoded(normalize(value))
            node.links.append((_LANGUAGE, thing(_LANGUAGE_CLASS, iri)))
        elif code == "p":
            title = thing(_ABBREVIATED)
            title.text(_MAIN_TITLE, value, language)
            _say_other(title, _MAIN_TITLE, code, others)
            node.links.append((_TITLE, title))
        elif code == "v":
            note = thing(_NOTE_CLASS)
            note.text(LABEL, chop(value), language)
            node.links.append((_NOTE, note))
        elif code == "x":
            _say_number(node, _ISSN, value)
        elif code == "4":
            say_role(node, value)
    say_applies_to(node, field)
    instance = _numbered(field, _INSTANCE, number)
    _say_instance(instance, field, others)
    instance.links.append((_INSTANCE_OF, node))
    node.links.append((_HAS_INSTANCE, instance))
    field.record.circles.append((node, instance))
    return node


def _numbered(field: Field, class_: Class, number: int) -> Node:
    nodes = field.record.numbered
    name = f"{class_.kind}{field.own}-{number}"
    if name not in nodes:
        nodes[name] = field.record.thing(class_)
    return nodes[name]


def _say_instance(node: Node, field: Field, others: _Others) -> None:
    _say_title(node, field, others, of_work=False)
    language = field.language
    for code, value in field.subfields:
        if code in _STATEMENTS:
            node.text(_STATEMENTS[code], chop(value), language)
            _say_other(node, _STATEMENTS[code], code, others)
        elif code in _LABELLED:
            predicate, class_ = _LABELLED[code]
            labelled = thing(class_)
            labelled.text(LABEL, chop(value), language)
            _say_other(labelled, LABEL, code, others)
            node.links.append((predicate, labelled))
        elif code in _NUMBERS:
            _say_number(node, _NUMBERS[code], value)
        elif code == "w":
            identify(node, value, "w", _LCCN if value.startswith("(DLC)") else IDENTIFIER)
        elif code == "f":
            activity = thing(_ACTIVITY_CLASS)
            iri = _COUNTRIES + url_encoded(normalize(value))
            activity.links.append((_PLACE, thing(_PLACE_CLASS, iri)))
            node.links.append((_ACTIVITY, activity))
        elif code == "4":
            say_role(node, value)
    say_applies_to(node, field)


def _say_other(node: Node, predicate: str, code: str, others: _Others) -> None:
    """The first of a subfield in the paired 880s."""
    if others.fields and (other := others.first(code)) is not None:
        node.text(predicate, chop(other), others.language)


def _say_number(node: Node, class_: Class, value: str) -> None:
    number = thing(class_)
    number.text(_VALUE, chop(value))
    node.links.append((_IDENTIFIED_BY, number))


def _say_title(node: Node, field: Field, others: _Others, *, of_work: bool) -> None:
    """The title: $s (of the Work), $t, or the record's own, but for a host or a part."""
    code = next((code for code in ("st" if of_work else "t") if code in field.by), "")
    main = chop(field.first(code) if code else _own_title(field))
    if not main:
        return
    title = thing(_TITLE_CLASS)
    title.text(_MAIN_TITLE, main, field.language)
    if others.fields and (other := chop(_other_title(field, others, of_work=of_work))):
        title.text(_MAIN_TITLE, other, others.language)
    if of_work:
        for value in field.by.get("c", ()):
            title.text(_QUALIFIER, chop(value, parens=True), field.language)
        for other_field in others.fields:
            for value in other_field.by.get("c", ()):
                title.text(_QUALIFIER, chop(value, parens=True), others.language)
    node.links.append((_TITLE, title))


def _other_title(field: Field, others: _Others, *, of_work: bool) -> str:
    """The title in the other script; where the 880 has $s, LC takes the entry's own $s."""
    if of_work and others.first("s") is not None:
        return field.first("s")
    if (title := others.first("t")) is not None:
        return title
    named = others.first("s") is not None or others.first("a") is not None
    return _own_title(field) if named else ""


def _own_title(field: Field) -> str:
    """The record's title, which an entry without one is taken to have too.

    Intended difference: LC does so even for 773 and 774, and names a journal after its article.
    """
    if field.tag in _OTHER_TITLED:
        return ""
    if isinstance(field, Half):
        titles = [half for title in field.record.tags.get("245", ()) for half in title.halves]
        if titles:
            return joined([value for title in titles for value in title.all("ab")])
    return joined(field.record.values("245", "ab"))
