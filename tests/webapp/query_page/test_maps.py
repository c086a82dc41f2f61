"""Which results make a map, and where things lie on it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from webapp.query_page.maps import HEIGHT, WIDTH, World, projected, world, world_map
from webapp.query_page.places import country_of
from webapp.query_page.results import Row, Table

BASE = "http://catena.example/"
COUNTRIES = "http://id.loc.gov/vocabulary/countries/"
DRAWN = World("M0,0Z", {"CN": (103.8, 36.6), "US": (-98.5, 39.5), "GB": (-2.9, 54.1)})


@pytest.fixture(autouse=True)
def _in_a_request(app: Flask) -> Iterator[None]:
    with app.test_request_context("/sparql"):
        yield


def number(value: int) -> dict[str, str]:
    datatype = "http://www.w3.org/2001/XMLSchema#integer"
    return {"type": "literal", "value": str(value), "datatype": datatype}


def country(code: str) -> dict[str, str]:
    return {"type": "uri", "value": COUNTRIES + code}


def plain(value: str, datatype: str = "") -> dict[str, str]:
    return {"type": "literal", "value": value} | ({"datatype": datatype} if datatype else {})


def rows(*found: Row) -> Table:
    return Table(list(dict.fromkeys(name for row in found for name in row)), list(found), [])


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("cc", "China"),
        ("nyu", "United States"),
        ("enk", "United Kingdom"),
        ("onc", "Canada"),
        ("hk", "Hong Kong"),
        ("xxr", "Soviet Union"),
        ("ge", "Germany (East)"),
    ],
)
def test_a_marc_code_is_a_country(code: str, name: str) -> None:
    found = country_of(code)
    assert found is not None
    assert found.name.startswith(name)


@pytest.mark.parametrize("code", ["xx", "zzz", "", "cc/", "../cc"])
def test_what_is_no_country_is_none(code: str) -> None:
    assert country_of(code) is None


def test_books_of_new_york_and_california_lie_in_one_country() -> None:
    table = rows(
        {"place": country("nyu"), "n": number(3)},
        {"place": country("cau"), "n": number(1)},
        {"place": country("cc"), "n": number(9)},
    )
    found = world_map(table, DRAWN, BASE)
    assert found is not None
    assert [spot.told for spot in found.spots] == ["China: 9", "United States: 4"]
    assert found.spots[0].radius > found.spots[1].radius
    assert (found.places, found.without) == (2, 0)


def test_a_country_without_a_place_on_the_map_is_in_the_list() -> None:
    found = world_map(rows({"place": country("cc")}, {"place": country("si")}), DRAWN, BASE)
    assert found is not None
    assert [bar.label.value for bar in found.listed] == ["China", "Singapore"]
    assert len(found.spots) == 1


def test_without_the_outline_the_countries_are_listed() -> None:
    found = world_map(rows({"place": country("cc"), "n": number(2)}), None, BASE)
    assert found is not None
    assert (found.land, found.spots) == ("", [])
    assert [bar.told for bar in found.listed] == ["2"]


def test_bare_codes_are_countries_where_the_variable_says_so() -> None:
    assert world_map(rows({"country": plain("cc")}), DRAWN, BASE) is not None
    assert world_map(rows({"title": plain("cc")}), DRAWN, BASE) is None
    assert (
        world_map(rows({"country": plain("cc")}, {"country": plain("Atlantis")}), DRAWN, BASE)
        is None
    )


WKT = "http://www.opengis.net/ont/geosparql#wktLiteral"


@pytest.mark.parametrize(
    "row",
    [
        {"where": plain("POINT(108.9 34.1)", WKT)},
        {"where": plain("<http://www.opengis.net/def/crs/OGC/1.3/CRS84> Point (108.9 34.1)", WKT)},
        {"lat": plain("34.1"), "long": plain("108.9")},
        {"where": plain("34.1,108.9")},
    ],
)
def test_coordinates_are_read_however_they_are_written(row: Row) -> None:
    found = world_map(rows(row), DRAWN, BASE)
    assert found is not None
    assert (found.spots[0].x, found.spots[0].y) == projected(108.9, 34.1)


@pytest.mark.parametrize("text", ["POINT(999 1)", "POINT(x y)", "POLYGON((1 1))", "1.5", "1e9,2e9"])
def test_what_is_no_place_on_earth_makes_no_map(text: str) -> None:
    assert world_map(rows({"where": plain(text, WKT)}), DRAWN, BASE) is None
    assert world_map(rows({"where": plain(text)}), DRAWN, BASE) is None


def test_the_projection_puts_the_corners_of_the_world_where_it_should() -> None:
    """Equal Earth: the equator is as wide as the drawing, a pole lies at y = ±1.3173627591574."""
    assert projected(0, 0)[0] == WIDTH / 2
    assert projected(180, 0)[0] == pytest.approx(WIDTH, abs=0.1)
    assert projected(-180, 0)[0] == pytest.approx(0, abs=0.1)
    assert projected(0, 90)[1] == pytest.approx(0, abs=0.1)
    assert projected(116.4, 39.9)[1] < projected(151.2, -33.9)[1] < HEIGHT


def test_a_map_that_was_not_built_is_none(tmp_path: Path) -> None:
    assert world(tmp_path / "world.json") is None
