"""ISO 20775: holdings in XML."""

from io import BytesIO
from pathlib import Path

import pytest

from converters.holdings import Copy, Holding, Link, Profile, iso20775, read_holdings, usual
from converters.record import Rejected, Unreadable

HOLDINGS = """<holdings xmlns="http://www.loc.gov/standards/iso20775/">
 <holding>
  <institutionIdentifier><value>01</value></institutionIdentifier>
  <physicalLocation>总馆</physicalLocation>
  <holdingSimple>
   <copiesSummary><copiesCount>3</copiesCount></copiesSummary>
   <copyInformation>
    <pieceIdentifier><value>N1</value></pieceIdentifier><sublocation>A</sublocation>
    <shelfLocator>F124 26</shelfLocator><note>Worn</note>
    <availabilityInformation><status><availabilityStatus>2</availabilityStatus></status>
     <policy>13</policy></availabilityInformation>
   </copyInformation>
   <copyInformation><pieceIdentifier><value>N2</value></pieceIdentifier></copyInformation>
  </holdingSimple>
 </holding>
 <holding>
  <physicalLocation>分馆</physicalLocation>
  <holdingStructured><set><label>all</label><component>
    <pieceIdentifier><value>N3</value></pieceIdentifier>
    <enumerationAndChronology><text>1995</text></enumerationAndChronology></component></set>
   <set><startingEnumAndChronology><text>v.1</text></startingEnumAndChronology>
    <endingEnumAndChronology><text>v.9</text></endingEnumAndChronology></set>
  </holdingStructured>
 </holding>
 <resource><resourceIdentifier><value>990</value></resourceIdentifier></resource>
</holdings>"""
OWN = Profile.read('[libraries]\n"01" = "PKU"', "own.toml")


def read(text: str | bytes, profile: Profile = OWN) -> list[Holding | Rejected]:
    raw = text.encode() if isinstance(text, str) else text
    return list(read_holdings(BytesIO(raw), "iso20775", profile))


def test_copies_and_parts_of_sets_are_copies() -> None:
    (holding,) = read(HOLDINGS)
    assert isinstance(holding, Holding)
    assert holding.bib == (Link("control", "990"),)
    first, second, third, fourth = holding.copies
    assert first == Copy(
        library="01",
        member="PKU",
        sublocation="总馆 A",
        shelfmark="F124 26",
        barcodes=("N1",),
        availability="not available",
        policy="13",
        notes=("Worn",),
    )
    assert (second.barcodes, second.sublocation) == (("N2",), "总馆")
    assert (third.barcodes, third.enumeration, third.sublocation) == (("N3",), "1995", "分馆")
    assert [held.text for held in fourth.held] == ["v.1 - v.9"]


def test_copies_that_are_counted_and_not_shown_are_told() -> None:
    (holding,) = read(HOLDINGS)
    assert isinstance(holding, Holding)
    assert any("3 copies are counted and 2" in sentence for sentence in holding.reading.told)


def test_a_count_without_copies_is_one_copy_that_many_times() -> None:
    text = HOLDINGS[: HOLDINGS.index("<copyInformation>")] + "</holdingSimple></holding></holdings>"
    (holding,) = read(text)
    assert isinstance(holding, Holding)
    assert [(copy.count, copy.library) for copy in holding.copies] == [(3, "01")]


def test_the_record_of_an_answer_names_the_book_where_the_holdings_do_not() -> None:
    bare = HOLDINGS[: HOLDINGS.index(" <resource>")] + "</holdings>"
    answer = (
        '<r xmlns="http://www.loc.gov/zing/srw/"><record><recordData>'
        f"{bare}</recordData><recordIdentifier>77</recordIdentifier></record></r>"
    )
    (holding,) = read(answer)
    assert isinstance(holding, Holding)
    assert holding.bib == (Link("control", "77"),)
    assert iso20775.read_one(holding.raw, OWN) == holding


def test_a_place_that_is_a_library_of_its_own_leads_to_the_member_the_profile_names() -> None:
    (holding,) = read(HOLDINGS, Profile.read('[libraries]\n"分馆" = "BNU"', "own.toml"))
    assert isinstance(holding, Holding)
    assert [copy.member for copy in holding.copies] == ["", "", "BNU", "BNU"]


def test_what_is_kept_of_a_holding_reads_the_same_alone() -> None:
    (holding,) = read(HOLDINGS)
    assert isinstance(holding, Holding)
    assert iso20775.read_one(holding.raw, OWN, holding.position) == holding


def test_entities_are_not_expanded_and_nothing_is_fetched() -> None:
    bomb = '<!DOCTYPE h [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>'
    text = bomb + HOLDINGS.replace("总馆", "&b;&x;")
    (holding,) = read(text)
    assert isinstance(holding, Rejected) or "aaaa" not in repr(holding.copies) + "root:"


def test_where_the_xml_breaks_off_what_came_before_is_read_and_the_rest_told() -> None:
    text = f"<x>{HOLDINGS}{HOLDINGS[:400]}"
    first, last = read(text)
    assert isinstance(first, Holding)
    assert isinstance(last, Rejected)
    assert "no well-formed XML" in last.reason


def test_a_holding_without_an_end_is_not_read_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(iso20775, "LARGEST", 100_000)
    (last,) = read(b"<holdings><holding>" + b"<note>x</note>" * 50_000)
    assert isinstance(last, Rejected)
    assert "no end of a holding" in last.reason


def test_a_resource_with_too_many_copies_is_refused_alone() -> None:
    copy = "<copyInformation><note>x</note></copyInformation>"
    many = HOLDINGS.replace("</holdingSimple>", copy * 20_001 + "</holdingSimple>")
    first, last = read(f"<x>{many}{HOLDINGS}</x>")
    assert isinstance(first, Rejected)
    assert "more than 20,000 copies" in first.reason
    assert first.raw.startswith(b"<?xml") or first.raw.startswith(b"<holdings")
    assert isinstance(last, Holding)


def test_elements_nested_a_million_deep_are_refused() -> None:
    (last,) = read(b"<holdings><holding>" + b"<a>" * 1_000_000)
    assert isinstance(last, Rejected)


def test_bytes_that_are_no_xml_are_refused_alone() -> None:
    with pytest.raises(Unreadable, match="no well-formed XML"):
        iso20775.read_one(b"<holdings>", OWN)


def test_the_sample_of_an_alma_catalogue_in_beijing_is_read_whole(data: Path) -> None:
    file = data / "holdings" / "dp2__sample_isohold.xml"
    with file.open("rb") as stream:
        found = list(read_holdings(stream, "iso20775", usual("cnmarc")))
    assert len(found) == 9
    holdings = [holding for holding in found if isinstance(holding, Holding)]
    assert len(holdings) == 9
    assert sum(len(holding.copies) for holding in holdings) == 23
    assert {
        barcode for holding in holdings for copy in holding.copies for barcode in copy.barcodes
    } >= {"N00837624", "N01746380"}
    assert all(holding.bib and not holding.reading.told for holding in holdings)
