"""The statistics page: drawn by the server, numbers of everybody together."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from sparql.usage.statistics import TimeClass
from sparql.usage.usage import Usage
from webapp.querying import statistics
from webapp.querying.statistics import HEIGHT, WIDTH, bars, wording

HTML = {"Accept": "text/html"}


@pytest.fixture
def usage(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Usage]:
    with Usage(tmp_path, tell=print) as usage:
        monkeypatch.setitem(app.extensions, statistics.EXTENSION, usage)
        yield usage


def test_the_page_and_the_json_say_the_same(client: FlaskClient, usage: Usage) -> None:
    for _ in range(1234):
        usage.note("SELECT * {}", 200, 0.02, size=1000)
    usage.note("ASK {}", 504, 30.0, holder="institute")
    usage.flush()
    told = client.get("/statistics", headers={"Accept": "application/json"}).get_json()
    assert told["queries"] == 1235
    assert told["outcomes"] == {"answered": 1234, "too slow": 1}
    assert told["forms"] == {"SELECT": 1234, "ASK": 1}
    assert told["median"] == {"above": 10, "most": 30}
    assert (len(told["days"]), told["days"][-1]["queries"]) == (30, 1235)
    page = client.get("/statistics", headers=HTML).text
    for part in ("1,235", "too slow", "10 to 30 ms", "99.9 %", "answered from kept answers"):
        assert part in page
    assert client.get("/statistics?format=json", headers=HTML).get_json() == told


def test_no_key_is_told(client: FlaskClient, usage: Usage) -> None:
    usage.note("ASK {}", 200, 0.01, holder="institute")
    usage.flush()
    for accept in ("text/html", "application/json"):
        assert "institute" not in client.get("/statistics", headers={"Accept": accept}).text


def test_the_drawing_needs_no_style_and_no_script(client: FlaskClient, usage: Usage) -> None:
    usage.note("ASK {}", 200, 0.01)
    usage.flush()
    page = client.get("/statistics", headers=HTML).text
    assert re.search(r'<rect x="[\d.]+" y="0.0" width="[\d.]+" height="160.0"', page)
    assert 'role="img"' in page
    assert "style=" not in page
    assert "<script" not in page


def test_nothing_asked_is_a_page_too(client: FlaskClient, usage: Usage) -> None:
    page = client.get("/statistics", headers=HTML)
    assert page.status_code == 200
    assert "Nothing was asked." in page.text


def test_other_forms_are_refused_and_no_counts_are_said(client: FlaskClient, usage: Usage) -> None:
    assert client.get("/statistics?format=csv").status_code == 400
    assert client.get("/statistics", headers={"Accept": "image/png"}).status_code == 406


def test_a_catalogue_that_counts_nothing_says_so(client: FlaskClient) -> None:
    assert client.get("/statistics").status_code == 404


def test_bars_fill_the_drawing_and_a_day_with_one_query_is_seen() -> None:
    days = [(date(2026, 11, 1) + timedelta(days=each), n) for each, n in enumerate([0, 1, 10_000])]
    drawn = bars(days)
    assert [bar.height for bar in drawn] == [0.0, 2.0, HEIGHT]
    assert [bar.y + bar.height for bar in drawn] == [HEIGHT] * 3
    assert drawn[-1].x + drawn[-1].width <= WIDTH
    assert bars([(date(2026, 11, 1), 0)])[0].height == 0


@pytest.mark.parametrize(
    ("times", "words"),
    [
        (TimeClass(0, 1, 0), "up to 1 ms"),
        (TimeClass(300, 1000, 0), "300 to 1000 ms"),
        (TimeClass(1000, 3000, 0), "1 to 3 s"),
        (TimeClass(100_000, None, 0), "over 100 s"),
    ],
)
def test_a_class_of_time_in_words(times: TimeClass, words: str) -> None:
    assert wording(times) == words
