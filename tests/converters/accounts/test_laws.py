"""Laws of the accounts, over records made of every dialect, and over the samples."""

import os
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pymarc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import samples
from converters import MarcRecord, NotMarc, read
from converters.accounts import Account, Accountant
from converters.accounts.parts import every, without
from converters.accounts.report import Report
from converters.accounts.said import said
from converters.conversion import NoRules
from converters.engine import Failed, Job
from converters.engines import Choice, conversion
from converters.holdings.profile_file import usual

DOCUMENT = "http://catena.example/bib/b1"
GENERATED = "2026-01-01T00:00:00Z"
SHARED = Path(os.environ.get("CATENA_TEST_DATA", Path(__file__).parents[4] / "shared" / "data"))
ACCOUNTANT = Accountant(conversion(Choice()), usual)


def records(*files: Path) -> Iterator[MarcRecord]:
    for file in files:
        yield from (each for each in read(file) if isinstance(each, MarcRecord))


def first(file: Path, most: int) -> list[MarcRecord]:
    return list(islice(records(file), most))


AUTHORITIES = sorted((samples.FOLDER / "authorities").rglob("*.xml"))
POOLS = [
    [each for file in samples.marc21_files()[:3] for each in first(file, 4)],
    [each for file in samples.cnmarc_files() for each in first(file, 2)],
    *[first(file, 6) for file in AUTHORITIES],
]


@st.composite
def made(draw: st.DrawFn) -> MarcRecord:
    """A record of some fields of several records of one dialect and kind, in any order."""
    pool = draw(st.sampled_from(POOLS))
    base = draw(st.sampled_from(pool))
    fields = [field for record in pool for field in record.marc.fields]
    chosen = draw(st.lists(st.sampled_from(fields), max_size=7))
    marc = pymarc.Record()
    marc.leader = base.marc.leader
    heading = [each for each in base.marc.fields if each.tag[0] in "12" and base.kind == "auth"]
    marc.fields = [*heading[:1], *chosen]
    return MarcRecord(1, b"", base.format, marc, base.dialect, base.kind, base.charset)


def triples(record: MarcRecord, marc: pymarc.Record) -> bytes:
    changed = MarcRecord(1, b"", record.format, marc, record.dialect, record.kind, record.charset)
    (outcome,) = conversion(Choice()).convert([Job(changed, DOCUMENT)], GENERATED)
    return b"" if isinstance(outcome, Failed) else outcome.triples


def holds(account: Account) -> None:
    """Every subfield has a fate and a reason to be left out; without those nothing changes."""
    marc = account.record.marc
    spots = [origin for place in range(len(marc.fields)) for origin in every(marc, place)]
    assert list(account.fates) == spots
    assert all(fate.reason for fate in account.fates.values() if fate.way in ("log", "repaired"))
    silent = [origin for origin, fate in account.fates.items() if fate.way in ("log", "lost")]
    before = said(triples(account.record, marc), ())
    assert said(triples(account.record, without(marc, silent)), ()).same_as(before)


@given(made())
@settings(max_examples=40)
def test_what_is_lost_or_in_the_log_can_be_taken_away_and_no_statement_changes(
    record: MarcRecord,
) -> None:
    try:
        account = ACCOUNTANT.account(record, DOCUMENT)
    except NoRules:
        return
    holds(account)


@given(made())
@settings(max_examples=40)
def test_a_statement_comes_from_nothing_but_parts_of_the_record(record: MarcRecord) -> None:
    try:
        account = ACCOUNTANT.account(record, DOCUMENT)
    except NoRules:
        return
    assert list(account.traced.lines) == triples(record, record.marc).splitlines()
    for origins in account.traced.lines.values():
        for origin in origins:
            assert origin.subfield < len(record.marc.fields[origin.place].subfields)
            assert origin.subfield < 0 or account.fates[origin].way in ("graph", "repaired")


@pytest.mark.parametrize(
    "files",
    [samples.marc21_files(), samples.cnmarc_files(), AUTHORITIES],
    ids=["marc21", "cnmarc", "authorities"],
)
def test_of_the_samples_nothing_is_lost_and_all_is_accounted_for(files: list[Path]) -> None:
    report = Report()
    for file in files:
        for record in first(file, 3):
            account = ACCOUNTANT.account(record, DOCUMENT)
            holds(account)
            report.add(account)
    assert report.lost() == []
    assert report.totals()["graph"] > 100


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared test data are not beside the project")
def test_of_real_records_less_than_one_in_two_hundred_subfields_is_lost() -> None:
    report = Report()
    files = [
        file
        for folder in ("marc21-bib", "marc21-auth", "unimarc-bib", "unimarc-auth", "holdings")
        for file in sorted((SHARED / folder).rglob("*"))
        if file.is_file()
    ]
    for file in files[::16]:
        try:
            for record in first(file, 2):
                report.add(ACCOUNTANT.account(record, DOCUMENT))
        except (NotMarc, NoRules):
            continue
    totals: Counter[str] = Counter(report.totals())
    assert totals.total() > 2000
    assert totals["lost"] < totals.total() / 200, report.lost()
