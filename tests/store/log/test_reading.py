"""What the log is asked costs as much with ten million records as with ten."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, event

from store.log.history import versions
from store.log.reading import RecordLog
from store.log.writer import Entry
from tests.store.conftest import BASE, entry
from tests.store.log.conftest import Place

type Put = Callable[..., list[Entry]]

#: The tables of a few rows, which may be read from end to end, and sorted.
SMALL = ("counter", "meta")


def test_no_question_reads_or_sorts_a_whole_table(tmp_path: Path) -> None:
    place = Place(tmp_path / "log.sqlite", "")
    log = place.open()
    plans: dict[str, list[str]] = {}

    def explain(connection: Connection, _: Any, statement: str, parameters: Any, *__: Any) -> None:
        if statement.startswith("SELECT"):
            raw: Any = connection.connection.driver_connection
            plan = raw.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
            plans[statement] = [row[3] for row in plan]

    event.listen(log.database, "before_cursor_execute", explain)
    for ask in (log.live(), log.live("bib"), log.made_by_others("x"), log.waiting()):
        assert list(ask) == []
    log.latest(5)
    log.changes(5, 100)
    log.saying(["a", "b"])
    log.sources("m", "k", ["a"])
    log.makings(["a"])
    log.still_shared({b"a"})
    assert (log.head, log.counts(), log.profile("m"), log.record("a")) == (0, {}, None, None)
    place.close()
    assert len(plans) >= 15
    costly = {
        statement: step
        for statement, steps in plans.items()
        for step in steps
        if step.startswith(("SCAN", "USE TEMP B-TREE"))
        and not step.endswith(SMALL)
        and not any(f"FROM {table}" in statement for table in SMALL)
        # Members, the only records without a number, are some thousands.
        and "number IS NULL" not in statement
    }
    assert costly == {}


def test_the_live_records_of_a_kind_are_read_by_number_and_all_of_them_by_path(
    log: RecordLog, put: Put
) -> None:
    numbers = [2, 10, 1]
    put(
        *(entry(number, "a") for number in numbers),
        *(
            replace(entry(0, code), path=f"member/{code}", number=None, kind="member", control=code)
            for code in ("ZJU", "PKU")
        ),
        replace(entry(0, "x"), path="holding/h1", number=1, kind="holding", control="h"),
    )
    put(entry(1, delete=True))
    assert [record.path for record, _ in log.live("bib")] == ["bib/b2", "bib/b10"]
    assert [record.path for record, _ in log.live("member")] == ["member/PKU", "member/ZJU"]
    said = {record.path: triples for record, triples in log.live()}
    assert list(said) == ["bib/b10", "bib/b2", "holding/h1", "member/PKU", "member/ZJU"]
    assert said["bib/b2"] == entry(2, "a").triples
    (made,) = log.made_by_others("another")
    assert [making.path for making in made] == ["bib/b2", "bib/b10"]
    assert made[0].contribution == 1
    assert BASE.encode() in said["holding/h1"]
    assert versions(log, "bib/b10")[0].added == 1
