"""A store in a folder of its own, and entries to put into it."""

from collections.abc import Callable, Iterator
from hashlib import blake2b
from pathlib import Path

import pytest

from store import Store, open_store
from store.log.writer import Entry

BASE = "http://localhost:8000/"
AT = "2026-01-01T00:00:00Z"
VOCABULARY = '<http://id.loc.gov/vocabulary/languages/{0}> <urn:label> "{0}" .'


def own(path: str, *texts: str) -> list[str]:
    return [f'<{BASE}{path}#Work> <urn:says> "{text}" .' for text in texts]


def entry(number: int, *texts: str, languages: str = "", delete: bool = False) -> Entry:
    """A contribution whose record says these texts, and something of each language."""
    path = f"bib/b{number}"
    lines = own(path, *texts) + [VOCABULARY.format(code) for code in languages.split()]
    raw = "|".join(lines).encode()
    return Entry(
        member="PKU",
        control=f"c{number}",
        kind="bib",
        dialect="marc21",
        charset="utf-8",
        format="iso2709",
        raw=raw,
        digest=blake2b(raw, digest_size=16).digest(),
        path=path,
        number=number,
        triples=b"" if delete else "".join(f"{line}\n" for line in sorted(lines)).encode(),
        engine="test",
        delete=delete,
        reason="withdrawn" if delete else "",
    )


@pytest.fixture(name="entry", scope="session")
def entry_fixture() -> Callable[..., Entry]:
    return entry


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path, BASE) as opened:
        yield opened


@pytest.fixture
def put(store: Store) -> Callable[..., None]:
    def put(*entries: Entry) -> None:
        store.writer.append(entries, AT, "tester", "test")
        for _ in store.catch_up():
            pass

    return put
