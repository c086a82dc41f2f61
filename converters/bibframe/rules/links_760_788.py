"""Linking entries, 760 to 787, and the notes that explain them, 580."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

from converters.bibframe.field import OTHER_SCRIPT, Field
from converters.bibframe.graph import Class, Node, thing
from converters.bibframe.half import Half
from converters.bibframe.joining import joined
from converters.bibframe.rules.note_parts import LABEL, NOTE_TYPES, language_of_all, paired
from converters.bibframe.table import By, Table, shared, work
from converters.bibframe.terms import literal, term
from converters.bibframe.text import chop
from converters.bibframe.things.linked_works import linked_work

#: What the related work is to this one: by the tag, or the tag and the second indicator.
RELATIONSHIPS: Final = {
    "760": "series",
    "762": "subseries",
    "765": "translationof",
    "767": "translatedas",
    "770": "supplement",
    "772": "supplementto",
    "773": "partof",
    "774": "part",
    "775": "otheredition",
    "776": "otherphysicalformat",
    "777": "issuedwith",
    "780": "precededby",
    "7800": "continuationof",
    "7801": "continuedinpart",
    "7804": "mergerof",
    "7805": "absorptionof",
    "7806": "absorptionof",
    "7807": "separatedfrom",
    "785": "succeededby",
    "7850": "continuedby",
    "7851": "continuedinpartby",
    "7854": "absorbedby",
    "7855": "absorbedby",
    "7856": "splitinto",
    "7857": "mergedtoform",
    "7858": "continuedby",
    "786": "datasource",
    "787": "relatedwork",
}
#: Words in the $a of a 580 that explains a relationship.
_EXPLAINED_BY: Final = {
    "supplement": "upplement",
    "mergedtoform": "erged with",
    "mergerof": "erger of",
    "splitinto": "plit into",
    "absorbedby": "bsorbed by",
    "continuedby": "ontinued by",
}
#: Relationships to several works at once: the entries are one relation.
_COLLECTIVE: Final = ("mergerof", "splitinto", "mergedtoform")

_ASSOCIATED: Final = term("bf:associatedResource")
_MERGED_WITH: Final = term("bf:mergedWith")
_NOTE: Final = term("bf:note")
_RELATION: Final = term("bf:relation")
_RELATIONSHIP: Final = term("bf:relationship")
_NOTE_CLASS: Final = Class("bf:Note")
_RELATION_CLASS: Final = Class("bf:Relation")
_RELATIONSHIP_CLASS: Final = Class("bf:Relationship")
_LINKING: Final = f"{term('rdf:type')} <{NOTE_TYPES}relnote>"
_SAID: Final = {
    name: f"{_RELATIONSHIP} <http://id.loc.gov/vocabulary/relationship/{name}>"
    for name in RELATIONSHIPS.values()
}


def _relationship(field: Field) -> str:
    return RELATIONSHIPS.get(field.tag + field.ind2) or RELATIONSHIPS[field.tag]


def say_relation(field: Field, node: Node) -> None:
    """bf:relation a bf:Relation, one for all 780 4, 785 6 or 785 7 that follow each other, or
    that have the same $8; for an 880 only where its number is 00.
    The Relation: bf:relationship by the tag and the second indicator, and one labelled “$i” each;
    bf:note the 580 that explains it (the same $8, or words as “Merged with” for 785 7);
    bf:associatedResource the Work; bf:mergedWith, if it is a 785 7 that another follows.
    The Work: bf:title “$s”, “$t” or the record's own, with bf:qualifier “$c”; abbreviated “$p”;
    bf:contribution a bf:PrimaryContribution: bf:agent “$a”; bf:language $e; bf:note “$v”;
    bf:identifiedBy “$x”; bflc:appliesTo “$3”; bf:role $4; bf:hasInstance the Instance.
    The Instance: bf:title “$t” or the record's own; bf:editionStatement “$b”;
    bf:provisionActivityStatement “$d”, and the place $f; bf:part “$g”; bf:extent “$h”;
    bf:note “$j”, “$m”, “$n”, “$q”; bf:seriesStatement “$k”; bf:identifiedBy “$o”, “$r”, “$u”,
    “$w”, “$y”, “$z”; bflc:appliesTo “$3”; bf:role $4; bf:instanceOf the Work.
    Titles, names, statements and notes have that of the 880 paired with it too."""
    name = _relationship(field)
    if field.own == OTHER_SCRIPT:
        if "-00" not in field.first("6"):
            return
    elif name in _COLLECTIVE and _follows_alike(field):
        return
    elif isinstance(field, Half) and field.of and _entries(field.of, name) is not None:
        return  # Its field is one of several entries, of which each has its own 880.
    relation = thing(_RELATION_CLASS)
    if not isinstance(field, Half) and (note := _explanation(field, name)) is not None:
        joined(_say_note, note, relation)
    relation.said.append(_SAID[name])
    for value in field.by.get("i", ()):
        relationship = thing(_RELATIONSHIP_CLASS)
        relationship.text(LABEL, chop(value), field.language)
        relation.links.append((_RELATIONSHIP, relationship))
    entries = None if isinstance(field, Half) else _entries(field, name)
    if entries is None:
        made = linked_work(field, field.tag, field.index + 2, field.language)
        relation.links.append((_ASSOCIATED, made))
    else:
        for number, entry in enumerate(entries, 1):
            merged = name == "mergedtoform" and number < len(entries)
            property_ = _MERGED_WITH if merged else _ASSOCIATED
            joined(partial(_say_work, field, number, property_), entry, relation)
    node.links.append((_RELATION, relation))


def _say_work(first: Field, number: int, property_: str, entry: Field, relation: Node) -> None:
    language = entry.language if isinstance(entry, Half) else first.language
    relation.links.append((property_, linked_work(entry, first.tag, number, language)))


def _say_note(field: Field, relation: Node) -> None:
    relation.links.append((_NOTE, linking_note(field)))


def _alike(field: Field) -> list[Field]:
    """The fields with its tag (that an 880 stands for) and second indicator."""
    same = field.record.tags.get(field.tag, ())
    return [other for other in same if other.ind2 == field.ind2]


def _follows_alike(field: Field) -> bool:
    """Whether the field before it has its tag and second indicator."""
    fields = field.record.fields
    for place in range(bisect_left(fields, field.index, key=_place) - 1, -1, -1):
        before = fields[place]
        if not before.data:
            return before.own == field.tag and before.ind2 == field.ind2
    return False


def _place(field: Field) -> int:
    return field.index


def _is_first(field: Field, others: Sequence[Field]) -> bool:
    """Whether none of the others stands before it."""
    return not others or others[0].index >= field.index


def _entries(field: Field, name: str) -> Sequence[Field] | None:
    """The entries that make one relation with this one; ``None`` where it makes its own."""
    if any(field.by.get("8", ())):
        linked = list(_with_link(field))
        if _is_first(field, linked):
            return linked
    if name == "mergerof":
        return None if _follows_alike(field) else _alike(field)
    if name in _COLLECTIVE and _is_first(field, alike := _alike(field)):
        return alike
    return None


def _with_link(field: Field) -> Iterator[Field]:
    """The 7XX fields that share a $8 with it."""
    if links := field.by.get("8"):
        for other in field.record.fields:
            if other.own.startswith("7") and _shares(other, links):
                yield other


def _shares(field: Field, links: Sequence[str]) -> bool:
    return any(link in links for link in field.by.get("8", ()))


def _explanation(field: Field, name: str) -> Field | None:
    """The 580 that explains the relation a linking entry makes."""
    notes = field.record.tags.get("580")
    if not notes:
        return None
    if links := field.by.get("8"):
        for note in notes:
            if _shares(note, links):
                return note
    if words := _EXPLAINED_BY.get(name):
        if name in _COLLECTIVE and not _is_first(field, _alike(field)):
            return None
        if name in ("absorbedby", "continuedby"):
            notes = [note for note in notes if "a" in note.by][:1]
        return next((note for note in notes if words in note.first("a")), None)
    return None


def linking_note(field: Field) -> Node:
    """The note a 580 makes, of the Work or of the relation it explains."""
    note = thing(_NOTE_CLASS)
    note.said.append(_LINKING)
    note.said += [f"{LABEL} {literal(text, field.language)}" for text in field.by.get("a", ())]
    if others := paired(field):
        language = language_of_all(others)
        texts = [text for other in others for text in other.by.get("a", ())]
        note.said += [f"{LABEL} {literal(text, language)}" for text in texts]
    return note


def say_linking_note(field: Field, node: Node) -> None:
    """bf:note a bf:Note, unless a linking entry has the same $8 or is of the kind $a speaks of
    (“Merged with” and 785 7, “Supplement” and 770 …): then its relation has the note.
    The Note: rdf:type http://id.loc.gov/vocabulary/mnotetype/relnote;
    rdfs:label “$a” each, and of the 880s paired with it."""
    if isinstance(field, Half) and field.of:
        # Where its field's note is, there is its own.
        if _is_note_of_work(field.of):
            node.link(_NOTE, linking_note(field))
    elif _is_note_of_work(field):
        node.link(_NOTE, linking_note(field))


def _is_note_of_work(field: Field) -> bool:
    return next(_with_link(field), None) is None and not _speaks_of_entry(field)


def _speaks_of_entry(field: Field) -> bool:
    text = field.first("a")
    tags = field.record.tags
    return any(
        words in text
        and name
        in map(_relationship, [*tags.get("770", ()), *tags.get("780", ()), *tags.get("785", ())])
        for name, words in _EXPLAINED_BY.items()
    )


TABLE: Final[Table] = shared(
    "760 762 765 767 770 772 773 774 775 776 777 780 785 786 787", work(By(say_relation))
) | {"580": (work(By(say_linking_note)),)}
