"""A record of the UNIMARC family as the tables read it: scripts joined, filing marks out."""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

import pymarc

from converters.crosswalk.fields import Field, Record, view
from converters.crosswalk.scripts import has_other_script, is_latin, pinyin_apart
from converters.crosswalk.unimarc.marks import has_marks, is_han, unmarked
from converters.record import Dialect

#: Their indicators count what is not filed; the tables read the marks themselves.
_FILED: Final = frozenset({"200", "500", "501", "530", "541"})
#: Where the pinyin of Chinese records stands inside the field.
_WITH_PINYIN: Final = frozenset({"cnmarc", "cmarc"})
_PINYIN_CODES: Final = frozenset("9ABCDEFGHIJKLMNOPQRSTUVWXYZ")
#: ``$6``: why it is linked (``a`` other script), a number, the tag of the other field.
_LINK: Final = re.compile(r"\s*a(\d\d)")
#: Taiwan CMARC: names in characters, and the same in Roman letters.
_ROMAN: Final = {"700": "770", "701": "771", "702": "772", "710": "780", "711": "781", "712": "782"}

#: Taiwan CMARC, 102: its own code for the Republic of China is Curaçao's in ISO 3166.
_COUNTRIES: Final = {"cw": "tw"}


def record_of(marc: pymarc.Record, dialect: Dialect) -> Record:
    """The record, in the order it came; a field in two scripts is one, with its ``other``."""
    fields = [view(each, place) for place, each in enumerate(marc.fields)]
    stops = dialect == "cmarc" and _ends_in_stops(fields)
    for each in fields:
        if each.subfields:
            _clean(each, stops=stops)
            if dialect == "cmarc" and each.tag == "102":
                each.subfields = [
                    (code, _COUNTRIES.get(value.strip().lower(), value) if code == "a" else value)
                    for code, value in each.subfields
                ]
    if dialect in _WITH_PINYIN:
        fields = [_apart(each) if each.subfields else each for each in fields]
        if dialect == "cmarc":
            fields = _with_roman_names(fields)
    return Record(marc, dialect, _joined(fields))


def _clean(source: Field, *, stops: bool) -> None:
    if source.tag not in _FILED:
        for at, (code, value) in enumerate(source.subfields):
            if not value.isascii() and has_marks(value):
                source.subfields[at] = (code, unmarked(value))
    if stops:
        code, value = source.subfields[-1]
        if value.endswith(".") and not value.endswith(".."):
            source.subfields[-1] = (code, value[:-1])


def _ends_in_stops(fields: Iterable[Field]) -> bool:
    """Whether the system put a full stop after every field, the coded ones too (INNOPAC)."""
    return any(
        each.tag in ("100", "101", "102") and each.subfields and each.subfields[-1][1].endswith(".")
        for each in fields
    )


def _apart(source: Field) -> Field:
    """The pinyin apart, where there are characters for it to stand for.

    That of an embedded field (``$1``) is of another publication, and stays.
    """
    if "1" in source:
        return source
    if source.tag == "200" and _begins_with_pinyin(source):
        return _first_apart(source)
    for code, _ in source.subfields:
        if code in _PINYIN_CODES:
            break
    else:
        return source
    if not any(has_other_script(value) for _, value in source.subfields):
        return source
    return pinyin_apart(source)


def _begins_with_pinyin(source: Field) -> bool:
    """Whether a first ``$a`` only spells the second: a syllable for each character (dp2 #200)."""
    if [code for code, _ in source.subfields[:2]] != ["a", "a"]:
        return False
    spelled, title = (value for _, value in source.subfields[:2])
    characters = sum(map(is_han, title))
    return is_latin(spelled) and characters > 1 and len(spelled.split()) == characters


def _first_apart(source: Field) -> Field:
    (_, spelled), *rest = source.subfields
    pinyin = Field(
        source.tag,
        source.first,
        source.second,
        [("a", spelled)],
        source.place,
        source.places[:1],
    )
    return Field(
        source.tag,
        source.first,
        source.second,
        rest,
        source.place,
        source.places[1:],
        other=pinyin,
    )


def _joined(fields: list[Field]) -> list[Field]:
    """Fields of one tag linked by the same ``$6`` as one, the Roman one as the other script."""
    groups: dict[tuple[str, str], list[Field]] = defaultdict(list)
    for each in fields:
        # It is the first subfield (UNIMARC Manual, 3.3).
        if each.subfields and each.subfields[0][0] == "6":
            link = _LINK.match(each.subfields[0][1])
            if link is not None:
                groups[each.tag, link[1]].append(each)
    taken: set[int] = set()
    for pair in groups.values():
        if len(pair) != 2:
            continue
        originals = [each for each in pair if _is_original(each)]
        if len(originals) != 1:
            continue
        (main,) = originals
        (other,) = (each for each in pair if each is not main)
        if main.other is None:
            main.other = other
            taken.add(other.place)
    return [each for each in fields if each.place not in taken] if taken else fields


def _is_original(source: Field) -> bool:
    return any(has_other_script(value) for code, value in source.subfields if code not in "67")


def _with_roman_names(fields: list[Field]) -> list[Field]:
    """Taiwan CMARC: the n-th 770 is the n-th 700 in Roman letters, where there are as many."""
    by_tag: dict[str, list[Field]] = defaultdict(list)
    for each in fields:
        by_tag[each.tag].append(each)
    taken: set[int] = set()
    for tag, roman in _ROMAN.items():
        mains, others = by_tag[tag], by_tag[roman]
        if not others or len(mains) != len(others):
            continue
        for main, other in zip(mains, others, strict=True):
            if main.other is None and _is_original(main):
                main.other = other
                other.tag = tag
                taken.add(other.place)
    return [each for each in fields if each.place not in taken] if taken else fields
