"""Provision, 260-264: who produced, published, distributed or made it, where and when.

All of a record's provision is made at once, when its 008 is read: a field and what 008 codes can
tell of one activity. A record without 008 has none.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from converters.bibframe.control import APPLIES_TO
from converters.bibframe.description import Description
from converters.bibframe.field import Field
from converters.bibframe.graph import Class, Node, thing
from converters.bibframe.half import Half
from converters.bibframe.joining import join
from converters.bibframe.languages import normalized
from converters.bibframe.rules.c008 import NOT_SECONDARY
from converters.bibframe.rules.provision_26x_coded import CURRENT, EARLIEST, STATUS, Coded, coded
from converters.bibframe.rules.provision_26x_groups import (
    COPYRIGHT,
    DISTRIBUTION,
    MANUFACTURE,
    NOWHERE,
    PRODUCTION,
    PUBLICATION,
    TAGS,
    Group,
    groups,
)
from converters.bibframe.table import By, Condition, Table, When, instance, shared
from converters.bibframe.terms import term
from converters.bibframe.text import chop, delimited

PROVISION: Final = Class("bf:ProvisionActivity")
_ACTIVITIES: Final = {
    PRODUCTION: "Production",
    PUBLICATION: "Publication",
    DISTRIBUTION: "Distribution",
    MANUFACTURE: "Manufacture",
}
_PROPERTIES: Final = (
    ("a", term("bflc:simplePlace")),
    ("b", term("bflc:simpleAgent")),
    ("c", term("bflc:simpleDate")),
)
_APPLIES_TO: Final = term("bflc:appliesTo")
_COPYRIGHT_DATE: Final = term("bf:copyrightDate")
_LABEL: Final = term("rdfs:label")
_PROVISION: Final = term("bf:provisionActivity")
_STATEMENT: Final = term("bf:Statement")
_STATEMENTS: Final = {key: term(f"bf:{name.lower()}Statement") for key, name in _ACTIVITIES.items()}
_TYPES: Final = {
    key: f"{term('rdf:type')} {term(f'bf:{name}')}" for key, name in _ACTIVITIES.items()
}
_SYMBOLS: Final = str.maketrans("", "", "©℗")

#: Places (``a``), names (``b``) and dates (``c``) as transcribed, each with its language tag:
#: ``None`` where nothing says one, ``""`` where what does gives none.
type Texts = Mapping[str, Sequence[tuple[str, str | None]]]


def say_provision(field: Field, node: Node) -> None:
    """bf:provisionActivity a bf:ProvisionActivity for each activity 260-264 and 008/06-17 tell of:
    rdf:type by the second indicator of 264; 260 $e $f $g tell of Manufacture, 261 $a $b of
    Production and $e of Manufacture (with $d or $f it is read as a 264), all else of Publication;
    bf:date, bf:place, bf:status and bf:note as 008 codes them, for the last of its kind;
    bf:status earliest or current of publications, by leader/07 and the first indicator;
    bflc:appliesTo a bflc:AppliesTo: rdfs:label “$3”;
    bflc:simplePlace “$a”, bflc:simpleAgent “$b”, bflc:simpleDate “$c” each, without end
    punctuation, and the same from the 880 paired with it.
    bf:publicationStatement (or the like) these as one text, and one of those in another script.
    bf:copyrightDate the date 008 codes (06 t), else what a 264 with second indicator 4 has.
    """
    record = field.record
    fields = record.tags.get("008") or [each for each in record.fields if each.own in TAGS]
    if not fields or field is not fields[0]:
        return
    by_008 = [activity for each in record.tags.get("008", ()) for activity in coded(each.data)]
    found = groups(record)
    _say_groups(found, by_008, node, record)
    told = {group.activity for group in found}
    for each in by_008:
        if each.activity in told:
            continue
        if each.activity == COPYRIGHT:
            each.describe(node)
        else:
            made = _activity(each.activity)
            each.describe(made)
            node.link(_PROVISION, made)


def _say_groups(
    found: Sequence[Group], by_008: Sequence[Coded], node: Node, record: Description
) -> None:
    last = {group.activity: at for at, group in enumerate(found)}
    for at, group in enumerate(found):
        told = [each for each in by_008 if each.activity == group.activity]
        if group.activity == COPYRIGHT:
            _say_copyright(group, told, node)
            continue
        made = _activity(group.activity)
        if last[group.activity] == at:
            for each in told:
                each.describe(made)
        if group.activity == PUBLICATION and all(link[0] != STATUS for link in made.links):
            made.links += _statuses(group, record)
        if not at or found[at - 1] is not group:
            transcribed = _transcribed(group, node)
        made.said += transcribed.said
        made.links += transcribed.links
        node.link(_PROVISION, made)


def _activity(activity: str) -> Node:
    made = thing(PROVISION)
    if activity in _ACTIVITIES:
        made.said.append(_TYPES[activity])
    return made


def _say_copyright(group: Group, by_008: Sequence[Coded], node: Node) -> None:
    for each in by_008:
        each.describe(node)
    if not by_008:
        _say_date(group, node)
        if group.other and (text := delimited(group.other.all("abc"))):
            node.text(_COPYRIGHT_DATE, chop(text.translate(_SYMBOLS)), group.other.language)


def _say_date(group: Group, node: Node) -> None:
    """The date of copyright as the field has it, and its other halves."""
    said = Node(node.kind)
    text = delimited(group.all("abc"))
    said.text(_COPYRIGHT_DATE, chop(text.translate(_SYMBOLS)), group.field.language)
    for half, beside in group.halves:
        other = Node(node.kind)
        _say_date(half, other)
        join(said, other, beside, half.field.language)
    node.said += said.said


def _transcribed(group: Group, node: Node) -> Node:
    """What a field and its halves say of an activity; the node gets the same as one text."""
    if not group.halves:
        return _transcribed_once(group, node)
    said = Node(node.kind)
    made = _transcribed_once(group, said)
    for half, beside in group.halves:
        other = Node(node.kind)
        join(made, _transcribed_once(half, other), beside, half.field.language)
        join(said, other, beside, half.field.language)
    node.said += said.said
    return made


def _transcribed_once(group: Group, node: Node) -> Node:
    made = Node(PROVISION.kind)
    if applies := _applies_to(group):
        made.link(_APPLIES_TO, applies)
    texts = _texts(group)
    tags: list[str | None] = []
    for code, predicate in _PROPERTIES:
        for text, tag in texts[code]:
            made.text(predicate, text, tag or "")
            tags.append(tag)
    statement = _STATEMENTS.get(group.activity, _STATEMENT)
    of_pair = group.halves or isinstance(group.field, Half)
    if None in tags or (applies and not of_pair):
        node.text(statement, _statement(texts, tagged=False))
    if tagged := [tag for tag in tags if tag is not None]:
        node.text(statement, _statement(texts, tagged=True), tagged[0])
    return made


def _statuses(group: Group, record: Description) -> Iterator[tuple[str, Node]]:
    """Which of its publishers a serial or integrating resource had first, and has now."""
    level = record.leader[7:8]
    fields = sum(len(record.tags.get(tag, ())) for tag in TAGS)
    if level in ("s", "i") and fields > 1:
        if group.field.ind1 == " ":
            yield EARLIEST
        elif group.field.ind1 == "3":
            yield CURRENT
    elif level == "i" and fields == 1:
        yield CURRENT


def _applies_to(group: Group) -> Node | None:
    """The thing ``$3`` of the field names, or of the 880 paired with it."""
    if "3" in group.field.by:
        label, sevens = group.field.first("3"), group.all("7")
    elif group.other and (threes := group.other.all("3")):
        label, sevens = threes[0], group.other.all("7")
    else:
        return None
    applies = thing(APPLIES_TO)
    seven = next((seven for seven in sevens if "(bcp47/" in seven), "")
    applies.text(_LABEL, chop(label), normalized(seven.partition(")")[2], NOWHERE))
    return applies


def _texts(group: Group) -> Texts:
    """What is transcribed, each followed by the same in the 880."""
    other = group.other
    texts: dict[str, list[tuple[str, str | None]]] = {"a": [], "b": [], "c": []}
    tags: dict[str, str | None] = dict.fromkeys(texts, group.field.language or None)
    for seven in reversed(group.all("7")):
        for code in texts:
            if f"(bcp47/dpsf{code})" in seven:
                tags[code] = normalized(seven.partition(")")[2], NOWHERE)
    for at, place in enumerate(group.places):
        code, value = group.subfields[at]
        if code not in texts:
            continue
        brackets = code == "b" and _bracketed(group.subfields, [at])
        texts[code].append((chop(value, brackets=brackets), tags[code]))
        if other and (value := other.at(place)):
            brackets = code == "b" and _bracketed(other.subfields, other.names)
            if value := chop(value, brackets=brackets):
                texts[code].append((value, other.language or None))
    return texts


def _bracketed(subfields: Sequence[tuple[str, str]], names: Sequence[int]) -> bool:
    """Whether a bracket is open before a name (the first of these) or closed after it.

    ``[Paris :`` … ``Dupont,`` … ``1990]``: the name is in brackets too.
    """
    if not names or any(bracket in subfields[names[0]][1] for bracket in "[]"):
        return False
    before = (v for at in names for code, v in reversed(subfields[:at]) if code == "a")
    after = (v for at in names for code, v in subfields[at + 1 :] if code == "c")
    place, date = next(before, ""), next(after, "")
    return ("[" in place and "]" not in place) or ("]" in date and "[" not in date)


def _statement(texts: Texts, *, tagged: bool) -> str:
    """Places, names and dates as one text: those with a language tag, or those without.

    The marks between them are those that all of them together want.
    """
    places, names, dates = (
        [text for text, tag in texts[code] if (tag is not None) is tagged] for code in "abc"
    )
    text = delimited(places, ";")
    if texts["a"] and (texts["b"] or texts["c"]):
        text += ": "
    text += delimited(names, ",")
    if texts["b"] and texts["c"]:
        text += ", "
    return text + delimited(dates, ",")


#: Intended difference: LC makes provision with the 008, and none of a record without one.
WITHOUT_008: Final = Condition(
    "the record has no 008 (else it is told with the 008)",
    lambda field: not field.record.has_008,
)


TABLE: Final[Table] = {
    "008": (instance(When(NOT_SECONDARY, By(say_provision))),),
    **shared(
        "260 261 262 264",
        instance(When(NOT_SECONDARY, When(WITHOUT_008, By(say_provision))), copies=False),
    ),
}
