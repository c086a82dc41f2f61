"""One ISO 20775 element of holdings as copies (ISO 20775:2009, Schema for holdings information).

What changes by the hour, such as when a copy is due back, is left to the log.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Final

from lxml import etree

from converters.holdings.account import Account
from converters.holdings.copy import Copy, Held, Holding, Link, Reading
from converters.holdings.groups import plain
from converters.holdings.once import once
from converters.holdings.own_number import of_bytes
from converters.holdings.profile import Profile
from converters.record import Unreadable

NAMESPACE: Final = "http://www.loc.gov/standards/iso20775/"
#: ISO 20775, values of availabilityStatus; 0 is unknown.
_STATUS: Final = {"1": "available", "2": "not available", "3": "possibly available"}
#: More copies of one thing are a fault.
_MOST: Final = 20_000
_DIGITS: Final = 4


def holding(element: etree._Element, profile: Profile, raw: bytes, position: int) -> Holding:
    """What an element with holdings in it says. Raises :class:`Unreadable` for too many copies."""
    account = Account()
    numbers = _texts(element, "resource/resourceIdentifier/value", deep=True)
    numbers += _texts(element, "recordIdentifier")
    copies: list[Copy] = []
    for each in _all(element, "holding", deep=True):
        for copy in _copies(each, profile, account):
            copies.append(copy)
            if len(copies) > _MOST:
                raise Unreadable(f"it has more than {_MOST:,} copies; divide it")
    for unknown in sorted(_unknown(element)):
        account.tell(
            f"The element {unknown} is kept in the log only; ISO 20775 does not define it."
        )
    links = tuple(Link("control", number) for number in dict.fromkeys(numbers))
    own = links[0].value if links else of_bytes(raw)
    reading = Reading(tuple(once(copies, account)), tuple(account.told))
    return Holding(own, links, reading, raw, position)


def _copies(holding: etree._Element, profile: Profile, account: Account) -> Iterator[Copy]:
    library = _text(holding, "institutionIdentifier/value")
    place = _text(holding, "physicalLocation")
    whole = Copy(
        library=library,
        member=profile.libraries.get(library, "") or profile.libraries.get(place, ""),
        sublocation=place,
        held=_runs(holding, "summaryHoldings"),
        policy=_text(holding, "summaryPolicy/policy") or _text(holding, "summaryPolicy/text"),
        notes=tuple(_texts(holding, "note")),
        urls=tuple(_addresses(holding)),
    )
    told = 0
    for piece in _all(holding, "holdingSimple/copyInformation"):
        told += 1
        yield from _pieces(piece, whole, profile, account)
    for group in _all(holding, "holdingStructured/set"):
        components = _all(group, "component")
        told += len(components)
        for piece in components:
            yield from _pieces(piece, whole, profile, account)
        if not components or _all(group, "startingEnumAndChronology"):
            yield from _pieces(group, whole, profile, account)
    count = _count(_text(holding, "holdingSimple/copiesSummary/copiesCount"))
    if not told:
        yield replace(whole, count=max(count, 1))
    elif count > told:
        account.tell(f"{count} copies are counted and {told} are told of; the rest are not shown.")


def _count(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else 0


def _pieces(
    piece: etree._Element, whole: Copy, profile: Profile, account: Account
) -> Iterator[Copy]:
    """One copy; in ``copyInformation``, ``component`` and ``set`` the same elements say it."""
    opened = account.opening(profile.table.ranges, "pieceIdentifier")
    texts = _texts(piece, "pieceIdentifier/value")
    start = _text(piece, "startingEnumAndChronology/text")
    end = _text(piece, "endingEnumAndChronology/text")
    run = (Held(f"{start} - {end}".strip()),) if start or end else ()
    yield replace(
        whole,
        sublocation=" ".join(filter(None, (whole.sublocation, _text(piece, "sublocation")))),
        shelfmark=_text(piece, "shelfLocator"),
        barcodes=tuple(dict.fromkeys(barcode for text in texts for barcode in opened(text))),
        enumeration=" ".join(_texts(piece, "enumerationAndChronology/text")),
        held=(*whole.held, *run),
        availability=_available(piece),
        policy=_text(piece, "availabilityInformation/policy") or whole.policy,
        notes=(*whole.notes, *_texts(piece, "note")),
        urls=(*whole.urls, *_addresses(piece)),
    )


def _available(piece: etree._Element) -> str:
    """Available when it is so for anything; what it is for changes by the hour."""
    found = set(_texts(piece, "availabilityInformation/status/availabilityStatus"))
    return next((words for code, words in _STATUS.items() if code in found), "")


def _runs(holding: etree._Element, path: str) -> tuple[Held, ...]:
    return tuple(Held(text) for text in (*_texts(holding, path), *_texts(holding, f"{path}/text")))


def _addresses(element: etree._Element) -> list[str]:
    return _texts(element, "electronicLocator") + _texts(element, "electronicLocator/pointer")


@cache
def _known() -> frozenset[str]:
    lines = (Path(__file__).parent / "iso20775.tsv").read_text(encoding="utf-8").splitlines()
    return frozenset(lines[1:])


def _unknown(element: etree._Element) -> set[str]:
    names = {
        name(child)
        for child in element.iter()
        if isinstance(child.tag, str) and etree.QName(child).namespace == NAMESPACE
    }
    return {name for name in names - _known() if len(name) < 50}


def _all(element: etree._Element, path: str, *, deep: bool = False) -> list[etree._Element]:
    steps = "/".join(f"{{*}}{step}" for step in path.split("/"))
    return element.findall(f".//{steps}" if deep else steps)


def _texts(element: etree._Element, path: str, *, deep: bool = False) -> list[str]:
    return [text for each in _all(element, path, deep=deep) if (text := plain(each.text or ""))]


def _text(element: etree._Element, path: str) -> str:
    return next(iter(_texts(element, path)), "")


def name(element: etree._Element) -> str:
    """The name of an element without its namespace; empty for a comment."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
