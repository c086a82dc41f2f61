"""New documents handed to the graph."""

from collections.abc import Callable

import pytest

from store import Store
from store.log.writer import Entry
from store.projections.graph import GRAPH, GraphProjection
from store.projections.handing import Handing
from tests.store.conftest import AT, own


@pytest.fixture
def projection(store: Store) -> GraphProjection:
    found = store.projections[GRAPH]
    assert isinstance(found, GraphProjection)
    return found


def lines(path: str, text: str) -> bytes:
    return "".join(f"{line}\n" for line in own(path, text)).encode()


def equal(store: Store, projection: GraphProjection) -> bool:
    return projection.check(store.log, deep=True).equal


def test_what_is_handed_is_in_the_graph_without_being_read_from_the_log(
    store: Store, projection: GraphProjection, entry: Callable[..., Entry],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    with Handing(store.log, projection) as handing:
        store.writer.append([entry(1, "one"), entry(2, "two")], AT, "t", "t")
        with monkeypatch.context() as without:
            without.setattr(type(store.log), "saying", None)
            handing.give(1, 2, [lines("bib/b1", "one"), lines("bib/b2", "two")])
            handing.finish()
    assert projection.checkpoint == 2
    assert equal(store, projection)


def test_what_came_between_is_followed_from_the_log_in_its_turn(
    store: Store, projection: GraphProjection, entry: Callable[..., Entry]
) -> None:
    with Handing(store.log, projection) as handing:
        store.writer.append([entry(1, "one")], AT, "t", "t")
        handing.give(1, 1, [lines("bib/b1", "one")])
        store.writer.append([entry(1, "other", "one")], AT, "t", "t")
        store.writer.append([entry(3, "three")], AT, "t", "t")
        handing.give(3, 3, [lines("bib/b3", "three")])
        handing.finish()
    assert projection.checkpoint == 3
    assert equal(store, projection)


def test_what_the_graph_has_already_is_not_taken_backwards(
    store: Store, projection: GraphProjection, entry: Callable[..., Entry]
) -> None:
    store.writer.append([entry(1, "one")], AT, "t", "t")
    store.writer.append([entry(1, delete=True)], AT, "t", "t")
    for _ in store.catch_up():
        pass
    with Handing(store.log, projection) as handing:
        handing.give(1, 1, [lines("bib/b1", "one")])
        handing.finish()
    assert projection.checkpoint == 2
    assert equal(store, projection)


def test_what_goes_wrong_is_raised(
    store: Store, projection: GraphProjection, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(type(projection.graph), "load", full)
    with Handing(store.log, projection) as handing:
        handing.give(1, 1, [b""])
        with pytest.raises(OSError, match="No space"):
            handing.finish()
