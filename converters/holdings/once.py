"""One copy that is told twice is one copy: by all that is said of it, or by its barcode."""

from collections.abc import Iterable
from dataclasses import fields, replace
from itertools import chain
from typing import Any, Final

from converters.holdings.account import Account
from converters.holdings.copy import Copy, Spot

_PARTS: Final = tuple(part.name for part in fields(Copy) if part.compare)
#: Copies of one record that have one barcode; more are not compared with each other.
_TIMES: Final = 5


def once(copies: Iterable[Copy], account: Account) -> list[Copy]:
    """Each copy once, in their order.

    Two that tell the same barcode and contradict each other in nothing are one, with what both
    tell; when they contradict each other, both stay, and it is told. Two that are told in the same
    words and have no barcode are one, which is told too.
    """
    told_of = list(copies)
    if _plainly_several(told_of):
        return told_of
    found: list[Copy] = []
    origins: list[list[tuple[Spot, ...]]] = []
    place_of: dict[Copy, int] = {}
    by_barcode: dict[str, list[int]] = {}
    for copy in told_of:
        place = place_of.get(copy)
        if place is not None and not copy.barcodes:
            account.tell(
                f"Copies {_where(copy)} are told in the same words and without barcodes; they "
                "count as one. Give each its barcode."
            )
        if place is None and len(copy.barcodes) == 1:
            place = _merged(copy, found, by_barcode.setdefault(copy.barcodes[0], []), account)
        if place is None:
            place = len(found)
            found.append(copy)
            origins.append([])
            if len(copy.barcodes) == 1 and len(by_barcode[copy.barcodes[0]]) < _TIMES:
                by_barcode[copy.barcodes[0]].append(place)
        place_of[copy] = place
        origins[place].append(copy.origin)
    return [
        replace(copy, origin=told[0] if len(told) == 1 else tuple(dict.fromkeys(chain(*told))))
        for copy, told in zip(found, origins, strict=True)
    ]


def _plainly_several(copies: list[Copy]) -> bool:
    """Whether each has one barcode and no two have the same, as in most tables."""
    barcodes = {copy.barcodes for copy in copies}
    return len(barcodes) == len(copies) and all(len(each) == 1 for each in barcodes)


def _merged(copy: Copy, found: list[Copy], same: list[int], account: Account) -> int | None:
    """The place of the copy with this barcode, now with what both tell; None when there is none."""
    for place in same:
        both = _both(found[place], copy)
        if both:
            found[place] = both
            return place
    if same:
        account.tell(
            f"The barcode {copy.barcodes[0]} is told of copies that differ; they count as "
            "several. Correct the one that is wrong."
        )
    return None


def _both(one: Copy, other: Copy) -> Copy | None:
    """What both say, where neither contradicts the other."""
    said: dict[str, Any] = {}
    for part in _PARTS:
        here, there = getattr(one, part), getattr(other, part)
        if here == there or not there or (part == "count" and there == 1):
            said[part] = here
        elif not here or (part == "count" and here == 1):
            said[part] = there
        else:
            return None
    return Copy(**said)


def _where(copy: Copy) -> str:
    place = copy.shelfmark or copy.sublocation or copy.library
    return f"at {place}" if place else "of which no place is told"
