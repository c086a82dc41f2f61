"""The access log and the counts: whole at a normal stop, without personal data, cheap."""

import json
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from threading import Thread
from time import perf_counter

import pytest

from sparql.usage import log
from sparql.usage import usage as usage_module
from sparql.usage.counts import CLASSES
from sparql.usage.log import FILE
from sparql.usage.usage import COUNTS, Usage
from store.errors import StoreError

type Open = Callable[[], Usage]


def lines(folder: Path, name: str = FILE) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / name).read_text("utf-8").splitlines()]


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def opened(tmp_path: Path, told: list[str]) -> Open:
    return lambda: Usage(tmp_path / "usage", days=30, tell=told.append)


def test_a_line_says_how_it_went_and_not_who_asked_what(opened: Open, tmp_path: Path) -> None:
    with opened() as usage:
        usage.note(
            'SELECT * { ?s ?p "a secret 秘密" }',
            200,
            0.01234,
            holder="institute",
            size=99,
            rows=3,
            media_type="text/csv",
            generation="20261122T164512.123Z-7-5f0c9a1b",
            kept=True,
            through="page",
        )
    (line,) = lines(tmp_path / "usage")
    time = line.pop("time")
    assert isinstance(time, str)
    assert datetime.strptime(time, "%Y-%m-%dT%H:%MZ")  # noqa: DTZ007 - its form is what is tested
    assert line == {
        "holder": "institute",
        "form": "SELECT",
        "status": 200,
        "ms": 12.3,
        "bytes": 99,
        "rows": 3,
        "format": "text/csv",
        "generation": "20261122T164512.123Z-7-5f0c9a1b",
        "kept": True,
        "cut": False,
        "through": "page",
    }
    everything = b"".join(f.read_bytes() for f in (tmp_path / "usage").iterdir())
    assert b"secret" not in everything
    assert b"?s" not in everything


def test_nothing_is_lost_at_a_normal_stop_whoever_notes(opened: Open, tmp_path: Path) -> None:
    with opened() as usage:

        def ask() -> None:
            for _ in range(250):
                usage.note("ASK {}", 200, 0.002)

        threads = [Thread(target=ask) for _ in range(4)]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
    assert len(lines(tmp_path / "usage")) == 1000
    with opened() as again:
        assert again.statistics().total == 1000


def test_a_note_costs_a_request_next_to_nothing(opened: Open) -> None:
    text = "PREFIX bf: <http://id.loc.gov/ontologies/bibframe/>\n" * 10 + "SELECT * { ?s ?p ?o }"
    with opened() as usage:
        times = []
        for _ in range(500):
            began = perf_counter()
            usage.note(text, 200, 0.002)
            times.append(perf_counter() - began)
    assert median(times) < 0.0003


def test_counts_are_of_a_day_a_kind_of_asker_a_form_and_an_outcome(
    opened: Open, tmp_path: Path
) -> None:
    with opened() as usage:
        usage.note("SELECT * {}", 200, 0.002, size=10)
        usage.flush()
        usage.note("SELECT * {}", 200, 0.004, size=20, kept=True)
        usage.note("SELECT * {}", 200, 4.0, holder="institute")
        usage.note("SELECT * {}", 504, 30.0, holder="other")
        usage.note("nonsense", 400, 0.001)
    today = datetime.now(UTC).date().isoformat()
    with sqlite3.connect(tmp_path / "usage" / COUNTS) as connection:
        rows = connection.execute("SELECT * FROM asked ORDER BY holders, form, outcome").fetchall()
    connection.close()
    assert rows == [
        (today, "key", "SELECT", "answered", 1, 4.0, 0, 0),
        (today, "key", "SELECT", "too slow", 1, 30.0, 0, 0),
        (today, "public", "OTHER", "wrong", 1, 0.001, 0, 0),
        (today, "public", "SELECT", "answered", 2, 0.006, 30, 1),
    ]


def test_statistics_are_of_thirty_days_and_of_everybody(opened: Open, tmp_path: Path) -> None:
    with opened() as usage:
        for seconds in (0.001, 0.002, 0.002, 0.002, 250.0):
            usage.note("SELECT * {}", 200, seconds, size=5, kept=seconds == 0.001)
            usage.flush()
        usage.note("ASK {}", 503, 0.0)
        usage.note("ASK {}", 200, 3600.0, through="job", size=5)
        usage.flush()
        old = datetime.now(UTC).date() - timedelta(days=30)
        with sqlite3.connect(tmp_path / "usage" / COUNTS) as connection:
            connection.execute(
                "INSERT INTO asked VALUES (?, 'public', 'ASK', 'answered', 7, 1, 1, 1)",
                (old.isoformat(),),
            )
        connection.close()
        shown = usage.statistics()
    assert (len(shown.days), shown.days[-1]) == (30, (datetime.now(UTC).date(), 7))
    assert shown.total == 7
    assert shown.outcomes == {"answered": 6, "busy": 1}
    assert shown.forms == {"SELECT": 5, "ASK": 2}
    assert (shown.bytes, shown.kept) == (30, 1 / 6)
    assert [each.n for each in shown.times] == [1, 3, *[0] * (len(CLASSES) - 2), 1]
    assert shown.median is not None
    assert (shown.median.above, shown.median.most) == (1, 3)
    assert shown.p95 is not None
    assert (shown.p95.above, shown.p95.most) == (100_000, None)


def test_nothing_asked_is_nothing_shown(opened: Open) -> None:
    with opened() as usage:
        shown = usage.statistics()
    assert (shown.total, shown.kept, shown.median, shown.p95) == (0, None, None, None)


def test_a_day_has_its_file_and_goes_when_its_days_are_over(
    opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "usage"
    folder.mkdir()
    today = datetime.now(UTC).date()
    gone, kept = (f"{FILE}.{today - timedelta(days=days)}" for days in (31, 30))
    for name in (gone, kept, f"{FILE}.of-somebody"):
        (folder / name).write_text("{}\n")
    with opened() as usage:
        assert not (folder / gone).exists()
        usage.note("ASK {}", 200, 0.001)
        usage.flush()
        now = log.time()
        monkeypatch.setattr(log, "time", lambda: now + 24 * 3600)
        usage.flush()  # nobody asks, and still the day is over
        assert not (folder / FILE).exists()
    assert len(lines(folder, f"{FILE}.{today}")) == 1
    assert (folder / kept).exists()
    assert (folder / f"{FILE}.of-somebody").exists()


def test_what_the_disk_refuses_is_said_once_and_the_counts_wait(
    opened: Open, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened() as usage:

        def full(portion: object) -> None:
            raise sqlite3.OperationalError("database or disk is full")

        with monkeypatch.context() as patched:
            patched.setattr(usage._counts, "add", full)
            for _ in range(3):
                usage.note("ASK {}", 200, 0.001)
                usage.flush()
        assert len(told) == 1
        assert "disk is full" in told[0]
        usage.flush()
        assert usage.statistics().total == 3


def test_a_log_that_cannot_be_written_stops_no_query(
    opened: Open, told: list[str], tmp_path: Path
) -> None:
    (tmp_path / "usage" / FILE).mkdir(parents=True)
    with opened() as usage:
        usage.note("ASK {}", 200, 0.001)
        usage.note("ASK {}", 200, 0.001)
        usage.flush()
        assert usage.statistics().total == 2
    assert len(told) == 1
    assert "access log" in told[0]


def test_counts_that_are_damaged_are_set_aside_and_begin_anew(
    opened: Open, told: list[str], tmp_path: Path
) -> None:
    folder = tmp_path / "usage"
    folder.mkdir()
    (folder / COUNTS).write_bytes(b"no database, by no means" * 100)
    with opened() as usage:
        usage.note("ASK {}", 200, 0.001)
        usage.flush()
        assert usage.statistics().total == 1
    assert (folder / f"{COUNTS}.damaged").exists()
    assert "begin anew" in told[0]


def test_counts_that_cannot_be_opened_are_a_sentence(opened: Open, tmp_path: Path) -> None:
    (tmp_path / "usage" / COUNTS).mkdir(parents=True)
    with pytest.raises(StoreError, match="cannot be opened"):
        opened()


def test_memory_is_not_filled_when_nothing_is_written(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(usage_module, "_WAITING", 5)
    monkeypatch.setattr(usage_module, "_EVERY", 60.0)
    with opened() as usage:
        for _ in range(9):
            usage.note("ASK {}", 200, 0.001)
        usage.flush()
        assert usage.statistics().total == 5


def test_the_folder_is_its_owners_alone(opened: Open, tmp_path: Path) -> None:
    opened().close()
    assert (tmp_path / "usage").stat().st_mode & 0o077 == 0
