"""New rules touch the records whose statements they change, and no other."""

from collections import deque
from collections.abc import Iterator
from pathlib import Path

import pymarc
import pytest

from catalogue.ingest import Channel, Ingest
from catalogue.members import codes
from catalogue.refused import Refusals
from catalogue.remake import Remaking, remake
from converters import as_iso2709, read
from converters.bibframe import Rules
from converters.engine import Failed
from converters.engines import Choice, made
from converters.pool import Pool
from store import Store, open_store
from store.projections.comparing import compare

LOADED, REMADE = "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z"
TABLE = """
from converters.bibframe.table import Each, Has, instance
TABLE = {"950": (instance(Has("bf:note", "bf:Note", Each("rdfs:label", "a"))),)}
"""


def a_record(control: str, *fields: tuple[str, str]) -> bytes:
    marc = pymarc.Record()
    marc.leader = pymarc.Leader("00000nam a2200000 i 4500")
    marc.add_field(pymarc.Field("001", data=control))
    for tag, value in (("245", f"Title {control}"), ("306", "004320"), *fields):
        subfields = [pymarc.Subfield("a", value)]
        marc.add_field(pymarc.Field(tag, pymarc.Indicators("0", "0"), subfields))
    return as_iso2709(marc)


@pytest.fixture
def choice(tmp_path: Path) -> Choice:
    file = tmp_path / "ours.py"
    file.write_text(TABLE)
    return Choice("catena", file)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    file = tmp_path / "file.mrc"
    file.write_bytes(
        a_record("1") + a_record("2", ("950", "Vellum.")) + a_record("3", ("852", "ZJU"))
    )
    with open_store(tmp_path / "home", "http://localhost:8000/") as opened, Pool(1) as pool:
        channel = Channel("ZJU", "t", "test", LOADED)
        refusals = Refusals(tmp_path, file)
        for _ in Ingest(opened, pool, channel, codes(opened), refusals).run(read(file)):
            pass
        yield opened


def remade(store: Store, choice: Choice, at: str = REMADE) -> Remaking:
    rules = made(choice)
    assert isinstance(rules, Rules)
    with Pool(1, choice) as pool:
        done = deque(remake(store, pool, rules, (), at), maxlen=1)
    for _ in store.catch_up():
        pass
    assert compare(store.log, store.graph).equal
    return done[0] if done else Remaking()


def versions(store: Store) -> list[int]:
    return [record.version for record, _ in store.log.live("bib")]


def test_only_the_record_with_the_field_gets_a_new_version(store: Store, choice: Choice) -> None:
    done = remade(store, choice)
    assert (done.looked_at, done.changed, done.failed) == (3, 1, [])
    assert done.fields == {"950": 1}
    assert versions(store) == [1, 2, 1]
    (change,) = store.log.changes(after=3)
    assert (change.path, change.action) == ("bib/b2", "update")
    assert "ours.py" in change.reason
    assert b'"Vellum."' in store.log.triples("bib/b2")
    assert REMADE.encode() in store.log.triples("bib/b2")


def test_done_once_there_is_nothing_left_to_do(store: Store, choice: Choice) -> None:
    remade(store, choice)
    assert remade(store, choice).looked_at == 0


def test_taken_back_every_record_says_what_it_said(store: Store, choice: Choice) -> None:
    before = {path.path: triples for path, triples in store.log.live("bib")}
    remade(store, choice)
    done = remade(store, Choice(), LOADED)
    assert (done.looked_at, done.changed, done.fields) == (3, 1, {"": 1})
    assert {path.path: triples for path, triples in store.log.live("bib")} == before


def test_copies_of_a_record_stay_with_it(store: Store, choice: Choice) -> None:
    held = store.log.triples("bib/b3")
    assert b"#Item-" in held
    remade(store, choice)
    assert store.log.triples("bib/b3") == held


def test_a_record_that_cannot_be_made_again_stays_as_it_is(store: Store, choice: Choice) -> None:
    class Failing(Pool):
        def convert(self, jobs, generated):  # type: ignore[no-untyped-def]
            yield from ((job, Failed("a reason")) for job in jobs)

    before = store.graph.dump()
    with Failing(1, choice) as pool:
        (done,) = remake(store, pool, None, (), REMADE)
    assert done.failed == [f"bib/b{i}: a reason" for i in (1, 2, 3)]
    assert (versions(store), store.graph.dump()) == ([1, 1, 1], before)


def test_a_local_rule_that_fails_is_told_and_costs_its_field_alone(
    store: Store, tmp_path: Path
) -> None:
    file = tmp_path / "failing.py"
    file.write_text(
        "from converters.bibframe.table import By, instance\n"
        "def say(field, node):\n"
        "    raise ValueError('no')\n"
        "TABLE = {'306': (instance(By(say)),)}\n"
    )
    done = remade(store, Choice("catena", file))
    assert (done.looked_at, done.changed, done.failed) == (3, 3, [])
    assert [told.partition(" was")[0] for told in done.left_out] == [
        f"bib/b{i}: field 306 (3 of the record)" for i in (1, 2, 3)
    ]
    assert b'"Title 1"' in store.log.triples("bib/b1")
