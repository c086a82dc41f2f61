"""What the columns of a table are for: by the profile, or by the headings libraries use.

headings.tsv has the usual ones, in Chinese too.
"""

import csv
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from converters.holdings.groups import plain
from converters.holdings.profile import Profile
from converters.holdings.rules import PARTS, Part, Says
from converters.record import Unreadable

_DELIMITERS: Final = "\t,;|"
_PARTS: Final[Mapping[str, Part]] = {part: part for part in PARTS}
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
    return Columns(delimiter, says, links, control, tuple(unread), len(names))


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
