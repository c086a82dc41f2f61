"""Which 880s are the other half of which field, and in what language and script each half is.

MARC 21 links a field and its 880 by ``$6`` in both: ``880-02`` and ``245-02/$1`` (Format, appendix
A and D, model A). A pair is one thing written twice: the rules of the field are run on both halves,
and what they make is made one (:mod:`.joining`).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from converters.bibframe.field import OTHER_SCRIPT, Field
from converters.bibframe.half import Half
from converters.bibframe.languages import SHORT
from converters.bibframe.scripts import LATIN, romanised, script_of, tag_by_content

if TYPE_CHECKING:
    from converters.bibframe.description import Description

#: More halves than these of one field stand by themselves: nothing is written in so many scripts.
MOST: Final = 16
_LINK: Final = re.compile(r"\s*([0-9A-Z]{3})-(\d{2,})")
_UNPAIRED: Final = "00"
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(?:-|\Z)", re.IGNORECASE)
#: Tags of what may stand in each other's place: an 880 for 260 and a 264, for 440 and a 490.
_ALIKE: Final = {"260": "26", "261": "26", "262": "26", "264": "26", "440": "49", "490": "49"}
#: Subfields that are no text.
_CODED: Final = frozenset("0123456789uw")


def unpaired(record: "Description") -> Iterator[str]:
    """A sentence on each 880 that should be the other half of a field, and of none is."""
    for other in record.tags.get(OTHER_SCRIPT, ()):
        link = _link(other)
        which = f"field 880 ({other.index + 1} of the record)"
        if link is None:
            yield f"{which} was left out: its $6 does not say which field it stands for"
        elif other.index in record.alone and link[1] != _UNPAIRED:
            yield (
                f"{which} was read by itself: there is no field {link[0]} whose $6 has the "
                f"number {link[1]}"
            )


def pair(record: "Description") -> tuple[Mapping[int, Sequence[Half]], Mapping[int, Half]]:
    """The halves of each field, and the 880s that have none; both by their places in the record.

    One number, several fields and several 880s: they are paired in order, and 880s that are left
    over are further halves of the last. An 880 that only by its number, or only by its tag, can
    belong to one field, and that field to it alone, does. A field in Latin letters with halves has
    no language any more: what it says has a tag only where a half says it too.
    """
    linked: dict[tuple[str, str], list[Field]] = {}
    for field in record.fields:
        if field.own != OTHER_SCRIPT and "6" in field.by and (link := _link(field)):
            linked.setdefault((field.tag, link[1]), []).append(field)
    others: dict[tuple[str, str], list[Field]] = {}
    alone: dict[int, Half] = {}
    for other in record.tags.get(OTHER_SCRIPT, ()):
        if (link := _link(other)) is None:
            continue
        if link[1] == _UNPAIRED:
            alone[other.index] = _standing_alone(other, link[0])
        else:
            others.setdefault(link, []).append(other)
    halves: dict[int, list[Half]] = {}
    for key in [key for key in others if key in linked]:
        left = _distribute(linked.pop(key), others.pop(key), halves)
        alone.update((other.index, _standing_alone(other, key[0])) for other in left)
    for (tag, _), found in _by_one_side(record, linked, others, halves).items():
        alone.update((other.index, _standing_alone(other, tag)) for other in found)
    return halves, alone


def _link(field: Field) -> tuple[str, str] | None:
    """Tag and number of ``$6``; a control field has no 880, nor has an 880."""
    match = _LINK.match(field.first("6"))
    if match is None or match[1].startswith("00"):
        return None
    if (match[1] == OTHER_SCRIPT) == (field.own == OTHER_SCRIPT):
        return None
    return match[1], match[2]


def _distribute(
    fields: Sequence[Field], others: Sequence[Field], halves: dict[int, list[Half]]
) -> Sequence[Field]:
    """Pairs them; those that are too many for one field are returned."""
    last = len(fields) - 1
    given: dict[int, list[Field]] = {}
    for place, other in enumerate(others):
        given.setdefault(min(place, last), []).append(other)
    left: list[Field] = []
    for place, found in given.items():
        _bind(fields[place], found[:MOST], halves)
        left += found[MOST:]
    return left


def _by_one_side(
    record: "Description",
    linked: Mapping[tuple[str, str], Sequence[Field]],
    others: dict[tuple[str, str], list[Field]],
    halves: dict[int, list[Half]],
) -> Mapping[tuple[str, str], Sequence[Field]]:
    """Binds 880s whose link is to another tag, or that no field links to; returns the rest."""
    numbers: dict[str, list[Field]] = {}
    for (_, number), fields in linked.items():
        if number != _UNPAIRED:
            numbers.setdefault(number, []).extend(fields)
    claims: dict[str, int] = {}
    tags: dict[str, int] = {}
    for tag, number in others:
        claims[number] = claims.get(number, 0) + 1
        tags[tag] = tags.get(tag, 0) + 1
    left: dict[tuple[str, str], list[Field]] = {}
    for (tag, number), found in others.items():
        fields = numbers.get(number, ())
        if len(fields) == 1 and claims[number] == 1 and _may_stand_for(tag, fields[0].tag):
            _bind(fields[0], found[:MOST], halves)
            left[tag, number] = found[MOST:]
            continue
        unlinked = record.tags.get(tag, ())
        if len(unlinked) == tags[tag] == 1 and not _link(unlinked[0]):
            _bind(unlinked[0], found[:MOST], halves)
            left[tag, number] = found[MOST:]
            continue
        left[tag, number] = found
    return left


def _may_stand_for(tag: str, other: str) -> bool:
    """Whether fields of the two tags can be the same thing: publication, a series, a name."""
    if tag in _ALIKE or other in _ALIKE:
        return _ALIKE.get(tag) == _ALIKE.get(other)
    return tag[1:] == other[1:] and {tag[0], other[0]} == {"1", "7"}


def _bind(field: Field, others: Sequence[Field], halves: dict[int, list[Half]]) -> None:
    """Makes 880s the halves of a field, and says in what language each is."""
    text = _text(field)
    script = script_of(text)
    spoken = field.record.language
    languages: list[str] = []
    for other in others:
        own = _text(other)
        if script not in ("", LATIN) and script_of(own) == LATIN:
            # The wrong way round: the field is in its own script, its 880 is romanised.
            tag = romanised(SHORT.get(spoken, spoken), other.first("6"))
        else:
            tag = _given(other) or tag_by_content(own, spoken)
        languages.append(tag)
    beside = ""
    if ("7" in field.by or field.tag == "242") and _given(field):
        beside = field.language
    elif script == LATIN:
        beside = romanised(languages[0].partition("-")[0], field.first("6"))
        field.be_in("")
    elif script:
        beside = _given(field) or tag_by_content(text, spoken)
    halves.setdefault(field.index, []).extend(
        Half(other, field.tag, language, field, beside)
        for other, language in zip(others, languages, strict=True)
    )


def _given(field: Field) -> str:
    """The tag LC's rules give it, if it is one."""
    tag = field.language
    return tag if _LANGUAGE.match(tag) else ""


def _standing_alone(other: Field, tag: str) -> Half:
    spoken = other.record.language
    return Half(other, tag, _given(other) or tag_by_content(_text(other), spoken))


def _text(field: Field) -> str:
    values: Iterable[str] = (value for code, value in field.subfields if code not in _CODED)
    return " ".join(values)
