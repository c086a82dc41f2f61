"""A SPARQL result as a table to read on a terminal, where a Han character is two columns wide."""

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from wcwidth import clip, ljust, wcswidth

from shapes.namespaces import compact

#: No column is made narrower than this to fit the terminal (columns).
_NARROWEST: Final = 8
_BETWEEN: Final = "  "
#: What would move the cursor, colour the terminal or turn the line around: data are from strangers.
_UNSEEN: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def lines(result: bytes, base: str, width: int | None) -> Iterator[str]:
    """The lines of SPARQL JSON results (W3C), cut to a width in columns; None: as wide as it is.

    IRIs of the catalogue are relative to its base, well-known ones have their prefix.
    """
    said: dict[str, Any] = json.loads(result)
    if "boolean" in said:
        yield "yes" if said["boolean"] else "no"
        return
    names: list[str] = said["head"].get("vars", [])
    rows = [
        [_shown(row[name], base) if name in row else "" for name in names]
        for row in said["results"]["bindings"]
    ]
    widths = [max(map(_width, column)) for column in zip(names, *rows, strict=True)]
    if width is not None:
        widths = _fitted(widths, width)
    yield _line(names, widths)
    yield _BETWEEN.join("─" * each for each in widths)
    for row in rows:
        yield _line(row, widths)
    yield f"({len(rows):,} row{'' if len(rows) == 1 else 's'})"


def _shown(term: dict[str, Any], base: str) -> str:
    value: str = _UNSEEN.sub("\ufffd", term["value"])
    if term["type"] == "uri":
        short = compact(value)
        if short != value:
            return short
        return f"<{value[len(base) :]}>" if value.startswith(base) else f"<{value}>"
    if term["type"] == "bnode":
        return f"_:{value}"
    if term["type"] == "triple":
        parts = (term["value"][part] for part in ("subject", "predicate", "object"))
        return f"<<( {' '.join(_shown(part, base) for part in parts)} )>>"
    tag = term.get("xml:lang")
    return f"{value}@{tag}" if tag else value


def _fitted(widths: list[int], room: int) -> list[int]:
    """The widest columns give way until the line fits, or all are as narrow as may be."""
    widths = list(widths)
    over = sum(widths) + len(_BETWEEN) * (len(widths) - 1) - room
    while over > 0 and max(widths, default=0) > _NARROWEST:
        widest = widths.index(max(widths))
        others = [each for each in widths if each < widths[widest]]
        step = min(over, max(1, widths[widest] - max(others, default=_NARROWEST)))
        step = min(step, widths[widest] - _NARROWEST)
        widths[widest] -= step
        over -= step
    return widths


def _line(cells: list[str], widths: list[int]) -> str:
    padded = (ljust(_cut(cell, width), width) for cell, width in zip(cells, widths, strict=True))
    return _BETWEEN.join(padded).rstrip()


def _cut(text: str, width: int) -> str:
    return text if _width(text) <= width else f"{clip(text, 0, width - 1)}…"


def _width(text: str) -> int:
    return max(0, wcswidth(text))
