"""A result on a map of the world: how much where, drawn without any script.

The outline of the land and where each country lies are made from Natural Earth's data by
`scripts/web`; without them a page lists the countries instead.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Final

from webapp.query_page.charts import Bar, amount, told
from webapp.query_page.places import country_column, points
from webapp.query_page.results import Row, Table, cell, is_number
from webapp.reading.description import Text

#: The drawing: its size, and the half of the world's width that `web/world.js` scales to.
WIDTH: Final = 1000
HEIGHT: Final = 430
_SCALE: Final = WIDTH / 2 / 2.7066297
_MIDDLE: Final = 243.35
#: Equal Earth's polynomial (Šavrič, Patterson and Jenny 2018, equation 5).
_A: Final = (1.340264, -0.081106, 0.000893, 0.003796)
_SMALLEST: Final = 5.0
_LARGEST: Final = 30.0
LISTED: Final = 40


@dataclass(frozen=True, slots=True)
class World:
    """The outline of the land as an SVG path, and where countries lie, in degrees, by ISO code."""

    land: str
    countries: dict[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Spot:
    """A circle: where it is and how large, in units of the drawing, and what it says."""

    x: float
    y: float
    radius: float
    told: str


@dataclass(frozen=True, slots=True)
class Map:
    """The circles, the greatest first; the countries as a list; the rows that name no place."""

    title: str
    spots: list[Spot]
    listed: list[Bar]
    most: float
    places: int
    without: int
    land: str = ""


def world(file: Path) -> World | None:
    """What `scripts/web` made; None where it did not run."""
    try:
        return _read(file, file.stat().st_mtime_ns)
    except FileNotFoundError:
        return None


@lru_cache(maxsize=1)
def _read(file: Path, _written: int) -> World:
    made = json.loads(file.read_text(encoding="utf-8"))
    places = {code: (place[0], place[1]) for code, place in made["countries"].items()}
    return World(made["land"], places)


def projected(longitude: float, latitude: float) -> tuple[float, float]:
    """Where a place is on the drawing, in the Equal Earth projection; takes degrees."""
    angle = asin(sqrt(3) / 2 * sin(radians(latitude)))
    a1, a2, a3, a4 = _A
    square = angle * angle
    sixth = square**3
    slope = a1 + 3 * a2 * square + sixth * (7 * a3 + 9 * a4 * square)
    x = radians(longitude) * cos(angle) / (sqrt(3) / 2 * slope)
    y = angle * (a1 + a2 * square + sixth * (a3 + a4 * square))
    return round(WIDTH / 2 + _SCALE * x, 1), round(_MIDDLE - _SCALE * y, 1)


def world_map(table: Table, drawn: World | None, base: str) -> Map | None:
    """The map a result makes; None where its rows name neither countries nor coordinates."""
    number = next((name for name in table.variables if _is_much(name, table.bindings)), "")
    countries = country_column(table.variables, table.bindings)
    if countries is not None:
        sums: dict[tuple[str, str], float] = {}
        for at, country in countries.items():
            key = (country.code, country.name)
            sums[key] = sums.get(key, 0.0) + _weight(table.bindings[at], number)
        found = [(code, name, value) for (code, name), value in sums.items()]
        located = [
            (*drawn.countries[code], name, value)
            for code, name, value in found
            if drawn and code in drawn.countries
        ]
        title = f"{number or 'rows'} by country"
        return _made(title, located, found, table.count - len(countries), drawn)
    places = points(table.variables, table.bindings) if drawn else {}
    if not places:
        return None
    at_points: dict[tuple[float, float], tuple[str, float]] = {}
    for at, place in places.items():
        name, value = at_points.get(place, (_name(table, at, base), 0.0))
        at_points[place] = (name, value + _weight(table.bindings[at], number))
    located = [(*place, name, value) for place, (name, value) in at_points.items()]
    return _made(number or "rows", located, [], table.count - len(places), drawn)


def _made(
    title: str,
    located: Sequence[tuple[float, float, str, float]],
    found: Sequence[tuple[str, str, float]],
    without: int,
    drawn: World | None,
) -> Map:
    values = [value for _, _, value in found] or [value for _, _, _, value in located]
    most = max(values, default=0.0)
    spots = []
    # The greatest first, so that the small ones lie upon them.
    for longitude, latitude, name, value in sorted(located, key=lambda each: -each[3]):
        radius = max(_SMALLEST, _LARGEST * sqrt(value / most)) if most else _SMALLEST
        x, y = projected(longitude, latitude)
        spots.append(Spot(x, y, round(radius, 1), f"{name}: {told(value)}"))
    listed = [
        Bar(Text(name), value, told(value))
        for _, name, value in sorted(found, key=lambda each: (-each[2], each[1]))
    ]
    land = drawn.land if drawn else ""
    places = len(found) or len(located)
    return Map(title, spots, listed[:LISTED], most, places, without, land)


def _is_much(name: str, rows: Sequence[Row]) -> bool:
    """Whether a column counts something; a latitude does not."""
    if name.lower() in ("lat", "latitude", "long", "lon", "lng", "longitude"):
        return False
    said = [row[name] for row in rows if name in row]
    return bool(said) and all(is_number(term) and amount(term) >= 0 for term in said)


def _weight(row: Row, number: str) -> float:
    return amount(row.get(number)) if number else 1.0


def _name(table: Table, at: int, base: str) -> str:
    """What a point is called: the first words of its row that are no coordinates."""
    for name in table.variables:
        term = table.bindings[at].get(name)
        if term is None or term["type"] == "bnode" or is_number(term):
            continue
        if not points([name], [{name: term}]):
            return cell(term, base).shown
    return "a place"
