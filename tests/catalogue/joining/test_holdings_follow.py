"""Holdings go with their library's book, whichever record it becomes part of."""

from pathlib import Path

import pytest

from catalogue.tally import Tally
from converters.pool import Pool
from store import Store
from tests.catalogue.test_kinds import BASE, HELD, book, holdings, load, written


def instance(path: str) -> bytes:
    return HELD + f"<{BASE}{path}#Instance> .".encode()


@pytest.mark.parametrize("both", [False, True])
def test_they_follow_into_a_merge_and_out_of_it(
    store: Store, pool: Pool, tmp_path: Path, *, both: bool
) -> None:
    load(store, pool, written(tmp_path, book()), member="THU")
    other = [book("b-1", title="Ru lin wai shi"), holdings("b-1")]
    load(store, pool, written(tmp_path, *other), member="PKU")
    assert instance("bib/b2") in store.log.triples("holding/h1")
    assert load(store, pool, written(tmp_path, book("b-1")), member="PKU") == Tally(1, 1)
    assert store.log.sources("PKU", "bib", ["b-1"])["b-1"].path == "bib/b1"
    assert instance("bib/b1") in store.log.triples("holding/h1")
    assert not store.log.awaits()
    sent = other if both else other[:1]
    load(store, pool, written(tmp_path, *sent), member="PKU")
    assert store.log.sources("PKU", "bib", ["b-1"])["b-1"].path == "bib/b2"
    assert instance("bib/b2") in store.log.triples("holding/h1")
    assert not store.log.awaits()
