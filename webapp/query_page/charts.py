"""A result as a chart: how much in which year, or how much of what, drawn without any script."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from math import isfinite
from typing import Final

from shapes.namespaces import XSD
from webapp.query_page.places import country_in
from webapp.query_page.results import Row, Table, Term, cell, is_number
from webapp.reading.description import Text
from webapp.reading.vocabulary import language

#: The most bars of a chart of things, and the most columns of a chart of years.
BARS: Final = 40
COLUMNS: Final = 60
_STEPS: Final = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
_DATES: Final = frozenset(
    {
        "http://id.loc.gov/datatypes/edtf",
        *(f"{XSD}{name}" for name in ("date", "dateTime", "gYear", "gYearMonth")),
    }
)
_SAYS_WHEN: Final = re.compile(r"year|date|decade|century|when|published", re.IGNORECASE)
_YEAR: Final = re.compile(r"(\d{4})(?:$|[-/TZ?~].*)", re.DOTALL)
_LANGUAGES: Final = "http://id.loc.gov/vocabulary/languages/"


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what it stands for, how much, where it leads."""

    label: Text
    value: float
    told: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a chart of years, in percent of the drawing."""

    label: str
    told: str
    x: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line across, or a word below: what it says and where it is, in percent."""

    told: str
    at: float


@dataclass(frozen=True, slots=True)
class Years:
    """A chart of years: how many stand for a column, the columns, and what is written beside."""

    title: str
    step: int
    columns: list[Column]
    across: list[Line]
    below: list[Line]


@dataclass(frozen=True, slots=True)
class Bars:
    """A chart of things: the first of them, the most there is, and how many there are in all."""

    title: str
    bars: list[Bar]
    most: float
    of: int


def chart(table: Table, base: str) -> Years | Bars | None:
    """The chart a result makes: of years where it has dates, else of its first column of numbers;
    None where it has neither.
    """
    when = next((name for name in table.variables if _is_when(name, table.bindings)), "")
    numbers = [name for name in table.variables if name != when and _is_much(name, table.bindings)]
    if when:
        return _years(when, numbers[0] if numbers else "", table.bindings)
    if numbers and table.count > 1:
        return _bars(numbers[0], table, base)
    return None


def amount(term: Term | None) -> float:
    """The number a value is; 0 for one that is none."""
    try:
        value = float(term["value"]) if term else 0.0
    except (TypeError, ValueError):
        return 0.0
    return value if isfinite(value) else 0.0


def told(value: float) -> str:
    """A number for a reader: ``12,345`` or ``0.25``."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.2f}"


def _is_much(name: str, rows: Sequence[Row]) -> bool:
    said = [row[name] for row in rows if name in row]
    return bool(said) and all(is_number(term) and amount(term) >= 0 for term in said)


def _is_when(name: str, rows: Sequence[Row]) -> bool:
    """Whether the most of a column are dates, by their datatypes or by what the column is called.

    A plain number of four digits is a year only in a column that says so.
    """
    said = [row[name] for row in rows if name in row]
    named = _SAYS_WHEN.search(name) is not None
    dates = sum(
        (named or term.get("datatype", "") in _DATES) and _year(term) is not None for term in said
    )
    return len(said) > 0 and dates >= 0.8 * len(said)


def _year(term: Term | None) -> int | None:
    if term is None or term["type"] != "literal":
        return None
    match = _YEAR.fullmatch(term["value"].strip())
    return int(match[1]) if match else None


def _years(when: str, number: str, rows: Sequence[Row]) -> Years | None:
    found: Counter[int] = Counter()
    weights: dict[int, float] = {}
    for row in rows:
        year = _year(row.get(when))
        if year is not None:
            found[year] += 1
            weights[year] = weights.get(year, 0.0) + (amount(row.get(number)) if number else 1.0)
    if len(found) < 2:
        return None
    first, last = min(found), max(found)
    step = next(step for step in _STEPS if (last // step - first // step) < COLUMNS)
    start, bins = first // step, last // step - first // step + 1
    sums = [0.0] * bins
    for year, weight in weights.items():
        sums[year // step - start] += weight
    grid = _grid(max(sums))
    top = grid[-1] or 1.0
    labels = [_years_of(start + at, step) for at in range(bins)]
    columns = [
        Column(label, told(value), 100 * at / bins + 12 / bins, 76 / bins, 100 * value / top)
        for at, (label, value) in enumerate(zip(labels, sums, strict=True))
    ]
    every = next(n for n in count(1) if bins / n <= 7)
    below = [
        Line(str((start + at) * step), 100 * (at + 0.5) / bins) for at in range(0, bins, every)
    ]
    title = f"{number or 'rows'} by {when}"
    return Years(title, step, columns, [Line(told(v), 100 - 100 * v / top) for v in grid], below)


def _years_of(number: int, step: int) -> str:
    first = number * step
    return str(first) if step == 1 else f"{first}–{first + step - 1}"


def _grid(most: float) -> list[float]:
    """Round numbers from nothing to a little above the most, five at the utmost."""
    unit = 1.0
    while most / unit > 4:
        unit *= 2.5 if f"{unit:.0f}".startswith("2") else 2
    return [unit * n for n in range(int(-(-most // unit)) + 1)]


def _bars(number: str, table: Table, base: str) -> Bars | None:
    names = table.variables[: table.variables.index(number)] or table.variables
    names = [name for name in names if not _is_much(name, table.bindings)][:2]
    if not names:
        return None
    bars = [_bar(row, names, number, base) for row in table.bindings[:BARS]]
    return Bars(f"{number} by {' and '.join(names)}", bars, max(b.value for b in bars), table.count)


def _bar(row: Row, names: Sequence[str], number: str, base: str) -> Bar:
    words = [_word(row.get(name), base) for name in names]
    value = amount(row.get(number))
    link = cell(row.get(names[0]), base).link
    if len(words) == 1:
        return Bar(words[0], value, told(value), link)
    return Bar(Text(" · ".join(word.value for word in words)), value, told(value), link)


def _word(term: Term | None, base: str) -> Text:
    """What a bar is called: languages and countries by their names."""
    if term is None:
        return Text("(none)")
    if known := country_in(term):
        return Text(known.name)
    if term["type"] == "uri" and term["value"].startswith(_LANGUAGES):
        return Text(language(term["value"]).name)
    shown = cell(term, base)
    return shown.text or Text(shown.shown)
