"""Damaged records: whatever is done to them, the reader reads, refuses or asks, and says why."""

from random import Random

import pytest

from bench import fuzz

SEEDS = fuzz.seeds()


def test_a_thousand_damaged_records_crash_nothing() -> None:
    found = fuzz.fuzz(1000, 7, SEEDS)
    assert found.crashes == []
    assert found.slowest < 10.0  # nothing hangs; how fast it is, `make bench` tells
    accepted = sum(n for verdict, n in found.verdicts.items() if verdict.startswith("accepted"))
    assert accepted > 150
    assert found.verdicts["rejected"] > 150


def test_the_same_seed_damages_in_the_same_way() -> None:
    one = [fuzz.damaged(SEEDS[0], SEEDS[1], Random(n)) for n in range(50)]
    assert one == [fuzz.damaged(SEEDS[0], SEEDS[1], Random(n)) for n in range(50)]
    assert sum(data != SEEDS[0] for data in one) > 40


def test_a_reader_that_breaks_its_word_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise KeyError("245")

    monkeypatch.setattr("converters.deciding.dialects.judge", broken)
    assert len(fuzz.fuzz(50, 7, SEEDS).crashes) > 5


def test_what_is_read_is_converted_too_and_no_rule_fails_on_it() -> None:
    found = fuzz.fuzz(300, 11, SEEDS, formats=30)
    assert found.crashes == []
    assert found.verdicts["converted"] > 50
    assert found.verdicts["written as mods"] > 0


def test_a_rule_that_fails_is_caught_though_the_record_lives(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_: object) -> None:
        raise KeyError("$a")

    monkeypatch.setattr("converters.bibframe.rules.titles_2xx.chop", broken)
    crashes = fuzz.fuzz(100, 7, SEEDS).crashes
    assert any("its rule fails" in crash for crash in crashes)
