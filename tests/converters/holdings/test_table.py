"""Copies out of tables."""

from io import BytesIO

import pytest

from converters.holdings import Copy, Holding, Link, Profile, form_of, read_holdings, table, usual
from converters.record import Rejected, Unreadable

PLAIN = usual("marc21")
CHINESE = "馆代码,馆藏地,索书号,条码,卷期,复本数,ISBN\nPKU,总馆,I210/6,A1,v.1,2,7-02-000220-X\n"


def read(text: str | bytes, profile: Profile = PLAIN) -> list[Holding | Rejected]:
    raw = text.encode() if isinstance(text, str) else text
    return list(read_holdings(BytesIO(raw), "csv", profile))


def copies(text: str | bytes, profile: Profile = PLAIN) -> list[Copy]:
    return [copy for row in read(text, profile) if isinstance(row, Holding) for copy in row.copies]


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_table_is_read_in_the_character_sets_of_spreadsheets(charset: str) -> None:
    (row,) = read(CHINESE.encode(charset))
    assert isinstance(row, Holding)
    assert row.bib == (Link("isbn", "7-02-000220-X"),)
    assert row.copies == (
        Copy(
            library="PKU",
            sublocation="总馆",
            shelfmark="I210/6",
            barcodes=("A1",),
            enumeration="v.1",
            count=2,
        ),
    )


@pytest.mark.parametrize("mark", [",", "\t", ";", "|"])
def test_what_stands_between_the_headings_stands_between_the_values(mark: str) -> None:
    text = mark.join(("Barcode", "Call No.", "Control Number")) + "\n" + mark.join("123") + "\n"
    assert copies(text) == [Copy(shelfmark="2", barcodes=("1",))]


def test_a_column_is_what_the_profile_says_it_is() -> None:
    own = Profile.read(
        '[table]\ncontrol = "Nr"\nlinks = { "TN" = "control" }\neach = "barcode"\n'
        'ranges = { dashes = ["-"] }\n'
        '[table.columns]\n"EX" = "barcode"\n'
        '"ST" = { part = "availability", means = { 1 = "out" } }\n'
        '[libraries]\n"A" = "PKU"',
        "own.toml",
    )
    (row,) = read("Nr;TN;EX;ST;Barcode\nx7;42;101-103;1;9\n", own)
    assert isinstance(row, Holding)
    assert (row.control, row.bib) == ("x7", (Link("control", "42"),))
    assert [copy.barcodes for copy in row.copies] == [("101",), ("102",), ("103",)]
    assert {copy.availability for copy in row.copies} == {"out"}


def test_where_the_profile_names_what_leads_to_the_record_no_other_heading_does() -> None:
    own = Profile.read('[table]\nlinks = { "TN" = "control" }', "own.toml")
    (row,) = read("TN,ISBN,barcode\n42,9,1\n", own)
    assert isinstance(row, Holding)
    assert row.bib == (Link("control", "42"),)


def test_a_value_in_quotes_may_go_over_lines() -> None:
    assert copies('barcode,isbn,note\n1,9,"two\nlines, one comma"\n2,9,\n') == [
        Copy(barcodes=("1",), notes=("two lines, one comma",)),
        Copy(barcodes=("2",)),
    ]


def test_what_is_kept_of_a_row_reads_the_same_alone() -> None:
    rows = read(CHINESE.encode("gb18030") + b'"P""K",x,"y\nz",A2,,,9\n')
    assert len(rows) == 2
    for row in rows:
        assert isinstance(row, Holding)
        assert table.read_one(row.raw, PLAIN, row.position) == row


def test_a_row_that_is_sent_again_has_the_number_it_had() -> None:
    first, second = (read(CHINESE)[0] for _ in range(2))
    assert isinstance(first, Holding)
    assert isinstance(second, Holding)
    assert first.control == second.control


def test_empty_rows_are_none() -> None:
    assert len(read("barcode,isbn\n\n,\n1,9\n\n")) == 1


def test_a_table_that_leads_to_no_record_is_refused_with_what_to_write() -> None:
    with pytest.raises(Unreadable, match=r"\[table\] links"):
        read("barcode,call number\n1,2\n")


def test_one_bad_row_does_not_take_the_next_ones_with_it() -> None:
    good, bad, last = read(b"barcode,isbn\n1,9\n\xff\xfe\xff,9\n2,9\n")
    assert isinstance(good, Holding)
    assert isinstance(bad, Rejected)
    assert isinstance(last, Holding)
    assert bad.raw == b"\xff\xfe\xff,9\n"
    assert bad.format == "csv"


def test_a_quote_that_never_ends_costs_the_rows_it_swallows_and_no_memory() -> None:
    text = 'barcode,isbn\n1,"9\n' + "2,9\n" * 60_000
    found = read(text)
    assert isinstance(found[0], Rejected)
    assert isinstance(found[-1], Holding)
    assert len(found[0].raw) < 2_000_000


def test_a_line_of_ten_megabytes_is_refused_and_passed_over() -> None:
    bad, good = read(b"barcode,isbn\n" + b"x" * 10_000_000 + b"\n1,9\n")
    assert isinstance(bad, Rejected)
    assert isinstance(good, Holding)


def test_a_row_with_more_values_than_headings_is_told() -> None:
    (row,) = read("barcode,isbn\n1,9,7\n")
    assert isinstance(row, Holding)
    assert "more values" in row.reading.told[0]


@pytest.mark.parametrize(
    ("start", "form"),
    [
        (CHINESE.encode(), "csv"),
        (CHINESE.encode("gb18030"), "csv"),
        (b'<?xml version="1.0"?><h xmlns="http://www.loc.gov/standards/iso20775/">', "iso20775"),
        (b"<collection><record>", None),
        (b"00714cam a2200205 a 4500001001", None),
        (b"=LDR  00714cam", None),
        (b'{"leader": "isbn,"}', None),
        (b"title,author\n", None),
        (b"", None),
    ],
)
def test_a_table_and_iso_20775_are_known_by_how_they_begin(start: bytes, form: str | None) -> None:
    assert form_of(start, PLAIN) == form


def test_a_table_in_utf_16_is_refused_with_what_to_do() -> None:
    with pytest.raises(Unreadable, match="save the table as UTF-8"):
        read(CHINESE.encode("utf-16"))


def test_a_table_saved_with_other_line_ends_has_the_same_rows() -> None:
    unix = "Control Number,Barcode\n1,B1\n2,B2\n"
    rows = [each.raw for each in read(unix) if isinstance(each, Holding)]
    for same in (unix.replace("\n", "\r\n"), unix.rstrip("\n")):
        assert [each.raw for each in read(same) if isinstance(each, Holding)] == rows
