"""Copies out of 852, as BIBFRAME items."""

import pymarc
import pytest

from catalogue.holdings import items

BASE = "http://localhost:8000/"
MEMBERS = {"PKU", "THU"}


def said(*fields: list[tuple[str, str]]) -> list[str]:
    marc = pymarc.Record()
    for subfields in fields:
        codes = [pymarc.Subfield(code, value) for code, value in subfields]
        marc.add_field(pymarc.Field("852", pymarc.Indicators("8", " "), codes))
    return sorted(line.decode() for line in items(marc, "PKU", MEMBERS, BASE, "bib/b1"))


def values(lines: list[str], of: str) -> list[str]:
    return [line.split(" ", 2)[2].removesuffix(" .") for line in lines if of in line]


@pytest.mark.parametrize(
    ("code", "holder", "place"),
    [("THU", "THU", "Stacks"), ("Law Library", "PKU", "Law Library Stacks"), ("", "PKU", "Stacks")],
)
def test_a_code_that_is_no_member_is_a_place_in_the_contributing_library(
    code: str, holder: str, place: str
) -> None:
    lines = said([("a", code), ("b", "Stacks")])
    assert values(lines, "bibframe/heldBy") == [f"<{BASE}member/{holder}#Library>"]
    assert values(lines, "rdf-schema#label") == [f'"{place}"']


def test_call_number_barcode_and_note_are_said_of_the_item() -> None:
    lines = said([("a", "THU"), ("h", "I210.6"), ("i", "L82"), ("p", "B001"), ("z", "Reference")])
    assert sorted(values(lines, "rdf-schema#label")) == ['"I210.6 L82"', '"Reference"']
    assert values(lines, "rdf-syntax-ns#value") == ['"B001"']


def test_two_copies_are_two_items_and_one_copy_told_twice_is_one() -> None:
    first, second = [("a", "THU"), ("p", "1")], [("a", "THU"), ("p", "2")]
    assert len(values(said(first, second, first), "bibframe/hasItem")) == 2
    assert said() == []


def test_the_order_of_the_fields_does_not_matter() -> None:
    first, second = [("a", "THU"), ("p", "1")], [("a", "PKU"), ("p", "2")]
    assert said(first, second) == said(second, first)


def test_copies_that_differ_in_nothing_but_their_note_are_two() -> None:
    first, second = [("a", "THU"), ("z", "Signed")], [("a", "THU"), ("z", "Worn")]
    assert len(values(said(first, second), "bibframe/hasItem")) == 2


def test_a_letter_that_moves_from_the_place_to_the_call_number_makes_another_copy() -> None:
    first, second = [("b", "AB"), ("h", "C")], [("b", "A"), ("h", "BC")]
    assert len(values(said(first, second), "bibframe/hasItem")) == 2


def test_prefix_and_suffix_belong_to_the_call_number() -> None:
    lines = said([("k", "Folio"), ("h", "I210.6"), ("i", "L82"), ("m", "2nd copy")])
    assert values(lines, "rdf-schema#label") == ['"Folio I210.6 L82 2nd copy"']
