"""A record taken apart: its subfields by their places, and the record without some of them."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import batched
from typing import Final

import pymarc

#: The place of "the whole field" among its subfields.
WHOLE: Final = -1
#: A field is taken apart into no more pieces than these.
RUNS: Final = 100
_OCCURRENCE: Final = re.compile(r"\s*[0-9A-Z]{3}-(\d{2,})")
#: The number of an 880 that is linked to no field.
_UNLINKED: Final = "00"


@dataclass(frozen=True, slots=True, order=True)
class Origin:
    """A subfield by its field's place in the record and its own in the field, both from 0.

    ``subfield`` is :data:`WHOLE` for a field without subfields, and for a field as a whole.
    """

    place: int
    subfield: int


def every(marc: pymarc.Record, place: int) -> Iterator[Origin]:
    """The subfields of a field; itself when it has none."""
    for i in range(len(marc.fields[place].subfields)) or (WHOLE,):
        yield Origin(place, i)


def runs(marc: pymarc.Record, place: int) -> Iterator[tuple[Origin, ...]]:
    """A field's subfields one by one; of a field with very many, some neighbours at a time."""
    origins = list(every(marc, place))
    yield from batched(origins, -(-len(origins) // RUNS))


def occurrences(marc: pymarc.Record) -> list[int]:
    """For each field, which one of its tag it is, from 1."""
    seen: defaultdict[str, int] = defaultdict(int)
    numbers: list[int] = []
    for field in marc.fields:
        seen[field.tag] += 1
        numbers.append(seen[field.tag])
    return numbers


def written(marc: pymarc.Record, origin: Origin) -> tuple[int, str, str]:
    """A subfield as it is written, and where: the same for two of one field that are alike."""
    field = marc.fields[origin.place]
    if origin.subfield == WHOLE:
        return origin.place, "", field.data or ""
    code, value = field.subfields[origin.subfield]
    return origin.place, code, value or ""


def without(
    marc: pymarc.Record, origins: Iterable[Origin], keep: Iterable[int] | None = None
) -> pymarc.Record:
    """The record without these subfields; without a field when they were all it had.

    With ``keep``, the fields at these places are all it has.
    """
    gone: defaultdict[int, set[int]] = defaultdict(set)
    for origin in origins:
        gone[origin.place].add(origin.subfield)
    less = pymarc.Record()
    less.leader = marc.leader
    for place in range(len(marc.fields)) if keep is None else keep:
        field = marc.fields[place]
        if place not in gone:
            less.fields.append(field)
        elif rest := [each for i, each in enumerate(field.subfields) if i not in gone[place]]:
            less.fields.append(pymarc.Field(field.tag, field.indicators, rest))
    return less


def fields_read_with(
    marc: pymarc.Record, read_with: Mapping[str, Collection[str]]
) -> Mapping[int, Collection[int]]:
    """For each field the others it is read with: by ``$6`` (MARC 21, appendix A), or by their tags.

    ``read_with`` gives for a tag those of the others.
    """
    linked: defaultdict[str, list[int]] = defaultdict(list)
    by_tag: defaultdict[str, list[int]] = defaultdict(list)
    numbers: dict[int, str] = {}
    for place, field in enumerate(marc.fields):
        by_tag[field.tag].append(place)
        link = _OCCURRENCE.match(field.get("6") or "") if field.subfields else None
        if link is not None and link[1] != _UNLINKED:
            numbers[place] = link[1]
            linked[link[1]].append(place)

    def others(place: int) -> set[int]:
        tags = read_with.get(marc.fields[place].tag, ())
        by_tags = {other for tag in tags for other in by_tag[tag]}
        return {
            each
            for other in (place, *by_tags)
            for each in (other, *(linked[numbers[other]] if other in numbers else ()))
        }

    return {place: others(place) for place in range(len(marc.fields))}
