"""How much there is of an edition: pages and volumes, counted from what field 300 says."""

import re
from typing import Final

from catalogue.matching.editions.fields import Fields, values

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
_UNCOUNTED: Final = re.compile(r"unpaged|various|unnumbered|verschied|pag\. mult|pagination mul")


def extent(fields: Fields) -> tuple[int, int, int, bool]:
    """Pages of the longest count, pages of all counts, volumes, and whether it is still growing.

    0 stands for what is not said; ``1 v.`` is one volume without pages.
    """
    found = [text for field in fields.of("300") for text in values(field, "a")[:3]]
    if not found:
        return 0, 0, 0, False
    text = " ".join(found)[:200].lower()
    volumes = _VOLUMES.search(text)
    count = int(volumes[1]) if volumes else 0
    growing = count == 0 and bool(_OPEN.match(text))
    if growing and (inside := _NUMBER.findall(text)):
        count = min(int(inside[-1]), 999)
    if growing or (count and "(" not in text) or _UNCOUNTED.search(text):
        return 0, 0, count, growing
    if volumes:
        text = text[volumes.end() :]
    if span := _RANGE.search(text):
        first, last = int(span[1]), int(span[2])
        if first > 20 and last > first:
            return last - first + 1, last - first + 1, count, False
    plain = _PLATES.split(text, maxsplit=1)[0]
    plain = plain if _NUMBER.search(plain) else text
    numbers = [int(each) for each in _NUMBER.findall(plain)[:12]]
    return max(numbers, default=0), sum(numbers), count, False
