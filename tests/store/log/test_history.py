"""A record's history: any version can be had, shown beside another, and said again."""

from collections.abc import Callable
from dataclasses import replace
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from store import statements
from store.errors import StoreError
from store.log import tables
from store.log.history import Difference, difference, statements_at, versions
from store.log.reading import RecordLog
from store.log.writer import Entry, LogWriter, Remade
from tests.store.conftest import AT, BASE, entry
from tests.store.merging import merge

type Put = Callable[..., list[Entry]]
LATER = "2026-02-02T00:00:00Z"

#: What may happen to a record: it says these texts and languages, is withdrawn, or is restored.
STEPS = st.lists(
    st.one_of(
        st.tuples(
            st.just("send"), st.sets(st.sampled_from("abcd")), st.sets(st.sampled_from("xy"))
        ),
        st.tuples(st.just("withdraw"), st.just(set()), st.just(set())),
        st.tuples(st.just("restore"), st.integers(0, 9), st.just(set())),
        st.tuples(st.just("remake"), st.sets(st.sampled_from("abcd")), st.sets(st.just("z"))),
    ),
    max_size=6,
)
_numbers = count(1)


def recount(log: RecordLog) -> dict[bytes, int]:
    """How many live records make each shared statement, counted anew."""
    found: dict[bytes, int] = {}
    for record, said in log.live():
        for line in statements.shared(said.splitlines(), BASE, record.path):
            key = statements.key(line)
            found[key] = found.get(key, 0) + 1
    return found


@given(steps=STEPS)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_version_says_for_ever_what_it_said_then(
    log: RecordLog, put: Put, writer: LogWriter, steps: list[tuple[str, object, set[str]]]
) -> None:
    number = next(_numbers)
    path = f"bib/b{number}"
    put(entry(number, "first"))
    said = [log.triples(path)]
    live = [True]
    for what, texts, languages in steps:
        if what == "restore":
            version = 1 + int(str(texts)) % len(said)
            if not live[version - 1]:
                with pytest.raises(StoreError, match="says nothing"):
                    writer.restore(path, version, LATER, "t", "as before")
                continue
            now = writer.restore(path, version, LATER, "t", "as before")
            assert log.triples(path) == said[version - 1]
            if now == len(said):
                continue
        elif what == "remake":
            new = entry(number, *sorted(set(texts)), languages=" ".join(languages))  # type: ignore[call-overload]
            if not writer.remake([Remade(path, new.triples, "other")], LATER, "rules"):
                continue
        else:
            put(
                entry(
                    number,
                    *sorted(set(texts)),  # type: ignore[call-overload]
                    languages=" ".join(sorted(languages)),
                    delete=what == "withdraw",
                )
            )
        said.append(log.triples(path))
        live.append(what != "withdraw")
    assert [statements_at(log, path, v) for v in range(1, len(said) + 1)] == said
    history = versions(log, path)
    assert [each.version for each in history] == list(range(len(said), 0, -1))
    for new_, old in zip(history, [*history[1:], None], strict=True):
        before = set(said[old.version - 1].splitlines()) if old else set()
        after = set(said[new_.version - 1].splitlines())
        assert (new_.added, new_.removed) == (len(after - before), len(before - after))
    record = log.record(path)
    assert record is not None
    assert (record.version, record.status == "live") == (len(said), live[-1])
    assert log.counts().get("bib", 0) == len(list(log.live("bib")))
    with log.database.connect() as connection:
        kept = {row.statement: row.records for row in connection.execute(select(tables.shared))}
    assert kept == recount(log)


def test_history_tells_who_changed_what_when_and_why(
    log: RecordLog, put: Put, writer: LogWriter
) -> None:
    put(entry(1, "a", "b"))
    writer.append([entry(1, "b", "c")], LATER, "zhang", "api")
    writer.remake([Remade("bib/b1", entry(1, "c").triples, "2")], LATER, "newer rules")
    writer.restore("bib/b1", 1, LATER, "li", "b was right")
    newest, remade, updated, created = versions(log, "bib/b1")
    assert (created.action, created.by, created.member, created.added) == (
        "create",
        "tester",
        "PKU",
        2,
    )
    assert (updated.by, updated.at.isoformat(), updated.contribution) == (
        "zhang",
        "2026-02-02T00:00:00+00:00",
        2,
    )
    assert (remade.by, remade.reason, remade.contribution) == ("", "newer rules", 2)
    assert (newest.action, newest.by, newest.reason, newest.contribution, newest.seq) == (
        "update",
        "li",
        "b was right",
        1,
        4,
    )
    assert (newest.added, newest.removed) == (2, 1)


def test_two_versions_differ_by_exactly_their_statements(log: RecordLog, put: Put) -> None:
    put(entry(1, "a", "b"))
    put(entry(1, "b", "c"))
    put(entry(1, "c", "d"))
    a_and_b, c_and_d = (entry(1, *texts).triples for texts in ("ab", "cd"))
    assert difference(log, "bib/b1", 1, 3) == Difference(a_and_b, c_and_d)
    assert difference(log, "bib/b1", 3, 1) == Difference(c_and_d, a_and_b)
    assert difference(log, "bib/b1", 2, 2) == Difference(b"", b"")


def test_a_deleted_record_is_live_again_when_restored_and_its_library_can_go_on(
    log: RecordLog, put: Put, writer: LogWriter
) -> None:
    put(entry(1, "a", languages="chi"))
    put(replace(entry(1, delete=True), digest=b"withdrawn"))
    assert writer.restore("bib/b1", 1, LATER, "li", "withdrawn by mistake") == 3
    record = log.record("bib/b1")
    assert record is not None
    assert (record.status, record.contribution) == ("live", 1)
    assert log.changes()[-1].action == "create"
    assert log.counts() == {"bib": 1}
    assert put(replace(entry(1, "b"), expects=b"withdrawn")) == []
    assert statements_at(log, "bib/b1", 3) == entry(1, "a", languages="chi").triples


def test_a_merged_record_is_not_restored_for_its_libraries_feed_another(
    log: RecordLog, put: Put, writer: LogWriter
) -> None:
    put(entry(1, "a"), entry(2, "b"))
    merge(log, "bib/b2", "bib/b1", AT, "same edition")
    with pytest.raises(StoreError, match="merged into bib/b1"):
        writer.restore("bib/b2", 1, LATER, "li", "another edition")
    assert log.triples("bib/b2") == b""


def test_restoring_what_a_record_says_already_changes_nothing(
    log: RecordLog, put: Put, writer: LogWriter
) -> None:
    put(entry(1, "a"))
    assert writer.restore("bib/b1", 1, LATER, "li", "for sure") == 1
    assert log.head == 1


def test_a_version_or_record_that_never_was_is_not_known(
    log: RecordLog, put: Put, writer: LogWriter
) -> None:
    put(entry(1, "a"))
    for ask in (
        lambda: statements_at(log, "bib/b1", 2),
        lambda: statements_at(log, "bib/b2", 1),
        lambda: versions(log, "bib/b2"),
        lambda: difference(log, "bib/b1", 1, 2),
        lambda: writer.restore("bib/b1", 0, LATER, "li", "why not"),
        lambda: writer.restore("bib/b2", 1, LATER, "li", "why not"),
    ):
        with pytest.raises(KeyError, match="bib/b"):
            ask()
    assert log.head == 1
