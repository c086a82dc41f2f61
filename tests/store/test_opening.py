"""A store opened: who keeps its projections, who only reads them, and what is found on the way."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import QuerySolutions

from store import Store, StoreBusy, StoreError, open_store, opening
from store.log.writer import Entry

BASE = "http://localhost:8000/"
AT = "2026-01-01T00:00:00Z"

type Make = Callable[..., Entry]


def said(store: Store) -> list[str]:
    rows = store.graph.query("SELECT ?x WHERE { ?s <urn:says> ?x } ORDER BY ?x")
    assert isinstance(rows, QuerySolutions)
    return [row["x"].value for row in rows]


def test_while_nothing_is_published_a_second_process_is_told_who_has_the_store(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "STARTING", 0.1)
    with pytest.raises(StoreBusy, match=r"is in use by process \d+"), open_store(store.home, BASE):
        pass


def test_what_is_to_be_made_again_must_not_be_in_use(store: Store) -> None:
    store.publish()
    with (
        pytest.raises(StoreBusy, match="Stop it first"),
        open_store(store.home, BASE, rebuilding={"graph"}),
    ):
        pass


def test_beside_the_keeper_others_write_the_log_and_read_what_it_published(
    store: Store, entry: Make
) -> None:
    store.writer.append([entry(1, "a")], AT, "t", "t")
    with store.following(moved=lambda: store.publish() and None):
        while not store.generations.newest():
            pass
        with open_store(store.home, BASE) as other:
            assert (other.keeping, said(other)) == (False, ["a"])
            other.writer.append([entry(2, "b")], AT, "t", "t")
            assert list(other.catch_up()) == [2]
            assert said(other) == ["a", "b"]
    assert said(store) == ["a", "b"]


def test_a_log_put_back_by_hand_from_an_older_copy_is_noticed(tmp_path: Path, entry: Make) -> None:
    log = tmp_path / "log.sqlite"
    with open_store(tmp_path, BASE) as store:
        store.writer.append([entry(1, "a")], AT, "t", "t")
    older = log.read_bytes()
    with open_store(tmp_path, BASE) as store:
        store.writer.append([entry(2, "b")], AT, "t", "t")
        assert list(store.catch_up()) == [2]
    log.write_bytes(older)
    with open_store(tmp_path, BASE) as store:
        assert "made from another record log" in store.told[0]
        assert said(store) == ["a"]


def test_a_folder_that_cannot_be_made_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with (
        pytest.raises(StoreError, match="Set CATENA_HOME to another"),
        open_store(tmp_path / "file" / "home", BASE),
    ):
        pass
