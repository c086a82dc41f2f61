"""The graph beside the log: what only one of them says is found, in memory that does not grow."""

from collections.abc import Callable, Collection

import pytest

from store import Store
from store.log.writer import Entry
from store.projections import comparing
from store.projections.comparing import compare

BASE = "http://localhost:8000/"
ALIEN = b'<urn:alien> <urn:says> "x" .'

type Make = Callable[..., Entry]
type Put = Callable[..., None]


def own(number: int, text: str) -> bytes:
    return f'<{BASE}bib/b{number}#Work> <urn:says> "{text}" .'.encode()


@pytest.fixture
def filled(store: Store, put: Put, entry: Make) -> Store:
    put(*(entry(number, "a", "b", languages="chi eng") for number in range(1, 9)))
    assert compare(store.log, store.graph).equal
    return store


@pytest.mark.parametrize("held", [1, 8_000_000], ids=["in parts", "at once"])
def test_what_only_one_of_them_says_is_counted_and_shown(
    filled: Store, monkeypatch: pytest.MonkeyPatch, held: int
) -> None:
    monkeypatch.setattr(comparing, "HELD", held)
    filled.graph.apply({own(3, "a"), own(7, "b")}, {ALIEN}, filled.log.head)
    found = compare(filled.log, filled.graph)
    assert (found.in_log, found.found, found.missing, found.surplus) == (18, 17, 2, 1)
    assert f"only in the log (bib/b3): {own(3, 'a').decode()}" in found.examples
    assert f"only in the graph: {ALIEN.decode()}" in found.examples


def test_one_statement_in_the_place_of_another_is_found(filled: Store) -> None:
    filled.graph.apply({own(3, "a")}, {own(3, "c")}, filled.log.head)
    found = compare(filled.log, filled.graph)
    assert (found.missing, found.surplus) == (1, 1)


class Asked:
    """The same graph as one behind an endpoint would be: it cannot list what it holds."""

    def __init__(self, store: Store) -> None:
        self._graph = store.graph
        self.checkpoint = store.graph.checkpoint

    def __len__(self) -> int:
        return len(self._graph)

    def missing(self, statements: Collection[bytes]) -> set[bytes]:
        return self._graph.missing(statements)


def test_a_graph_that_cannot_be_listed_is_asked_and_counted(filled: Store) -> None:
    assert compare(filled.log, Asked(filled)).equal  # type: ignore[arg-type]
    filled.graph.apply({own(3, "a")}, {ALIEN, own(9, "z")}, filled.log.head)
    found = compare(filled.log, Asked(filled))  # type: ignore[arg-type]
    assert (found.in_log, found.found, found.missing, found.surplus) == (18, 19, 1, 2)
