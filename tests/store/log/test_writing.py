"""The record log: every version kept, changes numbered without gaps, a batch all or nothing."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy.exc import IntegrityError

from store.log.packing import packed
from store.log.reading import RecordLog
from store.log.records import Awaited
from store.log.writer import Entry, LogWriter, Remade
from tests.store.conftest import AT, BASE, VOCABULARY, entry
from tests.store.merging import merge

type Put = Callable[..., list[Entry]]


def test_what_a_library_sent_is_kept_to_the_byte(log: RecordLog, put: Put) -> None:
    sent = replace(entry(1, "a"), raw=bytes(range(256)))
    put(sent)
    record = log.record("bib/b1")
    assert record is not None
    assert record.contribution is not None
    kept = log.contribution(record.contribution)
    assert (kept.raw, kept.member, kept.control, kept.version) == (sent.raw, "PKU", "c1", 1)


def test_changes_are_numbered_without_gaps_over_creation_update_and_deletion(
    log: RecordLog, put: Put
) -> None:
    put(entry(1, "a"), entry(2, "a"))
    put(entry(1, "b"))
    put(entry(2, delete=True))
    changes = log.changes()
    assert [(c.seq, c.path, c.version, c.action) for c in changes] == [
        (1, "bib/b1", 1, "create"),
        (2, "bib/b2", 1, "create"),
        (3, "bib/b1", 2, "update"),
        (4, "bib/b2", 2, "delete"),
    ]
    assert log.head == 4
    assert b'"a"' in changes[2].removed


def test_two_versions_of_one_record_in_one_batch_are_two_changes(log: RecordLog, put: Put) -> None:
    put(entry(1, "a"), entry(1, "b"))
    assert [c.action for c in log.changes()] == ["create", "update"]
    assert b'"b"' in log.triples("bib/b1")
    assert log.sources("PKU", "bib", ["c1"])["c1"].version == 2


def test_a_deleted_record_leaves_a_tombstone_and_its_path_is_never_given_again(
    log: RecordLog, put: Put, writer: LogWriter
) -> None:
    put(entry(3, "a"))
    put(entry(7, "a"))
    put(entry(3, delete=True), entry(7, delete=True))
    record = log.record("bib/b7")
    assert record is not None
    assert (record.status, record.reason, record.version) == ("deleted", "withdrawn", 2)
    assert log.triples("bib/b7") == b""
    assert log.counts() == {}
    assert writer.reserve("bib", 3) == range(8, 11)


def test_a_deleted_record_that_is_sent_again_is_created_again(log: RecordLog, put: Put) -> None:
    put(entry(1, "a"))
    put(entry(1, delete=True))
    put(entry(1, "b"))
    assert [c.action for c in log.changes()] == ["create", "delete", "create"]
    assert log.counts() == {"bib": 1}


def test_a_merged_record_points_to_its_survivor(log: RecordLog, put: Put) -> None:
    put(entry(1, "a"), entry(2, "b"))
    merge(log, "bib/b2", "bib/b1", "2026-02-02T00:00:00Z", "same edition")
    record = log.record("bib/b2")
    assert record is not None
    assert (record.status, record.survivor, record.reason) == ("merged", "bib/b1", "same edition")
    assert log.changes()[-1].action == "merge"
    assert log.counts() == {"bib": 1}


def test_a_batch_that_fails_leaves_nothing_behind(log: RecordLog, put: Put) -> None:
    put(entry(1, "a"))
    clash = replace(entry(3, "c"), number=1)
    with pytest.raises(IntegrityError):
        put(entry(2, "b"), clash)
    assert log.head == 1
    assert log.record("bib/b2") is None
    assert log.sources("PKU", "bib", ["c2"]) == {}
    assert log.counts() == {"bib": 1}


def test_the_newest_records_come_first(log: RecordLog, put: Put) -> None:
    put(entry(1, "a"), entry(2, "b"), entry(3, "c"))
    put(entry(1, "c"), at="2026-03-03T00:00:00Z")
    assert [record.path for record in log.latest(5)] == ["bib/b1", "bib/b3", "bib/b2"]


def test_typed_literals_are_kept_as_the_graph_will_give_them_back(log: RecordLog, put: Put) -> None:
    line = (
        b'<http://localhost:8000/bib/b1#Work> <urn:d> "PT00H43M20S"'
        b"^^<http://www.w3.org/2001/XMLSchema#duration> .\n"
    )
    put(replace(entry(1), triples=line))
    assert b'"PT43M20S"^^' in log.triples("bib/b1")


def test_a_change_tells_exactly_the_statements_it_took_away(log: RecordLog, put: Put) -> None:
    put(entry(1, "kept", "gone"))
    put(entry(1, "kept", "new"))
    removed = [change.removed for change in log.changes()]
    assert removed == [b"", f'<{BASE}bib/b1#Work> <urn:says> "gone" .'.encode()]


def test_a_shared_statement_is_said_until_the_last_record_that_makes_it_is_gone(
    log: RecordLog, put: Put
) -> None:
    put(entry(1, "a", languages="chi eng"), entry(2, "a", languages="chi"))
    chinese, english = (
        f'<http://id.loc.gov/vocabulary/languages/{code}> <urn:label> "{code}" .'.encode()
        for code in ("chi", "eng")
    )
    put(entry(1, "b"))
    assert log.still_shared({chinese, english}) == {chinese}
    put(entry(2, delete=True))
    assert log.still_shared({chinese, english}) == set()


def test_a_record_packed_elsewhere_is_kept_as_one_packed_here(log: RecordLog, put: Put) -> None:
    plain = [entry(1, "a", "b", languages="chi"), entry(2, "a", languages="chi eng")]
    put(plain[0])
    ready = packed(plain[1].triples, plain[1].raw, BASE, plain[1].path)
    put(replace(plain[1], packed=ready, triples=b"", raw=b""))
    assert log.triples("bib/b2") == plain[1].triples
    assert log.contribution(2).raw == plain[1].raw
    chinese = VOCABULARY.format("chi").encode()
    put(entry(1, delete=True))
    assert log.still_shared({chinese}) == {chinese}


def test_more_control_numbers_than_fit_one_question_are_all_known(log: RecordLog, put: Put) -> None:
    entries = [entry(number, "a") for number in range(1, 1203)]
    put(*entries)
    controls = [each.control for each in entries]
    assert len(log.sources("PKU", "bib", controls)) == 1202
    assert len(log.saying([each.path for each in entries])) == 1202
    assert [making.path for making in log.makings(["bib/b9", "bib/b10"])] == ["bib/b10", "bib/b9"]
    assert log.counts() == {"bib": 1202}


def test_holdings_wait_for_their_book_until_they_are_joined(
    log: RecordLog, put: Put, writer: LogWriter
) -> None:
    held = [
        replace(
            entry(number, "a"),
            kind="holding",
            path=f"holding/h{number}",
            awaits=(Awaited("PKU", "isbn", f"{number}"),),
        )
        for number in (1, 2)
    ]
    put(*held)
    assert [sorted(portion) for portion in log.waiting()] == [["holding/h1", "holding/h2"]]
    writer.remake([Remade("holding/h1", b"<urn:a> <urn:b> <urn:c> .\n", "test")], AT, "its book")
    assert [sorted(portion) for portion in log.waiting()] == [["holding/h2"]]


def test_a_record_that_got_a_newer_contribution_is_not_made_again_from_the_older(
    log: RecordLog, put: Put, writer: LogWriter
) -> None:
    put(entry(1, "a"), entry(2, "a"))
    put(entry(1, "b"))
    put(entry(2, delete=True))
    late = [
        Remade(f"bib/b{number}", entry(number, "made of a").triples, "newer", contribution=number)
        for number in (1, 2)
    ]
    assert writer.remake(late, AT, "newer rules") == 0
    assert log.head == 4
    assert b'"b"' in log.triples("bib/b1")
    assert log.triples("bib/b2") == b""
