"""MARC 21 → CNMARC for download, by the practice of CALIS or of the National Library of China.

The tables, one file for each block of the target, read like the UNIMARC Manual; where practices
differ they ask :mod:`~converters.crosswalk.cnmarc.practice`. Holdings (852, 905) are not part of a
downloaded bibliographic record and stay out.
"""

from collections.abc import Mapping
from functools import lru_cache, partial
from typing import Final

import pymarc

from converters.crosswalk.cnmarc import (
    coded_100,
    coded_texts_1xx,
    country_102,
    description_2xx,
    links_4xx,
    materials_1xx,
    names_7xx,
    notes_3xx,
    numbers_0xx,
    pairing,
    reasons,
    related_5xx,
    series_225,
    source_8xx,
    subjects_6xx,
    title_200,
)
from converters.crosswalk.cnmarc.leader import leader
from converters.crosswalk.cnmarc.practice import PRACTICES, Name, Practice
from converters.crosswalk.fields import Field, Record, Target
from converters.crosswalk.scripts import PINYIN, linked
from converters.crosswalk.table import Crossed, Crosswalk, Part, Table

#: Coded fields and provenance the record carries along from UNIMARC (886) are better than those
#: made from MARC 21.
_CARRIED_FIRST: Final = frozenset({"801", "802"} | {str(tag) for tag in range(100, 200)})


def to_cnmarc(marc: pymarc.Record, practice: Name) -> Crossed:
    """A MARC 21 bibliographic record as CNMARC (UNIMARC Manual, with the fields of China).

    100 has 36 characters and says ISO 10646 in 26–29. ``noted`` tells of pinyin made by machine
    and of roles read from the statement of responsibility. Never raises for what a record holds.
    """
    chosen = PRACTICES[practice]
    fields = linked(marc)
    romanised = _romanised_apart(marc, fields)
    source = Record(marc, "marc21", fields)
    return _crosswalk(chosen, romanised).cross(source)


def _romanised_apart(marc: pymarc.Record, fields: list[Field]) -> dict[int, Field]:
    """Takes romanised halves out of the fields, but for pinyin that came from CNMARC.

    They are given by the place of the field they belong to.
    """
    romanised: dict[int, Field] = {}
    for field in fields:
        other = field.other
        if other is not None and PINYIN not in _link(marc, other.place):
            romanised[field.place] = other
            field.other = None
    return romanised


def _link(marc: pymarc.Record, place: int) -> str:
    field = marc.fields[place]
    return next((value for code, value in field.subfields if code == "6"), "")


def _crosswalk(practice: Practice, romanised: Mapping[int, Field]) -> Crosswalk:
    return Crosswalk(
        table=_table(practice.name),
        pairing=pairing.pairing(practice),
        unknown=_unknown,
        after=(
            coded_100.coded,
            country_102.country,
            coded_texts_1xx.texts,
            materials_1xx.materials,
            source_8xx.provenance,
            _carried_first,
            partial(pairing.pinyin, practice, romanised),
            leader,
        ),
    )


@lru_cache(maxsize=4)
def _table(name: Name) -> Table:
    """All blocks as one table; a field two blocks name goes through both, in their order."""
    practice = PRACTICES[name]
    whole: dict[str, tuple[Part, ...]] = {}
    for block in (
        numbers_0xx.table(practice),
        coded_100.TABLE,
        country_102.TABLE,
        materials_1xx.TABLE,
        title_200.table(practice),
        description_2xx.table(practice),
        series_225.table(practice),
        notes_3xx.TABLE,
        links_4xx.TABLE,
        related_5xx.TABLE,
        subjects_6xx.table(practice),
        names_7xx.table(practice),
        source_8xx.TABLE,
    ):
        for tag, parts in block.items():
            whole[tag] = whole.get(tag, ()) + parts
    return whole


def _unknown(source: Field, target: Target) -> None:
    local = source.tag[:1] == "9" or "9" in source.tag or not source.tag.isdecimal()
    target.leave(source, None, reasons.LOCAL if local else reasons.NO_PLACE)


def _carried_first(source: Record, target: Target) -> None:
    """Where 886 brought a coded field along, the one made from MARC 21 goes."""
    places = {each.place for each in source.all("886")}
    carried = {made.tag for made in target.fields if made.place in places} & _CARRIED_FIRST
    if carried:
        target.fields = [
            made for made in target.fields if made.tag not in carried or made.place in places
        ]
