"""Where the information comes from, 670-675: found there, not found there; titles, 672-673."""

from typing import Final

from converters.authorities.literals import said
from converters.authorities.parts import SOURCE
from converters.authorities.table import Table, entity, shared
from converters.authorities.works import TITLE
from converters.bibframe import control
from converters.bibframe.field import Field
from converters.bibframe.graph import Class, Node, thing
from converters.bibframe.table import By
from converters.bibframe.terms import literal, term
from converters.bibframe.text import chop, joined

HUB: Final = Class("bf:Hub")
RELATION: Final = Class("bf:Relation")
_ASSOCIATED = term("bf:associatedResource")
_CITED = term("madsrdf:citationSource")
_HAS_SOURCE = term("madsrdf:hasSource")
_LABEL = term("rdfs:label")
_MAIN_TITLE = term("bf:mainTitle")
_NOTE = term("madsrdf:citationNote")
_ORIGIN = term("bf:originDate")
_RELATION = term("bf:relation")
_STATUS = term("madsrdf:citationStatus")
_SUBTITLE = term("bf:subtitle")
_TITLE = term("bf:title")
_STATUSES: Final = {
    "670": f"{_STATUS} {literal('found')}",
    "673": f"{_STATUS} {literal('not related')}",
    "675": f"{_STATUS} {literal('notfound')}",
}


def say_source(field: Field, node: Node) -> None:
    """madsrdf:hasSource a madsrdf:Source: citationSource “$a” and the address in $u,
    citationNote “$b”, citationStatus found (670), notfound (675, for each $a), not related (673);
    bf:identifiedBy $w, bflc:applicableInstitution $5
    """
    if field.tag == "675":
        for value in field.by.get("a", ()):
            _say_one(field, node, [value])
        if "a" not in field.by and field.has("bu"):
            _say_one(field, node, [])
        return
    _say_one(field, node, field.by.get("a", []))


def _say_one(field: Field, node: Node, cited: list[str]) -> None:
    source = thing(SOURCE)
    source.said.append(_STATUSES[field.tag])
    _say_text(field, source, _CITED, cited)
    _say_text(field, source, _NOTE, field.all("bf") if field.tag == "673" else field.all("b"))
    for other in field.alternates:
        _say_text(other, source, _CITED, other.all("a"))
        _say_text(other, source, _NOTE, other.all("b"))
    for value in field.by.get("u", ()):
        if "://" in value:
            source.point(_CITED, value)
        else:
            _say_text(field, source, _CITED, [value])
    for code, value in field.subfields:
        if code in "0w":
            control.identify(source, value, code)
    if "5" in field.by:
        control.say_institution(source, field)
    node.link(_HAS_SOURCE, source)


def _say_text(field: Field, source: Node, predicate: str, values: list[str]) -> None:
    if text := joined(values):
        source.said.append(f"{predicate} {said(field, text)}")


def say_title(field: Field, node: Node) -> None:
    """bf:relation to a bf:Hub: bf:title: bf:mainTitle “$a”, bf:subtitle “$b”; bf:originDate “$f”;
    bf:identifiedBy $w; what $0 identifies
    """
    title = thing(TITLE)
    hub = thing(HUB)
    for code, predicate, of in (("a", _MAIN_TITLE, title), ("b", _SUBTITLE, title)):
        for each in (field, *field.alternates):
            for value in each.by.get(code, ()):
                of.said.append(f"{predicate} {said(each, chop(value) or value)}")
    if text := chop(joined(field.all("ab"))):
        hub.said.append(f"{_LABEL} {said(field, text)}")
    for value in field.by.get("f", ()):
        hub.said.append(f"{_ORIGIN} {said(field, chop(value) or value)}")
    for code, value in field.subfields:
        if code in "01w":
            control.identify(hub, value, "w" if code == "w" else "0")
    if "5" in field.by:
        control.say_institution(hub, field)
    hub.link(_TITLE, title)
    relation = thing(RELATION)
    relation.link(_ASSOCIATED, hub)
    node.link(_RELATION, relation)


TABLE: Final[Table] = {
    **shared("670 673 675", entity(By(say_source))),
    "672": (entity(By(say_title)),),
}
