"""The comparison of two engines counts a difference once and finds the fields it comes from."""

from collections.abc import Callable, Sequence
from copy import deepcopy
from functools import cache

import pymarc
import pytest

import samples
from bench.blame import blame, smallest
from bench.compare import DOCUMENT, Engines, difference
from bench.tally import Compared, Tally
from converters import MarcRecord, read
from converters.engine import Converted, Engine, Failed, Job
from converters.lc import Stylesheet


class Mistaken:
    """LC's engine, of records altered before it sees them."""

    version = "mistaken"

    def __init__(self, alter: Callable[[pymarc.Record], object]) -> None:
        self._alter = alter

    def convert(self, jobs: Sequence[Job], generated: str) -> list[Converted | Failed]:
        altered = [deepcopy(job) for job in jobs]  # one by one: smaller records share fields
        for job in altered:
            self._alter(job.record.marc)
        return stylesheet().convert(altered, generated)


@cache
def stylesheet() -> Engine:
    return Stylesheet()


@cache
def some_records() -> list[MarcRecord]:
    found = [record for file in samples.marc21_files() for record in read(file)]
    return [r for r in found if isinstance(r, MarcRecord) and r.marc.get_fields("650")][:5]


def mistaken(alter: Callable[[pymarc.Record], object]) -> Engines:
    return Engines(Mistaken(alter), stylesheet())


def misspell(marc: pymarc.Record) -> None:
    """One letter of the first subject heading."""
    for subject in marc.get_fields("650")[:1]:
        subject["a"] = f"Zz{subject['a']}"


def mix_up_title_and_responsibility(marc: pymarc.Record) -> None:
    """A mistake made only where there are both a 100 and a 245."""
    if marc.get_fields("100") and (titles := marc.get_fields("245")):
        titles[0]["a"] = "Mixed up"


def test_an_engine_equals_itself() -> None:
    engines = Engines(stylesheet(), stylesheet())
    assert all(found.exact and found.equal > 50 for found in engines.compare(some_records()))


def test_a_misspelt_heading_counts_as_the_statements_that_have_it_and_not_those_above() -> None:
    engines = mistaken(misspell)
    for record, found in zip(some_records(), engines.compare(some_records()), strict=True):
        assert not found.exact
        heading = record.marc.get_fields("650")[0]["a"].rstrip(".")
        assert 1 <= found.only_lc.total() == found.only_ours.total() <= 6
        assert all(heading[:5] in o for _, _, o in found.only_lc), found.only_lc
        assert all("Zz" in o for _, _, o in found.only_ours)


def test_a_misspelt_heading_is_blamed_on_its_field_alone() -> None:
    for record in some_records():
        first, *_ = record.marc.get_fields("650")
        parts = blame(record, mistaken(misspell))
        # Alone, every 650 is the first one, and is misspelt.
        assert {part.tags for part in parts} == {"650"}
        assert parts[0].fields == (str(first),)
        assert parts[0].difference.only_lc


def test_what_only_two_fields_together_make_is_blamed_on_both() -> None:
    record = next(r for r in some_records() if r.marc.get_fields("100"))
    (part,) = blame(record, mistaken(mix_up_title_and_responsibility))
    assert part.tags == "100+245"
    assert any("Mixed up" in o for _, _, o in part.difference.only_ours)


def test_a_leader_read_wrongly_is_blamed_on_the_leader() -> None:
    def as_a_map(marc: pymarc.Record) -> None:
        marc.leader = pymarc.Leader(f"{str(marc.leader)[:6]}em{str(marc.leader)[8:]}")

    assert blame(some_records()[0], mistaken(as_a_map))[0].tags == "LDR"


def test_a_coded_field_read_wrongly_is_blamed_on_008() -> None:
    def in_frisian(marc: pymarc.Record) -> None:
        for coded in marc.get_fields("008"):
            coded.data = f"{coded.data[:35]}fry{coded.data[38:]}"

    parts = blame(some_records()[0], mistaken(in_frisian))
    assert [part.tags for part in parts] == ["008"]


def test_the_sums_tell_records_triples_and_fields() -> None:
    engines = mistaken(misspell)
    tally = Tally()
    for record, found in zip(some_records(), engines.compare(some_records()), strict=True):
        tally.add(Compared("f.xml", record.control_number, found, blame(record, engines)))
    assert tally.counts["records compared"] == 5
    assert tally.counts["records that differ otherwise"] == 5
    assert tally.counts["only ours"] == tally.counts["only LC's"] > 0
    assert "| 650 |  |" in tally.as_markdown()
    assert some_records()[0].control_number in tally.as_text()


@pytest.mark.parametrize("guilty", [{3}, {0, 19}, {2, 9, 17}, set(range(20))])
def test_the_smallest_group_that_fails_is_found(guilty: set[int]) -> None:
    found = smallest(list(range(20)), lambda tries: [guilty <= set(one) for one in tries])
    assert set(found) == guilty


def test_equal_statements_of_other_nodes_are_no_equality() -> None:
    def lines(first: str, second: str) -> Converted:
        text = f"<{DOCUMENT}#Agent-{first}> <p> <http://x> .\n<{DOCUMENT}#Agent-{second}> <q> <y> ."
        return Converted(text.encode())

    found = difference(lines("a", "b"), lines("a", "a"))
    assert not found.exact
    assert found.only_ours == found.only_lc == {}
    assert len(found.moved) == 2


def test_what_no_parser_takes_is_told() -> None:
    ours, lc = Converted(b"<http://x> <http://p> <no iri> .\n"), Converted(b"")
    assert "<no iri>" in difference(ours, lc).refused


def test_one_engine_that_fails_is_told_with_its_reason() -> None:
    fine = Converted(b"<http://x> <http://p> <http://y> .\n")
    assert difference(Failed("broken"), fine).failed_ours == "broken"
    assert difference(fine, Failed("broken")).failed_lc == "broken"
    assert difference(Failed("so"), Failed("otherwise")).exact
