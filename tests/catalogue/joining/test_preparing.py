"""What is made ready where records are converted is what the loading process would have made."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

import samples
from catalogue import ingest
from catalogue.ingest import Channel, Ingest
from catalogue.joining import arrivals, works
from catalogue.joining.preparing import Prepared, pack, prepare, prepared
from catalogue.members import codes
from catalogue.refused import Refusals
from converters import MarcRecord, read
from converters.engine import Converted, Failed, Job
from converters.engines import Choice, conversion
from converters.pool import Outcome, Pool
from store import Store, open_store
from store.log.packing import packed
from store.log.verifying import verify

BASE = "http://localhost:8000/"
AT = "2026-01-01T00:00:00Z"
FILES = (*samples.marc21_files(), *samples.cnmarc_files(), *samples.authority_files())
#: Some of each family.
SOME = (*samples.marc21_files()[:2], *samples.cnmarc_files()[:2], *samples.authority_files()[:1])


def records(*files: Path) -> list[MarcRecord]:
    return [each for file in files for each in read(file) if isinstance(each, MarcRecord)]


def taken(folder: Path, converters: "Pool | Counting", *, apart: bool = False) -> dict[str, bytes]:
    """What the records of a union say that took some samples, and what they are compared by."""
    with open_store(folder, BASE) as store:
        for file in SOME:
            load(store, converters, file, file.stem, apart=apart)
        assert [*verify(store.log)] == []
        with store.log.asking() as connection:
            compared = connection.exec_driver_sql("SELECT id, body FROM likeness").all()
        said = {record.path: triples for record, triples in store.log.live()}
        return said | {f"likeness {id_}": body for id_, body in compared}


def load(
    store: Store, converters: "Pool | Counting", file: Path, member: str, *, apart: bool = False
) -> None:
    refusals = Refusals(store.home / "refused", file)
    channel = Channel(member, "t", "test", AT)
    for _ in Ingest(store, converters, channel, codes(store), refusals, apart).run(read(file)):
        pass


class Counting:
    """Converts in this process, one when the last is done; counts what it had to."""

    def __init__(self) -> None:
        self._engine = conversion(Choice())
        self.version = self._engine.version
        self.converted = 0

    def convert(self, jobs: Iterable[Job], generated: str) -> Iterator[tuple[Job, Outcome]]:
        for job in jobs:
            if job.idle:
                yield job, Converted(b"")
            else:
                self.converted += 1
                (outcome,) = self._engine.convert([job], generated)
                yield job, outcome


def test_a_record_is_prepared_as_it_is_compared_and_kept() -> None:
    every = records(*FILES)
    assert len(every) > 140
    engine = conversion(Choice())
    for record in every:
        job = Job(record, f"{BASE}bib/b1")
        (made,) = engine.convert([job], AT)
        assert isinstance(made, Converted)
        ready = prepare(job, made)
        assert ready.likeness == arrivals.kept(record)
        assert ready.as_work == works.kept(record)
        assert ready.says == packed(made.triples, record.raw, BASE, "bib/b1")
        assert pack(job, made) == Prepared(None, None, ready.says)


@pytest.mark.parametrize("apart", [False, True], ids=["united", "apart"])
def test_a_union_is_the_same_whoever_prepared_it(tmp_path: Path, apart: bool) -> None:
    with Pool(1, prepare=pack if apart else prepare) as pool:
        there = taken(tmp_path / "there", pool, apart=apart)
    here = taken(tmp_path / "here", Counting(), apart=apart)
    assert there == here
    assert any(name.startswith("likeness") for name in here) is not apart


def test_what_was_prepared_by_other_rules_is_not_taken() -> None:
    ready = Prepared(None, None, packed(b"", b"", BASE, "bib/b1"))
    assert prepared(Converted(b"", prepared=ready)) == ready
    other = Prepared(None, None, ready.says, versions=(0, 0, 0))
    assert prepared(Converted(b"", prepared=other)) is None
    assert prepared(Converted(b"")) is None
    assert prepared(Failed("broken")) is None


def test_where_most_is_known_what_is_known_is_not_converted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("WRITTEN", "LOOKED_UP"):
        monkeypatch.setattr(ingest, name, 4)
    file = max(samples.marc21_files(), key=lambda file: len(records(file)))
    many = len(records(file))
    assert many > 20
    counting = Counting()
    with open_store(tmp_path / "home", BASE) as store:
        load(store, counting, file, "PKU")
        assert counting.converted == many
        load(store, counting, file, "THU")
        assert many < counting.converted < many + 10
        assert store.log.counts()["bib"] == many
