"""Which results make a chart, and of what."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from webapp.query_page.charts import COLUMNS, Bars, Years, chart
from webapp.query_page.results import Row, Table

XSD = "http://www.w3.org/2001/XMLSchema#"
BASE = "http://catena.example/"


@pytest.fixture(autouse=True)
def _in_a_request(app: Flask) -> Iterator[None]:
    with app.test_request_context("/sparql"):
        yield


def plain(value: str) -> dict[str, str]:
    return {"type": "literal", "value": value}


def number(value: object) -> dict[str, str]:
    return {"type": "literal", "value": str(value), "datatype": f"{XSD}integer"}


def made(names: str, *rows: tuple[Any, ...]) -> Years | Bars | None:
    variables = names.split()
    bindings: list[Row] = [
        {name: term for name, term in zip(variables, row, strict=True) if term} for row in rows
    ]
    return chart(Table(variables, bindings, []), BASE)


def test_years_with_counts_make_columns_as_high_as_their_sums() -> None:
    found = made(
        "year works",
        (plain("1990"), number(2)),
        (plain("1992"), number(1)),
        (plain("1992"), number(3)),
    )
    assert isinstance(found, Years)
    assert [(column.label, column.told) for column in found.columns] == [
        ("1990", "2"),
        ("1991", "0"),
        ("1992", "4"),
    ]
    assert found.columns[2].height == 2 * found.columns[0].height
    assert found.columns[1].height == 0


def test_years_without_counts_are_counted() -> None:
    found = made("title year", *[(plain("x"), plain(year)) for year in ("1990", "1990", "1991")])
    assert isinstance(found, Years)
    assert [column.told for column in found.columns] == ["2", "1"]


def test_a_long_time_is_told_in_longer_steps() -> None:
    found = made("year n", (plain("1791"), number(1)), (plain("2020"), number(1)))
    assert isinstance(found, Years)
    assert found.step == 5
    assert len(found.columns) <= COLUMNS
    assert found.columns[0].label == "1790–1794"
    assert found.columns[-1].label == "2020–2024"


def test_a_date_is_known_by_its_datatype_whatever_the_column_is_called() -> None:
    edtf = "http://id.loc.gov/datatypes/edtf"
    dates = [({"type": "literal", "value": v, "datatype": edtf},) for v in ("1979/..", "1980-05")]
    found = made("x", *dates)
    assert isinstance(found, Years)
    assert [column.label for column in found.columns] == ["1979", "1980"]
    assert made("x", *[({**term, "datatype": ""},) for (term,) in dates]) is None


def test_a_count_of_two_thousand_is_no_year() -> None:
    found = made("subject works", (plain("a"), number(2000)), (plain("b"), number(1999)))
    assert isinstance(found, Bars)
    assert [(bar.label.value, bar.told) for bar in found.bars] == [("a", "2,000"), ("b", "1,999")]


def test_languages_and_countries_are_called_by_their_names() -> None:
    lc = "http://id.loc.gov/vocabulary"
    found = made(
        "from into works",
        ({"type": "uri", "value": f"{lc}/languages/eng"}, None, number(3)),
        (
            {"type": "uri", "value": f"{lc}/countries/cc"},
            {"type": "uri", "value": f"{lc}/languages/chi"},
            number(1),
        ),
    )
    assert isinstance(found, Bars)
    assert [bar.label.value for bar in found.bars] == ["English · (none)", "China · Chinese"]


def test_words_alone_make_no_chart() -> None:
    assert made("a b", (plain("x"), plain("y")), (plain("x"), plain("z"))) is None


def test_one_number_alone_makes_no_chart() -> None:
    assert made("n", (number(5),)) is None


@pytest.mark.parametrize("value", ["NaN", "INF", "-3"])
def test_numbers_that_have_no_length_do_no_harm(value: str) -> None:
    strange = {"type": "literal", "value": value, "datatype": f"{XSD}double"}
    found = made("a n", (plain("x"), strange), (plain("y"), strange))
    assert found is None or (isinstance(found, Bars) and found.most == 0)
