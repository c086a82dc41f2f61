"""MARC 21 holdings records: to which book they belong."""

from collections.abc import Callable

import pymarc

from converters.holdings import Link, usual
from converters.holdings.mfhd import of_marc

type Record = Callable[..., pymarc.Record]


def links(marc: pymarc.Record) -> tuple[Link, ...]:
    return of_marc(marc, usual("marc21"), b"raw", 1).bib


def test_004_leads_to_the_record_with_that_number_in_the_same_catalogue(record: Record) -> None:
    marc = record("001 h1", "003 DLC", "004 b42", "852 $a DLC")
    assert links(marc) == (Link("control", "b42", "DLC"),)


def test_014_leads_to_records_elsewhere_but_not_to_other_holdings(record: Record) -> None:
    marc = record("001 h1", "014 0_ $a (OCoLC)123", "014 0_ $a 77 $b DE-600", "014 1_ $a h2")
    assert links(marc) == (Link("oclc", "123", "OCoLC"), Link("control", "77", "DE-600"))


def test_standard_numbers_of_the_book_lead_to_it(record: Record) -> None:
    marc = record("001 h1", "020 $a 7-02-000220-X", "022 $a 0317-8471", "022 $a 0317-8471")
    assert links(marc) == (Link("isbn", "7-02-000220-X"), Link("issn", "0317-8471"))


def test_the_number_of_the_holdings_themselves_leads_to_no_book(record: Record) -> None:
    holding = of_marc(record("001 h1", "035 $a (DE-599)1"), usual("marc21"), b"raw", 3)
    assert (holding.control, holding.bib, holding.position) == ("h1", (), 3)


def test_holdings_without_a_number_have_one_made_of_their_bytes(record: Record) -> None:
    marc = record("852 $b Sods")
    one, same, other = (
        of_marc(marc, usual("marc21"), raw, 1).control for raw in (b"a", b"a", b"b")
    )
    assert one == same != other
    assert one.startswith("x")


def test_a_thousand_links_are_a_fault_and_twenty_are_kept(record: Record) -> None:
    marc = record(*(f"014 $a {number}" for number in range(1_000)))
    assert len(links(marc)) == 20
