"""Five overlapping files of five libraries make one union, in whatever order they are loaded."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import permutations
from pathlib import Path
from random import Random

import pytest

import samples
from catalogue.ingest import Channel, Ingest
from catalogue.members import codes
from catalogue.refused import Refusals
from converters import MarcRecord, read
from converters.engine import Job
from converters.engines import Choice, conversion
from converters.pool import Outcome
from store import Store, open_store
from store.log.editions import grouped
from store.log.likenesses import feeding
from store.log.verifying import verify
from store.projections.comparing import compare

BASE = "http://localhost:8000/"
AT = "2026-01-01T00:00:00Z"
MEMBERS = ("PKU", "THU", "FDU", "WHU", "ZJU")


class Here:
    """Converts in this process, what was converted before not again."""

    def __init__(self) -> None:
        self._engine = conversion(Choice())
        self.version = self._engine.version
        self._made: dict[tuple[bytes, str, str], Outcome] = {}

    def convert(self, jobs: Iterable[Job], generated: str) -> Iterator[tuple[Job, Outcome]]:
        for job in jobs:
            key = (job.record.raw, job.document, generated)
            if key not in self._made:
                (self._made[key],) = self._engine.convert([job], generated)
            yield job, self._made[key]


@pytest.fixture(scope="module")
def converters() -> Here:
    return Here()


@pytest.fixture(scope="module")
def files() -> dict[str, list[MarcRecord]]:
    """Some of all sample records for each library: each book in two or three of the files."""
    rng = Random(3)
    every = [
        record
        for file in (*samples.marc21_files(), *samples.cnmarc_files())
        for record in read(file)
        if isinstance(record, MarcRecord)
    ]
    told = rng.sample(every, 24)
    return {member: rng.sample(told, 12) for member in MEMBERS}


def loaded(
    folder: Path, files: dict[str, list[MarcRecord]], order: Sequence[str], converters: Here
) -> dict[str, set[str]]:
    """What a union says that took the files in this order, its records called by their sources."""
    with open_store(folder, BASE) as store:
        for member in order:
            refusals = Refusals(folder, folder / member)
            channel = Channel(member, "t", "test", AT)
            ingest = Ingest(store, converters, channel, codes(store), refusals)
            for _ in ingest.run(files[member]):
                pass
            assert ingest.tally.whole
        for _ in store.catch_up():
            pass
        assert compare(store.log, store.graph).equal
        assert [*verify(store.log)] == []
        return _said(store)


def _said(store: Store) -> dict[str, set[str]]:
    live = {record.path: said.decode() for record, said in store.log.live()}
    names = {
        path: "+".join(sorted(each.name for each in feeding(store.log, paths=[path])))
        for path in live
        if path.startswith("bib/")
    }
    hubs = {path for path in live if path.startswith("hub/")}
    names |= {
        hub: "work of "
        + " and ".join(sorted(names[e.path] for e in grouped(store.log, hubs=[hub])))
        for hub in hubs
    }
    found: dict[str, set[str]] = {}
    for path, said in live.items():
        for old, new in names.items():
            said = said.replace(f"<{BASE}{old}#", f"<{new}#").replace(f"<{BASE}{old}>", f"<{new}>")  # noqa: PLW2901
        # Called by the paths they speak of, which are as they came.
        found[names[path]] = {
            re.sub("#(Note|Relation)-[0-9a-f]+", r"#\1", line) for line in said.splitlines()
        }
    return found


def test_the_files_overlap(
    files: dict[str, list[MarcRecord]], tmp_path: Path, converters: Here
) -> None:
    said = loaded(tmp_path, files, MEMBERS, converters)
    assert sum(name.count("+") for name in said if not name.startswith("work")) > 15
    assert any(name.startswith("work of") for name in said)


@pytest.mark.parametrize("seed", range(4))
def test_any_order_makes_the_same_union(
    files: dict[str, list[MarcRecord]], tmp_path: Path, converters: Here, seed: int
) -> None:
    first = loaded(tmp_path / "first", files, MEMBERS, converters)
    order = Random(seed).choice([*permutations(MEMBERS)][1:])
    assert loaded(tmp_path / "other", files, order, converters) == first
