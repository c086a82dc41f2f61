"""Our engine says of a record what LC's stylesheet says of it, byte for byte, but as intended."""

from collections.abc import Iterator
from itertools import batched, islice

import pytest

import samples
from bench.equality import BATCH, SHARED, Sent, compare, sent
from bench.intended import INTENDED, PAIRS, told
from bench.tally import JOINED, OTHERWISE, WITH_PAIRS, Tally

RECORDS = 600
#: Records looked at, and taken, of one file: each library has habits of its own.
LOOKED_AT = 100
OF_A_FILE = 20
#: Unequal records whose causes are sought, about: enough to see what is wrong.
EXPLAINED = 100


def tally_of(records: list[Sent]) -> Tally:
    tally = Tally()
    for batch in batched(records, BATCH):
        for compared in compare(batch, tally.counts["records that differ otherwise"] < EXPLAINED):
            tally.add(compared)
    return tally


def assert_equal_but_as_intended(records: list[Sent]) -> None:
    tally = tally_of(records)
    counts = tally.counts
    same = counts["records exactly equal"] + counts["records neither converts"]
    assert same + counts["records that differ only as intended"] == len(records), (
        f"\n{tally.as_markdown()}\n{tally.as_text()}"
    )
    assert not counts[OTHERWISE], "records without 880s, or that cannot be converted any more"
    assert counts[JOINED] >= counts[WITH_PAIRS] * 0.8


def spread() -> list[Sent]:
    """The same on every machine: some of each file, and each file's from all over it."""
    found = list(of_every_file())
    return [found[i * len(found) // RECORDS] for i in range(RECORDS)]


def of_every_file() -> Iterator[Sent]:
    for file in sorted(path for path in SHARED.rglob("*") if path.is_file()):
        records = list(islice(sent([file]), LOOKED_AT))
        yield from records[:: -(-len(records) // OF_A_FILE) or 1]


def test_the_samples_make_the_same_triples_in_both_engines() -> None:
    records = list(sent(samples.marc21_files()))
    assert len(records) >= 84
    assert_equal_but_as_intended(records)


def test_600_real_records_make_the_same_triples_in_both_engines() -> None:
    if not (SHARED / "marc21-bib").is_dir():
        pytest.skip("the real records are not beside this checkout (set CATENA_TEST_DATA)")
    records = spread()
    assert len(set(records)) > 550
    assert len({name for name, _, _ in records}) > 200
    assert_equal_but_as_intended(records)


def test_every_intended_difference_is_argued_for_and_every_argument_is_checked() -> None:
    assert {*INTENDED, PAIRS} == told()
