"""The record log: every version kept, changes numbered without gaps, a batch all or nothing."""

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from store import OtherBase, Store, StoreBusy, StoreError, open_store, statements
from store.log.writer import Entry

BASE = "http://localhost:8000/"

type Make = Callable[..., Entry]
type Put = Callable[..., None]


def test_what_a_library_sent_is_kept_to_the_byte(store: Store, put: Put, entry: Make) -> None:
    sent = replace(entry(1, "a"), raw=bytes(range(256)))
    put(sent)
    record = store.log.record("bib/b1")
    assert record is not None
    assert record.contribution is not None
    kept = store.log.contribution(record.contribution)
    assert (kept.raw, kept.member, kept.control, kept.version) == (sent.raw, "PKU", "c1", 1)


def test_changes_are_numbered_without_gaps_over_creation_update_and_deletion(
    store: Store, put: Put, entry: Make
) -> None:
    put(entry(1, "a"), entry(2, "a"))
    put(entry(1, "b"))
    put(entry(2, delete=True))
    changes = store.log.changes()
    assert [(c.seq, c.path, c.version, c.action) for c in changes] == [
        (1, "bib/b1", 1, "create"),
        (2, "bib/b2", 1, "create"),
        (3, "bib/b1", 2, "update"),
        (4, "bib/b2", 2, "delete"),
    ]
    assert store.log.head == 4
    assert b'"a"' in changes[2].removed


def test_two_versions_of_one_record_in_one_batch_are_two_changes(
    store: Store, put: Put, entry: Make
) -> None:
    put(entry(1, "a"), entry(1, "b"))
    assert [c.action for c in store.log.changes()] == ["create", "update"]
    assert b'"b"' in store.log.triples("bib/b1")
    assert store.log.sources("PKU", "bib", ["c1"])["c1"].version == 2


def test_a_deleted_record_leaves_a_tombstone_and_its_path_is_never_given_again(
    store: Store, put: Put, entry: Make
) -> None:
    put(entry(7, "a"))
    put(entry(7, delete=True))
    record = store.log.record("bib/b7")
    assert record is not None
    assert (record.status, record.reason, record.version) == ("deleted", "withdrawn", 2)
    assert store.log.triples("bib/b7") == b""
    assert store.log.counts() == {}
    assert store.log.next_number("bib") == 8


def test_a_merged_record_points_to_its_survivor(store: Store, put: Put, entry: Make) -> None:
    put(entry(1, "a"), entry(2, "b"))
    store.writer.merge("bib/b2", "bib/b1", "2026-02-02T00:00:00Z", "same edition")
    record = store.log.record("bib/b2")
    assert record is not None
    assert (record.status, record.survivor, record.reason) == ("merged", "bib/b1", "same edition")
    assert store.log.changes()[-1].action == "merge"


def test_a_batch_that_fails_leaves_nothing_behind(store: Store, put: Put, entry: Make) -> None:
    put(entry(1, "a"))
    clash = replace(entry(3, "c"), number=1)
    with pytest.raises(IntegrityError):
        store.writer.append([entry(2, "b"), clash], "2026-01-01T00:00:00Z", "t", "t")
    assert store.log.head == 1
    assert store.log.record("bib/b2") is None
    assert store.log.sources("PKU", "bib", ["c2"]) == {}


def test_the_newest_records_come_first(store: Store, put: Put, entry: Make) -> None:
    put(entry(1, "a"), entry(2, "b"))
    store.writer.append([entry(1, "c")], "2026-03-03T00:00:00Z", "t", "t")
    assert [record.path for record in store.log.latest(5)] == ["bib/b1", "bib/b2"]


def test_typed_literals_are_kept_as_the_graph_will_give_them_back(
    store: Store, put: Put, entry: Make
) -> None:
    line = (
        b'<http://localhost:8000/bib/b1#Work> <urn:d> "PT00H43M20S"'
        b"^^<http://www.w3.org/2001/XMLSchema#duration> .\n"
    )
    put(replace(entry(1), triples=line))
    assert b'"PT43M20S"^^' in store.log.triples("bib/b1")


def test_a_second_process_is_told_who_has_the_store(store: Store) -> None:
    with pytest.raises(StoreBusy, match=r"is in use by process \d+"), open_store(store.home, BASE):
        pass


def test_another_base_iri_is_refused_with_both_named(tmp_path: Path) -> None:
    with open_store(tmp_path, BASE):
        pass
    with (
        pytest.raises(OtherBase, match=r"http://localhost:8000/; CATENA_BASE_IRI is http://x/"),
        open_store(tmp_path, "http://x/"),
    ):
        pass
    with open_store(tmp_path, BASE):
        pass


def test_a_file_that_is_no_log_is_left_alone_and_named(tmp_path: Path) -> None:
    (tmp_path / "log.sqlite").write_bytes(b"not a database, but somebody's thesis" * 100)
    with pytest.raises(StoreError, match=r"log\.sqlite"), open_store(tmp_path, BASE):
        pass
    assert (tmp_path / "log.sqlite").read_bytes().startswith(b"not a database")


def test_a_log_of_another_schema_is_refused(tmp_path: Path) -> None:
    with open_store(tmp_path, BASE):
        pass
    with sqlite3.connect(tmp_path / "log.sqlite") as database:
        database.execute("update meta set value = '99' where key = 'schema'")
    database.close()
    with pytest.raises(StoreError, match="schema 99"), open_store(tmp_path, BASE):
        pass


def test_a_folder_that_cannot_be_made_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with (
        pytest.raises(StoreError, match="Set CATENA_HOME to another"),
        open_store(tmp_path / "file" / "x", BASE),
    ):
        pass


def test_a_change_tells_exactly_the_statements_it_took_away(
    store: Store, put: Callable[..., None], entry: Callable[..., Entry]
) -> None:
    put(entry(1, "kept", "gone"))
    put(entry(1, "kept", "new"))
    removed = [change.removed for change in store.log.changes()]
    assert removed == [b"", f'<{BASE}bib/b1#Work> <urn:says> "gone" .'.encode()]


def test_a_document_owns_its_things_and_itself_and_not_those_of_a_number_it_begins() -> None:
    own = {f"<{BASE}bib/b1{end} <urn:says> 1 .".encode() for end in ("#Work>", "#Z-9>", ">")}
    others = {
        f"<{iri}> <urn:says> 1 .".encode()
        for iri in (f"{BASE}bib/b10#Work", f"{BASE}bib/b", "http://a/", "urn:z", f"{BASE}bib/b1/x")
    }
    assert statements.shared(own | others, BASE, "bib/b1") == others
