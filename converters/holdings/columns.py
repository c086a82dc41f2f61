"""What the columns of a table are for: by the profile, or by the headings libraries use.

headings.tsv has the usual ones, in Chinese too.
"""

import csv
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from converters.holdings.copy import Link
from converters.holdings.groups import plain
from converters.holdings.profile import Profile
from converters.holdings.ranges import NO_RANGES
from converters.holdings.rules import PARTS, Part, Says, Words
from converters.record import Unreadable

_DELIMITERS: Final = "\t,;|"
_PARTS: Final[Mapping[str, Part]] = {part: part for part in PARTS}
#: Parts that say runs of a serial, which are kept together in their order.
_RUNS: Final = frozenset({"held", "supplements", "indexes"})
_NO_LINK: Final = (
    'no column leads to a record; name one in the profile, [table] links = { "ISBN" = "isbn" }'
)


@dataclass(frozen=True, slots=True)
class Columns:
    """What each column of a table is for, by its place."""

    delimiter: str
    says: Mapping[int, Says]
    links: Mapping[int, str]
    control: int | None
    unread: tuple[str, ...]
    width: int
    #: What :attr:`says`, in order, and whether each part is said in one column and as one value.
    parts: tuple[tuple[int, Part, Words], ...] = ()
    plainly: bool = False

    def led(self, values: Sequence[str], links: dict[Link, None]) -> str:
        """Notes the ways to the record that a row tells of; gives its own number, if it has one."""
        width = len(values)
        for place, scheme in self.links.items():
            if place < width and (text := plain(values[place])):
                links[Link(scheme, text)] = None
        if self.control is None or self.control >= width:
            return ""
        return plain(values[self.control])


NO_COLUMNS: Final = Columns(",", MappingProxyType({}), MappingProxyType({}), None, (), 0)


def columns_of(header: str, profile: Profile) -> Columns:
    """What the line of headings says, by the profile first, then by usual names."""
    rule = profile.table
    # The sign that is there most: csv.Sniffer takes letters for it when the headings are short.
    delimiter = rule.delimiter or max(_DELIMITERS, key=header.count)
    try:
        names = [plain(name) for name in next(csv.reader([header], delimiter=delimiter), [])]
    except csv.Error as error:
        raise Unreadable(f"its first line is no line of headings ({error})") from None
    says: dict[int, Says] = {}
    links: dict[int, str] = {}
    control: int | None = None
    unread: list[str] = []
    for place, name in enumerate(names):
        usual = _usual().get(_folded(name), "")
        if name in rule.columns:
            says[place] = rule.columns[name]
        elif name in rule.links:
            links[place] = rule.links[name]
        elif name and name == rule.control:
            control = place
        elif usual.startswith("link ") and not rule.links:
            links[place] = usual.removeprefix("link ")
        elif usual in _PARTS and not rule.columns:
            says[place] = Says(_PARTS[usual])
        elif name:
            unread.append(name)
    if not links:
        raise Unreadable(_NO_LINK)
    parts = tuple((place, each.part, each.means) for place, each in sorted(says.items()))
    slots = ["runs" if part in _RUNS else part for _, part, _ in parts]
    plainly = not (rule.each or rule.ranges != NO_RANGES) and len(slots) == len({*slots})
    return Columns(delimiter, says, links, control, tuple(unread), len(names), parts, plainly)


@cache
def _usual() -> Mapping[str, str]:
    """What headings mean that are usual, by their folded form (headings.tsv)."""
    lines = (Path(__file__).parent / "headings.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return MappingProxyType({_folded(heading): part for heading, part in rows})


def _folded(heading: str) -> str:
    """A heading without case, width, spaces and signs: ``Call No.`` is ``callno``."""
    text = unicodedata.normalize("NFKC", heading[:100]).casefold()
    return "".join(character for character in text if character.isalnum())
