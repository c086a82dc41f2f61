"""How much there is of an edition: pages and volumes, counted from what field 300 says."""

import re
from typing import Final, NamedTuple

from catalogue.matching.editions.fields import Fields, values
from catalogue.matching.parts import number

_VOLUMES: Final = re.compile(
    r"(\d{1,4})\]?\s*(?:v\.|v\b|vol|bd|bände|bande|t\.|tom|т\.|тома|т\b|册|冊|卷|pts|parts|kn\.|кн|巻|책)",
    re.IGNORECASE,
)
_OPEN: Final = re.compile(r"\s*(?:v\.|vol|bd|t\.|т\.|<|册|volumes)", re.IGNORECASE)
_PLATES: Final = re.compile(
    r"(?:\[?\d+\]?|[ivxlc]+)\s*(?:(?:folded|col\.|unnumbered|p\.|pages|leaves|leaf|l\.|s\.)\s*)*"
    r"(?:of )?(?:\w+ )?(?:plates|pl\b|tafeln|taf|図版|л\. ил)"
)
_NUMBER: Final = re.compile(r"\d{1,5}")
_RANGE: Final = re.compile(r"\bp(?:\.|ages|p\.)\s*\[?(\d{1,4})\]?\s*-\s*\[?(\d{1,4})")
#: What pictures are called.
_PICTURES: Final = ("ill", "plate", "front", "port", "pl.", "图", "図", "abb", "ил.")
_ROMAN: Final = frozenset("ivxlc")
#: Hours and minutes of what is heard or seen: no pages.
_TIME: Final = re.compile(r"\(?(?:ca\.? )?\d+ ?(?:h|hr|hrs|hours?|std|min|minutes?|sec)\b[^)]*\)?")
_PIECES: Final = re.compile(r"(\d{1,3})\]? (?!p\.|p\b|pages)[^\W\d]")
#: What is counted in discs and reels, by leader/06.
_HEARD: Final = frozenset("ijg")
_UNCOUNTED: Final = re.compile(r"unpaged|various|\(unnumbered|verschied|pag\. mult|pagination mul")


class Extent(NamedTuple):
    """Pages of the longest count, all pages (of a part the last one), volumes, whether it is still
    growing, pages in Roman numerals, whether it has pictures; 0 stands for what is not said.
    """

    longest: int = 0
    last: int = 0
    volumes: int = 0
    growing: bool = False
    front: int = 0
    pictured: bool = False


def extent(fields: Fields) -> Extent:
    """What field 300 says; ``1 v.`` is one volume without pages.

    What is heard or seen has as many volumes as discs or reels, and no pages.
    """
    found = [text for field in fields.of("300") for text in values(field, "a")[:3]]
    if not found:
        return Extent()
    text = " ".join(found)[:200].lower()
    plates = " ".join(
        text for field in fields.own.get("300", ()) for text in values(field, "b")[:2]
    )
    told = f"{text} {plates[:120].lower()}"
    pictured = any(word in told for word in _PICTURES)
    if fields.leader[6] in _HEARD:
        pieces = _PIECES.search(_TIME.sub("", text))
        return Extent(volumes=int(pieces[1]) if pieces else 0)
    volumes = _VOLUMES.search(text)
    count = int(volumes[1]) if volumes else 0
    growing = count == 0 and bool(_OPEN.match(text))
    if growing and (inside := _NUMBER.findall(text)):
        count = min(int(inside[-1]), 999)
    if growing or (count and "(" not in text) or _UNCOUNTED.search(text):
        return Extent(0, 0, count, growing, pictured=pictured)
    if volumes:
        text = text[volumes.end() :]
    if span := _RANGE.search(text):
        first, last = int(span[1]), int(span[2])
        if first > 20 and last > first:
            return Extent(last - first + 1, last, count)
    plain = _PLATES.split(text, maxsplit=1)[0]
    plain = plain if _NUMBER.search(plain) else text
    numbers = [int(each) for each in _NUMBER.findall(plain)[:12]]
    front = _front(text[:80]) if numbers else 0
    return Extent(max(numbers, default=0), sum(numbers), count, False, front, pictured)


def _front(text: str) -> int:
    """The first count in Roman numerals: 12 of ``xii, 345 p.``."""
    for count in text.split(",")[:5]:
        word = count.strip(" []p.(").rpartition("-")[2]
        if word and word not in ("l", "c") and _ROMAN.issuperset(word):
            return int(number(word) or 0)
    return 0
