"""Members come in Turtle, one record each, and nothing else may come that way."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import samples
from catalogue.ingest import Channel
from catalogue.members import load_members
from catalogue.tally import Tally
from converters import NotMarc
from store import Store, open_store

BASE = "http://localhost:8000/"
CHANNEL = Channel("catena", "t", "test", "2026-01-01T00:00:00Z")
NAMED = (
    '@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . <member/X#Library> rdfs:label "{}" .'
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "home", BASE) as opened:
        yield opened


def test_the_sample_members_are_twelve_records(store: Store) -> None:
    assert load_members(store, samples.members(), CHANNEL) == Tally(read=12, accepted=12)
    assert load_members(store, samples.members(), CHANNEL) == Tally(read=12, unchanged=12)
    assert "北京大学图书馆".encode() in store.log.triples("member/PKU")


def test_a_renamed_member_is_a_new_version(store: Store, tmp_path: Path) -> None:
    for name in ("Old", "New"):
        file = tmp_path / "m.ttl"
        file.write_text(NAMED.format(name))
        load_members(store, file, CHANNEL)
    record = store.log.record("member/X")
    assert record is not None
    assert record.version == 2
    assert b"New" in store.log.triples("member/X")


@pytest.mark.parametrize(
    ("turtle", "sentence"),
    [
        ("", "describes no member"),
        ("this is <no turtle", "is no Turtle"),
        ("<bib/b1#Work> a <urn:x> .", "may speak of"),
        ("<http://example.org/x> a <urn:x> .", "may speak of"),
        ("<member/X#Library> <urn:p> [] .", "has a blank node"),
    ],
)
def test_anything_else_is_refused_whole(
    turtle: str, sentence: str, store: Store, tmp_path: Path
) -> None:
    file = tmp_path / "m.ttl"
    file.write_text(turtle)
    with pytest.raises(NotMarc, match=sentence):
        load_members(store, file, CHANNEL)
    assert store.log.head == 0
