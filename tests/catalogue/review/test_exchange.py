"""Decisions as files: what is written is read again, and what is no such file is refused."""

import io
import json
from pathlib import Path

import pytest

from catalogue.review.counting import counts
from catalogue.review.exchange import Unusable, read, write_json, write_table
from catalogue.review.exporting import rows
from tests.catalogue.review.conftest import Shelf


@pytest.fixture
def decided(shelf: Shelf) -> Shelf:
    shelf.take(A="moon", B="moons", C="sun", D="suns")
    shelf.desk().decide(shelf.case("A", "B"), "same", "anna", 'says "moon"; = so')
    shelf.desk().decide(shelf.case("D", "C"), "different", "ben")
    number = shelf.desk().decide(shelf.case("C", "D"), "same", "ben").decision.id
    shelf.desk().take_back(number, "ben")
    return shelf


@pytest.mark.parametrize("form", ["tsv", "json"])
def test_what_is_exported_is_read_again(decided: Shelf, tmp_path: Path, form: str) -> None:
    file = tmp_path / f"decisions.{form}"
    with file.open("w", encoding="utf-8", newline="") as out:
        (write_json if form == "json" else write_table)(rows(decided.store.log), out)
    found = read(file)
    assert [(each.a, each.b, each.says) for each in found] == [
        ("A:1", "B:1", "same"),
        ("C:1", "D:1", "different"),
        ("C:1", "D:1", "same"),
        ("C:1", "D:1", "open"),
    ]
    assert found[0].reason == 'says "moon"; = so'
    assert decided.desk().take(found, "anna", channel="t") == 0


def test_an_export_has_what_the_rules_say_now(decided: Shelf) -> None:
    out = io.StringIO()
    assert write_json(rows(decided.store.log), out) == 4
    told = json.loads(out.getvalue())
    first = told["decisions"][0]
    assert (first["rules_say"], first["score"], first["standing"]) == ("ask", 0.6, True)
    assert first["compared_a"] == {"title": "moon"}
    assert first["evidence"][0] == {"rule": "title", "weight": 4.0, "a": "moon", "b": "moons"}
    assert [each["standing"] for each in told["decisions"]] == [True, False, False, False]


def test_rules_are_counted_by_how_people_decided_in_force(decided: Shelf) -> None:
    decided.desk().decide(decided.case("C", "D"), "different", "ben")
    found = {each.rule: each for each in counts(rows(decided.store.log))}
    assert (found["title"].same, found["title"].different, found["title"].agree) == (1, 1, 1)
    assert found["title"].words == "the titles proper are equal"
    assert found["year-differs"].agree == 1
    assert (found["= ask"].same, found["= ask"].agree) == (1, None)


HEAD = "kind\ta\tb\tsays\tby\tat\n"
ROW = "bib\tA:1\tB:1\tsame\tanna\t2026-01-01T00:00:00Z\n"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "no table of decisions"),
        ("a\tb\nA:1\tB:1\n", "no table of decisions"),
        ("{", "is not JSON"),
        ('{"decisions": 3}', 'no list "decisions"'),
        (HEAD + ROW.replace("bib", "book"), "decision 1: kind is 'book'"),
        (HEAD + ROW + ROW.replace("same", "maybe"), "decision 2: says is 'maybe'"),
        (HEAD + ROW.replace("A:1", "A1"), "'A1' is no source"),
        (HEAD + ROW.replace("B:1", "A:1"), "both sources are A:1"),
        (HEAD + ROW.replace("2026-01", "2026-13"), "at is '2026-13"),
        (HEAD + "bib\tA:1\tB:1\n", "says is missing"),
        (HEAD + ROW.replace("anna", "a" * 101), "by should be a name"),
        ("[" * 100_000, "no table of decisions"),
        ("{" * 100_000, "is not JSON"),
    ],
)
def test_what_is_no_file_of_decisions_is_refused_with_a_reason(
    tmp_path: Path, text: str, complaint: str
) -> None:
    file = tmp_path / "file"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(Unusable, match=complaint):
        read(file)
