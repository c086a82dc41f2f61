"""Copies as BIBFRAME items."""

import pymarc
import pytest

from catalogue.holdings import items
from converters.holdings import Copy, Held, read_copies, usual

BASE = "http://localhost:8000/"
MEMBERS = {"PKU", "THU"}
INSTANCE = f"{BASE}bib/b1#Instance"


def of(*copies: Copy, path: str = "bib/b1", instance: str | None = INSTANCE) -> list[str]:
    said = items(copies, member="PKU", members=MEMBERS, base=BASE, path=path, instance=instance)
    return sorted(line.decode() for line in said)


def said(*fields: list[tuple[str, str]], first: str = "8") -> list[str]:
    marc = pymarc.Record()
    for subfields in fields:
        codes = [pymarc.Subfield(code, value) for code, value in subfields]
        marc.add_field(pymarc.Field("852", pymarc.Indicators(first, " "), codes))
    return of(*read_copies(marc, usual("marc21")).copies)


def values(lines: list[str], about: str) -> list[str]:
    return [line.split(" ", 2)[2].removesuffix(" .") for line in lines if about in line]


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


def test_the_member_a_profile_names_holds_the_copy() -> None:
    lines = of(Copy(library="02", member="THU", sublocation="Stacks"))
    assert values(lines, "bibframe/heldBy") == [f"<{BASE}member/THU#Library>"]
    assert values(lines, "rdf-schema#label") == ['"Stacks"']


def test_a_member_the_union_has_not_does_not_hold_a_copy() -> None:
    lines = of(Copy(library="09", member="ZJU", sublocation="Stacks"))
    assert values(lines, "bibframe/heldBy") == [f"<{BASE}member/PKU#Library>"]
    assert values(lines, "rdf-schema#label") == ['"09 Stacks"']


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


def test_a_note_for_the_staff_is_not_said() -> None:
    assert not [line for line in said([("a", "THU"), ("x", "SECRET")]) if "SECRET" in line]


def test_an_item_is_named_as_it_was_when_852_alone_was_read() -> None:
    lines = said([("a", "THU"), ("b", "S"), ("h", "I210"), ("p", "B1"), ("z", "N")])
    assert values(lines, "bibframe/hasItem") == [f"<{BASE}bib/b1#Item-{OLD_NAME}>"]


#: What catalogue/holdings.py named this copy before profiles were read.
OLD_NAME = "88e7f5cb823b"


@pytest.mark.parametrize(
    ("first", "kind"), [("0", "ShelfMarkLcc"), ("1", "ShelfMarkDdc"), ("2", "ShelfMarkNlm")]
)
def test_the_first_indicator_of_852_tells_the_classification(first: str, kind: str) -> None:
    kinds = values(said([("h", "QA76")], first=first), "22-rdf-syntax-ns#type")
    assert f"<http://id.loc.gov/ontologies/bibframe/{kind}>" in kinds
    assert "<http://id.loc.gov/ontologies/bibframe/ShelfMark>" in kinds


def test_another_classification_is_the_source_of_the_call_number() -> None:
    lines = of(Copy(shelfmark="I210/6", scheme="clc"))
    assert values(lines, "bibframe/code") == ['"clc"']
    assert len(values(lines, "bibframe/source")) == 1


def test_runs_volumes_and_years_are_each_said_as_what_they_are() -> None:
    copy = Copy(
        shelfmark="Z",
        enumeration="v.1",
        chronology="1998",
        held=(Held("v.1-v.9"), Held("1990-1999", "indexes")),
    )
    lines = of(copy)
    words = set(values(lines, "rdf-schema#label"))
    assert words == {'"Z"', '"v.1"', '"1998"', '"v.1-v.9"', '"1990-1999"', '"indexes"'}
    kinds = set(values(lines, "22-rdf-syntax-ns#type"))
    named = ("Enumeration", "Chronology", "EnumerationAndChronology", "AppliesTo")
    assert {f"<http://id.loc.gov/ontologies/bibframe/{kind}>" for kind in named} <= kinds


def test_whether_it_is_there_today_does_not_change_the_name_of_a_copy_with_a_barcode() -> None:
    names = {
        *values(of(Copy(barcodes=("1",), availability="available")), "bibframe/hasItem"),
        *values(of(Copy(barcodes=("1",), availability="on loan")), "bibframe/hasItem"),
    }
    assert len(names) == 1
    without = of(Copy(library="A", availability="x"), Copy(library="A", availability="y"))
    assert len(values(without, "bibframe/hasItem")) == 2


def test_what_is_an_address_is_a_locator_and_what_is_none_is_a_note() -> None:
    lines = of(Copy(urls=("https://example.org/b 1", "ask at the desk")))
    assert values(lines, "electronicLocator") == ["<https://example.org/b%201>"]
    assert values(lines, "rdf-schema#label") == ['"ask at the desk"']


def test_price_policy_number_and_count_are_said() -> None:
    lines = of(Copy(library="THU", price="CNY25.00", policy="reference", number="2", count=3))
    assert values(lines, "acquisitionTerms") == ['"CNY25.00"']
    assert values(lines, "bibframe/count") == ['"3"']
    assert values(lines, "noteType") == ['"copy number"']
    assert set(values(lines, "rdf-schema#label")) == {'"reference"', '"2"'}


def test_holdings_of_their_own_speak_of_one_other_record_only_to_say_that_it_has_the_item() -> None:
    copies = (Copy(library="THU", barcodes=("1",)), Copy(library="THU", barcodes=("2",)))
    lines = of(*copies, path="holding/h9")
    foreign = [line for line in lines if not line.startswith(f"<{BASE}holding/h9#")]
    assert len(foreign) == 2
    assert all(line.startswith(f"<{INSTANCE}> <http://id.loc.gov/") for line in foreign)
    assert all("/bibframe/hasItem>" in line for line in foreign)
    assert f"<{BASE}holding/h9#Item>" in values(foreign, "hasItem")


def test_holdings_that_wait_for_their_book_say_all_but_what_they_are_copies_of() -> None:
    lines = of(Copy(library="THU", barcodes=("1",)), path="holding/h9", instance=None)
    assert values(lines, "bibframe/heldBy") == [f"<{BASE}member/THU#Library>"]
    assert not values(lines, "itemOf") + values(lines, "hasItem")


def test_a_long_note_on_ten_thousand_copies_is_named_once() -> None:
    note = "x" * 200_000
    copies = [Copy(barcodes=(str(number),), notes=(note,)) for number in range(2_000)]
    assert len(values(of(*copies), "bibframe/hasItem")) == 2_000
