"""Numbers with their captions: 863 ``$a 1 $b 2 $i 2003 $j 02`` by 853 is v.1:no.2 (2003:Feb.).

MARC 21 Format for Holdings Data: 853–855 captions, 863–865 numbers, linked by the number in $8
before the point; written as in ANSI/NISO Z39.71. How often it appears is left to the log.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

import pymarc

from converters.holdings.account import Account
from converters.holdings.copy import Held, Of
from converters.holdings.draft import Draft
from converters.holdings.groups import Placed
from converters.holdings.rules import NUMBERED

_LEVELS: Final = "abcdef"
_ALTERNATIVE: Final = "gh"
_DATES: Final = "ijkl"
_ALTERNATIVE_DATES: Final = "m"
_OF: Final[Mapping[str, Of]] = {"853": "basic", "854": "supplements", "855": "indexes"}
_PATTERN: Final = "it tells how often the serial appears, not what is held"
#: Values of one field that are read; a level of numbering stands there once.
_VALUES: Final = 40


class Captions:
    """The captions of one record, by tag and link number; they are read once."""

    def __init__(self, marc: pymarc.Record, tags: Iterable[str], account: Account) -> None:
        self._account = account
        self._by_link: dict[tuple[str, str], Mapping[str, str]] = {}
        self._first: dict[str, Mapping[str, str]] = {}
        wanted = frozenset(tags)
        for place, field in enumerate(marc.fields) if wanted else ():
            if field.tag in wanted and not field.control_field:
                self._add(field, place)

    def _add(self, field: pymarc.Field, place: int) -> None:
        captions: dict[str, str] = {}
        for index, (code, value) in enumerate(field.subfields):
            if code == "8":
                self._by_link.setdefault((field.tag, _link(value)), captions)
                reason = "it links the captions to the numbers"
            elif code in NUMBERED:
                captions.setdefault(code, value.strip())
                reason = "it is written with each number it is the caption of"
            else:
                reason = _PATTERN
            self._account.left[place, index] = reason
        self._first.setdefault(field.tag, captions)

    def read(self, tag: str, placed: Placed, draft: Draft) -> None:
        """Adds what a field of numbers says is held; ``tag`` is that of its captions."""
        values: dict[str, str] = {}
        for said in placed.said():
            if said.code in NUMBERED and said.value and len(values) < _VALUES:
                values.setdefault(said.code, said.value)
                draft.spots.append(said.spot)
        links = [_link(value) for value in placed.field.get_subfields("8")]
        found = (self._by_link[tag, link] for link in links if (tag, link) in self._by_link)
        captions = next(found, self._first.get(tag, {}))
        text = written(values, captions)
        if text:
            draft.held.append(Held(text, _OF.get(tag, "basic")))


def written(values: Mapping[str, str], captions: Mapping[str, str]) -> str:
    """One statement: ``v.1:no.1-v.3:no.12 (2001:Jan.-2003:Dec.)``; the end is open after a ``-``.

    ``values`` and ``captions`` are the subfields of 863 and 853 by code.
    """
    numbers = _run(values, captions, _LEVELS, ":")
    other = _run(values, captions, _ALTERNATIVE, ":")
    dates = _run(values, captions, _DATES, ":") or _run(values, captions, _ALTERNATIVE_DATES, ":")
    text = "=".join(filter(None, (numbers, other)))
    return f"{text} ({dates})" if text and dates else text or dates


def _run(
    values: Mapping[str, str], captions: Mapping[str, str], codes: Sequence[str], between: str
) -> str:
    """One end or both, level by level: ``$a 1-3 $b 2-4`` is from 1, 2 to 3, 4."""
    first: list[str] = []
    last: list[str] = []
    ranged = open_ = False
    for code in codes:
        if code not in values:
            continue
        start, dash, end = values[code].partition("-")
        caption = captions.get(code, "")
        ranged = ranged or bool(dash)
        open_ = open_ or bool(dash and not end.strip())
        first.append(_level(start, caption))
        last.append(_level(end, caption) if dash else first[-1])
    start = between.join(filter(None, first))
    end = "" if open_ else between.join(filter(None, last))
    return f"{start}-{end}" if ranged else start


def _level(value: str, caption: str) -> str:
    """One level with its caption; a caption in brackets, ``(year)``, is not to be shown."""
    value = value.strip()
    shown = "" if caption.startswith("(") or caption == "*" else caption.strip()
    if not value:
        return ""
    if caption.startswith(("(month", "(season")):
        value = "/".join(_word(part) for part in value.split("/"))
    return f"{shown}{value}"


def _word(number: str) -> str:
    """The month or the season a code of two digits stands for (Format for Holdings Data, 853)."""
    return _chronology().get(number.strip().zfill(2), number)


@cache
def _chronology() -> Mapping[str, str]:
    lines = (Path(__file__).parent / "chronology.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines[1:])
    return MappingProxyType(dict(rows))


def _link(value: str) -> str:
    """The link number of a $8: 1 of ``1.2\\x`` (MARC 21, Control Subfields)."""
    return value.split("\\", 1)[0].split(".", 1)[0].strip()
