"""The questions of docs/works.md are answered by what a hub and its editions say."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import QuerySolutions, RdfFormat, Store

from catalogue.works.hub import Edition, hub
from catalogue.works.likeness import work_likeness
from converters.engine import Converted, Job
from converters.engines import Choice, conversion
from converters.record import MarcRecord

type Book = Callable[..., MarcRecord]

BASE = "http://localhost:8000/"
PAGE = Path(__file__).parents[3] / "docs" / "works.md"
QUERIES = re.findall(r"^```sparql\n(.*?)^```", PAGE.read_text("utf-8"), re.DOTALL | re.MULTILINE)
LU_XUN = ("100 1  $6880-01$aLu, Xun,$d1881-1936.", "880 1  $6100-01/$1$a鲁迅,$d1881-1936.")
TITLE = ("245 10 $6880-02$aNa han.", "880 10 $6245-02/$1$a呐喊.")


@pytest.fixture
def union(book: Book) -> Store:
    """A book, its translations into English and French, and the hub of the three."""
    records = [
        book(*LU_XUN, *TITLE, language="chi"),
        book(*LU_XUN, "041 1  $aeng$hchi", "240 10 $aNa han.$lEnglish", "245 10 $aCall to arms."),
        book(*LU_XUN, "240 10 $aNa han.$lFrench", "245 10 $aCris.", language="fre"),
    ]
    store = Store()
    editions = []
    for number, record in enumerate(records, start=1):
        likeness = work_likeness(record)
        assert likeness is not None
        editions.append(Edition(f"bib/b{number}", record, likeness))
        job = Job(record, f"{BASE}bib/b{number}")
        (made,) = conversion(Choice()).convert([job], "2026-01-01T00:00:00Z")
        assert isinstance(made, Converted)
        store.load(made.triples, RdfFormat.N_TRIPLES)
    store.load(hub(BASE, "hub/w3", editions, ()), RdfFormat.N_TRIPLES)
    return store


def rows(store: Store, query: str) -> list[list[str]]:
    found = store.query(query)
    assert isinstance(found, QuerySolutions)
    return [[str(value) for value in row] for row in found]


def test_there_are_two_questions() -> None:
    assert len(QUERIES) == 2


def test_from_one_edition_the_others_are_found(union: Store) -> None:
    found = rows(union, QUERIES[0])
    languages = "<http://id.loc.gov/vocabulary/languages/"
    assert found == [
        [f"<{BASE}bib/b2#Work>", f"{languages}eng>", '"Call to arms"'],
        [f"<{BASE}bib/b3#Work>", f"{languages}fre>", '"Cris"'],
    ]


def test_the_most_translated_works_are_counted_by_language(union: Store) -> None:
    ((work, label, languages),) = rows(union, QUERIES[1])
    assert (work, label) == (f"<{BASE}hub/w3#Hub>", '"Lu, Xun, 1881-1936. Na han"')
    assert languages.startswith('"2"')
