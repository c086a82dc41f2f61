"""What a researcher may write for a moment, and what is said where nothing is kept of it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from sparql.moments import NO_GENERATIONS, as_of, called, moment
from sparql.service.answers import Failure
from store.graph.generations import Generation, Generations

NAMES = ("20270101T000000.000Z-1-0123abcd", "20270301T120000.000Z-9-0123abcd")


@pytest.fixture
def generations(tmp_path: Path) -> Generations:
    for name in NAMES:
        (tmp_path / name).mkdir()
    return Generations(tmp_path)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2027-03-01T00:00Z", datetime(2027, 3, 1, tzinfo=UTC)),
        ("2027-03-01T00:00:00Z", datetime(2027, 3, 1, tzinfo=UTC)),
        ("2027-03-01T08:00:00+08:00", datetime(2027, 3, 1, tzinfo=UTC)),
        ("2027-03-01T08:00 08:00", datetime(2027, 3, 1, tzinfo=UTC)),
        ("2027-02-28T19:30-04:30", datetime(2027, 3, 1, tzinfo=UTC)),
        ("2027-03-01T00:00:00.1234567Z", datetime(2027, 3, 1, 0, 0, 0, 123456, UTC)),
        ("2027-03-01", datetime(2027, 3, 1, 23, 59, 59, 999_999, UTC)),
        ("2027-03-01Z", datetime(2027, 3, 1, 23, 59, 59, 999_999, UTC)),
        ("2027-03-01+08:00", datetime(2027, 3, 1, 15, 59, 59, 999_999, UTC)),
    ],
)
def test_a_moment_has_its_zone_and_a_date_is_the_end_of_its_day(
    written: str, expected: datetime
) -> None:
    assert moment(written) == expected


@pytest.mark.parametrize(
    "written",
    [
        *("", "now", "2027", "2027-03", "2027-02-29", "2027-13-01", "1.3.2027", "20270301"),
        *("2027-03-01T25:00Z", "2027-03-01T00:00+25:00", "2027-03-01T00:00+00:60"),
        *("9999-12-31T23:59:59-01:00", "0001-01-01T00:00+01:00", "-0001-01-01", "2027-03-01T"),
        *("2027-03-01T00Z", "２０２７-03-01", "2027-03-01T00:00Z\n", "2027-03-01T00:00:00.Z"),
    ],
)
def test_what_is_no_moment_is_told_how_to_write_one(written: str) -> None:
    with pytest.raises(ValueError, match="2027-03-01T00:00Z"):
        moment(written)


def test_a_time_without_a_zone_is_asked_for_it() -> None:
    with pytest.raises(ValueError, match="Add the time zone"):
        moment("2027-03-01T00:00")


def test_before_the_first_generation_it_is_said_what_there_is(generations: Generations) -> None:
    failure = as_of(generations, moment("2026-12-31"))
    assert isinstance(failure, Failure)
    assert failure.status == 404
    assert "2027-01-01T00:00:00.000Z" in failure.detail
    assert "2027-03-01T12:00:00.000Z" in failure.detail


def test_of_a_day_it_is_the_last_of_that_day(generations: Generations) -> None:
    for written, name in (("2027-03-01", NAMES[1]), ("2027-02-28", NAMES[0])):
        found = as_of(generations, moment(written))
        assert isinstance(found, Generation)
        assert found.folder.name == name


def test_where_nothing_is_published_nothing_can_be_asked_again(tmp_path: Path) -> None:
    assert as_of(Generations(tmp_path / "none"), moment("2027-03-01")) == NO_GENERATIONS


def test_one_that_is_kept_no_longer_is_gone_and_one_that_never_was_is_not_found(
    generations: Generations,
) -> None:
    for name, status in (
        ("20260101T000000.000Z-1-0123abcd", 410),
        ("../../etc/passwd", 404),
        ("newest", 404),
    ):
        failure = called(generations, name)
        assert isinstance(failure, Failure)
        assert failure.status == status
