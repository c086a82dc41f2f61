"""What is read out of the words of a title page: alternative titles, volumes of a set, pages."""

import re
from typing import Final

import pymarc

from catalogue.works.titles import LONG
from catalogue.works.words import han, titles
from shapes.folding import fold

#: “Little women, or, Meg, Jo, Beth, and Amy”: what follows is another title of the same.
_ALTERNATIVE: Final = re.compile(
    r"[,;:] +(?:or|oder|ou|o|of|sive|seu|ossia|ovvero|eller|czyli|ili|или)"
    r"(?:, *| +(?=[^\W\d_a-zа-я]))"
)
_PAGES: Final = re.compile(r"\d{2,4}")
_PAGED: Final = re.compile(r"\d\]? p\b")
_VOLUMES: Final = re.compile(r"\bv\b|leaves|unpaged|paging")


def parted(written: str) -> tuple[str, str]:
    """A title before and after its “or”, folded; nothing twice where there is none."""
    found = _ALTERNATIVE.search(written)
    return (fold(written[: found.start()]), fold(written[found.end() :])) if found else ("", "")


def is_section(field: pymarc.Field) -> bool:
    """Whether a part (245 $p) calls itself a volume of a set: 经济卷, Dōbutsu hen."""
    ends = titles("section")
    for part in field.get_subfields("p"):
        named = fold(part[:LONG].partition("=")[0])
        if any(named.endswith(end) if han(named) else named.endswith(f" {end}") for end in ends):
            return True
    return False


def pages(told: str) -> int:
    """The longest sequence of pages of a book in one volume (300 $a); 0 where it is not told."""
    if not _PAGED.search(told) or _VOLUMES.search(told):
        return 0
    return max(map(int, _PAGES.findall(told)), default=0)
