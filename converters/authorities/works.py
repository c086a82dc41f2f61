"""What a title heading says of the work: its bf:title, language, parts, and who it is by."""

from typing import Final

from converters.authorities.headings import (
    LABEL,
    MARC_KEY,
    Parts,
    key_of,
    name_of,
    parts_of,
    title_of,
)
from converters.authorities.kinds import name_kind, type_
from converters.authorities.literals import said, tag_of
from converters.bibframe.field import Field
from converters.bibframe.graph import Class, Node
from converters.bibframe.terms import literal, term
from converters.bibframe.text import chop
from converters.bibframe.things.names import relator

AGENT: Final = Class("bf:Agent")
CONTRIBUTION: Final = Class("bf:Contribution")
TITLE: Final = Class("bf:Title")
_AGENT = term("bf:agent")
_CONTRIBUTION = term("bf:contribution")
_MAIN_TITLE = term("bf:mainTitle")
_NON_SORT = term("bflc:nonSortNum")
_ROLE = term("bf:role")
_TITLE = term("bf:title")
_PRIMARY = type_("bf:PrimaryContribution")
_ARRANGEMENT = type_("bf:Arrangement")
# Nothing is ever added to it; every record shares it.
_CREATOR: Final = relator("cre")
#: Subfields with a literal of their own, on the title and on the work.
_OF_TITLE: Final = {"n": term("bf:partNumber"), "p": term("bf:partName")}
_OF_WORK: Final = {
    "d": term("bf:legalDate"),
    "f": term("bf:originDate"),
    "s": term("bf:version"),
}
#: Subfields with a labelled thing of their own.
_THINGS: Final = {
    "h": (term("bf:genreForm"), Class("bf:GenreForm")),
    "l": (term("bf:language"), Class("bf:Language")),
    "m": (term("bf:musicMedium"), Class("bf:MusicMedium")),
    "r": (term("bf:keyMode"), Class("bf:KeyMode")),
}


def say_work(field: Field, node: Node, *, named: bool) -> None:
    """The title (as bibliographic records' Hubs have it), and, ``named``, its creator."""
    title = Node("Title")
    title.said.append(TITLE.statement)
    for each in (field, *field.alternates):
        parts = parts_of(each)
        if main := title_of(parts):
            title.said.append(f"{_MAIN_TITLE} {said(each, main)}")
        _say_parts(each, parts, title, node)
    if field.tag[1:3] == "30" and field.ind2.isdigit() and field.ind2 != "0":
        title.said.append(f"{_NON_SORT} {literal(field.ind2)}")
    node.link(_TITLE, title)
    if named:
        _say_creator(field, node)


def _say_parts(field: Field, parts: Parts, title: Node, node: Node) -> None:
    for code, value in parts.title:
        text = chop(value, parens=code == "d")
        if not text:
            continue
        if code in _OF_TITLE:
            title.said.append(f"{_OF_TITLE[code]} {said(field, text)}")
        elif code in _OF_WORK:
            node.said.append(f"{_OF_WORK[code]} {said(field, text)}")
        elif code in _THINGS:
            predicate, class_ = _THINGS[code]
            made = Node(class_.kind)
            made.said += [class_.statement, f"{LABEL} {said(field, text)}"]
            node.link(predicate, made)
        elif code == "o":
            node.said.append(_ARRANGEMENT)


def _say_creator(field: Field, node: Node) -> None:
    """bf:contribution a bf:PrimaryContribution: bf:agent by the name before the title, bf:role
    creator.
    """
    agent = Node("Agent")
    agent.said += [type_(f"bf:{name}") for name in name_kind(field).bibframe]
    for each in (field, *field.alternates):
        parts = parts_of(each)
        if name := name_of(parts, field.tag[1:3]):
            agent.said.append(f"{LABEL} {said(each, name)}")
            key = key_of(each)
            for start in ("t", "k"):
                key = key.partition(f"${start}")[0] if start in each.by else key
            agent.said.append(f"{MARC_KEY} {literal(key, tag_of(each, name))}")
    made = Node("Contribution")
    made.said += [CONTRIBUTION.statement, _PRIMARY]
    made.link(_AGENT, agent)
    made.link(_ROLE, _CREATOR)
    node.link(_CONTRIBUTION, made)
