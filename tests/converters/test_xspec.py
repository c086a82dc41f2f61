"""LC's own tests of its stylesheet, where a folder of them is named, hold of our triples too."""

import os
from functools import cache
from pathlib import Path

import pytest

from bench.blame import blame
from bench.equality import engines
from bench.xspec import Judged, judge, lost, read_all
from converters.record import Unreadable

#: What is meant to fail, by file and label, with the intended difference it comes of.
INTENDED: dict[tuple[str, str], str] = {}

FOLDER = os.environ.get("CATENA_XSPEC", "")


@pytest.fixture
def folder() -> Path:
    if not FOLDER:
        pytest.skip("CATENA_XSPEC names no folder with the *.xspec files of marc2bibframe2")
    return Path(FOLDER)


@cache
def judged(folder: Path) -> Judged:
    return judge(folder)


def test_the_tests_are_read_and_most_hold_of_lc_s_own_triples(folder: Path) -> None:
    verdicts = [by["lc"] for _, by in judged(folder)]
    assert verdicts.count("passed") > 1000
    assert verdicts.count("passed") > 8 * verdicts.count("failed")


def test_no_test_that_holds_of_lc_s_triples_fails_of_ours_but_as_intended(folder: Path) -> None:
    found = {(one.file, one.label): one.test for one in lost(judged(folder))}
    assert {key: test for key, test in found.items() if key not in INTENDED} == {}
    assert INTENDED.keys() <= found.keys(), "no longer fails; take it off the list"


def test_the_records_of_the_tests_make_the_same_triples_in_both_engines(folder: Path) -> None:
    compared = 0
    wrong = []
    for file in sorted((folder / "data").rglob("*.xml")):
        try:
            records = list(read_all(file))
        except Unreadable:
            continue
        for record, found in zip(records, engines().compare(records), strict=True):
            compared += 1
            if not found.exact:
                parts = [one for one in blame(record, engines()) if not one.intended]
                wrong += [f"{file.name} {record.control_number}: {one}" for one in parts]
    assert compared > 100
    assert wrong == []
