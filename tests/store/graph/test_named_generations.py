"""A generation found by a moment or by a name, of which strangers write any they like."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from store.graph.generations import Generations, described

FIRST = "20270101T000000.000Z-1-0123abcd"
SECOND = "20270301T123000.500Z-20-0123abcd"
NOON = datetime(2027, 3, 1, 12, 30, 0, 500_000, UTC)


@pytest.fixture
def generations(tmp_path: Path) -> Generations:
    for name in (FIRST, SECOND, f"{SECOND}.making"):
        (tmp_path / "generations" / name).mkdir(parents=True)
    (tmp_path / "secret").mkdir()
    return Generations(tmp_path / "generations")


@pytest.mark.parametrize(
    ("moment", "name"),
    [
        (NOON, SECOND),
        (NOON - timedelta(milliseconds=1), FIRST),
        (NOON + timedelta(days=9999), SECOND),
        (datetime(2027, 1, 1, tzinfo=UTC), FIRST),
    ],
)
def test_of_a_moment_it_is_the_last_one_made_by_then(
    generations: Generations, moment: datetime, name: str
) -> None:
    found = generations.at(moment)
    assert found is not None
    assert found.folder.name == name


def test_before_the_first_there_is_none(generations: Generations) -> None:
    assert generations.at(datetime(2026, 12, 31, 23, 59, 59, 999_999, UTC)) is None
    assert Generations(Path("nowhere")).at(NOON) is None


def test_a_name_tells_its_moment_and_its_change(generations: Generations) -> None:
    found = generations.named(SECOND)
    assert found is not None
    assert (found.at, found.change, found.log) == (NOON, 20, "0123abcd")


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "..",
        "../secret",
        f"../generations/{FIRST}",
        f"{FIRST}/",
        f"{FIRST}/../../secret",
        f"{SECOND}.making",
        f"{FIRST}\n",
        f"{FIRST}\0",
        FIRST.upper(),
        "20270101T000000.000Z-1-",
        "20271301T000000.000Z-1-0123abcd",
        "２０２７0101T000000.000Z-1-0123abcd",
        f"20270101T000000.000Z-{'9' * 5000}-0123abcd",
    ],
)
def test_a_name_that_is_none_leads_nowhere(generations: Generations, name: str) -> None:
    assert generations.named(name) is None


def test_a_folder_of_another_name_is_no_generation(tmp_path: Path) -> None:
    assert described(tmp_path / "graph") is None
    assert described(Path(FIRST)) is not None
