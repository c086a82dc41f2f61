"""Places in a result: countries by their codes, and points by their coordinates."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from converters.crosswalk.cnmarc.country_102 import iso_country
from webapp.query_page.results import Row, Term
from webapp.reading.vocabulary import country

_COUNTRIES: Final = "http://id.loc.gov/vocabulary/countries/"
#: MARC codes of states that are no more, and where they are shown.
_FORMER: Final = {
    "AN": ("Netherlands Antilles", "CW"),
    "CS": ("Czechoslovakia", "CZ"),
    "DD": ("Germany (East)", "DE"),
    "SU": ("Soviet Union", "RU"),
    "YU": ("Yugoslavia", "RS"),
}
_MARC_CODE: Final = re.compile(r"[a-z]{2,3}")
_POINT: Final = re.compile(
    r"(?:<[^<>]*>\s*)?POINT\s*\(\s*(-?\d+(?:\.\d+)?)\s+(-?\d+(?:\.\d+)?)\s*\)", re.IGNORECASE
)
_PAIR: Final = re.compile(r"(-?\d{1,2}\.\d+)\s*[,;]\s*(-?\d{1,3}\.\d+)")
_LATITUDE: Final = re.compile(r"lat(itude)?", re.IGNORECASE)
_LONGITUDE: Final = re.compile(r"(long?|lng|longitude)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Country:
    """A country by its ISO 3166-1 code, where it is drawn, and its name in English."""

    code: str
    name: str


def country_of(code: str) -> Country | None:
    """What a code of the MARC Code List for Countries stands for; a state is its country's."""
    if _MARC_CODE.fullmatch(code) is None:
        return None
    found = iso_country(code)
    if found == "XX":
        return None
    if found in _FORMER:
        return Country(_FORMER[found][1], _FORMER[found][0])
    return Country(found, country(found))


def country_in(term: Term | None) -> Country | None:
    """The country this value names: an IRI of LC's list of countries."""
    if term is None or term["type"] != "uri" or not term["value"].startswith(_COUNTRIES):
        return None
    return country_of(term["value"].removeprefix(_COUNTRIES))


def country_column(variables: Iterable[str], rows: list[Row]) -> dict[int, Country] | None:
    """Row by row the country that the first column of countries names; None without such a one.

    Bare MARC codes are taken for countries where the variable says so.
    """
    for name in variables:
        found = {at: known for at, row in enumerate(rows) if (known := country_in(row.get(name)))}
        if found:
            return found
        if "country" in name.lower():
            words = {at: str(row[name]["value"]) for at, row in enumerate(rows) if name in row}
            coded = {at: known for at, word in words.items() if (known := country_of(word))}
            if coded and len(coded) == len(words):
                return coded
    return None


def points(variables: list[str], rows: list[Row]) -> dict[int, tuple[float, float]]:
    """Row by row the longitude and latitude it has, in degrees: as GeoSPARQL's WKT, as a pair of
    decimals (latitude first), or in two columns that are called so.
    """
    latitude = next((name for name in variables if _LATITUDE.fullmatch(name)), "")
    longitude = next((name for name in variables if _LONGITUDE.fullmatch(name)), "")
    found: dict[int, tuple[float, float]] = {}
    for at, row in enumerate(rows):
        place = _two(row.get(longitude), row.get(latitude))
        for name in variables:
            place = place or _one(row.get(name))
        if place and abs(place[0]) <= 180 and abs(place[1]) <= 90:
            found[at] = place
    return found


def _two(longitude: Term | None, latitude: Term | None) -> tuple[float, float] | None:
    if longitude is None or latitude is None:
        return None
    try:
        return float(longitude["value"]), float(latitude["value"])
    except (TypeError, ValueError):
        return None


def _one(term: Term | None) -> tuple[float, float] | None:
    if term is None or term["type"] != "literal":
        return None
    value = term["value"].strip()
    if term.get("datatype", "").endswith("#wktLiteral"):
        match = _POINT.fullmatch(value)
        return (float(match[1]), float(match[2])) if match else None
    match = _PAIR.fullmatch(value)
    return (float(match[2]), float(match[1])) if match else None
