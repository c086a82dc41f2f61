"""Headings: their label, their key, and the lists of their elements and components (MADS/RDF)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from converters.authorities.authority import authority_of
from converters.authorities.codes import by_two
from converters.authorities.kinds import (
    DIVISIONS,
    KINDS,
    NAMES,
    Kind,
    name_kind,
    type_,
)
from converters.authorities.literals import said, tag_of
from converters.bibframe.field import Field
from converters.bibframe.graph import Node, bound_list
from converters.bibframe.terms import literal, term
from converters.bibframe.text import chop, normalize

AUTHORITATIVE: Final = term("madsrdf:authoritativeLabel")
VARIANT: Final = term("madsrdf:variantLabel")
LABEL: Final = term("rdfs:label")
MARC_KEY: Final = term("bflc:marcKey")
_COMPONENTS = term("madsrdf:componentList")
_ELEMENTS = term("madsrdf:elementList")
_ELEMENT_VALUE = term("madsrdf:elementValue")
_FIRST = term("rdf:first")
_REST = term("rdf:rest")
_END = f"{_REST} {term('rdf:nil')}"
_CLASSES: Final = by_two("elements")
_DIVIDED: Final = {"v": KINDS["55"], "x": KINDS["50"], "y": KINDS["48"], "z": KINDS["51"]}
#: Letters that say something about a heading and are no part of it: how it is related, a role.
_BESIDE: Final = {"00": "eiw", "10": "eiw", "11": "ijw"}
_BESIDE_OTHERS: Final = "eiw"
#: What stands before a subfield of a name, by the last two digits of its tag, and of a title.
_BEFORE: Final = {"00": {"c": ",", "d": ","}, "10": {"b": "."}, "11": {"e": "."}}
_BEFORE_OF_TITLE: Final = {**dict.fromkeys("fhklnps", "."), **dict.fromkeys("mr", ","), "o": ";"}
#: What already stands there, or takes its place: ISBD's marks, the hyphen of an open date.
_MARKS: Final = ".,:;/=?!-"
_BRACKETS: Final = "([（〔"
#: Bodies and meetings have number, date and place in round brackets.
_QUALIFIED: Final = frozenset({"10", "11"})
_QUALIFIERS: Final = frozenset("ncd")
_LINKAGE: Final = frozenset("68")
_TITLE_STARTS: Final = ("t", "k")

#: No heading has so many parts; a list of them would be as deep as it is long.
MANY: Final = 200

type Subfields = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Parts:
    """A heading taken apart: a name or term, a title after it, subdivisions."""

    name: Subfields
    title: Subfields
    divisions: Subfields


def parts_of(field: Field) -> Parts:
    """The subfields of a heading that are part of it, in the field's order."""
    suffix = field.tag[1:3]
    beside = _BESIDE.get(suffix, _BESIDE_OTHERS)
    name: Subfields = []
    title: Subfields = []
    divisions: Subfields = []
    start = _title_start(field) if suffix in NAMES else ""
    into = title if suffix == "30" else name
    for code, value in field.subfields:
        if code in DIVISIONS:
            divisions.append((code, value))
        elif code.isalpha() and code not in beside:
            if code == start:
                into = title
            into.append((code, value))
    return Parts(name, title, divisions)


def _title_start(field: Field) -> str:
    """The code a title begins with in a name's field: ``$t``, else ``$k``."""
    return next((code for code in _TITLE_STARTS if code in field.by), "")


def label_of(field: Field) -> str:
    """The heading as one text.

    A title stands after a full stop, subdivisions after ``--``; ISBD's marks at the ends are cut.
    """
    parts = parts_of(field)
    label = name_of(parts, field.tag[1:3])
    if parts.title:
        title = title_of(parts)
        label = f"{label}{_stop(label)}{title}" if label else title
    return "--".join([*([label] if label else []), *_texts(parts.divisions)])


def name_of(parts: Parts, suffix: str = "00") -> str:
    """The name or term, without ISBD's marks at its ends."""
    name, qualifiers = parts.name, ""
    if suffix in _QUALIFIED and not any("(" in value for _, value in name):
        added = [value for code, value in name if code in _QUALIFIERS]
        if added and name[0][0] not in _QUALIFIERS:
            name = [each for each in name if each[0] not in _QUALIFIERS]
            qualifiers = f" ({' : '.join(_bare(value) for value in added)})"
    return chop(_punctuated(name, _BEFORE.get(suffix, {}))) + qualifiers


def title_of(parts: Parts) -> str:
    """The title, without ISBD's marks at its ends."""
    return chop(_punctuated(parts.title, _BEFORE_OF_TITLE))


def _punctuated(subfields: Subfields, before: Mapping[str, str]) -> str:
    """The subfields as one text, with the marks a record without ISBD's punctuation leaves out."""
    text = ""
    for code, value in subfields:
        if part := normalize(value):
            bare = text and text[-1] not in _MARKS and part[0] not in _BRACKETS
            mark = before.get(code, "") if bare else ""
            text += f"{mark} {part}" if text else part
    return text


def _bare(value: str) -> str:
    return chop(value).strip("()")


def _texts(subfields: Subfields) -> list[str]:
    return [text for _, value in subfields if (text := chop(value))]


def _stop(label: str) -> str:
    return " " if label[-1] in ".?!-" else ". "


def key_of(field: Field) -> str:
    """Tag, indicators and subfields as one text, without linkage (``bflc:marcKey``)."""
    subfields = [f"${code}{normalize(v)}" for code, v in field.subfields if code not in _LINKAGE]
    return f"{field.tag}{field.ind1}{field.ind2}{''.join(subfields)}"


def say_labels(field: Field, node: Node, *predicates: str) -> None:
    """The label under each predicate, and the key: of the field and of the 880s paired with it."""
    for each in (field, *field.alternates):
        if label := label_of(each):
            tag = tag_of(each, label)
            text = literal(label, tag)
            node.said += [f"{predicate} {text}" for predicate in predicates]
            node.said.append(f"{MARC_KEY} {literal(key_of(each), tag)}")


def say_structure(field: Field, node: Node) -> None:
    """madsrdf:componentList of a heading with a title or subdivisions, else madsrdf:elementList.

    The 880s paired with it have lists of their own. Of more parts than any heading has, no list.
    """
    for each in (field, *field.alternates):
        if len(each.subfields) > MANY:
            sentence = f"field {each.own} has {len(each.subfields)} parts, and no list of them"
            authority_of(field).told.append(sentence)
            continue
        parts = parts_of(each)
        if parts.divisions or (parts.name and parts.title):
            node.link(_COMPONENTS, listed(_components(each, parts)))
        elif elements := _elements(each, parts):
            node.link(_ELEMENTS, listed(elements))


def _components(field: Field, parts: Parts) -> list[Node]:
    made: list[Node] = []
    if parts.name:
        made.append(_component(field, name_kind(field), name_of(parts, field.tag[1:3]), parts.name))
    if parts.title:
        made.append(_component(field, KINDS["30"], title_of(parts), parts.title))
    for code, value in parts.divisions:
        node = Node(_DIVIDED[code].mads)
        node.said += [type_(f"madsrdf:{node.kind}"), f"{AUTHORITATIVE} {said(field, chop(value))}"]
        made.append(node)
    return made


def _component(field: Field, kind: Kind, label: str, subfields: Subfields) -> Node:
    node = Node(kind.mads)
    node.said += [type_(f"madsrdf:{kind.mads}"), f"{AUTHORITATIVE} {said(field, label)}"]
    block = "title" if kind.mads == "Title" else field.tag[1:3]
    if block in NAMES or block == "title":
        node.link(_ELEMENTS, listed([_element(field, block, *each) for each in subfields]))
    return node


def _elements(field: Field, parts: Parts) -> list[Node]:
    block = "title" if parts.title else field.tag[1:3]
    subfields = parts.name or parts.title
    return [_element(field, block, code, value) for code, value in subfields]


def _element(field: Field, block: str, code: str, value: str) -> Node:
    name = _CLASSES.get((block, code)) or _CLASSES.get((block, "*"), "TopicElement")
    node = Node(name)
    node.said += [type_(f"madsrdf:{name}"), f"{_ELEMENT_VALUE} {said(field, normalize(value))}"]
    return node


def listed(nodes: Sequence[Node]) -> Node:
    """An RDF list of at least one node."""
    bound_list(len(nodes))
    rest: Node | None = None
    for node in reversed(nodes):
        cell = Node("List")
        cell.links.append((_FIRST, node))
        if rest is None:
            cell.said.append(_END)
        else:
            cell.links.append((_REST, rest))
        rest = cell
    if rest is None:
        raise ValueError("a list needs at least one thing")
    return rest


def say_types(node: Node, kind: Kind, *beside: str) -> None:
    """rdf:type: the kind's classes of BIBFRAME and MADS, and what it is beside (Authority …)."""
    node.said += [type_(f"bf:{name}") for name in kind.bibframe]
    say_mads_types(node, kind, *beside)


def say_mads_types(node: Node, kind: Kind, *beside: str) -> None:
    """rdf:type: the kind's class of MADS, and what it is beside (Variant, Authority …)."""
    node.said += [type_(f"madsrdf:{name}") for name in (kind.mads, *beside)]
