"""What a disk has altered in the graph's folder is found at the start, and made again."""

from collections.abc import Callable
from pathlib import Path
from time import monotonic

import pytest

from store import Store, open_store
from store.graph.embedded import EmbeddedGraph
from store.graph.sums import Sums
from store.log.database import open_log
from store.log.writer import Entry
from store.projections.comparing import compare
from store.projections.graph import GraphProjection

BASE = "http://localhost:8000/"
AT = "2026-01-01T00:00:00Z"

type Make = Callable[..., Entry]


@pytest.fixture
def home(tmp_path: Path, entry: Make) -> Path:
    """A store of a few records, closed; its tables are in the list of sums."""
    with open_store(tmp_path, BASE) as store:
        store.writer.append([entry(n, "a", "b") for n in range(1, 200)], AT, "t", "t")
        caught_up(store)
        store.graph.optimise()
    assert list((tmp_path / "graph").glob("*.sst"))
    return tmp_path


def caught_up(store: Store) -> None:
    for _ in store.catch_up():
        pass


def flip(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[len(data) // 3] ^= 0xFF
    file.write_bytes(data)


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-7])


def zero(file: Path) -> None:
    file.write_bytes(bytes(file.stat().st_size))


@pytest.mark.parametrize("damage", [flip, cut, zero, Path.unlink], ids=lambda each: each.__name__)
def test_a_table_that_is_not_as_it_was_is_found_at_the_start(
    home: Path, damage: Callable[[Path], None]
) -> None:
    damage(max((home / "graph").glob("*.sst"), key=lambda table: table.stat().st_size))
    with open_store(home, BASE) as store:
        assert [sentence[-38:] for sentence in store.told] == [
            " It is made again from the record log."
        ]
        assert compare(store.log, store.graph).equal
    with open_store(home, BASE) as store:
        assert store.told == []


def test_a_check_finds_it_in_the_graph_that_is_open(home: Path) -> None:
    log = open_log(home / "log.sqlite", BASE)
    # Open for writing it might merge the table into another before we look.
    projection = GraphProjection(EmbeddedGraph(home / "graph", read_only=True))
    assert projection.check(log).equal
    table = next((home / "graph").glob("*.sst"))
    flip(table)
    found = projection.check(log)
    assert (found.equal, found.damaged) == (False, (table.name,))
    log.database.dispose()


def test_what_a_kill_left_of_a_bulk_load_is_removed(home: Path) -> None:
    left = home / "graph" / "bulk-0123abcd.sst"
    left.write_bytes(b"half")
    with open_store(home, BASE) as store:
        assert store.told == []
    assert not left.exists()


def test_a_generation_that_cannot_be_read_is_published_again(home: Path) -> None:
    with open_store(home, BASE) as store:
        folder = store.publish()
        (folder / "CURRENT").write_bytes(b"")
        again = store.publish()
        assert again != folder
        assert not folder.exists()


def test_a_table_that_is_still_being_written_is_not_in_the_list(tmp_path: Path) -> None:
    folder, file = tmp_path / "graph", tmp_path / "graph.sums"
    folder.mkdir()
    sums = Sums(folder, file)
    (folder / "000001.sst").write_bytes(b"whole")
    with (folder / "000002.sst").open("wb") as growing:
        growing.write(b"ha")
        growing.flush()
        sums.update()
        assert "000002.sst" not in file.read_text()
        growing.write(b"lf")
    assert [*sums.broken()] == []
    sums.update()
    assert file.read_text().count(".sst") == 2
    assert [*sums.broken()] == []


def test_publishing_brings_the_list_up_once_a_minute_at_most(
    home: Path, entry: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(home, BASE) as store:
        brought: list[None] = []
        monkeypatch.setattr(store.graph.sums, "update", lambda: brought.append(None))
        for number in (1, 2):
            store.writer.append([entry(number, "c")], AT, "t", "t")
            caught_up(store)
            store.publish()
        assert brought == []
        monkeypatch.setattr(store.graph.sums, "_updated", monotonic() - 61)
        store.publish()
        assert len(brought) == 1


def test_a_number_that_is_used_again_is_another_table(tmp_path: Path) -> None:
    folder = tmp_path / "graph"
    folder.mkdir()
    sums = Sums(folder, tmp_path / "graph.sums")
    (folder / "000001.sst").write_bytes(b"of a compaction that was killed")
    sums.update()
    (folder / "000001.sst").unlink()
    (folder / "000001.sst").write_bytes(b"of the one after")
    assert [*sums.broken()] == ["000001.sst"]
    sums.update()
    assert [*sums.broken()] == []
