"""The way in: every record counted once, nothing changed by loading again, the rest loaded."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from time import monotonic, sleep

import pymarc
import pytest

import samples
from catalogue import ingest
from catalogue.description import Describer
from catalogue.ingest import Channel, Ingest
from catalogue.joining.renewing import renew
from catalogue.joining.uniting import Uniting
from catalogue.members import codes, load_members
from catalogue.refused import Refusals
from catalogue.tally import Tally
from converters import MarcRecord, as_iso2709, read
from converters.engine import Converted, Failed, Job
from converters.pool import Outcome, Pool
from store import Store, open_store
from store.log import likenesses
from store.log.uniting import Occasion
from store.log.verifying import verify
from store.projections import following
from store.projections.comparing import compare

BASE = "http://localhost:8000/"
FILE = next(file for file in samples.marc21_files() if file.stem == "ZJU")


def load(
    store: Store,
    pool: "Pool | Breaking",
    file: Path,
    at: str = "2026-01-01T00:00:00Z",
    member: str = "ZJU",
    *,
    apart: bool = False,
) -> Tally:
    refusals = Refusals(store.home / "refused", file)
    taking = Ingest(store, pool, Channel(member, "t", "test", at), codes(store), refusals, apart)
    for _ in taking.run(read(file)):
        pass
    refusals.close()
    counts = taking.tally.as_dict()
    assert counts.pop("read") == sum(counts.values())
    assert compare(store.log, store.graph).equal
    return taking.tally


def records() -> list[MarcRecord]:
    return [record for record in read(FILE) if isinstance(record, MarcRecord)]


def iso(folder: Path, *contents: bytes) -> Path:
    file = folder / "file.mrc"
    file.write_bytes(b"".join(contents))
    return file


def test_loading_the_same_file_twice_changes_nothing(store: Store, pool: Pool) -> None:
    count = len(records())
    assert load(store, pool, FILE) == Tally(read=count, accepted=count)
    head, before = store.log.head, store.graph.dump()
    assert load(store, pool, FILE, "2027-07-07T00:00:00Z") == Tally(read=count, unchanged=count)
    assert (store.log.head, store.graph.dump()) == (head, before)
    record = store.log.record("bib/b1")
    assert record is not None
    assert record.version == 1


def test_what_another_member_sends_of_the_same_edition_is_part_of_one_record(
    store: Store, pool: Pool
) -> None:
    load(store, pool, FILE)
    count = store.log.counts()["bib"]
    tally = load(store, pool, FILE, member="PKU")
    assert tally == Tally(read=count, merged=count)
    assert store.log.counts()["bib"] == count
    feeding = likenesses.feeding(store.log, paths=["bib/b1"])
    assert sorted(each.member for each in feeding) == ["PKU", "ZJU"]


def test_what_stays_apart_is_put_together_later(store: Store, pool: Pool, tmp_path: Path) -> None:
    load(store, pool, FILE)
    together = store.log.counts()
    with open_store(tmp_path / "apart", BASE) as apart:
        load(apart, pool, FILE, apart=True)
        load(apart, pool, FILE, member="PKU", apart=True)
        assert apart.log.counts() == {"bib": 2 * len(records())}
        load(store, pool, FILE, member="PKU")
        occasion = Occasion("2026-01-01T00:00:00Z", "t", "test")
        uniting = Uniting(apart, pool, Describer(apart, codes(apart)), occasion)
        *_, last = renew(uniting, "bib")
        assert last.compared == 2 * len(records())
        for _ in apart.catch_up():
            pass
        assert apart.log.counts() == together
        assert compare(apart.log, apart.graph).equal
        assert [*verify(apart.log)] == []


def test_an_edited_record_is_a_new_version_and_changes_only_what_was_edited(
    store: Store, pool: Pool, tmp_path: Path
) -> None:
    one = records()[0].marc
    load(store, pool, iso(tmp_path, as_iso2709(one)))
    before = set(store.log.triples("bib/b1").splitlines())
    one.add_field(
        pymarc.Field("500", pymarc.Indicators(" ", " "), [pymarc.Subfield("a", "Edited.")])
    )
    assert load(store, pool, iso(tmp_path, as_iso2709(one))).accepted == 1
    after = set(store.log.triples("bib/b1").splitlines())
    assert before <= after
    assert len(after - before) == 3
    assert [change.action for change in store.log.changes()] == ["create", "update"]


def test_the_last_of_several_versions_in_one_file_counts(
    store: Store, pool: Pool, tmp_path: Path
) -> None:
    versions = []
    for number in range(3):
        one = records()[0].marc
        one["245"]["a"] = f"Version {number}"
        versions.append(as_iso2709(one))
    assert load(store, pool, iso(tmp_path, *versions, versions[2])).unchanged == 1
    record = store.log.record("bib/b1")
    assert record is not None
    assert record.version == 3
    assert b'"Version 2"' in store.log.triples("bib/b1")
    assert store.log.counts() == {"bib": 1}


def test_a_withdrawn_record_is_deleted_and_an_unknown_one_is_not_made(
    store: Store, pool: Pool, tmp_path: Path
) -> None:
    one = records()[0].marc
    load(store, pool, iso(tmp_path, as_iso2709(one)))
    one.leader = pymarc.Leader(str(one.leader)[:5] + "d" + str(one.leader)[6:])
    unknown = as_iso2709(one).replace(one["001"].data.encode(), b"X" * len(one["001"].data))
    tally = load(store, pool, iso(tmp_path, as_iso2709(one), unknown))
    assert (tally.accepted, tally.unchanged) == (1, 1)
    record = store.log.record("bib/b1")
    assert record is not None
    assert record.status == "deleted"
    assert len(store.graph) == 0


def test_refused_records_are_kept_as_their_own_bytes_with_the_reason(
    store: Store, pool: Pool, tmp_path: Path
) -> None:
    good = as_iso2709(records()[0].marc)
    bad = b"99999nam a2299999 a 4500 rubbish without a directory\x1d"
    tally = load(store, pool, iso(tmp_path, good, bad))
    assert (tally.accepted, tally.rejected) == (1, 1)
    (kept,) = (store.home / "refused").glob("*.mrc")
    assert kept.read_bytes() == bad
    (reasons,) = (store.home / "refused").glob("*.tsv")
    assert reasons.read_text().splitlines()[1].startswith("2\trejected\tit has no directory")


def test_a_record_may_not_speak_for_another_record_of_the_union(
    store: Store, pool: Pool, tmp_path: Path
) -> None:
    one = records()[0].marc
    alien = f"{BASE}bib/b999#Agent"
    one.add_field(
        pymarc.Field(
            "700",
            pymarc.Indicators("1", " "),
            [pymarc.Subfield("a", "Forger, A."), pymarc.Subfield("1", alien)],
        )
    )
    load(store, pool, iso(tmp_path, as_iso2709(one)))
    subjects = {line.split(b" ")[0] for line in store.log.triples("bib/b1").splitlines()}
    ours = {s for s in subjects if s.startswith(f"<{BASE}".encode())}
    assert all(s.startswith(f"<{BASE}bib/b1#".encode()) for s in ours)


def test_holdings_lead_to_the_members_that_hold(store: Store, pool: Pool) -> None:
    load_members(store, samples.members(), Channel("catena", "t", "test", "2026-01-01T00:00:00Z"))
    assert len(codes(store)) == 12
    load(store, pool, FILE)
    held = [
        line
        for line in store.graph.dump().splitlines()
        if b"<http://id.loc.gov/ontologies/bibframe/heldBy>" in line
    ]
    copies = sum(len(record.marc.get_fields("852")) for record in records())
    assert len(held) == copies
    assert all(f"<{BASE}member/".encode() in line for line in held)


def test_a_later_version_in_the_file_finds_the_record_the_earlier_one_made(
    store: Store, pool: Pool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The earlier one is written while the look-up that preceded it is still in use.
    monkeypatch.setattr(ingest, "WRITTEN", 1)
    monkeypatch.setattr("converters.pool.BATCH", 1)
    one, *others = [record.marc for record in records()]
    later = [one]
    first = as_iso2709(one)
    one["245"]["a"] = "Edited"
    tally = load(store, pool, iso(tmp_path, first, *map(as_iso2709, [*others, *later])))
    assert tally.accepted == len(others) + 2
    assert store.log.counts() == {"bib": len(others) + 1}
    record = store.log.record("bib/b1")
    assert record is not None
    assert record.version == 2


class Breaking:
    """A pool of one, that asks for a record when the last is done; it breaks on one title."""

    version = "test"

    def convert(self, jobs: Iterable[Job], generated: str) -> Iterator[tuple[Job, Outcome]]:
        for job in jobs:
            title = job.record.marc["245"]["a"]
            said = f'<{job.document}#Work> <urn:title> "{title}" .\n'.encode()
            yield job, Failed("broken") if title == "Breaks" else Converted(said)


def titled(*titles: str, withdrawn: bool = False) -> list[bytes]:
    made = []
    for title in titles:
        one = records()[0].marc
        one["245"]["a"] = title
        if withdrawn:
            one.leader = pymarc.Leader(str(one.leader)[:5] + "d" + str(one.leader)[6:])
        made.append(as_iso2709(one))
    return made


def test_a_version_that_breaks_between_two_good_ones_does_not_make_a_second_record(
    store: Store, tmp_path: Path
) -> None:
    tally = load(store, Breaking(), iso(tmp_path, *titled("First", "Breaks", "Third")))
    assert (tally.accepted, tally.rejected) == (2, 1)
    assert store.log.counts() == {"bib": 1}
    assert b'"Third"' in store.log.triples("bib/b1")


def test_a_withdrawal_needs_no_conversion_to_be_taken(store: Store, tmp_path: Path) -> None:
    load(store, Breaking(), iso(tmp_path, *titled("First")))
    tally = load(store, Breaking(), iso(tmp_path, *titled("Breaks", withdrawn=True)))
    assert tally == Tally(read=1, accepted=1)
    assert store.log.counts() == {}


def test_the_graph_follows_while_the_file_is_still_being_read(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ingest, "WRITTEN", 2)
    monkeypatch.setattr(following, "PORTION", 2)
    file = iso(tmp_path, *titled(*"abcdefg"))
    refusals = Refusals(store.home / "refused", file)
    channel = Channel("ZJU", "t", "test", "2026-01-01T00:00:00Z")
    taking = Ingest(store, Breaking(), channel, codes(store), refusals)
    for tally in taking.run(read(file)):
        deadline = monotonic() + 20
        while store.log.head - store.graph.checkpoint >= 2:
            assert monotonic() < deadline, f"after {tally} the graph waits for the end of the file"
            sleep(0.01)
    assert store.log.head == store.graph.checkpoint == 7
