"""The fields of the shared record in their order, each with who gave it, and its pairs numbered."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final

import pymarc
from pymarc import Field, Indicators, Subfield

from catalogue.composing.gathering import Addition, Changes
from catalogue.composing.units import UNPAIRED, link_of
from converters.bibframe.scripts import script_of

#: What ``$6`` of an 880 says of its script (MARC 21 Format, Appendix A).
_SCRIPTS: Final = {
    "latn": "/(B",
    "hani": "/$1",
    "jpan": "/$1",
    "kore": "/$1",
    "cyrl": "/(N",
    "grek": "/(S",
    "hebr": "/(2/r",
    "arab": "/(3/r",
}
_OWN: Final = frozenset("6")
#: Subfields that are of their record alone: linkage, links between its fields, local ones.
_LINKAGE: Final = frozenset("689")
#: Identifiers of the one form are not those of the other.
_CONTROL: Final = _LINKAGE | frozenset("01")
_HIGHEST: Final = 99

type Laid = tuple[pymarc.Field, int]


def lay(frame: Sequence[pymarc.Field], changes: Changes, added: Sequence[Addition]) -> list[Laid]:
    """All fields, each with the rank of its giver: the frame's where they were, the others by tag.

    What is added stands behind the last field with its tag, else behind the last with a lower one.
    """
    numbers = _free(frame)
    laid: list[list[Laid]] = []
    new: list[Laid] = []
    for place, each in enumerate(frame):
        change = changes.get(place)
        if change is None:
            laid.append([(each, 0)])
            continue
        has = link_of(each)
        number = has[2] if has else ""
        if change.others and number in ("", UNPAIRED):
            number = next(numbers, UNPAIRED)
        new += _halves(change, number or UNPAIRED)
        laid.append([(_regular(change, number), change.rank)])
    for addition in sorted(added, key=lambda each: (each.tag, each.rank, each.place)):
        number = next(numbers, UNPAIRED) if addition.others and addition.regular else UNPAIRED
        if addition.regular is not None:
            new.append((_regular(addition, number), addition.rank))
        new += _halves(addition, number)
    places = _Places(frame)
    ends: dict[int, list[Laid]] = {}
    for one in new:
        ends.setdefault(places(one[0].tag), []).append(one)
    whole = ends.get(-1, [])
    for place, own in enumerate(laid):
        whole += own
        whole += ends.get(place, ())
    return whole


def _free(frame: Sequence[pymarc.Field]) -> Iterator[str]:
    """The numbers of pairs, of two digits, that the frame has not used."""
    used = {link[2] for each in frame if (link := link_of(each))}
    return (text for number in range(1, _HIGHEST + 1) if (text := f"{number:02}") not in used)


def _regular(addition: Addition, number: str) -> pymarc.Field:
    """The field with its pair's number, or without one."""
    regular = addition.regular
    assert regular is not None  # noqa: S101 - an 880 by itself has no regular field
    if regular.control_field:
        return regular
    without = _LINKAGE if addition.rank else _OWN
    subfields = [part for part in regular.subfields if part.code not in without]
    if number not in ("", UNPAIRED):
        subfields.insert(0, Subfield("6", f"880-{number}"))
    return Field(addition.tag, regular.indicators, subfields)


def _halves(addition: Addition, number: str) -> Iterator[Laid]:
    for each, rank in addition.others:
        link = link_of(each) if each.tag == "880" else None
        if link:
            written = link[3]
        else:
            text = " ".join(part.value for part in each.subfields if part.code not in "0123456789")
            written = _SCRIPTS.get(script_of(text), "")
        without = _LINKAGE if link else _CONTROL
        kept = [part for part in each.subfields if part.code not in without]
        six = Subfield("6", f"{addition.tag}-{number}{written}")
        yield Field("880", each.indicators or Indicators(" ", " "), [six, *kept]), rank


class _Places:
    """Behind which field of the frame one with this tag goes; -1: before all."""

    def __init__(self, frame: Sequence[pymarc.Field]) -> None:
        last: dict[str, int] = {}
        for place, each in enumerate(frame):
            last[each.tag] = place
        self._tags = sorted(last)
        self._last = last
        self._lower = list(accumulate((last[tag] for tag in self._tags), max))

    def __call__(self, tag: str) -> int:
        if tag in self._last:
            return self._last[tag]
        below = bisect_right(self._tags, tag)
        return self._lower[below - 1] if below else -1
