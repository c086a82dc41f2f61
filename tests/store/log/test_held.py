"""New holdings by the thousand, on each engine."""

from hashlib import blake2b

import pytest

from store import statements
from store.log.held import Held, HeldWriter
from store.log.held_reading import known, sent, unfollowed
from store.log.reading import RecordLog
from store.log.records import Awaited
from store.log.verifying import verify
from store.log.writer import Entry, LogWriter
from tests.store.conftest import AT, BASE

EDITION = f"<{BASE}bib/b1#Instance>"


def held(number: int, *awaits: Awaited, control: str = "") -> Held:
    path = f"holding/h{number}"
    item = f"<{BASE}{path}#Item>"
    lines = sorted([f"{EDITION} <urn:hasItem> {item} .", f"{item} <urn:itemOf> {EDITION} ."])
    shared = tuple(statements.key(line.encode()) for line in lines if line.startswith(EDITION))
    triples = "".join(f"{line}\n" for line in lines).encode()
    raw = f"ISBN\n{number}\n".encode()
    return Held(
        control=control or f"c{number}",
        number=number,
        path=path,
        format="csv",
        dialect="marc21",
        charset="utf-8",
        raw=statements.pack(raw),
        digest=blake2b(raw, digest_size=16).digest(),
        triples=statements.pack(triples),
        shared=shared,
        awaits=awaits,
    )


@pytest.fixture
def holdings(log: RecordLog) -> HeldWriter:
    return HeldWriter(log, "PKU", "test 1", "tester", "test")


def test_new_holdings_are_as_any_other_record_of_the_log(
    log: RecordLog, holdings: HeldWriter
) -> None:
    done = holdings.append([held(1), held(2, Awaited("PKU", "isbn", "7"))], AT)
    assert (done.first, done.last, done.late) == (1, 2, ())
    assert list(verify(log)) == []
    assert log.counts() == {"holding": 2}
    assert [change.action for change in log.changes()] == ["create", "create"]
    assert log.contribution(1).raw == b"ISBN\n1\n"
    assert [list(each) for each in log.waiting()] == [["holding/h2"]]
    assert [(each.control, each.waits) for each in known(log, "PKU")] == [
        ("c1", False), ("c2", True),
    ]  # fmt: skip
    assert sent(log, [2]) == {2: ("csv", b"ISBN\n2\n")}
    assert unfollowed(log, 1).keys() == {"holding/h2"}


def test_what_another_load_was_quicker_to_send_is_given_back_and_nothing_of_it_written(
    log: RecordLog, holdings: HeldWriter
) -> None:
    holdings.append([held(1)], AT)
    again = held(2, control="c1")
    done = holdings.append([again, held(3)], AT)
    assert done.late == (again,)
    assert (done.first, done.last) == (2, 2)
    assert log.record("holding/h2") is None
    assert list(verify(log)) == []


def test_they_are_withdrawn_like_any_record(
    log: RecordLog, holdings: HeldWriter, writer: LogWriter
) -> None:
    holdings.append([held(1, Awaited("PKU", "isbn", "7")), held(2)], AT)
    first = held(1)
    gone = Entry(
        member="PKU",
        control="c1",
        kind="holding",
        dialect="marc21",
        charset="utf-8",
        format="csv",
        raw=b"",
        digest=blake2b(b"", digest_size=16).digest(),
        path="holding/h1",
        number=None,
        triples=b"",
        engine="test 1",
        delete=True,
        reason="gone",
        expects=first.digest,
    )
    assert writer.append([gone], AT, "tester", "test") == []
    assert list(verify(log)) == []
    assert log.counts() == {"holding": 1}
    assert not log.awaits()
    assert [each.withdrawn for each in known(log, "PKU")] == [True, False]


def test_a_portion_that_fails_leaves_nothing(log: RecordLog, holdings: HeldWriter) -> None:
    holdings.append([held(1)], AT)
    with pytest.raises(Exception, match=r"(?i)unique|duplicate|constraint"):
        holdings.append([held(2), held(1, control="other")], AT)
    assert log.head == 1
    assert list(verify(log)) == []
