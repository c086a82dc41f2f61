"""A damaged graph is found at start, said to be one, and made again from the log."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Store as Oxigraph

from store import StoreError, open_store
from store.projections.graph import GraphProjection

BASE = "http://localhost:8000/"
AGAIN = "made again from the record log"


def one(graph: Path, pattern: str) -> Path:
    """The largest file of this name."""
    return max(graph.glob(pattern), key=lambda file: file.stat().st_size)


def gone(*files: Path) -> None:
    for file in files:
        file.unlink()


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def zeroed(file: Path) -> None:
    file.write_bytes(bytes(file.stat().st_size))


def flipped(file: Path, place: float) -> None:
    """One byte at a share of the file's length is another."""
    held = bytearray(file.read_bytes())
    held[int(len(held) * place)] ^= 0xFF
    file.write_bytes(held)


def another_logs(graph: Path) -> None:
    """A good graph, but of another catalogue."""
    shutil.rmtree(graph)
    with open_store(graph.with_name("other"), BASE):
        pass
    (graph.with_name("other") / "graph").rename(graph)


def another_tables(graph: Path) -> None:
    """A table that belongs to another database of the same programs."""
    other = graph.with_name("other")
    store = Oxigraph(str(other))
    store.update("INSERT DATA { <urn:a> <urn:b> <urn:c> }")
    store.flush()
    del store
    shutil.copy(one(other, "*.sst"), one(graph, "*.sst"))


@pytest.fixture
def put_in_order(filled: Any) -> Any:
    """The same, its graph in as few tables as can be, and none that no longer counts."""
    for _ in range(2):
        with open_store(filled.home, BASE) as store:
            store.graph.optimise()
    return filled


#: Found when the folder is opened.
AT_START: dict[str, Callable[[Path], Any]] = {
    "a table is gone": lambda graph: gone(one(graph, "*.sst")),
    "a table is zeroed": lambda graph: zeroed(one(graph, "*.sst")),
    "the end of a table is another": lambda graph: flipped(one(graph, "*.sst"), 0.9999),
    "a table is cut": lambda graph: cut(one(graph, "*.sst")),
    "a table of another database": another_tables,
    "CURRENT is zeroed": lambda graph: zeroed(graph / "CURRENT"),
    "the manifest is cut": lambda graph: cut(one(graph, "MANIFEST-*")),
    "the manifest is gone": lambda graph: gone(one(graph, "MANIFEST-*")),
    "a byte of the manifest is another": lambda graph: flipped(one(graph, "MANIFEST-*"), 0.5),
    "the graph of another log": another_logs,
    "CURRENT is empty": lambda graph: (graph / "CURRENT").write_bytes(b""),
}
#: Where the folder is good as far as it goes, and only behind; nothing need be said.
EMPTIED: dict[str, Callable[[Path], Any]] = {
    "the folder is gone": shutil.rmtree,
    "the folder is empty": lambda graph: gone(*graph.iterdir()),
    "CURRENT and the write-ahead log are gone": lambda graph: gone(
        graph / "CURRENT", *graph.glob("*.log")
    ),
    "the write-ahead log is gone": lambda graph: gone(*graph.glob("*.log")),
}


#: `make test` does the first of these and every third, `make faults` all.
EVERY = 1 if int(os.environ.get("CATENA_KILLS", "0")) >= 100 else 3


@pytest.mark.parametrize("damage", [*AT_START, *EMPTIED][::EVERY])
def test_what_is_damaged_is_said_at_start_and_made_again(put_in_order: Any, damage: str) -> None:
    (AT_START | EMPTIED)[damage](put_in_order.home / "graph")
    with open_store(put_in_order.home, BASE) as store:
        if damage in AT_START:
            assert len(store.told) == 1, store.told
            assert AGAIN in store.told[0]
        found = GraphProjection(store.graph).check(store.log)
        assert found.equal, found
        assert found.records == sum(store.log.counts().values()) > 40
    with open_store(put_in_order.home, BASE) as store:
        assert not store.told, "it is good now"


def tables(graph: Path) -> list[Path]:
    """The tables that hold more than one block: their middles are not read at the start."""
    return sorted(
        (file for file in graph.glob("*.sst") if file.stat().st_size > 20_000),
        key=lambda file: -file.stat().st_size,
    )


@pytest.mark.parametrize("which", range(0, 4, EVERY))
def test_a_byte_in_the_middle_of_any_large_table_is_found_and_mended(
    put_in_order: Any, files: Any, which: int
) -> None:
    # Dictionary and three orders of statements: a dump of the statements reads two of the four.
    found = tables(put_in_order.home / "graph")
    assert len(found) >= 4
    flipped(found[which], 0.4)
    loaded = put_in_order.run("load", str(files.copies), "--json")
    assert loaded.code == 0, loaded
    assert loaded.said.count(AGAIN) == 1, loaded
    put_in_order.check()


def test_a_generation_that_cannot_be_opened_is_not_served(filled: Any) -> None:
    with open_store(filled.home, BASE) as store:
        good = store.publish()
    cut(one(good, "MANIFEST-*"))
    with open_store(filled.home, BASE) as store:
        newest = store.publish()
        opened = Oxigraph.read_only(str(newest))
        assert len(opened) > 1000
        del opened


def test_a_server_with_a_damaged_graph_says_so_mends_it_and_serves(
    put_in_order: Any, served: Any
) -> None:
    cut(one(put_in_order.home / "graph", "*.sst"))
    with served(put_in_order) as server:
        assert server.said.count(AGAIN) == 1, server.said
        assert server.get("/bib/b1").status_code == 200
        assert server.counted("?s ?p ?o") > 1000
    assert server.ended.code == 0, server.ended
    put_in_order.check()


def test_damage_met_while_following_is_not_passed_over_in_silence(
    filled: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def follow(*_: object) -> None:
        raise RuntimeError("Corruption: block checksum mismatch")

    with open_store(filled.home, BASE) as store:
        graph = store.projections["graph"]
        graph.begin(store.log.identity)
        monkeypatch.setattr(graph, "follow", follow)
        with pytest.raises((StoreError, RuntimeError)), store.following() as follower:
            follower.finish()


def test_a_graph_that_another_program_has_open_is_left_alone(filled: Any) -> None:
    other = Oxigraph(str(filled.home / "graph"))
    ended = filled.run("check", "--json")
    assert ended.code == 3, ended
    assert AGAIN not in ended.said
    assert "Traceback" not in ended.said
    assert sum(1 for _ in other.quads_for_pattern(None, None, None, None)) > 1_000
    del other
    filled.check()


def test_what_a_kill_leaves_of_a_bulk_load_goes_at_the_next_start(filled: Any) -> None:
    left = filled.home / "graph" / "bulk-1234.sst"
    left.write_bytes(bytes(1_000_000))
    copy = filled.home / "generations" / "20260101T000000.000Z-1-abcdef01.making.tmp"
    copy.mkdir(parents=True)
    with open_store(filled.home, BASE) as store:
        store.publish()
    assert not left.exists(), "RocksDB does not know this name and never takes it away"
    assert not copy.exists()


def test_a_damaged_log_is_told_in_a_sentence_not_mended_and_not_touched(filled: Any) -> None:
    log = filled.home / "log.sqlite"
    zeroed(log)
    before = log.read_bytes()
    ended = filled.run("check", "--json")
    assert ended.code == 3, ended
    assert "Traceback" not in ended.said
    assert "log.sqlite" in ended.said
    assert log.read_bytes() == before
